/** What entered a partner's settlement, in minor units. */
export interface NettingParts {
  /** Claims of its windows; below nothing where more was taken back than was claimed. */
  readonly receivableMinor: bigint;
  readonly payableMinor: bigint;
  /** Of fee invoices alone, gross. */
  readonly feesMinor: bigint;
  readonly ppnMinor: bigint;
  /** Credit notes of fee invoices, with their PPN; not negative. */
  readonly creditNotesMinor: bigint;
  /** Certificates of tax withheld that had met nothing yet; not negative. */
  readonly withheldMinor: bigint;
  /** Money on account; not negative. */
  readonly unappliedMinor: bigint;
  /** What came back of losses; not negative. */
  readonly recoveriesMinor: bigint;
  /** What the partner bears of others' defaults; not negative. */
  readonly lossSharesMinor: bigint;
  /** What is contested, as if it were upheld, what was given back after a dispute, and compensations; positive in the partner's favour. */
  readonly disputedMinor: bigint;
}

/** One row of the way from gross to net: it stands on one side, and its size is not negative. */
export interface NettingRow {
  readonly type: 'RECEIVABLE' | 'PAYABLE' | 'FEES' | 'PPN' | 'CREDIT_NOTES' | 'REVERSED_CLAIMS' | 'WITHHELD' | 'UNAPPLIED' | 'RECOVERIES' | 'LOSS_SHARES' | 'DISPUTED';
  readonly side: 'RECEIVE' | 'PAY';
  readonly amountMinor: bigint;
}

export interface NettingFigures extends NettingParts {
  /** Claims that were taken back beyond what was claimed, positive in the partner's favour; `receivableMinor` and `payableMinor` are not negative then. */
  readonly reversedMinor: bigint;
  /** Money on account, certificates and recoveries, less loss shares. */
  readonly creditsMinor: bigint;
  readonly rows: readonly NettingRow[];
  /** The sums of both sides, what meets on both, and what is left: positive, the hub pays. */
  readonly receiveMinor: bigint;
  readonly payMinor: bigint;
  readonly setOffMinor: bigint;
  readonly netMinor: bigint;
  readonly direction: 'PAYS_HUB' | 'HUB_PAYS' | 'NONE';
}

const plus = (minor: bigint): bigint => (minor > 0n ? minor : 0n);

/**
 * The figures of a netting statement. Everything that shows one takes them from here: the document, its twin and table, the screen, and the row that is kept.
 * `receivable - payable - fees - ppn + credit notes + reversed claims + withheld + unapplied + recoveries - loss shares + disputed` is the net cash.
 */
export function nettingFigures(parts: NettingParts): NettingFigures {
  const { receivableMinor, payableMinor, withheldMinor, unappliedMinor, recoveriesMinor, lossSharesMinor } = parts;
  const claims = { receivableMinor: plus(receivableMinor), payableMinor: plus(payableMinor), reversedMinor: plus(-payableMinor) - plus(-receivableMinor) };
  const signed: readonly (readonly [NettingRow['type'], bigint, always?: true])[] = [
    ['RECEIVABLE', claims.receivableMinor, true], ['PAYABLE', -claims.payableMinor, true], ['FEES', -parts.feesMinor, true], ['PPN', -parts.ppnMinor, true], ['CREDIT_NOTES', parts.creditNotesMinor], ['REVERSED_CLAIMS', claims.reversedMinor],
    ['WITHHELD', withheldMinor], ['UNAPPLIED', unappliedMinor], ['RECOVERIES', recoveriesMinor], ['LOSS_SHARES', -lossSharesMinor], ['DISPUTED', parts.disputedMinor]];
  const rows = signed.filter(([, amount, always]) => always === true || amount !== 0n)
    .map(([type, amount]): NettingRow => ({ type, side: amount > 0n || (amount === 0n && type === 'RECEIVABLE') ? 'RECEIVE' : 'PAY', amountMinor: amount < 0n ? -amount : amount }));
  const sum = (side: NettingRow['side']): bigint => rows.filter((row) => row.side === side).reduce((total, row) => total + row.amountMinor, 0n);
  const [receiveMinor, payMinor] = [sum('RECEIVE'), sum('PAY')];
  const netMinor = receiveMinor - payMinor;
  return { ...parts, ...claims, creditsMinor: withheldMinor + unappliedMinor + recoveriesMinor - lossSharesMinor, rows, receiveMinor, payMinor, setOffMinor: receiveMinor < payMinor ? receiveMinor : payMinor, netMinor, direction: netMinor === 0n ? 'NONE' : netMinor > 0n ? 'HUB_PAYS' : 'PAYS_HUB' };
}
