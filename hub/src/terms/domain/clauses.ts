import { HUB_PARTY } from '../../kernel/parties';
import type { Clause, Preset } from '../prices.wire';
import type { TermsBody } from '../terms.wire';

export const PRESETS: readonly Preset[] = ['PAY_AT_BURN', 'PAY_AT_ISSUE', 'HYBRID_RESERVE'];
/** The kind of points that an earn gives where nothing else is said. */
export const REGULAR = 'REGULAR';

/** What happens and has to be priced: one side of an event of points of a kind, whose issuer has a preset. */
export interface Occasion {
  readonly event: Clause['event'];
  readonly side: Clause['side'];
  readonly pointKind: string;
  readonly category?: string | undefined;
  readonly issuerPreset: Preset;
}

/** Whether a clause may price an occasion: each of its qualifiers is the occasion's own. */
export function fits(clause: Clause, occasion: Occasion): boolean {
  return clause.event === occasion.event && clause.side === occasion.side && (clause.pointKind ?? occasion.pointKind) === occasion.pointKind
    && (clause.category === undefined || clause.category === occasion.category) && (clause.issuerPreset ?? occasion.issuerPreset) === occasion.issuerPreset;
}

/** The more qualifiers, the more specific. */
export function qualifiers(clause: Clause): number {
  return [clause.pointKind, clause.category, clause.issuerPreset].filter((one) => one !== undefined).length;
}

/** The most specific clauses of one version for an occasion, by their place in it: none, the one that prices it, or several of which none wins. */
export function bestOf(clauses: readonly Clause[], occasion: Occasion): number[] {
  const fitting = clauses.flatMap((clause, at) => (fits(clause, occasion) ? [{ at, rank: qualifiers(clause) }] : []));
  const top = Math.max(...fitting.map((one) => one.rank));
  return fitting.filter((one) => one.rank === top).map((one) => one.at);
}

/** The clause that prices an occasion and whose it is: the party's own terms go before the coalition's, then more qualifiers before fewer. */
export function clauseFor<Version extends { readonly body: TermsBody }>(own: Version | undefined, coalition: Version | undefined, occasion: Occasion): { readonly version: Version; readonly clause: Clause } | undefined {
  for (const version of [own, coalition]) {
    const clause = version?.body.clauses[bestOf(version.body.clauses, occasion)[0] ?? -1];
    if (version && clause) return { version, clause };
  }
  return undefined;
}

/** Two clauses of one version that price the same occasion with equally many qualifiers. */
export interface Tie {
  readonly first: number;
  readonly second: number;
  readonly occasion: Occasion;
}

/**
 * Every occasion is tried: the kinds and categories that the clauses name and one that none of them names, under every preset, for points keep the preset
 * under which they were issued.
 */
export function tieIn(clauses: readonly Clause[]): Tie | undefined {
  const named = (values: readonly (string | undefined)[]): string[] => [...new Set(values.filter((one) => one !== undefined))];
  const [kinds, categories] = [[...named(clauses.map((one) => one.pointKind)), ' '], [...named(clauses.map((one) => one.category)), undefined]];
  for (const event of ['ISSUE', 'BURN', 'EXPIRE'] as const) {
    for (const side of ['PAY', 'RECEIVE'] as const) {
      for (const issuerPreset of PRESETS) {
        for (const pointKind of kinds) {
          for (const category of categories) {
            const occasion = { event, side, pointKind, category, issuerPreset };
            const [first, second] = bestOf(clauses, occasion);
            if (first !== undefined && second !== undefined) return { first, second, occasion };
          }
        }
      }
    }
  }
  return undefined;
}

/** How a party's points are paid for; the hub pays redeemers at burn like any issuer, whatever the coalition's terms say for others. */
export function presetOf(version: { readonly partyId: string; readonly body: TermsBody }): Preset {
  return version.partyId === HUB_PARTY ? 'PAY_AT_BURN' : version.body.preset;
}

/** Kinds of points that a party issues by the earn rules of all: they are priced; qualifying units never are. */
export function kindsOf(partyId: string, versions: readonly { readonly partyId: string; readonly body: TermsBody }[]): Set<string> {
  const wire = partyId === HUB_PARTY ? 'HUB' : `prt_${partyId}`;
  const kinds = versions.flatMap(({ body }) => (body.earnRule.bonuses ?? []).filter((one) => one.issuer === wire).map((one) => one.pointKind ?? REGULAR));
  return new Set([REGULAR, ...kinds].filter((kind) => kind !== 'QUALIFYING'));
}
