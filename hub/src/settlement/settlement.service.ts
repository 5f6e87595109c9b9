import type { Pool } from 'pg';
import { inTransaction, type Tx } from '../db/tx';
import { addDays, businessDate, businessDayFrom } from '../kernel/business-date';
import { canonicalJson, sha256Hex } from '../kernel/canonical';
import type { OffsetClock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid } from '../kernel/ids';
import { isHubHeld } from '../kernel/parties';
import type { TermsBook, TermsTable } from '../terms';
import { cycleAround, type CycleKind } from './domain/cycle';
import { OWN_GROUP } from './domain/groups';
import { net } from './domain/netting';
import { checkPositions, hubsOwn, obligationsOf, type Beside } from './domain/obligations';
import { holidaySet } from './holidays.store';
import { movementsToSettle, positionsOf } from './movement.transactor';
import { readGroupBook } from './settlement-groups.store';
import * as db from './settlement.transactor';

/** Statements are written when a settlement's obligations become fixed, in the same transaction. */
export interface StatementWriter {
  write(tx: Tx, settlementId: string, date: string): Promise<void>;
  /** Answers the statements of a settlement that was aborted after its obligations were fixed. */
  void(tx: Tx, settlementId: string, date: string, reason: string): Promise<void>;
}

/** Something that enters the net cash of a settlement beside positions and fee documents; positive: to the partner's advantage. */
export interface SettlementCredit {
  readonly kind: 'UNAPPLIED_CASH' | 'LOSS_SHARE' | 'RECOVERY';
  readonly sourceId: string;
  readonly partyId: string;
  readonly amountMinor: bigint;
}

/** Where money is kept, further down the house. */
export interface CashDesk {
  /** Unapplied cash, loss shares and recoveries that no live settlement has taken. */
  credits(tx: Tx): Promise<SettlementCredit[]>;
  /** The obligations of a settlement have become fixed. */
  fixed(tx: Tx, settlementId: string, actor: string): Promise<void>;
  /** A settlement was aborted before money met it. */
  aborted(tx: Tx, settlementId: string): Promise<void>;
}

export interface Person {
  readonly actor: string;
  readonly roles: ReadonlySet<string>;
}

const PAYMENT_DAYS = 14;

/** When a partner's obligation is due that is fixed on a day: its days to pay later, on a day on which banks work. A proposal shows what an approval on its own day would give. */
function dueDates(terms: TermsTable, lastDate: string, today: string, holidays: ReadonlySet<string>): (partnerId: string) => string {
  return (partnerId) => businessDayFrom(addDays(today, terms.at(partnerId, lastDate)?.body.paymentDays ?? PAYMENT_DAYS), holidays);
}

/** What enters each partner's cash beside its claims; nothing, for partners whose claims alone are calculated. */
function besideOf(partners: readonly string[], documents: readonly db.FeeDocument[], credits: readonly SettlementCredit[]): Map<string, Beside> {
  const beside = new Map<string, Beside>(partners.filter((one) => !isHubHeld(one)).map((one) => [one, { fees: 0n, ppn: 0n, credits: 0n }]));
  const add = (partyId: string, more: Partial<Beside>): unknown => {
    const { fees, ppn, credits: known } = beside.get(partyId) ?? { fees: 0n, ppn: 0n, credits: 0n };
    return beside.set(partyId, { fees: fees + (more.fees ?? 0n), ppn: ppn + (more.ppn ?? 0n), credits: known + (more.credits ?? 0n) });
  };
  for (const one of documents) add(one.partnerId, { fees: one.feesMinor, ppn: one.ppnMinor });
  for (const one of credits) if (!isHubHeld(one.partyId)) add(one.partyId, { credits: one.amountMinor });
  return beside;
}

/** Closed windows become obligations of partners; two people approve them; money meets them. */
export class SettlementService {
  constructor(private readonly pool: Pool, private readonly clock: OffsetClock, private readonly terms: TermsBook, private readonly statements: StatementWriter, private readonly desk: CashDesk) {}

  /** Proposes the settlements of every group whose cycle ends with a business date. @param cycle of the coalition's settings, for groups whose rules name none */
  async proposeDue(date: string, cycle: CycleKind): Promise<void> {
    const book = await readGroupBook(this.pool);
    for (const groupId of book.groups) {
      if (cycleAround(book.rules(groupId, date, cycle).cycle, date).to === addDays(date, 1)) await this.propose(date, 'schedule', groupId);
    }
  }

  /**
   * Proposes a settlement of all eligible windows of a group up to a date, netted by the rules that are in force on the last of them. Windows in which nothing was claimed make none
   * by themselves: there would be nothing to approve, and they wait for the next one that has something to settle.
   * @returns its id, or undefined when no window waits or nothing is to settle
   */
  async propose(upTo: string | undefined, actor: string, groupId: string = OWN_GROUP): Promise<string | undefined> {
    const terms = await this.terms.table();
    return inTransaction(this.pool, async (tx) => {
      await db.lockSettlements(tx);
      const book = await readGroupBook(tx);
      const windows = (await db.eligibleWindows(tx, groupId, upTo)).filter((one) => book.hasMembers(groupId, one.businessDate));
      const last = windows.at(-1);
      if (!last) return undefined;
      const windowIds = windows.map((one) => one.windowId);
      const { netting: mode } = book.rules(groupId, last.businessDate, 'WEEKLY');
      const inGroup = (partyId: string): boolean => book.groupOf(partyId, last.businessDate) === groupId;
      const netFees = (partnerId: string): boolean => terms.at(partnerId, last.businessDate)?.body.netFees ?? true;
      // Fees that are paid apart stand on their own invoice and enter no settlement; what is netted enters the settlement of the partner's group.
      const documents = (await db.openFeeDocuments(tx)).filter((one) => netFees(one.partnerId) && inGroup(one.partnerId));
      const dueDate = dueDates(terms, last.businessDate, businessDate(this.clock.now()), await holidaySet(tx));
      const [movements, claims] = [await movementsToSettle(tx, windowIds, groupId), await db.claimSums(tx, windowIds, groupId)];
      const credits = (await this.desk.credits(tx)).filter((one) => inGroup(one.partyId));
      if ([claims, movements, documents, credits].every((one) => one.length === 0)) return undefined;
      const positions = await db.positionSums(tx, windowIds, groupId);
      const owed = obligationsOf(mode, claims, movements, besideOf([...positions.keys()].filter(inGroup), documents, credits));
      checkPositions(owed, positions, positionsOf(movements));
      const obligations = [...owed, hubsOwn(owed)].map((one): db.ObligationRow => ({ ...one, obligationId: this.id(), dueDate: dueDate(one.partyId) }));
      const netting = net([...claims, ...movements]);
      const settlementId = this.id();
      const hash = sha256Hex(canonicalJson({ groupId, netting: mode, windows: windows.map((one) => [one.windowId, one.calculationHash]), documents: documents.map((one) => [one.documentId, one.feesMinor, one.ppnMinor]), movements: movements.map((one) => [one.movementId, one.amount]),
        credits: credits.map((one) => [one.kind, one.sourceId, one.partyId, one.amountMinor]), obligations: obligations.map((one) => [one.partyId, one.counterpartyId, one.side, one.positionMinor, one.feesMinor, one.ppnMinor, one.creditsMinor, one.amountMinor, terms.at(one.partyId, last.businessDate)?.body.paymentDays ?? PAYMENT_DAYS]) }));
      await db.insertSettlement(tx, { settlementId, groupId, netting: mode, hash, grossMinor: netting.gross, bilateralMinor: netting.bilateral.total, multilateralMinor: netting.multilateral.total, madeBy: actor, at: this.clock.now(), windowIds, documents, credits, movementIds: movements.map((one) => one.movementId), obligations });
      return settlementId;
    });
  }

  /**
   * Approves the hash of a proposal. The second person's approval fixes the obligations.
   * @throws DomainError `second_person_required`, `transition_not_allowed`, `not_found`
   */
  async approve(settlementId: string, hash: string, person: Person): Promise<void> {
    const terms = await this.terms.table();
    await inTransaction(this.pool, async (tx) => {
      await db.lockSettlements(tx);
      const settlement = await this.locked(tx, settlementId);
      if (settlement.state !== 'PROPOSED') throw notAllowed(`The settlement is ${settlement.state}; only a proposed one can be approved.`);
      if (settlement.hash !== hash) throw notAllowed('The proposal has another hash. Read it again and approve what you see.', '/settlementHash');
      if (settlement.approvals.includes(person.actor)) throw new DomainError('second_person_required', { detail: 'You have approved this settlement already. Another person has to approve it too.' });
      if (settlement.approvals.length > 0 && !person.roles.has('HUB_APPROVER')) throw new DomainError('second_person_required', { detail: 'The second approval takes a person with the role HUB_APPROVER.' });
      await db.insertApproval(tx, settlementId, person.actor, hash, this.clock.now());
      if (settlement.approvals.length === 0) return;
      await db.moveSettlement(tx, settlementId, 'PROPOSED', 'SETTLING', person.actor, this.clock.now());
      await db.settleZeroObligations(tx, settlementId);
      const today = businessDate(this.clock.now());
      // The days to pay count from the approval, which fixes the obligations.
      const dueDate = dueDates(terms, settlement.lastDate, today, await holidaySet(tx));
      await db.setDueDates(tx, settlementId, dueDate);
      await this.statements.write(tx, settlementId, today);
      await this.desk.fixed(tx, settlementId, person.actor);
      await db.settleMet(tx, person.actor, this.clock.now());
    });
  }

  /**
   * Takes a settlement back, proposed or settling: one person asks, another one does it. Its windows and fee documents wait for the next one;
   * statements that were issued are answered by a document of their own. Once money has met one of its obligations it is too late.
   * @throws DomainError `second_person_required`, `transition_not_allowed`, `not_found`
   */
  async abort(settlementId: string, reason: string, person: Person): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      await db.lockSettlements(tx);
      const settlement = await this.locked(tx, settlementId);
      if (settlement.state !== 'PROPOSED' && settlement.state !== 'SETTLING') throw notAllowed(`The settlement is ${settlement.state}; only a proposed or settling one can be aborted.`);
      if (settlement.met) throw notAllowed('Money has met an obligation of this settlement. Differences are corrected in the next settlement.');
      if (!settlement.abort) return db.askToAbort(tx, settlementId, person.actor, reason, this.clock.now());
      if (settlement.abort.by === person.actor) throw new DomainError('second_person_required', { detail: 'You have asked for this already. Another person has to abort the settlement.' });
      if (settlement.state === 'SETTLING') await this.statements.void(tx, settlementId, businessDate(this.clock.now()), settlement.abort.reason);
      await db.moveSettlement(tx, settlementId, settlement.state, 'ABORTED', person.actor, this.clock.now(), settlement.abort.reason);
      await this.desk.aborted(tx, settlementId);
    });
  }

  private async locked(tx: Tx, settlementId: string): Promise<db.SettlementState> {
    const settlement = await db.settlementForUpdate(tx, settlementId);
    if (!settlement) throw new DomainError('not_found', { detail: 'There is no settlement with this id.' });
    return settlement;
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}

function notAllowed(detail: string, pointer?: string): DomainError {
  return new DomainError('transition_not_allowed', { detail, ...(pointer && { fields: [{ pointer, code: 'not_allowed', detail }] }) });
}
