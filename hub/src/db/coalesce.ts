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
