import type { AnyBundle } from './bundle';
import { feeLineKey } from './keys';
import { decimalText } from './exact';
import { alone, ppnParts, type Fees, type FeeType } from './fees';
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
  /** Fees that stay, on which another version of the tax alone adds PPN. */
  readonly taxed: readonly GrownFee[];
  readonly ppn: bigint;
  readonly taxes: readonly string[];
}

const TYPES = ['ISSUER_FEE', 'ACCEPTANCE_FEE'] as const;

/** What the bundle's cycle added to lines and fees of earlier ones. A part that shrank is on a credit note, with its PPN. */
export function grownOf(bundle: AnyBundle, { lines, timeline }: Pick<ProvedLines, 'lines' | 'timeline'>, books: Fees, agreed: Agreements): Grown {
  const own = 'cycleId' in bundle ? bundle.cycleId : '';
  const changes = [...timeline.earlier].sort().map((cycleId) => {
    const all = TYPES.flatMap((lineType) => {
      const booked = books.at(lineType, cycleId, own);
      return booked ? [{ booked, fee: { ...booked, lineType, key: feeLineKey(lineType, bundle.partnerId, cycleId), exact: decimalText(booked.added), ppn: 0n } }] : [];
    });
    const up = all.filter(({ fee }) => fee.amount > 0n);
    const sum = (sign: bigint): bigint => all.reduce((total, { fee }) => (fee.amount * sign > 0n ? total + fee.amount * sign : total), 0n);
    const taxes = books.taxesAt(cycleId, own);
    const { added } = ppnParts(sum(-1n), sum(1n), taxes, agreed);
    const shares = up.length > 0 || added === 0n ? [] : alone(added, all.map(({ booked }) => booked));
    return { fees: up.map(({ fee }) => fee), ppn: added, taxes: up.length > 0 ? taxes : taxes.filter(({ amount }) => amount > 0n), taxed: all.map(({ fee }, at): GrownFee => ({ ...fee, amount: 0n, base: 0n, exact: '0', ppn: shares[at] ?? 0n })).filter(({ ppn }) => ppn !== 0n) };
  }).filter(({ fees, ppn }) => fees.length > 0 || ppn > 0n);
  return { lines: lines.flatMap((line) => grownLine(line, own)), fees: changes.flatMap(({ fees }) => fees), taxed: changes.flatMap(({ taxed }) => taxed), ppn: changes.reduce((total, one) => total + one.ppn, 0n), taxes: changes.flatMap(({ taxes }) => taxes.map((one) => one.tax)) };
}

function grownLine({ key, name, side, ownCycle, booked }: ProvedLine, cycleId: string): GrownLine[] {
  const added = ownCycle === cycleId ? undefined : booked(cycleId);
  return added && added.amount > 0n ? [{ key, name, side, amount: added.amount, booked: added }] : [];
}
