import type { LineStep, ProofBundle, TaxLeaf, TermsLeaf } from './bundle';
import { parseCanonical } from './canonical';
import { rate, roundHalfUp, times, whole, type Exact } from './exact';
import { holds, ProofFailure } from './failure';
import type { LoggedFacts, ProvedLeg } from './log-steps';
import { readTermsText, type TermsText } from './read';
import { ShapeError } from './shape';

export const COALITION = 'COALITION';
export type Side = 'PAY' | 'RECEIVE';

/** How a leg is to be priced and charged on the partner's side. */
export type Agreed = Pick<LineStep, 'pointPrice' | 'clause' | 'feeRate' | 'feeClause' | 'tax'>;

interface Version {
  /** Index of its leaf: terms are logged before what they price. */
  readonly index: number;
  readonly leaf: TermsLeaf;
  readonly text: TermsText;
}

/** The disclosed terms and tax profiles, and what they say about a leg. */
export class Agreements {
  readonly #versions: Version[];
  readonly #taxes: ReadonlyMap<string, TaxLeaf>;

  constructor(bundle: ProofBundle, logged: LoggedFacts, private readonly partnerId: string) {
    this.#versions = bundle.terms.map(({ leaf, text }) => {
      const entry = logged.terms.get(leaf) as TermsLeaf;
      return { index: leaf, leaf: entry, text: termsOf(text, `terms ${entry.partyCode}@v${entry.version} (leaf ${leaf})`) };
    });
    const stranger = this.#versions.find(({ leaf }) => leaf.partyId !== partnerId && leaf.partyId !== COALITION);
    holds(stranger === undefined, 7, `terms of ${stranger?.leaf.partyCode ?? ''}`, 'A partner sees its own terms and the coalition\u2019s only.');
    this.#taxes = new Map([...logged.taxes.values()].map((tax) => [`${tax.taxProfileId}@v${tax.version}`, tax]));
  }

  tax(version: string): TaxLeaf | undefined {
    return this.#taxes.get(version);
  }

  /** Whether a disclosed version has a fee at this rate in this clause. */
  hasFee(lineType: string, feeRate: string, clause: string): boolean {
    return this.#versions.some((one) => one.text.body.fees.some((fee) => fee.lineType === lineType && fee.rate === feeRate && refOf(one, fee.clauseId) === clause));
  }

  /** What a disclosed version says that a point of a stated line costs, by the words in which documents cite it; undefined where it is another's to say. */
  statedPrice(kind: string, ref: string): Exact | undefined {
    for (const one of this.#versions) {
      const { settlementValue, expireRate = '0', breakageShare = '0', clauses } = one.text.body;
      const issue = clauses.find((clause) => clause.event === 'ISSUE' && clause.side === 'PAY' && (kind === 'BREAKAGE_SHARE' || refOf(one, clause.clauseId) === ref));
      if (kind === 'ISSUE' && issue) return rate(issue.pointPrice);
      if (kind === 'EXPIRE' && ref === wordOf(one, 'expire')) return shortened(times(rate(expireRate), rate(settlementValue)));
      if (kind === 'BREAKAGE_SHARE' && ref === wordOf(one, 'breakage') && issue) return shortened(times(rate(breakageShare), rate(issue.pointPrice)));
    }
    return undefined;
  }

  /** Whether fees are set off against claims, by the partner's latest disclosed terms. */
  get netFees(): boolean {
    const own = this.#versions.filter(({ leaf }) => leaf.partyId === this.partnerId).sort((a, b) => b.leaf.version - a.leaf.version);
    return own[0]?.text.body.netFees ?? true;
  }

  /**
   * Price, fee and tax profile of a leg on one side, found by the rules of the terms: own before the coalition's, more qualifiers before fewer.
   * The tax version itself is dated by the window and is only compared with its profile.
   * @throws ProofFailure when the disclosed terms do not price the leg
   */
  of(leg: ProvedLeg, side: Side, line: string, preset: string): Omit<Agreed, 'tax'> & { readonly taxProfileId: string } {
    const on = businessDate(leg.posting.occurredAt);
    const charged = this.at(this.partnerId, on);
    const pricedOn = side === 'PAY' && charged?.text.body.rateBasis === 'LOT_ISSUE' ? leg.facts.lotEarnedOn : on;
    const [priced, coalition, coalitionThen] = [this.at(this.partnerId, pricedOn), this.at(COALITION, on), this.at(COALITION, pricedOn)];
    const lineType = side === 'PAY' ? 'ISSUER_FEE' : 'ACCEPTANCE_FEE';
    const price = first([priced, coalitionThen], (one) => clauseOf(one, side, leg.facts.pointKind, preset));
    const fee = first([charged, coalition], (one) => one.text.body.fees.find((each) => each.lineType === lineType));
    const taxProfileId = charged?.text.body.taxProfiles[lineType] ?? coalition?.text.body.taxProfiles[lineType];
    const late = [price?.version, fee?.version, charged].find((one) => one !== undefined && one.index >= leg.index);
    holds(late === undefined, 5, line, `Leg ${leg.facts.legId} was logged before the terms that price it, ${late?.leaf.partyCode ?? ''}@v${late?.leaf.version ?? ''}.`);
    holds(charged !== undefined && price !== undefined && fee !== undefined && taxProfileId !== undefined, 5, line, `No disclosed terms price leg ${leg.facts.legId} of ${on}.`);
    const stamped = leg.facts.termsId;
    holds(side !== 'PAY' || stamped === undefined || stamped === charged.leaf.termsId || stamped === priced?.leaf.termsId, 5, line, `Leg ${leg.facts.legId} was stamped with other terms than those that price it here.`);
    return { pointPrice: price.clause.pointPrice, clause: refOf(price.version, price.clause.clauseId), feeRate: fee.clause.rate, feeClause: refOf(fee.version, fee.clause.clauseId), taxProfileId };
  }

  /** A later version ends an open one, whose text goes on to name no end. */
  private at(partyId: string, date: string): Version | undefined {
    return this.#versions
      .filter(({ leaf, text }) => leaf.partyId === partyId && text.validFrom <= date && (text.validTo === undefined || date < text.validTo))
      .sort((a, b) => (a.text.validFrom < b.text.validFrom ? 1 : -1))[0];
  }
}

/** Reads a version's canonical text. */
export function termsOf(text: string, name: string): TermsText {
  try {
    return readTermsText(parseCanonical(text), name);
  } catch (error) {
    if (error instanceof ShapeError) throw new ProofFailure(7, name, `Its text is no terms in canonical form: ${error.message}.`);
    throw error;
  }
}

function first<T>(versions: readonly (Version | undefined)[], pick: (version: Version) => T | undefined): { version: Version; clause: T } | undefined {
  for (const version of versions) {
    const clause = version && pick(version);
    if (version && clause !== undefined) return { version, clause };
  }
  return undefined;
}

function clauseOf({ text }: Version, side: Side, pointKind: string, issuerPreset: string): TermsText['body']['clauses'][number] | undefined {
  // What a redeemer receives may depend on when the issuer paid for the points; who pays the line shows it.
  const preset = side === 'RECEIVE' ? issuerPreset : undefined;
  return text.body.clauses
    .filter((one) => one.event === 'BURN' && one.side === side && (one.pointKind ?? pointKind) === pointKind && one.category === undefined && (one.issuerPreset === undefined || one.issuerPreset === preset))
    .sort((a, b) => qualifiers(b) - qualifiers(a))[0];
}

function qualifiers(clause: TermsText['body']['clauses'][number]): number {
  return [clause.pointKind, clause.issuerPreset].filter((one) => one !== undefined).length;
}

/** Prices have at most ten decimals. */
function shortened(price: Exact): Exact {
  const unit = 10n ** 10n;
  return times(whole(roundHalfUp(times(price, whole(unit)))), { n: 1n, d: unit });
}

function wordOf({ leaf }: Version, word: string): string {
  return `${leaf.partyCode}@v${leaf.version} ${word}`;
}

function refOf({ leaf }: Version, clauseId: string): string {
  return `${leaf.partyId === COALITION ? COALITION : leaf.partyCode}@v${leaf.version} clause ${clauseId}`;
}

/** The calendar date in Asia/Jakarta, which has no daylight saving. */
function businessDate(instant: string): string {
  return new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);
}
