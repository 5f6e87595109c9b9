import type { BusinessDate } from '../../kernel/business-date';
import { DomainError } from '../../kernel/errors';
import { isHubHeld } from '../../kernel/parties';
import { cycleAround, cyclesOfRecords } from '../../settlement/domain/cycle';
import { calculate, groupKeyOf } from '../../settlement/domain/engine';
import type { Calculation, CalculationInput, LegGroup, LineName, LineState, TaxVersion } from '../../settlement/domain/facts';
import { groupingOf, priceGroup } from '../../settlement/domain/pricing';
import { recordOf } from '../../settlement/domain/record';
import type { TermsTable, TermsVersion } from '../../terms';

/** What a night knew about one window, and what it calculated from it. */
export interface WindowFacts {
  readonly windowId: string;
  readonly businessDate: BusinessDate;
  readonly calculatedAt: Date;
  readonly calculationHash: string;
  /** When its settlement was met; absent: not yet. */
  readonly settledAt?: Date;
  /** Groups as they were calculated. */
  readonly groups: readonly LegGroup[];
  /** The same legs told apart by every day that can price them. */
  readonly fine: readonly LegGroup[];
  /** What restatements move in it. */
  readonly moves: readonly LegGroup[];
  readonly taxes: { readonly versions: ReadonlyMap<string, TaxVersion>; readonly current: ReadonlyMap<string, string> };
  /** Document cycles around the date, by partner and kind. */
  readonly cycles: ReadonlyMap<string, string>;
  /** The terms as they stood countersigned then. */
  readonly terms: TermsTable;
}

export interface NamedLine extends LineState {
  readonly name: LineName;
}

/** Past windows in their order, and the state of the books just before the first of them. */
export interface Past {
  readonly windows: readonly WindowFacts[];
  readonly lines: ReadonlyMap<string, NamedLine>;
  readonly reserves: ReadonlyMap<string, { readonly exact: string; readonly levelMinor: bigint }>;
  /** Claims of earlier windows that were not settled when the first one was calculated. */
  readonly older: readonly { readonly partyId: string; readonly change: bigint; readonly settledAt?: Date }[];
  readonly codes: ReadonlyMap<string, string>;
  /** In which window of these a stored group of prices stands. */
  readonly windowOfGroup: ReadonlyMap<string, string>;
}

/** What two people corrected about a window later: the terms and taxes that rule in it. */
export interface Restated {
  readonly windowId: string;
  readonly terms: readonly TermsVersion[];
  /** Versions of tax profiles that rule in the place of those in force, by profile. */
  readonly taxes: Readonly<Record<string, string>>;
  /** Parties of the corrected lines. */
  readonly parties: readonly string[];
}

/** What another course of events changes about a window. */
export interface Course {
  readonly terms: (window: WindowFacts) => TermsTable;
  /** Restatements that rule from the start in this course, by their window; nothing is moved for them then. Absent: all stay as they were booked. */
  readonly restated?: ReadonlyMap<string, Restated>;
  /** Groups told apart by every day that can price them; absent: the window's own, exactly as they were calculated. */
  readonly fine?: (window: WindowFacts) => readonly LegGroup[];
}

export interface Played {
  readonly window: WindowFacts;
  readonly result: Calculation;
  readonly calculationHash: string;
  readonly positionsAfter: ReadonlyMap<string, bigint>;
}

/**
 * Calculates past windows anew with the same pure function as the night, each from what the ones before it left. With nothing changed each window has
 * the hash that was stored for it.
 * @throws DomainError `price_missing` when the changed terms do not price a leg
 */
export function playWindows(past: Past, course: Course): Played[] {
  const lines = new Map(past.lines);
  const reserves = new Map(past.reserves);
  const played: Played[] = [];
  for (const window of past.windows) {
    const terms = course.terms(window);
    const moves = window.moves.filter(({ reverses }) => typeof reverses !== 'object' || !course.restated?.has(past.windowOfGroup.get(reverses.groupId) ?? ''));
    const groups = [...(course.fine ? coarsened(window, course.fine(window), terms, past, played) : window.groups), ...moves];
    const cycles = cyclesOf(window, groups, terms);
    const touched = new Set([...cycles.values(), ...cyclesOfRecords(groups)]);
    const visible = [...lines].filter(([, { name }]) => touched.has(name.payerCycleId) || touched.has(name.payeeCycleId) || (name.payerCycleId === '' && name.payeeCycleId === ''));
    const positionsBefore = positionsAt(window, past, played);
    const input: CalculationInput = { windowId: window.windowId, version: 1, currency: 'IDR', cashUnitMinor: 100n, businessDate: window.businessDate, groups, bookingCycles: cycles,
      price: (key) => priceGroup(key, { terms, codes: past.codes, cycles, taxVersion: (profile) => course.restated?.get(window.windowId)?.taxes[profile] ?? taxOf(profile, window) }),
      lines: new Map(visible.map(([key, { exact, amountMinor, points, parts }]) => [key, { exact, amountMinor, points, ...(parts && { parts }) }])), reserves: new Map(reserves), taxes: window.taxes.versions, positionsBefore };
    const result = calculate(input);
    for (const { lineKey, lineType, payer, payerCycleId, payee, payeeCycleId, qualifier, kind, section, funding, exactAfter, amountBefore, delta, points, parts } of result.lines) {
      const before = lines.get(lineKey);
      lines.set(lineKey, { name: { lineType, payer, payerCycleId, payee, payeeCycleId, qualifier, kind, section, funding }, exact: exactAfter, amountMinor: amountBefore + delta, points: (before?.points ?? 0n) + points, parts });
    }
    for (const one of result.reserves) reserves.set(one.issuerId, { exact: one.exactAfter, levelMinor: one.after });
    played.push({ window, result, calculationHash: recordOf(input, result).calculationHash, positionsAfter: new Map(result.positions.map((one) => [one.partyId, one.after])) });
  }
  return played;
}

/** As in the night: where a profile has no version there is no price, not a price without tax. */
function taxOf(profileId: string, { businessDate, taxes }: WindowFacts): string {
  const found = taxes.current.get(profileId);
  if (found === undefined) throw new DomainError('price_missing', { detail: `The tax profile ${profileId} has no version in force on ${businessDate}.` });
  return found;
}

/** The document cycle in which each party of a window books it: its own where it keeps its kind, a new one where other terms change that. */
function cyclesOf(window: WindowFacts, groups: readonly LegGroup[], terms: TermsTable): Map<string, string> {
  const parties = groups.flatMap((group) => [group.issuerId, ...(group.redeemerId === undefined ? [] : [group.redeemerId]), ...(group.funding ?? []).map((one) => one.partyId)]);
  return new Map([...new Set(parties)].filter((party) => !isHubHeld(party)).sort().map((partyId) => {
    const kind = terms.require(partyId, window.businessDate).body.documentCycle;
    const name = `${partyId} ${kind}`;
    return [partyId, window.cycles.get(name) ?? `${name} ${cycleAround(kind, window.businessDate).from}`];
  }));
}

/** What was not settled when the window was calculated, of the windows before it. */
function positionsAt(window: WindowFacts, past: Past, played: readonly Played[]): Map<string, bigint> {
  const open = (settledAt: Date | undefined): boolean => settledAt === undefined || settledAt > window.calculatedAt;
  const sums = new Map<string, bigint>();
  const add = (partyId: string, change: bigint): void => void sums.set(partyId, (sums.get(partyId) ?? 0n) + change);
  for (const one of past.older) if (open(one.settledAt)) add(one.partyId, one.change);
  for (const one of played) if (open(one.window.settledAt)) for (const { partyId, change } of one.result.positions) add(partyId, change);
  return sums;
}

/** Groups as the terms tell them apart; what takes back legs of a window that was played is priced by what was played. */
function coarsened(window: WindowFacts, fine: readonly LegGroup[], terms: TermsTable, past: Past, played: readonly Played[]): LegGroup[] {
  const rules = groupingOf(terms);
  const [byEarning, byVesting] = [new Set([...rules.byEarning, ...rules.byVesting]), new Set(rules.byVesting)];
  const merged = new Map<string, LegGroup>();
  for (const one of fine) {
    const { lotEarnedOn, lotVestedOn, ...rest } = one;
    const coarse: LegGroup = { ...rest, ...(byEarning.has(one.issuerId) && lotEarnedOn !== undefined && { lotEarnedOn }), ...(byVesting.has(one.issuerId) && lotVestedOn !== undefined && { lotVestedOn }) };
    const group = typeof one.reverses === 'object' ? priced(coarse, one.reverses, past, played) : coarse;
    if (!group) continue;
    const key = groupKeyOf(group);
    const known = merged.get(key);
    const burns = { pay: (known?.burns?.pay ?? 0) + (group.burns?.pay ?? 0), receive: (known?.burns?.receive ?? 0) + (group.burns?.receive ?? 0) };
    merged.set(key, { ...group, points: (known?.points ?? 0n) + group.points, legs: (known?.legs ?? 0) + group.legs, ...((burns.pay !== 0 || burns.receive !== 0) && { burns }) });
  }
  return [...merged.values()].filter((one) => one.points !== 0n);
}

function without<T extends object, Name extends keyof T>(whole: T, name: Name): Omit<T, Name> {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name)) as Omit<T, Name>;
}

/** Undefined where the burn that is taken back was not played. */
function priced(group: LegGroup, reverses: { readonly groupId: string; readonly pricing: unknown }, past: Past, played: readonly Played[]): LegGroup | undefined {
  const windowId = past.windowOfGroup.get(reverses.groupId) ?? reverses.groupId;
  const original = played.find((one) => one.window.windowId === windowId);
  if (!original) return group;
  const name = groupKeyOf({ ...without(group, 'reverses'), source: 'LEGS', late: group.businessDate < original.window.businessDate });
  const found = original.result.groups.find((one) => one.groupKey === name);
  return found && { ...group, reverses: { groupId: `${windowId} ${name}`, pricing: found.pricing } };
}
