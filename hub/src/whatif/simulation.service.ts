import type { Pool } from 'pg';
import { addDays, type BusinessDate } from '../kernel/business-date';
import { DomainError } from '../kernel/errors';
import { HUB_PARTY } from '../kernel/parties';
import { Exact } from '../kernel/rate';
import { Estimates, urrVersions } from '../reports';
import type { TermsBook, TermsTable } from '../terms';
import { eventsOf, openingOf } from './burns.reader';
import { OWN_GROUP, readGroupBook, type GroupBook, type NettingMode } from '../settlement';
import { outcomeOf, type Grouping, type Outcome } from './domain/outcome';
import { changedTerms, type TermsChangeSet } from './domain/overrides';
import { playWindows, type Past, type Played, type Restated, type WindowFacts } from './domain/play';
import { replayBurns, type ConsumptionOrder, type NotReplayed, type Replay } from './domain/replay';
import { groupingOf } from '../settlement/domain/pricing';
import { groupsOfReplay } from './domain/replayed-groups';
import { calculatedWindows, outstandingAfter, pastOf, readPast, restatedAmong, type CalculatedWindow } from './past.reader';

/** What is other than it was; nothing named: everything is as it was. */
export interface Overrides {
  readonly terms: readonly TermsChangeSet[];
  readonly order?: ConsumptionOrder;
  readonly leaving?: string;
  /** Of every group; absent: each nets as it did. */
  readonly netting?: NettingMode | undefined;
}

export interface Span {
  readonly from: BusinessDate;
  /** Exclusive. */
  readonly to: BusinessDate;
}

export interface Simulated extends Span {
  readonly windows: number;
  /** Windows for which the unchanged facts gave the stored hash again. */
  readonly reproduced: number;
  /** Burns and returns that were played again, and how many of them moved the same points of the same lots as they really did. */
  readonly replayed?: { readonly movements: number; readonly notReplayed: readonly NotReplayed[] };
  readonly actual: Outcome;
  readonly scenario: Outcome;
  readonly actualNights: readonly Played[];
  readonly scenarioNights: readonly Played[];
  readonly terms: { readonly actual: TermsTable; readonly scenario: TermsTable };
  /** Points that members hold after the last window, by issuer and month of earning. */
  readonly outstanding: { readonly actual: ReadonlyMap<string, bigint>; readonly scenario: ReadonlyMap<string, bigint> };
  /** Of these, the points of each issuer that will be burned by the estimates of today. */
  readonly expectedBurns: { readonly actual: ReadonlyMap<string, Exact>; readonly scenario: ReadonlyMap<string, Exact> };
  /** What is reserved for each issuer after the last window. */
  readonly reserves: { readonly actual: ReadonlyMap<string, bigint>; readonly scenario: ReadonlyMap<string, bigint> };
}

type Changes = Overrides & { readonly restated: ReadonlyMap<string, Restated>; readonly groups?: GroupBook };

const MOST_WINDOWS = 92;

/** Plays past windows again, as they were and with something changed, from one moment of the database in which nothing is written. */
export class SimulationService {
  constructor(private readonly pool: Pool, private readonly book: TermsBook) {}

  /**
   * @throws DomainError `parameter_invalid` for a span without calculated windows or with too many; `price_missing` where changed terms price something not
   */
  async simulate(span: Span, overrides: Overrides): Promise<Simulated> {
    this.book.forget();
    const table = await this.book.table();
    return readPast(this.pool, async (connection) => {
      const windows = await calculatedWindows(connection, span.from, span.to);
      refuseSpan(windows);
      const replays = overrides.leaving !== undefined || (overrides.order !== undefined && overrides.order !== 'EXPIRY_FIRST');
      const changes = { ...overrides, restated: ruledFromTheStart(await restatedAmong(connection, windows, table), overrides, replays) };
      const past = await pastOf(connection, windows, table, (terms, windowId) => termsOf(terms, windowId, changes, span));
      const replay = replays ? replayBurns(await openingOf(connection, windows), await eventsOf(connection, windows), overrides.order ?? 'EXPIRY_FIRST', overrides.leaving) : undefined;
      const groups = await readGroupBook(connection);
      return this.compare(span, past, { ...changes, groups }, replay, await outstandingAfter(connection, windows.at(-1)?.windowNo ?? '0'), new Estimates(await urrVersions(connection)));
    });
  }

  /** The last calendar month whose windows are all calculated; before there is one, the last 30 calculated windows. Undefined: nothing was calculated yet. */
  async lastMonth(): Promise<Span | undefined> {
    return readPast(this.pool, async (connection) => {
      const windows = await calculatedWindows(connection, undefined, undefined, 62);
      const [first, last] = [windows[0], windows.at(-1)];
      if (!first || !last) return undefined;
      const end = `${addDays(last.businessDate, 1).slice(0, 7)}-01`;
      const begin = `${addDays(end, -1).slice(0, 7)}-01`;
      if (first.businessDate <= begin) return { from: begin, to: end };
      return { from: (windows.at(-30) ?? first).businessDate, to: addDays(last.businessDate, 1) };
    });
  }

  private compare(span: Span, past: Past, changes: Changes, replay: Replay | undefined, outstanding: ReadonlyMap<string, bigint>, estimates: Estimates): Simulated {
    const asItWas = playWindows(past, { terms: (window) => window.terms });
    const changed = ({ terms, windowId }: Pick<WindowFacts, 'terms' | 'windowId'>): TermsTable => termsOf(terms, windowId, changes, span);
    const unchanged = changes.terms.length === 0 && !replay;
    const fine = replay && groupsOfReplay(replay, past, changes.leaving, (window) => groupingOf(changed(window)));
    const other = unchanged ? asItWas : playWindows(past, { terms: changed, restated: changes.restated, fine: (window) => fine?.get(window.windowId) ?? window.fine });
    const last = past.windows.at(-1);
    if (!last) throw new Error('A span without windows was refused before.');
    const grouping = (netting?: NettingMode): Grouping => ({ between: (claim, date) => changes.groups?.between(claim, date) ?? OWN_GROUP, netting: (groupId) => netting ?? changes.groups?.rules(groupId, last.businessDate, 'WEEKLY').netting ?? 'MULTILATERAL' });
    const nets = (terms: TermsTable) => (partyId: string): boolean => terms.at(partyId, last.businessDate)?.body.netFees ?? true;
    return { ...span, windows: past.windows.length, reproduced: asItWas.filter((one) => one.calculationHash === one.window.calculationHash).length,
      ...(replay && { replayed: { movements: replay.moved.length, notReplayed: replay.notReplayed } }), actual: outcomeOf(asItWas, grouping(), nets(last.terms)), scenario: outcomeOf(other, grouping(changes.netting), nets(changed(last))),
      actualNights: asItWas, scenarioNights: other, terms: { actual: last.terms, scenario: changed(last) }, outstanding: { actual: outstanding, scenario: replay?.outstanding ?? outstanding },
      expectedBurns: { actual: expectedOf(outstanding, estimates), scenario: expectedOf(replay?.outstanding ?? outstanding, estimates) }, reserves: { actual: reservesAfter(past, asItWas), scenario: reservesAfter(past, other) } };
  }
}

/**
 * Which restatements the other course starts with: those on whose lines something is changed. A line that is priced, divided or kept otherwise has no place for
 * a difference that was found on the old one, so the corrected terms rule in its window instead. Everything else stays as it was booked.
 */
function ruledFromTheStart(restated: ReadonlyMap<string, Restated>, { terms }: Overrides, replays: boolean): ReadonlyMap<string, Restated> {
  const changed = new Set(terms.map((one) => one.partyId));
  return new Map([...restated].filter(([, one]) => replays || changed.has(HUB_PARTY) || one.parties.some((party) => changed.has(party))));
}

function termsOf(terms: TermsTable, windowId: string, changes: Changes, span: Span): TermsTable {
  const corrected = changes.restated.get(windowId);
  return changedTerms(corrected ? terms.over(corrected.terms) : terms, changes.terms, span.from, span.to);
}

function expectedOf(outstanding: ReadonlyMap<string, bigint>, estimates: Estimates): Map<string, Exact> {
  const expected = new Map<string, Exact>();
  for (const [held, points] of outstanding) {
    const [issuerId = '', month = ''] = held.split(' ');
    expected.set(issuerId, (expected.get(issuerId) ?? new Exact(0)).add(estimates.at(issuerId, month).mul(points.toString())));
  }
  return expected;
}

function reservesAfter(past: Past, nights: readonly Played[]): Map<string, bigint> {
  return new Map([...[...past.reserves].map(([issuerId, one]) => [issuerId, one.levelMinor] as const), ...nights.flatMap((night) => night.result.reserves.map((one) => [one.issuerId, one.after] as const))]);
}

function refuseSpan(windows: readonly CalculatedWindow[]): void {
  const refuse = (detail: string): DomainError => new DomainError('validation_failed', { detail, fields: [{ pointer: '/from', code: 'invalid', detail }, { pointer: '/to', code: 'invalid', detail }] });
  if (windows.length === 0) throw refuse('No window of these business dates is calculated. Choose dates whose nights have run.');
  if (windows.length > MOST_WINDOWS) throw refuse(`These dates have ${windows.length} windows; at most ${MOST_WINDOWS} are played at once.`);
}
