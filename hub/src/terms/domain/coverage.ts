import { HUB_PARTY } from '../../kernel/parties';
import type { Clause, Preset } from '../prices.wire';
import type { TermsBody } from '../terms.wire';
import { clauseFor, kindsOf, presetOf, REGULAR } from './clauses';

interface InForce {
  readonly partyId: string;
  readonly body: TermsBody;
}

/** Something that has to be priced and that neither a party's terms nor the coalition's price. */
export interface Gap {
  readonly partyId: string;
  readonly pointer: string;
  readonly what: string;
}

/**
 * What the terms in force on one date leave without a price: what each issuer pays by its preset, and by those under which it issued points before;
 * what each redeemer receives for points of every preset and kind in use; the two fees and their tax. The coalition's terms stand in for every
 * partner's. Nothing is ever priced 0 for want of a clause.
 * @param past earlier versions of the same parties
 */
export function gapsOf(versions: readonly InForce[], past: readonly InForce[]): Gap[] {
  const coalition = versions.find((one) => one.partyId === HUB_PARTY);
  const presets = [...new Set([...versions, ...past].map(presetOf))].sort();
  const kinds = [...new Set(versions.flatMap((one) => [...kindsOf(one.partyId, versions)]))].sort();
  return versions.flatMap((own) => {
    const gaps: Gap[] = [];
    const need = (event: Clause['event'], side: Clause['side'], pointKind: string, issuerPreset: Preset): void => {
      if (clauseFor(own, coalition, { event, side, pointKind, issuerPreset })) return;
      gaps.push({ partyId: own.partyId, pointer: '/body/clauses', what: `${event === 'ISSUE' ? 'an' : 'a'} ${event} ${side} clause${pointKind === REGULAR ? '' : ` for points of the kind ${pointKind}`}${presets.length > 1 ? ` under ${issuerPreset}` : ''}` });
    };
    for (const kind of [...kindsOf(own.partyId, versions)].sort()) {
      if (presetOf(own) === 'PAY_AT_ISSUE') need('ISSUE', 'PAY', kind, 'PAY_AT_ISSUE');
      const issuedUnder = new Set([own, ...past.filter((one) => one.partyId === own.partyId)].map(presetOf));
      for (const one of issuedUnder) if (one !== 'PAY_AT_ISSUE') need('BURN', 'PAY', kind, one);
    }
    // The hub issues points of its own, and neither redeems nor is charged a fee.
    if (own.partyId === HUB_PARTY) return gaps;
    for (const kind of kinds) for (const one of presets) need('BURN', 'RECEIVE', kind, one);
    for (const lineType of ['ISSUER_FEE', 'ACCEPTANCE_FEE'] as const) {
      const covered = (has: (body: TermsBody) => boolean): boolean => has(own.body) || (coalition !== undefined && has(coalition.body));
      if (!covered((body) => body.fees.some((one) => one.lineType === lineType))) gaps.push({ partyId: own.partyId, pointer: '/body/fees', what: `an ${lineType} clause; a free service says "0"` });
      if (!covered((body) => body.taxProfiles[lineType] !== undefined)) gaps.push({ partyId: own.partyId, pointer: '/body/taxProfiles', what: `a tax profile for ${lineType}` });
    }
    return gaps;
  });
}
