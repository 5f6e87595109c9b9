import type { AnyBundle, LineStep, LotKind, LotStep } from './bundle';
import type { TaxLeaf, TermsLeaf } from './leaves';
import { parseCanonical } from './canonical';
import { compared, decimalText, minorOf, rate, roundHalfUp, times, whole, ZERO, type Exact } from './exact';
import { holds, ProofFailure } from './failure';
import type { LoggedFacts, ProvedLeg } from './log-steps';
import { readTermsText, type DocumentMoney, type FeeText, type PriceStep, type TermsText, type VestingText } from './read';
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
    // Points that come home to an issuer that paid for them when it gave them bear no fee, where its terms charge none on own burns.
    if (preset === 'PAY_AT_ISSUE' && leg.facts.issuerId === this.partnerId && charged.text.body.ownBurnFee !== true) return agreedOf(price);
    const { terms } = withTerms(fee.clause);
    return { pointPrice: steps?.[0]?.pointPrice ?? pointPrice, clause: refOf(price.version, clauseId), ...(steps && { steps }), feeRate: rateOf(fee.clause), feeClause: refOf(fee.version, fee.clause.clauseId), ...(terms && { feeTerms: terms }), taxProfileId,
      ppnRounding: charged.text.body.ppnRounding ?? 'CUMULATIVE' };
  }

  /**
   * Price of points that were given: by the partner's terms of the day on which they vested, or were earned where they count from then on; its own clause before the coalition's.
   * The day itself is no part of the log: of the days on which they may have vested the one is taken whose price and clause are said.
   * @param until the last day on which they may vest; undefined where that is another's rule
   */
  given(leg: ProvedLeg, until: string | undefined, said: Said, line: string): Agreed {
    const { facts, posting } = leg;
    const earned = this.at(this.partnerId, facts.lotEarnedOn, NONE);
    if (posting.type === 'EARN') {
      holds(facts.lotEarnedOn === businessDate(posting.occurredAt), 5, line, `Leg ${facts.legId} was earned on another day than its posting says.`);
      holds(posting.partnerId !== this.partnerId || facts.termsId === undefined || facts.termsId === earned?.leaf.termsId, 5, line, `Leg ${facts.legId} was stamped with other terms than those of its day.`);
    }
    const found = this.issuedOn(facts, until).flatMap(([issued, day]) => {
      const price = issued.text.body.preset === 'PAY_AT_ISSUE' ? this.issuePrice(issued, facts.pointKind, day) : undefined;
      return price ? [{ issued, price, agreed: agreedOf(price) }] : [];
    });
    const one = found.find(({ agreed }) => isSaid(agreed, said)) ?? found[0];
    holds(one !== undefined, 5, line, `No disclosed terms price leg ${facts.legId} as points that are paid for when they are given.`);
    // Points that waited are priced by terms that may have come after them.
    const late = until === facts.lotEarnedOn ? [one.issued, one.price.version].find((version) => version.index >= leg.index) : undefined;
    holds(late === undefined, 5, line, `Leg ${facts.legId} was logged before the terms that price it, ${late?.leaf.partyCode ?? ''}@v${late?.leaf.version ?? ''}.`);
    return one.agreed;
  }

  /** Price of points that expired: a part of the settlement value that their issuer pays, or of what it paid when it gave them and gets back. */
  expired(leg: ProvedLeg, kind: LotKind, said: Said, line: string): Agreed {
    const { facts, posting } = leg;
    const on = businessDate(posting.occurredAt);
    const paid = this.at(this.partnerId, on, NONE);
    holds(paid !== undefined && paid.index < leg.index, 5, line, `No terms that were logged before leg ${facts.legId} say what it costs that expired on ${on}.`);
    const found = this.issuedOn(facts, on).flatMap(([issued, day]): Agreed[] => {
      if (issued.index >= leg.index || issued.text.body.preset !== (kind === 'EXPIRE' ? 'PAY_AT_BURN' : 'PAY_AT_ISSUE')) return [];
      const given = kind === 'EXPIRE' ? undefined : this.issuePrice(issued, facts.pointKind, day)?.clause;
      const price = kind === 'EXPIRE' ? times(rate(paid.text.body.expireRate ?? '0'), rate(paid.text.body.settlementValue)) : times(rate(issued.text.body.breakageShare ?? '0'), given ? rate(given.steps?.[0]?.pointPrice ?? given.pointPrice) : ZERO);
      return compared(price, ZERO) > 0n ? [{ ...NO_FEE, pointPrice: decimalText(shortened(price)), clause: kind === 'EXPIRE' ? wordOf(paid, 'expire') : wordOf(issued, 'breakage') }] : [];
    });
    const agreed = found.find((one) => isSaid(one, said)) ?? found[0];
    holds(agreed !== undefined, 5, line, `By the disclosed terms leg ${facts.legId}, which expired on ${on}, costs nothing.`);
    return agreed;
  }

  /** The last day on which points may vest by the rule under which they were earned: of the partner's own sales by its terms; points that people give wait for nothing. Undefined where it is another's rule. */
  vestsBy({ facts, posting }: ProvedLeg): string | undefined {
    if (posting.type === 'ADJUSTMENT') return facts.lotEarnedOn;
    if (posting.type !== 'EARN' || posting.partnerId !== this.partnerId) return undefined;
    const { earnRule = {}, issueTrigger } = this.at(this.partnerId, facts.lotEarnedOn, NONE)?.text.body ?? {};
    if (issueTrigger === 'EARNED') return facts.lotEarnedOn;
    // The points of the sale itself are the first leg of an earn; bonuses follow.
    const rules = facts.lineNo === 1 ? [earnRule.vesting] : (earnRule.bonuses ?? []).filter((one) => one.issuer === this.partnerId && (one.pointKind ?? 'BONUS') === facts.pointKind).map((one) => one.vesting);
    return rules.map((rule) => vestingDay(rule, facts.lotEarnedOn)).sort().at(-1);
  }

  /** The partner's terms by which points may count as issued, with a day of each: those of the day of earning where points count from then on, else those of any day until they vest. */
  private issuedOn({ lotEarnedOn }: ProvedLeg['facts'], until: string | undefined): (readonly [issued: Version, day: string])[] {
    const earned = this.at(this.partnerId, lotEarnedOn, NONE);
    const later = this.#versions.map(({ text }) => text.validFrom).filter((day) => day > lotEarnedOn && (until === undefined || day <= until)).sort();
    return [lotEarnedOn, ...later].flatMap((day) => {
      const issued = earned?.text.body.issueTrigger === 'EARNED' ? earned : this.at(this.partnerId, day, NONE);
      return issued ? [[issued, day] as const] : [];
    });
  }

  private issuePrice(issued: Version, pointKind: string, day: string): Priced | undefined {
    return first([issued, this.at(COALITION, day, NONE)], (one) => clauseOf(one, 'PAY', pointKind, 'PAY_AT_ISSUE', 'ISSUE'));
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

/** How a step of a lot line says that its legs are priced. */
type Said = Pick<LotStep, 'pointPrice' | 'clause'>;

interface Priced {
  readonly version: Version;
  readonly clause: TermsText['body']['clauses'][number];
}

function agreedOf({ version, clause: { steps, pointPrice, clauseId } }: Priced): Agreed {
  return { ...NO_FEE, pointPrice: steps?.[0]?.pointPrice ?? pointPrice, clause: refOf(version, clauseId), ...(steps && { steps }) };
}

function isSaid(agreed: Agreed, said: Said): boolean {
  return agreed.pointPrice === said.pointPrice && agreed.clause === said.clause;
}

/** No fee stands on points that are given, expire or come home. */
const NO_FEE = { feeRate: '0', feeClause: '', taxProfileId: '', ppnRounding: 'CUMULATIVE' } as const;
const AFTER_ANY_DAY = '9999-12-31';
const DAY_MS = 86_400_000;

/** The day on which points vest by a rule: that of earning without one, and no day while they wait for an event. */
function vestingDay(rule: VestingText | undefined, earnedOn: string): string {
  if (rule === undefined) return earnedOn;
  return rule.afterDays === undefined ? AFTER_ANY_DAY : new Date(Date.parse(earnedOn) + rule.afterDays * DAY_MS).toISOString().slice(0, 10);
}

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

function clauseOf({ text }: Version, side: Side, pointKind: string, issuerPreset: string, event = 'BURN'): TermsText['body']['clauses'][number] | undefined {
  // What a redeemer receives may depend on when the issuer paid for the points; who pays the line shows it.
  const preset = side === 'RECEIVE' || event === 'ISSUE' ? issuerPreset : undefined;
  return text.body.clauses
    .filter((one) => one.event === event && one.side === side && (one.pointKind ?? pointKind) === pointKind && one.category === undefined && (one.issuerPreset === undefined || one.issuerPreset === preset))
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
