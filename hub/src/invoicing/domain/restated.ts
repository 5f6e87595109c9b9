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
  readonly ppnMinor: bigint;
  readonly taxProfile: string | null;
}

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

/**
 * PPN that a credit note carries where some fees of its invoice shrank and others grew: that of what shrank; the rest stands with what grew, so that both are the change of the invoice's PPN.
 * @param creditMinor PPN that the invoice loses in all; negative when it gains
 */
export function creditedPpn(downMinor: bigint, upMinor: bigint, creditMinor: bigint, profiles: Profiles, taxProfile: string | null): bigint {
  if (downMinor === 0n) return 0n;
  const profile = upMinor === 0n || taxProfile === null ? undefined : profiles.get(taxProfile.split('; ')[0] ?? '');
  if (!profile) return creditMinor;
  return roundHalfUp(new Exact(downMinor.toString()).mul(rate(profile.dppRate ?? '1')).mul(profile.numerator).mul(rate(profile.rate)).div(profile.denominator), 100n);
}

interface Draft {
  readonly partnerId: string;
  readonly cycleId: string;
  readonly kind: string;
  readonly points: bigint;
  readonly subtotalMinor: bigint;
  readonly ppnMinor: bigint;
  readonly taxProfile: string | null;
}

/** Drafts with what their cycle books on earlier documents' lines that grew; a cycle that has nothing else gets a draft for it. */
export function withRestated<D extends Draft>(drafts: readonly D[], restated: readonly (RestatedSum & Pick<D, 'kind'>)[], profiles: Profiles): D[] {
  const keyOf = (one: Pick<Draft, 'kind' | 'cycleId'>): string => `${one.kind} ${one.cycleId}`;
  const all = new Map(drafts.map((one) => [keyOf(one), one]));
  for (const one of restated.filter((sum) => sum.upMinor > 0n)) {
    const { partnerId, cycleId, kind } = one;
    const draft = all.get(keyOf(one)) ?? ({ partnerId, cycleId, kind, points: 0n, subtotalMinor: 0n, ppnMinor: 0n, taxProfile: null } as unknown as D);
    const ppnMinor = one.ppnMinor + creditedPpn(one.downMinor, one.upMinor, -one.ppnMinor, profiles, one.taxProfile);
    const names = [...new Set([draft.taxProfile, one.taxProfile].flatMap((name) => name?.split('; ') ?? []))].sort();
    all.set(keyOf(one), { ...draft, points: draft.points + one.points, subtotalMinor: draft.subtotalMinor + one.upMinor, ppnMinor: draft.ppnMinor + ppnMinor, taxProfile: names.length > 0 ? names.join('; ') : null });
  }
  return [...all.values()];
}
