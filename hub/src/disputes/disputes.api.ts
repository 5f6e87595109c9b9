import type { Pool } from 'pg';
import { viewerOf, type RequestContext, type Viewer } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import type { Page } from '../http/wire';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseIdOrNotFound, wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import { HUB_PARTY, partyToWire } from '../kernel/parties';
import { needsTwo } from './domain/dispute';
import * as read from './disputes.reader';
import type { DisputesService } from './disputes.service';
import type { Dispute, DisputeAnswerRequest, DisputeDetail, DisputedLeg, DisputeEffect, DisputeEntry, DisputeFileRequest, DisputeRequest, RulingRequest } from './disputes.wire';
import type { RulingsService } from './rulings.service';

const SORTS = { openedAt: 'd.opened_at, d.dispute_id', respondBy: 'd.respond_by, d.dispute_id', points: 'd.points, d.dispute_id' };
/** What only the operator's people see of a dispute's thread. */
const INSIDE = new Set<DisputeEntry['kind']>(['RULING_PROPOSED', 'RULING_TURNED_DOWN']);

/** Disputes in the words of the wire: each side sees its own amounts, both the thread and the evidence. */
export class DisputesApi {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly disputes: DisputesService, private readonly rulings: RulingsService) {}

  async list(context: RequestContext | undefined, query: ListQuery, asked: read.DisputeFilter): Promise<Page<Dispute>> {
    const viewer = viewerOf(context);
    const filter = { ...asked, partnerId: asked.partnerId && parseIdOrNotFound('prt', asked.partnerId), invoiceId: asked.invoiceId && parseIdOrNotFound('inv', asked.invoiceId), postingId: asked.postingId && parseIdOrNotFound('pst', asked.postingId) };
    const page = pageAsked(query, filter, SORTS, '-openedAt');
    const rows = await read.disputesPage(this.pool, viewer, filter, this.clock.now(), page.offset, page.limit + 1, page.order);
    const totals = page.totals ? await read.disputesTotals(this.pool, viewer, filter, this.clock.now()) : undefined;
    return { ...pageOf(rows, page, (row) => this.view(row, viewer)), ...(totals && { totals: { count: totals.count, points: Number(totals.points) } }) };
  }

  async dispute(context: RequestContext | undefined, disputeId: string): Promise<DisputeDetail> {
    const viewer = viewerOf(context);
    const row = await this.found(viewer, disputeId);
    const [thread, files, parts, reversals, notes, ruling, rulebook] = [await read.entriesOf(this.pool, row.disputeId), await read.filesOf(this.pool, row.disputeId), await read.partsOf(this.pool, row.disputeId), await read.reversalsOf(this.pool, row.disputeId),
      await read.notesOf(this.pool, viewer, row.disputeId), await read.waitingRuling(this.pool, row.disputeId), await this.disputes.rulebook()];
    const operator = viewer.partnerId === undefined;
    return { ...this.view(row, viewer), thread: thread.filter((one) => operator || !INSIDE.has(one.kind)).map((one) => entryView(one, viewer)), parts: parts.map((id) => wireId('dsp', id)), reversals: reversals.map((id) => wireId('pst', id)),
      files: files.map((one) => ({ id: wireId('fil', one.fileId), name: one.name, mediaType: one.mediaType, size: one.size, sha256: one.sha256, partyId: partyToWire(one.partyId), partyName: one.partyName ?? 'HUB', at: one.at.toISOString() })),
      creditNotes: notes.map((one) => ({ id: wireId('cdn', one.id), kind: one.kind, total: moneyToWire(BigInt(one.total)), ...(one.number !== null && { number: one.number }) })), twoPeople: needsTwo(rulebook, row, principalOf(row)),
      ...(operator && ruling && { pendingRuling: { outcome: ruling.outcome, text: ruling.text, madeBy: ruling.madeBy, madeAt: ruling.madeAt.toISOString(), ...(ruling.points !== null && { points: Number(ruling.points) }), ...(ruling.remedy && { remedy: ruling.remedy }), ...(ruling.cause && { cause: ruling.cause }), ...(ruling.bearer && { bearer: ruling.bearer }) } }) };
  }

  async legs(context: RequestContext | undefined, disputeId: string, query: ListQuery): Promise<Page<DisputedLeg>> {
    const viewer = viewerOf(context);
    const row = await this.found(viewer, disputeId);
    const page = pageAsked(query, { disputeId }, { sequence: 'seq' }, 'sequence');
    return pageOf(await read.disputedLegs(this.pool, row.disputeId, page.offset, page.limit + 1), page, (leg) => {
      const own = viewer.partnerId === undefined || viewer.partnerId === leg.partnerId;
      return { legId: wireId('leg', leg.legId), postingId: wireId('pst', leg.postingId), points: Number(leg.points), businessDate: leg.businessDate, ...(own && leg.externalId !== null && { externalId: leg.externalId }), ...(own && leg.receiptNo !== null && { receiptNo: leg.receiptNo }),
        ...(leg.outletName !== null && { outletName: leg.outletName }), ...(leg.reversalId !== null && { reversalId: wireId('pst', leg.reversalId) }) };
    });
  }

  async content(context: RequestContext | undefined, disputeId: string, fileId: string): Promise<{ name: string; mediaType: string; content: Buffer }> {
    const row = await this.found(viewerOf(context), disputeId);
    const file = await read.fileContent(this.pool, row.disputeId, parseIdOrNotFound('fil', fileId));
    if (!file) throw new DomainError('not_found', { detail: 'The dispute has no file with this id.' });
    return file;
  }

  async open(context: RequestContext | undefined, body: DisputeRequest): Promise<{ dispute: DisputeDetail; replayed: boolean }> {
    const { disputeId, replayed } = await this.disputes.open(context, body);
    return { dispute: await this.dispute(context, wireId('dsp', disputeId)), replayed };
  }

  async answer(context: RequestContext | undefined, disputeId: string, body: DisputeAnswerRequest): Promise<DisputeDetail> {
    await this.disputes.answer(context, disputeId, body);
    return this.dispute(context, disputeId);
  }

  async withdraw(context: RequestContext | undefined, disputeId: string, note: string | undefined): Promise<DisputeDetail> {
    await this.disputes.withdraw(context, disputeId, note);
    return this.dispute(context, disputeId);
  }

  async message(context: RequestContext | undefined, disputeId: string, text: string): Promise<DisputeDetail> {
    await this.disputes.message(context, disputeId, text);
    return this.dispute(context, disputeId);
  }

  async file(context: RequestContext | undefined, disputeId: string, file: DisputeFileRequest): Promise<DisputeDetail> {
    await this.disputes.file(context, disputeId, file);
    return this.dispute(context, disputeId);
  }

  async rule(context: RequestContext | undefined, disputeId: string, body: RulingRequest): Promise<DisputeDetail> {
    await this.rulings.rule(context, disputeId, body);
    return this.dispute(context, disputeId);
  }

  async decide(context: RequestContext | undefined, disputeId: string, approves: boolean, note: string): Promise<DisputeDetail> {
    await this.rulings.decide(context, disputeId, approves, note);
    return this.dispute(context, disputeId);
  }

  private async found(viewer: Viewer, disputeId: string): Promise<read.DisputeRow> {
    const row = await read.disputeById(this.pool, viewer, parseIdOrNotFound('dsp', disputeId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no dispute with this id that you may see.' });
    return row;
  }

  private view(row: read.DisputeRow, viewer: Viewer): Dispute {
    const party = viewer.partnerId ?? HUB_PARTY;
    const open = row.status === 'OPENED' || row.status === 'UNDER_REVIEW';
    const lapsed = row.respondBy !== null && row.respondBy <= this.clock.now();
    return { object: 'dispute', id: wireId('dsp', row.disputeId), status: row.status, reason: row.reason, note: row.note, remedy: row.remedy, openerId: partyToWire(row.openerId), openerName: row.openerName, counterpartyId: partyToWire(row.otherId), counterpartyName: row.otherName ?? 'HUB',
      issuerId: partyToWire(row.issuerId), redeemerId: partyToWire(row.redeemerId), points: Number(row.points), principal: moneyToWire(principalOf(row)), overdue: open && lapsed, openedAt: row.openedAt.toISOString(), effects: effectsOf(row, viewer),
      mayAnswer: row.status === 'OPENED' && !lapsed && party === row.otherId, mayWithdraw: open && party === row.openerId, ...(row.cause && { cause: row.cause, bearer: row.bearer }), ...(open && { awaiting: row.status === 'OPENED' ? 'COUNTERPARTY' as const : 'HUB' as const }),
      ...(row.respondBy && { respondBy: row.respondBy.toISOString() }), ...(row.resolvedAt && { resolvedAt: row.resolvedAt.toISOString() }), ...(row.creditedAt && { creditedAt: row.creditedAt.toISOString() }), ...(row.splitFrom && { splitFrom: wireId('dsp', row.splitFrom) }),
      // The document is the opener's own.
      ...((viewer.partnerId === undefined || viewer.partnerId === row.openerId) && row.invoiceId && { invoiceId: wireId('inv', row.invoiceId), ...(row.invoiceNumber !== null && { invoiceNumber: row.invoiceNumber }), ...(row.lineId && { lineId: wireId('inl', row.lineId) }) }),
      ...(row.postingId && { postingId: wireId('pst', row.postingId) }) };
  }
}

/** What the issuer would be given back, minor units. */
function principalOf(row: read.DisputeRow): bigint {
  return row.lines.reduce((sum, line) => sum - (line.lineType === 'CLAIM' && line.payer === row.issuerId ? BigInt(line.amount) : 0n), 0n);
}

/** What upholding moves for each side; the hub's is what makes the sum nothing. */
function effectsOf(row: read.DisputeRow, viewer: Viewer): DisputeEffect[] {
  const compensation = BigInt(row.compensation);
  const side = (partyId: string, name: string | null, role: DisputeEffect['role']): { partyId: string; name: string; role: DisputeEffect['role']; principal: bigint; fee: bigint; ppn: bigint } => {
    const of = (types: readonly string[]): bigint => row.lines.filter((line) => types.includes(line.lineType)).reduce((sum, line) => sum - (line.payer === partyId ? BigInt(line.amount) : line.payee === partyId ? -BigInt(line.amount) : 0n), 0n);
    return { partyId, name: name ?? 'HUB', role, principal: of(['CLAIM']) + (role === 'REDEEMER' ? compensation : 0n), fee: of(['ISSUER_FEE', 'ACCEPTANCE_FEE']), ppn: of(['PPN']) };
  };
  const sides = [side(row.issuerId, row.issuerName, 'ISSUER'), side(row.redeemerId, row.redeemerName, 'REDEEMER')].filter((one) => one.partyId !== HUB_PARTY);
  const rest = (pick: (one: (typeof sides)[number]) => bigint): bigint => -sides.reduce((sum, one) => sum + pick(one), 0n);
  const all = [...sides, { partyId: HUB_PARTY, name: 'HUB', role: 'HUB' as const, principal: rest((one) => one.principal), fee: rest((one) => one.fee), ppn: rest((one) => one.ppn) }];
  return all.filter((one) => viewer.partnerId === undefined || one.partyId === viewer.partnerId).map(({ partyId, name, role, principal, fee, ppn }) => ({ partyId: partyToWire(partyId), partyName: name, role, principal: moneyToWire(principal), fee: moneyToWire(fee), ppn: moneyToWire(ppn), net: moneyToWire(principal + fee + ppn) }));
}

function entryView(row: read.EntryRow, viewer: Viewer): DisputeEntry {
  return { kind: row.kind, partyId: partyToWire(row.partyId), partyName: row.partyName ?? 'HUB', at: row.at.toISOString(), ...(row.text !== null && { text: row.text }), ...((viewer.partnerId === undefined || viewer.partnerId === row.partyId) && { by: row.actor }) };
}
