import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, type RequestContext } from '../access/request-context';
import { inTransaction, type Tx } from '../db/tx';
import { canonicalJson, sha256Hex } from '../kernel/canonical';
import type { OffsetClock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdField, parseIdOrNotFound } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import { Exact } from '../kernel/rate';
import { termsAsOf, type TermsBook, type TermsTable, type TermsVersion } from '../terms';
import { shareWindow } from '../ledger';
import { alsoExpiring, cyclesOf, readInput } from './calculation-input.service';
import { cyclesOfRecords } from './domain/cycle';
import { calculate, ENGINE_VERSION, groupKeyOf } from './domain/engine';
import type { Calculation, CalculationInput, LegGroup, LineDelta } from './domain/facts';
import { groupingOf } from './domain/pricing';
import { recordOf } from './domain/record';
import { inAll, movesOf, type PricedBy } from './domain/restated';
import { lineStates, lockNight, nextUncalculated, storeRestated, taxesAt } from './night.transactor';
import * as then from './replay.reader';
import { groupsMoved, leftOfIssued, leftOfLegs, pricedGroups, restatedGroups } from './restated.reader';
import * as db from './restatement.store';
import type { RestatementRequest } from './restatement.wire';
import { openWindow, type WindowRow } from './window.transactor';

interface Computed {
  readonly input: CalculationInput;
  readonly result: Calculation;
  /** What is moved; of what is put in the group is told by its key, for it has no id before it is stored. */
  readonly moves: readonly LegGroup[];
  readonly lines: readonly db.RestatedLine[];
  readonly hash: string;
}

/**
 * Calculates a window again by corrected terms or taxes. What is left of points that are priced otherwise then is moved, in the window that is open: out at the old price and in at
 * the new one, so that the lines book only the differences, and what comes back later comes back as if it had had the new price from the start.
 * What was calculated and issued stays as it is. Two people decide over the same differences.
 */
export class RestatementService {
  /** @param repriced what else of a window counts by its prices; called with the window that books the restatement */
  constructor(private readonly pool: Pool, private readonly clock: OffsetClock, private readonly terms: TermsBook, private readonly repriced: (tx: Tx, windowId: string, bookedIn: string) => Promise<void>) {}

  /** @throws DomainError `not_found`, `validation_failed`, `change_pending`, `transition_not_allowed` when nothing would change, `price_missing` */
  async propose(context: RequestContext | undefined, body: RestatementRequest): Promise<string> {
    const windowId = parseIdField('win', body.windowId, '/windowId');
    return inTransaction(this.pool, async (tx) => {
      await db.lockRestatements(tx);
      const stored = await this.stored(tx, windowId);
      const { version, pending } = await db.nextVersion(tx, windowId);
      if (pending) throw new DomainError('change_pending', { detail: 'A restatement of this window waits for its second person already.' });
      const termsIds = (body.termsIds ?? []).map((id, place) => parseIdField('tms', id, `/termsIds/${place}`));
      const corrections = await this.corrections(termsIds, stored.businessDate);
      const taxes = await this.taxes(tx, body.taxes ?? [], stored.businessDate);
      const computed = await this.compute(tx, stored, version, termsIds, taxes);
      if (computed.lines.length === 0) throw await this.nothing(tx, computed.input, corrections.map((one) => one.partyId));
      const restatementId = this.id();
      await db.insertRestatement(tx, { restatementId, windowId, version, status: 'PENDING', reason: body.reason, termsIds, taxes, differenceHash: computed.hash, madeBy: actorOf(context), madeAt: this.clock.now() }, computed.lines);
      await audit(tx, context, this.clock.now(), { verb: 'restatement.propose', kind: 'RESTATEMENT', id: restatementId, facts: { windowId, version } });
      return restatementId;
    });
  }

  /** The second person, who has seen the same differences, puts the restatement in force. */
  async approve(context: RequestContext | undefined, id: string, differenceHash: string): Promise<void> {
    await this.decide(context, id, async (tx, row, by) => {
      if (row.madeBy === by) throw new DomainError('second_person_required', { detail: 'You proposed this restatement. Another person has to approve it.' });
      // No night runs and no window closes from here on, so what is left is told in full, and comes back in nights that know the new price.
      await lockNight(tx);
      await shareWindow(tx);
      if (await nextUncalculated(tx)) throw new DomainError('transition_not_allowed', { detail: 'A window is closed and not calculated yet. Let its night finish, then approve.' });
      const stored = await this.stored(tx, row.windowId);
      const computed = await this.compute(tx, stored, row.version, row.termsIds, row.taxes);
      if (differenceHash !== row.differenceHash || computed.hash !== row.differenceHash) throw new DomainError('transition_not_allowed', { detail: 'The differences are not those that were proposed. Reject this one and propose it again.', fields: [{ pointer: '/differenceHash', code: 'changed', detail: 'Send the hash of the restatement as it stands now.' }] });
      const at = this.clock.now();
      const { windowId: bookedIn } = await this.open(tx);
      const ids = await storeRestated(tx, { calculationId: this.id(), windowId: row.windowId, businessDate: stored.businessDate, at, result: computed.result, record: () => recordOf(computed.input, computed.result), engineVersion: ENGINE_VERSION, bookingCycles: computed.input.bookingCycles ?? new Map(), newId: () => this.id() }, row.version);
      await db.insertMoves(tx, row.restatementId, bookedIn, computed.moves.map((one) => withId(one, ids)));
      await db.decideRestatement(tx, row.restatementId, 'IN_FORCE', by, at, undefined, bookedIn);
      await this.repriced(tx, row.windowId, bookedIn);
      await audit(tx, context, at, { verb: 'restatement.approve', kind: 'RESTATEMENT', id: row.restatementId });
    });
  }

  async reject(context: RequestContext | undefined, id: string, note: string): Promise<void> {
    await this.decide(context, id, async (tx, row, by) => {
      await db.decideRestatement(tx, row.restatementId, row.madeBy === by ? 'WITHDRAWN' : 'REJECTED', by, this.clock.now(), note);
      await audit(tx, context, this.clock.now(), { verb: 'restatement.reject', kind: 'RESTATEMENT', id: row.restatementId });
    });
  }

  private async decide(context: RequestContext | undefined, id: string, work: (tx: Tx, row: db.RestatementRow, by: string) => Promise<void>): Promise<void> {
    const uuid = parseIdOrNotFound('rst', id);
    await inTransaction(this.pool, async (tx) => {
      await db.lockRestatements(tx);
      const row = await db.restatementById(tx, uuid);
      if (!row) throw new DomainError('not_found', { detail: 'There is no restatement with this id.' });
      if (row.status !== 'PENDING') throw new DomainError('transition_not_allowed', { detail: `The restatement is ${row.status}; only a pending one can be decided.` });
      await work(tx, row, actorOf(context));
    });
  }

  /** What a restatement moves, or, while it waits for its second person, would move as the books stand; of one that was turned down nothing. */
  async moved(row: db.RestatementRow): Promise<readonly LegGroup[]> {
    if (row.status === 'IN_FORCE') return groupsMoved(this.pool, row.restatementId);
    if (row.status !== 'PENDING') return [];
    return inTransaction(this.pool, async (tx) => (await this.again(tx, await this.stored(tx, row.windowId), row.version, row.termsIds, row.taxes)).moves).catch((error: unknown) => {
      // What can be moved no more is not shown; whoever approves is told why.
      if (error instanceof DomainError) return [];
      throw error;
    });
  }

  /** The window by the corrected facts, and what of its points has to move for it. */
  private async again(tx: Tx, stored: then.StoredCalculation, version: number, termsIds: readonly string[], taxes: Readonly<Record<string, string>>): Promise<Pick<Computed, 'input' | 'result' | 'moves'> & { readonly table: TermsTable }> {
    const table = (await termsAsOf(tx, stored.calculatedAt)).over(await this.corrections(termsIds, stored.businessDate));
    const before = await pricedGroups(tx, stored.windowId, version - 1);
    const expiring = before.flatMap(({ group }) => (group.event === 'EXPIRE' ? [group.issuerId] : []));
    const input = await readInput(tx, stored, version, table, { asOf: stored.calculatedAt, expiring, cycles: (wanted) => then.cyclesThen(tx, wanted), lines: (cycleIds) => then.linesThen(tx, stored.windowNo, cycleIds),
      reserves: () => then.reservesThen(tx, stored.windowNo), positions: () => then.positionsThen(tx, stored.windowNo, stored.calculatedAt), taxOver: taxes }, () => this.id());
    const result = calculate(input);
    return { input, result, moves: await this.moves(tx, stored, version, before, alsoExpiring(groupingOf(table), expiring), result), table };
  }

  /** What the window comes to by the corrected facts, less what it has put on its lines so far. */
  private async compute(tx: Tx, stored: then.StoredCalculation, version: number, termsIds: readonly string[], taxes: Readonly<Record<string, string>>): Promise<Computed> {
    const { input, result, moves, table } = await this.again(tx, stored, version, termsIds, taxes);
    const lines = await this.differences(tx, moves, table);
    // What is moved at which prices, and what that changes about claims; fees and PPN follow from it, by the rupiah of the lines as they stand in the night.
    const moved = moves.map((group) => [typeof group.reverses === 'object' && group.points < 0n ? group.reverses.groupId : groupKeyOf({ ...group, source: 'LEGS' }), group.points, typeof group.reverses === 'object' ? group.reverses.pricing : {}]);
    return { input, result, moves, lines, hash: sha256Hex(canonicalJson(JSON.parse(JSON.stringify({ windowId: stored.windowId, version, moved: moved.map(([name, points, pricing]) => [name, String(points), pricing]), lines: lines.filter((line) => line.lineType === 'CLAIM').map((line) => [line.lineId, line.exactDelta, String(line.points)]) })) as object)) };
  }

  /** @throws DomainError `transition_not_allowed` when how an issuer pays, or what it reserved, would be another */
  private async moves(tx: Tx, stored: then.StoredCalculation, version: number, before: readonly PricedBy[], rules: ReturnType<typeof groupingOf>, result: Calculation): Promise<readonly LegGroup[]> {
    const after = result.groups.flatMap(({ groupKey, group, pricing }): PricedBy[] => (group.reverses === undefined && group.source === 'LEGS' ? [{ groupId: groupKey, group, pricing }] : []));
    const told = (day: 'lotEarnedOn' | 'lotVestedOn'): string[] => [...new Set([...before, ...after].flatMap(({ group }) => (group[day] === undefined ? [] : [group.issuerId])))];
    const left = [...await leftOfLegs(tx, stored, { byEarning: told('lotEarnedOn'), byVesting: told('lotVestedOn'), rules }), ...await leftOfIssued(tx, stored.windowId, version - 1)];
    const { groups, refused } = movesOf([...left, ...onlyIssuedNow(before, after)], before, after);
    if (refused.length > 0) throw new DomainError('transition_not_allowed', { detail: `How an issuer pays, what it reserves for a point and whom the reserve pays were fixed when the point vested, and other windows have counted on it. By these terms something of it would be another, or several pay beside a reserve: ${refused.join(', ')}. Agree such terms from a day on that is not calculated yet.`, data: { clauses: [...refused] } });
    return groups;
  }

  /** Why nothing would change: these terms price nothing in the window, or they come to the same. @param parties whose terms are corrected; none: only taxes are */
  private async nothing(tx: Tx, { groups }: CalculationInput, parties: readonly string[]): Promise<DomainError> {
    const concerned = groups.filter((one) => parties.length === 0 || parties.includes(HUB_PARTY) || [one.issuerId, one.redeemerId, ...(one.funding ?? []).map((part) => part.partyId)].some((party) => party !== undefined && parties.includes(party)));
    const taken = concerned.flatMap(({ reverses }) => (typeof reverses === 'object' ? [reverses.groupId] : []));
    if (concerned.length > taken.length) return new DomainError('transition_not_allowed', { detail: 'By these terms and taxes the window comes to the same amounts: there is nothing to restate.' });
    if (taken.length === 0) return new DomainError('transition_not_allowed', { detail: 'In this window nothing of the parties of these terms was issued, burned or expired: there is nothing that they could price.' });
    // What comes back comes back at the price, fee and tax that it had (the original's), so it is the original's window that has to be restated.
    const pricedOn = await db.datesOfGroups(tx, taken);
    return new DomainError('transition_not_allowed', { detail: `In this window the parties of these terms only take back points that were priced on ${pricedOn.join(', ')}, at the price, fee and tax that they had then. Restate those windows; what was taken back follows them.`, data: { pricedOn } });
  }

  /** What the night of the open window would book by the lines as they stand, beyond what restatements before it book there. */
  private async differences(tx: Tx, moves: readonly LegGroup[], terms: TermsTable): Promise<db.RestatedLine[]> {
    const open = await this.open(tx);
    const first = await restatedGroups(tx, open.windowId);
    const all = inAll([...first, ...moves]);
    const wanted = cyclesOf([...first, ...moves], open.businessDate, terms, () => this.id());
    // A cycle that no window was booked in yet has no id; a note is rounded by any other than the line's own.
    const bookingCycles = new Map([...wanted.map((one) => [one.partnerId, one.cycleId] as const), ...await then.cyclesThen(tx, wanted)]);
    const facts = { windowId: open.windowId, version: 1, currency: 'IDR', cashUnitMinor: 100n, businessDate: open.businessDate, bookingCycles, lines: await lineStates(tx, [...new Set(cyclesOfRecords([...first, ...moves]))]), taxes: (await taxesAt(tx, open.businessDate)).versions, positionsBefore: new Map<string, bigint>(), price: (): never => {
      throw new Error('What is restated is priced by its versions.');
    } };
    const booked = (groups: readonly LegGroup[]): Map<string, LineDelta> => new Map(calculate({ ...facts, groups }).lines.map((line) => [line.lineKey, line]));
    const [before, after] = [booked(first), booked(all)];
    const changed = [...new Map([...before, ...after]).values()].map((line) => added(line, before.get(line.lineKey), after.get(line.lineKey))).filter((one) => !one.exact.isZero() || one.points !== 0n || one.amountMinor !== 0n).sort((a, b) => (a.line.lineKey < b.line.lineKey ? -1 : 1));
    const ids = await db.linesNow(tx, changed.map((one) => one.line), () => this.id());
    return changed.map(({ line, points, exact, amountMinor }) => ({ lineId: ids.get(line.lineKey) ?? '', lineType: line.lineType, payer: line.payer, payee: line.payee, points, exactDelta: exact.toFixed(), amountMinor }));
  }

  private async open(tx: Tx): Promise<WindowRow> {
    const open = await openWindow(tx);
    if (!open) throw new Error('No settlement window is open.');
    return open;
  }

  private async stored(tx: Tx, windowId: string): Promise<then.StoredCalculation> {
    const [stored] = await then.storedCalculations(tx, windowId);
    if (!stored) throw new DomainError('not_found', { detail: 'There is no calculated window with this id.', fields: [{ pointer: '/windowId', code: 'not_found', detail: 'Send the id of a calculated window.' }] });
    return stored;
  }

  /** Countersigned versions that correct past ones; a restatement is the only thing that prices by them. */
  private async corrections(termsIds: readonly string[], date: string): Promise<TermsVersion[]> {
    this.terms.forget();
    const known = new Map((await this.terms.table()).corrections().map((one) => [one.termsId, one]));
    const table = await this.terms.table();
    return termsIds.map((id, place) => {
      const found = known.get(id);
      const fault = !found ? 'No countersigned version with this id corrects an earlier one.' : found.validFrom > date || (found.validTo !== undefined && found.validTo <= date) ? `This version does not cover ${date}.`
        : table.at(found.partyId, date)?.body.documentCycle !== found.body.documentCycle ? 'A correction keeps the document cycle: documents that were issued cannot be cut anew.' : undefined;
      if (!found || fault !== undefined) throw new DomainError('validation_failed', { detail: fault ?? '', fields: [{ pointer: `/termsIds/${place}`, code: 'not_a_correction', detail: fault ?? '' }] });
      return found;
    });
  }

  private async taxes(tx: Tx, names: readonly string[], date: string): Promise<Record<string, string>> {
    const { versions } = await taxesAt(tx, date);
    return Object.fromEntries(names.map((name, place) => {
      if (!versions.has(name)) throw new DomainError('validation_failed', { detail: 'There is no such version of a tax profile.', fields: [{ pointer: `/taxes/${place}`, code: 'unknown', detail: `Send one of ${[...versions.keys()].join(', ')}.` }] });
      return [name.split('@')[0] ?? '', name];
    }));
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}

/** Points of issuers that paid for them by one version alone; what of them was taken back since is told nowhere. */
function onlyIssuedNow(before: readonly PricedBy[], after: readonly PricedBy[]): LegGroup[] {
  const known = new Set(before.map((one) => groupKeyOf(one.group)));
  return after.flatMap(({ group }) => (group.event === 'ISSUE' && !known.has(groupKeyOf(group)) ? [group] : []));
}

function withId(group: LegGroup, ids: ReadonlyMap<string, string>): LegGroup {
  const { reverses } = group;
  return typeof reverses === 'object' && ids.has(reverses.groupId) ? { ...group, reverses: { ...reverses, groupId: ids.get(reverses.groupId) ?? '' } } : group;
}

/** What one calculation books on a line beyond another. */
function added(line: LineDelta, before: LineDelta | undefined, after: LineDelta | undefined): { line: LineDelta; points: bigint; exact: Exact; amountMinor: bigint } {
  const exactOf = (one: LineDelta | undefined): Exact => (one ? new Exact(one.exactAfter).sub(one.exactBefore) : new Exact(0));
  return { line, points: (after?.points ?? 0n) - (before?.points ?? 0n), exact: exactOf(after).sub(exactOf(before)), amountMinor: (after?.delta ?? 0n) - (before?.delta ?? 0n) };
}
