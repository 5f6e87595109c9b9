import type { AnyBundle, LineStep, TaxLeaf, TermsLeaf } from './bundle';
import { parseCanonical } from './canonical';
import { minorOf, rate, roundHalfUp, times, whole, type Exact } from './exact';
import { holds, ProofFailure } from './failure';
import type { LoggedFacts, ProvedLeg } from './log-steps';
import { readTermsText, type DocumentMoney, type FeeText, type PriceStep, type TermsText } from './read';
import { ShapeError } from './shape';

export const COALITION = 'COALITION';
export type Side = 'PAY' | 'RECEIVE';

/** What the hub charges on principal beyond a plain rate, in rupiah. */
export interface FeeTerms {
  readonly steps?: readonly { readonly from: Exact; readonly rate: string }[];
  readonly flat?: Exact;
  readonly least?: Exact;
  readonly most?: Exact;
}

/** How a leg is to be priced and charged on the partner's side. */
export interface Agreed extends Pick<LineStep, 'pointPrice' | 'clause' | 'feeRate' | 'feeClause'> {
  /** Marginal by the points of the line. */
  readonly steps?: readonly PriceStep[];
  readonly feeTerms?: FeeTerms;
  readonly taxProfileId: string;
  readonly ppnRounding: 'CUMULATIVE' | 'PER_NOTE' | 'FLOOR';
}

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

  constructor(bundle: AnyBundle, logged: LoggedFacts, private readonly partnerId: string) {
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

  /** What a disclosed version has at this rate in this clause beyond the rate; undefined when none has such a fee. */
  fee(lineType: string, feeRate: string, clause: string): { readonly terms?: FeeTerms; readonly rounding: Agreed['ppnRounding'] } | undefined {
    for (const one of this.#versions) {
      const fee = one.text.body.fees.find((each) => each.lineType === lineType && rateOf(each) === feeRate && refOf(one, each.clauseId) === clause);
      if (fee) return { ...withTerms(fee), rounding: one.text.body.ppnRounding ?? 'CUMULATIVE' };
    }
    return undefined;
  }

  /** Whether the partner's own terms let a fee stand on what no line shows: points paid from a reserve, and own burns that are charged. */
  get chargesBeyondLines(): boolean {
    return this.#versions.some(({ text: { body } }) => body.preset === 'HYBRID_RESERVE' || body.ownBurnFee === true);
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
    const own = this.#versions.filter(({ leaf, text }) => leaf.partyId === this.partnerId && text.correctsVersion === undefined).sort((a, b) => b.leaf.version - a.leaf.version);
    return own[0]?.text.body.netFees ?? true;
  }

  /**
   * Price, fee and tax profile of a leg on one side, found by the rules of the terms: own before the coalition's, more qualifiers before fewer.
   * The tax version itself is dated by the window and is only compared with its profile.
   * @throws ProofFailure when the disclosed terms do not price the leg
   */
  of(leg: ProvedLeg, side: Side, line: string, preset: string, corrected: ReadonlySet<number> = NONE): Agreed {
    const on = businessDate(leg.posting.occurredAt);
    const charged = this.at(this.partnerId, on, corrected);
    const pricedOn = side === 'PAY' && charged?.text.body.rateBasis === 'LOT_ISSUE' ? leg.facts.lotEarnedOn : on;
    const [priced, coalition, coalitionThen] = [this.at(this.partnerId, pricedOn, corrected), this.at(COALITION, on, corrected), this.at(COALITION, pricedOn, corrected)];
    const lineType = side === 'PAY' ? 'ISSUER_FEE' : 'ACCEPTANCE_FEE';
    const price = first([priced, coalitionThen], (one) => clauseOf(one, side, leg.facts.pointKind, preset));
    const fee = first([charged, coalition], (one) => one.text.body.fees.find((each) => each.lineType === lineType));
    const taxProfileId = charged?.text.body.taxProfiles[lineType] ?? coalition?.text.body.taxProfiles[lineType];
    const late = [price?.version, fee?.version, charged].find((one) => one !== undefined && one.index >= leg.index && !corrected.has(one.index));
    holds(late === undefined, 5, line, `Leg ${leg.facts.legId} was logged before the terms that price it, ${late?.leaf.partyCode ?? ''}@v${late?.leaf.version ?? ''}.`);
    holds(charged !== undefined && price !== undefined && fee !== undefined && taxProfileId !== undefined, 5, line, `No disclosed terms price leg ${leg.facts.legId} of ${on}.`);
    const stamped = leg.facts.termsId;
    holds(side !== 'PAY' || corrected.size > 0 || stamped === undefined || stamped === charged.leaf.termsId || stamped === priced?.leaf.termsId, 5, line, `Leg ${leg.facts.legId} was stamped with other terms than those that price it here.`);
    const { steps, pointPrice, clauseId } = price.clause;
    const { terms } = withTerms(fee.clause);
    return { pointPrice: steps?.[0]?.pointPrice ?? pointPrice, clause: refOf(price.version, clauseId), ...(steps && { steps }), feeRate: rateOf(fee.clause), feeClause: refOf(fee.version, fee.clause.clauseId), ...(terms && { feeTerms: terms }), taxProfileId,
      ppnRounding: charged.text.body.ppnRounding ?? 'CUMULATIVE' };
  }

  /** A later version ends an open one, whose text goes on to name no end. */
  private at(partyId: string, date: string, corrected: ReadonlySet<number>): Version | undefined {
    const covering = this.#versions.filter(({ leaf, text }) => leaf.partyId === partyId && text.validFrom <= date && (text.validTo === undefined || date < text.validTo));
    // A correction prices by a restatement only, and there before what it corrects; of several the last.
    const laid = [...corrected].reverse().flatMap((index) => covering.filter((one) => one.index === index));
    return laid[0] ?? covering.filter(({ text }) => text.correctsVersion === undefined).sort((a, b) => (a.text.validFrom < b.text.validFrom ? 1 : -1))[0];
  }

  /** Whether leaves are those of disclosed corrections in the order in which a restatement lays them over: the partner's own before the coalition's, each once, and none behind a later one that covers all of its dates. */
  areLaid(leaves: readonly number[]): boolean {
    const laid = leaves.map((leaf) => this.#versions.find((one) => one.index === leaf && one.text.correctsVersion !== undefined));
    return laid.every((one, at) => one !== undefined && !laid.slice(at + 1).some((later) => later !== undefined && (later === one || (later.leaf.partyId === one.leaf.partyId ? isWithin(one.text, later.text) : one.leaf.partyId === COALITION))));
  }
}

const NONE: ReadonlySet<number> = new Set();

function isWithin(one: TermsText, other: TermsText): boolean {
  return other.validFrom <= one.validFrom && (other.validTo === undefined || (one.validTo !== undefined && one.validTo <= other.validTo));
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

/** The rate by which a document cites a fee: its own, or that of its first step. */
function rateOf(fee: FeeText): string {
  return fee.steps?.[0]?.rate ?? fee.rate;
}

function withTerms({ steps, flatPerBurn, minPerCycle, maxPerCycle }: FeeText): { readonly terms?: FeeTerms } {
  if (!steps && !flatPerBurn && !minPerCycle && !maxPerCycle) return {};
  return { terms: { ...(steps && { steps: steps.map((one) => ({ from: rupiah(one.fromAmount), rate: one.rate })) }), ...(flatPerBurn && { flat: rupiah(flatPerBurn) }), ...(minPerCycle && { least: rupiah(minPerCycle) }), ...(maxPerCycle && { most: rupiah(maxPerCycle) }) } };
}

function rupiah({ value }: DocumentMoney): Exact {
  return times(whole(minorOf(value) ?? 0n), { n: 1n, d: 100n });
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
export function businessDate(instant: string): string {
  return new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);
}
