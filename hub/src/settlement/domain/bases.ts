import { scaleWeights } from '../../kernel/allocate';
import { Exact } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import type { LegGroup, LineParts, SidePrice } from './facts';
import { partName, type Charge, type Fees } from './fees';
import { stepped, type Line } from './lines';

type Side = 'pay' | 'receive';
export type BasePart = NonNullable<NonNullable<LineParts['bases']>[Side]>[number];

/** What a window moves of one part: exact worth at plain prices, and points by clause of stepped ones. */
export interface MovedPart {
  readonly worth: Exact;
  readonly tiers?: ReadonlyMap<string, bigint>;
}

/** What a group moves of a claim. */
export interface MovedClaim {
  /** The payers' parts of it, and what is charged on each; a part without a line is nobody's to receive. */
  readonly parts: readonly { readonly charge?: Charge; readonly weight: string; readonly line?: Line }[];
  readonly payeeCharge?: Charge | undefined;
  readonly points: bigint;
  /** Before any reserve. */
  readonly worth: Exact;
  readonly price: Pick<SidePrice, 'steps' | 'termsRef'>;
  readonly burns: LegGroup['burns'];
  readonly rounding: { readonly [side in Side]: SidePrice['ppnRounding'] };
}

/** What a window moves of one side of a claim's line under one name. */
interface Added {
  readonly charges: readonly (Charge | undefined)[];
  points: bigint;
  burns: number;
  worth: Exact;
  tiers?: Map<string, bigint>;
}

interface Claim {
  readonly parts: MovedClaim['parts'];
  readonly rounding: MovedClaim['rounding'];
  readonly steps: Map<string, NonNullable<SidePrice['steps']>>;
  readonly pay: Map<string, Added>;
  readonly receive: Map<string, Added>;
}

const SIDES = ['pay', 'receive'] as const satisfies Side[];
const NOTHING = new Exact(0);
const NO_STEPS: ReadonlyMap<string, NonNullable<SidePrice['steps']>> = new Map();

/**
 * Tells the whole rupiah of a claim's line apart by what is charged on them. On each side the parts stand in the order in which they came onto the line; a part's base is the rounding of
 * all up to it less that of those before it, and steps of a price are gone through in the same order. So it depends on what stands on the line and not on what came back first, and nothing
 * stays on a part of which all has come back.
 */
export class Bases {
  private readonly claims = new Map<Line, Claim>();
  private readonly names = new Map<Charge, string>();
  constructor(private readonly unit: bigint) {}

  add(line: Line, moved: MovedClaim): void {
    const { parts, payeeCharge } = moved;
    const claim = this.claims.get(line) ?? { parts, rounding: moved.rounding, steps: new Map<string, NonNullable<SidePrice['steps']>>(), pay: new Map<string, Added>(), receive: new Map<string, Added>() };
    this.claims.set(line, claim);
    if (moved.price.steps) claim.steps.set(moved.price.termsRef, moved.price.steps);
    // What bears no fee is a part as well: points that came home, beside others that do bear one.
    this.collect(claim.pay, parts.length === 1 ? this.nameOf(parts[0]?.charge) : parts.map((one) => this.nameOf(one.charge)).join('&'), () => parts.map((one) => one.charge), moved, moved.burns?.pay ?? 0);
    this.collect(claim.receive, this.nameOf(payeeCharge), () => [payeeCharge], moved, moved.burns?.receive ?? 0);
  }

  private nameOf(of: Charge | undefined): string {
    if (!of) return '';
    const known = this.names.get(of) ?? partName(of);
    this.names.set(of, known);
    return known;
  }

  private collect(side: Map<string, Added>, name: string, charges: () => Added['charges'], { points, price, worth }: MovedClaim, burns: number): void {
    const known = side.get(name);
    const added = known ?? { charges: charges(), points: 0n, burns: 0, worth: NOTHING };
    if (!known) side.set(name, added);
    added.points += points;
    added.burns += burns;
    if (price.steps) (added.tiers ??= new Map()).set(price.termsRef, (added.tiers.get(price.termsRef) ?? 0n) + points);
    else added.worth = added.worth === NOTHING ? worth : added.worth.add(worth);
  }

  /** Adds to each fee what its base grew or shrank by; lines have been rounded. */
  charge(fees: Fees): void {
    for (const [line, claim] of this.claims) {
      const charged = SIDES.filter((side) => line.parts.bases?.[side] !== undefined || isCharged(claim[side]));
      if (charged.length === 0) continue;
      const bases = Object.fromEntries(charged.map((side) => [side, this.chargeSide(line, claim, side, claim[side], fees)]));
      line.parts = { ...line.parts, bases: { ...line.parts.bases, ...bases } };
    }
  }

  private chargeSide(line: Line, claim: Claim, side: Side, byName: ReadonlyMap<string, Added>, fees: Fees): readonly BasePart[] {
    const before = line.before.parts?.bases?.[side] ?? whatStood(line);
    const [first] = byName;
    if (first && byName.size === 1 && before.length === 0 && claim.parts.length === 1 && claim.steps.size === 0) return this.chargeAll(line, first, fees);
    const now = grown(before, byName, claim.steps);
    const all = claim.parts.length;
    // Each payer bears the fee on its own part, the payee on what it receives: all parts that somebody else pays.
    const bearers = side === 'pay' && all > 1 ? claim.parts.map((_, at) => [at]) : [claim.parts.flatMap((one, at) => (side === 'pay' || one.line ? [at] : []))];
    bearers.forEach((own, at) => {
      const [was, is] = own.length === all ? [rounded(before, this.unit), rounded(now, this.unit)] : [this.partsOf(before, claim, own, line.before.parts?.total), this.partsOf(now, claim, own, line.parts.total)];
      now.forEach(({ name }, place) => {
        const [base, added] = [(is[place] ?? 0n) - (was[place] ?? 0n), byName.get(name)];
        const charge = added?.charges[at];
        if (charge && added) fees.add(charge, base, added.points, added.burns);
        else if (base !== 0n) this.shift(line, claim, side, at, name.split('&')[at] ?? '', base, fees);
      });
    });
    return now;
  }

  /** A line that is new and charged one fee on this side: its base is all of it. */
  private chargeAll(line: Line, [name, { charges, points, burns, worth }]: readonly [string, Added], fees: Fees): readonly BasePart[] {
    const isLine = line.exact.eq(worth);
    const [charge] = charges;
    if (charge) fees.add(charge, isLine ? line.delta : roundHalfUp(worth, this.unit), points, burns);
    return [{ name, exact: isLine ? line.exactText : worth.toFixed() }];
  }

  /** A part that the window does not touch, and whose base moves all the same, since others moved through the steps of its price or its rounding. */
  private shift(line: Line, claim: Claim, side: Side, at: number, name: string, base: bigint, fees: Fees): void {
    const alike = [...(claim[side]?.values() ?? [])].find((one) => one.charges[at])?.charges[at];
    const [partyId, cycleId] = side === 'pay' ? [alike?.partyId ?? line.name.payer, alike?.cycleId ?? line.name.payerCycleId] : [line.name.payee, line.name.payeeCycleId];
    if (name !== '') fees.shift({ lineType: side === 'pay' ? 'ISSUER_FEE' : 'ACCEPTANCE_FEE', partyId, cycleId, name, base, rounding: alike ? alike.ppnRounding : claim.rounding[side] });
  }

  /** Whole rupiah by part of what one of several pays, or the payee receives of them. */
  private partsOf(parts: readonly BasePart[], { parts: payers }: Claim, own: readonly number[], total: LineParts['total']): bigint[] {
    const scaled = scaleWeights(payers.map((one) => one.weight));
    const share = own.reduce((sum, at) => sum + (scaled[at] ?? 0n), 0n).toString();
    const all = scaled.reduce((sum, one) => sum + one, 0n).toString();
    const last = parts.findLastIndex(({ exact }) => !new Exact(exact).isZero());
    let [sum, before] = [NOTHING, 0n];
    return parts.map(({ exact }, place) => {
      sum = sum.add(exact);
      // What each of several has paid is settled by what it was charged before; the last part takes what the others leave of it.
      const upTo = place >= last ? paidBy(own, total) : roundHalfUp(sum.mul(share).div(all), this.unit);
      const base = upTo - before;
      before = upTo;
      return base;
    });
  }
}

function isCharged(byName: ReadonlyMap<string, Added>): boolean {
  for (const { charges } of byName.values()) if (charges.some((one) => one !== undefined)) return true;
  return false;
}

/** What a line came to before anything on it was charged. */
function whatStood({ before }: Line): readonly BasePart[] {
  if (before.exact === '0' && before.points === 0n) return [];
  return [{ name: '', exact: before.exact, ...(before.parts?.tiers && { tiers: before.parts.tiers }) }];
}

function paidBy(own: readonly number[], total: LineParts['total']): bigint {
  return own.reduce((sum, at) => sum + BigInt(total?.parts[at] ?? '0') + BigInt(total?.releasedParts[at] ?? '0'), 0n);
}

/** The parts after a window; new ones stand last, by their names. @param steps of stepped prices by clause */
export function grown(before: readonly BasePart[], byName: ReadonlyMap<string, MovedPart>, steps: ReadonlyMap<string, NonNullable<SidePrice['steps']>> = NO_STEPS): BasePart[] {
  const fresh = [...byName.keys()].filter((name) => !before.some((one) => one.name === name)).sort();
  const parts = [...before, ...fresh.map((name): BasePart => ({ name, exact: '0' }))];
  const exact = parts.map((one) => {
    const worth = byName.get(one.name)?.worth;
    return one.exact === '0' ? (worth ?? NOTHING) : worth ? new Exact(one.exact).add(worth) : new Exact(one.exact);
  });
  if (steps.size === 0) return parts.map((one, at) => ({ ...one, exact: (exact[at] as Exact).toFixed() }));
  const tiersOf = (after: boolean, ref: string): bigint[] => parts.map((one) => BigInt(one.tiers?.[ref] ?? '0') + (after ? (byName.get(one.name)?.tiers?.get(ref) ?? 0n) : 0n));
  for (const [ref, price] of steps) {
    const [was, is] = [false, true].map((after) => byStep(tiersOf(after, ref), price)) as [Exact[], Exact[]];
    is.forEach((worth, at) => (exact[at] = (exact[at] as Exact).add(worth).sub(was[at] ?? 0)));
  }
  return parts.map((one, at) => {
    const tiers = { ...one.tiers };
    for (const [ref, points] of byName.get(one.name)?.tiers ?? []) tiers[ref] = (BigInt(tiers[ref] ?? '0') + points).toString();
    return { name: one.name, exact: (exact[at] as Exact).toFixed(), ...(Object.keys(tiers).length > 0 && { tiers }) };
  });
}

/** Whole cash units by part: the rounding of all up to it less that of those before it. */
export function rounded(parts: readonly BasePart[], unit: bigint): bigint[] {
  const [only, second] = parts;
  if (!only) return [];
  if (!second) return [roundHalfUp(new Exact(only.exact), unit)];
  let [sum, before] = [NOTHING, 0n];
  return parts.map(({ exact }) => {
    sum = sum.add(exact);
    const upTo = roundHalfUp(sum, unit);
    const base = upTo - before;
    before = upTo;
    return base;
  });
}

/** What the points of each part are worth on the steps that those before it leave. */
function byStep(points: readonly bigint[], steps: NonNullable<SidePrice['steps']>): Exact[] {
  let [sum, before] = [0n, new Exact(0)];
  return points.map((one) => {
    sum += one;
    const upTo = stepped(sum, steps);
    const worth = upTo.sub(before);
    before = upTo;
    return worth;
  });
}
