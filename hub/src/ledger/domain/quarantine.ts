import type { Intent } from './intent';

/** An intent as text that gives back the same intent: whole numbers, instants and bytes keep their types. */
export function intentToJson(intent: Intent): string {
  const typed = (value: unknown): unknown => {
    if (typeof value === 'bigint') return { $n: value.toString() };
    if (value instanceof Date) return { $t: value.toISOString() };
    if (Buffer.isBuffer(value)) return { $b: value.toString('base64') };
    if (Array.isArray(value)) return value.map(typed);
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, typed(one)])) : value;
  };
  return JSON.stringify(typed(intent));
}

/** @param kept what `intentToJson` wrote, parsed */
export function intentFromJson(kept: unknown): Intent {
  const read = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(read);
    if (typeof value !== 'object' || value === null) return value;
    const { $n, $t, $b } = value as Record<string, string>;
    if ($n !== undefined) return BigInt($n);
    if ($t !== undefined) return new Date($t);
    if ($b !== undefined) return Buffer.from($b, 'base64');
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, read(one)]));
  };
  return read(kept) as Intent;
}
