import { assert } from '../../kernel/assert';

const MINOR_PER_RUPIAH = 100n;
const LIMIT = 1_000_000_000_000_000n;
const UNITS = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'] as const;
const SCALES: readonly (readonly [bigint, string])[] = [
  [1_000_000_000_000n, 'triliun'],
  [1_000_000_000n, 'miliar'],
  [1_000_000n, 'juta'],
  [1_000n, 'ribu'],
];

/**
 * An amount of money in words, in Bahasa Indonesia, as commercial documents carry it: "dua puluh sembilan ribu rupiah".
 * The sign is never spelled; the document says in words who pays.
 * @param minor minor units (sen), a whole number of rupiah from 0 to 999 999 999 999 999
 * @throws AssertionFailed when the amount is negative, has sen, or is a quadrillion rupiah or more, since such a text would be wrong or ambiguous
 */
export function terbilang(minor: bigint): string {
  assert(minor >= 0n, 'An amount in words is never negative; say in words who pays.');
  assert(minor % MINOR_PER_RUPIAH === 0n, 'An amount in words is whole rupiah; round the amount before it is spelled.');
  const rupiah = minor / MINOR_PER_RUPIAH;
  assert(rupiah < LIMIT, 'An amount in words is below one quadrillion rupiah.');
  return `${rupiah === 0n ? UNITS[0] : spell(rupiah)} rupiah`;
}

function spell(number: bigint): string {
  const words: string[] = [];
  let rest = number;
  for (const [size, name] of SCALES) {
    const count = rest / size;
    rest %= size;
    if (count === 0n) continue;
    // One thousand has its own word; one million and above are counted with "satu".
    words.push(size === 1_000n && count === 1n ? 'seribu' : `${spellBelowThousand(Number(count))} ${name}`);
  }
  if (rest > 0n) words.push(spellBelowThousand(Number(rest)));
  return words.join(' ');
}

/** @param number a whole number from 1 to 999, so a JavaScript number loses nothing */
function spellBelowThousand(number: number): string {
  const hundreds = Math.floor(number / 100);
  const rest = number % 100;
  const words: string[] = [];
  if (hundreds === 1) words.push('seratus');
  else if (hundreds > 1) words.push(`${UNITS[hundreds]} ratus`);
  if (rest > 0) words.push(spellBelowHundred(rest));
  return words.join(' ');
}

function spellBelowHundred(number: number): string {
  const tens = Math.floor(number / 10);
  const units = number % 10;
  if (tens === 0) return UNITS[units] ?? UNITS[0];
  if (number === 10) return 'sepuluh';
  if (number === 11) return 'sebelas';
  if (tens === 1) return `${UNITS[units]} belas`;
  return units === 0 ? `${UNITS[tens]} puluh` : `${UNITS[tens]} puluh ${UNITS[units]}`;
}
