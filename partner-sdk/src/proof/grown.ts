import { feeLineKey, type AnyBundle } from './bundle';
import { decimalText, roundHalfUp } from './exact';
import { ppnOn, type Fees, type FeeType } from './fees';
import type { Booked, ProvedLine, ProvedLines } from './lines';
import type { Agreements, Side } from './pricing';

/** What a cycle added to a line of an earlier one; its documents print it in section `RESTATED`. */
export interface GrownLine {
  readonly key: string;
  readonly name: string;
  readonly side: Side;
  readonly amount: bigint;
  readonly booked: Booked;
}

export interface GrownFee {
  readonly key: string;
  readonly lineType: FeeType;
  readonly amount: bigint;
  readonly base: bigint;
  readonly exact: string;
  readonly rates: readonly string[];
  readonly clauses: readonly string[];
  readonly legCount: number;
  /** Its share of the PPN of the document. */
  readonly ppn: bigint;
}

export interface Grown {
  readonly lines: readonly GrownLine[];
  /** In the order in which documents print them. */
  readonly fees: readonly GrownFee[];
  readonly ppn: bigint;
  readonly taxes: readonly string[];
}

const TYPES = ['ISSUER_FEE', 'ACCEPTANCE_FEE'] as const;

/** What the bundle's cycle added to lines and fees of earlier ones. A part that shrank is on a credit note; of the PPN of fees that shrank and grew at once the note carries that of what shrank. */
export function grownOf(bundle: AnyBundle, { lines, timeline }: Pick<ProvedLines, 'lines' | 'timeline'>, books: Fees, agreed: Agreements): Grown {
  const own = 'cycleId' in bundle ? bundle.cycleId : '';
  const earlier = [...timeline.earlier].sort();
  const changes = earlier.map((cycleId) => ({ cycleId, taxes: books.taxesAt(cycleId, own), fees: TYPES.flatMap((lineType) => {
    const booked = books.at(lineType, cycleId, own);
    return booked ? [{ ...booked, lineType, key: feeLineKey(lineType, bundle.partnerId, cycleId), exact: decimalText(booked.added), ppn: 0n }] : [];
  }) })).filter(({ fees }) => fees.some((fee) => fee.amount > 0n));
  const ppn = changes.reduce((total, { taxes, fees }) => {
    const down = -fees.reduce((sum, fee) => (fee.amount < 0n ? sum + fee.amount : sum), 0n);
    const [first] = taxes;
    return total + taxes.reduce((sum, one) => sum + one.amount, 0n) + (down > 0n && first ? roundHalfUp(ppnOn(down, first.tax, agreed)) : 0n);
  }, 0n);
  return { lines: lines.flatMap((line) => grownLine(line, own)), fees: changes.flatMap(({ fees }) => fees.filter((fee) => fee.amount > 0n)), ppn, taxes: changes.flatMap(({ taxes }) => taxes.map((one) => one.tax)) };
}

function grownLine({ key, name, side, ownCycle, booked }: ProvedLine, cycleId: string): GrownLine[] {
  const added = ownCycle === cycleId ? undefined : booked(cycleId);
  return added && added.amount > 0n ? [{ key, name, side, amount: added.amount, booked: added }] : [];
}
