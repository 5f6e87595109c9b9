import { minorToValue } from '../../kernel/money';
import { partyToWire } from '../../kernel/parties';
import { Exact } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import { grown, rounded, type BasePart } from '../../settlement/domain/bases';
import { partName } from '../../settlement/domain/fees';
import { minor, stepped } from '../../settlement/domain/lines';
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
  /** Of points that came home: they bear no fee, and neither rate, clause nor tax of one is told. */
  readonly isHome?: true;
}

/** A leg of a window as the hub priced it, points that were taken back in money, or what is left of a burn that a restatement takes out or puts in. */
export interface Moved {
  /** Of a correction, or of what is restated, the burn's. */
  readonly legId: string;
  readonly postingId: string;
  readonly lineNo: number;
  /** The business date of the burn. */
  readonly burnedOn: string;
  readonly points: bigint;
  readonly reverses: string | null;
  readonly own: PricedSide;
  /** The claim is rounded once for all that bear the same fees on both sides, in the order of these names. */
  readonly share: string;
  /** Of a correction: its id. */
  readonly correctionId?: string;
  /** Of what is restated: by what, and whether it is taken out or put in. */
  readonly restated?: { readonly restatementId: string; readonly out: boolean };
}

export interface BookedWindow {
  readonly windowId: string;
  /** Its place in the order of windows. */
  readonly windowNo: number;
  /** The partner's cycle that books it. */
  readonly cycleId: string;
  readonly exactAfter: string;
  readonly moved: readonly Moved[];
}

export interface LongLine {
  readonly key: LineKey;
  readonly side: 'PAY' | 'RECEIVE';
  readonly windows: readonly BookedWindow[];
  /** Of a shared claim: as if its issuer paid it alone, and told as far as its own cycle booked it. */
  readonly isWhole?: true;
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
  readonly restated?: Moved['restated'];
}

export interface LongShown extends Pick<LongLine, 'key' | 'side' | 'isWhole'> {
  readonly steps: readonly LongStep[];
  /** In place of the other side's cycle, where no document prints the line. */
  readonly otherCycle?: string;
}

const rupiah = (exactInMinor: Exact): string => exactInMinor.div(100).toFixed();

/** Tells lines window by window, as they were rounded; a burn may stand on another of them after a restatement. @returns of each undefined where what was booked is not what its legs come to */
export function longShown(lines: readonly LongLine[]): (LongShown | undefined)[] {
  const back = new Back(lines);
  return lines.map((line) => shown(line, back));
}

function shown({ windows, ...line }: LongLine, back: Back): LongShown | undefined {
  const steps: LongStep[] = [];
  const tiers = new Map<string, bigint>();
  let exact = new Exact(0);
  for (const { windowId, cycleId, exactAfter, moved } of windows) {
    const groups = grouped(moved);
    const worths = worthOf(groups, back, tiers);
    for (const [at, all] of groups.entries()) {
      const { own, restated } = all[0] as Moved;
      const points = all.reduce((sum, one) => sum + back.net(one), 0n);
      const after = exact.add(worths[at] ?? 0);
      steps.push({ windowId, cycleId, moved: all, own, points, exactBefore: rupiah(exact), exactAfter: rupiah(after), delta: roundHalfUp(after, CASH_UNIT) - roundHalfUp(exact, CASH_UNIT), ...(restated && { restated }) });
      exact = after;
    }
    if (!exact.eq(exactAfter)) return undefined;
  }
  return { ...line, steps };
}

/** What was taken back of each burn in the ledger and in money, window by window on whatever line it stood; what came back both ways came back once. */
class Back {
  private readonly known = new Map<string, { points: bigint; back: bigint }>();
  private readonly nets = new Map<Moved, bigint>();

  constructor(lines: readonly LongLine[]) {
    const windows = lines.flatMap((line) => line.windows).sort((a, b) => a.windowNo - b.windowNo);
    for (const one of windows.flatMap(({ moved }) => grouped(moved).flat())) this.nets.set(one, this.taken(one));
  }

  net(one: Moved): bigint {
    return this.nets.get(one) ?? 0n;
  }

  private taken({ legId, points, reverses, correctionId, restated }: Moved): bigint {
    if (restated) return restated.out ? -points : points;
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

/** What the groups of a window are worth: what is taken out goes first and what is put in last, and within each steps of a price go by the business dates of the burns. */
function worthOf(groups: readonly Moved[][], back: Back, tiers: Map<string, bigint>): Exact[] {
  const worths = groups.map(() => new Exact(0));
  const place = ({ restated, burnedOn }: Moved): string => `${phaseOf(restated)} ${burnedOn}`;
  const parts = groups.flatMap((all, at) => [...new Set(all.map(place))].map((when) => ({ at, when, own: (all[0] as Moved).own, points: all.filter((one) => place(one) === when).reduce((sum, one) => sum + back.net(one), 0n) })));
  for (const { at, own, points } of parts.sort((a, b) => (a.when === b.when ? a.at - b.at : a.when < b.when ? -1 : 1))) worths[at] = (worths[at] ?? new Exact(0)).add(worth(points, own, tiers));
  return worths;
}

function phaseOf(restated: Moved['restated']): 0 | 1 | 2 {
  if (!restated) return 1;
  return restated.out ? 0 : 2;
}

/** What is taken out first, then the window's own, then what is put in. Legs before corrections, so that every window tells what was returned first. */
function grouped(moved: readonly Moved[]): Moved[][] {
  const groups = new Map<string, Moved[]>();
  for (const one of moved) {
    const { own, share, restated } = one;
    const name = [phaseOf(restated), share, own.feeRate, own.feeRef, own.tax, own.pointPrice, own.termsRef, restated?.restatementId ?? ''].join('#');
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, all]) => [...all.filter((one) => one.correctionId === undefined), ...all.filter((one) => one.correctionId !== undefined)]);
}

/** Whether a restatement moves burns that these lines show half only: from a stated line to one of them, or to a stated line. */
export function movesHalf(lines: readonly LongShown[]): boolean {
  const steps = lines.flatMap((line) => line.steps);
  const burned = new Set(steps.flatMap(({ moved }) => moved.filter((one) => one.reverses === null && one.correctionId === undefined && !one.restated).map((one) => one.legId)));
  const half = new Map<string, number>();
  for (const { legId, restated } of steps.flatMap(({ moved }) => moved)) if (restated) half.set(`${restated.restatementId} ${legId}`, (half.get(`${restated.restatementId} ${legId}`) ?? 0) + (restated.out ? -1 : burned.has(legId) ? 1 : 2));
  return [...half.values()].some((one) => one !== 0);
}

/** What so many more points are worth, in minor units; with steps by the points of the line. */
export function worth(points: bigint, { pointPrice, steps, termsRef }: Pick<PricedSide, 'pointPrice' | 'steps' | 'termsRef'>, tiers: Map<string, bigint>): Exact {
  if (!steps) return minor(points, pointPrice);
  const before = tiers.get(termsRef) ?? 0n;
  tiers.set(termsRef, before + points);
  return stepped(before + points, steps).sub(stepped(before, steps));
}

/** The line in the proof's own form; its sums are those of its own cycle. */
export function longOnWire({ key, side, steps, otherCycle, isWhole }: LongShown, leg: (legId: string) => number, correction: (correctionId: string) => number, restatement: (restatementId: string) => number): object {
  const own = steps.filter((step) => isWhole || step.cycleId === (side === 'PAY' ? key.payerCycleId : key.payeeCycleId));
  const number = (a: number, b: number): number => a - b;
  const [payerCycleId, payeeCycleId] = [(side === 'RECEIVE' ? otherCycle : undefined) ?? cycleOnWire(key.payerCycleId), (side === 'PAY' ? otherCycle : undefined) ?? cycleOnWire(key.payeeCycleId)];
  return { payer: partyToWire(key.payerId), payerCycleId, payee: partyToWire(key.payeeId), payeeCycleId, qualifier: key.qualifier === '' ? '' : partyToWire(key.qualifier), ...(key.section === 'LATE' && { section: key.section }),
    steps: steps.map((step) => {
      const corrections = step.moved.flatMap(({ correctionId }) => (correctionId === undefined ? [] : [correction(correctionId)])).sort(number);
      return { windowId: `win_${step.windowId}`, legs: step.moved.flatMap((one) => (one.correctionId === undefined ? [leg(one.legId)] : [])).sort(number), ...(corrections.length > 0 && { corrections }), ...(step.restated && { restates: restatement(step.restated.restatementId), ...(step.restated.out && { out: true }) }), pointPrice: step.own.pointPrice, clause: step.own.termsRef, feeRate: step.own.feeRate, feeClause: step.own.feeRef, tax: step.own.tax,
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
  /** Of an earlier cycle's fee line: that cycle. */
  readonly cycleId?: string;
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
  return charges;
}

/** Charges in the order of the bundle. */
export function chargesInOrder(charges: readonly BookedCharge[], order: readonly string[]): BookedCharge[] {
  const place = (one: BookedCharge): string => [String(order.indexOf(one.windowId)).padStart(9, '0'), one.lineType, one.clause, one.rate, one.tax, one.cycleId === undefined ? '' : cycleOnWire(one.cycleId)].join('|');
  return [...charges].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

function shownParts(lines: readonly LongShown[], order: readonly string[]): Map<string, Sum> {
  const counted = burnsOf(lines, order);
  const sums = new Map<string, Sum>();
  const add = (name: string, { base, points, burns }: Sum): void => {
    const known = sums.get(name) ?? { base: 0n, points: 0n, burns: 0 };
    sums.set(name, { base: known.base + base, points: known.points + points, burns: known.burns + burns });
  };
  for (const line of lines) {
    const lineType = line.side === 'PAY' ? 'ISSUER_FEE' : 'ACCEPTANCE_FEE';
    for (const step of line.steps) add(`${lineType} ${step.windowId} ${partOf(step)}`, { base: 0n, points: step.points, burns: step.own.feeTerms?.flatMinor === undefined ? 0 : (counted.get(step) ?? 0) });
    for (const { windowId, name, base } of basesOf(line)) add(`${lineType} ${windowId} ${name}`, { base, points: 0n, burns: 0 });
  }
  return sums;
}

const partOf = ({ own }: LongStep): string => (own.isHome ? '' : partName({ ...own, tax: own.taxed === false ? '' : own.tax }));

/** What each window adds of a line to the base of each fee that is charged on it. */
function basesOf(line: LongShown): { readonly windowId: string; readonly name: string; readonly base: bigint }[] {
  let parts: readonly BasePart[] = [];
  return [...new Set(line.steps.map((step) => step.windowId))].flatMap((windowId) => {
    const byName = new Map<string, { worth: Exact; tiers: Map<string, bigint> }>();
    const steps = new Map<string, readonly PriceStep[]>();
    for (const step of line.steps.filter((one) => one.windowId === windowId)) {
      const moved = byName.get(partOf(step)) ?? { worth: new Exact(0), tiers: new Map<string, bigint>() };
      byName.set(partOf(step), moved);
      const { steps: stepped, termsRef } = step.own;
      if (stepped) moved.tiers.set(termsRef, (moved.tiers.get(termsRef) ?? 0n) + step.points);
      else moved.worth = moved.worth.add(new Exact(step.exactAfter).sub(step.exactBefore).mul(100));
      if (stepped) steps.set(termsRef, stepped);
    }
    const [before, after] = [parts, grown(parts, byName, steps)];
    parts = after;
    const [was, now] = [rounded(before, CASH_UNIT), rounded(after, CASH_UNIT)];
    return after.map(({ name }, at) => ({ windowId, name, base: (now[at] ?? 0n) - (was[at] ?? 0n) }));
  });
}

export function chargeOnWire(one: BookedCharge): object {
  return { windowId: `win_${one.windowId}`, ...(one.cycleId !== undefined && { cycleId: cycleOnWire(one.cycleId) }), lineType: one.lineType, rate: one.rate, clause: one.clause, tax: one.tax, base: minorToValue(one.base), burns: one.burns, ...(one.open && { open: true }) };
}

/**
 * Cited windows by the cycle that books them; a cycle that no document of the bundle is of is named by its place.
 * @param stating cycles that book something of stated lines, or points that waited since before them: they stand there also where none of their windows is cited
 */
export function bookingsOnWire(windows: readonly { readonly windowId: string; readonly cycleId: string }[], cited: ReadonlySet<string>, stating: ReadonlySet<string>, named: ReadonlySet<string>): { readonly onWire: object[]; readonly nameOf: (cycleId: string) => string } {
  const cycles = new Map<string, string[]>();
  for (const { windowId, cycleId } of windows) if (cited.has(windowId) || stating.has(cycleId)) cycles.set(cycleId, [...(cycles.get(cycleId) ?? []), ...(cited.has(windowId) ? [`win_${windowId}`] : [])]);
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
