import type { Pool } from 'pg';
import { actorOf, userOf, viewerOf, type RequestContext, type Viewer } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import type { Page } from '../http/wire';
import { businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import { HUB_PARTY, partyToWire } from '../kernel/parties';
import { matrixOf, type MatrixCell } from './domain/matrix';
import type { NightService } from './night.service';
import * as read from './settlement.reader';
import * as list from './settlements.reader';
import type { SettlementService } from './settlement.service';
import type { Obligation, ObligationParts, Settlement, SettlementFacts, SettlementLine, SettlementRequest, Window } from './settlement.wire';

const WINDOW_SORTS = { businessDate: 'w.window_no', pointsBurned: 'c.points_burned, w.window_no', postings: 'postings, w.window_no' };
const SETTLEMENT_SORTS = { createdAt: 's.created_at, s.settlement_id', gross: 's.gross_minor, s.settlement_id' };

const OBLIGATION_SORTS = { dueDate: 'o.due_date, o.obligation_id', netCash: 'o.amount_minor, o.obligation_id', partyName: 'p.brand_name, o.due_date' };

/** Windows, settlements and obligations in the words of the wire. */
export class SettlementApi {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly nights: NightService, private readonly settlements: SettlementService) {}

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

  async list(context: RequestContext | undefined, query: ListQuery, asked: { status: string | undefined; groupId: string | undefined }): Promise<Page<Settlement>> {
    const viewer = viewerOf(context);
    const filter = { status: asked.status, groupId: asked.groupId === undefined ? undefined : parseIdOrNotFound('sgr', asked.groupId) };
    const page = pageAsked(query, filter, SETTLEMENT_SORTS, '-createdAt');
    const rows = await list.settlementsPage(this.pool, viewer, filter, page.offset, page.limit + 1, page.order);
    return { ...pageOf(rows, page, (row) => settlementView(row, viewer)), ...(page.totals && { totals: { count: await list.settlementsCount(this.pool, viewer, filter) } }) };
  }

  async settlement(context: RequestContext | undefined, settlementId: string): Promise<Settlement> {
    return settlementView(await this.found(context, settlementId), viewerOf(context));
  }

  async lines(context: RequestContext | undefined, settlementId: string): Promise<{ data: SettlementLine[] }> {
    const { settlementId: uuid } = await this.found(context, settlementId);
    const viewer = viewerOf(context);
    const cells = matrixOf(await list.settlementLines(this.pool, viewer, uuid), viewer.partnerId);
    return { data: cells.map(lineView) };
  }

  async facts(context: RequestContext | undefined, settlementId: string): Promise<SettlementFacts> {
    const row = await this.found(context, settlementId);
    const { windows, treeSize, rootHash } = await list.settlementFacts(this.pool, row.settlementId);
    const terms = await list.termsOfDays(this.pool, viewerOf(context), HUB_PARTY, row.from, row.to);
    return { settlementId: wireId('stl', row.settlementId), settlementHash: row.hash, windows: windows.map((one) => ({ ...one, windowId: wireId('win', one.windowId) })), ...(treeSize !== null && rootHash !== null && { log: { size: Number(treeSize), rootHash } }),
      terms: terms.map((one) => ({ ...one, termsId: wireId('tms', one.termsId) })) };
  }

  async obligations(context: RequestContext | undefined, settlementId: string): Promise<{ data: Obligation[] }> {
    const { settlementId: uuid } = await this.found(context, settlementId);
    return { data: (await list.obligationRows(this.pool, viewerOf(context), uuid)).map((row) => obligationView(row, businessDate(this.clock.now()))) };
  }

  async propose(context: RequestContext | undefined, { upTo, groupId }: SettlementRequest): Promise<Settlement> {
    const id = await this.settlements.propose(upTo === undefined ? undefined : parseBusinessDate(upTo, '/upTo'), actorOf(context), groupId === undefined ? undefined : parseIdField('sgr', groupId, '/groupId'));
    if (id === undefined) throw new DomainError('transition_not_allowed', { detail: 'No closed and calculated window waits for a settlement with a claim, a fee document, a disputed amount or a credit. Close a window in which something was claimed first.' });
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

  async allObligations(context: RequestContext | undefined, query: ListQuery, asked: { partnerId: string | undefined; status: 'OPEN' | 'SETTLED' | undefined; direction: 'PAYS_HUB' | 'HUB_PAYS' | undefined; overdue: boolean | undefined }): Promise<Page<Obligation>> {
    const viewer = viewerOf(context);
    const today = businessDate(this.clock.now());
    const filter = { partnerId: asked.partnerId === undefined ? undefined : parseIdOrNotFound('prt', asked.partnerId), status: asked.status, direction: asked.direction, overdueOn: asked.overdue ? today : undefined };
    const page = pageAsked(query, filter, OBLIGATION_SORTS, 'dueDate');
    const rows = await list.obligationsPage(this.pool, viewer, filter, page.offset, page.limit + 1, page.order);
    const totals = page.totals ? await list.obligationsTotals(this.pool, viewer, filter) : undefined;
    return { ...pageOf(rows, page, (row) => obligationView(row, today)), ...(totals && { totals: { count: totals.count, amount: moneyToWire(BigInt(totals.open)) } }) };
  }

  async obligation(context: RequestContext | undefined, obligationId: string): Promise<Obligation> {
    const row = await list.obligationById(this.pool, viewerOf(context), parseIdOrNotFound('obl', obligationId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no obligation with this id that you may see.' });
    return obligationView(row, businessDate(this.clock.now()));
  }

  private async found(context: RequestContext | undefined, settlementId: string): Promise<list.SettlementRow> {
    const row = await list.settlementById(this.pool, viewerOf(context), parseIdOrNotFound('stl', settlementId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no settlement with this id.' });
    return row;
  }
}

export function lineView(cell: MatrixCell): SettlementLine {
  return { payerId: partyToWire(cell.payer), payeeId: partyToWire(cell.payee), points: Number(cell.points), amount: moneyToWire(cell.amount), ...(cell.disputed !== 0n && { disputed: moneyToWire(cell.disputed) }) };
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
  return { object: 'settlement', id: wireId('stl', row.settlementId), status: row.state, settlementHash: row.hash, groupId: wireId('sgr', row.groupId), groupName: row.groupName, netting: row.netting, windowIds: row.windowIds.map((id) => wireId('win', id)), fromBusinessDate: row.from, toBusinessDate: row.to,
    // What the coalition moves in all is the operator's to know.
    ...(all && { gross: moneyToWire(BigInt(row.gross)), bilateral: moneyToWire(BigInt(row.bilateral)), multilateral: moneyToWire(BigInt(row.multilateral)) }), madeBy: all ? row.madeBy : 'HUB',
    approvals: all ? (row.approvals ?? []) : [], ...(all && row.abort && { abort: row.abort }), parked: false, createdAt: row.createdAt.toISOString(), ...(row.settledAt && { settledAt: row.settledAt.toISOString() }) };
}

function obligationView(row: list.ObligationView, today: string): Obligation {
  const amount = BigInt(row.amount);
  const due = parts(row.duePrincipal, row.dueFee, row.duePpn);
  // The hub's own row and a proposal's rows meet nothing; what is open of them is what they are.
  const open = row.openPrincipal === null ? parts('0', '0', '0') : parts(row.openPrincipal, row.openFee ?? '0', row.openPpn ?? '0');
  return { object: 'obligation', id: wireId('obl', row.obligationId), settlementId: wireId('stl', row.settlementId), partyId: partyToWire(row.partyId), partyName: row.name ?? (row.partyId === HUB_PARTY ? 'HUB' : partyToWire(row.partyId)), counterpartyId: partyToWire(row.counterpartyId), counterpartyName: row.counterpartyName ?? partyToWire(row.counterpartyId), side: row.side,
    direction: amount === 0n ? 'NONE' : amount > 0n ? 'HUB_PAYS' : 'PAYS_HUB', netCash: moneyToWire(amount), position: moneyToWire(BigInt(row.position)), disputed: moneyToWire(BigInt(row.disputed)), fees: moneyToWire(BigInt(row.fees)), ppn: moneyToWire(BigInt(row.ppn)), credits: moneyToWire(BigInt(row.credits)),
    paid: moneyToWire(BigInt(row.paid)), due, open, status: row.status, overdue: row.settlementState === 'SETTLING' && row.status === 'OPEN' && row.dueDate < today, dueDate: row.dueDate,
    ...(row.statementId && { statementId: wireId('stm', row.statementId) }), ...(row.bankReference !== null && { bankReference: row.bankReference }) };
}

function parts(principal: string, fee: string, ppn: string): ObligationParts {
  return { principal: moneyToWire(BigInt(principal)), fee: moneyToWire(BigInt(fee)), ppn: moneyToWire(BigInt(ppn)), total: moneyToWire(BigInt(principal) + BigInt(fee) + BigInt(ppn)) };
}
