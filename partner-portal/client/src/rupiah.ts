/** How each language writes groups of thousands and the decimal sign. */
const SIGNS = { id: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } } as const;
/** The contract's money has at most 16 digits before its decimal point. */
const MOST_DIGITS = 16;

/**
 * Whole rupiah above zero as a person writes them in a language: digits alone or in whole groups of three, and `,00` (`.00` in English) at the end where somebody
 * copied it. Everything else is no amount: nothing that was typed is ever left out, so what is sent is what was read.
 * @returns the wire's decimal string, such as `1535000.00`; `undefined` for what is not such an amount
 */
export function rupiahOf(text: string, language: 'id' | 'en'): string | undefined {
  const { group, decimal } = SIGNS[language];
  const [whole = '', ...rest] = text.trim().split(decimal);
  if (rest.length > 1 || (rest.length === 1 && rest[0] !== '00')) return undefined;
  const groups = whole.split(group);
  const plain = groups.length === 1 ? /^[1-9][0-9]*$/.test(whole) : /^[1-9][0-9]{0,2}$/.test(groups[0] ?? '') && groups.slice(1).every((one) => /^[0-9]{3}$/.test(one));
  const digits = groups.join('');
  return plain && digits.length <= MOST_DIGITS ? `${digits}.00` : undefined;
}
