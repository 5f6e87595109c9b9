import type { Pool } from 'pg';
import { inTransaction, type Tx } from '../db/tx';
import { addDays } from '../kernel/business-date';
import { sha256Hex } from '../kernel/canonical';
import type { Clock } from '../kernel/clock';
import { newUuid } from '../kernel/ids';
import { closeBreak, knownBreaks, openNew, standsAlone, tellAnew } from './breaks.store';
import { ANSWER_DAYS, breakOf, changesOf, type FoundBreak, type Proofs } from './domain/breaks';
import type { Entry, Group, MatchSettings } from './domain/entry';
import { match, matchAdjacent } from './domain/match';
import { lockDay } from './files.store';
import { daysWithFiles, keepMatches, sumsOf } from './matches.store';
import { oursOf, takenOn, theirsOf, wantedOf, type DayKey } from './sides.reader';

/** Sets a partner's day beside the hub's postings, and tells what became of its breaks. It may run again at any time: with nothing new it changes nothing. */
export class MatchingService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly settings: MatchSettings) {}

  /** Matches a day, and then its neighbours where something stands alone that this day may explain. */
  async around(day: DayKey): Promise<void> {
    await this.day(day);
    for (const near of await daysWithFiles(this.pool, neighbours(day.businessDate), day.partnerId)) if (near.source === day.source && (await standsAlone(this.pool, near))) await this.day(near);
  }

  /** Matches one day in one transaction. Breaks are rows of their own: neither a posting nor a calculated window is touched. */
  async day(day: DayKey): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      await lockDay(tx, day);
      const file = (await daysWithFiles(tx, [day.businessDate], day.partnerId)).find((one) => one.source === day.source);
      if (!file) return;
      const theirs = await theirsOf(tx, day, [day.businessDate]);
      const ours = await oursOf(tx, day.partnerId, [day.businessDate]);
      const groups = (await this.withNeighbours(tx, day, match(theirs.entries, ours.entries, this.settings))).filter((group) => !isSparedHold(group));
      await keepMatches(tx, day, groups, sumsOf(groups), file.fileId, this.clock.now());
      await this.keepBreaks(tx, day, groups, { tokens: theirs.tokens, signed: ours.signed });
    });
  }

  /** What stands alone is looked for on the dates before and after. */
  private async withNeighbours(tx: Tx, day: DayKey, groups: readonly Group[]): Promise<Group[]> {
    const aloneTheirs = groups.flatMap((group) => (group.class === 'MISSING_HERE' ? group.theirs : []));
    const aloneOurs = groups.flatMap((group) => (group.class === 'MISSING_THERE' ? group.ours : []));
    const dates = neighbours(day.businessDate);
    const nearOurs = aloneTheirs.length > 0 ? (await oursOf(tx, day.partnerId, dates, wantedOf(aloneTheirs))).entries : [];
    const nearTheirs = aloneOurs.length > 0 ? (await theirsOf(tx, day, dates, wantedOf(aloneOurs))).entries : [];
    if (nearOurs.length === 0 && nearTheirs.length === 0) return [...groups];
    const taken = await takenOn(tx, day, dates, nearTheirs.map((one) => one.id), nearOurs.map((one) => one.id));
    const free = (list: readonly Entry[]): Entry[] => list.filter((one) => !taken.has(one.id));
    // A record of another date carries that date in front of its id, which is only unique on its own.
    const dated = free(nearTheirs).map((one) => ({ ...one, id: `${one.date}/${one.id}` }));
    const found = [...matchAdjacent(aloneTheirs, free(nearOurs), this.settings), ...matchAdjacent(dated, aloneOurs, this.settings)];
    const explained = new Set(found.flatMap((group) => [...group.theirs, ...group.ours].map((one) => one.id)));
    return [...groups.filter((group) => !['MISSING_HERE', 'MISSING_THERE'].includes(group.class) || ![...group.theirs, ...group.ours].some((one) => explained.has(one.id))), ...found];
  }

  private async keepBreaks(tx: Tx, day: DayKey, groups: readonly Group[], proofs: Proofs): Promise<void> {
    const now = this.clock.now();
    const found = groups.flatMap((group) => breakOf(group, proofs) ?? []);
    const { opened, changed, seen, gone } = changesOf(await knownBreaks(tx, day), found, groups, sha256Hex);
    const answerBy = (one: FoundBreak): Date | undefined => (one.class === 'MISSING_THERE' ? new Date(now.getTime() + ANSWER_DAYS * 86_400_000) : undefined);
    await openNew(tx, day, opened.map((one) => ({ breakId: newUuid(this.clock.wall().getTime()), found: one, evidenceHash: sha256Hex(one.evidence), answerBy: answerBy(one) })), now);
    for (const { known, found: one, reopens } of [...changed, ...seen.map((both) => ({ ...both, reopens: false }))]) await tellAnew(tx, { breakId: known.breakId, found: one, evidenceHash: sha256Hex(one.evidence), answerBy: answerBy(one), from: known.state, reopens }, now);
    for (const { known, postingId } of gone) {
      await closeBreak(tx, postingId === undefined ? { breakId: known.breakId, to: 'EXPLAINED', cause: 'LATER_FILE', actor: 'matching', rule: 'matched-again', reason: 'A later file tells it as the hub does.' }
        : { breakId: known.breakId, to: 'CORRECTED', postingId: postingId.slice(4), actor: 'matching', rule: 'matched-again', reason: 'A posting made since then agrees.' }, now);
    }
  }
}

/** A hold moves no points, so a partner need not tell of those that came to nothing; those that it does tell of are compared. */
function isSparedHold({ class: kind, ours }: Group): boolean {
  return kind === 'MISSING_THERE' && ours.every((one) => one.id.startsWith('hld_'));
}

export function neighbours(date: string): string[] {
  return [addDays(date, -1), addDays(date, 1)];
}
