import type { Pool } from 'pg';
import type { RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import type { Page } from '../http/wire';
import { DomainError } from '../kernel/errors';
import { parseIdOrNotFound, wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import { partyToWire } from '../kernel/parties';
import { Exact } from '../kernel/rate';
import { partyNames } from '../partners';
import type { RestatementService } from './restatement.service';
import * as db from './restatement.store';
import { toldMoves, type ToldMove, type ToldPrice } from './domain/restated';
import type { RestatedLineView, RestatedMove, RestatedParty, RestatedPrice, Restatement, RestatementDetail, RestatementRequest } from './restatement.wire';

/** Restatements in the words of the wire. */
export class RestatementApi {
  constructor(private readonly pool: Pool, private readonly restatements: RestatementService) {}

  async list(query: ListQuery, asked: { status: string | undefined; windowId: string | undefined }): Promise<Page<Restatement>> {
    const filter = { ...asked, windowId: asked.windowId && parseIdOrNotFound('win', asked.windowId) };
    const page = pageAsked(query, filter, { madeAt: 'r.restatement_id' }, '-madeAt');
    return pageOf(await db.restatementsPage(this.pool, filter, page.offset, page.limit + 1), page, viewOf);
  }

  async restatement(id: string): Promise<RestatementDetail> {
    const row = await db.restatementById(this.pool, parseIdOrNotFound('rst', id));
    if (!row) throw new DomainError('not_found', { detail: 'There is no restatement with this id.' });
    const lines = await db.restatedLines(this.pool, row.restatementId);
    const names = await partyNames(this.pool);
    const moves = toldMoves(await this.restatements.moved(row));
    return { ...viewOf(row), moves: moves.map((one) => moveView(one, names)), parties: partiesOf(lines, names), lines: lines.map((line) => ({ lineId: wireId('inl', line.lineId), lineType: line.lineType as RestatedLineView['lineType'], payerId: partyToWire(line.payer), payerName: names(line.payer), payeeId: partyToWire(line.payee), payeeName: names(line.payee),
      points: Number(line.points), exact: new Exact(line.exactDelta).div(100).toFixed(), amount: moneyToWire(line.amountMinor) })) };
  }

  async propose(context: RequestContext | undefined, body: RestatementRequest): Promise<RestatementDetail> {
    return this.restatement(wireId('rst', await this.restatements.propose(context, body)));
  }

  async approve(context: RequestContext | undefined, id: string, differenceHash: string): Promise<RestatementDetail> {
    await this.restatements.approve(context, id, differenceHash);
    return this.restatement(id);
  }

  async reject(context: RequestContext | undefined, id: string, note: string): Promise<RestatementDetail> {
    await this.restatements.reject(context, id, note);
    return this.restatement(id);
  }
}

function moveView({ event, issuerId, redeemerId, from, to }: ToldMove, names: (partyId: string) => string): RestatedMove {
  const view = ({ points, pay, receive, issuerFee, acceptanceFee, taxes, clauses }: ToldPrice): RestatedPrice => ({ points: Number(points), payPrice: pay.join('; '), ...(receive.length > 0 && { receivePrice: receive.join('; ') }), ...(issuerFee !== undefined && { issuerFee }), ...(acceptanceFee !== undefined && { acceptanceFee }), taxes: [...taxes], clauses: [...clauses] });
  return { event, issuerId: partyToWire(issuerId), issuerName: names(issuerId), ...(redeemerId !== undefined && { redeemerId: partyToWire(redeemerId), redeemerName: names(redeemerId) }), from: from.map(view), to: to.map(view) };
}

function viewOf(row: db.RestatementRow): Restatement {
  return { object: 'restatement', id: wireId('rst', row.restatementId), status: row.status, windowId: wireId('win', row.windowId), businessDate: row.businessDate, version: row.version, reason: row.reason, termsIds: row.termsIds.map((id) => wireId('tms', id)), taxes: Object.values(row.taxes),
    differenceHash: row.differenceHash, madeBy: row.madeBy, madeAt: row.madeAt.toISOString(), ...(row.decidedBy !== null && { decidedBy: row.decidedBy }), ...(row.decidedAt && { decidedAt: row.decidedAt.toISOString() }), ...(row.decisionNote !== null && { decisionNote: row.decisionNote }),
    ...(row.bookedWindowId !== null && { bookedWindowId: wireId('win', row.bookedWindowId) }) };
}

function partiesOf(lines: Awaited<ReturnType<typeof db.restatedLines>>, names: (partyId: string) => string): RestatedParty[] {
  const sums = new Map<string, { name: string; principal: bigint; fee: bigint; ppn: bigint }>();
  const move = (party: string, kind: 'principal' | 'fee' | 'ppn', minor: bigint): void => {
    const sum = sums.get(party) ?? { name: names(party), principal: 0n, fee: 0n, ppn: 0n };
    sums.set(party, { ...sum, [kind]: sum[kind] + minor });
  };
  for (const line of lines) {
    const kind = line.lineType === 'CLAIM' ? 'principal' : line.lineType === 'PPN' ? 'ppn' : 'fee';
    move(line.payer, kind, -line.amountMinor);
    move(line.payee, kind, line.amountMinor);
  }
  return [...sums].sort(([, a], [, b]) => (a.name < b.name ? -1 : 1)).map(([partyId, { name, principal, fee, ppn }]) => ({ partyId: partyToWire(partyId), partyName: name, principal: moneyToWire(principal), fee: moneyToWire(fee), ppn: moneyToWire(ppn), net: moneyToWire(principal + fee + ppn) }));
}
