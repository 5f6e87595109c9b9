import type { Pool } from 'pg';
import { addDays, type BusinessDate } from '../kernel/business-date';
import { DomainError } from '../kernel/errors';
import type { TermsBook, TermsTable } from '../terms';
import { eventsOf, openingOf } from './burns.reader';
import { outcomeOf, type NettingMode, type Outcome } from './domain/outcome';
import { changedTerms, type TermsChangeSet } from './domain/overrides';
import { playWindows, type Past, type Played } from './domain/play';
import { replayBurns, type ConsumptionOrder, type NotReplayed, type Replay } from './domain/replay';
import { groupingOf } from '../settlement/domain/pricing';
import { groupsOfReplay } from './domain/replayed-groups';
import { calculatedWindows, outstandingAfter, pastOf, readPast, type CalculatedWindow } from './past.reader';

/** What is other than it was; nothing named: everything is as it was. */
export interface Overrides {
  readonly terms: readonly TermsChangeSet[];
  readonly order?: ConsumptionOrder;
  readonly leaving?: string;
  readonly netting: NettingMode;
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
  readonly outstanding: { readonly actual: ReadonlyMap<string, bigint>; readonly scenario: ReadonlyMap<string, bigint> };
  /** What is reserved for each issuer after the last window. */
  readonly reserves: { readonly actual: ReadonlyMap<string, bigint>; readonly scenario: ReadonlyMap<string, bigint> };
}

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
      const past = await pastOf(connection, windows, table, (terms) => changedTerms(terms, overrides.terms, span.from, span.to));
      const replays = overrides.leaving !== undefined || (overrides.order !== undefined && overrides.order !== 'EXPIRY_FIRST');
      const replay = replays ? replayBurns(await openingOf(connection, windows), await eventsOf(connection, windows), overrides.order ?? 'EXPIRY_FIRST', overrides.leaving) : undefined;
      return this.compare(span, past, overrides, replay, await outstandingAfter(connection, windows.at(-1)?.windowNo ?? '0'));
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

  private compare(span: Span, past: Past, overrides: Overrides, replay: Replay | undefined, outstanding: ReadonlyMap<string, bigint>): Simulated {
    const asItWas = playWindows(past, { terms: (window) => window.terms });
    const changed = (terms: TermsTable): TermsTable => changedTerms(terms, overrides.terms, span.from, span.to);
    const unchanged = overrides.terms.length === 0 && !replay;
    const fine = replay && groupsOfReplay(replay, past, overrides.leaving, (window) => groupingOf(changed(window.terms)));
    const other = unchanged ? asItWas : playWindows(past, { terms: (window) => changed(window.terms), fine: (window) => fine?.get(window.windowId) ?? window.fine });
    const last = past.windows.at(-1);
    if (!last) throw new Error('A span without windows was refused before.');
    const nets = (terms: TermsTable) => (partyId: string): boolean => terms.at(partyId, last.businessDate)?.body.netFees ?? true;
    return { ...span, windows: past.windows.length, reproduced: asItWas.filter((one) => one.calculationHash === one.window.calculationHash).length,
      ...(replay && { replayed: { movements: replay.moved.length, notReplayed: replay.notReplayed } }), actual: outcomeOf(asItWas, 'MULTILATERAL', nets(last.terms)), scenario: outcomeOf(other, overrides.netting, nets(changed(last.terms))),
      actualNights: asItWas, scenarioNights: other, terms: { actual: last.terms, scenario: changed(last.terms) }, outstanding: { actual: outstanding, scenario: replay?.outstanding ?? outstanding }, reserves: { actual: reservesAfter(past, asItWas), scenario: reservesAfter(past, other) } };
  }
}

function reservesAfter(past: Past, nights: readonly Played[]): Map<string, bigint> {
  return new Map([...[...past.reserves].map(([issuerId, one]) => [issuerId, one.levelMinor] as const), ...nights.flatMap((night) => night.result.reserves.map((one) => [one.issuerId, one.after] as const))]);
}

function refuseSpan(windows: readonly CalculatedWindow[]): void {
  const refuse = (detail: string): DomainError => new DomainError('validation_failed', { detail, fields: [{ pointer: '/from', code: 'invalid', detail }, { pointer: '/to', code: 'invalid', detail }] });
  if (windows.length === 0) throw refuse('No window of these business dates is calculated. Choose dates whose nights have run.');
  if (windows.length > MOST_WINDOWS) throw refuse(`These dates have ${windows.length} windows; at most ${MOST_WINDOWS} are played at once.`);
}
