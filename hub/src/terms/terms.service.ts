import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction, type Tx } from '../db/tx';
import type { Page } from '../http/wire';
import { businessDate } from '../kernel/business-date';
import { canonicalJson, sha256Hex } from '../kernel/canonical';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdOrNotFound, wireId } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import { partyName, partyOf, type PublicationService } from './publication.service';
import type { TermsBook } from './terms.store';
import * as db from './terms.transactor';
import type { Terms, TermsRequest } from './terms.wire';

/** Agreements as dated data: made by one person, checked by another, countersigned by the partner, each over the same hash. */
export class TermsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly book: TermsBook, private readonly publication: PublicationService) {}

  async list(context: RequestContext | undefined, query: ListQuery, party: string | undefined): Promise<Page<Terms>> {
    const own = viewerOf(context).partnerId;
    const asked = party === undefined ? undefined : partyOf(party, (text) => parseIdOrNotFound('prt', text));
    if (own !== undefined && asked !== undefined && asked !== own && asked !== HUB_PARTY) throw new DomainError('not_found', { detail: 'There are no terms of this party that you may see.' });
    const parties = asked !== undefined ? [asked] : own === undefined ? undefined : [own, HUB_PARTY];
    const page = pageAsked(query, { parties }, { madeAt: 'terms_id' }, '-madeAt');
    return pageOf(await db.termsPage(this.pool, parties, page.offset, page.limit + 1), page, view);
  }

  async get(context: RequestContext | undefined, termsId: string): Promise<Terms> {
    const row = await this.found(context, termsId);
    // What the hub earns between two prices is the operator's to know, and to see before the version prices.
    const operator = viewerOf(context).partnerId === undefined;
    return { ...view(row), ...(operator && (row.status === 'PROPOSED' || row.status === 'APPROVED') && { rateDifferences: await this.publication.differences(row) }) };
  }

  /** @throws DomainError as {@link PublicationService.check}, and `terms_overlap` */
  async propose(context: RequestContext | undefined, request: TermsRequest): Promise<Terms> {
    const draft = await this.publication.check(request);
    const termsId = newUuid(this.clock.wall().getTime());
    await inTransaction(this.pool, async (tx) => {
      await db.lockTerms(tx);
      const version = await db.nextVersion(tx, draft.partyId);
      if (draft.correctsVersion === undefined) await this.refuseOverlap(tx, draft.partyId, draft.validFrom, draft.validTo ?? null, termsId);
      // A partner's terms name the coalition's version that they accept.
      const canonical = canonicalJson({ party: request.party, version, validFrom: draft.validFrom, validTo: draft.validTo, correctsVersion: draft.correctsVersion, body: draft.body, acceptsCoalitionTerms: draft.accepts?.termsHash });
      await db.insertProposal(tx, { termsId, partyId: draft.partyId, version, validFrom: draft.validFrom, validTo: draft.validTo, correctsVersion: draft.correctsVersion, body: draft.body, canonical, hash: sha256Hex(canonical), by: actorOf(context), at: this.clock.now() });
      await audit(tx, context, this.clock.now(), { verb: 'terms.propose', kind: 'TERMS', id: termsId, facts: { version } });
    });
    return this.get(context, wireId('tms', termsId));
  }

  /** The checker's signature; the coalition's own terms are complete with it. */
  async approve(context: RequestContext | undefined, termsId: string, hash: string): Promise<Terms> {
    return this.sign(context, termsId, hash, 'terms.approve', async (tx, terms) => {
      if (terms.status !== 'PROPOSED') throw new DomainError('transition_not_allowed', { detail: `The version is ${terms.status}; only a proposed one is approved.` });
      if (terms.madeBy === actorOf(context)) throw new DomainError('second_person_required', { detail: 'You made this version. Another person has to check it.' });
      const complete = terms.partyId === HUB_PARTY;
      if (complete) await this.makeRoom(tx, terms);
      await db.markApproved(tx, terms.termsId, actorOf(context), this.clock.now(), complete);
    });
  }

  /** The partner's signature: from now on the version prices, or may be used by a restatement. */
  async countersign(context: RequestContext | undefined, termsId: string, hash: string): Promise<Terms> {
    return this.sign(context, termsId, hash, 'terms.countersign', async (tx, terms) => {
      if (terms.partyId !== viewerOf(context).partnerId) throw new DomainError('not_found', { detail: 'There are no terms with this id that you may sign.' });
      if (terms.status !== 'APPROVED') throw new DomainError('transition_not_allowed', { detail: `The version is ${terms.status}; the operator's second person approves it first.` });
      await this.makeRoom(tx, terms);
      await db.markCountersigned(tx, terms.termsId, actorOf(context), this.clock.now());
    });
  }

  /** Takes back a version that does not price yet: the operator its proposal, the partner what it does not accept. */
  async withdraw(context: RequestContext | undefined, termsId: string, reason: string): Promise<Terms> {
    const { partyId } = await this.found(context, termsId);
    const own = viewerOf(context).partnerId;
    if (own !== undefined && partyId !== own) throw new DomainError('not_found', { detail: 'There are no terms with this id that you may decline.' });
    await inTransaction(this.pool, async (tx) => {
      const terms = await this.locked(tx, termsId);
      if (terms.status !== 'PROPOSED' && terms.status !== 'APPROVED') throw new DomainError('transition_not_allowed', { detail: `The version is ${terms.status}; only one that does not price yet is taken back. Propose another version instead.` });
      await db.markWithdrawn(tx, terms.termsId, actorOf(context), reason, this.clock.now());
      await audit(tx, context, this.clock.now(), { verb: 'terms.withdraw', kind: 'TERMS', id: terms.termsId, facts: { reason } });
    });
    return this.get(context, termsId);
  }

  private async sign(context: RequestContext | undefined, termsId: string, hash: string, verb: string, work: (tx: Tx, terms: db.TermsRow) => Promise<void>): Promise<Terms> {
    await this.found(context, termsId);
    await inTransaction(this.pool, async (tx) => {
      const terms = await this.locked(tx, termsId);
      if (terms.termsHash !== hash) throw new DomainError('transition_not_allowed', { detail: 'The version has another hash. Read it again and sign what you see.', fields: [{ pointer: '/termsHash', code: 'differs', detail: 'Send the hash of the version.' }] });
      await work(tx, terms);
      await audit(tx, context, this.clock.now(), { verb, kind: 'TERMS', id: terms.termsId, facts: { termsHash: hash } });
    });
    this.book.forget();
    return this.get(context, termsId);
  }

  private async locked(tx: Tx, termsId: string): Promise<db.TermsRow> {
    await db.lockTerms(tx);
    const terms = await db.termsById(tx, parseIdOrNotFound('tms', termsId));
    if (!terms) throw new DomainError('not_found', { detail: 'There are no terms with this id.' });
    return terms;
  }

  /** The last signature: the version begins in the future, accepts what the coalition says by then, and no other has its dates. A correction only stands beside the version it corrects. */
  private async makeRoom(tx: Tx, terms: db.TermsRow): Promise<void> {
    if (terms.correctsVersion !== null) return;
    if (terms.validFrom <= businessDate(this.clock.now())) throw new DomainError('transition_not_allowed', { detail: 'The version was to begin already. Propose it again with a later date.', fields: [{ pointer: '/validFrom', code: 'begun', detail: `It begins on ${terms.validFrom}.` }] });
    this.book.forget();
    const coalition = terms.partyId === HUB_PARTY ? undefined : (await this.book.table()).at(HUB_PARTY, terms.validFrom);
    if (terms.partyId !== HUB_PARTY && coalition?.termsHash !== terms.accepts?.termsHash) throw new DomainError('transition_not_allowed', { detail: `The coalition has published version ${coalition?.version ?? 0} for ${terms.validFrom} since; these terms accept another one. Withdraw them and propose them again.`, fields: [{ pointer: '/acceptsTerms', code: 'superseded', detail: 'The accepted version is not the one in force.' }] });
    await this.refuseOverlap(tx, terms.partyId, terms.validFrom, terms.validTo, terms.termsId);
    await db.endOpenVersion(tx, terms.partyId, terms.validFrom, terms.termsId);
  }

  private async refuseOverlap(tx: Tx, partyId: string, from: string, to: string | null, termsId: string): Promise<void> {
    const version = await db.overlapping(tx, partyId, from, to, termsId);
    if (version === undefined) return;
    const detail = `Version ${version} is in force on some of these dates. Choose dates that no other version has.`;
    throw new DomainError('terms_overlap', { detail, data: { version }, fields: [{ pointer: '/validFrom', code: 'overlap', detail }, ...(to === null ? [] : [{ pointer: '/validTo', code: 'overlap', detail }])] });
  }

  private async found(context: RequestContext | undefined, termsId: string): Promise<db.TermsRow> {
    const row = await db.termsById(this.pool, parseIdOrNotFound('tms', termsId));
    const own = viewerOf(context).partnerId;
    if (!row || (own !== undefined && row.partyId !== own && row.partyId !== HUB_PARTY)) throw new DomainError('not_found', { detail: 'There are no terms with this id that you may see.' });
    return row;
  }
}

function view(row: db.TermsRow): Terms {
  const [checkedAt, countersignedAt] = [row.checkedAt?.toISOString(), row.countersignedAt?.toISOString()];
  return { object: 'terms', id: wireId('tms', row.termsId), party: partyName(row.partyId), version: row.version, status: row.status, validFrom: row.validFrom, ...(row.validTo !== null && { validTo: row.validTo }), body: row.body, termsHash: row.termsHash,
    madeBy: row.madeBy, madeAt: row.madeAt.toISOString(), ...(row.checkedBy !== null && { checkedBy: row.checkedBy }), ...(checkedAt !== undefined && { checkedAt }), ...(row.countersignedBy !== null && { countersignedBy: row.countersignedBy }), ...(countersignedAt !== undefined && { countersignedAt }),
    ...(row.withdrawnBy !== null && { withdrawnBy: row.withdrawnBy }), ...(row.withdrawnReason !== null && { withdrawnReason: row.withdrawnReason }), ...(row.correctsVersion !== null && { correctsVersion: row.correctsVersion }),
    ...(row.accepts && { acceptsTerms: { termsId: wireId('tms', row.accepts.termsId), version: row.accepts.version, termsHash: row.accepts.termsHash } }) };
}
