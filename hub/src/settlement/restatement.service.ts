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
import { roundHalfUp } from '../kernel/rounding';
import { termsAsOf, type TermsBook, type TermsVersion } from '../terms';
import { readInput } from './calculation-input.service';
import { correctLines } from './correction.transactor';
import { calculate, ENGINE_VERSION, groupKeyOf } from './domain/engine';
import type { Calculation, CalculationInput, LineName } from './domain/facts';
import { recordOf } from './domain/record';
import { ofReturned, pricingOf, uneven } from './domain/restated';
import { storeRestated, taxesAt } from './night.transactor';
import * as then from './replay.reader';
import * as db from './restatement.store';
import type { RestatementRequest } from './restatement.wire';

interface Computed {
  readonly input: CalculationInput;
  readonly result: Calculation;
  readonly lines: readonly db.RestatedLine[];
  readonly hash: string;
}

/**
 * Calculates a window again by corrected terms or taxes and books only the differences, on the lines that they concern, in the window that is open.
 * What was calculated and issued stays as it is. Two people decide over the same differences.
 */
export class RestatementService {
  constructor(private readonly pool: Pool, private readonly clock: OffsetClock, private readonly terms: TermsBook) {}

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
      const stored = await this.stored(tx, row.windowId);
      const computed = await this.compute(tx, stored, row.version, row.termsIds, row.taxes);
      if (differenceHash !== row.differenceHash || computed.hash !== row.differenceHash) throw new DomainError('transition_not_allowed', { detail: 'The differences are not those that were proposed. Reject this one and propose it again.', fields: [{ pointer: '/differenceHash', code: 'changed', detail: 'Send the hash of the restatement as it stands now.' }] });
      const at = this.clock.now();
      const bookedIn = await correctLines(tx, { kind: 'RESTATEMENT', id: row.restatementId }, computed.lines, at, () => this.id());
      await storeRestated(tx, { calculationId: this.id(), windowId: row.windowId, businessDate: stored.businessDate, at, result: computed.result, record: () => recordOf(computed.input, computed.result), engineVersion: ENGINE_VERSION, bookingCycles: computed.input.bookingCycles ?? new Map(), newId: () => this.id() }, row.version);
      await db.decideRestatement(tx, row.restatementId, 'IN_FORCE', by, at, undefined, bookedIn);
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

  /** What the window comes to by the corrected facts, less what it has put on its lines so far. */
  private async compute(tx: Tx, stored: then.StoredCalculation, version: number, termsIds: readonly string[], taxes: Readonly<Record<string, string>>): Promise<Computed> {
    const table = (await termsAsOf(tx, stored.calculatedAt)).over(await this.corrections(termsIds, stored.businessDate));
    const input = await readInput(tx, stored, version, table, { asOf: stored.calculatedAt, cycles: (wanted) => then.cyclesThen(tx, wanted), lines: (cycleIds, lineIds) => then.linesThen(tx, stored.windowNo, cycleIds, lineIds),
      reserves: () => then.reservesThen(tx, stored.windowNo), positions: () => then.positionsThen(tx, stored.windowNo, stored.calculatedAt), taxOver: taxes }, () => this.id());
    const result = calculate(input);
    const corrected = pricingOf(result);
    this.refuseUneven(uneven(new Map((await db.pricedGroups(tx, stored.windowId, version - 1)).map(({ group, pricing }) => [groupKeyOf(group), pricing])), corrected));
    const lines = await this.differences(tx, stored.windowId, result, ofReturned(await db.takenBackLater(tx, stored.windowId), corrected, input));
    return { input, result, lines, hash: sha256Hex(canonicalJson({ windowId: stored.windowId, version, lines: lines.map((line) => [line.lineId, line.exactDelta, line.points]) })) };
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

  /** A difference is booked beside what a line counts its steps and burns by: what came back later would be worth something else than it cost. */
  private refuseUneven(clauses: readonly string[]): void {
    if (clauses.length === 0) return;
    throw new DomainError('transition_not_allowed', { detail: `A restatement books differences of points that are all worth the same. Here prices have steps, fees have steps, a least, a most or an amount a burn, a reserve would be another one, or several pay together: ${clauses.join(', ')}. Rule on disputes over these lines, or agree the terms from a day on that is not calculated yet.`, data: { clauses: [...clauses] } });
  }

  private async differences(tx: Tx, windowId: string, result: Calculation, returned: ReturnType<typeof ofReturned>): Promise<db.RestatedLine[]> {
    const before = new Map((await db.bookedSoFar(tx, windowId)).map((one) => [one.key, one]));
    const after = new Map(result.lines.map((line) => [line.lineKey, line]));
    const changed = [...new Set([...before.keys(), ...after.keys(), ...returned.keys()])].sort().flatMap((key) => {
      const [old, now, back] = [before.get(key), after.get(key), returned.get(key)];
      const exact = new Exact(now?.exactAfter ?? 0).sub(now?.exactBefore ?? 0).sub((old?.exact ?? []).reduce((sum, one) => sum.add(one), new Exact(0))).add(back?.exact ?? 0);
      const points = (now?.points ?? 0n) - (old?.points ?? 0n) + (back?.points ?? 0n);
      const name: LineName | undefined = old?.name ?? now ?? back?.name;
      return name && (!exact.isZero() || points !== 0n) ? [{ key, name, exact, points }] : [];
    });
    const lines = await db.linesNow(tx, changed.map((one) => one.name), () => this.id());
    return changed.flatMap(({ key, name, exact, points }) => {
      const line = lines.get(key);
      if (!line) return [];
      const amountMinor = roundHalfUp(exact.add(line.exact), 100n) - roundHalfUp(new Exact(line.exact), 100n);
      return [{ lineId: line.lineId, lineType: name.lineType, payer: name.payer, payee: name.payee, points, exactDelta: exact.toFixed(), amountMinor }];
    });
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
