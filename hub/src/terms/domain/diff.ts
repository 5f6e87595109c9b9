import type { TermsBody } from '../terms.wire';

/** One field of terms that is another in another version; values are told as text, money as `IDR 125000.00`. */
export interface FieldChange {
  /** Where: names and, in lists, the id of the entry, such as `/clauses/burn-pay/pointPrice`. */
  readonly field: string;
  readonly change: 'ADDED' | 'REMOVED' | 'CHANGED';
  readonly before?: string;
  readonly after?: string;
}

/** Field by field what changed from one version to another, in the order of the names. */
export function changesBetween(before: TermsBody, after: TermsBody): FieldChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((field): FieldChange[] => {
    const [was, is] = [old.get(field), now.get(field)];
    if (was === is) return [];
    return [{ field, change: was === undefined ? 'ADDED' : is === undefined ? 'REMOVED' : 'CHANGED', ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  });
}

/** What tells the entries of a list apart, first that is there; a list of plain values is told by its values. */
const KEYS = ['clauseId', 'bonusId', 'party', 'fromPoints'] as const;

function leavesOf(body: TermsBody): Map<string, string> {
  const leaves = new Map<string, string>();
  const visit = (field: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (typeof value !== 'object') leaves.set(field, String(value as string | number | boolean));
    else if ('currency' in value && 'value' in value) leaves.set(field, `${String(value.currency)} ${String(value.value)}`);
    else if (Array.isArray(value)) value.forEach((one: unknown, at) => (typeof one === 'object' ? visit(`${field}/${nameOf(one, at)}`, one) : leaves.set(`${field}/${String(one)}`, String(one))));
    else for (const [name, one] of Object.entries(value)) visit(`${field}/${name}`, one);
  };
  visit('', body);
  return leaves;
}

function nameOf(entry: unknown, at: number): string {
  const fields = entry as Record<string, unknown>;
  const key = KEYS.find((name) => fields[name] !== undefined);
  if (key !== undefined) return String(fields[key] as string | number);
  const from = fields['fromAmount'] as { value?: string } | undefined;
  return from?.value ?? String(at);
}
