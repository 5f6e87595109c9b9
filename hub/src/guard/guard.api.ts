import type { Pool } from 'pg';
import { viewerOf, type RequestContext } from '../access/request-context';
import { addDays, businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import { partyToWire } from '../kernel/parties';
import { brandNames, earnStopsOf, type EarnStopRow } from '../partners';
import { ADVICE } from './domain/alerts';
import type { GuardNightService, IssuerState } from './guard-night.service';
import * as store from './guard.store';
import type { GuardAlert, GuardAlertList, GuardedIssuer, GuardedIssuerList, GuardHistory } from './guard.wire';

const RECENT_DAYS = 90;
const LONGEST_DAYS = 400;

/** Headroom, coverage, alerts and their history, in the words of the wire. A partner sees itself, the operator all. */
export class GuardApi {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly nights: GuardNightService) {}

  async issuers(context: RequestContext | undefined): Promise<GuardedIssuerList> {
    return { data: await this.views(viewerOf(context).partnerId), asOf: this.clock.now().toISOString() };
  }

  async issuer(context: RequestContext | undefined, partnerId: string): Promise<GuardedIssuer> {
    const [view] = await this.views(await this.nights.found(context, partnerId));
    if (!view) throw new DomainError('not_found', { detail: 'There is no partner with this id that you may see.' });
    return view;
  }

  /** `[from, to)`; the last 90 days when absent. */
  async history(context: RequestContext | undefined, partnerId: string, from: string | undefined, to: string | undefined): Promise<GuardHistory> {
    const issuerId = await this.nights.found(context, partnerId);
    const end = to === undefined ? addDays(businessDate(this.clock.now()), 1) : parseBusinessDate(to, 'to');
    const start = from === undefined ? addDays(end, -RECENT_DAYS) : parseBusinessDate(from, 'from');
    if (start >= end || addDays(start, LONGEST_DAYS) < end) throw new DomainError('parameter_invalid', { detail: `Send from before to, at most ${LONGEST_DAYS} days apart.`, fields: [{ pointer: 'from', code: 'invalid', detail: 'Send an earlier date.' }] });
    const money = (minor: string): ReturnType<typeof moneyToWire> => moneyToWire(BigInt(minor));
    const rows = await store.daysOf(this.pool, issuerId, start, end);
    return { issuerId: wireId('prt', issuerId), data: rows.map((row) => ({ businessDate: row.businessDate, ...(row.cap !== null && { netDebitCap: money(row.cap) }), livePosition: money(row.live), met: money(row.met), openHolds: money(row.holds), pendingIssue: money(row.pending), ...(row.headroom !== null && { headroom: money(row.headroom) }), liability: money(row.liability), ...(row.coverage !== null && { coverage: row.coverage }) })) };
  }

  async alerts(context: RequestContext | undefined): Promise<GuardAlertList> {
    const names = await brandNames(this.pool);
    const since = new Date(this.clock.now().getTime() - RECENT_DAYS * 86_400_000);
    return { data: (await store.recentAlerts(this.pool, viewerOf(context).partnerId, since)).map((row) => alertView(row, names)) };
  }

  async requestRunOff(context: RequestContext | undefined, partnerId: string, reason: string): Promise<GuardedIssuer> {
    await this.nights.requestRunOff(context, partnerId, reason);
    return this.issuer(context, partnerId);
  }

  async approveRunOff(context: RequestContext | undefined, partnerId: string): Promise<GuardedIssuer> {
    await this.nights.approveRunOff(context, partnerId);
    return this.issuer(context, partnerId);
  }

  async endRunOff(context: RequestContext | undefined, partnerId: string): Promise<GuardedIssuer> {
    await this.nights.endRunOff(context, partnerId);
    return this.issuer(context, partnerId);
  }

  private async views(only: string | undefined): Promise<GuardedIssuer[]> {
    const states = (await this.nights.states()).filter((one) => only === undefined || one.issuerId === only);
    const [names, alerts, stops, runOffs] = [await brandNames(this.pool), await store.openAlerts(this.pool, only), await earnStopsOf(this.pool, states.map((one) => one.issuerId)), await store.openRunOffs(this.pool, only)];
    return states.map((state) => issuerView(state, names, alerts.filter((one) => one.issuerId === state.issuerId), stops.filter((one) => one.partnerId === state.issuerId), runOffs.find((one) => one.issuerId === state.issuerId)));
  }
}

function issuerView(state: IssuerState, names: ReadonlyMap<string, string>, alerts: readonly store.AlertRow[], stops: readonly EarnStopRow[], runOff: store.RunOffRow | undefined): GuardedIssuer {
  const capped = state.cap !== undefined && state.headroom !== undefined;
  // The cap refuses earns from one moment to the next and not for a span, so it has no row of its own.
  const earnStops = [...(capped && (state.headroom ?? 0n) <= 0n ? [{ reason: 'HEADROOM' as const }] : []), ...stops.map((one) => ({ reason: one.reason, since: one.since.toISOString() }))];
  return { object: 'guardedIssuer', issuerId: wireId('prt', state.issuerId), issuerName: names.get(state.issuerId) ?? partyToWire(state.issuerId), position: moneyToWire(state.position), met: moneyToWire(state.met), openPosition: moneyToWire(state.position + state.met),
    ...(capped && { netDebitCap: moneyToWire(state.cap ?? 0n), livePosition: moneyToWire(state.live), openHolds: moneyToWire(state.holds), pendingIssue: moneyToWire(state.pending), headroom: moneyToWire(state.headroom ?? 0n) }), ...(state.used && { used: state.used.toFixed(4) }),
    outstanding: Number(state.outstanding), liability: moneyToWire(state.liability), collateral: moneyToWire(state.collateral), paidReserve: moneyToWire(state.paidReserve), ...(state.coverage && { coverage: state.coverage.toFixed(4) }),
    minCoverageWarn: state.limits.minCoverageWarn, ...(state.limits.minCoverageStop !== undefined && { minCoverageStop: state.limits.minCoverageStop }), earnStops, alerts: alerts.map((row) => alertView(row, names)),
    ...(runOff && { runOff: { status: runOff.decidedAt ? 'RUNNING' as const : 'REQUESTED' as const, reason: runOff.reason, requestedBy: runOff.requestedBy, requestedAt: runOff.requestedAt.toISOString(), ...(runOff.decidedBy !== null && { decidedBy: runOff.decidedBy }), ...(runOff.decidedAt && { decidedAt: runOff.decidedAt.toISOString() }), collateralRequired: moneyToWire(state.liability) } }) };
}

function alertView(row: store.AlertRow, names: ReadonlyMap<string, string>): GuardAlert {
  const { redeemerId, ...facts } = row.facts;
  return { object: 'guardAlert', id: wireId('alr', row.alertId), issuerId: wireId('prt', row.issuerId), issuerName: names.get(row.issuerId) ?? '', kind: row.kind, advice: ADVICE[row.kind], facts: { ...facts, ...(redeemerId !== undefined && { redeemerId: partyToWire(redeemerId) }) }, raisedOn: row.raisedOn, raisedAt: row.raisedAt.toISOString(), ...(row.clearedAt && { clearedAt: row.clearedAt.toISOString() }) };
}
