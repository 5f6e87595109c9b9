import type { Pool } from 'pg';
import { inTransaction, type Tx } from '../db/tx';
import { addDays, businessDate, businessDayFrom } from '../kernel/business-date';
import { canonicalJson, sha256Hex } from '../kernel/canonical';
import type { OffsetClock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid } from '../kernel/ids';
import { HUB_PARTY, isHubHeld } from '../kernel/parties';
import type { TermsBook, TermsTable } from '../terms';
import { net, netCash } from './domain/netting';
import { holidaySet } from './holidays.store';
import { movementsToSettle, positionsOf, type Movement } from './movement.transactor';
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

/** Closed windows become one obligation a partner; two people approve it; money meets it. */
export class SettlementService {
  constructor(private readonly pool: Pool, private readonly clock: OffsetClock, private readonly terms: TermsBook, private readonly statements: StatementWriter, private readonly desk: CashDesk) {}

  /**
   * Proposes a settlement of all eligible windows up to a date. Windows in which nothing was claimed make none by themselves: there would be nothing to approve,
   * and they wait for the next one that has something to settle.
   * @returns its id, or undefined when no window waits or nothing is to settle
   */
  async propose(upTo: string | undefined, actor: string): Promise<string | undefined> {
    const terms = await this.terms.table();
    return inTransaction(this.pool, async (tx) => {
      await db.lockSettlements(tx);
      const windows = await db.eligibleWindows(tx, upTo);
      const last = windows.at(-1);
      if (!last) return undefined;
      const windowIds = windows.map((one) => one.windowId);
      const netFees = (partnerId: string): boolean => terms.at(partnerId, last.businessDate)?.body.netFees ?? true;
      // Fees that are paid apart stand on their own invoice and enter no settlement.
      const documents = (await db.openFeeDocuments(tx)).filter((one) => netFees(one.partnerId));
      const today = businessDate(this.clock.now());
      const dueDate = dueDates(terms, last.businessDate, today, await holidaySet(tx));
      const movements = await movementsToSettle(tx, windowIds);
      const credits = await this.desk.credits(tx);
      const claims = await db.claimSums(tx, windowIds);
      if ([claims, movements, documents, credits].every((one) => one.length === 0)) return undefined;
      const obligations = this.obligations(await db.positionSums(tx, windowIds), movements, documents, credits, dueDate);
      const netting = net([...claims, ...movements]);
      const settlementId = this.id();
      const hash = sha256Hex(canonicalJson({ windows: windows.map((one) => [one.windowId, one.calculationHash]), documents: documents.map((one) => [one.documentId, one.feesMinor, one.ppnMinor]), movements: movements.map((one) => [one.movementId, one.amount]),
        credits: credits.map((one) => [one.kind, one.sourceId, one.partyId, one.amountMinor]), obligations: obligations.map((one) => [one.partyId, one.positionMinor, one.feesMinor, one.ppnMinor, one.creditsMinor, one.amountMinor, terms.at(one.partyId, last.businessDate)?.body.paymentDays ?? PAYMENT_DAYS]) }));
      await db.insertSettlement(tx, { settlementId, hash, grossMinor: netting.gross, bilateralMinor: netting.bilateral.total, multilateralMinor: netting.multilateral.total, madeBy: actor, at: this.clock.now(), windowIds, documents, credits, movementIds: movements.map((one) => one.movementId), obligations });
      return settlementId;
    });
  }

  /** One obligation a partner; the hub's own row makes the sum nothing. */
  private obligations(positions: ReadonlyMap<string, bigint>, movements: readonly Movement[], documents: readonly db.FeeDocument[], credits: readonly SettlementCredit[], due: (partnerId: string) => string): db.ObligationRow[] {
    const fees = new Map<string, { fees: bigint; ppn: bigint }>();
    for (const { partnerId, feesMinor, ppnMinor } of documents) {
      const sum = fees.get(partnerId) ?? { fees: 0n, ppn: 0n };
      fees.set(partnerId, { fees: sum.fees + feesMinor, ppn: sum.ppn + ppnMinor });
    }
    const disputed = positionsOf(movements);
    const partners = [...new Set([...positions.keys(), ...disputed.keys(), ...fees.keys(), ...credits.map((one) => one.partyId)])].filter((party) => !isHubHeld(party)).sort();
    const rows = partners.map((partyId): db.ObligationRow => {
      const disputedMinor = disputed.get(partyId) ?? 0n;
      const position = (positions.get(partyId) ?? 0n) + disputedMinor;
      const { fees: feesMinor, ppn: ppnMinor } = fees.get(partyId) ?? { fees: 0n, ppn: 0n };
      const creditsMinor = credits.filter((one) => one.partyId === partyId).reduce((sum, one) => sum + one.amountMinor, 0n);
      return { obligationId: this.id(), partyId, positionMinor: position, disputedMinor, feesMinor, ppnMinor, creditsMinor, amountMinor: netCash(position, feesMinor, ppnMinor, true) + creditsMinor, dueDate: due(partyId) };
    });
    const rest = (pick: (row: db.ObligationRow) => bigint): bigint => -rows.reduce((sum, row) => sum + pick(row), 0n);
    const hub: db.ObligationRow = { obligationId: this.id(), partyId: HUB_PARTY, positionMinor: rest((row) => row.positionMinor), disputedMinor: rest((row) => row.disputedMinor), feesMinor: rest((row) => row.feesMinor), ppnMinor: rest((row) => row.ppnMinor), creditsMinor: rest((row) => row.creditsMinor),
      amountMinor: rest((row) => row.amountMinor), dueDate: due(HUB_PARTY) };
    return [...rows, hub];
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
