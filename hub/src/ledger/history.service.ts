import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { viewerOf, type RequestContext, type Viewer } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import type { Page } from '../http/wire';
import { addDays, businessDate, parseBusinessDate, startOfBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseIdOrNotFound, wireId } from '../kernel/ids';
import { exactMinor, moneyToWire } from '../kernel/money';
import { partyToWire } from '../kernel/parties';
import { rate } from '../kernel/rate';
import { roundHalfUp } from '../kernel/rounding';
import { mayPartnerSee } from '../members';
import type { TermsBook, TermsTable } from '../terms';
import type { MemberStatement } from './balance.wire';
import type { Evidence, Hold, Posting } from './ledger.wire';
import { PostingsList } from './postings-list.service';
import * as read from './postings.reader';

/** What happened, read back: postings, holds, evidence and members' statements. */
export class HistoryService {
  private readonly list: PostingsList;
  constructor(private readonly pool: Pool, private readonly terms: TermsBook, private readonly clock: Clock) {
    this.list = new PostingsList(pool);
  }

  async postings(context: RequestContext | undefined, query: ListQuery, asked: read.PostingFilter): Promise<Page<Posting>> {
    const viewer = viewerOf(context);
    const id = (prefix: 'prt' | 'out' | 'trm' | 'mem' | 'win', text: string | undefined): string | undefined => (text === undefined ? undefined : parseIdOrNotFound(prefix, text));
    const filter: read.PostingFilter = { ...asked, partnerId: id('prt', asked.partnerId), outletId: id('out', asked.outletId), tillId: id('trm', asked.tillId), memberId: id('mem', asked.memberId), windowId: id('win', asked.windowId),
      from: asked.from && parseBusinessDate(asked.from, 'businessDateFrom'), to: asked.to && parseBusinessDate(asked.to, 'businessDateTo') };
    const limit = pageAsked({ limit: query.limit, sort: query.sort }, filter, { sequence: 'p.seq' }, '-sequence').limit;
    const newestFirst = query.sort !== 'sequence';
    const hash = createHash('sha256').update(JSON.stringify([filter, newestFirst])).digest('base64url').slice(0, 12);
    const { rows, totals } = await this.list.read(viewer, filter, { after: afterOf(query.cursor, hash), newestFirst, limit: limit + 1, totals: query.totals ?? false });
    const terms = await this.terms.table();
    const shown = rows.slice(0, limit);
    const hasMore = rows.length > limit;
    return { data: shown.map((row) => postingOf(row, viewer, terms)), hasMore, ...(hasMore && { nextCursor: Buffer.from(`${hash}:${shown.at(-1)?.seq ?? ''}`).toString('base64url') }),
      ...(totals && { totals: { count: totals.count, points: Number(totals.points) } }) };
  }

  async posting(context: RequestContext | undefined, postingId: string): Promise<Posting> {
    const viewer = viewerOf(context);
    const row = await read.postingById(this.pool, viewer, parseIdOrNotFound('pst', postingId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no posting with this id that you may see.' });
    return postingOf(row, viewer, await this.terms.table());
  }

  async evidence(context: RequestContext | undefined, postingId: string): Promise<Evidence> {
    const row = await read.evidenceOf(this.pool, viewerOf(context), parseIdOrNotFound('pst', postingId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no signed request behind a posting with this id that you may see.' });
    return { postingId, kid: row.kid, token: row.token, bodyDigest: `sha-256=:${row.digest.toString('base64')}:` };
  }

  async holds(context: RequestContext | undefined, query: ListQuery, asked: { status: string | undefined; memberId: string | undefined; externalId: string | undefined }): Promise<Page<Hold>> {
    const filter = { ...asked, memberId: asked.memberId === undefined ? undefined : parseIdOrNotFound('mem', asked.memberId) };
    const page = pageAsked(query, filter, { createdAt: 'hold_id' }, '-createdAt');
    return pageOf(await read.holdsPage(this.pool, viewerOf(context), filter, page.offset, page.limit + 1), page, holdOf);
  }

  async hold(context: RequestContext | undefined, holdId: string): Promise<Hold> {
    const row = await read.holdById(this.pool, viewerOf(context), parseIdOrNotFound('hld', holdId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no hold with this id that you may see.' });
    return holdOf(row);
  }

  /** Movements by the day on which they were posted, `[from, to)`; the last 90 days when absent. */
  async statement(context: RequestContext | undefined, memberId: string, asked: { from: string | undefined; to: string | undefined }): Promise<MemberStatement> {
    const { partnerId } = viewerOf(context);
    const uuid = parseIdOrNotFound('mem', memberId);
    if (partnerId !== undefined && !(await mayPartnerSee(this.pool, uuid, partnerId, this.clock.now()))) throw new DomainError('not_found', { detail: 'There is no member with this id that you may see.' });
    const to = asked.to === undefined ? addDays(businessDate(this.clock.now()), 1) : parseBusinessDate(asked.to, 'to');
    const from = asked.from === undefined ? addDays(to, -90) : parseBusinessDate(asked.from, 'from');
    const { opening, rows } = await read.statementOf(this.pool, uuid, startOfBusinessDate(from), startOfBusinessDate(to));
    const entries = rows.map((row) => ({ postingId: wireId('pst', row.postingId), sequence: Number(row.seq), type: row.type, points: Number(row.delta), balanceAfter: Number(row.balanceAfter), occurredAt: row.occurredAt.toISOString(), businessDate: row.businessDate,
      ...((partnerId === undefined || partnerId === row.partnerId) && { partnerId: partyToWire(row.partnerId), ...(row.externalId !== null && { externalId: row.externalId }) }) }));
    return { object: 'memberStatement', memberId, from, to, opening: Number(opening), entries, closing: entries.at(-1)?.balanceAfter ?? Number(opening) };
  }
}

function afterOf(cursor: string | undefined, hash: string): string | undefined {
  if (cursor === undefined) return undefined;
  const [of, seq = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(':');
  if (of !== hash || !/^[0-9]{1,18}$/.test(seq)) throw new DomainError('cursor_invalid', { detail: 'The cursor belongs to another filter or order. Start again without one.' });
  return seq;
}

/** A posting as a viewer may see it: of other partners' postings only the legs that concern it. */
function postingOf(row: read.PostingRow, viewer: Viewer, terms: TermsTable): Posting {
  const own = viewer.partnerId === undefined || viewer.partnerId === row.partnerId;
  const face = rate(terms.faceValue(row.businessDate));
  const worth = (points: bigint): Posting['value'] => moneyToWire(roundHalfUp(exactMinor(points, face)));
  const legs = (row.legs ?? []).map((leg) => ({ legId: wireId('leg', leg.legId), lotId: wireId('lot', leg.lotId), issuerId: partyToWire(leg.issuerId), ...(leg.redeemerId && { redeemerId: partyToWire(leg.redeemerId) }), points: Number(leg.points), value: worth(BigInt(leg.points)),
    ...(leg.expiresAt && { expiresAt: leg.expiresAt }), ...(leg.termsId && { termsId: wireId('tms', leg.termsId) }), ...(leg.reversesLegId && { reversesLegId: wireId('leg', leg.reversesLegId) }) }));
  const points = own ? BigInt(row.points) : legs.reduce((sum, leg) => sum + BigInt(leg.points), 0n);
  return {
    object: 'posting', id: wireId('pst', row.postingId), type: row.type, sequence: Number(row.seq), partnerId: partyToWire(row.partnerId), memberId: wireId('mem', row.memberId), points: Number(points),
    value: own ? moneyToWire(BigInt(row.valueMinor)) : worth(points), legs, reversedPoints: own ? Number(row.reversed) : 0, occurredAt: row.occurredAt.toISOString(), postedAt: row.postedAt.toISOString(), businessDate: row.businessDate,
    windowId: wireId('win', row.windowId), late: row.late, flags: row.flags, ...(row.reversesPostingId && { reversesPostingId: wireId('pst', row.reversesPostingId) }),
    ...(own && { ...(row.externalId !== null && { externalId: row.externalId }), ...(row.outletId && { outletId: wireId('out', row.outletId) }), ...(row.tillId && { tillId: wireId('trm', row.tillId) }),
      ...(row.amountMinor !== null && { amount: moneyToWire(BigInt(row.amountMinor)) }), ...(row.holdId && { holdId: wireId('hld', row.holdId) }), ...(row.receivable !== null && { receivablePoints: Number(row.receivable) }),
      ...(row.receiptNo !== null && { receiptNo: row.receiptNo }), balance: { available: Number(BigInt(row.balanceAfter) - BigInt(row.heldAfter) - BigInt(row.unavailableAfter)), held: Number(row.heldAfter) } }),
  };
}

function holdOf(row: read.HoldRow): Hold {
  return { object: 'hold', id: wireId('hld', row.holdId), status: row.status, externalId: row.externalId, ...(row.status === 'RELEASED' && { releaseReason: 'PARTNER' as const }), partnerId: partyToWire(row.partnerId), outletId: wireId('out', row.outletId),
    memberId: wireId('mem', row.memberId), points: Number(row.points), value: moneyToWire(BigInt(row.valueMinor)), capturedPoints: Number(row.capturedPoints), createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString(),
    ...(row.postingId && { postingId: wireId('pst', row.postingId) }) };
}
