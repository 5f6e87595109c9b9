import { sha256 } from '../../kernel/canonical';

/** RFC 6962: a leaf's hash is made otherwise than a node's, so that none passes for the other. */
export function leafHash(bytes: string): Buffer {
  return sha256(Uint8Array.of(0), bytes);
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return sha256(Uint8Array.of(1), left, right);
}

/** A complete subtree: the hash over leaves [index * 2^level, (index + 1) * 2^level). */
export interface Node {
  readonly level: number;
  readonly index: bigint;
  readonly hash: Buffer;
}

export const nodeName = (level: number, index: bigint): string => `${level} ${index}`;

/** The complete subtrees that make up a log of some size, largest first; with them it can grow. */
export function frontierOf(size: bigint): Pick<Node, 'level' | 'index'>[] {
  const parts: Pick<Node, 'level' | 'index'>[] = [];
  for (let level = 62; level >= 0; level -= 1) if ((size >> BigInt(level)) & 1n) parts.push({ level, index: (size >> BigInt(level)) - 1n });
  return parts;
}

/** Appends leaf hashes to a log whose frontier is known; answers every node that became complete, the leaves among them. */
export function grow(size: bigint, frontier: readonly Node[], leaves: readonly Buffer[]): Node[] {
  const edge = new Map(frontier.map((node) => [node.level, node]));
  const made: Node[] = [];
  leaves.forEach((hash, at) => {
    let node: Node = { level: 0, index: size + BigInt(at), hash };
    made.push(node);
    // A right sibling completes the subtree over both; a left one waits for it.
    while (node.index % 2n === 1n) {
      const left = edge.get(node.level) as Node;
      edge.delete(node.level);
      node = { level: node.level + 1, index: node.index / 2n, hash: nodeHash(left.hash, node.hash) };
      made.push(node);
    }
    edge.set(node.level, node);
  });
  return made;
}

/** Hashes of complete subtrees by `nodeName`. */
export type Nodes = ReadonlyMap<string, Buffer>;

interface Range {
  readonly start: bigint;
  readonly end: bigint;
}

/** The largest power of two below the number of leaves, at which RFC 6962 splits a range. */
function splitOf({ start, end }: Range): bigint {
  let half = 1n;
  while (half * 2n < end - start) half *= 2n;
  return start + half;
}

function levelOf(size: bigint): number {
  return size.toString(2).length - 1;
}

/** The complete subtrees that the hash of a range is made of. */
function partsOf(range: Range): Pick<Node, 'level' | 'index'>[] {
  const size = range.end - range.start;
  if ((size & (size - 1n)) === 0n && range.start % size === 0n) return [{ level: levelOf(size), index: range.start / size }];
  const split = splitOf(range);
  return [...partsOf({ start: range.start, end: split }), ...partsOf({ start: split, end: range.end })];
}

function hashOf(range: Range, nodes: Nodes): Buffer {
  const size = range.end - range.start;
  if ((size & (size - 1n)) === 0n && range.start % size === 0n) return nodes.get(nodeName(levelOf(size), range.start / size)) as Buffer;
  const split = splitOf(range);
  return nodeHash(hashOf({ start: range.start, end: split }, nodes), hashOf({ start: split, end: range.end }, nodes));
}

/** The ranges whose hashes make the inclusion path of a leaf (RFC 9162, 2.1.3.1), from the leaf upward. */
function inclusionRanges(index: bigint, range: Range): Range[] {
  if (range.end - range.start === 1n) return [];
  const split = splitOf(range);
  return index < split ? [...inclusionRanges(index, { start: range.start, end: split }), { start: split, end: range.end }] : [...inclusionRanges(index, { start: split, end: range.end }), { start: range.start, end: split }];
}

/** The ranges whose hashes prove that a log continues a smaller one (RFC 9162, 2.1.4.1). */
function consistencyRanges(older: bigint, range: Range, known: boolean): Range[] {
  if (older === range.end) return known ? [] : [range];
  const split = splitOf(range);
  return older <= split ? [...consistencyRanges(older, { start: range.start, end: split }, known), { start: split, end: range.end }] : [...consistencyRanges(older, { start: split, end: range.end }, false), { start: range.start, end: split }];
}

/** What a proof reads, and how it is put together once that is read. */
export interface Asked<Answer> {
  readonly needs: readonly Pick<Node, 'level' | 'index'>[];
  readonly answer: (nodes: Nodes) => Answer;
}

export function askRoot(size: bigint): Asked<Buffer> {
  if (size === 0n) return { needs: [], answer: () => sha256() };
  const range = { start: 0n, end: size };
  return { needs: partsOf(range), answer: (nodes) => hashOf(range, nodes) };
}

export function askInclusion(index: bigint, size: bigint): Asked<Buffer[]> {
  const ranges = inclusionRanges(index, { start: 0n, end: size });
  return { needs: ranges.flatMap(partsOf), answer: (nodes) => ranges.map((range) => hashOf(range, nodes)) };
}

/** @param older at least 1 and at most `size` */
export function askConsistency(older: bigint, size: bigint): Asked<Buffer[]> {
  const ranges = older === size ? [] : consistencyRanges(older, { start: 0n, end: size }, true);
  return { needs: ranges.flatMap(partsOf), answer: (nodes) => ranges.map((range) => hashOf(range, nodes)) };
}
