import type { Pool } from 'pg';
import { viewerOf, type RequestContext } from '../access/request-context';
import { businessDate, instantFromWire } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdField, wireId } from '../kernel/ids';
import { exactMinor, moneyToWire } from '../kernel/money';
import { partyToWire } from '../kernel/parties';
import { pointsFromWire } from '../kernel/points';
import { rate } from '../kernel/rate';
import { roundHalfUp } from '../kernel/rounding';
import { findMember, mayPartnerSee } from '../members';
import { outletBelongs, stoppedIssuers, suspendedPartners } from '../partners';
import type { TermsBook } from '../terms';
import type { BurnIntent, EarnIntent, MemberFacts } from './domain/intent';
import { plan } from './domain/plan';
import type { EarnGuard } from './earn-guard';
import { balanceOf, memberStatus } from './ledger.reader';
import type { Quote, QuoteRequest } from './ledger.wire';
import { amountOf } from './ledger.service';
import { readLots } from './posting.reader';

/** Whose limits of a day bind the sale that is asked about. */
function askerOf(context: RequestContext | undefined): { askedBy?: string; tillId?: string } {
  const caller = context?.caller;
  return caller?.kind === 'PARTNER' ? { askedBy: caller.kid, ...(caller.tillId !== undefined && { tillId: caller.tillId }) } : {};
}

/** What an earn or a burn would do now, by the same plan that a posting follows; nothing is stored. */
export class QuoteService {
  constructor(private readonly pool: Pool, private readonly terms: TermsBook, private readonly clock: Clock, private readonly guard: EarnGuard) {}

  async quote(context: RequestContext | undefined, body: QuoteRequest): Promise<Quote> {
    const partnerId = viewerOf(context).partnerId;
    const outletId = parseIdField('out', body.outletId, '/outletId');
    if (partnerId === undefined || !(await outletBelongs(this.pool, partnerId, outletId))) throw new DomainError('not_found', { detail: 'The outlet is not an active outlet of yours.', fields: [{ pointer: '/outletId', code: 'not_found', detail: 'Send the id of one of your outlets.' }] });
    if (('amount' in body) === ('points' in body)) throw new DomainError('validation_failed', { detail: 'Send exactly one of amount and points.', fields: [{ pointer: '/amount', code: 'exactly_one', detail: 'Send amount or points.' }] });
    const memberId = await findMember(this.pool, body.member, partnerId);
    if (memberId === undefined) throw new DomainError('member_not_found', { detail: 'No member has this reference. Check it, or enrol the member first.', fields: [{ pointer: '/member', code: 'not_found', detail: 'Send mem_…, +62… or card:… of an enrolled member.' }] });
    const occurredAt = body.occurredAt === undefined ? undefined : instantFromWire(body.occurredAt, '/occurredAt');
    const { amountMinor } = amountOf(body.amount, 'amountMinor', '/amount');
    const { tenderMinor } = amountOf(body.pointsTender, 'tenderMinor', '/pointsTender');
    const common = { partnerId, memberId, outletId, idempotencyKey: 'quote', fingerprint: Buffer.alloc(0), actorId: 'quote', externalId: 'quote', ...askerOf(context), ...(occurredAt && { occurredAt }),
      ...(amountMinor !== undefined && { amountMinor }), ...(body.points !== undefined && { points: pointsFromWire(body.points) }) };
    const intent: EarnIntent | BurnIntent = body.verb === 'EARN' ? { ...common, verb: 'EARN', ...(tenderMinor !== undefined && { tenderMinor }) } : { ...common, verb: 'BURN', channel: 'STORE' };
    const quote = await this.planned(intent);
    if (await mayPartnerSee(this.pool, memberId, partnerId, this.clock.now())) return quote;
    // Whose member it is not learns what its own sale would do, and nothing of what the member has.
    const discreet: Quote = { ...quote, legs: [] };
    delete discreet.balance;
    return discreet;
  }

  private async planned(intent: EarnIntent | BurnIntent): Promise<Quote> {
    const now = this.clock.now();
    const date = businessDate(intent.occurredAt ?? now);
    const terms = await this.terms.table();
    const balance = await balanceOf(this.pool, intent.memberId, now);
    const status = await memberStatus(this.pool, intent.memberId);
    const lots = (await readLots(this.pool, { memberIds: [intent.memberId] })).get(intent.memberId) ?? [];
    const free = lots.reduce((sum, lot) => sum + lot.remaining, 0n);
    const facts: MemberFacts = { now, window: { windowId: '', businessDate: date }, partnerSuspended: (await suspendedPartners(this.pool, [intent.partnerId])).size > 0, earnStopped: await stoppedIssuers(this.pool), balance: free + balance.held, held: balance.held, lots, receivables: [], ...(status && { memberStatus: status }) };
    const face = rate(terms.faceValue(date));
    const worth = (points: bigint): Quote['value'] => moneyToWire(roundHalfUp(exactMinor(points, face)));
    const base = { object: 'quote' as const, verb: intent.verb, memberId: wireId('mem', intent.memberId), termsId: wireId('tms', terms.require(intent.partnerId, date).termsId) };
    try {
      const scene = { now, windowDate: businessDate(now), terms };
      const budgetLeft = await this.guard.budgets?.(intent, scene);
      const effects = plan(intent, { ...facts, ...(budgetLeft && { budgetLeft }) }, terms, () => newUuid(this.clock.wall().getTime()));
      await this.guard.ask(intent, effects, scene);
      const posting = effects.postings[0];
      if (!posting) throw new Error('A planned earn or burn has a posting.');
      const byIssuer = new Map<string, bigint>();
      for (const leg of posting.legs) byIssuer.set(leg.issuerId, (byIssuer.get(leg.issuerId) ?? 0n) + leg.points);
      return { ...base, points: Number(posting.points), value: moneyToWire(posting.valueMinor), legs: [...byIssuer].map(([issuer, points]) => ({ issuerId: partyToWire(issuer), points: Number(points), value: worth(points) })),
        balance: { available: Number(posting.balanceAfter - posting.heldAfter - effects.unavailable()), held: Number(posting.heldAfter) }, possible: true };
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'insufficient_points')) throw error;
      const asked = BigInt(Number(error.facts.data?.['requested'] ?? 0));
      return { ...base, points: Number(asked), value: worth(asked), legs: [], balance: { available: Number(balance.available), held: Number(balance.held) }, possible: false };
    }
  }
}
