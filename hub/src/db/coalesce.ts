import DataLoader from 'dataloader';

/**
 * A look-up by one key that reads the keys of all callers of the same moment in one statement. Nothing is remembered: each answer is as
 * fresh as a statement of its own.
 * @param read answers in the order of the keys
 */
export function coalesced<Key, Value>(read: (keys: readonly Key[]) => Promise<Value[]>): (key: Key) => Promise<Value> {
  const loader = new DataLoader<Key, Value>(read, { cache: false, maxBatchSize: 500, batchScheduleFn: (go) => void setImmediate(go) });
  return (key) => loader.load(key);
}
