import { Exact, times } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import type { LineKind, LineName, LineParts, LineState, LineType, SidePrice } from './facts';

const NEW_LINE: LineState = { exact: '0', amountMinor: 0n, points: 0n };
const NOTHING = new Exact(0);

/** The name of a line as a text: who pays whom, in which document cycle of each; then for what, where that is not a plain burn. */
export function lineKey(lineType: LineType, payer: string, payerCycleId: string, payee: string, payeeCycleId: string, qualifier = '', kind: LineKind = 'BURN', section = 'NORMAL', funding = ''): string {
  const plain = `${lineType}|${payer}|${payerCycleId}|${payee}|${payeeCycleId}|${qualifier}`;
  if (lineType !== 'CLAIM' || (kind === 'BURN' && section === 'NORMAL' && funding === '')) return plain;
  return `${plain}|${kind === 'BURN' ? '' : kind}|${section === 'NORMAL' ? '' : section}|${funding}`;
}

export function keyOf(name: LineName): string {
  return lineKey(name.lineType, name.payer, name.payerCycleId, name.payee, name.payeeCycleId, name.qualifier, name.kind, name.section, name.funding);
}

/** A line on its way through one calculation. */
export class Line {
  readonly before: LineState;
  exact: Exact;
  points = 0n;
  delta = 0n;
  base = 0n;
  parts: LineParts;
  readonly refs = new Set<string>();
  /** Of a fee: what this window charged, by version of the tax profile and way of rounding. */
  readonly taxable = new Map<string, { readonly rounding: SidePrice['ppnRounding']; amount: bigint }>();

  private told: { readonly exact: Exact; readonly text: string } | undefined;

  constructor(readonly key: string, readonly name: LineName, before: LineState | undefined, private readonly unit: bigint) {
    this.before = before ?? NEW_LINE;
    this.exact = before ? new Exact(before.exact) : NOTHING;
    this.parts = this.before.parts ?? {};
  }

  get amount(): bigint {
    return this.before.amountMinor + this.delta;
  }

  /** The exact total as a text, written once for a total. */
  get exactText(): string {
    if (this.told?.exact !== this.exact) this.told = { exact: this.exact, text: this.exact.toFixed() };
    return this.told.text;
  }

  get totalPoints(): bigint {
    return this.before.points + this.points;
  }

  /** Adds to the exact total; the delta is the rounding of the total after less the rounding of the total before. */
  advance(exact: Exact): bigint {
    const before = this.exact.isZero() ? 0n : roundHalfUp(this.exact, this.unit);
    this.exact = this.exact.isZero() ? exact : this.exact.add(exact);
    const delta = roundHalfUp(this.exact, this.unit) - before;
    this.delta += delta;
    return delta;
  }

  /** Adds an amount that was rounded elsewhere, and the exact value that it stands for. */
  book(amount: bigint, exact: Exact = new Exact(amount.toString())): void {
    this.exact = this.exact.add(exact);
    this.delta += amount;
  }

  /** What so many more points are worth at a price; with steps by the points of the line. Steps begin anew where the clause changes. */
  worth(points: bigint, price: Pick<SidePrice, 'pointPrice' | 'steps' | 'termsRef'>): Exact {
    if (!price.steps) return minor(points, price.pointPrice);
    const { steps } = price;
    const before = BigInt(this.parts.tiers?.[price.termsRef] ?? '0');
    this.parts = { ...this.parts, tiers: { ...this.parts.tiers, [price.termsRef]: (before + points).toString() } };
    return stepped(before + points, steps).sub(stepped(before, steps));
  }
}

/** Exact minor units of points times a price in rupiah. */
export function minor(points: bigint, price: string): Exact {
  return times(points * 100n, price);
}

/** Exact minor units of so many points by the steps of a price. */
export function stepped(points: bigint, steps: readonly { readonly fromPoints: number; readonly pointPrice: string }[]): Exact {
  return steps.reduce((sum, step, at) => {
    const [from, to] = [BigInt(step.fromPoints), steps[at + 1] === undefined ? points : BigInt(steps[at + 1]?.fromPoints ?? 0)];
    const within = (points < to ? points : to) - from;
    return within > 0n ? sum.add(minor(within, step.pointPrice)) : sum;
  }, new Exact(0));
}

/** All lines that one calculation touches. */
export class Lines {
  private readonly byKey = new Map<string, Line>();
  constructor(private readonly states: ReadonlyMap<string, LineState>, private readonly unit: bigint) {}

  at(name: LineName): Line {
    const key = keyOf(name);
    const known = this.byKey.get(key);
    if (known) return known;
    const line = new Line(key, name, this.states.get(key), this.unit);
    this.byKey.set(key, line);
    return line;
  }

  fee(lineType: 'ISSUER_FEE' | 'ACCEPTANCE_FEE' | 'PPN', payer: string, payerCycleId: string, payee: string, qualifier = ''): Line {
    return this.at({ lineType, payer, payerCycleId, payee, payeeCycleId: '', qualifier, kind: '', section: 'NORMAL', funding: '' });
  }

  all(): Line[] {
    return [...this.byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}
