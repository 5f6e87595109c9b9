import { minorToValue } from '../../kernel/money';
import { partyToWire } from '../../kernel/parties';
import { Exact } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import type { LotLeg } from '../../settlement';
import { cycleOnWire, type LineKey } from './leaves';
import { worth } from './second-form';

/** The third form of a bundle (`kongsi-proof/3`): lines on points that were given or expired, with their legs. */

const CASH_UNIT = 100n;

/** A leg that counts on a line, with points below nothing where it takes back. */
export type CountedLeg = Omit<LotLeg, 'lineId'>;

/** A transfer with which points left one lot and came into a new one. */
export interface Move {
  readonly lotId: string;
  readonly parentId: string;
  readonly points: bigint;
  readonly fromLegId: string;
  readonly toLegId: string;
}

/** A window with the partner's cycle that books it. */
export interface PlacedWindow {
  readonly windowId: string;
  readonly windowNo: number;
  readonly cycleId: string;
}

/** A line of points given or expired with what each window booked on it, windows in order, and all legs that count on it in the order of the journal. */
export interface LotsLine {
  readonly key: LineKey & { readonly kind: string };
  readonly side: 'PAY' | 'RECEIVE';
  readonly partnerId: string;
  /** How points came into lots of which some were taken back. */
  readonly moves: readonly Move[];
  readonly booked: readonly { readonly cycleId: string; readonly exactAfter: string }[];
  readonly legs: readonly CountedLeg[];
  /** Windows of the legs, but for those before the cycle. */
  readonly windows: ReadonlyMap<string, PlacedWindow>;
}

interface LotsStep {
  /** Absent: of windows before the cycle. */
  readonly windowId?: string;
  readonly cycleId: string;
  readonly legs: readonly CountedLeg[];
  readonly exactBefore: string;
  readonly exactAfter: string;
  readonly delta: bigint;
  readonly points: bigint;
}

export interface LotsShown extends Pick<LotsLine, 'key' | 'side'> {
  readonly steps: readonly LotsStep[];
  /** Transfers on which points that were taken back had come from where they were given. */
  readonly moves: readonly Move[];
}

const rupiah = (exactInMinor: Exact): string => exactInMinor.div(100).toFixed();

/**
 * Tells a line leg by leg in the windows of their postings: points that waited count with the leg that gave them, for a cycle is rounded once and the log knows no day of vesting.
 * @returns undefined where what a cycle booked is not what its legs come to, or what they did has no words: the line is told as its document prints it
 */
export function lotsShown({ key, side, partnerId, legs, windows, booked, moves }: LotsLine): LotsShown | undefined {
  const ownCycle = lotsOwnCycle({ key, side }) ?? '';
  const steps: LotsStep[] = [];
  const tiers = new Map<string, bigint>();
  const counted = new Counted(key.kind, moves);
  let exact = new Exact(0);
  for (const all of grouped(legs, windows)) {
    const first = all[0] as CountedLeg;
    const { windowId, cycleId } = windows.get(first.windowId) ?? { cycleId: ownCycle };
    if (all.some((leg) => leg.issuerId !== partnerId) || !counted.take(all)) return undefined;
    const points = all.reduce((sum, leg) => sum + leg.points, 0n);
    const after = exact.add(worth(points, first.pay, tiers));
    steps.push({ ...(windowId !== undefined && { windowId }), cycleId, legs: all, points, exactBefore: rupiah(exact), exactAfter: rupiah(after), delta: roundHalfUp(after, CASH_UNIT) - roundHalfUp(exact, CASH_UNIT) });
    exact = after;
  }
  const ends = new Map(booked.map((one) => [one.cycleId, one.exactAfter]));
  const told = new Map(steps.map((step) => [step.cycleId, step.exactAfter]));
  return [...ends].every(([cycleId, exactAfter]) => told.get(cycleId) === rupiah(new Exact(exactAfter))) ? { key, side, steps, moves: counted.moves() } : undefined;
}

interface Known {
  left: bigint;
  readonly legId: string;
  readonly lotId: string;
}

/** What stands on a line of each lot that was given, or of each expiry, so that nothing is taken back that it does not show. */
class Counted {
  private readonly known = new Map<string, Known>();
  private readonly came: ReadonlyMap<string, { readonly move: Move; left: bigint }>;
  private readonly used = new Set<Move>();
  /** Legs with which waiting points left a lot of the line, by posting and number. */
  private readonly sent = new Map<string, bigint>();

  constructor(private readonly kind: string, moves: readonly Move[]) {
    this.came = new Map(moves.map((move) => [move.lotId, { move, left: move.points }]));
  }

  moves(): Move[] {
    return [...this.used];
  }

  /** Legs of a step in the order of the journal. */
  take(step: readonly CountedLeg[]): boolean {
    return step.every((leg) => (this.kind === 'ISSUE' ? this.given(leg) : this.expired(leg)));
  }

  private given(leg: CountedLeg): boolean {
    const way = `${leg.debit}>${leg.credit}`;
    const sent = `${leg.postingId} ${leg.lineNo - 1}`;
    if (way === 'ISSUER>MEMBER') return this.begin(leg.lotId, leg);
    if (way === 'CLEARING>MEMBER') return this.sent.get(sent) === leg.points && this.sent.delete(sent) && this.begin(leg.lotId, leg);
    const from = this.known.get(this.origin(leg) ?? '');
    if (!from || (leg.reverses !== null && (leg.reverses !== from.legId || leg.lotId !== from.lotId))) return false;
    if (way === 'MEMBER>CLEARING') this.sent.set(`${leg.postingId} ${leg.lineNo}`, -leg.points);
    return ['MEMBER>ISSUER', 'MEMBER>EXPIRED', 'MEMBER>CLEARING'].includes(way) && takenBack(from, leg);
  }

  private expired(leg: CountedLeg): boolean {
    const way = `${leg.debit}>${leg.credit}`;
    if (way === 'MEMBER>EXPIRED') return this.begin(leg.legId, leg);
    const from = this.known.get(leg.reverses ?? '');
    return way === 'EXPIRED>MEMBER' && from?.lotId === leg.lotId && takenBack(from, leg);
  }

  private begin(name: string, leg: CountedLeg): boolean {
    if (this.known.has(name)) return false;
    this.known.set(name, { left: leg.points, legId: leg.legId, lotId: leg.lotId });
    return true;
  }

  /** The lot that points had come from, as long as none on the way is known; undefined where more was taken back than came. */
  private origin({ lotId, points }: CountedLeg): string | undefined {
    let at = lotId;
    for (let came = this.came.get(at); !this.known.has(at) && came; came = this.came.get(at)) {
      came.left += points;
      if (came.left < 0n) return undefined;
      this.used.add(came.move);
      at = came.move.parentId;
    }
    return at;
  }
}

function takenBack(from: Known, leg: CountedLeg): boolean {
  from.left += leg.points;
  return from.left >= 0n;
}

/** Legs by the window of their posting and by price; those of windows before the cycle first, and together. */
function grouped(legs: readonly CountedLeg[], windows: LotsLine['windows']): CountedLeg[][] {
  const groups = new Map<string, CountedLeg[]>();
  for (const leg of legs) {
    const name = [String(windows.get(leg.windowId)?.windowNo ?? 0).padStart(9, '0'), leg.pay.termsRef, leg.pay.pointPrice].join('#');
    const known = groups.get(name);
    if (known) known.push(leg);
    else groups.set(name, [leg]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, all]) => all);
}

export function lotsOwnCycle({ key, side }: Pick<LotsShown, 'key' | 'side'>): string | null {
  return side === 'PAY' ? key.payerCycleId : key.payeeCycleId;
}

/** What the cycle of a line itself booked on it. */
export function lotsBooked(line: LotsShown): { readonly points: bigint; readonly amount: bigint; readonly exact: string } {
  const own = line.steps.filter((step) => step.cycleId === lotsOwnCycle(line));
  return { points: own.reduce((sum, step) => sum + step.points, 0n), amount: own.reduce((sum, step) => sum + step.delta, 0n), exact: own.at(-1)?.exactAfter ?? '0' };
}

/** The line in the proof's own form; its sums are those of its own cycle. */
export function lotsOnWire(line: LotsShown, place: (legId: string) => number): object {
  const { key, steps } = line;
  const { points, amount, exact } = lotsBooked(line);
  return { kind: key.kind, payer: partyToWire(key.payerId), payerCycleId: cycleOnWire(key.payerCycleId), payee: partyToWire(key.payeeId), payeeCycleId: cycleOnWire(key.payeeCycleId), ...(key.section === 'LATE' && { section: key.section }),
    steps: steps.map(({ windowId, legs, exactBefore, exactAfter, delta }) => {
      const { pay } = legs[0] as CountedLeg;
      return { ...(windowId !== undefined && { windowId: `win_${windowId}` }), legs: legs.map((leg) => place(leg.legId)).sort((a, b) => a - b), pointPrice: pay.pointPrice, clause: pay.termsRef, exactBefore, exactAfter, delta: minorToValue(delta) };
    }), points: Number(points), exact, amount: minorToValue(amount) };
}

/** The steps of a line that stand in windows of the bundle. */
export function placedSteps({ steps }: LotsShown): { readonly steps: readonly { readonly windowId: string; readonly cycleId: string }[] } {
  return { steps: steps.flatMap(({ windowId, cycleId }) => (windowId === undefined ? [] : [{ windowId, cycleId }])) };
}

/** Transfers by the position of their first legs. */
export function movesOnWire(lines: readonly LotsShown[], place: (legId: string) => number): object {
  const moves = lines.flatMap((line) => line.moves.map((one) => ({ from: place(one.fromLegId), to: place(one.toLegId) }))).sort((a, b) => a.from - b.from);
  return moves.length > 0 ? { moves } : {};
}
