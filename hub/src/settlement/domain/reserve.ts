import { allocate, scaleWeights } from '../../kernel/allocate';
import { assert } from '../../kernel/assert';
import { Exact } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import type { CalculationInput, ReserveMovement } from './facts';
import type { Line } from './lines';

/** Points that enter or leave what an issuer has reserved. */
export interface ReserveMove {
  readonly phase: 'VEST' | 'TAKE_BACK' | 'USE' | 'RETURN';
  readonly key: string;
  /** Always positive. */
  readonly points: bigint;
  /** Points x reserve price, minor units; what it adds to, or takes from, the level. */
  readonly value: Exact;
  /** Corrections of money leave the points burned: they come back from the redeemer and not to the level. */
  readonly levelStays?: boolean;
  /** The lines on which the amount stands, and their weights; several when it is split. */
  readonly lines: readonly Line[];
  readonly weights: readonly string[];
  /** Told what was released on each of the lines; negative for what came back. */
  readonly released?: (amounts: readonly bigint[]) => void;
}

/** Where rounding leaves the reserve a rupiah short or over, its issuer makes it good: lines of the current cycle. */
export interface TrueUp {
  readonly funding: (issuerId: string) => Line;
  readonly release: (issuerId: string) => Line;
}

/**
 * Moves the reserves of all issuers: the level is the rounding of what its vested outstanding points are worth, so it is never negative and ends at nothing.
 * In this order: vests, uses, returned points, points taken back.
 */
export function moveReserves(moves: ReadonlyMap<string, readonly ReserveMove[]>, trueUp: TrueUp, input: CalculationInput): ReserveMovement[] {
  return [...moves].sort(([a], [b]) => (a < b ? -1 : 1)).map(([issuerId, all]) => {
    const of = (phase: ReserveMove['phase']): ReserveMove[] => all.filter((one) => one.phase === phase).sort((a, b) => (a.key < b.key ? -1 : 1));
    const level = new Level(issuerId, input);
    const before = level.amount;
    const funded = level.move(of('VEST'), 1);
    share(funded, of('VEST'), input.cashUnitMinor);
    settle(issuerId, straighten(of('VEST'), input.cashUnitMinor), trueUp);
    const released = -level.move(of('USE'), -1);
    share(released, of('USE'), input.cashUnitMinor);
    settle(issuerId, -straighten(of('USE'), input.cashUnitMinor), trueUp);
    const returned = level.move(of('RETURN'), 1);
    settle(issuerId, giveBack(of('RETURN'), input.cashUnitMinor) - returned, trueUp);
    const taken = -level.move(of('TAKE_BACK'), -1);
    settle(issuerId, taken - giveBack(of('TAKE_BACK'), input.cashUnitMinor), trueUp);
    // Points may be used, returned and used again within one window; what counts is where they are at its end.
    assert(level.exact.gte(0), `I12: the reserve of issuer ${issuerId} would fall below nothing.`);
    return { issuerId, exactAfter: level.exact.toFixed(), before, funded, released, returned: returned - taken, after: level.amount };
  });
}

class Level {
  exact: Exact;
  amount: bigint;
  constructor(issuerId: string, private readonly input: CalculationInput) {
    const before = input.reserves?.get(issuerId);
    this.exact = new Exact(before?.exact ?? '0');
    this.amount = before?.levelMinor ?? 0n;
  }

  /** @returns how much the level rose */
  move(moves: readonly ReserveMove[], sign: 1 | -1): bigint {
    for (const { value, levelStays } of moves) if (!levelStays) this.exact = this.exact.add(value.mul(sign));
    const after = roundHalfUp(this.exact, this.input.cashUnitMinor);
    const rise = after - this.amount;
    this.amount = after;
    return rise;
  }
}

/** Spreads an amount over moves by what their lines are still owed: the exact value so far, less what they were given. */
function share(amount: bigint, moves: readonly ReserveMove[], unit: bigint): void {
  if (moves.length === 0) return;
  const seen = new Set<string>();
  const owed = moves.map(({ value, lines }) => {
    const due = lines.filter((line) => !seen.has(line.key) && seen.add(line.key)).reduce((sum, line) => sum.add(line.exact).sub(line.amount.toString()), value);
    return due.gt(0) ? due : new Exact(0);
  });
  const weights = owed.some((one) => one.gt(0)) ? owed : moves.map(({ value }) => value);
  const parts = weights.some((one) => one.gt(0)) ? allocate(amount / unit, scaleWeights(weights.map((one) => one.toFixed()))) : moves.map((_, at) => (at === 0 ? amount / unit : 0n));
  moves.forEach((move, at) => give(move, (parts[at] ?? 0n) * unit, move.value, move.points, unit));
}

/** Shares one move's amount over its lines by what each is still owed, so that no line drifts from its exact value however many windows there are. */
function give(move: ReserveMove, amount: bigint, value: Exact, points: bigint, unit: bigint): void {
  const scaled = scaleWeights(move.weights);
  const whole = scaled.reduce((sum, one) => sum + one, 0n);
  const values = scaled.map((one) => value.mul(one.toString()).div(whole.toString()));
  const due = move.lines.map((line, at) => Exact.max(0, line.exact.add(values[at] ?? 0).sub(line.amount.toString())));
  // Thirds have no end; what is left below any amount does not decide who gets a rupiah.
  const weights = due.some((one) => one.gt(0)) ? scaleWeights(due.map((one) => one.toDecimalPlaces(20).toFixed())) : scaled;
  const [amounts, counts] = [allocate(amount / unit, weights.some((one) => one > 0n) ? weights : scaled), allocate(points, scaled)];
  move.lines.forEach((line, at) => {
    line.book((amounts[at] ?? 0n) * unit, values[at] ?? new Exact(0));
    line.points += counts[at] ?? 0n;
  });
  move.released?.(amounts.map((one) => one * unit));
}

/**
 * Where lines take turns from window to window, each window's rounding falls on the one line that is there, and a line can come to be a rupiah or more from its
 * exact value. Whole units of that are booked on it, and the issuer makes them good. @returns what was booked beyond what was shared
 */
function straighten(moves: readonly ReserveMove[], unit: bigint): bigint {
  return moves.reduce((sum, move) => {
    const off = move.lines.map((line) => BigInt(line.exact.sub(line.amount.toString()).div(unit.toString()).toDecimalPlaces(0, Exact.ROUND_DOWN).toFixed(0)) * unit);
    if (off.every((one) => one === 0n)) return sum;
    move.lines.forEach((line, at) => line.book(off[at] ?? 0n, new Exact(0)));
    move.released?.(off);
    return sum + off.reduce((total, one) => total + one, 0n);
  }, 0n);
}

/** Takes from each line what belongs to the value that comes back: all of it with the last of it. @returns what came back in all */
function giveBack(moves: readonly ReserveMove[], unit: bigint): bigint {
  let sum = 0n;
  for (const move of moves) {
    const scaled = scaleWeights(move.weights);
    const whole = scaled.reduce((total, one) => total + one, 0n);
    const counts = allocate(move.points, scaled);
    const back = move.lines.map((line, at) => {
      const [points, value] = [counts[at] ?? 0n, move.value.mul((scaled[at] ?? 0n).toString()).div(whole.toString())];
      // Shares of three may have no end; what is left below any amount is nothing.
      const last = line.exact.sub(value).lt('1e-20');
      const part = last ? line.amount : roundHalfUp(new Exact(line.amount.toString()).mul(value).div(line.exact), unit);
      line.book(-part, last ? line.exact.neg() : value.neg());
      line.points -= points;
      return part;
    });
    move.released?.(back.map((one) => -one));
    sum += back.reduce((total, one) => total + one, 0n);
  }
  return sum;
}

/** @param over what the reserve holds beyond its level; the issuer receives it, or makes it good */
function settle(issuerId: string, over: bigint, trueUp: TrueUp): void {
  if (over > 0n) trueUp.release(issuerId).book(over);
  if (over < 0n) trueUp.funding(issuerId).book(-over);
}
