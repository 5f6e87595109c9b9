import { TextInput } from '@mantine/core';
import type { Money } from '../api';
import * as format from '../format';
import { rupiahOf } from '../rupiah';
import { useLanguage, useText } from '../text';

/** Reads what was typed into an `AmountField`, as the page's language writes it; `undefined` keeps the button disabled. */
export function useRupiah(): (typed: string) => Money | undefined {
  const language = useLanguage();
  return (typed) => {
    const value = rupiahOf(typed, language);
    return value === undefined ? undefined : { currency: 'IDR', value };
  };
}

/** A field for whole rupiah: below it stands the amount that was read, or what is wrong with what was typed. */
export function AmountField({ value, onChange }: { value: string; onChange: (event: { currentTarget: { value: string } }) => void }) {
  const text = useText();
  const read = useRupiah()(value);
  const shown = value.trim() !== '';
  return <TextInput label={text('amount')} value={value} inputMode="decimal" maxLength={40} inputWrapperOrder={['label', 'input', 'description', 'error']} onChange={onChange} {...(shown && read && { description: format.money(read) })} {...(shown && !read && { error: text('amountFault') })} />;
}
