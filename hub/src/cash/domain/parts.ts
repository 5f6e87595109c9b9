/** What an obligation is made of, minor units, none below zero. */
export interface Parts {
  readonly principal: bigint;
  readonly fee: bigint;
  readonly ppn: bigint;
}

type Part = keyof Parts;

/** Money meets principal, then fees, then PPN (`PRINCIPAL_FIRST`). */
const PRINCIPAL_FIRST: readonly Part[] = ['principal', 'fee', 'ppn'];
/** Tax that was withheld from a fee meets that fee first. */
const FEE_FIRST: readonly Part[] = ['fee', 'ppn', 'principal'];

export const sumOf = ({ principal, fee, ppn }: Parts): bigint => principal + fee + ppn;
const plus = (minor: bigint): bigint => (minor > 0n ? minor : 0n);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** The figures of an obligation; positive position and credits are owed by the hub, positive fees and PPN by the partner. */
export interface NetFigures {
  readonly position: bigint;
  readonly fees: bigint;
  readonly ppn: bigint;
  /** Unapplied cash and recoveries, less loss shares. */
  readonly credits: bigint;
}

/**
 * The parts of what the paying side of an obligation owes: its debts, principal first, less what the other side owes it, in the same order.
 * This is the set-off of a settlement: it meets principal before fees, and fees before PPN, as money does. The database computes the same.
 */
export function partsOf({ position, fees, ppn, credits }: NetFigures): Parts {
  const sign = position - fees - ppn + credits < 0n ? 1n : -1n;
  const debt: Parts = { principal: plus(-position * sign) + plus(-credits * sign), fee: plus(fees * sign), ppn: plus(ppn * sign) };
  const credit = plus(position * sign) + plus(credits * sign) + plus(-fees * sign) + plus(-ppn * sign);
  const met = take(debt, credit, PRINCIPAL_FIRST);
  return { principal: debt.principal - met.principal, fee: debt.fee - met.fee, ppn: debt.ppn - met.ppn };
}

/** What an amount meets of open parts, principal first. */
export function takeInOrder(open: Parts, amount: bigint): Parts {
  return take(open, amount, PRINCIPAL_FIRST);
}

function take(open: Parts, amount: bigint, order: readonly Part[]): Parts {
  const taken = { principal: 0n, fee: 0n, ppn: 0n };
  let rest = amount;
  for (const part of order) {
    taken[part] = least(open[part], rest);
    rest -= taken[part];
  }
  return taken;
}

/** Something that waits for money: an obligation, or a fee invoice that is paid apart. */
export interface OpenItem {
  readonly kind: 'OBLIGATION' | 'INVOICE';
  readonly id: string;
  readonly dueDate: string;
  readonly open: Parts;
}

export interface Incoming {
  readonly amount: bigint;
  /** The item that the money names: it is met first. */
  readonly names?: string | undefined;
  /** A withholding certificate or the credit note of a fee. */
  readonly feeFirst?: boolean | undefined;
}

export interface Applied {
  readonly item: OpenItem;
  readonly parts: Parts;
}

/**
 * How money meets what is open: the item that it names, then the others, the oldest due date first.
 * In whatever order several payments arrive, what stays open and what is left over is the same.
 * @returns what meets which item, and what is left: unapplied cash
 */
export function applyMoney(items: readonly OpenItem[], money: Incoming): { readonly applied: readonly Applied[]; readonly rest: bigint } {
  const first = (item: OpenItem): number => (item.id === money.names ? 0 : 1);
  const ordered = [...items].sort((a, b) => first(a) - first(b) || compare(a.dueDate, b.dueDate) || compare(a.id, b.id));
  const applied: Applied[] = [];
  let rest = money.amount;
  for (const item of ordered) {
    const order = money.feeFirst && item.id === money.names ? FEE_FIRST : PRINCIPAL_FIRST;
    const parts = take(item.open, rest, order);
    if (sumOf(parts) === 0n) continue;
    applied.push({ item, parts });
    rest -= sumOf(parts);
  }
  return { applied, rest };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
