import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { createContext, useContext, useState } from 'react';
import * as format from '../format';
import { useText } from '../text';
import { moved } from './terms-body';

/** A nested value that is being edited, addressed by JSON pointers, and what the hub said about its fields. */
export interface Draft {
  get(pointer: string): unknown;
  /** `undefined` takes the field, or the entry of a list, out. */
  set(pointer: string, value: unknown): void;
  faultAt(pointer: string): string | undefined;
}

const Context = createContext<Draft | undefined>(undefined);
export const DraftProvider = Context.Provider;

export function useDraft(): Draft {
  const draft = useContext(Context);
  if (!draft) throw new Error('A field stands in a draft.');
  return draft;
}

export function valueAt(root: unknown, pointer: string): unknown {
  return pointer.slice(1).split('/').reduce<unknown>((node, name) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined), root);
}

/** A copy of a value in which one place is another. */
export function changed(root: unknown, pointer: string, value: unknown): unknown {
  const [name = '', ...rest] = pointer.slice(1).split('/');
  const next = rest.length === 0 ? value : changed(valueAt(root, `/${name}`), `/${rest.join('/')}`, value);
  if (Array.isArray(root)) return next === undefined ? root.filter((_one, at) => String(at) !== name) : Object.assign([...(root as unknown[])], { [name]: next });
  const others = Object.entries((root ?? {}) as Record<string, unknown>).filter(([key]) => key !== name);
  return Object.fromEntries(next === undefined ? others : [...others, [name, next]]);
}

interface Props {
  at: string;
  label: string;
  description?: string;
  w?: number;
}

/** Text as it is; empty takes the field out where it is optional. */
export function TextField({ at, label, description, w, type = 'text', required }: Props & { type?: 'text' | 'date'; required?: boolean }) {
  const draft = useDraft();
  return <TextInput label={label} type={type} {...(description && { description })} {...(w !== undefined && { w })} value={String(draft.get(at) ?? '')} error={draft.faultAt(at)} maxLength={64} onChange={(event) => draft.set(at, event.currentTarget.value === '' && !required ? undefined : event.currentTarget.value)} />;
}

/** A decimal with a comma or a point; what is stored is the decimal string of the wire. With `shift` the person writes per cent. */
export function DecimalField({ at, label, description, w, shift = 0, required }: Props & { shift?: 0 | 2; required?: boolean }) {
  const draft = useDraft();
  const stored = draft.get(at) as string | undefined;
  const shown = stored === undefined ? '' : shift === 0 || !/^\d+(\.\d+)?$/.test(stored) ? stored : moved(stored, shift);
  const [raw, setRaw] = useState<string>();
  const write = (typed: string): void => {
    const text = typed.replace(',', '.').replace(/[^\d.]/g, '');
    setRaw(typed.replace(/[^\d.,]/g, ''));
    if (text === '') draft.set(at, required ? '' : undefined);
    else draft.set(at, shift === 0 || !/^\d+(\.\d+)?$/.test(text) ? text : moved(text, -shift));
  };
  return <TextInput label={label} inputMode="decimal" {...(description && { description })} {...(w !== undefined && { w })} value={raw ?? format.typed(shown)} error={draft.faultAt(at)} maxLength={24} onChange={(event) => write(event.currentTarget.value)} onBlur={() => setRaw(undefined)} />;
}

/** Whole rupiah. */
export function MoneyField({ at, label, description, w, required }: Props & { required?: boolean }) {
  const draft = useDraft();
  const stored = draft.get(at) as { value: string } | undefined;
  const write = (typed: string): void => {
    const digits = typed.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
    draft.set(at, digits === '' && !required ? undefined : { currency: 'IDR', value: `${digits || '0'}.00` });
  };
  const digits = stored?.value.replace(/\.00$/, '') ?? '';
  return <TextInput label={label} inputMode="numeric" leftSection={<span aria-hidden style={{ fontSize: '0.85em' }}>Rp</span>} {...(description && { description })} {...(w !== undefined && { w })} value={digits === '' ? '' : format.grouped(digits)} error={draft.faultAt(at) ?? draft.faultAt(`${at}/value`)} maxLength={24} onChange={(event) => write(event.currentTarget.value)} />;
}

export function CountField({ at, label, description, w, required }: Props & { required?: boolean }) {
  const draft = useDraft();
  const stored = draft.get(at) as number | undefined;
  const write = (typed: string): void => {
    const digits = typed.replace(/\D/g, '');
    draft.set(at, digits === '' ? (required ? 0 : undefined) : Number(digits));
  };
  return <TextInput label={label} inputMode="numeric" {...(description && { description })} {...(w !== undefined && { w })} value={stored === undefined ? '' : String(stored)} error={draft.faultAt(at)} maxLength={15} onChange={(event) => write(event.currentTarget.value)} />;
}

export function ChoiceField({ at, label, options, w, optional }: Props & { options: readonly [string, string][]; optional?: string }) {
  const draft = useDraft();
  return <NativeSelect label={label} {...(w !== undefined && { w })} value={String(draft.get(at) ?? '')} error={draft.faultAt(at)} data={[...(optional === undefined ? [] : [{ value: '', label: optional }]), ...options.map(([value, shown]) => ({ value, label: shown }))]} onChange={(event) => draft.set(at, event.currentTarget.value === '' ? undefined : event.currentTarget.value)} />;
}

export function FlagField({ at, label }: Props) {
  const draft = useDraft();
  return <Checkbox label={label} checked={draft.get(at) === true} error={draft.faultAt(at)} onChange={(event) => draft.set(at, event.currentTarget.checked)} />;
}

/** The text of a fault, told to who cannot see the red. */
export function Faults({ at }: { at: string }) {
  const draft = useDraft();
  const text = useText();
  const fault = draft.faultAt(at);
  return fault === undefined ? null : <p role="alert" className="bad" style={{ margin: '0.25rem 0 0', fontSize: '0.85rem' }}><strong>{text('problem')}:</strong> {fault}</p>;
}
