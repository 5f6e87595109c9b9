import type { Pool } from 'pg';
import { assert } from '../kernel/assert';
import { legFacts, postingLeaf, saltOf } from './domain/leaves';
import { askInclusion, leafHash } from './domain/tree';
import type { LogService } from './log.service';
import { postingsById } from './log.store';
import * as read from './proof.reader';

/** A leaf on its way into a bundle. */
export interface Shown {
  readonly index: bigint;
  readonly bytes: string;
}

/** What the log holds of the things that a bundle rests on. */
export class Evidence {
  constructor(private readonly pool: Pool, private readonly log: LogService) {}

  /** Opens the commitments to some legs, and to no other. */
  async legs(legIds: readonly string[]): Promise<{ legs: object[]; leaves: Shown[]; place: (legId: string) => number }> {
    const wanted = new Set(legIds);
    const postings = await postingsById(this.pool, await read.postingsOfLegs(this.pool, [...wanted]));
    const kept = await read.leavesOf(this.pool, 'POSTING', postings.map((one) => one.postingId));
    const shown = postings.map((posting) => {
      const leaf = kept.get(posting.postingId);
      assert(leaf?.salt, `Posting ${posting.postingId} has no leaf.`);
      const bytes = postingLeaf(posting, leaf.salt);
      assert(leafHash(bytes).equals(leaf.hash), `Posting ${posting.postingId} is not what was logged at ${leaf.index}: the books were changed.`);
      return { posting, index: leaf.index, salt: leaf.salt, bytes };
    }).sort((a, b) => (a.index < b.index ? -1 : 1));
    const places = new Map<string, number>();
    const legs = shown.flatMap(({ posting, index, salt }) => posting.legs.flatMap((leg, position) => {
      if (!wanted.has(leg.legId)) return [];
      places.set(leg.legId, places.size);
      return [{ leaf: Number(index), position, salt: saltOf(salt, `leg ${position}`).toString('base64url'), facts: legFacts(posting, leg) }];
    }));
    return { legs, leaves: shown, place: (legId) => places.get(legId) as number };
  }

  /** Leaves of what is named by its id, with the text that each is to be shown with, by rising index. */
  async texts(kind: string, all: readonly { subjectId: string; text: string }[]): Promise<{ leaf: Shown; subjectId: string; text: string }[]> {
    const kept = await read.leavesOf(this.pool, kind, all.map((one) => one.subjectId));
    return all.map(({ subjectId, text }) => {
      const leaf = kept.get(subjectId);
      assert(leaf?.bytes, `${kind} ${subjectId} has no leaf.`);
      return { leaf: { index: leaf.index, bytes: leaf.bytes }, subjectId, text };
    }).sort((a, b) => (a.leaf.index < b.leaf.index ? -1 : 1));
  }

  /** Leaves as a bundle shows them, by rising index, each with its path in the log of a size. */
  async leaves(cited: readonly Shown[], size: bigint): Promise<object[]> {
    const sorted = [...cited].sort((a, b) => (a.index < b.index ? -1 : 1));
    const paths = await this.log.askAll(this.pool, sorted.map(({ index }) => askInclusion(index, size)));
    return sorted.map(({ index, bytes }, at) => ({ index: Number(index), bytes: Buffer.from(bytes).toString('base64url'), path: wire(paths[at] ?? []) }));
  }
}

/** Hashes as they stand in a bundle. */
export function wire(path: readonly Buffer[]): string[] {
  return path.map((hash) => hash.toString('base64url'));
}
