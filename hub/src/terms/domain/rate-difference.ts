import { HUB_PARTY } from '../../kernel/parties';
import { rate } from '../../kernel/rate';
import type { TermsBody } from '../terms.wire';
import { clauseFor, kindsOf, presetOf } from './clauses';
import { differences } from './price-list';

interface InForce {
  readonly partyId: string;
  readonly version: number;
  readonly body: TermsBody;
}

/** A pair of issuer and redeemer between whom the hub keeps or adds the difference of two prices. */
export interface RateDifference {
  readonly issuerId: string;
  readonly redeemerId: string;
  readonly pointKind: string;
  /** With steps: from so many points of the line on. */
  readonly fromPoints: number;
  readonly payPrice: string;
  readonly receivePrice: string;
  /** Pay less receive, rupiah a point; negative where the hub adds. */
  readonly difference: string;
  readonly payVersion: InForce;
  readonly payClauseId: string;
  readonly receiveVersion: InForce;
  readonly receiveClauseId: string;
}

/**
 * Pairs whose pay and receive prices differ by the terms in force on one date. Under `PAY_AT_ISSUE` the hub itself pays redeemers, so no such pair
 * arises; own burns make no claim.
 * @param partyId only pairs that have to do with this party; of the coalition's terms all
 */
export function rateDifferences(versions: readonly InForce[], partyId: string): RateDifference[] {
  const coalition = versions.find((one) => one.partyId === HUB_PARTY);
  const found: RateDifference[] = [];
  for (const issuer of versions) {
    if (presetOf(issuer) === 'PAY_AT_ISSUE') continue;
    for (const redeemer of versions) {
      if (redeemer.partyId === HUB_PARTY || redeemer.partyId === issuer.partyId) continue;
      if (partyId !== HUB_PARTY && issuer.partyId !== partyId && redeemer.partyId !== partyId) continue;
      for (const pointKind of [...kindsOf(issuer.partyId, versions)].sort()) {
        const occasion = { event: 'BURN' as const, pointKind, issuerPreset: presetOf(issuer) };
        const [pay, receive] = [clauseFor(issuer, coalition, { ...occasion, side: 'PAY' }), clauseFor(redeemer, coalition, { ...occasion, side: 'RECEIVE' })];
        if (!pay || !receive) continue;
        for (const one of differences(pay.clause, receive.clause)) {
          found.push({ issuerId: issuer.partyId, redeemerId: redeemer.partyId, pointKind, ...one, difference: rate(one.payPrice).sub(rate(one.receivePrice)).toFixed(), payVersion: pay.version, payClauseId: pay.clause.clauseId, receiveVersion: receive.version, receiveClauseId: receive.clause.clauseId });
        }
      }
    }
  }
  return found;
}
