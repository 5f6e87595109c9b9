import { minorToValue } from '../../kernel/money';
import { partyToWire } from '../../kernel/parties';
import { Exact, rate } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import type { OwnSide } from './bundle';
import { burnsOf } from './burns';
import { cycleOnWire, lineKeyOnWire, type LineKey } from './leaves';

/** The second form of a bundle (`kongsi-proof/2`): lines over several cycles, corrections of money, and what fees are charged on beyond the lines. */

const CASH_UNIT = 100n;

export interface PriceStep {
  readonly fromPoints: number;
  readonly pointPrice: string;
}

export interface PricedSide extends OwnSide {
  readonly steps?: readonly PriceStep[];
  readonly taxProfileId: string;
  readonly feeTerms?: { readonly flatMinor?: string };
  /** False where the profile's version does not tax the fee; `tax` names it then. */
  readonly taxed?: false;
}

/** A leg of a window as the hub priced it, or points that were taken back in money. */
export interface Moved {
  /** Of a correction the burn's. */
  readonly legId: string;
  readonly postingId: string;
  readonly lineNo: number;
  readonly points: bigint;
  readonly reverses: string | null;
  readonly own: PricedSide;
  /** The claim is rounded once for all that bear the same fees on both sides, in the order of these names. */
  readonly share: string;
  /** Of a correction: its id. */
  readonly correctionId?: string;
}

export interface BookedWindow {
  readonly windowId: string;
  /** The partner's cycle that books it. */
  readonly cycleId: string;
  readonly exactAfter: string;
  readonly moved: readonly Moved[];
  /** Exact differences, in minor units, that restatements booked at its end. */
  readonly restated: readonly { readonly restatementId: string; readonly exact: string }[];
}

/** A window that was calculated again, with the prices of its legs by the corrected versions. */
export interface Again {
  readonly restatementId: string;
  readonly windowId: string;
  readonly prices: ReadonlyMap<string, PricedSide>;
}

export interface LongLine {
  readonly key: LineKey;
  readonly side: 'PAY' | 'RECEIVE';
  readonly windows: readonly BookedWindow[];
}

export interface LongStep {
  readonly windowId: string;
  readonly cycleId: string;
  readonly moved: readonly Moved[];
  readonly own: PricedSide;
  readonly exactBefore: string;
  readonly exactAfter: string;
  readonly delta: bigint;
  readonly points: bigint;
  /** The restatement that booked it; it has no legs of its own. */
  readonly restatementId?: string;
}

export interface LongShown {
  readonly key: LineKey;
  readonly side: 'PAY' | 'RECEIVE';
  readonly steps: readonly LongStep[];
  /** In place of the other side's cycle, where no document prints the line. */
  readonly otherCycle?: string;
}

const rupiah = (exactInMinor: Exact): string => exactInMinor.div(100).toFixed();

/** Tells a line window by window, as it was rounded. @returns undefined where what was booked is not what its legs come to */
export function longShown({ key, side, windows }: LongLine, again: readonly Again[] = []): LongShown | undefined {
  const steps: LongStep[] = [];
  const tiers = new Map<string, bigint>();
  const back = new Back();
  let exact = new Exact(0);
  for (const { windowId, cycleId, exactAfter, moved, restated } of windows) {
    for (const all of grouped(moved)) {
      const { own } = all[0] as Moved;
      const points = all.reduce((sum, one) => sum + back.net(one), 0n);
      const after = exact.add(worth(points, own, tiers));
      steps.push({ windowId, cycleId, moved: all, own, points, exactBefore: rupiah(exact), exactAfter: rupiah(after), delta: roundHalfUp(after, CASH_UNIT) - roundHalfUp(exact, CASH_UNIT) });
      exact = after;
    }
    for (const { restatementId, exact: difference } of restated) {
      const own = pricedAgain(steps, again.find((one) => one.restatementId === restatementId), difference, again);
      if (!own) return undefined;
      const after = exact.add(difference);
      steps.push({ windowId, cycleId, moved: [], own, points: 0n, exactBefore: rupiah(exact), exactAfter: rupiah(after), delta: roundHalfUp(after, CASH_UNIT) - roundHalfUp(exact, CASH_UNIT), restatementId });
      exact = after;
    }
    if (!exact.eq(exactAfter)) return undefined;
  }
  return { key, side, steps };
}

/** The first corrected price of a restated window on a line; undefined where the difference is not that of the same legs at one corrected price a step, as where they moved to another line. */
function pricedAgain(steps: readonly LongStep[], one: Again | undefined, difference: string, again: readonly Again[]): PricedSide | undefined {
  if (!one) return undefined;
  const own = steps.filter((step) => step.windowId === one.windowId && step.restatementId === undefined);
  const tiers = new Map<string, bigint>();
  const prices = own.map((step) => step.moved.map((each) => one.prices.get(each.legId) ?? each.own));
  const isOne = (all: readonly PricedSide[]): boolean => new Set(all.map((each) => [each.pointPrice, each.termsRef, each.feeRate, each.feeRef].join('#'))).size === 1;
  // Steps of prices go on from the points of the line before; a restatement of those is not told.
  if (own.length === 0 || !prices.every(isOne) || prices.some((all) => all[0]?.steps)) return undefined;
  const exact = own.reduce((sum, step, at) => sum.add(worth(step.points, prices[at]?.[0] as PricedSide, tiers)), new Exact(0));
  const of = (step: LongStep): Exact => new Exact(step.exactAfter).sub(step.exactBefore).mul(100);
  const booked = [...own, ...steps.filter((step) => again.some((each) => each.restatementId === step.restatementId && each.windowId === one.windowId))].reduce((sum, step) => sum.add(of(step)), new Exact(0));
  return exact.sub(booked).eq(difference) ? prices[0]?.[0] : undefined;
}

/** What was taken back of each burn in the ledger and in money; what came back both ways came back once. */
class Back {
  private readonly known = new Map<string, { points: bigint; back: bigint }>();

  net({ legId, points, reverses, correctionId }: Moved): bigint {
    if (reverses === null && correctionId === undefined) {
      this.known.set(legId, { points, back: 0n });
      return points;
    }
    const burn = this.known.get(reverses ?? legId);
    if (!burn) return -points;
    const over = (back: bigint): bigint => (back > burn.points ? back - burn.points : 0n);
    const before = burn.back;
    burn.back += points;
    return -points + over(burn.back) - over(before);
  }
}

/** Legs before corrections, so that every window tells what was returned first. */
function grouped(moved: readonly Moved[]): Moved[][] {
  const groups = new Map<string, Moved[]>();
  for (const one of moved) {
    const { own, share } = one;
    const name = [share, own.feeRate, own.feeRef, own.tax, own.pointPrice, own.termsRef].join('#');
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, all]) => [...all.filter((one) => one.correctionId === undefined), ...all.filter((one) => one.correctionId !== undefined)]);
}

function worth(points: bigint, { pointPrice, steps, termsRef }: PricedSide, tiers: Map<string, bigint>): Exact {
  if (!steps) return new Exact(points.toString()).mul(rate(pointPrice)).mul(100);
  const before = tiers.get(termsRef) ?? 0n;
  tiers.set(termsRef, before + points);
  return stepped(before + points, steps).sub(stepped(before, steps)).mul(100);
}

function stepped(points: bigint, steps: readonly PriceStep[]): Exact {
  return steps.reduce((sum, { fromPoints, pointPrice }, at) => {
    const next = steps[at + 1]?.fromPoints;
    const to = next === undefined || points < BigInt(next) ? points : BigInt(next);
    return to > BigInt(fromPoints) ? sum.add(rate(pointPrice).mul((to - BigInt(fromPoints)).toString())) : sum;
  }, new Exact(0));
}

/** The line in the proof's own form; its sums are those of its own cycle. */
export function longOnWire({ key, side, steps, otherCycle }: LongShown, leg: (legId: string) => number, correction: (correctionId: string) => number, restatement: (restatementId: string) => number): object {
  const own = steps.filter((step) => step.cycleId === (side === 'PAY' ? key.payerCycleId : key.payeeCycleId));
  const number = (a: number, b: number): number => a - b;
  const [payerCycleId, payeeCycleId] = [(side === 'RECEIVE' ? otherCycle : undefined) ?? cycleOnWire(key.payerCycleId), (side === 'PAY' ? otherCycle : undefined) ?? cycleOnWire(key.payeeCycleId)];
  return { payer: partyToWire(key.payerId), payerCycleId, payee: partyToWire(key.payeeId), payeeCycleId, qualifier: key.qualifier === '' ? '' : partyToWire(key.qualifier), ...(key.section === 'LATE' && { section: key.section }),
    steps: steps.map((step) => {
      const corrections = step.moved.flatMap(({ correctionId }) => (correctionId === undefined ? [] : [correction(correctionId)])).sort(number);
      return { windowId: `win_${step.windowId}`, legs: step.moved.flatMap((one) => (one.correctionId === undefined ? [leg(one.legId)] : [])).sort(number), ...(corrections.length > 0 && { corrections }), ...(step.restatementId !== undefined && { restates: restatement(step.restatementId) }), pointPrice: step.own.pointPrice, clause: step.own.termsRef, feeRate: step.own.feeRate, feeClause: step.own.feeRef, tax: step.own.tax,
        exactBefore: step.exactBefore, exactAfter: step.exactAfter, delta: minorToValue(step.delta) };
    }),
    points: Number(own.reduce((sum, step) => sum + step.points, 0n)), exact: own.at(-1)?.exactAfter ?? '0', amount: minorToValue(own.reduce((sum, step) => sum + step.delta, 0n)) };
}

/** A part of a fee's base as the books keep it: amounts in minor units, so far. */
interface FeePart {
  readonly base: string;
  readonly points: string;
  readonly burns: number;
  readonly terms?: { readonly flatMinor?: string };
}

/** What one window made of a fee line of the cycle. */
export interface FeeWindow {
  readonly lineType: 'ISSUER_FEE' | 'ACCEPTANCE_FEE';
  readonly windowId: string;
  readonly cycleId: string;
  /** By `<clause>#<rate>#<tax>`. */
  readonly parts: Readonly<Record<string, FeePart>>;
}

export interface BookedCharge {
  readonly windowId: string;
  readonly lineType: FeeWindow['lineType'];
  readonly rate: string;
  readonly clause: string;
  readonly tax: string;
  readonly base: bigint;
  readonly burns: number;
  readonly open: boolean;
}

interface Sum {
  base: bigint;
  points: bigint;
  burns: number;
}

/** What each window charged on beyond the lines that are shown: what the books say of a part, less what the lines come to. Windows of each fee line stand in order. */
export function chargesOf(lines: readonly LongShown[], windows: readonly FeeWindow[], order: readonly string[], untaxed: (windowId: string, clause: string) => string): BookedCharge[] {
  const shown = shownParts(lines, order);
  const charges: BookedCharge[] = [];
  for (const lineType of ['ISSUER_FEE', 'ACCEPTANCE_FEE'] as const) {
    const computed = new Map<string, Sum>();
    let before: FeeWindow['parts'] = {};
    const stated = new Map<string, Sum>();
    for (const window of windows.filter((one) => one.lineType === lineType)) {
      for (const [name, part] of Object.entries(window.parts).sort(([a], [b]) => (a < b ? -1 : 1))) {
        const so = computed.get(name) ?? { base: 0n, points: 0n, burns: 0 };
        const now = shown.get(`${lineType} ${window.windowId} ${name}`) ?? { base: 0n, points: 0n, burns: 0 };
        const sum = { base: so.base + now.base, points: so.points + now.points, burns: so.burns + now.burns };
        computed.set(name, sum);
        const old = before[name];
        const flat = part.terms?.flatMinor !== undefined;
        const [base, burns] = [BigInt(part.base) - BigInt(old?.base ?? '0') - now.base, flat ? part.burns - (old?.burns ?? 0) - now.burns : 0];
        const beside = stated.get(name) ?? { base: 0n, points: 0n, burns: 0 };
        stated.set(name, { base: beside.base + base, points: 0n, burns: beside.burns + burns });
        const seen = { base: sum.base + beside.base + base, burns: flat ? sum.burns + beside.burns + burns : 0 };
        const open = part.terms !== undefined && !(part.burns === 0 && (BigInt(part.base) === 0n || BigInt(part.points) === 0n)) && !(seen.burns !== 0 || (seen.base !== 0n && sum.points !== 0n));
        const touched = JSON.stringify(part) !== JSON.stringify(old);
        if (!touched || (base === 0n && burns === 0 && !open)) continue;
        const [clause = '', at = '', tax = ''] = name.split('#');
        charges.push({ windowId: window.windowId, lineType, rate: at, clause, tax: tax === '' ? untaxed(window.windowId, clause) : tax, base, burns, open });
      }
      before = window.parts;
    }
  }
  const place = (one: BookedCharge): string => [String(order.indexOf(one.windowId)).padStart(9, '0'), one.lineType, one.clause, one.rate, one.tax].join('|');
  return charges.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

function shownParts(lines: readonly LongShown[], order: readonly string[]): Map<string, Sum> {
  const counted = burnsOf(lines, order);
  const sums = new Map<string, Sum>();
  for (const line of lines) {
    for (const step of line.steps.filter((one) => one.restatementId === undefined)) {
      const { own } = step;
      const name = `${line.side === 'PAY' ? 'ISSUER_FEE' : 'ACCEPTANCE_FEE'} ${step.windowId} ${own.feeRef}#${own.feeRate}#${own.taxed === false ? '' : own.tax}`;
      const known = sums.get(name) ?? { base: 0n, points: 0n, burns: 0 };
      sums.set(name, { base: known.base + step.delta, points: known.points + step.points, burns: known.burns + (own.feeTerms?.flatMinor === undefined ? 0 : (counted.get(step) ?? 0)) });
    }
  }
  return sums;
}

export function chargeOnWire(one: BookedCharge): object {
  return { windowId: `win_${one.windowId}`, lineType: one.lineType, rate: one.rate, clause: one.clause, tax: one.tax, base: minorToValue(one.base), burns: one.burns, ...(one.open && { open: true }) };
}

/** Windows by the cycle that books them; a cycle that no document of the bundle is of is named by its place. */
export function bookingsOnWire(windows: readonly { readonly windowId: string; readonly cycleId: string }[], named: ReadonlySet<string>): { readonly onWire: object[]; readonly nameOf: (cycleId: string) => string } {
  const cycles = new Map<string, string[]>();
  for (const { windowId, cycleId } of windows) cycles.set(cycleId, [...(cycles.get(cycleId) ?? []), `win_${windowId}`]);
  const names = new Map([...cycles.keys()].map((cycleId, at) => [cycleId, named.has(cycleId) ? cycleOnWire(cycleId) : `none:${at}`]));
  return { onWire: [...cycles].map(([cycleId, all]) => ({ cycleId: names.get(cycleId), windows: all })), nameOf: (cycleId) => names.get(cycleId) ?? '' };
}

/** Numbers the lines that no document prints where the other side's cycle would stand, and puts all in the order of the bundle. */
export function withoutNames(lines: readonly LongShown[], printed: ReadonlySet<string>): LongShown[] {
  let unnamed = 0;
  const other = ({ key, side }: LongShown): string | null => (side === 'PAY' ? key.payeeCycleId : key.payerCycleId);
  const named = lines.map((line): LongShown => (printed.has(lineKeyOnWire(line.key)) || other(line) === null ? line : { ...line, otherCycle: `none:${unnamed++}` }));
  const place = (line: LongShown): string => {
    const parts = lineKeyOnWire(line.key).split('|');
    if (line.otherCycle !== undefined) parts[line.side === 'PAY' ? 4 : 2] = line.otherCycle;
    return parts.join('|');
  };
  return named.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** Lines that stand in a bundle, in its order. */
export function inOrder(lines: readonly (LongShown | undefined)[]): LongShown[] | undefined {
  if (lines.includes(undefined)) return undefined;
  return (lines as LongShown[]).sort((a, b) => (lineKeyOnWire(a.key) < lineKeyOnWire(b.key) ? -1 : 1));
}
