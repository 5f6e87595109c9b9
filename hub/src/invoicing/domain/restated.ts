import { allocate } from '../../kernel/allocate';
import { Exact, rate } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';

/** What a cycle books on lines of one earlier document: lines that grew, lines that shrank (both positive), and its PPN. Minor units. */
export interface RestatedSum {
  readonly partnerId: string;
  readonly cycleId: string;
  readonly kind: string;
  readonly upMinor: bigint;
  readonly downMinor: bigint;
  readonly points: bigint;
  readonly ppn: PpnMoved;
}

/** What PPN moved, by version of its tax profile: minor units, negative where it became less. */
export type PpnMoved = Readonly<Record<string, bigint>>;

/** A version of a tax profile, as far as documents compute with it. */
export interface Profile {
  readonly numerator: number;
  readonly denominator: number;
  readonly rate: string;
  /** Of a programme billed without a stated commission (`NILAI_LAIN`): the part of what is billed that is its base, such as `0.1`. */
  readonly dppRate?: string;
}

export type Profiles = ReadonlyMap<string, Profile>;

/** DPP in sen, as it is printed: of a fee its fraction (11/12), of DPP nilai lain its part of what is billed (W14). PPN is never computed from it. */
export function taxBaseOf(subtotalMinor: bigint, profile: Profile): bigint {
  const billed = new Exact(subtotalMinor.toString());
  return roundHalfUp(profile.dppRate === undefined ? billed.mul(profile.numerator).div(profile.denominator) : billed.mul(rate(profile.dppRate)), 1n);
}

/** What of a change of PPN a credit note carries, and what the document that prints what grew; both are at least nothing, and their difference is the change. */
export interface PpnParts {
  readonly creditMinor: bigint;
  readonly addedMinor: bigint;
  /** The versions by which the rest is charged. */
  readonly addedBy: readonly string[];
}

/**
 * Splits the change of an invoice's PPN. Where some of its fees shrank and others grew, the note carries that of what shrank and the rest stands with what grew. Else less is a note's and more
 * the current document's, also where no fee moves at all because another version of the tax alone makes the change.
 * @param downMinor fees that shrank, and those that grew; both positive
 */
export function ppnParts(downMinor: bigint, upMinor: bigint, moved: PpnMoved, profiles: Profiles): PpnParts {
  const sum = Object.values(moved).reduce((total, minor) => total + minor, 0n);
  const versions = Object.keys(moved).sort();
  const profile = downMinor > 0n && upMinor > 0n ? profiles.get(versions.find((name) => moved[name] !== 0n) ?? '') : undefined;
  const wanted = profile ? roundHalfUp(new Exact(downMinor.toString()).mul(rate(profile.dppRate ?? '1')).mul(profile.numerator).mul(rate(profile.rate)).div(profile.denominator), 100n) : 0n;
  const least = sum < 0n ? -sum : 0n;
  const creditMinor = wanted > least ? wanted : least;
  return { creditMinor, addedMinor: sum + creditMinor, addedBy: upMinor > 0n ? versions : versions.filter((name) => (moved[name] ?? 0n) > 0n) };
}

interface Draft {
  readonly partnerId: string;
  readonly cycleId: string;
  readonly kind: string;
  readonly points: bigint;
  readonly subtotalMinor: bigint;
  readonly ppnMinor: bigint;
  readonly taxProfile: string | null;
  /** Whether PPN stands on it that another version of its tax adds without any fee. */
  readonly taxMoved?: true;
}

/** Drafts with what their cycle books on earlier documents' lines that grew, and with PPN that only another version of the tax adds; a cycle that has nothing else gets a draft for it. */
export function withRestated<D extends Draft>(drafts: readonly D[], restated: readonly (RestatedSum & Pick<D, 'kind'>)[], profiles: Profiles): D[] {
  const keyOf = (one: Pick<Draft, 'kind' | 'cycleId'>): string => `${one.kind} ${one.cycleId}`;
  const all = new Map(drafts.map((one) => [keyOf(one), one]));
  for (const one of restated) {
    const { addedMinor, addedBy } = ppnParts(one.downMinor, one.upMinor, one.ppn, profiles);
    if (one.upMinor === 0n && addedMinor === 0n) continue;
    const { partnerId, cycleId, kind } = one;
    const draft = all.get(keyOf(one)) ?? ({ partnerId, cycleId, kind, points: 0n, subtotalMinor: 0n, ppnMinor: 0n, taxProfile: null } as unknown as D);
    const moved = draft.taxMoved ?? one.upMinor === 0n;
    const names = [...new Set([...(draft.taxProfile?.split('; ') ?? []), ...addedBy])].sort();
    all.set(keyOf(one), { ...draft, points: draft.points + one.points, subtotalMinor: draft.subtotalMinor + one.upMinor, ppnMinor: draft.ppnMinor + addedMinor, taxProfile: names.length > 0 ? names.join('; ') : null, ...(moved && { taxMoved: true as const }) });
  }
  return [...all.values()];
}

/** What a fee line comes to as a whole: PPN that moves alone is told by it. */
export function wholeOf({ exact }: { readonly exact: string }): bigint {
  return BigInt(new Exact(exact).abs().toFixed(0));
}

const CASH_UNIT = 100n;

/** Whole rupiah in parts by weights; where none weighs anything, alike. */
export function inParts(minor: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) return [];
  return allocate(minor / CASH_UNIT, weights.every((one) => one === 0n) ? weights.map(() => 1n) : weights).map((part) => part * CASH_UNIT);
}
