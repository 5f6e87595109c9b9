import { scaleWeights } from '../../kernel/allocate';
import { Exact } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import type { LineParts, SidePrice } from './facts';
import { partName, type Charge, type Fees } from './fees';
import { minor, stepped, type Line } from './lines';

type Side = 'pay' | 'receive';
export type BasePart = NonNullable<NonNullable<LineParts['bases']>[Side]>[number];

/** Who bears the fees on one side of a claim: the payers, or the payee. */
export interface Bearer {
  readonly charge?: Charge;
  /** Positions of the claim's parts that this one pays or receives. */
  readonly parts: readonly number[];
}

/** Points of a claim, and what they are worth before any reserve. */
export interface Moved {
  readonly points: bigint;
  readonly price: Pick<SidePrice, 'pointPrice' | 'steps' | 'termsRef'>;
}

/** What a window moves of one part: exact worth at plain prices, and points by clause of stepped ones. */
export interface MovedPart {
  readonly worth: Exact;
  readonly tiers: ReadonlyMap<string, bigint>;
}

/** What a window moves of one side of a claim's line under one name. */
interface Added extends MovedPart {
  readonly charges: readonly (Charge | undefined)[];
  points: bigint;
  burns: number;
  worth: Exact;
  readonly tiers: Map<string, bigint>;
}

interface Claim {
  readonly line: Line;
  readonly side: Side;
  readonly bearers: readonly Bearer[];
  readonly weights: readonly string[];
  readonly rounding: SidePrice['ppnRounding'];
  readonly steps: Map<string, NonNullable<SidePrice['steps']>>;
  readonly byName: Map<string, Added>;
}

/**
 * Tells the whole rupiah of a claim's line apart by what is charged on them. On each side the parts stand in the order in which they came onto the line; a part's base is the rounding of
 * all up to it less that of those before it, and steps of a price are gone through in the same order. So it depends on what stands on the line and not on what came back first, and nothing
 * stays on a part of which all has come back.
 */
export class Bases {
  private readonly claims = new Map<string, Claim>();
  constructor(private readonly unit: bigint) {}

  add(line: Line, side: Side, bearers: readonly Bearer[], weights: readonly string[], { points, price }: Moved, burns: number, rounding: SidePrice['ppnRounding']): void {
    if (bearers.every((one) => !one.charge) && !line.parts.bases?.[side]) return;
    const key = `${side} ${line.key}`;
    const claim = this.claims.get(key) ?? { line, side, bearers, weights, rounding, steps: new Map<string, NonNullable<SidePrice['steps']>>(), byName: new Map<string, Added>() };
    this.claims.set(key, claim);
    const name = bearers.map((one) => (one.charge ? partName(one.charge) : '')).join('&');
    const added = claim.byName.get(name) ?? { charges: bearers.map((one) => one.charge), points: 0n, burns: 0, worth: new Exact(0), tiers: new Map<string, bigint>() };
    claim.byName.set(name, added);
    added.points += points;
    added.burns += burns;
    if (!price.steps) {
      added.worth = added.worth.add(minor(points, price.pointPrice));
      return;
    }
    claim.steps.set(price.termsRef, price.steps);
    added.tiers.set(price.termsRef, (added.tiers.get(price.termsRef) ?? 0n) + points);
  }

  /** Adds to each fee what its base grew or shrank by; lines have been rounded. */
  charge(fees: Fees): void {
    for (const [, claim] of [...this.claims].sort(([a], [b]) => (a < b ? -1 : 1))) this.chargeOn(claim, fees);
  }

  private chargeOn(claim: Claim, fees: Fees): void {
    const { line, side, bearers, byName } = claim;
    const before = line.parts.bases?.[side] ?? whatStood(line);
    const now = grown(before, claim.byName, claim.steps);
    line.parts = { ...line.parts, bases: { ...line.parts.bases, [side]: now } };
    bearers.forEach((bearer, at) => {
      const [was, is] = [this.basesOf(before, claim, bearer, line.before.parts?.total), this.basesOf(now, claim, bearer, line.parts.total)];
      now.forEach(({ name }, place) => {
        const [base, added] = [(is[place] ?? 0n) - (was[place] ?? 0n), byName.get(name)];
        const charge = added?.charges[at];
        if (charge && added) fees.add(charge, base, added.points, added.burns);
        else if (base !== 0n) this.shift(claim, at, name.split('&')[at] ?? '', base, fees);
      });
    });
  }

  /** A part that the window does not touch, and whose base moves all the same, since others moved through the steps of its price or its rounding. */
  private shift({ line, side, rounding, byName }: Claim, at: number, name: string, base: bigint, fees: Fees): void {
    const alike = [...byName.values()].find((one) => one.charges[at])?.charges[at];
    const [partyId, cycleId] = side === 'pay' ? [alike?.partyId ?? line.name.payer, alike?.cycleId ?? line.name.payerCycleId] : [line.name.payee, line.name.payeeCycleId];
    if (name !== '') fees.shift({ lineType: side === 'pay' ? 'ISSUER_FEE' : 'ACCEPTANCE_FEE', partyId, cycleId, name, base, rounding: alike ? alike.ppnRounding : rounding });
  }

  /** Whole rupiah by part of what one bearer pays or receives. */
  private basesOf(parts: readonly BasePart[], { weights }: Claim, { parts: own }: Bearer, total: LineParts['total']): bigint[] {
    if (own.length === weights.length) return rounded(parts, this.unit);
    const scaled = scaleWeights(weights);
    const share = own.reduce((sum, at) => sum + (scaled[at] ?? 0n), 0n).toString();
    const all = scaled.reduce((sum, one) => sum + one, 0n).toString();
    const last = parts.findLastIndex(({ exact }) => !new Exact(exact).isZero());
    let [sum, before] = [new Exact(0), 0n];
    return parts.map(({ exact }, place) => {
      sum = sum.add(exact);
      // Of several that pay together, what each has paid is settled by what it was charged before; the last part takes what the others leave of it.
      const upTo = place >= last ? paidBy(own, total) : roundHalfUp(sum.mul(share).div(all), this.unit);
      const base = upTo - before;
      before = upTo;
      return base;
    });
  }
}

/** What a line came to before anything on it was charged. */
function whatStood({ before }: Line): readonly BasePart[] {
  return new Exact(before.exact).isZero() && before.points === 0n ? [] : [{ name: '', exact: before.exact, ...(before.parts?.tiers && { tiers: before.parts.tiers }) }];
}

function paidBy(own: readonly number[], total: LineParts['total']): bigint {
  return own.reduce((sum, at) => sum + BigInt(total?.parts[at] ?? '0') + BigInt(total?.releasedParts[at] ?? '0'), 0n);
}

/** The parts after a window; new ones stand last, by their names. */
export function grown(before: readonly BasePart[], byName: ReadonlyMap<string, MovedPart>, steps: ReadonlyMap<string, NonNullable<SidePrice['steps']>>): BasePart[] {
  const fresh = [...byName.keys()].filter((name) => !before.some((one) => one.name === name)).sort();
  const parts = [...before, ...fresh.map((name): BasePart => ({ name, exact: '0' }))];
  const tiersOf = (after: boolean, ref: string): bigint[] => parts.map((one) => BigInt(one.tiers?.[ref] ?? '0') + (after ? (byName.get(one.name)?.tiers.get(ref) ?? 0n) : 0n));
  const exact = parts.map((one) => new Exact(one.exact).add(byName.get(one.name)?.worth ?? 0));
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
  let [sum, before] = [new Exact(0), 0n];
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
