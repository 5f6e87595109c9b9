import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { concernsAll, inTransaction, type Connection, type Tx } from '../db/tx';
import { AssertionFailed } from '../kernel/assert';
import type { OffsetClock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import type { Intent, PostingService } from '../ledger';
import { dueHolds, membersWithExpiredLots } from '../ledger';
import type { TermsBook, TermsTable } from '../terms';
import { readInput } from './calculation-input.service';
import { sameAgain } from './domain/again';
import { calculate, ENGINE_VERSION } from './domain/engine';
import type { CalculationInput } from './domain/facts';
import { recordOf, type CalculationRecord } from './domain/record';
import { checkDocuments, checkTotals, checkWindow, type BurnedPoints } from './night-checks.sql';
import { alone, finishRun, keepCheck, markSteps, oldestOpenRun, parkRun, unparkRun, type RunRow, type StepName } from './night-run.store';
import * as db from './night.transactor';
import { rehearse } from './rehearsal.service';
import { readGroupBook } from './settlement-groups.store';
import type { RunCheck } from './settlement.wire';
import type { WindowService } from './window.service';

/** What the night does with a calculated window, further down the house. Both may run twice. */
export interface AfterCalculation {
  /** Seals a closed window in the log, before it is checked and calculated. */
  log(windowId: string): Promise<void>;
  /** Sets the files of partners that arrived for the date beside the postings; refuses where open breaks block the night by a setting. */
  match(date: string): Promise<void>;
  /** The ledger's own upkeep of a day that is about to be closed. */
  upkeep(until: Date): Promise<void>;
  /** Closes the documents of cycles that end with this date, and issues those whose review is over. */
  documents(date: string): Promise<void>;
  /** Proposes the settlement of a cycle that ends with this date. */
  settle(date: string): Promise<void>;
  /** Looks at what issuers have at risk now: figures, alerts, stops. */
  guard(date: string): Promise<void>;
}

const CHUNK = 1_000;

/** A rule that the night found broken: nothing of the step is written and the run is parked. */
class ChecksFailed extends Error {
  constructor(readonly checks: RunCheck[]) {
    super(checks.filter((one) => !one.ok).map((one) => `${one.id}: ${one.title}. ${one.detail ?? ''}`).join(' '));
  }
}

/**
 * The night: time-outs and expiries, close, matching, checks, calculation, documents, settlement. Progress is rows, so a worker may die anywhere and any
 * worker may go on; each step may be repeated and then changes nothing.
 */
export class NightService {
  constructor(private readonly pool: Pool, private readonly clock: OffsetClock, private readonly terms: TermsBook, private readonly postings: PostingService,
    private readonly windows: WindowService, private readonly after: AfterCalculation) {}

  /** Does everything that is due by the business clock, oldest first. */
  async runDue(): Promise<void> {
    await this.windows.syncClock();
    await this.timeOut(this.clock.now());
    for (;;) {
      const open = await this.windows.open();
      if (open.cutOffAt > this.clock.now()) break;
      await this.expire(open.cutOffAt);
      await this.after.upkeep(open.cutOffAt);
      if (!(await this.windows.close(open.windowId, 'schedule'))) continue;
      await this.runOpenNights();
    }
    await this.runOpenNights();
  }

  /** Closes one window ahead of the schedule and runs its night; the same path as the schedule's. */
  async closeNow(windowId: string, actor: string): Promise<void> {
    const open = await this.windows.open();
    if (open.windowId !== windowId) return;
    await this.timeOut(this.clock.now());
    const until = open.cutOffAt < this.clock.now() ? open.cutOffAt : this.clock.now();
    await this.expire(until);
    await this.after.upkeep(until);
    await this.windows.close(windowId, actor);
    await this.runOpenNights();
  }

  /** Lets a parked run go on from the step it stopped at. */
  async resume(windowId: string, actor: string): Promise<boolean> {
    const resumed = await inTransaction(this.pool, (tx) => unparkRun(tx, windowId, actor, this.clock.now()));
    await this.runOpenNights();
    return resumed;
  }

  private turn: Promise<unknown> = Promise.resolve();

  /** One worker at a time in the whole coalition, and of this one one call at a time, so that waiting takes one connection; who comes second finds nothing left to do. */
  private runOpenNights(): Promise<void> {
    const mine = this.turn.then(() => alone(this.pool, () => this.runNights()));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  /** Nights that are closed and not done, strictly in order; a parked one holds the later ones back. */
  private async runNights(): Promise<void> {
    for (;;) {
      const run = await oldestOpenRun(this.pool);
      if (!run || run.status === 'PARKED') return;
      if (!(await this.runNight(run))) return;
    }
  }

  private async runNight(run: RunRow): Promise<boolean> {
    if (!(await this.orPark(run, 'LOG', () => this.after.log(run.windowId)))) return false;
    await markSteps(this.pool, run.windowId, ['LOG'], this.clock.now());
    if (!run.calculated && !(await this.orPark(run, 'MATCH', () => this.after.match(run.businessDate)))) return false;
    await markSteps(this.pool, run.windowId, ['MATCH'], this.clock.now());
    if (!run.calculated && !(await this.orPark(run, 'CALCULATE', () => this.calculate(run)))) return false;
    if (!(await this.orPark(run, 'DOCUMENTS', () => this.documents(run)))) return false;
    await markSteps(this.pool, run.windowId, ['DOCUMENTS'], this.clock.now());
    if (!(await this.orPark(run, 'SETTLE', () => this.after.settle(run.businessDate)))) return false;
    await markSteps(this.pool, run.windowId, ['SETTLE'], this.clock.now());
    if (!(await this.orPark(run, 'GUARD', () => this.after.guard(run.businessDate)))) return false;
    await markSteps(this.pool, run.windowId, ['GUARD'], this.clock.now());
    await finishRun(this.pool, run.windowId, this.clock.now());
    return true;
  }

  /** Broken rules and faults of the step itself park the run, where people see them; faults of the machine are thrown and tried again. */
  private async orPark(run: RunRow, step: StepName, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (concernsAll(error)) throw error;
      const told = error instanceof Error ? error.message : String(error);
      const reason = error instanceof DomainError ? `${error.code}: ${error.facts.detail ?? ''}` : error instanceof AssertionFailed || error instanceof ChecksFailed ? told : `internal_error: ${told}`;
      const at = error instanceof ChecksFailed ? 'CHECK' : step;
      await inTransaction(this.pool, (tx) => parkRun(tx, run.windowId, at, reason, this.clock.now(), error instanceof ChecksFailed ? error.checks : undefined));
      return false;
    }
  }

  private async documents(run: RunRow): Promise<void> {
    await this.after.documents(run.businessDate);
    const check = await checkDocuments(this.pool, run.businessDate);
    await keepCheck(this.pool, run.windowId, check);
    if (!check.ok) throw new AssertionFailed(`${check.id}: ${check.title}. ${check.detail ?? ''}`);
  }

  private async calculate(run: RunRow): Promise<void> {
    this.terms.forget();
    const terms = await this.terms.table();
    await inTransaction(this.pool, async (tx) => {
      await db.lockNight(tx);
      const next = await db.nextUncalculated(tx);
      // Another worker was here first.
      if (next?.windowId !== run.windowId) return;
      const { checks, burned } = await this.checkBooks(tx, next, terms);
      if (checks.some((one) => !one.ok)) throw new ChecksFailed(checks);
      const all = [...checks, ...(await this.calculateWindow(tx, next, terms, burned))];
      await markSteps(tx, run.windowId, ['CHECK', 'CALCULATE', 'COMMIT'], this.clock.now(), all);
    });
  }

  /** Asks the database about the books of a window; this process has nothing else to do meanwhile and gets ready for the calculation. */
  private async checkBooks(tx: Connection, window: db.ClosedWindow, terms: TermsTable): ReturnType<typeof checkWindow> {
    let over = false;
    const checked = checkWindow(tx, window.windowId).finally(() => {
      over = true;
    });
    const [result] = await Promise.all([checked, rehearse(terms, window.businessDate, () => this.id(), () => over)]);
    return result;
  }

  private async calculateWindow(tx: Tx, window: db.ClosedWindow, terms: TermsTable, burned: BurnedPoints): Promise<RunCheck[]> {
    const input = await readInput(tx, window, 1, terms, { cycles: (wanted) => db.ensureCycles(tx, wanted), lines: (cycleIds) => db.lineStates(tx, cycleIds), reserves: () => db.reserveLevels(tx), positions: () => db.unsettledPositions(tx) }, () => this.id());
    const result = calculate(input);
    const book = await readGroupBook(tx);
    const totals = checkTotals(burned, result.pointsBurned);
    if (!totals.ok) throw new ChecksFailed([totals]);
    await db.storeCalculation(tx, { calculationId: this.id(), windowId: window.windowId, businessDate: window.businessDate, at: this.clock.now(), result, record: () => recordOf(input, result), proveAgain: (record) => proveAgain(input, record), engineVersion: ENGINE_VERSION, bookingCycles: input.bookingCycles ?? new Map(), groupOf: (claim) => book.between(claim, window.businessDate), newId: () => this.id() });
    return [...result.checks.map((one) => ({ id: one.id === 'I2' ? 'I2b' : one.id, title: CHECK_TITLES[one.id] ?? one.id, ok: one.ok })), REPLAYED, totals];
  }

  private async timeOut(at: Date): Promise<void> {
    await this.inChunks(() => dueHolds(this.pool, at, CHUNK), (hold) => this.postings.post({ ...ownIntent(`timeout:${hold.holdId}`), verb: 'RELEASE', partnerId: hold.partnerId, memberId: hold.memberId, holdId: hold.holdId, timedOut: true } as Intent));
  }

  private async expire(until: Date): Promise<void> {
    await this.inChunks(() => membersWithExpiredLots(this.pool, until, CHUNK), (memberId) => this.postings.post({ ...ownIntent(`expiry:${memberId}:${until.toISOString()}:${this.id()}`), verb: 'EXPIRE', partnerId: HUB_PARTY, memberId, until } as Intent));
  }

  /** Works off what is due, so much at a time that neither memory nor the other postings' waiting grows with it; each chunk is carried by few transactions. */
  private async inChunks<T>(due: () => Promise<T[]>, work: (one: T) => Promise<unknown>): Promise<void> {
    for (let chunk = await due(); chunk.length > 0; chunk = chunk.length < CHUNK ? [] : await due()) await Promise.all(chunk.map(work));
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}

const CHECK_TITLES: Readonly<Record<string, string>> = {
  I2: 'every group of legs names the clauses that price it', I3: 'claims, fees and PPN over all parties add up to nothing', I4: 'the bilateral nets of a party are its change of position', I6: 'every amount is whole rupiah',
  I9: 'no credit exceeds what was charged', I10: 'each line is its exact total, rounded once', I11: 'PPN is charged on the gross fees', I12: 'no reserve is below nothing, and each is what its points need', I13: 'lateness moves a section and no price, and nobody owes itself',
};

const REPLAYED: RunCheck = { id: 'I7', title: 'calculated again from the same facts in the opposite order, the record is the same bytes', ok: true };

/** A second calculation from the same facts has to come to the record of the first. @throws ChecksFailed */
function proveAgain(input: CalculationInput, record: CalculationRecord): void {
  if (!sameAgain(input, record)) throw new ChecksFailed([{ ...REPLAYED, ok: false }]);
}

function ownIntent(key: string): Pick<Intent, 'idempotencyKey' | 'fingerprint' | 'actorId'> {
  return { idempotencyKey: key, fingerprint: createHash('sha256').update(key).digest(), actorId: 'night' };
}

