import type { Pool } from 'pg';
import { viewerOf, type RequestContext, type Viewer } from '../access/request-context';
import { addDays, businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseId, wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import { partyToWire } from '../kernel/parties';
import { partyNames } from '../partners';
import type { TermsBook, TermsTable } from '../terms';
import type { LegGroup } from './domain/facts';
import { flowsOf } from './domain/flows';
import { matrixOf } from './domain/matrix';
import { Outlook } from './domain/outlook';
import { groupingOf, priceGroup } from './domain/pricing';
import { flowFacts } from './flows.reader';
import { burnGroups, expireGroups, issueGroups, issueTakenBack, takenBack } from './groups.reader';
import { unsettledMovements } from './movement.transactor';
import * as read from './settlement.reader';
import { lineView } from './settlement.api';
import type { Activity, FlowMatrix, Position, PositionHistory, PositionList, PositionMatrix } from './settlement.wire';
import { unsettledLines, unsettledWindows } from './settlements.reader';
import type { WindowService } from './window.service';

const LONGEST_DAYS = 400;

/** What partners owe and are owed, and what moved. */
export class PositionsApi {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, private readonly windows: WindowService) {}

  async positions(context: RequestContext | undefined): Promise<PositionList> {
    const viewer = viewerOf(context);
    const [known, live, open, moved, names] = [await read.positionRows(this.pool), await this.uncalculated(), await this.windows.open(), await unsettledMovements(this.pool), await partyNames(this.pool)];
    const fresh = [...new Set([...moved.calculated.keys(), ...live.keys()])].filter((partyId) => !known.some((row) => row.partyId === partyId));
    const rows = [...known, ...fresh.map((partyId) => ({ partyId, position: '0', payable: '0', receivable: '0', met: '0', fees: '0' }))]
      .map((row) => ({ ...row, disputed: moved.calculated.get(row.partyId) ?? 0n, net: BigInt(row.position) + (moved.calculated.get(row.partyId) ?? 0n) }));
    const liveOf = (row: (typeof rows)[number]): bigint => row.net + (moved.toCome.get(row.partyId) ?? 0n) + (live.get(row.partyId) ?? 0n);
    const data = rows.filter((row) => viewer.partnerId === undefined || row.partyId === viewer.partnerId).map((row): Position => ({
      object: 'position', partyId: partyToWire(row.partyId), partyName: names(row.partyId), position: moneyToWire(row.net), disputed: moneyToWire(row.disputed),
      livePosition: moneyToWire(liveOf(row)), met: moneyToWire(BigInt(row.met)), openPosition: moneyToWire(row.net + BigInt(row.met)), openLivePosition: moneyToWire(liveOf(row) + BigInt(row.met)), payable: moneyToWire(BigInt(row.payable)), receivable: moneyToWire(BigInt(row.receivable)), openFees: moneyToWire(BigInt(row.fees)) }));
    const sum = rows.reduce((total, row) => total + row.net, 0n);
    return { data, asOfSequence: await read.lastSequence(this.pool), asOf: this.clock.now().toISOString(), ...(viewer.partnerId === undefined && { sum: moneyToWire(sum) }),
      openWindowId: wireId('win', open.windowId), nextCutOffAt: open.cutOffAt.toISOString() };
  }

  /** What positions are made of: who owes whom over the windows that are not settled. */
  async matrix(context: RequestContext | undefined): Promise<PositionMatrix> {
    const viewer = viewerOf(context);
    const names = await partyNames(this.pool);
    const cells = matrixOf(await unsettledLines(this.pool, viewer), viewer.partnerId);
    return { data: cells.map((cell) => ({ ...lineView(cell), payerName: names(cell.payer), payeeName: names(cell.payee) })),
      windows: (await unsettledWindows(this.pool)).map(({ windowId, businessDate: day, settlementId, state }) => ({ windowId: wireId('win', windowId), businessDate: day, ...(settlementId !== null && { settlementId: wireId('stl', settlementId), settlementStatus: state === 'SETTLING' ? 'SETTLING' as const : 'PROPOSED' as const }) })) };
  }

  /** What nights have not calculated yet, by party: read and priced as they will read and price it. */
  private async uncalculated(): Promise<Map<string, bigint>> {
    const terms = await this.terms.table();
    const rules = groupingOf(terms);
    const windows = await read.uncalculatedWindows(this.pool);
    const outlook = new Outlook();
    for (const window of windows) {
      const others = windows.filter((one) => one !== window).map((one) => one.windowId);
      const groups = [...await burnGroups(this.pool, window, rules), ...await expireGroups(this.pool, window, rules), ...await issueGroups(this.pool, window, rules), ...await takenBack(this.pool, window, rules, undefined, others), ...await issueTakenBack(this.pool, window, rules, undefined, others)];
      // What is corrected in money alone stands in the movements of its dispute.
      for (const group of groups.filter((one) => one.source === 'LEGS')) addPriced(outlook, group, terms);
    }
    return outlook.changes();
  }

  async flows(context: RequestContext | undefined, from: string | undefined, to: string | undefined): Promise<FlowMatrix> {
    const span = this.span(from, to);
    const viewer = viewerOf(context);
    const { points, claims, shares } = await flowFacts(this.pool, viewer, span.from, span.to);
    const names = await partyNames(this.pool);
    const cells = flowsOf(viewer.partnerId, points, claims, shares).map((cell) => ({ ...cell, issuerName: names(cell.issuerId), redeemerName: names(cell.redeemerId) }))
      .sort((a, b) => a.issuerName.localeCompare(b.issuerName, 'id') || a.redeemerName.localeCompare(b.redeemerName, 'id'));
    const sum = (of: (cell: (typeof cells)[number]) => bigint): bigint => cells.reduce((total, cell) => total + of(cell), 0n);
    return { data: cells.map((cell) => ({ issuerId: partyToWire(cell.issuerId), issuerName: cell.issuerName, redeemerId: partyToWire(cell.redeemerId), redeemerName: cell.redeemerName, points: Number(cell.points), amount: moneyToWire(cell.amount) })),
      // Points burned at their own issuer cost nobody anything and are worth nothing here.
      totals: { points: Number(sum((cell) => (cell.issuerId === cell.redeemerId ? 0n : cell.points))), ownPoints: Number(sum((cell) => (cell.issuerId === cell.redeemerId ? cell.points : 0n))), amount: moneyToWire(sum((cell) => cell.amount)) }, ...span };
  }

  async activity(context: RequestContext | undefined, from: string | undefined, to: string | undefined): Promise<Activity> {
    const span = this.span(from, to);
    const rows = await read.activityRows(this.pool, viewerOf(context), span.from, span.to);
    return { data: rows.map((row) => ({ businessDate: row.businessDate, earned: Number(row.earned), burnedOfOurs: Number(row.burnedOfOurs), burnedHere: Number(row.burnedHere), expired: Number(row.expired) })), ...span };
  }

  async history(context: RequestContext | undefined, partnerId: string | undefined, from: string | undefined, to: string | undefined): Promise<PositionHistory> {
    const span = this.span(from, to);
    const rows = await read.historyRows(this.pool, this.party(viewerOf(context), partnerId), span.from, span.to);
    return { data: rows.map((row) => ({ businessDate: row.businessDate, windowId: wireId('win', row.windowId), change: moneyToWire(BigInt(row.change)), after: moneyToWire(BigInt(row.after)) })), ...span };
  }

  private party(viewer: Viewer, asked: string | undefined): string {
    const uuid = asked === undefined ? viewer.partnerId : parseId('prt', asked);
    if (uuid === undefined || (viewer.partnerId !== undefined && uuid !== viewer.partnerId)) throw new DomainError('not_found', { detail: 'Name a partner that you may see with partnerId=prt_….' });
    return uuid;
  }

  /** `[from, to)`; the last 30 days when absent. */
  private span(from: string | undefined, to: string | undefined): { from: string; to: string } {
    const end = to === undefined ? addDays(businessDate(this.clock.now()), 1) : parseBusinessDate(to, 'to');
    const start = from === undefined ? addDays(end, -30) : parseBusinessDate(from, 'from');
    if (start >= end || addDays(start, LONGEST_DAYS) < end) throw new DomainError('parameter_invalid', { detail: `Send from before to, at most ${LONGEST_DAYS} days apart.`, fields: [{ pointer: 'from', code: 'invalid', detail: 'Send an earlier date.' }] });
    return { from: start, to: end };
  }
}

/** A group by its original's record, or by the terms in force. A missing price parks the night and is shown there; the outlook leaves the group out. */
function addPriced(outlook: Outlook, group: LegGroup, terms: TermsTable): void {
  try {
    const kept = typeof group.reverses === 'object' && 'pay' in group.reverses.pricing ? group.reverses.pricing : undefined;
    outlook.add(group, kept ?? priceGroup({ ...group, late: false }, { terms, codes: new Map(), cycles: new Map(), taxVersion: () => '' }));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}
