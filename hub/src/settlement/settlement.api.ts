import type { Pool } from 'pg';
import { actorOf, userOf, viewerOf, type RequestContext, type Viewer } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import type { Page } from '../http/wire';
import { parseBusinessDate } from '../kernel/business-date';
import { DomainError } from '../kernel/errors';
import { parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { moneyFromWire, moneyToWire } from '../kernel/money';
import { HUB_PARTY, partyToWire } from '../kernel/parties';
import type { NightService } from './night.service';
import * as read from './settlement.reader';
import * as list from './settlements.reader';
import type { SettlementService } from './settlement.service';
import type { Obligation, Payment, PaymentRequest, Settlement, SettlementLine, Window } from './settlement.wire';

const WINDOW_SORTS = { businessDate: 'w.window_no', pointsBurned: 'c.points_burned, w.window_no', postings: 'postings, w.window_no' };
const SETTLEMENT_SORTS = { createdAt: 's.created_at, s.settlement_id', gross: 's.gross_minor, s.settlement_id' };

/** Windows, settlements and payments in the words of the wire. */
export class SettlementApi {
  constructor(private readonly pool: Pool, private readonly nights: NightService, private readonly settlements: SettlementService) {}

  async windows(context: RequestContext | undefined, query: ListQuery, filter: read.WindowFilter): Promise<Page<Window>> {
    const viewer = viewerOf(context);
    const page = pageAsked(query, filter, WINDOW_SORTS, '-businessDate');
    const rows = await read.windowsPage(this.pool, viewer, filter, page.offset, page.limit + 1, page.order);
    return { ...pageOf(rows, page, (row) => windowView(row, viewer)), ...(page.totals && { totals: { count: await read.windowsCount(this.pool, filter) } }) };
  }

  async window(context: RequestContext | undefined, windowId: string): Promise<Window> {
    const viewer = viewerOf(context);
    const row = await read.windowById(this.pool, viewer, parseIdOrNotFound('win', windowId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no settlement window with this id.' });
    return windowView(row, viewer);
  }

  /** Closing a closed window changes nothing. */
  async close(context: RequestContext | undefined, windowId: string): Promise<Window> {
    const before = await this.window(context, windowId);
    if (before.status === 'OPEN') await this.nights.closeNow(parseIdOrNotFound('win', windowId), actorOf(context));
    return this.window(context, windowId);
  }

  async run(context: RequestContext | undefined, windowId: string): Promise<Window> {
    const before = await this.window(context, windowId);
    if (before.status === 'OPEN') throw new DomainError('transition_not_allowed', { detail: 'The window is open. Close it first.' });
    await this.nights.resume(parseIdOrNotFound('win', windowId), actorOf(context));
    return this.window(context, windowId);
  }

  async list(context: RequestContext | undefined, query: ListQuery, status: string | undefined): Promise<Page<Settlement>> {
    viewerOf(context);
    const page = pageAsked(query, { status }, SETTLEMENT_SORTS, '-createdAt');
    const rows = await list.settlementsPage(this.pool, status, page.offset, page.limit + 1, page.order);
    return { ...pageOf(rows, page, (row) => settlementView(row, viewerOf(context))), ...(page.totals && { totals: { count: await list.settlementsCount(this.pool, status) } }) };
  }

  async settlement(context: RequestContext | undefined, settlementId: string): Promise<Settlement> {
    return settlementView(await this.found(settlementId), viewerOf(context));
  }

  async lines(context: RequestContext | undefined, settlementId: string): Promise<{ data: SettlementLine[] }> {
    const { settlementId: uuid } = await this.found(settlementId);
    const rows = await list.settlementLines(this.pool, viewerOf(context), uuid);
    return { data: rows.map((row) => ({ payerId: partyToWire(row.payer), payeeId: partyToWire(row.payee), points: Number(row.points), amount: moneyToWire(row.amount) })) };
  }

  async obligations(context: RequestContext | undefined, settlementId: string): Promise<{ data: Obligation[] }> {
    const { settlementId: uuid } = await this.found(settlementId);
    return { data: (await list.obligationRows(this.pool, viewerOf(context), uuid)).map(obligationView) };
  }

  async propose(context: RequestContext | undefined, upTo: string | undefined): Promise<Settlement> {
    const id = await this.settlements.propose(upTo === undefined ? undefined : parseBusinessDate(upTo, '/upTo'), actorOf(context));
    if (id === undefined) throw new DomainError('transition_not_allowed', { detail: 'No closed and calculated window waits for a settlement. Close a window first.' });
    return this.settlement(context, wireId('stl', id));
  }

  async approve(context: RequestContext | undefined, settlementId: string, hash: string): Promise<Settlement> {
    await this.settlements.approve(parseIdOrNotFound('stl', settlementId), hash, { actor: actorOf(context), roles: userOf(context).roles });
    return this.settlement(context, settlementId);
  }

  async abort(context: RequestContext | undefined, settlementId: string, reason: string): Promise<Settlement> {
    await this.settlements.abort(parseIdOrNotFound('stl', settlementId), reason, { actor: actorOf(context), roles: userOf(context).roles });
    return this.settlement(context, settlementId);
  }

  async pay(context: RequestContext | undefined, body: PaymentRequest): Promise<Payment> {
    const amount = moneyFromWire(body.amount, '/amount').minor;
    if (amount <= 0n || amount % 100n !== 0n) throw new DomainError('validation_failed', { detail: 'A payment is a positive amount in whole rupiah.', fields: [{ pointer: '/amount/value', code: 'invalid_money', detail: 'Send whole rupiah, such as "125000.00".' }] });
    const paymentId = await this.settlements.pay({ obligationId: parseIdField('obl', body.obligationId, '/obligationId'), amountMinor: amount, bankReference: body.bankReference, paidOn: parseBusinessDate(body.paidOn, '/paidOn') },
      { actor: actorOf(context), roles: userOf(context).roles });
    const [row] = await list.paymentsPage(this.pool, {}, 0, 1, 'y.payment_id', paymentId);
    if (!row) throw new Error('A payment that was recorded is there.');
    return paymentView(row);
  }

  async payments(context: RequestContext | undefined, query: ListQuery): Promise<Page<Payment>> {
    const page = pageAsked(query, {}, { createdAt: 'y.created_at, y.payment_id' }, '-createdAt');
    return pageOf(await list.paymentsPage(this.pool, viewerOf(context), page.offset, page.limit + 1, page.order), page, paymentView);
  }

  private async found(settlementId: string): Promise<list.SettlementRow> {
    const row = await list.settlementById(this.pool, parseIdOrNotFound('stl', settlementId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no settlement with this id.' });
    return row;
  }
}

function windowView(row: read.WindowView, viewer: Viewer): Window {
  return {
    object: 'settlementWindow', id: wireId('win', row.windowId), number: row.windowNo, businessDate: row.businessDate, cutOffAt: row.cutOffAt.toISOString(), status: row.state, openedAt: row.openedAt.toISOString(),
    ...(row.closedAt && { closedAt: row.closedAt.toISOString() }), ...(row.lastSeq !== null && { lastSequence: Number(row.lastSeq) }), postings: row.postings,
    ...(row.pointsBurned !== null && { pointsBurned: Number(row.pointsBurned) }), ...(row.calculationHash !== null && { grossClaims: moneyToWire(BigInt(row.gross ?? '0')) }), ...(row.settlementId && { settlementId: wireId('stl', row.settlementId) }),
    run: { status: row.status ?? 'PENDING', steps: row.steps ?? [], checks: viewer.partnerId === undefined ? (row.checks ?? []) : [], ...(row.parkedReason !== null && viewer.partnerId === undefined && { parkedReason: row.parkedReason }),
      ...(row.startedAt && { startedAt: row.startedAt.toISOString() }), ...(row.finishedAt && { finishedAt: row.finishedAt.toISOString() }),
      ...(row.calculationHash !== null && { calculationHash: row.calculationHash }), ...(row.engineVersion !== null && { engineVersion: row.engineVersion }) },
  };
}

function settlementView(row: list.SettlementRow, viewer: Viewer): Settlement {
  const all = viewer.partnerId === undefined;
  return { object: 'settlement', id: wireId('stl', row.settlementId), status: row.state, settlementHash: row.hash, windowIds: row.windowIds.map((id) => wireId('win', id)), fromBusinessDate: row.from, toBusinessDate: row.to,
    // What the coalition moves in all is the operator's to know.
    ...(all && { gross: moneyToWire(BigInt(row.gross)), bilateral: moneyToWire(BigInt(row.bilateral)), multilateral: moneyToWire(BigInt(row.multilateral)) }), madeBy: all ? row.madeBy : 'HUB',
    approvals: all ? (row.approvals ?? []) : [], parked: false, createdAt: row.createdAt.toISOString(), ...(row.settledAt && { settledAt: row.settledAt.toISOString() }) };
}

function obligationView(row: list.ObligationView): Obligation {
  const amount = BigInt(row.amount);
  return { object: 'obligation', id: wireId('obl', row.obligationId), settlementId: wireId('stl', row.settlementId), partyId: partyToWire(row.partyId), partyName: row.name ?? (row.partyId === HUB_PARTY ? 'HUB' : partyToWire(row.partyId)),
    direction: amount === 0n ? 'NONE' : amount > 0n ? 'HUB_PAYS' : 'PAYS_HUB', netCash: moneyToWire(amount), position: moneyToWire(BigInt(row.position)), disputed: moneyToWire(BigInt(row.disputed)), fees: moneyToWire(BigInt(row.fees)), ppn: moneyToWire(BigInt(row.ppn)),
    paid: moneyToWire(BigInt(row.paid)), status: row.status, dueDate: row.dueDate, ...(row.statementId && { statementId: wireId('stm', row.statementId) }) };
}

function paymentView(row: list.PaymentView): Payment {
  return { object: 'payment', id: wireId('pay', row.paymentId), obligationId: wireId('obl', row.obligationId), amount: moneyToWire(BigInt(row.amount)), bankReference: row.bankReference, paidOn: row.paidOn, recordedBy: row.recordedBy, createdAt: row.createdAt.toISOString() };
}
