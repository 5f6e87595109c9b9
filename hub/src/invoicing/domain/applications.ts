/** What of an invoice is open when so much of its obligation is: the obligation's rest stands on the newest documents, because money meets the oldest first. */
export interface Slice {
  /** The part of the obligation: claims, fees or PPN. */
  readonly part: 'principal' | 'fee' | 'ppn';
  /** What the invoice brings into the part, minor units; below nothing where more came back than was claimed. */
  readonly ownMinor: bigint;
  /** What newer documents bring into it. */
  readonly newerMinor: bigint;
}

/** One settlement that took the invoice, wholly or some of its windows. */
export interface Taken<Source, Money> {
  readonly source: Source;
  readonly slices: readonly Slice[];
  /** What the obligation asked for by parts, once its set-off was made; absent: nothing was left to pay in this direction. */
  readonly due?: Readonly<Record<Slice['part'], bigint>>;
  /** What met the obligation, in its order. */
  readonly money: readonly (Money & Readonly<Record<Slice['part'], bigint>>)[];
}

export interface Met<Source, Money> {
  readonly source: Source;
  readonly amountMinor: bigint;
  /** Absent: set-off. */
  readonly money?: Money;
}

/**
 * How settlements met an invoice: what each set off as soon as its obligation was fixed, then what each payment met, in minor units. The sum is what is met of the
 * invoice, exactly: each step is a difference of what was open before it and after it.
 */
export function metBy<Source, Money>(taken: readonly Taken<Source, Money>[]): Met<Source, Money>[] {
  return taken.flatMap(({ source, slices, due, money }) => {
    const own = slices.reduce((sum, slice) => sum + slice.ownMinor, 0n);
    let open = due ?? { principal: 0n, fee: 0n, ppn: 0n };
    let rest = openOf(slices, open);
    const steps: Met<Source, Money>[] = [{ source, amountMinor: own - rest }];
    for (const one of money) {
      open = { principal: open.principal - one.principal, fee: open.fee - one.fee, ppn: open.ppn - one.ppn };
      const after = openOf(slices, open);
      steps.push({ source, amountMinor: rest - after, money: one });
      rest = after;
    }
    return steps.filter((step) => step.amountMinor !== 0n);
  });
}

function openOf(slices: readonly Slice[], open: Readonly<Record<Slice['part'], bigint>>): bigint {
  return slices.reduce((sum, { part, ownMinor, newerMinor }) => sum + least(most(ownMinor, 0n), most(open[part] - newerMinor, 0n)), 0n);
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
