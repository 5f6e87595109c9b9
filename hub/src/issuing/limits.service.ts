import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { proposalToWire } from '../access/proposal';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction, type Tx } from '../db/tx';
import type { Page } from '../http/wire';
import { businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import { brandNames, partnerExists } from '../partners';
import type { BonusRule, TermsBook } from '../terms';
import { readCounters } from './counters.transactor';
import { budgetKey } from './domain/budgets';
import * as db from './limits.store';
import type { CampaignBudgetUse, IssuingLimit, IssuingLimitDetail, IssuingLimitRequest } from './issuing.wire';

const SORTS = { validFrom: 'l.valid_from, l.made_at', madeAt: 'l.made_at, l.limit_id' };

/** Limits on what is issued in a day, by two people of the operator, and how much of campaigns' budgets is left. */
export class LimitsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook) {}

  async list(context: RequestContext | undefined, query: ListQuery, asked: { partnerId: string | undefined; status: string | undefined }): Promise<Page<IssuingLimit>> {
    const filter = { partnerId: asked.partnerId === undefined ? undefined : parseIdOrNotFound('prt', asked.partnerId), status: asked.status };
    const page = pageAsked(query, filter, SORTS, '-madeAt');
    const own = viewerOf(context).partnerId !== undefined;
    return pageOf(await db.limitsPage(this.pool, viewerOf(context), filter, page.offset, page.limit + 1, page.order), page, (row) => view(row, own));
  }

  /** @throws DomainError `not_found` */
  async limit(context: RequestContext | undefined, id: string): Promise<IssuingLimitDetail> {
    const row = await db.limitById(this.pool, viewerOf(context), parseIdOrNotFound('lim', id));
    if (!row) throw notFound();
    const date = businessDate(this.clock.now());
    const own = viewerOf(context).partnerId !== undefined;
    // What a member earns elsewhere is nobody's business.
    const uses = row.scope === 'MEMBER' && own && row.partnerId === null ? [] : await db.usesOf(this.pool, row.limitId, date);
    return { ...view(row, own), businessDate: date, uses: uses.map((one) => ({ name: one.name ?? (row.scope === 'MEMBER' ? 'MEMBER' : one.subject), points: Number(one.points), earns: Number(one.earns) })) };
  }

  /** @throws DomainError `validation_failed`, `not_found` */
  async propose(context: RequestContext | undefined, body: IssuingLimitRequest): Promise<IssuingLimit> {
    const target = await this.targetOf(body);
    const validFrom = this.future(parseBusinessDate(body.validFrom, '/validFrom'));
    const limitId = newUuid(this.clock.wall().getTime());
    await inTransaction(this.pool, async (tx) => {
      await db.insertLimit(tx, { limitId, scope: body.scope, ...target, maxPoints: body.maxPoints === undefined ? undefined : BigInt(body.maxPoints), maxEarns: body.maxEarns === undefined ? undefined : BigInt(body.maxEarns), validFrom, reason: body.reason.normalize('NFC'), by: actorOf(context), at: this.clock.now() });
      await audit(tx, context, this.clock.now(), { verb: 'issuingLimit.propose', kind: 'ISSUING_LIMIT', id: limitId, facts: { ...body } });
    });
    return this.limit(context, wireId('lim', limitId));
  }

  /** The second person. @throws DomainError `second_person_required`, `transition_not_allowed`, `validation_failed` when its day has come meanwhile */
  async approve(context: RequestContext | undefined, id: string): Promise<IssuingLimit> {
    return this.decide(context, id, async (tx, limitId, { madeBy, validFrom }) => {
      if (madeBy === actorOf(context)) throw new DomainError('second_person_required', { detail: 'You proposed this limit. Another person has to approve it.' });
      this.future(validFrom);
      await db.decideLimit(tx, { limitId, state: 'APPROVED', by: actorOf(context), at: this.clock.now() });
    }, 'issuingLimit.approve');
  }

  /** Takes a proposal back. @throws DomainError `transition_not_allowed` */
  async withdraw(context: RequestContext | undefined, id: string, reason: string): Promise<IssuingLimit> {
    return this.decide(context, id, (tx, limitId) => db.decideLimit(tx, { limitId, state: 'WITHDRAWN', by: actorOf(context), at: this.clock.now(), reason }), 'issuingLimit.withdraw');
  }

  /** Budgets of bonuses in the terms that are in force; a partner sees those of its own sales, and those that it pays for. */
  async budgets(context: RequestContext | undefined): Promise<{ data: CampaignBudgetUse[] }> {
    const { partnerId: viewer } = viewerOf(context);
    const date = businessDate(this.clock.now());
    const found = (await this.terms.table()).current(date).flatMap((version) => groupsOf(version.body.earnRule.bonuses ?? []).map(([code, bonuses]) => ({ version, code, bonuses, parties: partiesOf(bonuses) })))
      .filter(({ version, parties }) => viewer === undefined || version.partyId === viewer || parties.issuers.includes(wireId('prt', viewer)) || parties.funders.includes(wireId('prt', viewer)));
    const sums = await readCounters(this.pool, found.map(({ version, code }) => budgetKey(version.partyId, code)));
    const names = await brandNames(this.pool);
    return { data: found.map(({ version, code, bonuses, parties }): CampaignBudgetUse => {
      const [budget, given] = [BigInt(bonuses[0]?.budget?.points ?? 0), sums.get(budgetKey(version.partyId, code)) ?? { points: 0n, earns: 0n }];
      return { object: 'campaignBudget', partnerId: wireId('prt', version.partyId), partnerName: names.get(version.partyId) ?? 'HUB', code, bonusIds: bonuses.map((one) => one.bonusId), issuerIds: parties.issuers, funderIds: parties.funders,
        budgetPoints: Number(budget), givenPoints: Number(given.points), leftPoints: Number(given.points < budget ? budget - given.points : 0n), earns: Number(given.earns), termsRef: `${names.get(version.partyId) ?? 'HUB'}@v${version.version}` };
    }) };
  }

  private async targetOf(body: IssuingLimitRequest): Promise<{ partnerId?: string; keyId?: string; tillId?: string }> {
    const fault = (pointer: string, code: string, detail: string): DomainError => new DomainError('validation_failed', { detail, fields: [{ pointer, code, detail }] });
    if (body.scope !== 'MEMBER' && body.partnerId === undefined) throw fault('/partnerId', 'required', 'Name the partner whose keys or tills are limited.');
    if (body.keyId !== undefined && body.scope !== 'KEY') throw fault('/keyId', 'not_allowed', 'A key is named by limits of scope KEY only.');
    if (body.tillId !== undefined && body.scope !== 'TILL') throw fault('/tillId', 'not_allowed', 'A till is named by limits of scope TILL only.');
    const partnerId = body.partnerId === undefined ? undefined : parseIdField('prt', body.partnerId, '/partnerId');
    const missing = (pointer: string, what: string): DomainError => new DomainError('not_found', { detail: `There is no such ${what}.`, fields: [{ pointer, code: 'not_found', detail: `Send the id of a ${what} of the partner.` }] });
    if (partnerId !== undefined && (partnerId === HUB_PARTY || !(await partnerExists(this.pool, partnerId)))) throw missing('/partnerId', 'partner');
    const [keyId, tillId] = [body.keyId === undefined ? undefined : parseIdField('key', body.keyId, '/keyId'), body.tillId === undefined ? undefined : parseIdField('trm', body.tillId, '/tillId')];
    if (keyId !== undefined && (await db.ownerOf(this.pool, 'KEY', keyId)) !== partnerId) throw missing('/keyId', 'key');
    if (tillId !== undefined && (await db.ownerOf(this.pool, 'TILL', tillId)) !== partnerId) throw missing('/tillId', 'till');
    return { ...(partnerId !== undefined && { partnerId }), ...(keyId !== undefined && { keyId }), ...(tillId !== undefined && { tillId }) };
  }

  /** A day's sums begin with the day, so a limit does, too. */
  private future(validFrom: string): string {
    const today = businessDate(this.clock.now());
    if (validFrom <= today) throw new DomainError('validation_failed', { detail: `A limit begins on a later day than ${today}. To stop a key at once, revoke it.`, fields: [{ pointer: '/validFrom', code: 'not_in_future', detail: `Send a date after ${today}.` }] });
    return validFrom;
  }

  private async decide(context: RequestContext | undefined, id: string, work: (tx: Tx, limitId: string, limit: { madeBy: string; validFrom: string }) => Promise<void>, verb: string): Promise<IssuingLimit> {
    const limitId = parseIdOrNotFound('lim', id);
    await inTransaction(this.pool, async (tx) => {
      const limit = await db.lockLimit(tx, limitId);
      if (!limit) throw notFound();
      if (limit.state !== 'PROPOSED') throw new DomainError('transition_not_allowed', { detail: `The limit is ${limit.state}; only a proposed one can be decided. A limit is lifted by one without bounds from a later day on.` });
      await work(tx, limitId, limit);
      await audit(tx, context, this.clock.now(), { verb, kind: 'ISSUING_LIMIT', id: limitId });
    });
    return this.limit(context, id);
  }
}

function groupsOf(bonuses: readonly BonusRule[]): [string, BonusRule[]][] {
  const codes = [...new Set(bonuses.flatMap((one) => one.budget?.code ?? []))];
  return codes.map((code) => [code, bonuses.filter((one) => one.budget?.code === code)]);
}

function partiesOf(bonuses: readonly BonusRule[]): { issuers: string[]; funders: string[] } {
  return { issuers: [...new Set(bonuses.map((one) => one.issuer))], funders: [...new Set(bonuses.flatMap((one) => (one.fundingShares ?? []).map((share) => share.party)))] };
}

const notFound = (): DomainError => new DomainError('not_found', { detail: 'There is no issuing limit with this id that you may see.' });

/** Of the operator's people a partner is told nothing. */
function view(row: db.LimitRow, own: boolean): IssuingLimit {
  return { object: 'issuingLimit', id: wireId('lim', row.limitId), scope: row.scope, ...(row.partnerId !== null && row.partnerName !== null && { partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName }),
    ...(row.keyId !== null && row.keyName !== null && { keyId: wireId('key', row.keyId), keyName: row.keyName }), ...(row.tillId !== null && row.tillName !== null && { tillId: wireId('trm', row.tillId), tillName: row.tillName }),
    ...(row.maxPoints !== null && { maxPoints: Number(row.maxPoints) }), ...(row.maxEarns !== null && { maxEarns: Number(row.maxEarns) }), validFrom: row.validFrom, ...proposalToWire(row, (actor) => (own ? 'HUB' : actor)) };
}
