import { allocate } from '../../kernel/allocate';
import { addDays, businessDate, startOfBusinessDate } from '../../kernel/business-date';
import { DomainError } from '../../kernel/errors';
import { valueToMinor } from '../../kernel/money';
import { rate } from '../../kernel/rate';
import type { TermsTable } from '../../terms';
import { consume } from './consume';
import type { BurnIntent, CaptureIntent, EarnIntent, ExpireIntent, HoldIntent, HoldState, Intent, MemberFacts, ReleaseIntent, ExtendIntent, VestIntent } from './intent';
import { HUB_PARTY, partyToWire } from '../../kernel/parties';
import { lotsOfEarn, type CategoryLine } from './earn-rule';
import { effectiveExpiry, isExpired, isVested, type Lot } from './lot';
import { Effects, type LegDraft } from './effects';
import { planReversal } from './plan-reversal';
import { planAdjustment, planMerge, planTransfer } from './plan-people';
import { expireRest, MEMBER_UNKNOWN, ruleNotMet, valueOf } from './plan-parts';

const FUTURE_MS = 60_000;
const LATE_LIMIT_MS = 72 * 3_600_000;
const HOLD_SECONDS = { STORE: 900, ONLINE: 604_800 };

/**
 * What an intent does to the books: pure, from facts read under the locks.
 * @param mainId the id of the posting that answers the intent; its key was claimed with it
 * @throws DomainError with the rule that refuses it; nothing has happened then
 */
export function plan(intent: Intent, facts: MemberFacts, terms: TermsTable, newId: () => string, mainId = newId()): Effects {
  const effects = new Effects(intent, facts, newId, mainId);
  checkMember(intent, facts);
  switch (intent.verb) {
    case 'EARN': planEarn(intent, facts, terms, effects); break;
    case 'BURN': planBurn(intent, facts, terms, effects); break;
    case 'HOLD': planHold(intent, facts, terms, effects); break;
    case 'CAPTURE': planCapture(intent, facts, terms, effects); break;
    case 'RELEASE': planRelease(intent, facts, effects); break;
    case 'REVERSAL': planReversal(intent, facts, terms, effects); break;
    case 'EXPIRE': planExpiry(intent, facts, terms, effects); break;
    case 'VEST': planVesting(intent, facts, effects); break;
    case 'EXTEND': planExtension(intent, facts, effects); break;
    case 'ADJUSTMENT': planAdjustment(intent, facts, terms, effects); break;
    case 'TRANSFER': planTransfer(intent, facts, terms, effects); break;
    case 'MERGE': planMerge(intent, facts, terms, effects); break;
  }
  return effects;
}

function checkMember(intent: Intent, facts: MemberFacts): void {
  const spends = intent.verb === 'BURN' || intent.verb === 'HOLD' || intent.verb === 'TRANSFER';
  const opens = intent.verb === 'EARN' || spends;
  if (facts.memberStatus === undefined) throw new DomainError('member_not_found', { detail: 'No member has this reference. Check it, or enrol the member first.', ...(opens && intent.verb !== 'TRANSFER' && { fields: [MEMBER_UNKNOWN] }) });
  if (opens && facts.memberStatus === 'FROZEN') throw new DomainError('member_frozen', { detail: 'The member is frozen. The member has to contact the coalition.' });
  if (opens && facts.memberStatus === 'CLOSED') throw new DomainError('member_closed', { detail: facts.mergedInto === undefined ? 'The member has left the programme.' : 'The member was merged into another one. Use that member from now on.', ...(facts.mergedInto !== undefined && { data: { survivor: `mem_${facts.mergedInto}` } }) });
  if (spends && facts.spendLocked) throw new DomainError('spend_locked', { detail: 'The member has locked spending. Ask the member to unlock it, then send the same request again.' });
  if (opens && facts.partnerSuspended) throw new DomainError('partner_suspended', { detail: 'A suspended partner may capture, release and reverse, but not earn or burn. Contact the operator.' });
  const at = intent.occurredAt;
  if (!at) return;
  if (at.getTime() - facts.now.getTime() > FUTURE_MS) {
    throw new DomainError('occurred_at_in_future', { detail: 'occurredAt is more than 60 seconds ahead of the hub. Correct the till\'s clock.', fields: [{ pointer: '/occurredAt', code: 'in_future', detail: 'Send the time of the sale.' }] });
  }
  if (facts.now.getTime() - at.getTime() > LATE_LIMIT_MS && !intent.approvedLate) {
    throw new DomainError('offline_window_expired', { detail: 'The sale is more than 72 hours old. It is kept in quarantine, where two people of the operator may post it.', fields: [{ pointer: '/occurredAt', code: 'too_old', detail: 'Post within 72 hours.' }] });
  }
}

function planEarn(intent: EarnIntent, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  const date = businessDate(effects.occurredAt);
  const version = terms.require(intent.partnerId, date);
  const rule = version.body.earnRule;
  if (facts.receiptPostingId) throw new DomainError('receipt_already_used', { detail: 'This receipt has earned already. It may earn again only after a whole reversal.', data: { postingId: `pst_${facts.receiptPostingId}` } });
  const points = intent.points ?? pointsOfSale(intent, valueToMinor(rule.amountPerPoint.value));
  if (intent.points !== undefined && !rule.pointsAllowed) throw ruleNotMet('points_allowed', 'The terms do not allow earns in points. Send the amount of the sale.', '/points');
  if (points < 1n) throw ruleNotMet('amount_per_point', `The sale is below Rp${rule.amountPerPoint.value} and earns no point.`, '/amount');
  const lots = lotsOfEarn(rule, points, date, paidInMoney(intent), facts.budgetLeft);
  for (const issuerId of [intent.partnerId, ...lots.map((lot) => issuerOf(lot.issuer, intent.partnerId))]) {
    if (facts.earnStopped.has(issuerId)) throw new DomainError('issuer_earn_stopped', { detail: 'No points of this issuer may be given now. Points given before may be burned as always. Contact the operator.', data: { issuerId: partyToWire(issuerId) } });
  }
  const all = lots.reduce((sum, lot) => sum + lot.points, 0n);
  if (rule.maxPointsPerEarn !== undefined && all > BigInt(rule.maxPointsPerEarn)) throw ruleNotMet('maxPointsPerEarn', `One earn gives at most ${rule.maxPointsPerEarn} points by your terms; this one would give ${all}. Check the amount.`, intent.points === undefined ? '/amount' : '/points');
  const postingId = effects.post('EARN', intent.partnerId, all, valueOf(all, terms, date), { termsId: version.termsId });
  const made = lots.map(({ issuer, usableAt, fundingShares, budget, ...lot }) => {
    if (budget !== undefined) effects.budgeted.set(budget, (effects.budgeted.get(budget) ?? 0n) + lot.points);
    const issuerId = issuerOf(issuer, intent.partnerId);
    const lotId = effects.grant({ ...lot, issuerId, earnedAt: effects.occurredAt, earnedOn: date, ...(usableAt && { usableAt: usableAt.map(partyOf) }),
      ...(fundingShares && { fundingShares: fundingShares.map(({ party, weight }) => ({ partyId: partyOf(party), weight })) }) }, postingId);
    effects.leg(postingId, { debit: 'ISSUER', credit: 'MEMBER', points: lot.points, lotId, issuerId, pointKind: lot.pointKind, lotEarnedOn: date, termsId: version.termsId });
    return lotId;
  });
  for (const lotId of made) repayFrom(lotId, intent, facts, terms, effects);
  stayAlive(facts, effects);
}

/** The id behind the wire form of a party. */
function partyOf(wire: string): string {
  return wire === 'HUB' ? HUB_PARTY : wire.slice(4);
}

/** Of a lot as the terms name its issuer: the partner that sells, the hub, or another partner. */
function issuerOf(issuer: string | undefined, partnerId: string): string {
  return issuer === undefined ? partnerId : partyOf(issuer);
}

/** What a member owes an issuer is taken from the next points of that issuer, oldest debt first; qualifying units pay nothing. */
function repayFrom(lotId: string, intent: EarnIntent, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  const lot = effects.lot(lotId);
  if (lot.pointKind === 'QUALIFYING') return;
  for (const owed of facts.receivables) {
    const open = owed.points - effects.repaid.filter((one) => one.receivableId === owed.receivableId).reduce((sum, one) => sum + one.points, 0n);
    const left = effects.lot(lotId).remaining;
    const points = left < open ? left : open;
    if (owed.issuerId !== lot.issuerId || points <= 0n) continue;
    const postingId = effects.post('ADJUSTMENT', lot.issuerId, points, valueOf(points, terms, lot.earnedOn), { key: `repay:${intent.idempotencyKey}:${owed.receivableId}:${lotId}`, reason: 'RECEIVABLE_REPAID' });
    effects.leg(postingId, { debit: 'MEMBER', credit: 'ISSUER', points, lotId, issuerId: lot.issuerId, pointKind: lot.pointKind, lotEarnedOn: lot.earnedOn });
    effects.repay(owed.receivableId, points, postingId);
  }
}

/** An earn or a burn lets the member's rolling lots live on, to the end of their days from today. */
function stayAlive(facts: MemberFacts, effects: Effects): void {
  for (const { lotId, rollingDays } of facts.lots) {
    if (rollingDays === undefined) continue;
    const lot = effects.lot(lotId);
    const until = startOfBusinessDate(addDays(businessDate(facts.now), rollingDays + 1));
    const end = effectiveExpiry(lot);
    if (lot.remaining > 0n && end && !isExpired(lot, facts.now) && end < until) effects.grace(lotId, until);
  }
}

function planVesting(intent: VestIntent, facts: MemberFacts, effects: Effects): void {
  const lot = facts.lots.find((one) => one.lotId === intent.lotId);
  if (!lot || (intent.partnerId !== HUB_PARTY && lot.issuerId !== intent.partnerId)) throw new DomainError('not_found', { detail: 'There is no open lot with this id that you issued.' });
  if (isVested(lot, facts.now)) throw new DomainError('transition_not_allowed', { detail: 'The points of this lot have vested already.' });
  if (lot.vestsOnEvent !== undefined && intent.partnerId !== HUB_PARTY && intent.event !== lot.vestsOnEvent) throw ruleNotMet('until_event', `The lot waits for the event ${lot.vestsOnEvent}. Send it as event when it has happened.`, '/event');
  effects.vest(lot.lotId);
}

/** Never shortens a life; a lot that ended already is reinstated by a reversal of its expiry, not by this. */
function planExtension(intent: ExtendIntent, facts: MemberFacts, effects: Effects): void {
  const named = facts.lots.filter((lot) => (intent.lotId === undefined || lot.lotId === intent.lotId) && (intent.issuerId === undefined || lot.issuerId === intent.issuerId));
  if (intent.lotId !== undefined && named.length === 0) throw new DomainError('not_found', { detail: 'There is no open lot with this id.' });
  for (const lot of named) {
    const end = effectiveExpiry(lot);
    if (end && end > facts.now && end < intent.until) effects.grace(lot.lotId, intent.until);
    else if (intent.lotId !== undefined) throw new DomainError('transition_not_allowed', { detail: 'The lot never ends, has ended, or lives longer already. Send a later instant.', fields: [{ pointer: '/until', code: 'not_later', detail: 'Send an instant after the lot\'s own end.' }] });
  }
}

/** The basket with what was paid in points spread over its lines by their amounts. */
function paidInMoney(intent: EarnIntent): CategoryLine[] {
  const lines = intent.lines ?? [];
  if (lines.length === 0 || !intent.tenderMinor || lines.every((line) => line.amountMinor === 0n)) return [...lines];
  const tender = allocate(intent.tenderMinor, lines.map((line) => line.amountMinor));
  return lines.map((line, at) => ({ ...line, amountMinor: line.amountMinor - (tender[at] ?? 0n) }));
}

/** One point for each full step of what was paid in money. */
function pointsOfSale(intent: EarnIntent, step: bigint): bigint {
  const net = (intent.amountMinor ?? 0n) - (intent.tenderMinor ?? 0n);
  if (net < 0n) throw new DomainError('validation_failed', { detail: 'More was paid in points than the sale amounts to.', fields: [{ pointer: '/pointsTender', code: 'exceeds_amount', detail: 'Send at most the amount.' }] });
  return net / step;
}

function burnPoints(intent: BurnIntent | HoldIntent, terms: TermsTable, date: string): bigint {
  const rule = terms.require(intent.partnerId, date).body.burnRule;
  const points = intent.points ?? pointsOfAmount(intent.amountMinor ?? 0n, terms.faceValue(date));
  if (points < BigInt(rule.minPoints ?? 1)) throw ruleNotMet('min_points', `At least ${rule.minPoints ?? 1} points are burned at once here.`, '/points');
  if (points % BigInt(rule.multipleOf ?? 1) !== 0n) throw ruleNotMet('multiple_of', `Burns here are a multiple of ${rule.multipleOf ?? 1} points.`, '/points');
  return points;
}

function pointsOfAmount(amountMinor: bigint, faceValue: string): bigint {
  const price = BigInt(rate(faceValue).mul(100).toFixed(0));
  if (amountMinor <= 0n || amountMinor % price !== 0n) throw ruleNotMet('face_value', `The amount is not a whole number of points of Rp${faceValue}.`, '/amount');
  return amountMinor / price;
}

function planBurn(intent: BurnIntent, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  const date = businessDate(effects.occurredAt);
  const points = burnPoints(intent, terms, date);
  const takings = consume(facts.lots, points, intent.partnerId, facts.now);
  const postingId = effects.post('BURN', intent.partnerId, points, valueOf(points, terms, date), {});
  for (const { lot, points: part } of takings) effects.leg(postingId, burnLeg(lot, part, intent.partnerId, terms, date));
  stayAlive(facts, effects);
}

/** Price date and issuer's version are stamped on the leg; a missing price refuses the burn here, not in the night. */
function burnLeg(lot: Lot, points: bigint, redeemerId: string, terms: TermsTable, date: string): LegDraft {
  const termsId = terms.require(lot.issuerId, date).termsId;
  return { debit: 'MEMBER', credit: 'REDEEMER', points, lotId: lot.lotId, issuerId: lot.issuerId, redeemerId, pointKind: lot.pointKind, lotEarnedOn: lot.earnedOn, termsId };
}

function planHold(intent: HoldIntent, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  const date = businessDate(effects.occurredAt);
  if (!terms.require(intent.partnerId, date).body.burnRule.holdsAllowed) throw ruleNotMet('holds_allowed', 'The terms allow one-step burns only. Use POST /burns.', '');
  const points = burnPoints(intent, terms, date);
  const takings = consume(facts.lots, points, intent.partnerId, facts.now);
  for (const { lot } of takings) terms.require(lot.issuerId, date);
  const seconds = intent.expiresInSeconds ?? HOLD_SECONDS[intent.channel];
  effects.setAside(intent, takings, points, valueOf(points, terms, date), new Date(facts.now.getTime() + seconds * 1000));
}

function openHold(intent: CaptureIntent | ReleaseIntent, facts: MemberFacts): HoldState {
  const hold = facts.hold;
  if (!hold || hold.partnerId !== intent.partnerId) throw new DomainError('not_found', { detail: 'There is no hold with this id that you may see.' });
  return hold;
}

function planCapture(intent: CaptureIntent, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  const hold = openHold(intent, facts);
  if (hold.status !== 'HELD' || hold.expiresAt <= facts.now) {
    const status = hold.status === 'HELD' ? 'TIMED_OUT' : hold.status;
    throw new DomainError('hold_not_open', { detail: `The hold is ${status}. Place a new hold.`, data: { holdStatus: status } });
  }
  const points = intent.points ?? hold.points;
  if (points > hold.points) throw new DomainError('capture_exceeds_hold', { detail: `The hold is for ${hold.points} points; ${points} were asked for.`, data: { held: Number(hold.points), requested: Number(points) } });
  const date = businessDate(hold.occurredAt);
  const postingId = effects.post('BURN', hold.partnerId, points, valueOf(points, terms, date), { holdId: hold.holdId, occurredAt: hold.occurredAt });
  effects.endHold(hold, 'CAPTURED', points, postingId);
  let open = points;
  for (const taken of hold.lots) {
    if (open === 0n) break;
    const part = taken.points < open ? taken.points : open;
    const lot = effects.lot(taken.lotId);
    effects.leg(postingId, burnLeg(lot, part, hold.partnerId, terms, date));
    open -= part;
  }
}

function planRelease(intent: ReleaseIntent, facts: MemberFacts, effects: Effects): void {
  const hold = openHold(intent, facts);
  if (hold.status === 'RELEASED' && !intent.timedOut) return effects.showHold(hold);
  if (hold.status !== 'HELD') throw new DomainError('hold_not_open', { detail: `The hold is ${hold.status}.`, data: { holdStatus: hold.status } });
  effects.endHold(hold, intent.timedOut ? 'TIMED_OUT' : 'RELEASED', 0n);
}

function planExpiry(intent: ExpireIntent, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  for (const lot of facts.lots) if (lot.remaining > 0n && isExpired(lot, intent.until)) expireRest(lot, terms, effects);
}
