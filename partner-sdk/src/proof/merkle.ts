import { sha256 } from '@noble/hashes/sha2.js';
import { concat, sameBytes } from './bytes';

/** Reads the hash of the complete subtree over leaves [index × 2^level, (index + 1) × 2^level); a log keeps these and needs no other. */
export type NodeReader = (level: number, index: number) => Promise<Uint8Array> | Uint8Array;

const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);

/** RFC 6962: SHA-256(0x00 || leaf bytes). */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(concat(LEAF_PREFIX, leaf));
}

/** RFC 6962: SHA-256(0x01 || left || right). The prefix keeps a node from passing for a leaf. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concat(NODE_PREFIX, left, right));
}

/** The root of a log without leaves: SHA-256 of nothing. */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array());
}

/**
 * The hashes of complete subtrees of a log that grows leaf by leaf. Appending gives the nodes that became complete, so that a store can keep them;
 * a log can go on from stored nodes by giving them to {@link rootOf} and the proofs through a reader of its own.
 */
export class MemoryLog {
  readonly #levels: Uint8Array[][] = [];

  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  /** Appends a leaf hash and returns every node that is complete with it, the leaf first. */
  append(hash: Uint8Array): { readonly level: number; readonly index: number; readonly hash: Uint8Array }[] {
    const complete: { level: number; index: number; hash: Uint8Array }[] = [];
    let node = hash;
    for (let level = 0; ; level += 1) {
      const row = (this.#levels[level] ??= []);
      row.push(node);
      complete.push({ level, index: row.length - 1, hash: node });
      const left = row[row.length - 2];
      if (row.length % 2 === 1 || left === undefined) return complete;
      node = nodeHash(left, node);
    }
  }

  readonly read: NodeReader = (level, index) => {
    const node = this.#levels[level]?.[index];
    if (node === undefined) throw new RangeError(`The log has no complete node ${index} of level ${level}.`);
    return node;
  };
}

/** The largest power of two below a size of at least 2, as an exponent. */
function splitLevel(size: number): number {
  let level = 0;
  while (2 ** (level + 1) < size) level += 1;
  return level;
}

/** The root of the leaves [start, start + size); start is a multiple of the power of two that covers size. */
async function rangeHash(read: NodeReader, start: number, size: number): Promise<Uint8Array> {
  if (size === 1) return read(0, start);
  const level = splitLevel(size);
  const half = 2 ** level;
  if (size === 2 * half) return read(level + 1, start / size);
  return nodeHash(await read(level, start / half), await rangeHash(read, start + half, size - half));
}

/** The root of the log when it had so many leaves. */
export async function rootOf(read: NodeReader, size: number): Promise<Uint8Array> {
  return size === 0 ? emptyRoot() : rangeHash(read, 0, size);
}

/**
 * The inclusion path of a leaf in the log of some size (RFC 9162, 2.1.3.1), from the leaf upward.
 * @throws RangeError when the log of that size has no such leaf
 */
export async function inclusionPath(read: NodeReader, index: number, size: number): Promise<Uint8Array[]> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError(`A log of ${size} leaves has no leaf ${index}.`);
  const walk = async (start: number, span: number): Promise<Uint8Array[]> => {
    if (span === 1) return [];
    const half = 2 ** splitLevel(span);
    return index < start + half
      ? [...(await walk(start, half)), await rangeHash(read, start + half, span - half)]
      : [...(await walk(start + half, span - half)), await rangeHash(read, start, half)];
  };
  return walk(0, size);
}

/**
 * The proof that the log of one size is a prefix of the log of a later one (RFC 9162, 2.1.4.1).
 * @throws RangeError when the older size is 0 or above the later one
 */
export async function consistencyPath(read: NodeReader, older: number, size: number): Promise<Uint8Array[]> {
  if (!Number.isSafeInteger(older) || older < 1 || older > size) throw new RangeError(`A log of ${size} leaves has no proof of consistency with ${older}.`);
  const walk = async (start: number, span: number, known: boolean): Promise<Uint8Array[]> => {
    if (older === start + span) return known ? [] : [await rangeHash(read, start, span)];
    const half = 2 ** splitLevel(span);
    return older <= start + half
      ? [...(await walk(start, half, known)), await rangeHash(read, start + half, span - half)]
      : [...(await walk(start + half, span - half, false)), await rangeHash(read, start, half)];
  };
  return walk(0, size, true);
}

/** Whether a path leads from a leaf hash at an index to the root of a log of that size (RFC 9162, 2.1.3.2). */
export function verifyInclusion(index: number, size: number, leaf: Uint8Array, path: readonly Uint8Array[], root: Uint8Array): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let [fn, sn, hash] = [BigInt(index), BigInt(size - 1), leaf];
  for (const node of path) {
    if (sn === 0n) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      hash = nodeHash(node, hash);
      while ((fn & 1n) === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      hash = nodeHash(hash, node);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && sameBytes(hash, root);
}

/** Whether a path proves that the log with the older root is a prefix of the log with the later one (RFC 9162, 2.1.4.2). */
export function verifyConsistency(older: number, size: number, path: readonly Uint8Array[], olderRoot: Uint8Array, root: Uint8Array): boolean {
  if (!Number.isSafeInteger(older) || !Number.isSafeInteger(size) || older < 1 || older > size) return false;
  if (older === size) return path.length === 0 && sameBytes(olderRoot, root);
  const isComplete = (BigInt(older) & BigInt(older - 1)) === 0n;
  const [first, ...rest] = isComplete ? [olderRoot, ...path] : path;
  if (first === undefined) return false;
  let [fn, sn] = [BigInt(older - 1), BigInt(size - 1)];
  while ((fn & 1n) === 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  let [fr, sr] = [first, first];
  for (const node of rest) {
    if (sn === 0n) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      [fr, sr] = [nodeHash(node, fr), nodeHash(node, sr)];
      while ((fn & 1n) === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      sr = nodeHash(sr, node);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && sameBytes(fr, olderRoot) && sameBytes(sr, root);
}
