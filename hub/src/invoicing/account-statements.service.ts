import type { Pool } from 'pg';
import { inTransaction, type Tx } from '../db/tx';
import { addDays, daysBetween } from '../kernel/business-date';
import { assert } from '../kernel/assert';
import type { Clock } from '../kernel/clock';
import { newUuid } from '../kernel/ids';
import * as db from './account-statements.transactor';
import { cycleAround } from '../settlement';
import type { TermsBook } from '../terms';
import type { AgeBucket } from './domain/document';
import { lockDocuments, nextNumber } from './documents.transactor';

/** Statements of account: what a partner and the hub owed each other, from one to the next without a gap, in rupiah and in points. */
export class AccountStatementsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook) {}

  /** Issues the statements of all cycles that ended with a business date; it may run twice. */
  async night(date: string): Promise<void> {
    const terms = await this.terms.table();
    const today = addDays(date, 1);
    await inTransaction(this.pool, async (tx) => {
      await lockDocuments(tx);
      const last = await db.lastStatements(tx);
      await db.ensureCycles(tx, [...last.keys()].flatMap((partnerId) => {
        const kind = terms.at(partnerId, date)?.body.documentCycle;
        if (kind === undefined) return [];
        const cycle = cycleAround(kind, date);
        return cycle.to === today ? [{ cycleId: this.id(), partnerId, kind, fromDate: cycle.from, toDate: cycle.to }] : [];
      }));
      const due = await db.cyclesToState(tx, today);
      if (due.length === 0) return;
      const since = due.map(({ partnerId }) => last.get(partnerId)?.toDate ?? today).sort()[0] ?? today;
      const moved = await db.pointsMoved(tx, since, today);
      for (const cycle of due) last.set(cycle.partnerId, await this.issue(tx, cycle, last.get(cycle.partnerId), moved, today));
    });
  }

  private async issue(tx: Tx, cycle: db.EndedCycle, last: db.LastStatement | undefined, moved: readonly db.PointsMoved[], today: string): Promise<db.LastStatement> {
    const { partnerId, toDate } = cycle;
    assert(last, `Partner ${partnerId} has a document cycle and is not here.`);
    const booked = await db.bookedMovements(tx, partnerId, last.toDate, toDate);
    const money = [...booked, ...await db.cashMovements(tx, partnerId, toDate)];
    const points = summed(moved.filter((one) => one.issuerId === partnerId && one.businessDate >= last.toDate && one.businessDate < toDate));
    // Where nothing ever happened there is no account to state.
    if (last.first && money.length === 0 && points.length === 0) return last;
    const closingMinor = money.reduce((sum, one) => sum + one.amountMinor, last.closingMinor);
    const closingPoints = points.reduce((sum, one) => sum + one.points, last.closingPoints);
    const ageing = ageOf(await db.openSums(tx, partnerId, toDate, booked.reduce((sum, one) => sum + one.amountMinor, await db.bookedBefore(tx, partnerId))), toDate);
    const aged = ageing.reduce((sum, one) => sum + one.amountMinor, 0n);
    assert(aged === closingMinor, `I6: what is open of partner ${partnerId} adds up to ${aged}, its account says ${closingMinor}.`);
    await db.insertAccountStatement(tx, { ...cycle, accountStatementId: this.id(), fromDate: last.first ? cycle.fromDate : last.toDate, number: await nextNumber(tx, 'STM', Number(today.slice(0, 4))), issuedOn: today,
      openingMinor: last.closingMinor, closingMinor, openingPoints: last.closingPoints, closingPoints, money, points, ageing });
    return { toDate, closingMinor, closingPoints, first: false };
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}

type PointsLine = Pick<db.PointsMoved, 'type' | 'counterpartyId' | 'points'>;

/** Movements of several days as one line a type and counterparty, in the order they came in. */
function summed(moved: readonly db.PointsMoved[]): PointsLine[] {
  const lines = new Map<string, PointsLine>();
  for (const { type, counterpartyId, points } of moved) {
    const key = `${type} ${counterpartyId ?? ''}`;
    lines.set(key, { type, counterpartyId, points: points + (lines.get(key)?.points ?? 0n) });
  }
  return [...lines.values()].filter((line) => line.points !== 0n);
}

/** Open sums by the days since they were due, on the last day of a cycle. */
function ageOf(open: readonly db.OpenSum[], to: string): { bucket: AgeBucket['bucket']; amountMinor: bigint }[] {
  const lastDay = addDays(to, -1);
  const sum = (fits: (one: db.OpenSum) => boolean): bigint => open.filter(fits).reduce((all, one) => all + one.openMinor, 0n);
  const late = (from: number, until: number) => (one: db.OpenSum): boolean => one.dueDate !== null && daysBetween(one.dueDate, lastDay) >= from && daysBetween(one.dueDate, lastDay) <= until;
  return [
    { bucket: 'UNBILLED', amountMinor: sum((one) => one.bucket === 'UNBILLED') }, { bucket: 'UNAPPLIED', amountMinor: sum((one) => one.bucket === 'UNAPPLIED') },
    { bucket: 'NOT_DUE', amountMinor: sum(late(-Infinity, 0)) }, { bucket: 'D1_30', amountMinor: sum(late(1, 30)) }, { bucket: 'D31_60', amountMinor: sum(late(31, 60)) },
    { bucket: 'D61_90', amountMinor: sum(late(61, 90)) }, { bucket: 'OVER_90', amountMinor: sum(late(91, Infinity)) },
  ];
}
