import type { Pool } from 'pg';
import { inTransaction, type Connection, type Tx } from '../db/tx';
import { businessDate, type BusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { valueToMinor } from '../kernel/money';
import { HUB_PARTY, partyToWire } from '../kernel/parties';
import { Exact } from '../kernel/rate';
import { NotGuardedYet, type EarnGuard, type EarnWatch, type Effects, type GuardScene, type Intent } from '../ledger';
import { issueDueOn, type EarnRule, type PricedLot, type TermsBook, type TermsTable } from '../terms';
import { Exposures, exposuresOf, holdExposure } from './domain/exposure';
import { earnFits, headroom } from './domain/headroom';
import { exposuresOfEffects } from './domain/moves';
import * as db from './guard.transactor';

/** Moves after which the sums of an issuer are drawn anew, so that reading stays short. */
const MANY_MOVES = 500;

/**
 * The issuer solvency guard on the posting path. Figures of capped issuers are kept by the postings themselves: burns and earns append rows and wait for nobody;
 * an earn that makes a claim at once locks its issuer's row, so that two of them never pass a headroom that fits one.
 */
export class IssuerGuard implements EarnGuard {
  private readonly guarded = new WeakMap<TermsTable, ReadonlySet<string>>();

  constructor(private readonly pool: Pool, private readonly terms: TermsBook, private readonly clock: Clock) {}

  async watch(tx: Tx, intents: readonly Intent[], scene: GuardScene): Promise<EarnWatch | undefined> {
    const guarded = this.guardedBy(scene.terms);
    if (guarded.size === 0 || intents.length === 0) return undefined;
    const { judged, locked } = cappedIssuers(intents, scene);
    if (locked.length > 0) await db.lockIssuers(tx, locked);
    const figures = judged.length > 0 ? await db.readFigures(tx, judged, scene.windowDate) : new Map<string, db.Figure>();
    const unknown = judged.filter((issuerId) => !figures.has(issuerId));
    if (unknown.length > 0) throw new NotGuardedYet(unknown);
    const long = [...figures.values()].filter((one) => one.moves > MANY_MOVES).map((one) => one.issuerId);
    if (long.length > 0) await db.drawSums(tx, long);
    return new Watch(scene, guarded, figures);
  }

  async ask(intent: Intent, effects: Effects, scene: GuardScene): Promise<void> {
    const { judged } = cappedIssuers([intent], scene);
    if (judged.length === 0) return;
    const known = await db.readFigures(this.pool, judged, scene.windowDate);
    const unknown = judged.filter((issuerId) => !known.has(issuerId));
    if (unknown.length > 0) await this.takeUp(unknown);
    new Watch(scene, this.guardedBy(scene.terms), unknown.length > 0 ? await db.readFigures(this.pool, judged, scene.windowDate) : known).admit(intent, effects);
  }

  async takeUp(issuerIds: readonly string[]): Promise<void> {
    const terms = await this.terms.table();
    await inTransaction(this.pool, async (tx) => {
      await db.stopPostings(tx);
      const fresh = await db.insertIssuers(tx, issuerIds, this.clock.now());
      await db.addMoves(tx, (await booked(tx, fresh, terms)).all().filter((one) => fresh.includes(one.partyId)));
    });
  }

  /** Compares the figures with the books and puts right what differs. @returns the parties whose figure had drifted */
  async putRight(): Promise<string[]> {
    const terms = await this.terms.table();
    return inTransaction(this.pool, async (tx) => {
      // Postings that commit meanwhile are seen with their rows of the figure, or neither.
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      const parties = await db.guardedIssuers(tx);
      const difference = await booked(tx, parties, terms);
      for (const one of await db.keptExposures(tx, parties)) difference.add(one.partyId, one.dueOn, new Exact(one.claims).neg(), new Exact(one.holds).neg());
      const rows = difference.all().filter((one) => parties.includes(one.partyId));
      await db.addMoves(tx, rows);
      return [...new Set(rows.map((one) => one.partyId))];
    });
  }

  /** Parties that have, had or will have a cap: what happens to them is noted. */
  private guardedBy(terms: TermsTable): ReadonlySet<string> {
    const known = this.guarded.get(terms);
    if (known) return known;
    const found = new Set(terms.all().flatMap((one) => (one.body.netDebitCap !== undefined && one.partyId !== HUB_PARTY ? [one.partyId] : [])));
    this.guarded.set(terms, found);
    return found;
  }
}

class Watch implements EarnWatch {
  private readonly admitted = new Exposures();

  constructor(private readonly scene: GuardScene, private readonly guarded: ReadonlySet<string>, private readonly figures: ReadonlyMap<string, db.Figure>) {}

  judge(intent: Intent, effects: Effects): void {
    if (intent.verb === 'EARN') this.judged(intent.partnerId, new Set([...effects.newLots.values()].map((lot) => lot.issuerId)), exposuresOfEffects(effects, this.scene.windowDate, db.HELD_ON, this.scene.terms));
  }

  admit(intent: Intent, effects: Effects): void {
    const own = exposuresOfEffects(effects, this.scene.windowDate, db.HELD_ON, this.scene.terms);
    if (intent.verb === 'EARN') this.judged(intent.partnerId, new Set([...effects.newLots.values()].map((lot) => lot.issuerId)), own);
    this.admitted.addAll(own.all().filter((one) => this.guarded.has(one.partyId)));
  }

  write(tx: Tx): Promise<void> {
    return db.addMoves(tx, this.admitted.all());
  }

  private judged(sellerId: string, issuers: ReadonlySet<string>, own: Exposures): void {
    for (const figure of this.figures.values()) {
      const { issuerId } = figure;
      const claim = own.of(issuerId).claims.neg();
      if (!issuers.has(issuerId) && !claim.gt(0)) continue;
      const cap = this.scene.terms.at(issuerId, businessDate(this.scene.now))?.body.netDebitCap;
      if (cap === undefined) continue;
      const left = this.leftOf(figure, valueToMinor(cap.value));
      if (!earnFits(left, claim)) throw stopped(issuerId, sellerId, left.lte(0));
    }
  }

  private leftOf(figure: db.Figure, netDebitCap: bigint): Exact {
    const { claims, holds } = this.admitted.of(figure.issuerId);
    return headroom({ netDebitCap, ...figure }).add(claims).sub(holds);
  }
}

/** The reason for the seller alone when the points are its own; another issuer's means are nobody's business. */
function stopped(issuerId: string, sellerId: string, used: boolean): DomainError {
  const detail = issuerId !== sellerId ? 'A partner that funds points of this sale may give none at the moment. Sell without points, or ask the operator; burns go on.'
    : used ? 'Your headroom is used up, so no points may be given. Pay open obligations or ask the operator for a larger cap; burns go on.'
    : 'The points of this sale cost more at once than your headroom. Give fewer, pay open obligations, or ask the operator for a larger cap; burns go on.';
  return new DomainError('issuer_earn_stopped', { detail, data: { issuerId: partyToWire(issuerId), reason: 'HEADROOM' } });
}

/** Issuers with a cap today that earns may concern, and those of them whose earns make claims at once; sorted. */
function cappedIssuers(intents: readonly Intent[], scene: GuardScene): { judged: string[]; locked: string[] } {
  const today = businessDate(scene.now);
  const earns = intents.flatMap((intent) => (intent.verb === 'EARN' ? [issuersOf(intent, scene)] : []));
  const capped = (issuerId: string): boolean => scene.terms.at(issuerId, today)?.body.netDebitCap !== undefined;
  const of = (list: typeof earns): string[] => [...new Set(list.flatMap((one) => one.issuerIds.filter(capped)))].sort();
  return { judged: of(earns), locked: of(earns.filter((one) => one.claimsAtOnce)) };
}

/** Who may issue or fund lots of an earn, and whether they are claimed for at once. */
function issuersOf(intent: Extract<Intent, { verb: 'EARN' }>, { terms, now }: GuardScene): { issuerIds: string[]; claimsAtOnce: boolean } {
  const date: BusinessDate = businessDate(intent.occurredAt ?? now);
  const rule = terms.at(intent.partnerId, date)?.body.earnRule;
  const named = rule ? namesOf(rule).map((party) => (party === 'HUB' ? HUB_PARTY : party.slice(4))) : [];
  const issuerIds = [...new Set([intent.partnerId, ...named])].filter((party) => party !== HUB_PARTY);
  return { issuerIds, claimsAtOnce: [...issuerIds, HUB_PARTY].some((party) => (terms.at(party, date)?.body.preset ?? 'PAY_AT_BURN') !== 'PAY_AT_BURN') };
}

function namesOf(rule: EarnRule): string[] {
  const bonuses = rule.bonuses ?? [];
  return [...bonuses.map((one) => one.issuer), ...[rule, ...bonuses].flatMap((one) => (one.fundingShares ?? []).map((share) => share.party))];
}

/** What the books say that the figures should be. */
async function booked(connection: Connection, partyIds: readonly string[], terms: TermsTable): Promise<Exposures> {
  const into = new Exposures();
  const lotOf = ({ vestsOn, ...row }: db.BookedHold): PricedLot & { readonly fundingShares: unknown } => ({ issuerId: row.issuerId, pointKind: row.pointKind, earnedOn: row.earnedOn, fundingShares: row.fundingShares, ...(vestsOn !== null && { vestsOn }) });
  for (const row of await db.bookedMoves(connection, partyIds)) {
    const lot = lotOf(row);
    const dueOn = row.event === 'GIVEN' ? issueDueOn(lot, row.windowDate, terms) : row.windowDate;
    if (dueOn > row.calculated) exposuresOf({ event: row.event, lot, points: BigInt(row.points), pricedOn: row.pricedOn, dueOn, ...(row.redeemerId !== null && { redeemerId: row.redeemerId }) }, terms, into);
  }
  for (const row of await db.bookedHolds(connection, partyIds)) holdExposure(lotOf(row), BigInt(row.points), row.redeemerId ?? '', row.pricedOn, db.HELD_ON, terms, into);
  return into;
}
