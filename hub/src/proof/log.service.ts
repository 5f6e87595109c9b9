import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { inTransaction, type Tx } from '../db/tx';
import { assert } from '../kernel/assert';
import type { Clock } from '../kernel/clock';
import { wireId } from '../kernel/ids';
import { actLeaf, calculationLeaf, documentLeaf, postingLeaf, rulingLeaf, taxLeaf, termsLeaf } from './domain/leaves';
import { signedNote, type NoteKey } from './domain/note';
import { askConsistency, askRoot, frontierOf, grow, leafHash, nodeName, type Asked, type Node } from './domain/tree';
import * as db from './log.store';

const CHUNK = 2_000;
const SALT_BYTES = 16;

/** Gives everything that bills its leaf in the log, and signs what the log has become. Every step may be repeated; what has a leaf gets no other. */
export class LogService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, readonly key: NoteKey) {}

  /** The night's part: every posting of a closed window has its leaf, and a checkpoint of its own seals the window. */
  async sealWindow(windowId: string): Promise<void> {
    if (await db.hasCheckpoint(this.pool, windowId)) return;
    const window = await db.windowForNote(this.pool, windowId);
    assert(window?.lastSeq !== undefined, `Window ${windowId} is not closed.`);
    await this.seal(window.lastSeq);
    await this.sign(windowId, true);
  }

  /** Seals what has happened since the last time and signs it; nothing is signed when nothing has happened. */
  async checkpoint(): Promise<db.CheckpointRow | undefined> {
    await this.seal(await inTransaction(this.pool, (tx) => db.settledSeq(tx)));
    const { size } = await db.readHead(this.pool);
    const latest = await db.latestCheckpoint(this.pool);
    if (size === 0n || latest?.size === size) return latest;
    await this.sign(undefined, false);
    return db.latestCheckpoint(this.pool);
  }

  /** Terms and taxes first, then what they price, in the order of the journal; then what was made of it. */
  private async seal(upTo: bigint): Promise<void> {
    await this.append(async (tx) => [
      ...(await db.unsealedTaxes(tx)).map((one) => plain('ADMIN', `tax ${one.taxProfileId}@v${one.version}`, taxLeaf(one))),
      ...(await db.unsealedTerms(tx)).map((one) => plain('TERMS', one.termsId, termsLeaf(one)))]);
    while (await this.append((tx, head) => this.postings(tx, head, upTo)));
    while (await this.append(async (tx) => (await db.unsealedCalculations(tx)).map((one) => plain('CALCULATION', `${one.windowId} ${one.version}`, calculationLeaf(one)))));
    while (await this.append(async (tx) => (await db.unsealedDocuments(tx)).map((one) => plain('DOCUMENT', one.documentId, documentLeaf(one)))));
    while (await this.append(async (tx) => (await db.unsealedRulings(tx)).map((one) => plain('RULING', one.rulingId, rulingLeaf(one, randomBytes(SALT_BYTES))))));
    while (await this.append(async (tx) => (await db.unsealedActs(tx)).map((one) => plain('ADMIN', `act ${one.entryId}`, actLeaf(one, randomBytes(SALT_BYTES))))));
  }

  private async postings(tx: Tx, head: db.Head, upTo: bigint): Promise<{ leaves: db.NewLeaf[]; sealedSeq: bigint }> {
    const found = await db.unsealedPostings(tx, head.sealedSeq, upTo, CHUNK);
    const leaves = found.map((one): db.NewLeaf => {
      const salt = randomBytes(SALT_BYTES);
      return { kind: 'POSTING', subjectId: one.postingId, hash: leafHash(postingLeaf(one, salt)), salt };
    });
    const last = found.length < CHUNK ? upTo : found.at(-1)?.seq;
    return { leaves, sealedSeq: last === undefined || last < head.sealedSeq ? head.sealedSeq : last };
  }

  /** @returns whether something was appended, so that there may be more */
  private append(find: (tx: Tx, head: db.Head) => Promise<db.NewLeaf[] | { leaves: db.NewLeaf[]; sealedSeq: bigint }>): Promise<boolean> {
    return inTransaction(this.pool, async (tx) => {
      const head = await db.lockHead(tx);
      const found = await find(tx, head);
      const { leaves, sealedSeq } = Array.isArray(found) ? { leaves: found, sealedSeq: head.sealedSeq } : found;
      if (leaves.length > 0) {
        const wanted = frontierOf(head.size);
        const hashes = await db.readNodes(tx, wanted);
        const frontier = wanted.map(({ level, index }): Node => ({ level, index, hash: hashes.get(nodeName(level, index)) as Buffer }));
        await db.keepLeaves(tx, head.size, leaves, grow(head.size, frontier, leaves.map((one) => one.hash)), this.clock.now());
      }
      await db.moveHead(tx, { size: head.size + BigInt(leaves.length), sealedSeq });
      return leaves.length > 0;
    });
  }

  /** Signs only what continues the last thing that was signed. */
  private async sign(windowId: string | undefined, closes: boolean): Promise<void> {
    const window = await db.windowForNote(this.pool, windowId);
    if (!window) return;
    await inTransaction(this.pool, async (tx) => {
      const { size } = await db.lockHead(tx);
      const latest = await db.latestCheckpoint(tx);
      assert(latest === undefined || latest.size <= size, `The log has ${size} leaves, a checkpoint of ${latest?.size ?? 0n} was signed: leaves are missing.`);
      const root = await this.ask(tx, askRoot(size));
      const note = signedNote({ origin: this.key.name, size, root, windowId: wireId('win', window.windowId), businessDate: window.businessDate }, this.key);
      await db.keepCheckpoint(tx, { size, root, windowId: window.windowId, closes, note, at: this.clock.now() });
    });
  }

  /** The proof that the log of one size continues the log of another. */
  consistency(older: bigint, size: bigint): Promise<Buffer[]> {
    return this.ask(this.pool, askConsistency(older, size));
  }

  /** Several answers out of one reading. */
  async askAll<Answer>(connection: Pool | Tx, asked: readonly Asked<Answer>[]): Promise<Answer[]> {
    const needs = new Map(asked.flatMap((one) => one.needs.map((need) => [nodeName(need.level, need.index), need] as const)));
    const nodes = await db.readNodes(connection, [...needs.values()]);
    return asked.map((one) => one.answer(nodes));
  }

  async ask<Answer>(connection: Pool | Tx, asked: Asked<Answer>): Promise<Answer> {
    return asked.answer(await db.readNodes(connection, asked.needs));
  }
}

function plain(kind: string, subjectId: string, bytes: string): db.NewLeaf {
  return { kind, subjectId, hash: leafHash(bytes), bytes };
}
