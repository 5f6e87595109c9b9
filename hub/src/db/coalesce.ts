import DataLoader from 'dataloader';
import { concernsAll } from './tx';

/**
 * A look-up by one key that reads the keys of all callers of the same moment in one statement. Nothing is remembered: each answer is as
 * fresh as a statement of its own. A key that cannot be looked up fails for its own caller alone.
 * @param read answers in the order of the keys
 */
export function coalesced<Key, Value>(read: (keys: readonly Key[]) => Promise<Value[]>): (key: Key) => Promise<Value> {
  const loader = new DataLoader<Key, Value>((keys) => separated(read, keys), { cache: false, maxBatchSize: 500, batchScheduleFn: (go) => void setImmediate(go) });
  return (key) => loader.load(key);
}

/** What a look-up found lately: how long it may be told again, and what of it is worth keeping. */
export interface Memory<Key, Value> {
  readonly nameOf: (key: Key) => string;
  readonly worth: (value: Value) => boolean;
  /** Milliseconds. */
  readonly lasts: number;
  readonly now: () => number;
}

const MOST_REMEMBERED = 10_000;

/** A look-up that tells what it found lately without asking again. What it did not find it asks for each time, so that what is new is there at once; what has ended is told for so long at most. */
export function remembered<Key, Value>(look: (key: Key) => Promise<Value>, { nameOf, worth, lasts, now }: Memory<Key, Value>): (key: Key) => Promise<Value> {
  const found = new Map<string, { readonly value: Value; readonly until: number }>();
  return async (key) => {
    const name = nameOf(key);
    const known = found.get(name);
    if (known && known.until > now()) return known.value;
    // Counted from when it is asked: what ends while the answer is on its way must not live longer for that.
    const until = now() + lasts;
    const value = await look(key);
    if (found.size >= MOST_REMEMBERED) found.clear();
    if (worth(value)) found.set(name, { value, until });
    else found.delete(name);
    return value;
  };
}

/** What fails together is read in halves, until the key is found that makes it fail. A fault of the database concerns all of them. */
async function separated<Key, Value>(read: (keys: readonly Key[]) => Promise<Value[]>, keys: readonly Key[]): Promise<(Value | Error)[]> {
  try {
    return await read(keys);
  } catch (error) {
    const fault = error instanceof Error ? error : new Error(String(error));
    if (keys.length === 1 || concernsAll(error)) return keys.map(() => fault);
    const middle = Math.ceil(keys.length / 2);
    return [...(await separated(read, keys.slice(0, middle))), ...(await separated(read, keys.slice(middle)))];
  }
}
