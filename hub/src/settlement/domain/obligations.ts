import { assert } from '../../kernel/assert';
import { known } from '../../kernel/known';
import { HUB_PARTY, isHubHeld, RATE_DIFFERENCE_PARTY } from '../../kernel/parties';
import { netCash, type BookedClaim, type NettingMode } from './netting';

/** Of what an obligation is made: everything between two set off, or what a party pays or receives alone. What was taken back beyond what was claimed turns the cash of either, and stays where it was claimed. */
export type ObligationSide = 'NET' | 'PAYS' | 'RECEIVES';

/** What enters a partner's cash beside its claims; minor units. */
export interface Beside {
  readonly fees: bigint;
  readonly ppn: bigint;
  /** Money on account and recoveries, less loss shares; positive in the partner's favour. */
  readonly credits: bigint;
}

/** One fixed amount between a partner and the hub; minor units. */
export interface Owed {
  readonly partyId: string;
  /** Whose claims it comes from: a partner, or the hub for everything together, for its own accounts, and for fees. The payer and the payee of the cash are always the partner and the hub. */
  readonly counterpartyId: string;
  readonly side: ObligationSide;
  /** Claims alone, signed: below nothing where more was taken back than was claimed. */
  readonly payableMinor: bigint;
  readonly receivableMinor: bigint;
  /** What disputes moved beside the claims, positive in the partner's favour. */
  readonly disputedMinor: bigint;
  readonly feesMinor: bigint;
  readonly ppnMinor: bigint;
  readonly creditsMinor: bigint;
  /** `receivable - payable + disputed`. */
  readonly positionMinor: bigint;
  /** `position - fees - ppn + credits`; positive, the hub pays. */
  readonly amountMinor: bigint;
}

interface Sums { payable: bigint; receivable: bigint; disputed: bigint }
type Part = Sums & { readonly counterpartyId: string; readonly side: ObligationSide };

const NOTHING: Beside = { fees: 0n, ppn: 0n, credits: 0n };

/** Who stands at the other end of a claim, seen by one of its two parties; accounts that the hub keeps are the hub. */
function otherEnd(other: string, behind: string | undefined, self: string): string {
  const party = other === RATE_DIFFERENCE_PARTY && behind !== undefined ? behind : other;
  return isHubHeld(party) || party === self ? HUB_PARTY : party;
}

/** What a partner pays and receives, by the other end. */
class Between {
  private readonly ends = new Map<string, { pays: Sums; receives: Sums }>();

  private of(counterpartyId: string): { pays: Sums; receives: Sums } {
    const known = this.ends.get(counterpartyId) ?? { pays: { payable: 0n, receivable: 0n, disputed: 0n }, receives: { payable: 0n, receivable: 0n, disputed: 0n } };
    this.ends.set(counterpartyId, known);
    return known;
  }

  pays(counterpartyId: string, amount: bigint, moved: boolean): void {
    const { pays } = this.of(counterpartyId);
    if (moved) pays.disputed -= amount;
    else pays.payable += amount;
  }

  receives(counterpartyId: string, amount: bigint, moved: boolean): void {
    const { receives } = this.of(counterpartyId);
    if (moved) receives.disputed += amount;
    else receives.receivable += amount;
  }

  parts(mode: NettingMode): Part[] {
    const ends = [...this.ends].sort(([a], [b]) => (a < b ? -1 : 1));
    if (mode === 'MULTILATERAL') return [{ counterpartyId: HUB_PARTY, side: 'NET', ...added(ends.flatMap(([, end]) => [end.pays, end.receives])) }];
    if (mode === 'BILATERAL') return ends.map(([counterpartyId, end]) => ({ counterpartyId, side: 'NET', ...added([end.pays, end.receives]) }));
    return ends.flatMap(([counterpartyId, { pays, receives }]) => [{ counterpartyId, side: 'PAYS' as const, ...pays }, { counterpartyId, side: 'RECEIVES' as const, ...receives }]);
  }
}

const positionOf = ({ payable, receivable, disputed }: Sums): bigint => receivable - payable + disputed;
const added = (list: readonly Sums[]): Sums => list.reduce((sum, one) => ({ payable: sum.payable + one.payable, receivable: sum.receivable + one.receivable, disputed: sum.disputed + one.disputed }), { payable: 0n, receivable: 0n, disputed: 0n });
const isNothing = ({ payable, receivable, disputed }: Sums): boolean => payable === 0n && receivable === 0n && disputed === 0n;

/**
 * Positions as obligations, by the way of netting of a settlement. `MULTILATERAL`: one a partner. `BILATERAL`: one for each partner that it has claims with, and one with
 * the hub for the accounts that the hub keeps, for fees and for what enters beside them. `GROSS`: what it pays and what it receives apart, and one with the hub for fees.
 * The hub is the counterparty of the cash in each, so that its own obligation makes the sum nothing; what lies between two prices is the hub's.
 * @param beside fees, PPN and credits by partner
 */
export function obligationsOf(mode: NettingMode, claims: readonly BookedClaim[], movements: readonly BookedClaim[], beside: ReadonlyMap<string, Beside>): Owed[] {
  const between = new Map<string, Between>([...beside.keys()].map((partyId) => [partyId, new Between()]));
  const of = (partyId: string): Between => known(between, partyId, () => new Between());
  for (const [list, moved] of [[claims, false], [movements, true]] as const) {
    for (const { payer, payee, behind, amount } of list) {
      if (!isHubHeld(payer)) of(payer).pays(otherEnd(payee, behind, payer), amount, moved);
      if (!isHubHeld(payee)) of(payee).receives(otherEnd(payer, behind, payee), amount, moved);
    }
  }
  return [...between].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([partyId, one]) => owedBy(partyId, mode, one.parts(mode), beside.get(partyId) ?? NOTHING));
}

/** A partner's obligations; what enters beside its claims stands on the one with the hub. */
function owedBy(partyId: string, mode: NettingMode, parts: readonly Part[], beside: Beside): Owed[] {
  const takes = (one: Part): boolean => one.counterpartyId === HUB_PARTY && one.side === 'NET';
  const enters = beside.fees !== 0n || beside.ppn !== 0n || beside.credits !== 0n;
  const all: readonly Part[] = parts.some(takes) || !enters ? parts : [...parts, { counterpartyId: HUB_PARTY, side: 'NET', payable: 0n, receivable: 0n, disputed: 0n }];
  return all.filter((one) => mode === 'MULTILATERAL' || !isNothing(one) || (takes(one) && enters)).map((one): Owed => {
    const { fees, ppn, credits } = takes(one) ? beside : NOTHING;
    return { partyId, counterpartyId: one.counterpartyId, side: one.side, payableMinor: one.payable, receivableMinor: one.receivable, disputedMinor: one.disputed, feesMinor: fees, ppnMinor: ppn, creditsMinor: credits,
      positionMinor: positionOf(one), amountMinor: netCash(positionOf(one), fees, ppn, true) + credits };
  });
}

/** The hub's own obligation, which makes those of a settlement add up to nothing. */
export function hubsOwn(rows: readonly Owed[]): Owed {
  const sum = (pick: (row: Owed) => bigint): bigint => rows.reduce((total, row) => total + pick(row), 0n);
  return { partyId: HUB_PARTY, counterpartyId: HUB_PARTY, side: 'NET', payableMinor: sum((row) => row.receivableMinor), receivableMinor: sum((row) => row.payableMinor), disputedMinor: -sum((row) => row.disputedMinor), feesMinor: -sum((row) => row.feesMinor), ppnMinor: -sum((row) => row.ppnMinor),
    creditsMinor: -sum((row) => row.creditsMinor), positionMinor: -sum((row) => row.positionMinor), amountMinor: -sum((row) => row.amountMinor) };
}

/** Whatever the way of netting, the obligations of a partner are its position, and those of all partners are what the accounts of the hub have less. @throws AssertionFailed */
export function checkPositions(owed: readonly Owed[], calculated: ReadonlyMap<string, bigint>, moved: ReadonlyMap<string, bigint>): void {
  const sums = new Map<string, bigint>();
  for (const one of owed) sums.set(one.partyId, (sums.get(one.partyId) ?? 0n) + one.positionMinor);
  for (const partyId of new Set([...sums.keys(), ...calculated.keys(), ...moved.keys()])) {
    if (isHubHeld(partyId)) continue;
    const position = (calculated.get(partyId) ?? 0n) + (moved.get(partyId) ?? 0n);
    assert((sums.get(partyId) ?? 0n) === position, `I4: the obligations of ${partyId} come to ${sums.get(partyId) ?? 0n}, its position to ${position}.`);
  }
  assert([...calculated.values()].reduce((sum, one) => sum + one, 0n) === 0n, 'I3: the positions of a settlement do not add up to nothing.');
}
