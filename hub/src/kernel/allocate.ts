import { DomainError } from './errors';

/**
 * Splits a total over weights by largest remainder; ties go to the lowest position, a negative total mirrors the positive one.
 * The parts always sum to the total. Callers sort by key first, so that the result does not depend on reading order.
 * @param total whole units to split
 * @param weights non-negative whole weights; decimal weights are scaled by the caller with {@link scaleWeights}
 * @throws DomainError `invalid_weights` for empty, all-zero or negative weights
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  let sum = 0n;
  for (const weight of weights) {
    if (weight < 0n) throw invalidWeights('A weight is negative.');
    sum += weight;
  }
  if (sum === 0n) throw invalidWeights(weights.length === 0 ? 'There are no weights.' : 'All weights are zero.');
  const size = total < 0n ? -total : total;
  const parts = weights.map((weight) => (size * weight) / sum);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (size * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  let rest = size - parts.reduce((a, b) => a + b, 0n);
  for (const { index } of byRemainder) {
    if (rest === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    rest -= 1n;
  }
  return total < 0n ? parts.map((part) => -part) : parts;
}

/** Turns decimal-string weights into whole weights of the same proportions. */
export function scaleWeights(weights: readonly string[]): bigint[] {
  const decimals = Math.max(0, ...weights.map((weight) => (weight.split('.')[1] ?? '').length));
  return weights.map((weight) => {
    if (!/^-?[0-9]+(\.[0-9]+)?$/.test(weight)) throw invalidWeights(`Not a decimal weight: ${weight}`);
    const [whole = '0', fraction = ''] = weight.split('.');
    return BigInt(whole + fraction.padEnd(decimals, '0'));
  });
}

function invalidWeights(detail: string): DomainError {
  return new DomainError('invalid_weights', { detail: `${detail} Give at least one positive weight and none below zero.` });
}
