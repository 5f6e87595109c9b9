import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { inTransaction } from '../db/tx';
import { businessDate, parseBusinessDate, type BusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdField, wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import { Exact, rate } from '../kernel/rate';
import { brandNames } from '../partners';
import { currentPrice, immediatePrice, redemptionPrice, type TermsBook, type TermsTable } from '../terms';
import { hubViews, ownBooks, type PrepaidPoints, type SalesWithPoints } from './domain/accounting';
import { Estimates, monthOf } from './domain/liability';
import * as read from './figures.reader';
import type { ReportQuery, ReportsService } from './reports.service';
import type { AccountingMonth, AccountingReport, HubBooks, IssuerBooks, UrrEstimate, UrrList, UrrRequest } from './reports.wire';
import { insertUrr, urrVersions, type UrrRow } from './urr.store';

/** Estimates of redemption, and what auditors make of them: reports only, nothing here posts. */
export class AccountingService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, private readonly reports: ReportsService) {}

  async estimates(context: RequestContext | undefined, partnerId: string | undefined): Promise<UrrList> {
    const filter = await this.reports.filterOf(context, { partnerId });
    const names = await brandNames(this.pool);
    return { data: (await urrVersions(this.pool, filter.partnerId)).map((row) => estimateView(row, names)) };
  }

  /** @throws DomainError `validation_failed`, `not_found` */
  async estimate(context: RequestContext | undefined, request: UrrRequest): Promise<UrrEstimate> {
    const issuerId = parseIdField('prt', request.issuerId, '/issuerId');
    const issueMonth = parseBusinessDate(request.issueMonth, '/issueMonth');
    const today = businessDate(this.clock.now());
    const names = await brandNames(this.pool);
    if (!names.has(issuerId)) throw new DomainError('not_found', { detail: 'There is no partner with this id.', fields: [{ pointer: '/issuerId', code: 'not_found', detail: 'Send prt_… of a partner.' }] });
    if (issueMonth !== monthOf(issueMonth)) throw invalid('/issueMonth', 'Send the first day of a month.');
    if (issueMonth > today) throw invalid('/issueMonth', 'Points of this month have not been issued yet. Send this month or an earlier one.');
    if (rate(request.urr).gt(1)) throw invalid('/urr', 'No more points are burned than were issued: send at most 1.');
    const row = { urrId: newUuid(this.clock.wall().getTime()), issuerId, issueMonth, urr: new Exact(request.urr).toFixed(), reason: request.reason, author: actorOf(context), at: this.clock.now() };
    const version = await inTransaction(this.pool, async (tx) => {
      const made = await insertUrr(tx, row);
      await audit(tx, context, row.at, { verb: 'urr.estimate', kind: 'URR', id: row.urrId, facts: { issuerId: request.issuerId, issueMonth, urr: row.urr, version: made } });
      return made;
    });
    return estimateView({ ...row, version }, names);
  }

  /** Principal and agent views of the operator and the issuer's own books side by side, by month of issue. */
  async accounting(context: RequestContext | undefined, query: ReportQuery, date: string | undefined): Promise<AccountingReport> {
    const filter = await this.reports.filterOf(context, query);
    const { partnerId } = filter;
    if (partnerId === undefined) throw new DomainError('parameter_invalid', { detail: 'Name the issuer whose books are meant.', fields: [{ pointer: 'partnerId', code: 'missing', detail: 'Send prt_… of a partner.' }] });
    const on = date === undefined ? businessDate(this.clock.now()) : parseBusinessDate(date, 'date');
    const [terms, versions, names, rows] = [await this.terms.table(), await urrVersions(this.pool, partnerId), await brandNames(this.pool), await read.cohortFigures(this.pool, partnerId, filter.upTo, on)];
    const operator = viewerOf(context).partnerId === undefined;
    return { object: 'accountingReport', issuerId: wireId('prt', partnerId), issuerName: names.get(partnerId) ?? '', date: on, asOfSequence: Number(filter.upTo), data: rows.map((row) => month(row, versions, terms, on, operator)) };
  }
}

/** @param operator the operator's own margin is shown to nobody else */
function month(row: read.CohortRow, versions: readonly UrrRow[], terms: TermsTable, on: BusinessDate, operator: boolean): AccountingMonth {
  const lot = { issuerId: row.issuerId, pointKind: 'REGULAR', earnedOn: terms.at(row.issuerId, row.issueMonth) ? row.issueMonth : on };
  const preset = terms.at(lot.issuerId, lot.earnedOn)?.body.preset ?? 'PAY_AT_BURN';
  const [issued, burned] = [BigInt(row.issued) - BigInt(row.takenBack), BigInt(row.burned)];
  const outstanding = issued - burned - BigInt(row.expired);
  const urr = new Estimates(versions).at(row.issuerId, row.issueMonth);
  const before = versionBefore(versions, row.issueMonth);
  const prepaid: PrepaidPoints = { issued, burned, outstanding, urr, issuePrice: immediatePrice(lot, terms), redemptionPrice: redemptionPrice(lot, on, terms) };
  const sales: SalesWithPoints = { salesMinor: BigInt(row.salesMinor), points: BigInt(row.pointsOfSales), burned: part(burned, row), outstanding: part(outstanding, row), pointValue: currentPrice(row.issuerId, 'REGULAR', on, terms), urr };
  const hub = preset === 'PAY_AT_ISSUE' && operator;
  const trueUp = before && (hub ? hubViews(prepaid).principal.revenue - hubViews({ ...prepaid, urr: before }).principal.revenue : revenueOf(sales) - revenueOf({ ...sales, urr: before }));
  return { issueMonth: row.issueMonth, preset, issued: Number(issued), burned: Number(burned), outstanding: Number(outstanding), urr: urr.toFixed(), ...(hub && { hub: hubBooks(prepaid) }), issuer: issuerBooks(sales), ...(trueUp !== undefined && { trueUp: moneyToWire(trueUp) }) };
}

/** Points without a sale behind them are burned in the same proportion as the others. */
function part(points: bigint, row: read.CohortRow): bigint {
  const issued = BigInt(row.issued) - BigInt(row.takenBack);
  return issued <= 0n ? 0n : (points * BigInt(row.pointsOfSales)) / issued;
}

function revenueOf(sales: SalesWithPoints): bigint {
  const books = ownBooks(sales);
  return books.revenueNow + books.released;
}

/** The estimate of the same month that the newest one replaced. */
function versionBefore(versions: readonly UrrRow[], issueMonth: BusinessDate): Exact | undefined {
  const own = versions.filter((one) => one.issueMonth === issueMonth).sort((a, b) => b.version - a.version);
  return own[1] && new Exact(own[1].urr);
}

function hubBooks(points: PrepaidPoints): HubBooks {
  const { principal, agent, ...views } = hubViews(points);
  return { issueClaims: moneyToWire(views.issueClaims), redemptionClaims: moneyToWire(views.redemptionClaims), fundBalance: moneyToWire(views.fundBalance), expectedFutureCost: moneyToWire(views.expectedFutureCost),
    principal: { revenue: moneyToWire(principal.revenue), contractLiability: moneyToWire(principal.contractLiability), grossProfit: moneyToWire(principal.grossProfit) }, agent: { marginAtIssue: moneyToWire(agent.marginAtIssue) } };
}

function issuerBooks(sales: SalesWithPoints): IssuerBooks {
  const books = ownBooks(sales);
  return { standAlonePriceOfPoints: moneyToWire(books.standAlonePriceOfPoints), deferred: moneyToWire(books.deferred), revenueNow: moneyToWire(books.revenueNow), released: moneyToWire(books.released), stillDeferred: moneyToWire(books.stillDeferred) };
}

function estimateView(row: UrrRow, names: ReadonlyMap<string, string>): UrrEstimate {
  return { object: 'urr', id: wireId('urr', row.urrId), issuerId: wireId('prt', row.issuerId), issuerName: names.get(row.issuerId) ?? '', issueMonth: row.issueMonth, version: row.version, urr: row.urr, reason: row.reason, author: row.author, at: row.at.toISOString() };
}

function invalid(pointer: string, detail: string): DomainError {
  return new DomainError('validation_failed', { detail, fields: [{ pointer, code: 'invalid', detail }] });
}
