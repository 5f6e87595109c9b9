import type { BusinessDate } from '../../kernel/business-date';
import { DomainError } from '../../kernel/errors';
import { HUB_PARTY, isHubHeld, partyToWire } from '../../kernel/parties';
import type { TermsBody, TermsTable, TermsVersion } from '../../terms';
import type { BurnLeg, LegPricing, SidePrice } from './facts';

export interface PricingFacts {
  readonly terms: TermsTable;
  /** Code of a party on documents, such as `GROCER`. */
  readonly codes: ReadonlyMap<string, string>;
  /** The document cycle in which a partner's side of the window is booked. */
  readonly cycles: ReadonlyMap<string, string>;
  /** The version of a tax profile in force on the window's business date, such as `ppn-service@v2`; empty for no tax. */
  readonly taxVersion: (profileId: string) => string;
}

type Side = 'PAY' | 'RECEIVE';

/**
 * The price of a burn leg by the terms in force: the issuer's for the pay side, the redeemer's for the receive side.
 * @throws DomainError `price_missing` when no clause covers it; nothing is ever priced 0 for want of one
 */
export function priceLeg(leg: BurnLeg, facts: PricingFacts): LegPricing {
  const issuerTerms = facts.terms.require(leg.issuerId, leg.businessDate);
  const payDate = issuerTerms.body.rateBasis === 'LOT_ISSUE' ? leg.lotEarnedOn : leg.businessDate;
  const payTerms = facts.terms.require(leg.issuerId, payDate);
  const receiveTerms = facts.terms.require(leg.redeemerId, leg.businessDate);
  const pay = side('PAY', payTerms, issuerTerms, leg, payDate, facts);
  const receive = side('RECEIVE', receiveTerms, receiveTerms, leg, leg.businessDate, facts, issuerTerms.body.preset);
  const issuerCycleId = isHubHeld(leg.issuerId) ? undefined : facts.cycles.get(leg.issuerId);
  const redeemerCycleId = isHubHeld(leg.redeemerId) ? undefined : facts.cycles.get(leg.redeemerId);
  return { pay, receive, ...(issuerCycleId && { issuerCycleId }), ...(redeemerCycleId && { redeemerCycleId }),
    issuerTax: facts.taxVersion(pay.taxProfileId), redeemerTax: facts.taxVersion(receive.taxProfileId) };
}

function side(which: Side, priced: TermsVersion, charged: TermsVersion, leg: BurnLeg, date: BusinessDate, facts: PricingFacts, issuerPreset?: string): SidePrice {
  const clause = findClause(which, priced, leg.pointKind ?? 'REGULAR', date, facts, issuerPreset);
  const lineType = which === 'PAY' ? 'ISSUER_FEE' : 'ACCEPTANCE_FEE';
  const fee = findFee(lineType, charged, leg.businessDate, facts);
  const taxProfileId = charged.body.taxProfiles[lineType] ?? facts.terms.at(HUB_PARTY, leg.businessDate)?.body.taxProfiles[lineType];
  if (taxProfileId === undefined) throw missing(`tax profile for ${lineType}`, charged.partyId, leg.businessDate);
  return { pointPrice: clause.price, termsRef: clause.ref, feeRate: fee.rate, feeRef: fee.ref, taxProfileId };
}

/** Own terms before the coalition's, then more qualifiers before fewer. */
function findClause(which: Side, own: TermsVersion, pointKind: string, date: BusinessDate, facts: PricingFacts, issuerPreset?: string): { price: string; ref: string } {
  for (const version of [own, facts.terms.at(HUB_PARTY, date)]) {
    const fitting = (version?.body.clauses ?? [])
      .filter((one) => one.event === 'BURN' && one.side === which && (one.pointKind ?? pointKind) === pointKind && one.category === undefined
        && (one.issuerPreset === undefined || one.issuerPreset === issuerPreset))
      .sort((a, b) => qualifiers(b) - qualifiers(a));
    const clause = fitting[0];
    if (version && clause) return { price: clause.pointPrice, ref: refOf(version, clause.clauseId, facts) };
  }
  throw missing(`BURN ${which} clause`, own.partyId, date);
}

function findFee(lineType: 'ISSUER_FEE' | 'ACCEPTANCE_FEE', own: TermsVersion, date: BusinessDate, facts: PricingFacts): { rate: string; ref: string } {
  for (const version of [own, facts.terms.at(HUB_PARTY, date)]) {
    const fee = version?.body.fees.find((one) => one.lineType === lineType);
    if (version && fee) return { rate: fee.rate, ref: refOf(version, fee.clauseId, facts) };
  }
  throw missing(`${lineType} clause`, own.partyId, date);
}

function qualifiers(clause: TermsBody['clauses'][number]): number {
  return [clause.pointKind, clause.issuerPreset].filter((one) => one !== undefined).length;
}

function refOf(version: TermsVersion, clauseId: string, facts: PricingFacts): string {
  const party = version.partyId === HUB_PARTY ? 'COALITION' : (facts.codes.get(version.partyId) ?? partyToWire(version.partyId));
  return `${party}@v${version.version} clause ${clauseId}`;
}

function missing(what: string, partyId: string, date: BusinessDate): DomainError {
  const party = partyId === HUB_PARTY ? 'COALITION' : partyToWire(partyId);
  return new DomainError('price_missing', { detail: `${party} has no ${what} for ${date}, nor has the coalition. Publish and countersign terms that have one, then run the night again.`, data: { partyId: party, businessDate: date } });
}
