import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { inTransaction, type Tx } from '../db/tx';
import { AssertionFailed } from '../kernel/assert';
import type { OffsetClock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid } from '../kernel/ids';
import { HUB_PARTY, isHubHeld } from '../kernel/parties';
import type { Intent, PostingService } from '../ledger';
import { dueHolds, membersWithExpiredLots } from '../ledger';
import type { TermsBook, TermsTable } from '../terms';
import { cycleAround } from './domain/cycle';
import { calculate, ENGINE_VERSION } from './domain/engine';
import type { CalculationInput, GroupPricing, LegGroup, LineCorrection } from './domain/facts';
import { groupingOf, priceGroup } from './domain/pricing';
import { recordOf } from './domain/record';
import { burnGroups, expireGroups, issueGroups, issueTakenBack, takenBack } from './groups.reader';
import { checkWindow } from './night-checks.sql';
import { finishRun, markSteps, oldestOpenRun, parkRun, unparkRun, type RunRow, type StepName } from './night-run.store';
import * as db from './night.transactor';
import type { RunCheck } from './settlement.wire';
import type { WindowService } from './window.service';

/** What the night does with a calculated window, further down the house. Both may run twice. */
export interface AfterCalculation {
  /** Seals a closed window in the log, before it is checked and calculated. */
  log(windowId: string): Promise<void>;
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
 * The night: time-outs and expiries, close, checks, calculation, documents, settlement. Progress is rows, so a worker may die anywhere and any
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
    await this.windows.close(windowId, actor);
    await this.runOpenNights();
  }

  /** Lets a parked run go on from the step it stopped at. */
  async resume(windowId: string, actor: string): Promise<boolean> {
    const resumed = await inTransaction(this.pool, (tx) => unparkRun(tx, windowId, actor, this.clock.now()));
    await this.runOpenNights();
    return resumed;
  }

  /** Nights that are closed and not done, strictly in order; a parked one holds the later ones back. */
  private async runOpenNights(): Promise<void> {
    for (;;) {
      const run = await oldestOpenRun(this.pool);
      if (!run || run.status === 'PARKED') return;
      if (!(await this.runNight(run))) return;
    }
  }

  private async runNight(run: RunRow): Promise<boolean> {
    if (!(await this.orPark(run, 'LOG', () => this.after.log(run.windowId)))) return false;
    await markSteps(this.pool, run.windowId, ['LOG'], this.clock.now());
    if (!run.calculated && !(await this.orPark(run, 'CALCULATE', () => this.calculate(run)))) return false;
    if (!(await this.orPark(run, 'DOCUMENTS', () => this.after.documents(run.businessDate)))) return false;
    await markSteps(this.pool, run.windowId, ['DOCUMENTS'], this.clock.now());
    if (!(await this.orPark(run, 'SETTLE', () => this.after.settle(run.businessDate)))) return false;
    await markSteps(this.pool, run.windowId, ['SETTLE'], this.clock.now());
    if (!(await this.orPark(run, 'GUARD', () => this.after.guard(run.businessDate)))) return false;
    await markSteps(this.pool, run.windowId, ['GUARD'], this.clock.now());
    await finishRun(this.pool, run.windowId, this.clock.now());
    return true;
  }

  /** Broken rules park the run; faults of the machine are thrown and tried again. */
  private async orPark(run: RunRow, step: StepName, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof DomainError || error instanceof AssertionFailed || error instanceof ChecksFailed)) throw error;
      const reason = error instanceof DomainError ? `${error.code}: ${error.facts.detail ?? ''}` : error.message;
      const at = error instanceof ChecksFailed ? 'CHECK' : step;
      await inTransaction(this.pool, (tx) => parkRun(tx, run.windowId, at, reason, this.clock.now(), error instanceof ChecksFailed ? error.checks : undefined));
      return false;
    }
  }

  private async calculate(run: RunRow): Promise<void> {
    this.terms.forget();
    const terms = await this.terms.table();
    await inTransaction(this.pool, async (tx) => {
      await db.lockNight(tx);
      const next = await db.nextUncalculated(tx);
      // Another worker was here first.
      if (next?.windowId !== run.windowId) return;
      const checks = await checkWindow(tx, run.windowId);
      if (checks.some((one) => !one.ok)) throw new ChecksFailed(checks);
      const all = await this.calculateWindow(tx, next, terms);
      await markSteps(tx, run.windowId, ['CHECK', 'CALCULATE', 'COMMIT'], this.clock.now(), [...checks, ...all]);
    });
  }

  private async calculateWindow(tx: Tx, window: db.ClosedWindow, terms: TermsTable): Promise<RunCheck[]> {
    const rules = groupingOf(terms);
    const groups = [...await burnGroups(tx, window, rules), ...await expireGroups(tx, window, rules), ...await issueGroups(tx, window, rules), ...await takenBack(tx, window, rules), ...await issueTakenBack(tx, window, rules)];
    const corrections = await db.lineCorrections(tx, window.windowId);
    const taxes = await db.taxesAt(tx, window.businessDate);
    const cycles = await db.ensureCycles(tx, this.cyclesOf(groups, corrections, window.businessDate, terms));
    const codes = await db.partnerCodes(tx);
    const taxVersion = (profileId: string): string => {
      const found = taxes.current.get(profileId);
      if (found === undefined) throw new DomainError('price_missing', { detail: `The tax profile ${profileId} has no version in force on ${window.businessDate}.` });
      return found;
    };
    const touched = [...cycles.values(), ...groups.flatMap(({ reverses }) => (typeof reverses === 'object' ? cyclesOfPricing(reverses.pricing) : []))];
    const input: CalculationInput = { windowId: window.windowId, version: 1, currency: 'IDR', cashUnitMinor: 100n, businessDate: window.businessDate, groups, corrections, bookingCycles: cycles,
      price: (key) => priceGroup(key, { terms, codes, cycles, taxVersion }), lines: await db.lineStates(tx, [...new Set(touched)], corrections.map((one) => one.lineId)), reserves: await db.reserveLevels(tx), taxes: taxes.versions, positionsBefore: await db.unsettledPositions(tx) };
    const result = calculate(input);
    await db.storeCalculation(tx, { calculationId: this.id(), windowId: window.windowId, businessDate: window.businessDate, at: this.clock.now(), result, record: recordOf(input, result), engineVersion: ENGINE_VERSION, bookingCycles: cycles, newId: () => this.id() });
    return result.checks.map((one) => ({ ...one, title: CHECK_TITLES[one.id] ?? one.id }));
  }

  /** The cycles of all partners of the window, also of those whose burns are only taken back: their side is booked now. */
  private cyclesOf(groups: readonly LegGroup[], corrections: readonly LineCorrection[], date: string, terms: TermsTable): { cycleId: string; partnerId: string; kind: string; from: string; to: string }[] {
    const parties = [...groups.flatMap((group) => [group.issuerId, group.redeemerId ?? HUB_PARTY, ...(group.funding ?? []).map((one) => one.partyId)]), ...corrections.flatMap((one) => [one.payer, one.payee])];
    return [...new Set(parties)].filter((party) => !isHubHeld(party)).sort().map((partnerId) => {
      const kind = terms.require(partnerId, date).body.documentCycle;
      return { cycleId: this.id(), partnerId, kind, ...cycleAround(kind, date) };
    });
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
  I9: 'no credit exceeds what was charged', I10: 'each line is its exact total, rounded once', I11: 'PPN is charged on the gross fees', I12: 'no reserve is below nothing, and each is what its points need', I13: 'nobody owes itself',
};

function cyclesOfPricing(pricing: GroupPricing): string[] {
  return [pricing.issuerCycleId, pricing.redeemerCycleId, ...(pricing.funders ?? []).map((one) => one.cycleId)].filter((one) => one !== undefined);
}

function ownIntent(key: string): Pick<Intent, 'idempotencyKey' | 'fingerprint' | 'actorId'> {
  return { idempotencyKey: key, fingerprint: createHash('sha256').update(key).digest(), actorId: 'night' };
}

