import { allocate } from '../../kernel/allocate';

const CASH_UNIT = 100n;

export type LossRule = 'NET_EXPOSURE' | 'GROSS_CLAIM';

/** A partner's claims on a defaulter and the defaulter's claims on it, in the windows of one settlement; minor units. */
export interface Exposure {
  readonly partyId: string;
  readonly claims: bigint;
  readonly owes: bigint;
}

export interface DefaultFacts {
  /** Open to the partners, through the hub: principal. */
  readonly partnersOpen: bigint;
  /** Open to the hub: principal owed to accounts that it keeps (points paid for at issue, reserves, the fund), fees and PPN. */
  readonly hubOpen: bigint;
  readonly collateral: bigint;
  /** What the defaulter's reserve holds for its burned points. */
  readonly reserve: bigint;
  /** What the coalition's fund may give; nothing unless the rulebook says so. */
  readonly fund: bigint;
  /** Partners in the order of their codes, so that ties are decided the same way everywhere. */
  readonly exposures: readonly Exposure[];
}

export interface Loss {
  readonly partyId: string;
  readonly amount: bigint;
}

export interface DefaultOutcome {
  readonly collateralToPartners: bigint;
  readonly reserveToPartners: bigint;
  readonly fundToPartners: bigint;
  /** Served last, from what the partners left. */
  readonly collateralToHub: bigint;
  readonly shortfall: bigint;
  readonly hubUnpaid: bigint;
  /** Both allocations of the shortfall; they are always printed beside each other. */
  readonly losses: Readonly<Record<LossRule, readonly Loss[]>>;
}

/**
 * How much of a defaulter's open principal is owed to partners. Money that it paid met partners first, so what is open is the hub's as far as
 * its own accounts have something coming; where no partner has claims on the defaulter at all, everything is.
 * @param hubNet what the hub's accounts have coming from the defaulter in the settlement, net; below nothing it owes the defaulter
 */
export function openToPartners(openPrincipal: bigint, hubNet: bigint, exposures: readonly Exposure[]): bigint {
  if (!exposures.some((one) => one.claims > 0n)) return 0n;
  const hubs = hubNet < 0n ? 0n : hubNet < openPrincipal ? hubNet : openPrincipal;
  return openPrincipal - hubs;
}

/** Who bears what a defaulter leaves open: its collateral, its reserve and the fund first, then the partners by the rule of the coalition. */
export function defaultOutcome(facts: DefaultFacts): DefaultOutcome {
  const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
  const collateralToPartners = least(facts.collateral, facts.partnersOpen);
  const reserveToPartners = least(facts.reserve, facts.partnersOpen - collateralToPartners);
  const fundToPartners = least(facts.fund, facts.partnersOpen - collateralToPartners - reserveToPartners);
  const shortfall = facts.partnersOpen - collateralToPartners - reserveToPartners - fundToPartners;
  const collateralToHub = least(facts.collateral - collateralToPartners, facts.hubOpen);
  const gross = facts.exposures.map((one) => one.claims);
  const net = facts.exposures.map((one) => (one.claims > one.owes ? one.claims - one.owes : 0n));
  // Where nobody is a net creditor of the defaulter, its gross creditors bear the loss.
  const weights = { NET_EXPOSURE: net.some((one) => one > 0n) ? net : gross, GROSS_CLAIM: gross };
  const share = (rule: LossRule): Loss[] => split(shortfall, weights[rule]).map((amount, at) => ({ partyId: facts.exposures[at]?.partyId ?? '', amount }));
  return { collateralToPartners, reserveToPartners, fundToPartners, collateralToHub, shortfall, hubUnpaid: facts.hubOpen - collateralToHub, losses: { NET_EXPOSURE: share('NET_EXPOSURE'), GROSS_CLAIM: share('GROSS_CLAIM') } };
}

/**
 * What money that a defaulter pays after all gives back: to the partners in the proportion of what they still lack, then to the hub.
 * @param lacking what each partner's loss share still lacks, in the order of their codes
 * @returns the partners' parts in that order, the hub's part, and what is left over
 */
export function recover(amount: bigint, lacking: readonly bigint[], hubLacks: bigint): { readonly toPartners: bigint[]; readonly toHub: bigint; readonly rest: bigint } {
  const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
  const partners = least(amount, lacking.reduce((sum, one) => sum + one, 0n));
  const toHub = least(amount - partners, hubLacks);
  return { toPartners: split(partners, lacking), toHub, rest: amount - partners - toHub };
}

/** Whole rupiah, by largest remainder. */
function split(total: bigint, weights: readonly bigint[]): bigint[] {
  if (total === 0n) return weights.map(() => 0n);
  return allocate(total / CASH_UNIT, weights).map((part) => part * CASH_UNIT);
}
