/** A fault as the generated validator tells it. */
interface Told {
  readonly message?: string;
  readonly value?: unknown;
}

/** What the validator says by itself, and what a caller is told to do instead. */
const RULES: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^'(.*)' is required$/s, (found) => `${nameOf(found[1])} is missing. Send it.`],
  [/^"(.*)" is an excess property and therefore is not allowed$/s, (found) => `There is no field ${nameOf(found[1])} here. Leave it out.`],
  [/^No matching model found in additionalProperties to validate (.*)$/s, (found) => `${nameOf(found[1])} does not have the form of this list's entries.`],
  [/^should be one of the following; \[(.*)\]$/s, (found) => `Send one of ${(found[1] ?? '').replaceAll("'", '').replaceAll(',', ', ')}.`],
  [/^no member$/, () => 'Leave this out.'],
  [/^invalid undefined value$/, () => 'Leave this out.'],
  [/^invalid object$/, () => 'Send an object, { … }.'],
  [/^invalid array$/, () => 'Send a list, [ … ].'],
  [/^invalid string value$/, () => 'Send a text in quotes.'],
  [/^invalid boolean value$/, () => 'Send true or false.'],
  [/^invalid (integer|long) number$/, () => 'Send a whole number.'],
  [/^invalid (float|double) number$/, () => 'Send a number.'],
  [/^min(?:imum)? (-?\d+)$/, (found) => `Send at least ${found[1]}.`],
  [/^max(?:imum)? (-?\d+)$/, (found) => `Send at most ${found[1]}.`],
  [/^minLength (\d+)$/, (found) => `Send at least ${found[1]} character${found[1] === '1' ? '' : 's'}.`],
  [/^maxLength (\d+)$/, (found) => `Send at most ${found[1]} characters.`],
  [/^minItems (\d+)$/, (found) => `Send at least ${found[1]} entr${found[1] === '1' ? 'y' : 'ies'}.`],
  [/^maxItems (\d+)$/, (found) => `Send at most ${found[1]} entries.`],
  [/^required unique array$/, () => 'Send every entry once.'],
  [/^Not match in '(.*)'$/s, (found) => `Send a text of the form ${found[1]}.`],
];

/**
 * The rule that a value breaks, in words that say what to send. The validator may quote what was sent; a caller learns the rule, never the value.
 * @param told as the validator tells it, with the value that it looked at
 */
export function wordsFor({ message = '', value }: Told): string {
  if (value === null) return 'Leave this out or send a value: null is not used here.';
  const alternatives = /^Could not match the union against any of the items\. Issues: (.*)$/s.exec(message)?.[1];
  if (alternatives !== undefined) return wordsForChoice(JSON.parse(alternatives) as Record<string, Told>[]);
  for (const [pattern, words] of RULES) {
    const found = pattern.exec(message);
    if (found) return words(found);
  }
  const own = /^"(.*)"$/s.exec(message)?.[1] ?? message;
  return /^(Send|Leave|Use)\b/.test(own) ? `${value === '' ? 'This is empty. ' : ''}${own.slice(0, 200)}` : 'Send this as the contract at /docs demands.';
}

/** Of several forms none fits: their values where they are values, the fields that each lacks where they are objects, otherwise the rule of the one that fits best. */
function wordsForChoice(alternatives: readonly Record<string, Told>[]): string {
  const faults = alternatives.map((one) => Object.values(one)).filter((one) => !one.every(({ message }) => message === 'invalid undefined value' || message === 'no member'));
  const values = faults.flatMap((one) => (one.length === 1 ? (/^should be one of the following; \[(.*)\]$/s.exec(one[0]?.message ?? '')?.[1] ?? '').split(',') : ['']));
  if (values.length > 0 && values.every((one) => one !== '')) return `Send one of ${[...new Set(values)].map((one) => one.replaceAll("'", '')).join(', ')}.`;
  const missing = faults.map((one) => one.flatMap(({ message }) => /^'(.*)' is required$/s.exec(message ?? '')?.[1] ?? []));
  if (missing.length > 1 && missing.every((one) => one.length > 0)) return `Send an object with ${missing.map((one) => one.map(nameOf).join(' and ')).join(', or with ')}.`;
  const [closest = []] = [...faults].sort((a, b) => a.length - b.length);
  return [...new Set(closest.map((one) => wordsFor({ message: one.message ?? '' })))].join(' ').slice(0, 300) || 'Send this as the contract at /docs demands.';
}

/** A name of the caller's own may be anything, so it is shortened. */
function nameOf(name = ''): string {
  return name.slice(0, 60);
}
