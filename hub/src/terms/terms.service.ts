import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction } from '../db/tx';
import type { Page } from '../http/wire';
import { businessDate, parseBusinessDate } from '../kernel/business-date';
import { canonicalJson, sha256Hex } from '../kernel/canonical';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import type { TermsBook, TermsTable } from './terms.store';
import * as db from './terms.transactor';
import type { EarnRule, Terms, TermsBody, TermsRequest } from './terms.wire';

/** Agreements as dated data: made by one person, checked by another, countersigned by the partner, each over the same hash. */
export class TermsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly book: TermsBook) {}

  async list(context: RequestContext | undefined, query: ListQuery, party: string | undefined): Promise<Page<Terms>> {
    const own = viewerOf(context).partnerId;
    const asked = party === undefined ? undefined : partyOf(party, (text) => parseIdOrNotFound('prt', text));
    if (own !== undefined && asked !== undefined && asked !== own && asked !== HUB_PARTY) throw new DomainError('not_found', { detail: 'There are no terms of this party that you may see.' });
    const parties = asked !== undefined ? [asked] : own === undefined ? undefined : [own, HUB_PARTY];
    const page = pageAsked(query, { parties }, { madeAt: 'terms_id' }, '-madeAt');
    return pageOf(await db.termsPage(this.pool, parties, page.offset, page.limit + 1), page, view);
  }

  async get(context: RequestContext | undefined, termsId: string): Promise<Terms> {
    return view(await this.found(context, termsId));
  }

  /** @throws DomainError `validation_failed`, `terms_ambiguous`, `price_missing`, `terms_overlap` */
  async propose(context: RequestContext | undefined, request: TermsRequest): Promise<Terms> {
    const partyId = partyOf(request.party, (text) => parseIdField('prt', text, '/party'));
    if (partyId !== HUB_PARTY && !(await db.partnerExists(this.pool, partyId))) throw new DomainError('not_found', { detail: 'There is no partner with this id.', fields: [{ pointer: '/party', code: 'not_found', detail: 'Send prt_… of a partner, or COALITION.' }] });
    const validFrom = parseBusinessDate(request.validFrom, '/validFrom');
    const validTo = request.validTo === undefined ? undefined : parseBusinessDate(request.validTo, '/validTo');
    if (validFrom <= businessDate(this.clock.now())) throw invalid('/validFrom', 'Terms begin on a later business date than today; what has been priced is not priced again.');
    if (validTo !== undefined && validTo <= validFrom) throw invalid('/validTo', 'Send a date after validFrom, or leave it out.');
    this.book.forget();
    const table = await this.book.table();
    await this.check(request.body, partyId, validFrom, table);
    const accepted = partyId === HUB_PARTY ? undefined : table.at(HUB_PARTY, validFrom);
    const termsId = newUuid(this.clock.wall().getTime());
    await inTransaction(this.pool, async (tx) => {
      await db.lockTerms(tx);
      const version = await db.nextVersion(tx, partyId);
      await this.refuseOverlap(tx, partyId, validFrom, validTo ?? null, termsId);
      // A partner's terms name the coalition's version that they accept.
      const canonical = canonicalJson({ party: request.party, version, validFrom, validTo, body: request.body, acceptsCoalitionTerms: accepted?.termsHash });
      await db.insertProposal(tx, { termsId, partyId, version, validFrom, validTo, body: request.body, canonical, hash: sha256Hex(canonical), by: actorOf(context), at: this.clock.now() });
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

  /** The partner's signature: from now on the version prices. */
  async countersign(context: RequestContext | undefined, termsId: string, hash: string): Promise<Terms> {
    return this.sign(context, termsId, hash, 'terms.countersign', async (tx, terms) => {
      if (terms.partyId !== viewerOf(context).partnerId) throw new DomainError('not_found', { detail: 'There are no terms with this id that you may sign.' });
      if (terms.status !== 'APPROVED') throw new DomainError('transition_not_allowed', { detail: `The version is ${terms.status}; the operator's second person approves it first.` });
      await this.makeRoom(tx, terms);
      await db.markCountersigned(tx, terms.termsId, actorOf(context), this.clock.now());
    });
  }

  private async sign(context: RequestContext | undefined, termsId: string, hash: string, verb: string, work: (tx: Parameters<typeof db.lockTerms>[0], terms: db.TermsRow) => Promise<void>): Promise<Terms> {
    await this.found(context, termsId);
    await inTransaction(this.pool, async (tx) => {
      await db.lockTerms(tx);
      const terms = (await db.termsById(tx, parseIdOrNotFound('tms', termsId))) as db.TermsRow;
      if (terms.termsHash !== hash) throw new DomainError('transition_not_allowed', { detail: 'The version has another hash. Read it again and sign what you see.', fields: [{ pointer: '/termsHash', code: 'differs', detail: 'Send the hash of the version.' }] });
      if (terms.validFrom <= businessDate(this.clock.now()) && verb === 'terms.countersign') throw new DomainError('transition_not_allowed', { detail: 'The version was to begin already. Propose it again with a later date.' });
      await work(tx, terms);
      await audit(tx, context, this.clock.now(), { verb, kind: 'TERMS', id: terms.termsId, facts: { termsHash: hash } });
    });
    this.book.forget();
    return this.get(context, termsId);
  }

  private async makeRoom(tx: Parameters<typeof db.lockTerms>[0], terms: db.TermsRow): Promise<void> {
    await this.refuseOverlap(tx, terms.partyId, terms.validFrom, terms.validTo, terms.termsId);
    await db.endOpenVersion(tx, terms.partyId, terms.validFrom, terms.termsId);
  }

  private async refuseOverlap(tx: Parameters<typeof db.lockTerms>[0], partyId: string, from: string, to: string | null, termsId: string): Promise<void> {
    const version = await db.overlapping(tx, partyId, from, to, termsId);
    if (version !== undefined) throw new DomainError('terms_overlap', { detail: `Version ${version} is in force on some of these dates. Choose dates that no other version has.`, data: { version } });
  }

  /** Every event that the coalition uses must have one price, one fee and one tax profile, and no two rules may claim it alike. */
  private async check(body: TermsBody, partyId: string, validFrom: string, table: TermsTable): Promise<void> {
    await this.checkEarnRule(body.earnRule);
    const keys = body.clauses.map((one) => [one.event, one.side, one.pointKind, one.category, one.issuerPreset].join('|'));
    const twice = keys.findIndex((key, at) => keys.indexOf(key) !== at);
    if (twice >= 0) throw new DomainError('terms_ambiguous', { detail: 'Two clauses price the same event alike. Give one of them another qualifier or leave it out.', fields: [{ pointer: `/body/clauses/${twice}`, code: 'ambiguous', detail: 'This clause repeats an earlier one.' }] });
    const ids = [...body.clauses, ...body.fees].map((one) => one.clauseId);
    if (new Set(ids).size !== ids.length) throw new DomainError('terms_ambiguous', { detail: 'Two clauses have the same clauseId; documents cite clauses by it.', fields: [{ pointer: '/body', code: 'ambiguous', detail: 'Give each clause and fee an id of its own.' }] });
    const unknown = await db.unknownTaxProfiles(this.pool, Object.values(body.taxProfiles));
    if (unknown.length > 0) throw invalid('/body/taxProfiles', `There is no tax profile ${unknown.join(', ')}.`);
    const coalition = partyId === HUB_PARTY ? undefined : table.at(HUB_PARTY, validFrom)?.body;
    const covered = (has: (terms: TermsBody) => boolean): boolean => has(body) || (coalition !== undefined && has(coalition));
    for (const side of ['PAY', 'RECEIVE'] as const) if (!covered((terms) => terms.clauses.some((one) => one.event === 'BURN' && one.side === side))) throw missing(`a BURN ${side} clause`);
    for (const lineType of ['ISSUER_FEE', 'ACCEPTANCE_FEE'] as const) {
      if (!covered((terms) => terms.fees.some((one) => one.lineType === lineType))) throw missing(`an ${lineType} clause; a free service says "0"`);
      if (!covered((terms) => terms.taxProfiles[lineType] !== undefined)) throw missing(`a tax profile for ${lineType}`);
    }
  }

  /** Each rule says all it needs and nothing that contradicts it, and names partners that are there. */
  private async checkEarnRule(rule: EarnRule): Promise<void> {
    if (rule.expiry && rule.expiresAfterDays !== undefined) throw invalid('/body/earnRule/expiry', 'Send expiry or expiresAfterDays, not both.');
    const bonuses = rule.bonuses ?? [];
    if (new Set(bonuses.map((one) => one.bonusId)).size !== bonuses.length) throw new DomainError('terms_ambiguous', { detail: 'Two bonuses have the same bonusId.', fields: [{ pointer: '/body/earnRule/bonuses', code: 'ambiguous', detail: 'Give each bonus an id of its own.' }] });
    for (const [pointer, one] of [['/body/earnRule', rule] as const, ...bonuses.map((bonus, at) => [`/body/earnRule/bonuses/${at}`, bonus] as const)]) {
      const { expiry, vesting } = one;
      const needs = expiry && { NEVER: [], DAYS: ['days'], ROLLING: ['days'], MONTH_END: ['months'], FIXED_DATE: ['date'] }[expiry.mode];
      if (expiry && needs && Object.keys(expiry).filter((name) => name !== 'mode').join() !== needs.join()) throw invalid(`${pointer}/expiry`, `${expiry.mode} takes ${needs.length === 0 ? 'nothing else' : needs.join()} and nothing more.`);
      if (expiry?.date !== undefined) parseBusinessDate(expiry.date, `${pointer}/expiry/date`);
      if (vesting && (vesting.afterDays === undefined) === (vesting.untilEvent === undefined)) throw invalid(`${pointer}/vesting`, 'Send exactly one of afterDays and untilEvent.');
      if ('validFrom' in one || 'validTo' in one) checkSpan(one as { validFrom?: string; validTo?: string }, pointer);
      if (one.usableAt?.length === 0) throw invalid(`${pointer}/usableAt`, 'Name at least one partner, or leave it out.');
      const named = [...(one.usableAt ?? []), ...('issuer' in one && one.issuer !== 'HUB' ? [one.issuer] : [])];
      for (const text of named) if (!(await db.partnerExists(this.pool, parseIdField('prt', text, pointer)))) throw invalid(pointer, `There is no partner ${text}.`);
    }
  }

  private async found(context: RequestContext | undefined, termsId: string): Promise<db.TermsRow> {
    const row = await db.termsById(this.pool, parseIdOrNotFound('tms', termsId));
    const own = viewerOf(context).partnerId;
    if (!row || (own !== undefined && row.partyId !== own && row.partyId !== HUB_PARTY)) throw new DomainError('not_found', { detail: 'There are no terms with this id that you may see.' });
    return row;
  }
}

function partyOf(text: string, parse: (text: string) => string): string {
  return text === 'COALITION' ? HUB_PARTY : parse(text);
}

function invalid(pointer: string, detail: string): DomainError {
  return new DomainError('validation_failed', { detail, fields: [{ pointer, code: 'invalid', detail }] });
}

function checkSpan(one: { readonly validFrom?: string; readonly validTo?: string }, pointer: string): void {
  const from = one.validFrom === undefined ? undefined : parseBusinessDate(one.validFrom, `${pointer}/validFrom`);
  const to = one.validTo === undefined ? undefined : parseBusinessDate(one.validTo, `${pointer}/validTo`);
  if (from !== undefined && to !== undefined && to <= from) throw invalid(`${pointer}/validTo`, 'Send a date after validFrom, or leave it out.');
}

function missing(what: string): DomainError {
  return new DomainError('price_missing', { detail: `Neither these terms nor the coalition's have ${what}.`, fields: [{ pointer: '/body', code: 'price_missing', detail: `Add ${what}.` }] });
}

function view(row: db.TermsRow): Terms {
  return { object: 'terms', id: wireId('tms', row.termsId), party: row.partyId === HUB_PARTY ? 'COALITION' : wireId('prt', row.partyId), version: row.version, status: row.status, validFrom: row.validFrom,
    ...(row.validTo !== null && { validTo: row.validTo }), body: row.body, termsHash: row.termsHash, madeBy: row.madeBy, ...(row.checkedBy !== null && { checkedBy: row.checkedBy }),
    ...(row.countersignedBy !== null && { countersignedBy: row.countersignedBy }), madeAt: row.madeAt.toISOString() };
}
