import type { BusinessDate } from '../../kernel/business-date';
import { HUB_PARTY } from '../../kernel/parties';
import { Exact, rate } from '../../kernel/rate';
import type { TermsBody, TermsTable, TermsVersion } from '../../terms';

/** The part of a lot that its prices depend on. */
export interface PricedLot {
  readonly issuerId: string;
  readonly pointKind: string;
  readonly earnedOn: BusinessDate;
}

const RESERVE_RATE = '0.40';
const RELEASE = { issuer: '70', fund: '30' };

/** How a lot's points are paid for: by the terms under which they were given, whatever the issuer agreed later. */
export function presetOf(lot: PricedLot, terms: TermsTable): TermsBody['preset'] {
  return terms.at(lot.issuerId, lot.earnedOn)?.body.preset ?? 'PAY_AT_BURN';
}

/** Rupiah a point that are claimed as soon as the lot vests: its issue price, its reserve price, or nothing when points are paid for as they are burned. */
export function immediatePrice(lot: PricedLot, terms: TermsTable): Exact {
  const version = terms.at(lot.issuerId, lot.earnedOn);
  if (!version || lot.pointKind === 'QUALIFYING' || version.body.preset === 'PAY_AT_BURN') return new Exact(0);
  if (version.body.preset === 'HYBRID_RESERVE') return rate(version.body.reserveRate ?? RESERVE_RATE).mul(rate(version.body.settlementValue));
  return clausePrice('ISSUE', 'PAY', version, lot.pointKind, lot.earnedOn, terms);
}

/** Rupiah a point on the pay side of a burn: the issuer's price of the burn's date, or of the lot's own. */
export function payPrice(lot: PricedLot, date: BusinessDate, terms: TermsTable): Exact {
  const inForce = terms.at(lot.issuerId, date);
  const priced = inForce?.body.rateBasis === 'LOT_ISSUE' ? (terms.at(lot.issuerId, lot.earnedOn) ?? inForce) : inForce;
  return clausePrice('BURN', 'PAY', priced, lot.pointKind, inForce?.body.rateBasis === 'LOT_ISSUE' ? lot.earnedOn : date, terms);
}

/** Rupiah a point that the redeemer is paid. */
export function receivePrice(lot: PricedLot, redeemerId: string, date: BusinessDate, terms: TermsTable): Exact {
  return clausePrice('BURN', 'RECEIVE', terms.at(redeemerId, date), lot.pointKind, date, terms, presetOf(lot, terms));
}

/** Rupiah a point that its issuer gets back (positive) or pays (negative) when the lot expires. */
export function expiryPrice(lot: PricedLot, terms: TermsTable): Exact {
  const body = terms.at(lot.issuerId, lot.earnedOn)?.body;
  if (!body || lot.pointKind === 'QUALIFYING') return new Exact(0);
  if (body.preset === 'PAY_AT_ISSUE') return immediatePrice(lot, terms).mul(rate(body.breakageShare ?? '0'));
  if (body.preset === 'PAY_AT_BURN') return rate(body.expireRate ?? '0').mul(rate(body.settlementValue)).neg();
  const shares = body.releaseShares ?? RELEASE;
  return immediatePrice(lot, terms).mul(rate(shares.issuer)).div(rate(shares.issuer).add(rate(shares.fund)));
}

/** Own terms before the coalition's, more qualifiers before fewer; where no clause says a price, the settlement value: an outlook has to say something, the night refuses. */
function clausePrice(event: 'ISSUE' | 'BURN', side: 'PAY' | 'RECEIVE', own: TermsVersion | undefined, pointKind: string, date: BusinessDate, terms: TermsTable, issuerPreset?: string): Exact {
  const coalition = terms.at(HUB_PARTY, date);
  for (const version of [own, coalition]) {
    const [clause] = (version?.body.clauses ?? [])
      .filter((one) => one.event === event && one.side === side && (one.pointKind ?? pointKind) === pointKind && one.category === undefined && (one.issuerPreset === undefined || one.issuerPreset === issuerPreset))
      .sort((a, b) => qualifiers(b) - qualifiers(a));
    if (clause) return rate(clause.pointPrice);
  }
  return rate(own?.body.settlementValue ?? coalition?.body.settlementValue ?? '0');
}

function qualifiers(clause: TermsBody['clauses'][number]): number {
  return [clause.pointKind, clause.issuerPreset].filter((one) => one !== undefined).length;
}
