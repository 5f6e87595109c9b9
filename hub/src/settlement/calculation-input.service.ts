import type { Connection } from '../db/tx';
import { DomainError } from '../kernel/errors';
import { HUB_PARTY, isHubHeld } from '../kernel/parties';
import type { TermsTable } from '../terms';
import { cycleAround, cyclesOfRecords } from './domain/cycle';
import type { CalculationInput, LegGroup, LineState } from './domain/facts';
import { FoundSides, groupingOf, priceGroup } from './domain/pricing';
import { burnGroups, expireGroups, issueGroups, issueTakenBack, takenBack, type GroupingRules } from './groups.reader';
import * as db from './night.transactor';
import { restatedGroups } from './restated.reader';

/** A document cycle of a partner that a window is booked in. */
export interface CycleWanted {
  readonly cycleId: string;
  readonly partnerId: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

/** What stood when a window was about to be calculated: now, for a night; as it was then, for a replay. */
export interface StateBefore {
  /** Legs of other windows are priced by the versions that were calculated by then; absent: the latest. */
  readonly asOf?: Date;
  /** Issuers whose expired points the version before told: they are told again, also where nothing is paid for them any more, so that what comes back follows. */
  readonly expiring?: readonly string[];
  /** Versions that tax in the place of those in force, by profile. */
  readonly taxOver?: Readonly<Record<string, string>>;
  cycles(wanted: readonly CycleWanted[]): Promise<Map<string, string>>;
  lines(cycleIds: readonly string[]): Promise<Map<string, LineState>>;
  reserves(): Promise<Map<string, { exact: string; levelMinor: bigint }>>;
  positions(): Promise<Map<string, bigint>>;
}

/**
 * Everything that the calculation of a window depends on.
 * @throws DomainError `price_missing` when a partner of the window has no terms; others are thrown when a group is priced
 */
export async function readInput(connection: Connection, window: db.ClosedWindow, version: number, terms: TermsTable, before: StateBefore, newId: () => string): Promise<CalculationInput> {
  const rules = alsoExpiring(groupingOf(terms), before.expiring);
  const groups = [...await burnGroups(connection, window, rules), ...await expireGroups(connection, window, rules), ...await issueGroups(connection, window, rules), ...await takenBack(connection, window, rules, before.asOf), ...await issueTakenBack(connection, window, rules, before.asOf), ...await restatedGroups(connection, window.windowId)];
  const taxes = await db.taxesAt(connection, window.businessDate);
  const cycles = await before.cycles(cyclesOf(groups, window.businessDate, terms, newId));
  const codes = await db.partnerCodes(connection);
  const taxVersion = (profileId: string): string => {
    const found = before.taxOver?.[profileId] ?? taxes.current.get(profileId);
    if (found === undefined) throw new DomainError('price_missing', { detail: `The tax profile ${profileId} has no version in force on ${window.businessDate}.` });
    return found;
  };
  const facts = { terms, codes, cycles, taxVersion };
  const priceAnew = (): CalculationInput['price'] => {
    const known = { ...facts, found: new FoundSides() };
    return (key) => priceGroup(key, known);
  };
  const touched = [...cycles.values(), ...cyclesOfRecords(groups)];
  return { windowId: window.windowId, version, currency: 'IDR', cashUnitMinor: 100n, businessDate: window.businessDate, groups, bookingCycles: cycles, price: priceAnew(), priceAnew,
    lines: await before.lines([...new Set(touched)]), reserves: await before.reserves(), taxes: taxes.versions, positionsBefore: await before.positions() };
}

export function alsoExpiring<T extends GroupingRules>(rules: T, issuers: readonly string[] = []): T {
  return { ...rules, expiring: [...new Set([...rules.expiring, ...issuers])].sort() };
}

/** The cycles of all partners of the window, also of those whose burns are only taken back: their side is booked now. */
export function cyclesOf(groups: readonly LegGroup[], date: string, terms: TermsTable, newId: () => string): CycleWanted[] {
  const parties = groups.flatMap((group) => [group.issuerId, group.redeemerId ?? HUB_PARTY, ...(group.funding ?? []).map((one) => one.partyId)]);
  return [...new Set(parties)].filter((party) => !isHubHeld(party)).sort().map((partnerId) => {
    const kind = terms.require(partnerId, date).body.documentCycle;
    return { cycleId: newId(), partnerId, kind, ...cycleAround(kind, date) };
  });
}
