import { allocate, scaleWeights } from '../../kernel/allocate';
import { sha256Hex } from '../../kernel/canonical';
import { COALITION_FUND_PARTY, HUB_PARTY, RATE_DIFFERENCE_PARTY, isHubHeld, reserveOf } from '../../kernel/parties';
import { Exact, rate } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import type { CalculationInput, GroupLine, GroupPricing, LegGroup, LineKind, LineParts, ReserveMovement, SidePrice } from './facts';
import { Bases } from './bases';
import { Fees, type Charge } from './fees';
import { minor, type Line, type Lines } from './lines';
import { moveReserves, type ReserveMove } from './reserve';

/** One that pays a part of a claim, or receives one: its line, and what the hub charges it. Without a line it is the other side itself. */
interface Part {
  readonly partyId: string;
  readonly cycleId: string;
  readonly weight: string;
  readonly line?: Line;
  readonly charge?: Charge;
}

/** Groups of one claim that are charged the same fees; the claim's rounded delta is told apart by them. */
interface Share {
  readonly key: string;
  readonly phase: ReturnType<typeof phaseOf>;
  readonly parts: readonly Part[];
  readonly payeeCharge?: Charge;
  exact: Exact;
  points: bigint;
  /** What the issuer's reserve gives of it. */
  released: bigint;
  burns: number;
}

type Payer = Omit<Part, 'line'>;
type Total = NonNullable<LineParts['total']>;
export type Weighted = Pick<Part, 'partyId' | 'weight'>;

/** Turns priced groups into claims: which party owes which, for what, on which line. Amounts are rounded when all groups have been added. */
export class Claims {
  private readonly shares = new Map<string, Share>();
  private readonly reserves = new Map<string, ReserveMove[]>();
  private readonly charges = new Charges();
  private readonly feeLinesOf = new Map<Charge, readonly GroupLine[]>();
  private readonly fees: Fees;
  private readonly bases: Bases;

  constructor(private readonly lines: Lines, private readonly input: CalculationInput) {
    this.fees = new Fees(lines, input.cashUnitMinor);
    this.bases = new Bases(input.cashUnitMinor);
  }

  /** @returns the lines on which the group is charged */
  add(group: LegGroup, pricing: GroupPricing): GroupLine[] {
    if (group.event === 'BURN') return this.burn(group, pricing);
    if (group.event === 'ISSUE') return this.issue(group, pricing);
    return this.expire(group, pricing);
  }

  /** Rounds reserves, then each claim once, and charges fees on the whole-rupiah figures. */
  cumulate(): ReserveMovement[] {
    const line = (issuerId: string, kind: 'RESERVE_FUNDING' | 'RESERVE_RELEASE'): Line => {
      const [own, ofReserve] = [{ id: issuerId, cycle: this.input.bookingCycles?.get(issuerId) ?? '' }, { id: reserveOf(issuerId), cycle: '' }];
      const [payer, payee] = kind === 'RESERVE_FUNDING' ? [own, ofReserve] : [ofReserve, own];
      return this.lines.at({ lineType: 'CLAIM', payer: payer.id, payerCycleId: payer.cycle, payee: payee.id, payeeCycleId: payee.cycle, qualifier: '', kind, section: 'NORMAL', funding: 'TRUE_UP' });
    };
    const moved = moveReserves(this.reserves, { funding: (issuerId) => line(issuerId, 'RESERVE_FUNDING'), release: (issuerId) => line(issuerId, 'RESERVE_RELEASE') }, this.input);
    for (const share of [...this.shares.values()].sort((a, b) => (a.key < b.key ? -1 : 1))) this.round(share);
    this.bases.charge(this.fees);
    this.fees.charge();
    return moved;
  }

  private burn(group: LegGroup, pricing: GroupPricing): GroupLine[] {
    const { pay, receive = pay, preset } = pricing;
    const redeemer = { id: group.redeemerId ?? '', cycle: pricing.redeemerCycleId ?? '' };
    const own = group.issuerId === redeemer.id;
    const acceptance = isHubHeld(redeemer.id) || (own && !receive.ownBurnFee) ? undefined : this.charges.of('ACCEPTANCE_FEE', redeemer.id, redeemer.cycle, receive, pricing.redeemerTax);
    if (preset === 'PAY_AT_ISSUE') {
      const paid = this.share({ group, pricing, kind: 'BURN', payers: [HUB], payee: redeemer, price: receive, ...(acceptance && { payeeCharge: acceptance }) });
      return [...paid.lines, ...this.feeLines(acceptance)];
    }
    const payers = this.payers(group, pricing);
    if (own && !pricing.funders) return this.ownBurn(group, pricing, payers, acceptance);
    const equal = samePrice(pay, receive);
    const payee = equal ? redeemer : { id: RATE_DIFFERENCE_PARTY, cycle: '' };
    const paid = this.share({ group, pricing, kind: 'BURN', payers, payee, qualifier: equal ? '' : redeemer.id, price: pay, ...(equal && acceptance && { payeeCharge: acceptance }) });
    // Two prices make two amounts; what lies between them is the hub's rate difference.
    const received = equal ? undefined : this.share({ group, pricing, kind: 'BURN', payers: receivedFrom(payers, redeemer.id).map((one) => ({ ...one, cycleId: '' })), payee: redeemer, qualifier: group.issuerId, price: receive, ...(acceptance && { payeeCharge: acceptance }) });
    const released = usesReserve(group, pricing) ? this.use(group, pricing, payee, equal ? '' : redeemer.id, paid.share) : [];
    return [...paid.lines, ...(received?.lines ?? []), ...released, ...payers.flatMap((one) => this.feeLines(one.charge)), ...this.feeLines(acceptance)];
  }

  /** Points that come home make no claim; what was reserved for them goes back. A fee is charged on their value where the terms say so. */
  private ownBurn(group: LegGroup, pricing: GroupPricing, payers: readonly Payer[], acceptance: Charge | undefined): GroupLine[] {
    const { pay, receive = pay } = pricing;
    const released = usesReserve(group, pricing) ? this.use(group, pricing, { id: group.issuerId, cycle: pricing.issuerCycleId ?? '' }, '') : [];
    const issuer = payers[0]?.charge;
    if (issuer) this.fees.add(issuer, 0n, group.points, group.burns?.pay, minor(group.points, pay.pointPrice));
    if (acceptance) this.fees.add(acceptance, 0n, group.points, group.burns?.receive, minor(group.points, receive.pointPrice));
    return [...released, ...this.feeLines(issuer), ...this.feeLines(acceptance)];
  }

  private issue(group: LegGroup, pricing: GroupPricing): GroupLine[] {
    if (pricing.preset === 'PAY_AT_ISSUE') return this.share({ group, pricing, kind: 'ISSUE', payers: this.payers(group, pricing), payee: { id: HUB_PARTY, cycle: '' }, price: pricing.pay }).lines;
    if (pricing.preset !== 'HYBRID_RESERVE' || !pricing.reserve || group.source === 'RESTATED') return [];
    const payers = this.payers(group, pricing);
    const funded = this.reserveLines(group, pricing, 'RESERVE_FUNDING', payers, { id: reserveOf(group.issuerId), cycle: '' });
    this.reserveMove(group, pricing, group.points > 0n ? 'VEST' : 'TAKE_BACK', funded, payers.map((one) => one.weight));
    return funded.map((line) => ({ lineKey: line.key, price: pricing.reserve?.price ?? '0', clause: pricing.pay.termsRef }));
  }

  private expire(group: LegGroup, pricing: GroupPricing): GroupLine[] {
    const payers = this.payers(group, pricing);
    const { reserve, pay } = pricing;
    if (pricing.preset === 'PAY_AT_ISSUE') return rate(pay.pointPrice).isZero() ? [] : this.share({ group, pricing, kind: 'BREAKAGE_SHARE', payers, payee: { id: HUB_PARTY, cycle: '' }, price: pay, toParts: true }).lines;
    if (pricing.preset !== 'HYBRID_RESERVE' || !reserve) return rate(pay.pointPrice).isZero() ? [] : this.share({ group, pricing, kind: 'EXPIRE', payers, payee: { id: COALITION_FUND_PARTY, cycle: '' }, price: pay }).lines;
    if (group.source === 'RESTATED') return [];
    const to = [{ id: group.issuerId, cycle: pricing.issuerCycleId ?? '' }, { id: COALITION_FUND_PARTY, cycle: '' }];
    const released = to.map((payee) => this.releaseLine(group, pricing, payee, ''));
    this.reserveMove(group, pricing, group.points > 0n ? 'USE' : 'RETURN', released, [reserve.issuerShare, reserve.fundShare]);
    return released.map((line) => ({ lineKey: line.key, price: reserve.price, clause: pay.termsRef }));
  }

  /** What was reserved for burned points goes to who is paid for them, up to what that is; where the price has fallen below it since they vested, the rest goes home to the issuer. */
  private use(group: LegGroup, pricing: GroupPricing, payee: { id: string; cycle: string }, qualifier: string, share?: Share): GroupLine[] {
    const reserved = rate(pricing.reserve?.price ?? '0');
    const prices = (pricing.pay.steps ?? [pricing.pay]).map((one) => rate(one.pointPrice));
    const claimed = share ? Exact.min(reserved, ...prices) : reserved;
    const home = { id: group.issuerId, cycle: pricing.issuerCycleId ?? '' };
    const to = [{ line: this.releaseLine(group, pricing, payee, qualifier), price: claimed }, ...(claimed.lt(reserved) ? [{ line: this.releaseLine(group, pricing, home, ''), price: reserved.sub(claimed) }] : [])];
    this.reserveMove(group, pricing, group.points > 0n ? 'USE' : 'RETURN', to.map(({ line }) => line), to.length === 1 ? ['1'] : to.map(({ price }) => price.toFixed()), ([amount = 0n]) => {
      if (!share) return;
      share.released += amount;
      share.exact = share.exact.sub(amount.toString());
    });
    return to.map(({ line, price }) => ({ lineKey: line.key, price: price.toFixed(), clause: pricing.pay.termsRef }));
  }

  private releaseLine(group: LegGroup, pricing: GroupPricing, payee: { id: string; cycle: string }, qualifier: string): Line {
    return this.lines.at({ lineType: 'CLAIM', payer: reserveOf(group.issuerId), payerCycleId: '', payee: payee.id, payeeCycleId: payee.cycle, qualifier, kind: 'RESERVE_RELEASE', section: pricing.late ? 'LATE' : 'NORMAL',
      // One for each line of the issuer's that it relieves, so that what comes back comes back to that line.
      funding: fundingName(group, pricing) || (pricing.issuerCycleId ?? '') });
  }

  private reserveLines(group: LegGroup, pricing: GroupPricing, kind: LineKind, payers: readonly Payer[], payee: { id: string; cycle: string }): Line[] {
    return payers.map((one) => this.lines.at({ lineType: 'CLAIM', payer: one.partyId, payerCycleId: one.cycleId, payee: payee.id, payeeCycleId: payee.cycle, qualifier: '', kind, section: pricing.late ? 'LATE' : 'NORMAL', funding: fundingName(group, pricing) }));
  }

  private reserveMove(group: LegGroup, pricing: GroupPricing, phase: ReserveMove['phase'], lines: readonly Line[], weights: readonly string[], released?: ReserveMove['released']): void {
    const points = group.points < 0n ? -group.points : group.points;
    const known = this.reserves.get(group.issuerId) ?? [];
    lines.forEach((line) => line.refs.add(pricing.pay.termsRef));
    known.push({ phase, key: [lines.map((line) => line.key).join('&'), groupKeyOf(group)].join('#'), points, value: minor(points, pricing.reserve?.price ?? '0'), lines, weights, ...(group.source === 'CORRECTION' && { levelStays: true }), ...(released && { released }) });
    this.reserves.set(group.issuerId, known);
  }

  private feeLines(of: Charge | undefined): readonly GroupLine[] {
    if (!of) return [];
    const known = this.feeLinesOf.get(of) ?? [{ lineKey: this.lines.fee(of.lineType, of.partyId, of.cycleId, HUB_PARTY).key, price: of.feeRate, clause: of.feeRef }];
    this.feeLinesOf.set(of, known);
    return known;
  }

  /** Who pays what the issuer owes: its funders, or the issuer alone. */
  private payers(group: LegGroup, pricing: GroupPricing): Payer[] {
    const fees = group.event === 'BURN';
    if (!pricing.funders) {
      const own = group.issuerId === group.redeemerId && !pricing.pay.ownBurnFee;
      return [{ partyId: group.issuerId, cycleId: pricing.issuerCycleId ?? '', weight: '1', ...(fees && !own && !isHubHeld(group.issuerId) && { charge: this.charges.of('ISSUER_FEE', group.issuerId, pricing.issuerCycleId ?? '', pricing.pay, pricing.issuerTax) }) }];
    }
    return pricing.funders.map(({ partyId, weight, cycleId = '', fee, tax }) => ({ partyId, cycleId, weight, ...(fees && !isHubHeld(partyId) && { charge: this.charges.of('ISSUER_FEE', partyId, cycleId, fee, tax) }) }));
  }

  private share(claim: { group: LegGroup; pricing: GroupPricing; kind: LineKind; payers: readonly Payer[]; payee: { id: string; cycle: string }; price: SidePrice; qualifier?: string; payeeCharge?: Charge; toParts?: true }): { share: Share; lines: GroupLine[] } {
    const { group, pricing, kind, payee, price, qualifier = '' } = claim;
    const funding = claim.payers.length > 1 ? fundingName(group, pricing) : '';
    const parts = claim.payers.map((one): Part => {
      // A funder that is itself the redeemer owes itself nothing.
      if (one.partyId === payee.id || (payee.id === RATE_DIFFERENCE_PARTY && one.partyId === group.redeemerId)) return { partyId: one.partyId, cycleId: one.cycleId, weight: one.weight };
      const [from, to] = claim.toParts ? [payee, { id: one.partyId, cycle: one.cycleId }] : [{ id: one.partyId, cycle: one.cycleId }, payee];
      return { ...one, line: this.lines.at({ lineType: 'CLAIM', payer: from.id, payerCycleId: from.cycle, payee: to.id, payeeCycleId: to.cycle, qualifier, kind, section: pricing.late ? 'LATE' : 'NORMAL', funding }) };
    });
    const key = [phaseOf(group), parts.map((one) => one.line?.key ?? one.partyId).join('&'), ...parts.map((one) => nameOf(one.charge)), nameOf(claim.payeeCharge)].join('#');
    const first = parts.find((one) => one.line)?.line;
    const worth = first ? first.worth(group.points, price) : minor(group.points, price.pointPrice);
    const before = this.shares.get(key);
    const known = before ?? { key, phase: phaseOf(group), parts, ...(claim.payeeCharge && { payeeCharge: claim.payeeCharge }), exact: worth, points: 0n, released: 0n, burns: 0 };
    if (before) before.exact = before.exact.add(worth);
    else this.shares.set(key, known);
    known.points += group.points;
    if (first) this.bases.add(first, { parts, payeeCharge: claim.payeeCharge, points: group.points, worth, price, burns: group.burns, rounding: { pay: pricing.pay.ppnRounding, receive: pricing.receive?.ppnRounding } });
    else known.burns += group.burns?.pay ?? 0;
    // Where both sides have the same price, one line stands on a clause of each.
    const payeeClause = payee.id === group.redeemerId ? pricing.receive?.termsRef : undefined;
    // Parts of one party stand on one line.
    const text = priceText(price);
    const lines = [...new Set(parts.flatMap(({ line }) => line?.key ?? []))].map((lineKey): GroupLine => ({ lineKey, price: text, clause: price.termsRef, ...(payeeClause !== undefined && { payeeClause }) }));
    for (const { line } of parts) [price.termsRef, payeeClause].forEach((ref) => ref !== undefined && line?.refs.add(ref));
    return { share: known, lines };
  }

  private round(share: Share): void {
    this.advance(share);
    const [only] = share.parts;
    // One that redeems what it alone pays for owes nobody; what its reserve gives is charged.
    if (only?.charge && !share.parts.some((one) => one.line)) this.fees.add(only.charge, share.released, share.points, share.burns);
  }

  /** Moves the lines of a claim by what each part pays of this window's delta: all of it, or what the largest remainders say. */
  private advance(share: Share): void {
    const [only, second] = share.parts;
    if (only && !second) {
      if (!only.line) return;
      only.line.points += share.points;
      only.line.advance(share.exact);
      return;
    }
    const unit = this.input.cashUnitMinor;
    const weights = scaleWeights(share.parts.map((one) => one.weight));
    const nothing: Total = { exact: '0', amount: '0', points: '0', parts: share.parts.map(() => '0'), released: '0', releasedParts: share.parts.map(() => '0') };
    const known = share.parts.find((one) => one.line?.parts.total)?.line?.parts.total ?? nothing;
    const exact = new Exact(known.exact).add(share.exact);
    const after = roundHalfUp(exact, unit);
    const part = (before: bigint, now: bigint, had: readonly bigint[]): bigint[] => inUnits(now, unit, () => split(before / unit, now / unit, had.map((one) => one / unit), weights));
    const had = known.parts.map(BigInt);
    // What is put in follows what was taken out: both together are one change of what stood before the window, so that nobody's part moves where the whole does not.
    const from = share.phase === 2 ? (share.parts.find((one) => one.line?.before.parts?.total)?.line?.before.parts?.total ?? nothing) : known;
    const parts = part(BigInt(from.amount), after, from.parts.map(BigInt));
    const released = BigInt(known.released) + share.released;
    const releasedParts = part(BigInt(known.released), released, known.releasedParts.map(BigInt));
    const points = BigInt(known.points) + share.points;
    const [countsBefore, counts] = [allocate(BigInt(known.points), weights), allocate(points, weights)];
    const total: Total = { exact: exact.toFixed(), amount: after.toString(), points: points.toString(), parts: parts.map(String), released: released.toString(), releasedParts: releasedParts.map(String) };
    share.parts.forEach(({ line }, at) => {
      if (!line) return;
      line.book((parts[at] ?? 0n) - (had[at] ?? 0n));
      line.points += (counts[at] ?? 0n) - (countsBefore[at] ?? 0n);
      line.parts = { ...line.parts, total };
    });
  }
}

/**
 * The parts of a total that grew or shrank: growing, by the weights; shrinking, by what each still owes, so that no part falls below nothing
 * or gets back more than it was charged.
 */
export function split(before: bigint, after: bigint, had: readonly bigint[], weights: readonly bigint[]): bigint[] {
  const delta = after - before;
  if (delta < 0n && had.every((one) => one >= 0n) && had.some((one) => one > 0n)) {
    const credited = allocate(-delta, had);
    return had.map((one, at) => one - (credited[at] ?? 0n));
  }
  const byWeight = allocate(before, weights);
  if (had.every((one, at) => one === byWeight[at])) return allocate(after, weights);
  const added = allocate(delta, weights);
  return had.map((one, at) => one + (added[at] ?? 0n));
}

function inUnits(amount: bigint, unit: bigint, of: (units: bigint) => bigint[]): bigint[] {
  return of(amount / unit).map((one) => one * unit);
}

/** Who stands between two prices: the rate difference pays for all payers; where the redeemer is one of them, its own part is neither paid nor received. */
export function receivedFrom(payers: readonly Weighted[], redeemerId: string): Weighted[] {
  if (!payers.some((one) => one.partyId === redeemerId)) return [{ partyId: RATE_DIFFERENCE_PARTY, weight: '1' }];
  return payers.map(({ partyId, weight }) => ({ partyId: partyId === redeemerId ? partyId : RATE_DIFFERENCE_PARTY, weight }));
}

const HUB: Payer = { partyId: HUB_PARTY, cycleId: '', weight: '1' };

/** What the sides of claims are charged: of groups that share the price of a side, one and the same charge. */
class Charges {
  private readonly bySide = new Map<object, Charge[]>();

  of(lineType: Charge['lineType'], partyId: string, cycleId: string, side: Omit<SidePrice, 'pointPrice' | 'steps' | 'termsRef'>, tax: string): Charge {
    const known = this.bySide.get(side) ?? [];
    const found = known.find((one) => one.lineType === lineType && one.partyId === partyId && one.cycleId === cycleId && one.tax === tax);
    if (found) return found;
    const { feeRate, feeRef, feeTerms, taxProfileId, ppnRounding, ownBurnFee } = side;
    const charge: Charge = { lineType, partyId, cycleId, tax, feeRate, feeRef, taxProfileId, ...(feeTerms && { feeTerms }), ...(ppnRounding && { ppnRounding }), ...(ownBurnFee && { ownBurnFee }) };
    this.bySide.set(side, [...known, charge]);
    return charge;
  }
}

function nameOf(of: Charge | undefined): string {
  return of === undefined ? '' : `${of.feeRate}#${of.feeRef}#${of.tax}`;
}

function priceText({ pointPrice, steps }: SidePrice): string {
  return (steps ? steps.map((step) => step.pointPrice) : [pointPrice]).map((one) => rate(one).toFixed()).join('; ');
}

export function samePrice(pay: SidePrice, receive: SidePrice): boolean {
  if (pay.pointPrice === receive.pointPrice && pay.steps === undefined && receive.steps === undefined) return true;
  return rate(pay.pointPrice).eq(rate(receive.pointPrice)) && JSON.stringify(pay.steps ?? []) === JSON.stringify(receive.steps ?? []);
}

/** A name for the issuer and funders of jointly funded lots; empty for the issuer alone. */
function fundingName(group: LegGroup, pricing: GroupPricing): string {
  if (!pricing.funders) return '';
  return sha256Hex(JSON.stringify([group.issuerId, pricing.funders.map(({ partyId, cycleId, weight }) => [partyId, cycleId ?? '', weight]), pricing.redeemerCycleId ?? ''])).slice(0, 16);
}

/** The legs that a group is priced like: itself, or, where it takes legs of the same window back, the group of those. */
export function pricedLike(group: LegGroup, windowDate: string): LegGroup {
  const { event, issuerId, redeemerId, businessDate, pointKind, lotEarnedOn, lotVestedOn, funding, points, legs } = group;
  return { event, issuerId, businessDate, pointKind, ...(redeemerId && { redeemerId }), ...(lotEarnedOn && { lotEarnedOn }), ...(lotVestedOn && { lotVestedOn }), ...(funding && { funding }), late: businessDate < windowDate, points, legs, source: 'LEGS' };
}

/**
 * What a restatement takes out is taken out before the day's own, and what it puts in is put in after it: steps of prices, the rounding of claims and the bases
 * of fees then move as if each had a night of its own.
 */
export function phaseOf({ source, points }: Pick<LegGroup, 'source' | 'points'>): 0 | 1 | 2 {
  if (source !== 'RESTATED') return 1;
  return points < 0n ? 0 : 2;
}

/** A restatement leaves what was reserved as it is: the price of the reserve was fixed when the points vested. */
function usesReserve({ source }: LegGroup, { preset, reserve }: GroupPricing): boolean {
  return preset === 'HYBRID_RESERVE' && reserve !== undefined && source !== 'RESTATED';
}

/** The name of a group in the record; it depends on what the group is, not on the order of reading. */
export function groupKeyOf(group: LegGroup): string {
  const { event, issuerId, redeemerId = '', businessDate, pointKind, lotEarnedOn = '', lotVestedOn = '', funding = [], late, source, reverses } = group;
  const back = reverses === undefined ? '' : reverses === 'SAME_WINDOW' ? 'R' : `R:${reverses.groupId}`;
  const funders = funding.length === 0 ? '' : funding.map((one) => `${one.partyId}*${one.weight}`).join('+');
  return `${event}|${issuerId}|${redeemerId}|${businessDate}|${pointKind}|${lotEarnedOn}|${lotVestedOn}|${funders}|${late ? 'LATE' : ''}|${source === 'LEGS' ? '' : source}|${back}`;
}
