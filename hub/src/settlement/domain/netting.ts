/** What one party owes another, whole minor units. */
export interface GrossClaim {
  readonly payer: string;
  readonly payee: string;
  readonly amount: bigint;
}

export interface Netting {
  readonly gross: bigint;
  readonly bilateral: { readonly transfers: readonly GrossClaim[]; readonly total: bigint };
  readonly multilateral: { readonly total: bigint };
}

/**
 * The same claims under the three rules of netting. Multilateral is how a settlement pays: one obligation per partner against the hub;
 * its total is what all net payers bring in. The others are printed beside it for comparison.
 */
export function net(claims: readonly GrossClaim[]): Netting {
  const pairs = new Map<string, bigint>();
  const positions = new Map<string, bigint>();
  let gross = 0n;
  for (const { payer, payee, amount } of claims) {
    if (payer === payee) continue;
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
