import { RATE_DIFFERENCE_PARTY } from '../../kernel/parties';

/** What one party owes another, whole minor units. */
export interface GrossClaim {
  readonly payer: string;
  readonly payee: string;
  readonly amount: bigint;
}

/** A claim as it is booked. With two prices it is booked twice, from the payer to the rate difference and from there to the payee, and each half names who stands behind the other one. */
export interface BookedClaim extends GrossClaim {
  readonly behind?: string | undefined;
}

/** How positions become obligations. */
export const NETTING_MODES = ['MULTILATERAL', 'BILATERAL', 'GROSS'] as const;
export type NettingMode = (typeof NETTING_MODES)[number];

export interface Netting {
  readonly gross: bigint;
  readonly bilateral: { readonly transfers: readonly GrossClaim[]; readonly total: bigint };
  readonly multilateral: { readonly total: bigint };
}

class Sums {
  private readonly map = new Map<string, bigint>();

  add(payer: string, payee: string, amount: bigint): void {
    if (amount !== 0n) this.map.set(`${payer}|${payee}`, (this.map.get(`${payer}|${payee}`) ?? 0n) + amount);
  }

  claims(): GrossClaim[] {
    return [...this.map].filter(([, amount]) => amount !== 0n).sort(([a], [b]) => (a < b ? -1 : 1)).map(([pair, amount]) => {
      const [payer = '', payee = ''] = pair.split('|');
      return { payer, payee, amount };
    });
  }
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);
/** What two sides have in common; of sides that go different ways, nothing. */
const common = (a: bigint, b: bigint): bigint => (a > 0n !== b > 0n ? 0n : size(a) < size(b) ? a : b);

/** Claims between those who owe each other, one amount a pair and none of it below nothing: what was taken back beyond what was claimed is owed the other way. */
export function pairClaims(claims: readonly BookedClaim[]): GrossClaim[] {
  return pairSums(claims).filter((one) => one.payer !== one.payee).map((one) => (one.amount > 0n ? one : { payer: one.payee, payee: one.payer, amount: -one.amount }));
}

/**
 * Signed claims by payer and payee. The two halves of a claim with two prices are one claim between its brands; what the one side pays more than the other
 * receives is owed to the rate difference, and what it pays less is owed by it. No position changes by this.
 */
export function pairSums(claims: readonly BookedClaim[]): GrossClaim[] {
  const sums = new Sums();
  const [pays, receives] = [new Map<string, Map<string, bigint>>(), new Map<string, Map<string, bigint>>()];
  const keep = (of: Map<string, Map<string, bigint>>, redeemer: string, other: string, amount: bigint): void => {
    const known = of.get(redeemer) ?? new Map<string, bigint>();
    of.set(redeemer, known.set(other, (known.get(other) ?? 0n) + amount));
  };
  for (const { payer, payee, amount, behind } of claims) {
    if (payee === RATE_DIFFERENCE_PARTY && behind) keep(pays, behind, payer, amount);
    else if (payer === RATE_DIFFERENCE_PARTY && behind) keep(receives, payee, behind, amount);
    else sums.add(payer, payee, amount);
  }
  for (const redeemer of new Set([...pays.keys(), ...receives.keys()])) {
    const given = new Map([...(pays.get(redeemer) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)));
    const taken = new Map(receives.get(redeemer));
    const meet = (payer: string, issuer: string): void => {
      const both = common(given.get(payer) ?? 0n, taken.get(issuer) ?? 0n);
      given.set(payer, (given.get(payer) ?? 0n) - both);
      taken.set(issuer, (taken.get(issuer) ?? 0n) - both);
      sums.add(payer, redeemer, both);
    };
    for (const payer of [...given.keys()]) meet(payer, payer);
    // What others than the issuer pay for its points: its reserve, or who funds them with it.
    for (const payer of [...given.keys()]) for (const issuer of [...taken.keys()].sort()) meet(payer, issuer);
    for (const [payer, rest] of given) sums.add(payer, RATE_DIFFERENCE_PARTY, rest);
    for (const rest of taken.values()) sums.add(RATE_DIFFERENCE_PARTY, redeemer, rest);
  }
  return sums.claims();
}

/**
 * The same claims under the three rules of netting. Multilateral is how a settlement pays unless its group chose otherwise: one obligation per partner against the hub;
 * its total is what all net payers bring in. All three are printed beside each other for comparison.
 */
export function net(claims: readonly BookedClaim[]): Netting {
  const pairs = new Map<string, bigint>();
  const positions = new Map<string, bigint>();
  let gross = 0n;
  for (const { payer, payee, amount } of pairClaims(claims)) {
    gross += amount;
    const [low, high, signed] = payer < payee ? [payer, payee, amount] : [payee, payer, -amount];
    pairs.set(`${low}|${high}`, (pairs.get(`${low}|${high}`) ?? 0n) + signed);
    positions.set(payer, (positions.get(payer) ?? 0n) - amount);
    positions.set(payee, (positions.get(payee) ?? 0n) + amount);
  }
  const transfers = [...pairs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, amount]) => amount !== 0n)
    .map(([pair, amount]) => {
      const [low = '', high = ''] = pair.split('|');
      return amount > 0n ? { payer: low, payee: high, amount } : { payer: high, payee: low, amount: -amount };
    });
  const total = [...positions.values()].reduce((sum, position) => (position < 0n ? sum - position : sum), 0n);
  return { gross, bilateral: { transfers, total: transfers.reduce((sum, transfer) => sum + transfer.amount, 0n) }, multilateral: { total } };
}

/** Cash of one partner: its position less the hub's fees and their PPN, unless fees are paid apart. */
export function netCash(position: bigint, fees: bigint, ppn: bigint, netFees: boolean): bigint {
  return netFees ? position - fees - ppn : position;
}
