import type { BusinessDate } from '../../kernel/business-date';
import { DomainError } from '../../kernel/errors';
import { known } from '../../kernel/known';
import { valueToMinor } from '../../kernel/money';
import { HUB_PARTY, isHubHeld, partyToWire } from '../../kernel/parties';
import { rate } from '../../kernel/rate';
import type { TermsBody, TermsTable, TermsVersion } from '../../terms';
import type { FeeTerms, Funder, GroupKey, GroupPricing, Preset, SidePrice } from './facts';

export interface PricingFacts {
  readonly terms: TermsTable;
  /** Code of a party on documents, such as `GROCER`. */
  readonly codes: ReadonlyMap<string, string>;
  /** The document cycle in which a partner's side of the window is booked. */
  readonly cycles: ReadonlyMap<string, string>;
  /** The version of a tax profile in force on the window's business date, such as `ppn-service@v2`; empty for no tax. */
  readonly taxVersion: (profileId: string) => string;
  /** What was found before for one side, so that all groups that it prices share it; absent: nothing is kept. */
  readonly found?: FoundSides;
}

/** Prices of sides that were found once in a calculation, by the terms that they are found in and what else decides. Each calculation begins with none of another's. */
export class FoundSides {
  private readonly clauses = new Map<TermsVersion, Map<string, Priced>>();
  private readonly charges = new Map<TermsVersion, Map<string, Charged>>();
  private readonly sides = new Map<Priced, Map<Charged, SidePrice>>();

  clause(own: TermsVersion, key: string, find: () => Priced): Priced {
    return known(known(this.clauses, own, () => new Map<string, Priced>()), key, find);
  }

  charge(charged: TermsVersion, key: string, find: () => Charged): Charged {
    return known(known(this.charges, charged, () => new Map<string, Charged>()), key, find);
  }

  side(clause: Priced, charge: Charged): SidePrice {
    return known(known(this.sides, clause, () => new Map<Charged, SidePrice>()), charge, () => ({ ...clause, ...charge }));
  }
}

type Side = 'PAY' | 'RECEIVE';
type Clause = TermsBody['clauses'][number];
type Priced = Pick<SidePrice, 'pointPrice' | 'termsRef' | 'steps'>;
type Charged = Omit<SidePrice, keyof Priced>;

const RESERVE_RATE = '0.4';
const RELEASE_SHARES = { issuer: '70', fund: '30' };

/**
 * The price of legs by the terms in force: the issuer's for the pay side, the redeemer's for the receive side. How the issuer pays was decided when the
 * points were issued, so the preset is that of the day on which their lot vested.
 * @throws DomainError `price_missing` when no clause covers it; nothing is ever priced 0 for want of one
 */
export function priceGroup(key: GroupKey & { readonly late: boolean }, facts: PricingFacts): GroupPricing {
  const paid = facts.terms.require(key.issuerId, key.businessDate);
  const issued = issuedBy(key, facts) ?? paid;
  const preset = presetOf(key, issued);
  const cycle = cycleOf(key.issuerId, facts);
  const funders = key.funding && fundersOf(key, key.funding, facts);
  const reserve = preset === 'HYBRID_RESERVE' ? reserveOf(issued) : undefined;
  const priced: Found = { ...(key.event === 'BURN' ? burnSides(key, paid, issued, preset, facts) : { pay: movedSide(key, paid, issued, preset, facts), issuerTax: '', redeemerTax: '' }) };
  if (cycle) priced.issuerCycleId = cycle;
  if (preset !== 'PAY_AT_BURN') priced.preset = preset;
  if (funders) priced.funders = funders;
  if (reserve) priced.reserve = reserve;
  if (key.late) priced.late = true;
  return priced;
}

/** Put together field by field: it is asked for once for every group of legs. */
type Found = { -readonly [Name in keyof GroupPricing]: GroupPricing[Name] };

/** What issuing or expiring points costs; no fee is charged on it. */
function movedSide(key: GroupKey, paid: TermsVersion, issued: TermsVersion, preset: Preset, facts: PricingFacts): SidePrice {
  const price = key.event === 'ISSUE' ? issuePrice(preset, issued, key, facts) : expirePrice(preset, issued, paid, key, facts);
  return { pointPrice: price.price, termsRef: price.ref, ...(price.steps && { steps: price.steps }), feeRate: '0', feeRef: '', taxProfileId: '' };
}

/** Which issuers' legs are told apart by more than the day of the burn; where nothing differs by it, a day only makes more groups. */
export function groupingOf(terms: TermsTable): { readonly byEarning: string[]; readonly byVesting: string[]; readonly prepaid: string[]; readonly expiring: string[]; readonly atEarning: { issuerId: string; from: BusinessDate; to?: BusinessDate }[]; readonly countBurns: boolean } {
  const versions = terms.all();
  const coalition = versions.filter((one) => one.partyId === HUB_PARTY).length;
  const where = (test: (body: TermsBody) => boolean): string[] => [...new Set(versions.filter((one) => test(one.body)).map((one) => one.partyId))].sort();
  const prepaid = where((body) => body.preset !== 'PAY_AT_BURN').filter((partyId) => partyId !== HUB_PARTY);
  return { byEarning: where((body) => body.rateBasis === 'LOT_ISSUE'), prepaid, byVesting: prepaid.filter((partyId) => coalition > 1 || versions.filter((one) => one.partyId === partyId).length > 1),
    expiring: [...new Set([...prepaid, ...where((body) => !rate(body.expireRate ?? '0').isZero())])].sort(),
    // What was restated is priced by corrections, and its burns may come back in any night.
    countBurns: [...versions, ...terms.corrections()].some((one) => one.body.fees.some((fee) => fee.flatPerBurn !== undefined)),
    atEarning: versions.filter((one) => one.body.issueTrigger === 'EARNED').map((one) => ({ issuerId: one.partyId, from: one.validFrom, ...(one.validTo !== undefined && { to: one.validTo }) })) };
}

/** The issuer's terms on the day on which the points counted as issued; undefined where that day does not price them. */
export function issuedBy(key: Pick<GroupKey, 'issuerId' | 'lotEarnedOn' | 'lotVestedOn'>, facts: Pick<PricingFacts, 'terms'>): TermsVersion | undefined {
  const { issuerId, lotEarnedOn, lotVestedOn } = key;
  const earned = lotEarnedOn === undefined ? undefined : facts.terms.at(issuerId, lotEarnedOn);
  if (earned?.body.issueTrigger === 'EARNED') return earned;
  return lotVestedOn === undefined ? undefined : facts.terms.require(issuerId, lotVestedOn);
}

/** The hub pays redeemers like any issuer of `PAY_AT_BURN`. */
function presetOf(key: GroupKey, issued: TermsVersion): Preset {
  return key.issuerId === HUB_PARTY ? 'PAY_AT_BURN' : issued.body.preset;
}

function burnSides(key: GroupKey, paid: TermsVersion, issued: TermsVersion, preset: Preset, facts: PricingFacts): Pick<GroupPricing, 'pay' | 'receive' | 'issuerTax' | 'redeemerTax' | 'redeemerCycleId'> {
  const payDate = paid.body.rateBasis === 'LOT_ISSUE' && key.lotEarnedOn !== undefined ? key.lotEarnedOn : key.businessDate;
  const payTerms = facts.terms.require(key.issuerId, payDate);
  const redeemerId = key.redeemerId ?? '';
  const received = facts.terms.require(redeemerId, key.businessDate);
  const payClause = preset === 'PAY_AT_ISSUE' ? clauseOf('ISSUE', 'PAY', issued, key, dateOf(key), facts, preset) : clauseOf('BURN', 'PAY', payTerms, key, payDate, facts, preset);
  const pay = sideOf(payClause, chargeOf('ISSUER_FEE', paid, key.businessDate, facts), facts);
  const receive = sideOf(clauseOf('BURN', 'RECEIVE', received, key, key.businessDate, facts, preset), chargeOf('ACCEPTANCE_FEE', received, key.businessDate, facts), facts);
  const redeemerCycleId = cycleOf(redeemerId, facts);
  const sides = { pay, receive, issuerTax: facts.taxVersion(pay.taxProfileId), redeemerTax: facts.taxVersion(receive.taxProfileId) };
  return redeemerCycleId ? { ...sides, redeemerCycleId } : sides;
}

interface PointPrice {
  readonly price: string;
  readonly ref: string;
  /** Of points that are given. */
  readonly steps?: SidePrice['steps'];
}

function issuePrice(preset: Preset, issued: TermsVersion, key: GroupKey, facts: PricingFacts): PointPrice {
  if (preset === 'PAY_AT_ISSUE') {
    const clause = clauseOf('ISSUE', 'PAY', issued, key, dateOf(key), facts, preset);
    return { price: clause.pointPrice, ref: clause.termsRef, ...(clause.steps && { steps: clause.steps }) };
  }
  return { price: preset === 'HYBRID_RESERVE' ? reserveOf(issued).price : '0', ref: refOf(issued, preset === 'HYBRID_RESERVE' ? 'reserve' : 'preset', facts) };
}

function expirePrice(preset: Preset, issued: TermsVersion, paid: TermsVersion, key: GroupKey, facts: PricingFacts): PointPrice {
  if (preset === 'HYBRID_RESERVE') return { price: reserveOf(issued).price, ref: refOf(issued, 'reserve', facts) };
  if (preset === 'PAY_AT_ISSUE') {
    const share = rate(issued.body.breakageShare ?? '0');
    return { price: share.isZero() ? '0' : short(share.mul(rate(issuePrice(preset, issued, key, facts).price))), ref: refOf(issued, 'breakage', facts) };
  }
  return { price: short(rate(paid.body.expireRate ?? '0').mul(rate(paid.body.settlementValue))), ref: refOf(paid, 'expire', facts) };
}

/** The part of the settlement value that is reserved when a point vests; it stays what it was on that day. */
export function reserveOf(issued: Pick<TermsVersion, 'body'>): NonNullable<GroupPricing['reserve']> {
  const { reserveRate = RESERVE_RATE, settlementValue, releaseShares = RELEASE_SHARES } = issued.body;
  return { price: short(rate(reserveRate).mul(rate(settlementValue))), issuerShare: releaseShares.issuer, fundShare: releaseShares.fund };
}

/** Prices have at most ten decimals. */
function short(price: { toDecimalPlaces(places: number): { toFixed(): string } }): string {
  return price.toDecimalPlaces(10).toFixed();
}

function dateOf(key: GroupKey): BusinessDate {
  return key.lotVestedOn ?? key.lotEarnedOn ?? key.businessDate;
}

/** Those who pay for a lot together, in the order of their codes; each is charged by its own terms. */
function fundersOf(key: GroupKey, funding: NonNullable<GroupKey['funding']>, facts: PricingFacts): Funder[] {
  return [...funding].sort((a, b) => (codeOf(a.partyId, facts) < codeOf(b.partyId, facts) ? -1 : 1)).map(({ partyId, weight }): Funder => {
    const cycleId = cycleOf(partyId, facts);
    const fee = key.event === 'BURN' ? chargeOf('ISSUER_FEE', facts.terms.require(partyId, key.businessDate), key.businessDate, facts) : { feeRate: '0', feeRef: '', taxProfileId: '' };
    return { partyId, weight, ...(cycleId && { cycleId }), fee, tax: key.event === 'BURN' ? facts.taxVersion(fee.taxProfileId) : '' };
  });
}

function codeOf(partyId: string, facts: PricingFacts): string {
  return partyId === HUB_PARTY ? 'HUB' : (facts.codes.get(partyId) ?? partyId);
}

function cycleOf(partyId: string, facts: PricingFacts): string | undefined {
  return isHubHeld(partyId) ? undefined : facts.cycles.get(partyId);
}

function sideOf(clause: Priced, charge: Charged, { found }: PricingFacts): SidePrice {
  return found ? found.side(clause, charge) : { ...clause, ...charge };
}

function chargeOf(lineType: 'ISSUER_FEE' | 'ACCEPTANCE_FEE', charged: TermsVersion, date: BusinessDate, facts: PricingFacts): Charged {
  const find = (): Charged => findCharge(lineType, charged, date, facts);
  return facts.found ? facts.found.charge(charged, `${lineType} ${date}`, find) : find();
}

function findCharge(lineType: 'ISSUER_FEE' | 'ACCEPTANCE_FEE', charged: TermsVersion, date: BusinessDate, facts: PricingFacts): Charged {
  const { fee, ref } = findFee(lineType, charged, date, facts);
  const taxProfileId = charged.body.taxProfiles[lineType] ?? facts.terms.at(HUB_PARTY, date)?.body.taxProfiles[lineType];
  if (taxProfileId === undefined) throw missing(`tax profile for ${lineType}`, charged.partyId, date);
  const feeTerms = termsOfFee(fee);
  const { ppnRounding = 'CUMULATIVE', ownBurnFee = false } = charged.body;
  return { feeRate: fee.steps?.[0]?.rate ?? fee.rate, feeRef: ref, taxProfileId, ...(feeTerms && { feeTerms }), ...(ppnRounding !== 'CUMULATIVE' && { ppnRounding }), ...(ownBurnFee && { ownBurnFee: true as const }) };
}

function termsOfFee({ steps, flatPerBurn, minPerCycle, maxPerCycle }: TermsBody['fees'][number]): FeeTerms | undefined {
  if (!steps && !flatPerBurn && !minPerCycle && !maxPerCycle) return undefined;
  const minor = ({ value }: { value: string }): string => valueToMinor(value).toString();
  return { ...(steps && { steps: steps.map((step) => ({ fromMinor: minor(step.fromAmount), rate: step.rate })) }), ...(flatPerBurn && { flatMinor: minor(flatPerBurn) }), ...(minPerCycle && { minMinor: minor(minPerCycle) }), ...(maxPerCycle && { maxMinor: minor(maxPerCycle) }) };
}

function clauseOf(event: Clause['event'], which: Side, own: TermsVersion, { pointKind }: GroupKey, date: BusinessDate, facts: PricingFacts, issuerPreset: Preset): Priced {
  const find = (): Priced => findClause(event, which, own, pointKind, date, facts, issuerPreset);
  return facts.found ? facts.found.clause(own, `${event} ${which} ${pointKind} ${date} ${issuerPreset}`, find) : find();
}

/** Own terms before the coalition's, then more qualifiers before fewer. */
function findClause(event: Clause['event'], which: Side, own: TermsVersion, pointKind: string, date: BusinessDate, facts: PricingFacts, issuerPreset: Preset): Priced {
  for (const version of [own, facts.terms.at(HUB_PARTY, date)]) {
    const fitting = (version?.body.clauses ?? [])
      .filter((one) => one.event === event && one.side === which && (one.pointKind ?? pointKind) === pointKind && one.category === undefined
        && (one.issuerPreset === undefined || one.issuerPreset === issuerPreset))
      .sort((a, b) => qualifiers(b) - qualifiers(a));
    const clause = fitting[0];
    if (version && clause) return { pointPrice: clause.steps?.[0]?.pointPrice ?? clause.pointPrice, termsRef: refOf(version, `clause ${clause.clauseId}`, facts), ...(clause.steps && { steps: clause.steps }) };
  }
  throw missing(`${event} ${which} clause`, own.partyId, date);
}

function findFee(lineType: 'ISSUER_FEE' | 'ACCEPTANCE_FEE', own: TermsVersion, date: BusinessDate, facts: PricingFacts): { fee: TermsBody['fees'][number]; ref: string } {
  for (const version of [own, facts.terms.at(HUB_PARTY, date)]) {
    const fee = version?.body.fees.find((one) => one.lineType === lineType);
    if (version && fee) return { fee, ref: refOf(version, `clause ${fee.clauseId}`, facts) };
  }
  throw missing(`${lineType} clause`, own.partyId, date);
}

function qualifiers(clause: Clause): number {
  return [clause.pointKind, clause.issuerPreset].filter((one) => one !== undefined).length;
}

function refOf(version: TermsVersion, what: string, facts: PricingFacts): string {
  const party = version.partyId === HUB_PARTY ? 'COALITION' : (facts.codes.get(version.partyId) ?? partyToWire(version.partyId));
  return `${party}@v${version.version} ${what}`;
}

function missing(what: string, partyId: string, date: BusinessDate): DomainError {
  const party = partyId === HUB_PARTY ? 'COALITION' : partyToWire(partyId);
  return new DomainError('price_missing', { detail: `${party} has no ${what} for ${date}, nor has the coalition. Publish and countersign terms that have one, then run the night again.`, data: { partyId: party, businessDate: date } });
}
