import fc from 'fast-check';
import { AssertionFailed } from '../../kernel/assert';
import { terbilang } from './terbilang';

const DIGITS = new Map(['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'].map((word, value) => [word, BigInt(value)]));
const SCALES = new Map([['ribu', 1_000n], ['juta', 1_000_000n], ['miliar', 1_000_000_000n], ['triliun', 1_000_000_000_000n]]);

/** Reads the words back by the grammar of Indonesian numbers, independently of how they were written. */
function read(text: string): bigint {
  const words = text.split(' ');
  expect(words.pop()).toBe('rupiah');
  let total = 0n;
  let group = 0n;
  let digit = 0n;
  for (const word of words) {
    const scale = SCALES.get(word);
    const value = DIGITS.get(word);
    if (value !== undefined) digit = value;
    else if (word === 'sepuluh') group += 10n;
    else if (word === 'sebelas') group += 11n;
    else if (word === 'seratus') group += 100n;
    else if (word === 'seribu') total += 1_000n;
    else if (word === 'belas') [group, digit] = [group + 10n + digit, 0n];
    else if (word === 'puluh') [group, digit] = [group + digit * 10n, 0n];
    else if (word === 'ratus') [group, digit] = [group + digit * 100n, 0n];
    else if (scale !== undefined) [total, group, digit] = [total + (group + digit) * scale, 0n, 0n];
    else throw new Error(`Not a number word: ${word}`);
  }
  return total + group + digit;
}

describe('amounts in words', () => {
  it.each([
    [0n, 'nol rupiah'],
    [1n, 'satu rupiah'],
    [10n, 'sepuluh rupiah'],
    [11n, 'sebelas rupiah'],
    [15n, 'lima belas rupiah'],
    [100n, 'seratus rupiah'],
    [111n, 'seratus sebelas rupiah'],
    [1_000n, 'seribu rupiah'],
    [1_100n, 'seribu seratus rupiah'],
    [29_217n, 'dua puluh sembilan ribu dua ratus tujuh belas rupiah'],
    [101_000n, 'seratus satu ribu rupiah'],
    [1_000_000n, 'satu juta rupiah'],
    [1_001_000n, 'satu juta seribu rupiah'],
    [2_000_000_001n, 'dua miliar satu rupiah'],
    [
      999_999_999_999_999n,
      'sembilan ratus sembilan puluh sembilan triliun sembilan ratus sembilan puluh sembilan miliar sembilan ratus sembilan puluh sembilan juta ' +
        'sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan rupiah',
    ],
  ])('spells %s', (rupiah, words) => {
    expect(terbilang(rupiah * 100n)).toBe(words);
  });

  it('gives back every amount when the words are read', () => {
    const anyLength = fc.integer({ min: 1, max: 15 }).chain((digits) => fc.bigInt({ min: 0n, max: 10n ** BigInt(digits) - 1n }));
    fc.assert(fc.property(anyLength, (rupiah) => read(terbilang(rupiah * 100n)) === rupiah), { numRuns: 3_000 });
  });

  it('gives back every amount below twelve thousand', () => {
    for (let rupiah = 0n; rupiah < 12_000n; rupiah += 1n) expect(read(terbilang(rupiah * 100n))).toBe(rupiah);
  });

  it.each([-100n, 1n, 150n, 10n ** 17n])('refuses %s minor units', (minor) => {
    expect(() => terbilang(minor)).toThrow(AssertionFailed);
  });
});
