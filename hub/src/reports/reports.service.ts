import type { Pool } from 'pg';
import { viewerOf, type RequestContext } from '../access/request-context';
import { addDays, businessDate, parseBusinessDate, type BusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseId, wireId } from '../kernel/ids';
import { exactMinor, moneyToWire, valueToMinor } from '../kernel/money';
import { HUB_PARTY, partyToWire } from '../kernel/parties';
import { Exact, rate } from '../kernel/rate';
import { roundHalfUp } from '../kernel/rounding';
import { brandNames } from '../partners';
import { currentPrice, type TermsBook, type TermsTable } from '../terms';
import { LEAST_MEMBERS, suppressed } from './domain/anonymity';
import { kpisOf, outstandingOf, type Flows } from './domain/kpis';
import { AGES, ageOf, breakagePoints, Estimates, liabilityMinor, monthOf } from './domain/liability';
import * as read from './figures.reader';
import type { Insights, KpiDay, KpiReport, LiabilityReport, LiabilityRow, LiabilityTotal } from './reports.wire';
import { urrVersions } from './urr.store';

const LONGEST_DAYS = 400;
/** Fewest members of a cell that crosses partners, where the coalition's terms say nothing. */
const MINIMUM_MEMBERS = 20;
type Measure = read.FlowRow['measure'];

export interface ReportQuery {
  readonly partnerId?: string | undefined;
  readonly outletId?: string | undefined;
  readonly sequence?: number | undefined;
}

/** What an issuer has in the world, for its liability and its coverage. */
export interface IssuerLiability {
  readonly outstanding: bigint;
  /** At the current point price. */
  readonly liabilityMinor: bigint;
  /** At the settlement value, unrounded. */
  readonly atSettlementValue: Exact;
}

/** Figures of the programme: the same code counts for a member, a partner and the operator, so that the same filter and number of the journal give the same total. */
export class ReportsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook) {}

  async kpis(context: RequestContext | undefined, query: ReportQuery, from: string | undefined, to: string | undefined): Promise<KpiReport> {
    const filter = await this.filterOf(context, query);
    const span = this.span(from, to);
    const [rows, here, members, postings, claims, outstanding, names] = [await read.flowFigures(this.pool, filter, span.from, span.to), await read.burnedHere(this.pool, filter, span.from, span.to), await read.memberFigures(this.pool, filter, span.from, span.to),
      await read.postingFigures(this.pool, filter, span.from, span.to), await read.claimFigures(this.pool, filter.partnerId, span.from, span.to), await this.outstanding(filter, addDays(span.to, -1)), await brandNames(this.pool)];
    const period = rows.filter((row) => row.businessDate !== null);
    const [opening, moved] = [sumOf(rows.filter((row) => row.businessDate === null)), sumOf(period)];
    const toDate = sumOf(rows);
    const closing = outstandingOf(toDate);
    const measured = (measure: Measure): { points: number; restated: number } => ({ points: Number(moved[measure]), restated: Number(sumOf(period, 'restated')[measure]) });
    const burnedElsewhere = sumOf(period, 'burnedElsewhere').burned;
    const liability = outstanding.reduce((sum, row) => sum + row.liabilityMinor, 0n);
    const breakage = outstanding.reduce((sum, row) => sum + row.breakage, 0n);
    const security = await this.security(filter.partnerId);
    const atValue = outstanding.reduce((sum, row) => sum.add(row.atSettlementValue), new Exact(0));
    const health = await read.healthFigures(this.pool, filter.partnerId, span.from, span.to, this.clock.now());
    const count = (text: string): bigint => BigInt(text);
    const ratios = kpisOf({ period: { ...moved, burnedElsewhere }, toDate, cohort: sumOf(rows, 'cohort'), expectedBreakage: breakage,
      members: { enrolled: count(members.enrolled), withBurn: count(members.withBurn), active: count(members.active), activeAtStart: count(members.activeAtStart), lost: count(members.lost), fresh: count(members.fresh), freshWithBurn: count(members.freshWithBurn) },
      postings, claims: { paidAsIssuer: claims.paid, receivedAsRedeemer: claims.received }, health, liabilityMinor: roundHalfUp(atValue), securityMinor: security, expectedBurns: outstanding.reduce((sum, row) => sum.add(row.urr.mul(row.points.toString())), new Exact(0)) });
    const name = filter.partnerId === undefined ? undefined : names.get(filter.partnerId);
    return { object: 'kpiReport', ...span, ...(filter.partnerId !== undefined && { partnerId: wireId('prt', filter.partnerId), partnerName: name ?? '' }), ...(filter.outletId !== undefined && { outletId: wireId('out', filter.outletId) }),
      asOfSequence: Number(filter.upTo), asOf: this.clock.now().toISOString(), openingOutstanding: Number(outstandingOf(opening)),
      flows: { issued: measured('issued'), burned: measured('burned'), burnedElsewhere: { points: Number(burnedElsewhere), restated: Number(sumOf(period, 'burnedElsewhereLate').burned) }, expired: measured('expired'), takenBack: measured('takenBack'), burnedHere: { points: Number(here.points), restated: Number(here.restated) } },
      closingOutstanding: Number(closing), breakageEstimate: Number(breakage), pointsLiability: moneyToWire(liability), members: { enrolled: Number(members.enrolled), active: Number(members.active), withBurn: Number(members.withBurn) },
      ratios, days: daysOf(period, outstandingOf(opening)) };
  }

  async liability(context: RequestContext | undefined, query: ReportQuery, date: string | undefined): Promise<LiabilityReport> {
    const filter = await this.filterOf(context, query);
    const on = date === undefined ? businessDate(this.clock.now()) : parseBusinessDate(date, 'date');
    const rows = await this.outstanding(filter, on);
    const data = rows.map((row): LiabilityRow => ({ issuerId: partyToWire(row.issuerId), issuerName: row.issuerName, issueMonth: row.issueMonth, age: row.age, tier: row.tier, pointKind: row.pointKind, outstanding: Number(row.points), restated: Number(row.restated),
      urr: row.urr.toFixed(), pointPrice: row.pointPrice.toFixed(), breakageEstimate: Number(row.breakage), liability: moneyToWire(row.liabilityMinor) }));
    const by = (key: (row: Row) => string, name: (row: Row) => string, order: readonly string[] = []): LiabilityTotal[] => [...new Set([...order, ...rows.map(key)])].flatMap((one) => {
      const group = rows.filter((row) => key(row) === one);
      const [first] = group;
      return first ? [{ key: one, name: name(first), outstanding: Number(sum(group, (row) => row.points)), breakageEstimate: Number(sum(group, (row) => row.breakage)), liability: moneyToWire(sum(group, (row) => row.liabilityMinor)) }] : [];
    });
    return { object: 'liabilityReport', date: on, ...(filter.partnerId !== undefined && { partnerId: wireId('prt', filter.partnerId) }), asOfSequence: Number(filter.upTo), asOf: this.clock.now().toISOString(), data,
      byIssuer: by((row) => partyToWire(row.issuerId), (row) => row.issuerName), byAge: by((row) => row.age, (row) => row.age, AGES), byTier: by((row) => row.tier, (row) => row.tier),
      totals: { outstanding: Number(sum(rows, (row) => row.points)), restated: Number(sum(rows, (row) => row.restated)), breakageEstimate: Number(sum(rows, (row) => row.breakage)), liability: moneyToWire(sum(rows, (row) => row.liabilityMinor)) } };
  }

  /** Where the members of a partner also go, for one whole month: what may be told of members of several partners. */
  async insights(context: RequestContext | undefined, partnerId: string | undefined, month: string): Promise<Insights> {
    const filter = await this.filterOf(context, { partnerId });
    if (filter.partnerId === undefined) throw new DomainError('parameter_invalid', { detail: 'Name the partner whose members are meant.', fields: [{ pointer: 'partnerId', code: 'missing', detail: 'Send prt_… of a partner.' }] });
    const from = monthOf(parseBusinessDate(month, 'month'));
    const to = monthOf(addDays(from, 32));
    if (to > monthOf(businessDate(this.clock.now()))) throw new DomainError('parameter_invalid', { detail: 'A month is told of when it is over.', fields: [{ pointer: 'month', code: 'not_over', detail: 'Send the first day of an earlier month.' }] });
    const least = Math.max(LEAST_MEMBERS, (await this.terms.table()).coalition(from)?.body.statisticsMinimum ?? MINIMUM_MEMBERS);
    const rows = await read.crossShop(this.pool, filter.partnerId, from, to);
    const cells = suppressed(rows.map((row) => ({ key: row.partnerId, members: row.members, value: BigInt(row.points), largest: BigInt(row.largest) })), least);
    return { object: 'insights', partnerId: wireId('prt', filter.partnerId), month: from, minimumMembers: least, data: cells.map((cell) => ({ partnerId: wireId('prt', cell.key), partnerName: rows.find((row) => row.partnerId === cell.key)?.name ?? '', suppressed: cell.members === undefined,
      ...(cell.members !== undefined && { members: cell.members, pointsBurnedThere: Number(cell.value) }) })) };
  }

  /** Of every issuer with points in the world, now. */
  async liabilities(): Promise<Map<string, IssuerLiability>> {
    const rows = await this.rowsOf(await read.outstandingNow(this.pool), businessDate(this.clock.now()));
    const found = new Map<string, IssuerLiability>();
    for (const row of rows) {
      const known = found.get(row.issuerId) ?? { outstanding: 0n, liabilityMinor: 0n, atSettlementValue: new Exact(0) };
      found.set(row.issuerId, { outstanding: known.outstanding + row.points, liabilityMinor: known.liabilityMinor + row.liabilityMinor, atSettlementValue: known.atSettlementValue.add(row.atSettlementValue) });
    }
    return found;
  }

  /** Money in issuers' reserves that was really paid in. */
  paidReserves(): Promise<Map<string, bigint>> {
    return read.paidReserves(this.pool);
  }

  /** What the caller may count: a partner its own lots, the operator all or one partner's. */
  async filterOf(context: RequestContext | undefined, query: ReportQuery): Promise<read.FigureFilter> {
    const own = viewerOf(context).partnerId;
    const asked = query.partnerId === undefined ? undefined : parseId('prt', query.partnerId);
    const notFound = new DomainError('not_found', { detail: 'There is no partner or outlet with this id that you may see.' });
    if (query.partnerId !== undefined && (asked === undefined || (own !== undefined && asked !== own))) throw notFound;
    const partnerId = own ?? asked;
    const outletId = query.outletId === undefined ? undefined : parseId('out', query.outletId);
    if (query.outletId !== undefined) {
      const owner = outletId === undefined ? undefined : await read.outletOf(this.pool, outletId);
      if (owner === undefined || (partnerId !== undefined && owner !== partnerId)) throw notFound;
    }
    const last = await read.lastNumber(this.pool);
    if (query.sequence !== undefined && (!Number.isSafeInteger(query.sequence) || query.sequence < 0 || BigInt(query.sequence) > last)) throw new DomainError('parameter_invalid', { detail: `The journal ends at ${last}.`, fields: [{ pointer: 'sequence', code: 'out_of_range', detail: `Send a whole number from 0 to ${last}.` }] });
    return { upTo: query.sequence === undefined ? last : BigInt(query.sequence), ...(partnerId !== undefined && { partnerId }), ...(outletId !== undefined && { outletId }) };
  }

  private async outstanding(filter: read.FigureFilter, on: BusinessDate): Promise<Row[]> {
    return this.rowsOf(await read.outstandingFigures(this.pool, filter, on), on, filter.partnerId);
  }

  /** What is outstanding, with the estimates of redemption and the prices of now. */
  private async rowsOf(outstanding: readonly read.OutstandingRow[], on: BusinessDate, partnerId?: string): Promise<Row[]> {
    const terms = await this.terms.table();
    const estimates = new Estimates(await urrVersions(this.pool, partnerId));
    const today = businessDate(this.clock.now());
    const groups = new Map<string, Row>();
    for (const row of outstanding) {
      const [issueMonth, age] = [monthOf(row.earnedOn), ageOf(row.earnedOn, on)];
      const key = [row.issuerId, issueMonth, age, row.tier, row.pointKind].join('|');
      const known = groups.get(key);
      const points = (known?.points ?? 0n) + BigInt(row.points);
      const base = { points, restated: (known?.restated ?? 0n) + BigInt(row.restated), urr: known?.urr ?? estimates.at(row.issuerId, row.earnedOn), pointPrice: known?.pointPrice ?? currentPrice(row.issuerId, row.pointKind, today, terms) };
      groups.set(key, { issuerId: row.issuerId, issuerName: row.issuerName ?? partyToWire(row.issuerId), issueMonth, age, tier: row.tier, pointKind: row.pointKind, ...base, breakage: breakagePoints(base), liabilityMinor: liabilityMinor(base),
        atSettlementValue: exactMinor(points, settlementValue(row.issuerId, today, terms)).mul(base.urr) });
    }
    return [...groups.values()].filter((row) => row.points !== 0n || row.restated !== 0n);
  }

  /** Collateral of the terms in force, and paid reserves. */
  private async security(partnerId: string | undefined): Promise<bigint> {
    const [terms, reserves] = [await this.terms.table(), await this.paidReserves()];
    const counts = (issuerId: string): boolean => issuerId !== HUB_PARTY && (partnerId === undefined || issuerId === partnerId);
    const collateral = terms.current(businessDate(this.clock.now())).filter((one) => counts(one.partyId)).reduce((total, one) => total + valueToMinor(one.body.collateral?.value ?? '0'), 0n);
    return [...reserves].filter(([issuerId]) => counts(issuerId)).reduce((total, [, minor]) => total + minor, collateral);
  }

  /** `[from, to)`; the last 30 days when absent. */
  private span(from: string | undefined, to: string | undefined): { from: BusinessDate; to: BusinessDate } {
    const end = to === undefined ? addDays(businessDate(this.clock.now()), 1) : parseBusinessDate(to, 'to');
    const start = from === undefined ? addDays(end, -30) : parseBusinessDate(from, 'from');
    if (start >= end || addDays(start, LONGEST_DAYS) < end) throw new DomainError('parameter_invalid', { detail: `Send from before to, at most ${LONGEST_DAYS} days apart.`, fields: [{ pointer: 'from', code: 'invalid', detail: 'Send an earlier date.' }] });
    return { from: start, to: end };
  }
}

interface Row extends Pick<LiabilityRow, 'issueMonth' | 'age' | 'tier' | 'pointKind' | 'issuerName'> {
  readonly issuerId: string;
  readonly points: bigint;
  readonly restated: bigint;
  readonly urr: Exact;
  readonly pointPrice: Exact;
  readonly breakage: bigint;
  readonly liabilityMinor: bigint;
  readonly atSettlementValue: Exact;
}

function settlementValue(issuerId: string, today: BusinessDate, terms: TermsTable): Exact {
  return rate((terms.at(issuerId, today) ?? terms.coalition(today))?.body.settlementValue ?? '0');
}

function sum(rows: readonly Row[], pick: (row: Row) => bigint): bigint {
  return rows.reduce((total, row) => total + pick(row), 0n);
}

function sumOf(rows: readonly read.FlowRow[], part: 'points' | 'restated' | 'cohort' | 'burnedElsewhere' | 'burnedElsewhereLate' = 'points'): Flows {
  const of = (measure: Measure): bigint => rows.filter((row) => row.measure === measure).reduce((total, row) => total + BigInt(row[part]), 0n);
  return { issued: of('issued'), burned: of('burned'), expired: of('expired'), takenBack: of('takenBack') };
}

function daysOf(rows: readonly read.FlowRow[], opening: bigint): KpiDay[] {
  let outstanding = opening;
  return [...new Set(rows.map((row) => row.businessDate ?? ''))].sort().map((date) => {
    const group = rows.filter((row) => row.businessDate === date);
    const flows = sumOf(group);
    outstanding += outstandingOf(flows);
    const late = sumOf(group, 'restated');
    return { businessDate: date, issued: Number(flows.issued), burned: Number(flows.burned), expired: Number(flows.expired), takenBack: Number(flows.takenBack), outstanding: Number(outstanding), restated: Number(late.issued + late.burned + late.expired + late.takenBack) };
  });
}
