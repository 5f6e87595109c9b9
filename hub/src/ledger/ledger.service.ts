import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { usedToken } from '../access/replay.store';
import { partnerOf, viewerOf, type RequestContext } from '../access/request-context';
import { coalesced, remembered } from '../db/coalesce';
import { findMembers, mayPartnerSee } from '../members';
import { businessDate, instantFromWire } from '../kernel/business-date';
import { canonicalJson } from '../kernel/canonical';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseId, parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { exactMinor, minorToValue, moneyFromWire, moneyToWire, type MoneyOnWire } from '../kernel/money';
import { pointsFromWire, pointsToWire } from '../kernel/points';
import { rate } from '../kernel/rate';
import { roundHalfUp } from '../kernel/rounding';
import { outletsBelong } from '../partners';
import type { TermsBook } from '../terms';
import type { Intent } from './domain/intent';
import { MEMBER_UNKNOWN } from './domain/plan-parts';
import type { Balance, LotList, LotView } from './balance.wire';
import type { BurnRequest, CaptureRequest, EarnRequest, HoldRequest, Posting, ReversalRequest } from './ledger.wire';
import { balanceOf, lotsOf, memberOfHold, memberOfPosting, postingByExternalId } from './ledger.reader';
import { Outcome, type PostingService } from './posting.service';
import { viewOf } from './care.service';
import { recordedPostings, storedAnswers } from './posting.reader';
import { postingView } from './posting.view';

/** Rp1.000.000.000.000: a larger amount is a slip of the decimal point, and would give points that no issuer can stand behind. */
const MOST_OF_A_SALE = 100_000_000_000_000n;

type Sender = Pick<Intent, 'partnerId' | 'idempotencyKey' | 'fingerprint' | 'actorId' | 'tillId' | 'token' | 'itemNo'>;

/** Requests in the words of the wire become intents in the words of the ledger. */
export class LedgerApi {
  private readonly outletIsOurs: (asked: { partnerId: string; outletId: string }) => Promise<boolean>;
  private readonly memberOf: (asked: { reference: string; partnerId: string }) => Promise<string | undefined>;

  constructor(private readonly pool: Pool, private readonly postings: PostingService, private readonly terms: TermsBook, private readonly clock: Clock) {
    this.outletIsOurs = remembered(coalesced((asked: readonly { partnerId: string; outletId: string }[]) => outletsBelong(pool, asked)), { nameOf: ({ partnerId, outletId }) => `${partnerId} ${outletId}`, worth: (ours) => ours, lasts: 1_000, now: () => clock.wall().getTime() });
    this.memberOf = coalesced((asked) => findMembers(pool, asked));
  }

  async earn(context: RequestContext | undefined, body: EarnRequest): Promise<Outcome> {
    return this.post(await this.earnIntent(context, body));
  }

  async earnIntent(context: RequestContext | undefined, body: EarnRequest, itemNo?: number): Promise<Intent> {
    const common = senderOf(context, itemNo);
    exactlyOne(body, 'amount', 'points');
    checkBasket(body);
    return { verb: 'EARN', ...common, ...(await this.sale(common.partnerId, body)), ...amountOf(body.amount, 'amountMinor', '/amount'), ...amountOf(body.pointsTender, 'tenderMinor', '/pointsTender'), ...pointsOf(body.points),
      ...(body.lines && { lines: body.lines.map((line, at) => ({ ...(line.category !== undefined && { category: line.category }), amountMinor: moneyFromWire(line.amount, `/lines/${at}/amount`).minor })) }) };
  }

  async burn(context: RequestContext | undefined, body: BurnRequest): Promise<Outcome> {
    return this.post(await this.burnIntent(context, body));
  }

  async burnIntent(context: RequestContext | undefined, body: BurnRequest, itemNo?: number): Promise<Intent> {
    const common = senderOf(context, itemNo);
    exactlyOne(body, 'amount', 'points');
    return { verb: 'BURN', ...common, ...(await this.sale(common.partnerId, body)), channel: body.channel ?? 'STORE', ...amountOf(body.amount, 'amountMinor', '/amount'), ...pointsOf(body.points) };
  }

  async hold(context: RequestContext | undefined, body: HoldRequest): Promise<Outcome> {
    const common = senderOf(context);
    exactlyOne(body, 'amount', 'points');
    return this.post({ verb: 'HOLD', ...common, ...(await this.sale(common.partnerId, body)), channel: body.channel ?? 'STORE', ...amountOf(body.amount, 'amountMinor', '/amount'), ...pointsOf(body.points),
      ...(body.expiresInSeconds !== undefined && { expiresInSeconds: body.expiresInSeconds }) });
  }

  async capture(context: RequestContext | undefined, holdId: string, body: CaptureRequest): Promise<Outcome> {
    const common = senderOf(context);
    const uuid = parseIdOrNotFound('hld', holdId);
    return this.post({ verb: 'CAPTURE', ...common, holdId: uuid, memberId: await this.owner(memberOfHold(this.pool, uuid, common.partnerId)), ...pointsOf(body.points), ...(body.externalId && { externalId: body.externalId }) });
  }

  async release(context: RequestContext | undefined, holdId: string): Promise<Outcome> {
    const common = senderOf(context);
    const uuid = parseIdOrNotFound('hld', holdId);
    return this.post({ verb: 'RELEASE', ...common, holdId: uuid, memberId: await this.owner(memberOfHold(this.pool, uuid, common.partnerId)) });
  }

  async reverse(context: RequestContext | undefined, body: ReversalRequest): Promise<Outcome> {
    return this.post(await this.reversalIntent(context, body));
  }

  async reversalIntent(context: RequestContext | undefined, body: ReversalRequest, itemNo?: number): Promise<Intent> {
    const common = senderOf(context, itemNo);
    if (body.points !== undefined && body.amount !== undefined) exactlyOne(body, 'amount', 'points');
    const originalId = 'postingId' in body.original ? parseIdField('pst', body.original.postingId, '/original/postingId') : await postingByExternalId(this.pool, common.partnerId, body.original.externalId);
    const memberId = originalId === undefined ? undefined : await memberOfPosting(this.pool, originalId, common.partnerId);
    if (originalId === undefined || memberId === undefined) throw new DomainError('original_not_found', { detail: 'The posting to reverse is not here yet. Send the original first, then this again.' });
    return { verb: 'REVERSAL', ...common, memberId, originalId, externalId: body.externalId, reason: body.reason, ...noted(body), ...refundOf(body.amount), ...pointsOf(body.points) };
  }

  async byKey(context: RequestContext | undefined, key: string): Promise<Outcome> {
    const { partnerId } = partnerOf(context);
    const stored = (await storedAnswers(this.pool, [{ partnerId, key }])).get(`${partnerId} ${key}`);
    if (!stored) throw new DomainError('not_found', { detail: 'No finished request has this key. Send the request again with the same key.' });
    const outcome = await this.postings.toldAgain(this.pool, stored);
    if (outcome.refusal?.code === 'insufficient_points') throw new DomainError('insufficient_points', { detail: 'The member had not as many points as were asked for.', data: { requested: outcome.refusal.facts.data?.['requested'] } });
    if (outcome.refusal) throw outcome.refusal;
    return new Outcome(200, outcome.answer, outcome.replayed);
  }

  async balance(context: RequestContext | undefined, memberId: string): Promise<Balance> {
    const uuid = await this.visible(context, memberId);
    const now = this.clock.now();
    const row = await balanceOf(this.pool, uuid, now);
    const face = (await this.terms.table()).faceValue(businessDate(now));
    return { object: 'balance', memberId: wireId('mem', uuid), available: pointsToWire(row.available), held: pointsToWire(row.held), pending: pointsToWire(row.pending), receivable: pointsToWire(row.receivable),
      value: moneyToWire(roundHalfUp(exactMinor(row.available, rate(face)))), ...(row.nextExpiry && { nextExpiry: { date: row.nextExpiry.date, points: pointsToWire(row.nextExpiry.points) } }), asOfSequence: Number(row.sequence) };
  }

  async lots(context: RequestContext | undefined, memberId: string): Promise<LotList> {
    const { partnerId } = viewerOf(context);
    const rows = await lotsOf(this.pool, await this.visible(context, memberId));
    const own = rows.filter((lot) => partnerId === undefined || lot.issuerId === partnerId);
    const others = rows.filter((lot) => partnerId !== undefined && lot.issuerId !== partnerId);
    const sum = (pick: (lot: (typeof rows)[number]) => bigint): number => pointsToWire(others.reduce((total, lot) => total + pick(lot), 0n));
    const data: LotView[] = own.map(viewOf);
    return { data: others.length > 0 ? [...data, { points: sum((lot) => lot.points), remaining: sum((lot) => lot.remaining) }] : data };
  }

  /** An item of a batch is the same request when its operation and body are the same, wherever it stands. */
  itemFingerprint(item: { op: string; body: object }): Buffer {
    return createHash('sha256').update(canonicalJson(item)).digest();
  }

  /** Postings as they were answered when they were made. */
  async retold(postingIds: readonly string[]): Promise<Map<string, Posting>> {
    const terms = await this.terms.table();
    return new Map([...(await recordedPostings(this.pool, postingIds))].map(([postingId, record]) => [postingId, postingView(record, terms)]));
  }

  /** Carries out an intent that was made before; `inTurn` as for the posting service. @throws DomainError when it is refused */
  async post(intent: Intent, how?: { readonly inTurn: boolean }): Promise<Outcome> {
    const outcome = await this.postings.post(intent, how);
    if (outcome.refusal) throw await this.discreet(outcome.refusal, intent);
    return outcome;
  }

  /** A partner learns what a member lacks, and what it has only where the member is its own or is just being served. */
  private async discreet(refusal: DomainError, { memberId, partnerId }: Intent): Promise<DomainError> {
    if (refusal.code !== 'insufficient_points' || (await mayPartnerSee(this.pool, memberId, partnerId, this.clock.now()))) return refusal;
    const { requested } = refusal.facts.data ?? {};
    return new DomainError('insufficient_points', { detail: 'The member has not as many points as were asked for.', data: { requested } });
  }

  private async sale(partnerId: string, body: EarnRequest | BurnRequest): Promise<{ memberId: string; outletId: string; externalId: string; receiptNo?: string; occurredAt?: Date; note?: string }> {
    const outletId = parseIdField('out', body.outletId, '/outletId');
    // Whether a member with this id is here the transaction will say; other references have to be looked up.
    const [ours, memberId] = await Promise.all([this.outletIsOurs({ partnerId, outletId }), parseId('mem', body.member) ?? this.memberOf({ reference: body.member, partnerId })]);
    if (!ours) throw new DomainError('not_found', { detail: 'The outlet is not an active outlet of yours.', fields: [{ pointer: '/outletId', code: 'not_found', detail: 'Send the id of one of your outlets.' }] });
    if (memberId === undefined) throw new DomainError('member_not_found', { detail: 'No member has this reference. Check it, or enrol the member first.', fields: [MEMBER_UNKNOWN] });
    return { memberId, outletId, externalId: body.externalId, ...(body.receiptNo !== undefined && { receiptNo: body.receiptNo }), ...noted(body) };
  }

  private async owner(found: Promise<string | undefined>): Promise<string> {
    const memberId = await found;
    if (memberId === undefined) throw new DomainError('not_found', { detail: 'There is no hold with this id that you may see.' });
    return memberId;
  }

  private async visible(context: RequestContext | undefined, memberId: string): Promise<string> {
    const uuid = parseIdOrNotFound('mem', memberId);
    const { partnerId } = viewerOf(context);
    if (partnerId !== undefined && !(await mayPartnerSee(this.pool, uuid, partnerId, this.clock.now()))) throw new DomainError('not_found', { detail: 'There is no member with this id that you may see.' });
    return uuid;
  }
}

function senderOf(context: RequestContext | undefined, itemNo?: number): Sender {
  const caller = partnerOf(context);
  if (context?.idempotencyKey === undefined) throw new DomainError('idempotency_key_missing', { detail: 'Send an Idempotency-Key: it names this intent, and a retry with it changes nothing.' });
  return { partnerId: caller.partnerId, idempotencyKey: context.idempotencyKey, fingerprint: context.fingerprint, actorId: caller.kid, ...(caller.tillId !== undefined && { tillId: caller.tillId }),
    token: { ...usedToken(caller, context.requestId), kid: caller.kid, compact: caller.token, bodyDigest: context.bodyDigest, ...(itemNo !== undefined && { claimed: true as const }) }, ...(itemNo !== undefined && { itemNo }) };
}

function exactlyOne(body: object, a: string, b: string): void {
  if (a in body !== b in body) return;
  const detail = `Send exactly one of ${a} and ${b}.`;
  throw new DomainError('validation_failed', { detail, fields: [{ pointer: `/${a}`, code: 'exactly_one', detail }] });
}

function checkBasket(body: EarnRequest): void {
  const twice = (body.lines ?? []).findIndex((line, at, lines) => lines.findIndex((one) => one.lineNo === line.lineNo) < at);
  if (twice >= 0) throw new DomainError('validation_failed', { detail: 'Two lines of the basket have the same number.', fields: [{ pointer: `/lines/${twice}/lineNo`, code: 'repeated', detail: 'Give every line a number of its own.' }] });
  if (!body.lines || !body.amount) return;
  const amounts = body.lines.map((line, at) => moneyFromWire(line.amount, `/lines/${at}/amount`).minor);
  const negative = amounts.findIndex((minor) => minor < 0n);
  if (negative >= 0) throw new DomainError('validation_failed', { detail: 'A line of the basket is negative.', fields: [{ pointer: `/lines/${negative}/amount/value`, code: 'negative', detail: 'Send 0.00 or more; take a discount off the line it belongs to.' }] });
  const sum = amounts.reduce((total, minor) => total + minor, 0n);
  if (sum !== moneyFromWire(body.amount, '/amount').minor) throw new DomainError('validation_failed', { detail: 'The lines do not add up to the amount.', fields: [{ pointer: '/lines', code: 'sum_differs', detail: `The lines add up to ${moneyToWire(sum).value}.` }] });
}

/** @throws DomainError for an amount below nothing or above what a sale can be */
export function amountOf<Name extends string>(money: MoneyOnWire | undefined, name: Name, pointer: string): { [key in Name]?: bigint } {
  if (!money) return {};
  const { minor } = moneyFromWire(money, pointer);
  if (minor > MOST_OF_A_SALE) throw new DomainError('validation_failed', { detail: `No sale is larger than Rp${minorToValue(MOST_OF_A_SALE)}.`, fields: [{ pointer: `${pointer}/value`, code: 'too_large', detail: `Send at most ${minorToValue(MOST_OF_A_SALE)}; check the decimal point.` }] });
  if (minor < 0n) throw new DomainError('validation_failed', { detail: 'The amount is negative.', fields: [{ pointer: `${pointer}/value`, code: 'negative', detail: 'Send an amount of 0.00 or more; a refund is a reversal.' }] });
  return { [name]: minor } as { [key in Name]?: bigint };
}

/** A refund of nothing would be a posting that says nothing; one of a few rupiah may well take back no point. */
function refundOf(amount: MoneyOnWire | undefined): { amountMinor?: bigint } {
  const refund = amountOf(amount, 'amountMinor', '/amount');
  if (refund.amountMinor === 0n) throw new DomainError('validation_failed', { detail: 'A refund is more than 0.00.', fields: [{ pointer: '/amount/value', code: 'not_positive', detail: 'Send the refunded part of the sale, or leave amount out to undo all that is left.' }] });
  return refund;
}

function pointsOf(points: number | undefined): { points?: bigint } {
  return points === undefined ? {} : { points: pointsFromWire(points) };
}

function noted(body: { occurredAt?: string; note?: string }): { occurredAt?: Date; note?: string } {
  const at = body.occurredAt === undefined ? undefined : instantFromWire(body.occurredAt, '/occurredAt');
  return { ...(at && { occurredAt: at }), ...(body.note !== undefined && { note: body.note }) };
}
