import type { Pool } from 'pg';
import { viewerOf, type RequestContext, type Viewer } from '../access/request-context';
import { addDays, businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseId, wireId } from '../kernel/ids';
import { exactMinor, moneyToWire } from '../kernel/money';
import { partyToWire } from '../kernel/parties';
import { rate } from '../kernel/rate';
import { roundHalfUp } from '../kernel/rounding';
import type { TermsBook } from '../terms';
import { unsettledMovements } from './movement.transactor';
import { priceGroup } from './domain/pricing';
import * as read from './settlement.reader';
import type { Activity, FlowMatrix, Position, PositionHistory, PositionList } from './settlement.wire';
import type { WindowService } from './window.service';

const LONGEST_DAYS = 400;

/** What partners owe and are owed, and what moved. */
export class PositionsApi {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, private readonly windows: WindowService) {}

  async positions(context: RequestContext | undefined): Promise<PositionList> {
    const viewer = viewerOf(context);
    const [known, live, open, moved] = [await read.positionRows(this.pool), await this.uncalculated(), await this.windows.open(), await unsettledMovements(this.pool)];
    const rows = [...known, ...[...moved.calculated.keys()].filter((partyId) => !known.some((row) => row.partyId === partyId)).map((partyId) => ({ partyId, name: null, position: '0', payable: '0', receivable: '0', met: '0', fees: '0' }))]
      .map((row) => ({ ...row, disputed: moved.calculated.get(row.partyId) ?? 0n, net: BigInt(row.position) + (moved.calculated.get(row.partyId) ?? 0n) }));
    const liveOf = (row: (typeof rows)[number]): bigint => row.net + (moved.toCome.get(row.partyId) ?? 0n) + (live.get(row.partyId) ?? 0n);
    const data = rows.filter((row) => viewer.partnerId === undefined || row.partyId === viewer.partnerId).map((row): Position => ({
      object: 'position', partyId: partyToWire(row.partyId), partyName: row.name ?? partyToWire(row.partyId), position: moneyToWire(row.net), disputed: moneyToWire(row.disputed),
      livePosition: moneyToWire(liveOf(row)), met: moneyToWire(BigInt(row.met)), openPosition: moneyToWire(row.net + BigInt(row.met)), openLivePosition: moneyToWire(liveOf(row) + BigInt(row.met)), payable: moneyToWire(BigInt(row.payable)), receivable: moneyToWire(BigInt(row.receivable)), openFees: moneyToWire(BigInt(row.fees)) }));
    const sum = rows.reduce((total, row) => total + row.net, 0n);
    return { data, asOfSequence: await read.lastSequence(this.pool), asOf: this.clock.now().toISOString(), ...(viewer.partnerId === undefined && { sum: moneyToWire(sum) }),
      openWindowId: wireId('win', open.windowId), nextCutOffAt: open.cutOffAt.toISOString() };
  }

  /** Burns that no night has calculated yet, at their clause prices: an outlook, rounded group by group. */
  private async uncalculated(): Promise<Map<string, bigint>> {
    const change = new Map<string, bigint>();
    const move = (party: string, minor: bigint): void => void change.set(party, (change.get(party) ?? 0n) + minor);
    const terms = await this.terms.table();
    for (const group of await read.uncalculatedBurns(this.pool)) {
      if (group.issuerId === group.redeemerId) continue;
      try {
        const pricing = priceGroup({ ...group, event: 'BURN', late: false }, { terms, codes: new Map(), cycles: new Map(), taxVersion: () => '' });
        move(group.issuerId, -roundHalfUp(exactMinor(group.points, rate(pricing.pay.pointPrice)), 100n));
        move(group.redeemerId, roundHalfUp(exactMinor(group.points, rate((pricing.receive ?? pricing.pay).pointPrice)), 100n));
      } catch (error) {
        // A missing price parks the night and is shown there; the outlook leaves the group out.
        if (!(error instanceof DomainError)) throw error;
      }
    }
    return change;
  }

  async flows(context: RequestContext | undefined, from: string | undefined, to: string | undefined): Promise<FlowMatrix> {
    const span = this.span(from, to);
    const rows = await read.flowRows(this.pool, viewerOf(context), span.from, span.to);
    const data = rows.map((row) => ({ issuerId: partyToWire(row.issuerId), issuerName: row.issuerName ?? partyToWire(row.issuerId), redeemerId: partyToWire(row.redeemerId), redeemerName: row.redeemerName ?? partyToWire(row.redeemerId),
      points: Number(row.points), amount: moneyToWire(BigInt(row.amount)) }));
    const points = (of: (row: read.FlowRow) => boolean): number => Number(rows.filter(of).reduce((sum, row) => sum + BigInt(row.points), 0n));
    // Points burned at their own issuer cost nobody anything and are worth nothing here.
    return { data, totals: { points: points((row) => row.issuerId !== row.redeemerId), ownPoints: points((row) => row.issuerId === row.redeemerId), amount: moneyToWire(rows.reduce((sum, row) => sum + BigInt(row.amount), 0n)) }, ...span };
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
