import { minorToValue } from '../../kernel/money';
import { partyToWire } from '../../kernel/parties';
import { Exact } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import { cycleOnWire, type LineKey } from './leaves';
import { worth, type PriceStep } from './second-form';

/** The third form of a bundle (`kongsi-proof/3`): lines on points that were given or expired, with their legs. */

const CASH_UNIT = 100n;

/** A leg that counts in a window, with points below nothing where it takes back. */
export interface CountedLeg {
  readonly windowId: string;
  readonly legId: string;
  readonly lotId: string;
  readonly reverses: string | null;
  readonly debit: string;
  readonly credit: string;
  readonly issuerId: string;
  readonly points: bigint;
  /** The day on which its lot vested, where that is not the day of earning or points waited for it. */
  readonly vestedOn: string | null;
  readonly pay: { readonly pointPrice: string; readonly termsRef: string; readonly steps?: readonly PriceStep[] };
}

/** A line of points given or expired with what each window booked on it, windows in order. */
export interface LotsLine {
  readonly key: LineKey & { readonly kind: string };
  readonly side: 'PAY' | 'RECEIVE';
  readonly partnerId: string;
  readonly windows: readonly { readonly windowId: string; readonly cycleId: string; readonly exactAfter: string; readonly legs: readonly CountedLeg[] }[];
}

interface LotsStep {
  readonly windowId: string;
  readonly cycleId: string;
  readonly legs: readonly CountedLeg[];
  readonly exactBefore: string;
  readonly exactAfter: string;
  readonly delta: bigint;
  readonly points: bigint;
}

export interface LotsShown extends Pick<LotsLine, 'key' | 'side'> {
  readonly steps: readonly LotsStep[];
}

const rupiah = (exactInMinor: Exact): string => exactInMinor.div(100).toFixed();

/** Tells a line window by window, as it was rounded. @returns undefined where what was booked is not what its legs come to, or what they did has no words: the line is told as its document prints it */
export function lotsShown({ key, side, partnerId, windows }: LotsLine): LotsShown | undefined {
  const steps: LotsStep[] = [];
  const tiers = new Map<string, bigint>();
  const counted = new Counted(key.kind);
  let exact = new Exact(0);
  for (const { windowId, cycleId, exactAfter, legs } of windows) {
    for (const all of grouped(legs)) {
      if (all.some((leg) => leg.issuerId !== partnerId) || !counted.take(all)) return undefined;
      const points = all.reduce((sum, leg) => sum + leg.points, 0n);
      const after = exact.add(worth(points, (all[0] as CountedLeg).pay, tiers));
      steps.push({ windowId, cycleId, legs: all, points, exactBefore: rupiah(exact), exactAfter: rupiah(after), delta: roundHalfUp(after, CASH_UNIT) - roundHalfUp(exact, CASH_UNIT) });
      exact = after;
    }
    if (!exact.eq(exactAfter)) return undefined;
  }
  return { key, side, steps };
}

/** What stands on a line of each lot that was given, or of each expiry, so that nothing is taken back that it does not show. */
class Counted {
  private readonly known = new Map<string, { left: bigint; readonly legId: string; readonly step: readonly CountedLeg[] }>();
  constructor(private readonly kind: string) {}

  take(step: readonly CountedLeg[]): boolean {
    const [begins, ends] = this.kind === 'ISSUE' ? ['ISSUER>MEMBER', ['MEMBER>ISSUER', 'MEMBER>EXPIRED']] : ['MEMBER>EXPIRED', ['EXPIRED>MEMBER']];
    const nameOf = (leg: CountedLeg): string => (this.kind === 'ISSUE' ? leg.lotId : leg.points > 0n ? leg.legId : (leg.reverses ?? ''));
    for (const leg of step.filter((one) => one.points > 0n)) {
      if (`${leg.debit}>${leg.credit}` !== begins || this.known.has(nameOf(leg))) return false;
      this.known.set(nameOf(leg), { left: leg.points, legId: leg.legId, step });
    }
    return step.filter((one) => one.points < 0n).every((leg) => {
      const from = this.known.get(nameOf(leg));
      const ended = leg.credit === 'EXPIRED' && (from?.step !== step || leg.vestedOn === null);
      if (!from || !ends.includes(`${leg.debit}>${leg.credit}`) || ended || (from.step[0] as CountedLeg).vestedOn !== leg.vestedOn || (leg.reverses ?? from.legId) !== from.legId) return false;
      from.left += leg.points;
      return from.left >= 0n;
    });
  }
}

/** Legs of a window by price and by the day on which their lots vested. */
function grouped(legs: readonly CountedLeg[]): CountedLeg[][] {
  const groups = new Map<string, CountedLeg[]>();
  for (const leg of legs) {
    const name = [leg.pay.termsRef, leg.pay.pointPrice, leg.vestedOn ?? ''].join('#');
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
      const { vestedOn, pay } = legs[0] as CountedLeg;
      return { windowId: `win_${windowId}`, legs: legs.map((leg) => place(leg.legId)).sort((a, b) => a - b), ...(vestedOn !== null && { vestedOn }), pointPrice: pay.pointPrice, clause: pay.termsRef, exactBefore, exactAfter, delta: minorToValue(delta) };
    }), points: Number(points), exact, amount: minorToValue(amount) };
}
