import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { inTransaction } from '../db/tx';
import { addDays, businessDate, type BusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdOrNotFound } from '../kernel/ids';
import { valueToMinor } from '../kernel/money';
import { HUB_PARTY } from '../kernel/parties';
import { Exact } from '../kernel/rate';
import { roundHalfUp } from '../kernel/rounding';
import { brandNames, liftEarnStop, stopEarns } from '../partners';
import type { IssuerLiability, ReportsService } from '../reports';
import { openWindow, unsettledMovements } from '../settlement';
import type { TermsBody, TermsBook } from '../terms';
import { alertsOf } from './domain/alerts';
import { coverage, headroom, livePosition, usedOfCap } from './domain/headroom';
import { drawSums, dropBooked, readFigures, type Figure } from './guard.transactor';
import type { IssuerGuard } from './guard.service';
import * as store from './guard.store';

const DEFAULTS = { warnAt: '0.80', alertAt: '0.95', minCoverageWarn: '1.00' };
const CONCENTRATION_DAYS = 30;

/** An issuer as it stands: money in minor units, whole rupiah. */
export interface IssuerState {
  readonly issuerId: string;
  readonly cap?: bigint;
  readonly position: bigint;
  /** What has met the position in settlements that are settling. */
  readonly met: bigint;
  readonly live: bigint;
  readonly holds: bigint;
  readonly pending: bigint;
  readonly headroom?: bigint;
  readonly used?: Exact;
  readonly outstanding: bigint;
  /** At the settlement value. */
  readonly liability: bigint;
  readonly collateral: bigint;
  readonly paidReserve: bigint;
  readonly coverage?: Exact;
  readonly limits: { readonly warnAt: string; readonly alertAt: string; readonly minCoverageWarn: string; readonly minCoverageStop?: string };
}

/** What issuers have at risk, night by night: figures against the books, history, alerts, the stop for too little coverage, and run-offs. */
export class GuardNightService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, private readonly guard: IssuerGuard, private readonly reports: ReportsService) {}

  /** The night's step; recomputed as often as it runs. @param date business date of the window */
  async night(date: BusinessDate): Promise<void> {
    this.terms.forget();
    const corrected = new Set(await this.guard.putRight());
    const states = await this.states();
    const [burned, standing] = [await store.burnedElsewhere(this.pool, addDays(date, -CONCENTRATION_DAYS)), await store.openAlerts(this.pool)];
    const at = this.clock.now();
    await inTransaction(this.pool, async (tx) => {
      await drawSums(tx, states.map((one) => one.issuerId));
      await dropBooked(tx);
      await store.keepDays(tx, states.map((one) => dayOf(one, date)), at);
      for (const state of states) {
        const found = alertsOf({ ...state.limits, ...(state.used && { used: state.used }), ...(state.headroom !== undefined && { headroomMinor: state.headroom }), ...(state.coverage && { coverage: state.coverage }), burnedElsewhere: burned.get(state.issuerId) ?? { all: 0n, most: 0n }, corrected: corrected.has(state.issuerId) });
        for (const [kind, facts] of found) await store.raise(tx, { alertId: this.id(), issuerId: state.issuerId, kind, facts, on: date, at });
        for (const alert of standing) if (alert.issuerId === state.issuerId && !found.has(alert.kind)) await store.clear(tx, alert.alertId, at);
        if (found.has('COVERAGE_STOP')) await stopEarns(tx, { earnStopId: this.id(), partnerId: state.issuerId, reason: 'COVERAGE', at });
        else await liftEarnStop(tx, state.issuerId, 'COVERAGE', at);
        if (state.outstanding === 0n) await this.finishRunOff(tx, state.issuerId, 'night');
      }
    });
  }

  /** Every partner as it stands now. */
  async states(): Promise<IssuerState[]> {
    const [terms, liabilities, names, positions, reserves, movements] = [await this.terms.table(), await this.reports.liabilities(), await brandNames(this.pool), await store.unsettled(this.pool), await this.reports.paidReserves(), (await unsettledMovements(this.pool)).calculated];
    const met = await store.met(this.pool);
    const today = businessDate(this.clock.now());
    const bodyOf = (issuerId: string): TermsBody | undefined => terms.at(issuerId, today)?.body;
    const capped = [...names.keys()].filter((issuerId) => bodyOf(issuerId)?.netDebitCap !== undefined).sort();
    // Later than the calendar's when an operator closed a window before its time.
    const open = (await openWindow(this.pool))?.businessDate;
    const upTo = open !== undefined && open > today ? open : today;
    if (capped.length > 0) await this.guard.takeUp(await this.missing(capped, upTo));
    const figures = await readFigures(this.pool, capped, upTo);
    return [...names.keys()].map((issuerId) => stateOf(issuerId, bodyOf(issuerId), terms.at(HUB_PARTY, today)?.body, figures.get(issuerId), { position: (positions.get(issuerId) ?? 0n) + (movements.get(issuerId) ?? 0n), met: met.get(issuerId) ?? 0n, paidReserve: reserves.get(issuerId) ?? 0n, liability: liabilities.get(issuerId) }));
  }

  /** @throws DomainError `not_found`, `transition_not_allowed` */
  async requestRunOff(context: RequestContext | undefined, partnerId: string, reason: string): Promise<void> {
    const issuerId = await this.found(context, partnerId);
    const at = this.clock.now();
    await inTransaction(this.pool, async (tx) => {
      if (!(await store.requestRunOff(tx, { runOffId: this.id(), issuerId, reason, by: actorOf(context), at }))) throw new DomainError('transition_not_allowed', { detail: 'A run-off of this issuer is asked for or running already.' });
      await audit(tx, context, at, { verb: 'run-off.request', kind: 'PARTNER', id: issuerId });
    });
  }

  /** The second person: from now on the issuer's earns are refused. @throws DomainError `second_person_required`, `transition_not_allowed` */
  async approveRunOff(context: RequestContext | undefined, partnerId: string): Promise<void> {
    const issuerId = await this.found(context, partnerId);
    const at = this.clock.now();
    await inTransaction(this.pool, async (tx) => {
      const [open] = await store.openRunOffs(tx, issuerId);
      if (!open || open.decidedAt) throw new DomainError('transition_not_allowed', { detail: open ? 'The run-off is running already.' : 'Nobody has asked for a run-off of this issuer.' });
      if (open.requestedBy === actorOf(context)) throw new DomainError('second_person_required', { detail: 'You asked for this run-off. Another person has to decide it.' });
      if (!(await store.decideRunOff(tx, open.runOffId, actorOf(context), at))) throw new DomainError('transition_not_allowed', { detail: 'The run-off was decided meanwhile.' });
      await stopEarns(tx, { earnStopId: this.id(), partnerId: issuerId, reason: 'RUN_OFF', note: open.reason, at });
      await audit(tx, context, at, { verb: 'run-off.approve', kind: 'PARTNER', id: issuerId });
    });
  }

  /** Ends a run-off before its time: the issuer stays, and its earns are accepted again. */
  async endRunOff(context: RequestContext | undefined, partnerId: string): Promise<void> {
    const issuerId = await this.found(context, partnerId);
    await inTransaction(this.pool, async (tx) => {
      if (!(await this.finishRunOff(tx, issuerId, actorOf(context)))) throw new DomainError('transition_not_allowed', { detail: 'No run-off of this issuer is asked for or running.' });
      await liftEarnStop(tx, issuerId, 'RUN_OFF', this.clock.now());
      await audit(tx, context, this.clock.now(), { verb: 'run-off.end', kind: 'PARTNER', id: issuerId });
    });
  }

  /** The issuer behind an id that the caller may see. */
  async found(context: RequestContext | undefined, partnerId: string): Promise<string> {
    const uuid = parseIdOrNotFound('prt', partnerId);
    const own = viewerOf(context).partnerId;
    if ((own !== undefined && own !== uuid) || !(await brandNames(this.pool)).has(uuid)) throw new DomainError('not_found', { detail: 'There is no partner with this id that you may see.' });
    return uuid;
  }

  /** When the last lot is gone there is nothing left to wind up; earns stay stopped. */
  private async finishRunOff(tx: Parameters<typeof store.endRunOff>[0], issuerId: string, by: string): Promise<boolean> {
    const [open] = await store.openRunOffs(tx, issuerId);
    if (!open || (by === 'night' && !open.decidedAt)) return false;
    return store.endRunOff(tx, open.runOffId, by, this.clock.now());
  }

  private async missing(issuerIds: readonly string[], today: BusinessDate): Promise<string[]> {
    const known = await readFigures(this.pool, issuerIds, today);
    return issuerIds.filter((issuerId) => !known.has(issuerId));
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}

function stateOf(issuerId: string, body: TermsBody | undefined, coalition: TermsBody | undefined, figure: Figure | undefined, { position, met, paidReserve, liability }: { position: bigint; met: bigint; paidReserve: bigint; liability: IssuerLiability | undefined }): IssuerState {
  const minor = (value: string | undefined): bigint => valueToMinor(value ?? '0');
  const cap = figure && body?.netDebitCap ? minor(body.netDebitCap.value) : undefined;
  const facts = figure && cap !== undefined ? { ...figure, netDebitCap: cap } : undefined;
  const [collateral, atValue] = [minor(body?.collateral?.value), liability?.atSettlementValue ?? new Exact(0)];
  const covered = coverage({ collateral, paidReserve, liability: atValue });
  const used = facts && usedOfCap(facts);
  const stop = body?.minCoverageStop ?? coalition?.minCoverageStop;
  return { issuerId, position, met, live: facts ? roundHalfUp(livePosition(facts)) : position, holds: facts ? roundHalfUp(facts.openHolds) : 0n, pending: facts ? roundHalfUp(facts.pendingIssue) : 0n, outstanding: liability?.outstanding ?? 0n, liability: roundHalfUp(atValue), collateral, paidReserve,
    ...(cap !== undefined && facts && { cap, headroom: roundHalfUp(headroom(facts)) }), ...(used && { used }), ...(covered && { coverage: covered }),
    limits: { warnAt: body?.capWarnAt ?? coalition?.capWarnAt ?? DEFAULTS.warnAt, alertAt: body?.capAlertAt ?? coalition?.capAlertAt ?? DEFAULTS.alertAt, minCoverageWarn: body?.minCoverageWarn ?? coalition?.minCoverageWarn ?? DEFAULTS.minCoverageWarn, ...(stop !== undefined && { minCoverageStop: stop }) } };
}

function dayOf(state: IssuerState, businessDate: BusinessDate): store.GuardDayRow {
  const text = (minor: bigint | undefined): string | null => (minor === undefined ? null : minor.toString());
  return { issuerId: state.issuerId, businessDate, cap: text(state.cap), position: state.position.toString(), live: state.live.toString(), met: state.met.toString(), holds: state.holds.toString(), pending: state.pending.toString(), headroom: text(state.headroom), outstanding: state.outstanding.toString(),
    liability: state.liability.toString(), collateral: state.collateral.toString(), reserve: state.paidReserve.toString(), coverage: state.coverage?.toFixed(4) ?? null };
}
