import type { BusinessDate } from '../../kernel/business-date';
import { HUB_PARTY } from '../../kernel/parties';
import { Exact, rate } from '../../kernel/rate';
import type { TermsTable, TermsVersion } from '../terms.store';
import type { Preset } from '../prices.wire';
import { clauseFor } from './clauses';

/** The part of a lot that its prices depend on. */
export interface PricedLot {
  readonly issuerId: string;
  readonly pointKind: string;
  readonly earnedOn: BusinessDate;
  /** The day on which it vests or vested; absent: when it was earned, or with an event that has not come. */
  readonly vestsOn?: BusinessDate;
}

const RESERVE_RATE = '0.40';
const RELEASE = { issuer: '70', fund: '30' };

/** The terms under which a lot counts as issued: those of its vesting, or of its earning where that is the trigger. */
function issuedUnder(lot: PricedLot, terms: TermsTable): TermsVersion | undefined {
  const earned = terms.at(lot.issuerId, lot.earnedOn);
  return earned?.body.issueTrigger === 'EARNED' || lot.vestsOn === undefined ? earned : (terms.at(lot.issuerId, lot.vestsOn) ?? earned);
}

/** How a lot's points are paid for: by the terms under which they were issued, whatever the issuer agrees later. The hub pays at burn. */
export function presetOf(lot: PricedLot, terms: TermsTable): Preset {
  return lot.issuerId === HUB_PARTY ? 'PAY_AT_BURN' : (issuedUnder(lot, terms)?.body.preset ?? 'PAY_AT_BURN');
}

/** The business date whose night claims for the issue of a lot: of its vesting, or of the window that is open when vesting does not matter or is past. */
export function issueDueOn(lot: PricedLot, windowDate: BusinessDate, terms: TermsTable): BusinessDate {
  const earned = terms.at(lot.issuerId, lot.earnedOn)?.body.issueTrigger === 'EARNED';
  return !earned && lot.vestsOn !== undefined && lot.vestsOn > windowDate ? lot.vestsOn : windowDate;
}

/** Rupiah a point that are claimed as soon as the lot vests: its issue price, its reserve price, or nothing when points are paid for as they are burned. */
export function immediatePrice(lot: PricedLot, terms: TermsTable): Exact {
  const version = issuedUnder(lot, terms);
  const preset = presetOf(lot, terms);
  if (!version || lot.pointKind === 'QUALIFYING' || preset === 'PAY_AT_BURN') return new Exact(0);
  if (preset === 'HYBRID_RESERVE') return rate(version.body.reserveRate ?? RESERVE_RATE).mul(rate(version.body.settlementValue));
  return clausePrice('ISSUE', 'PAY', version, lot.pointKind, lot.vestsOn ?? lot.earnedOn, terms);
}

/** Rupiah a point that burns of today cost an issuer: its current point price. */
export function currentPrice(issuerId: string, pointKind: string, today: BusinessDate, terms: TermsTable): Exact {
  return clausePrice('BURN', 'PAY', terms.at(issuerId, today), pointKind, today, terms);
}

/** Rupiah a point that the hub pays redeemers for points of an issuer, where each redeemer has no price of its own. */
export function redemptionPrice(lot: PricedLot, date: BusinessDate, terms: TermsTable): Exact {
  return clausePrice('BURN', 'RECEIVE', terms.at(lot.issuerId, date), lot.pointKind, date, terms, presetOf(lot, terms));
}

/** Rupiah a point on the pay side of a burn: the issuer's price of the burn's date, or of the lot's own. */
export function payPrice(lot: PricedLot, date: BusinessDate, terms: TermsTable): Exact {
  const inForce = terms.at(lot.issuerId, date);
  const priced = inForce?.body.rateBasis === 'LOT_ISSUE' ? (terms.at(lot.issuerId, lot.earnedOn) ?? inForce) : inForce;
  return clausePrice('BURN', 'PAY', priced, lot.pointKind, inForce?.body.rateBasis === 'LOT_ISSUE' ? lot.earnedOn : date, terms, presetOf(lot, terms));
}

/** Rupiah a point that the redeemer is paid. */
export function receivePrice(lot: PricedLot, redeemerId: string, date: BusinessDate, terms: TermsTable): Exact {
  return clausePrice('BURN', 'RECEIVE', terms.at(redeemerId, date), lot.pointKind, date, terms, presetOf(lot, terms));
}

/** Rupiah a point that its issuer gets back (positive) or pays (negative) when the lot expires on a date; what it pays into the fund is agreed for that date, all else when the lot was issued. */
export function expiryPrice(lot: PricedLot, date: BusinessDate, terms: TermsTable): Exact {
  const body = issuedUnder(lot, terms)?.body;
  const preset = presetOf(lot, terms);
  if (!body || lot.pointKind === 'QUALIFYING') return new Exact(0);
  if (preset === 'PAY_AT_ISSUE') return immediatePrice(lot, terms).mul(rate(body.breakageShare ?? '0'));
  if (preset === 'PAY_AT_BURN') {
    const { expireRate = '0', settlementValue } = terms.at(lot.issuerId, date)?.body ?? body;
    return rate(expireRate).mul(rate(settlementValue)).neg();
  }
  const shares = body.releaseShares ?? RELEASE;
  return immediatePrice(lot, terms).mul(rate(shares.issuer)).div(rate(shares.issuer).add(rate(shares.fund)));
}

/** Where no clause says a price, the settlement value: an outlook has to say something, the night refuses. */
function clausePrice(event: 'ISSUE' | 'BURN', side: 'PAY' | 'RECEIVE', own: TermsVersion | undefined, pointKind: string, date: BusinessDate, terms: TermsTable, issuerPreset: Preset = own?.body.preset ?? 'PAY_AT_BURN'): Exact {
  const coalition = terms.at(HUB_PARTY, date);
  return rate(clauseFor(own, coalition, { event, side, pointKind, issuerPreset })?.clause.pointPrice ?? own?.body.settlementValue ?? coalition?.body.settlementValue ?? '0');
}
