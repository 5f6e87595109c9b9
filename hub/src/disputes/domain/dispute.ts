import { addDays, type BusinessDate } from '../../kernel/business-date';
import { DomainError } from '../../kernel/errors';
import { valueToMinor } from '../../kernel/money';
import { HUB_PARTY } from '../../kernel/parties';
import type { DisputeRule } from '../../terms';

export type DisputeStatus = 'OPENED' | 'UNDER_REVIEW' | 'UPHELD' | 'REJECTED' | 'WITHDRAWN';
export type DisputeReason = 'DUPLICATE' | 'REVERSED_AT_OUTLET' | 'WRONG_PRICE' | 'NOT_OUR_MEMBER' | 'FRAUD' | 'TIMING' | 'OTHER';
export type Remedy = 'REVERSAL' | 'MONEY_ONLY';
export type FraudCause = 'TILL_FRAUD' | 'STAFF_FRAUD' | 'ACCOUNT_TAKE_OVER';
export type Bearer = 'REDEEMER' | 'HUB';

/** Clocks, limit and the table of who bears fraud, as the coalition's terms say them. */
export interface Rulebook {
  readonly openDays: number;
  readonly answerDays: number;
  readonly rulingDays: number;
  /** Contested principal above which a ruling takes two people, minor units. */
  readonly twoPeopleAboveMinor: bigint;
  readonly fraudBearers: Readonly<Record<FraudCause, Bearer>>;
}

export function rulebookOf(rule: DisputeRule | undefined): Rulebook {
  return { openDays: rule?.openDays ?? 60, answerDays: rule?.answerDays ?? 7, rulingDays: rule?.rulingDays ?? 14, twoPeopleAboveMinor: rule?.twoPeopleAbove === undefined ? 100_000_000n : valueToMinor(rule.twoPeopleAbove.value),
    fraudBearers: { TILL_FRAUD: rule?.fraudBearers?.TILL_FRAUD ?? 'REDEEMER', STAFF_FRAUD: rule?.fraudBearers?.STAFF_FRAUD ?? 'REDEEMER', ACCOUNT_TAKE_OVER: rule?.fraudBearers?.ACCOUNT_TAKE_OVER ?? 'HUB' } };
}

/** Where the sale itself was wrong the member gets the points back; where only the bill was, the points stay burned. */
const REMEDIES: Readonly<Record<DisputeReason, Remedy>> = { DUPLICATE: 'REVERSAL', REVERSED_AT_OUTLET: 'REVERSAL', TIMING: 'REVERSAL', OTHER: 'REVERSAL', FRAUD: 'REVERSAL', WRONG_PRICE: 'MONEY_ONLY', NOT_OUR_MEMBER: 'MONEY_ONLY' };

export function usualRemedy(reason: DisputeReason): Remedy {
  return REMEDIES[reason];
}

/** Points of one leg. */
export interface LegPart {
  readonly legId: string;
  readonly points: bigint;
}

/**
 * Which points of some legs are meant: all, or the last legs first until they are enough, as a reversal takes them.
 * @throws DomainError `validation_failed` when there are not so many
 */
export function takeLast(legs: readonly LegPart[], points: bigint | undefined): LegPart[] {
  const all = legs.reduce((sum, leg) => sum + leg.points, 0n);
  const wanted = points ?? all;
  if (wanted <= 0n || wanted > all) throw new DomainError('validation_failed', { detail: `At most ${all} points can be meant here, at least 1.`, fields: [{ pointer: '/points', code: 'out_of_range', detail: `Send 1 to ${all}.` }] });
  const taken: LegPart[] = [];
  let open = wanted;
  for (const leg of [...legs].reverse()) {
    const part = leg.points < open ? leg.points : open;
    if (part > 0n) taken.push({ legId: leg.legId, points: part });
    open -= part;
  }
  return taken.reverse();
}

/** The last business date on which a document may still be disputed. */
export function lastDay(issuedOn: BusinessDate, rulebook: Rulebook): BusinessDate {
  return addDays(issuedOn, rulebook.openDays);
}

/** @throws DomainError `transition_not_allowed` */
export function mustBe(status: DisputeStatus, allowed: readonly DisputeStatus[], verb: string): void {
  if (!allowed.includes(status)) throw notAllowed(`The dispute is ${status}; it can be ${verb} while it is ${allowed.join(' or ')}.`);
}

/** Above the limit, and whenever the hub judges its own case, two people rule. */
export function needsTwo(rulebook: Rulebook, dispute: { readonly otherId: string; readonly issuerId: string; readonly redeemerId: string }, principalMinor: bigint): boolean {
  return principalMinor > rulebook.twoPeopleAboveMinor || [dispute.otherId, dispute.issuerId, dispute.redeemerId].includes(HUB_PARTY);
}

/**
 * Who bears what is upheld: the redeemer, or by the table of causes of fraud the hub.
 * @throws DomainError `validation_failed` when fraud has no cause, or another reason has one
 */
export function bearerOf(rulebook: Rulebook, reason: DisputeReason, cause: FraudCause | undefined): Bearer {
  if ((reason === 'FRAUD') !== (cause !== undefined)) {
    const detail = reason === 'FRAUD' ? 'A ruling that upholds fraud names its cause: it decides who bears the loss.' : 'Only fraud has a cause.';
    throw new DomainError('validation_failed', { detail, fields: [{ pointer: '/cause', code: 'cause', detail: reason === 'FRAUD' ? 'Send TILL_FRAUD, STAFF_FRAUD or ACCOUNT_TAKE_OVER.' : 'Leave it out.' }] });
  }
  return cause === undefined ? 'REDEEMER' : rulebook.fraudBearers[cause];
}

export function notAllowed(detail: string, pointer?: string): DomainError {
  return new DomainError('transition_not_allowed', { detail, ...(pointer && { fields: [{ pointer, code: 'not_allowed', detail }] }) });
}
