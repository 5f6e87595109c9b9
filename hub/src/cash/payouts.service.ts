import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, type RequestContext } from '../access/request-context';
import { inTransaction, type Tx } from '../db/tx';
import { businessDate, businessDayFrom } from '../kernel/business-date';
import { sha256Hex } from '../kernel/canonical';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import { holidaySet, lockSettlements } from '../settlement';
import { accountsInForce, type AccountRow } from './accounts.store';
import { notAllowed } from './cash.service';
import { instructionCsv, instructionXml } from './domain/instruction';
import * as db from './payouts.store';

interface NewPayout {
  readonly obligationId?: string;
  readonly refundId?: string;
  readonly account: AccountRow;
  readonly amountMinor: bigint;
  readonly endToEnd: string;
}

export type PayOut = 'AFTER_COLLECTION' | 'ON_DATE';

/** Why the bank is not asked to pay something now. */
export type HeldBecause = 'COLLECTION' | 'DATE' | 'SUSPENDED' | 'ACCOUNT' | 'INSTRUCTED';

/** What the hub has to pay, and why it is held; nothing when it can be paid. */
export type Payable = Awaited<ReturnType<typeof db.payables>>[number] & { readonly held?: HeldBecause };

/**
 * Payment instructions: what the bank is asked to pay for an approved settlement. The hub pays out after collection, or on the due date, as the
 * coalition has set; payables to a suspended partner are held, and go on by themselves when it is not suspended any more.
 */
export class PayoutsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly payOut: PayOut, private readonly legalName: string) {}

  async payables(settlementId?: string): Promise<Payable[]> {
    return this.judged(await db.payables(this.pool, settlementId), await accountsInForce(this.pool, this.today()));
  }

  private judged(rows: Awaited<ReturnType<typeof db.payables>>, accounts: ReadonlyMap<string, AccountRow>): Payable[] {
    return rows.map((row) => {
      const held: HeldBecause | undefined = row.instructed ? 'INSTRUCTED' : row.suspended ? 'SUSPENDED' : this.payOut === 'AFTER_COLLECTION' && !row.collected ? 'COLLECTION' : this.payOut === 'ON_DATE' && row.dueDate > this.today() ? 'DATE' : accounts.has(row.partyId) ? undefined : 'ACCOUNT';
      return held ? { ...row, held } : row;
    });
  }

  /**
   * Makes the instruction of everything of a settlement that can be paid now. Each obligation is in one instruction at most.
   * @throws DomainError `transition_not_allowed` when nothing can be paid, with the reasons
   */
  async instruct(context: RequestContext | undefined, settlementId: string): Promise<string> {
    return inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      const state = await db.settlementStateOf(tx, settlementId);
      if (state === undefined) throw new DomainError('not_found', { detail: 'There is no settlement with this id.' });
      if (state !== 'SETTLING') throw notAllowed(`The settlement is ${state}; payments are instructed while it is SETTLING.`);
      const accounts = await accountsInForce(tx, this.today());
      const all = this.judged(await db.payables(tx, settlementId), accounts);
      const due = all.filter((one) => one.held === undefined);
      if (due.length === 0) throw new DomainError('transition_not_allowed', { detail: `Nothing of this settlement can be paid now. ${all.map((one) => `${one.name}: ${REASONS[one.held ?? 'DATE']}`).join(' ')}`.trim(), data: { held: all.map((one) => ({ partnerId: `prt_${one.partyId}`, reason: one.held })) } });
      return this.write(tx, context, accounts, settlementId, due.map((one) => ({ obligationId: one.obligationId, account: accounts.get(one.partyId) as AccountRow, amountMinor: BigInt(one.openMinor), endToEnd: one.bankReference })));
    });
  }

  /**
   * Makes the instruction of an approved refund, with its approval.
   * @throws DomainError `transition_not_allowed` when the partner is suspended or has no accepted account
   */
  async instructRefund(tx: Tx, context: RequestContext | undefined, refund: { refundId: string; partnerId: string; amountMinor: bigint; reference: string }): Promise<string> {
    const accounts = await accountsInForce(tx, this.today());
    const account = accounts.get(refund.partnerId);
    if (await db.isSuspended(tx, refund.partnerId)) throw notAllowed('The partner is suspended; what is payable to it is held.');
    if (!account) throw notAllowed('The partner has no accepted bank account. It proposes one, and the operator accepts it; then approve the refund.');
    return this.write(tx, context, accounts, undefined, [{ refundId: refund.refundId, account, amountMinor: refund.amountMinor, endToEnd: refund.reference }]);
  }

  private async write(tx: Tx, context: RequestContext | undefined, accounts: ReadonlyMap<string, AccountRow>, settlementId: string | undefined, payouts: readonly NewPayout[]): Promise<string> {
    const instructionId = newUuid(this.clock.wall().getTime());
    const executionDate = businessDayFrom(this.today(), await holidaySet(tx));
    const instruction = { instructionId, executionDate, madeAt: this.clock.now(), payouts: payouts.map(({ account, amountMinor, endToEnd }) => ({ endToEnd, amountMinor, holder: account.holder, accountNo: account.accountNo, bic: account.bic, bankName: account.bankName })) };
    const own = accounts.get(HUB_PARTY);
    const csv = instructionCsv(instruction);
    const xml = own && instructionXml(instruction, { legalName: this.legalName, holder: own.holder, accountNo: own.accountNo, bic: own.bic });
    await db.insertInstruction(tx, { instructionId, settlementId, executionDate, totalMinor: payouts.reduce((sum, one) => sum + one.amountMinor, 0n), csv, csvSha256: sha256Hex(csv), xml, xmlSha256: xml === undefined ? undefined : sha256Hex(xml), by: actorOf(context), at: this.clock.now(),
      payouts: payouts.map(({ account, ...one }) => ({ ...one, accountId: account.accountId })) });
    await audit(tx, context, this.clock.now(), { verb: 'payout.instruct', kind: 'PAYMENT_INSTRUCTION', id: instructionId, facts: { ...(settlementId !== undefined && { settlementId: `stl_${settlementId}` }), csvSha256: sha256Hex(csv) } });
    return instructionId;
  }

  /** The file for the bank; each time it is handed out is written down. */
  async file(context: RequestContext | undefined, instructionId: string, format: 'csv' | 'xml'): Promise<{ text: string; sha256: string }> {
    const file = await db.instructionFile(this.pool, instructionId, format);
    if (!file) throw new DomainError('not_found', { detail: 'There is no payment instruction with this id.' });
    if (file.cancelled) throw notAllowed('This instruction was cancelled, because its settlement was aborted or its refund withdrawn. It must not be executed.');
    if (file.text === null || file.sha256 === null) throw notAllowed('The hub had no account of its own when this instruction was made, so there is no pain.001 of it. Use the CSV.');
    await inTransaction(this.pool, (tx) => audit(tx, context, this.clock.now(), { verb: 'payout.file', kind: 'PAYMENT_INSTRUCTION', id: instructionId, facts: { format, sha256: file.sha256 } }));
    return { text: file.text, sha256: file.sha256 };
  }

  private today(): string {
    return businessDate(this.clock.now());
  }
}

const REASONS: Readonly<Record<HeldBecause, string>> = {
  COLLECTION: 'it is paid after every payer of the settlement has paid.', DATE: 'it is paid on its due date.', SUSPENDED: 'the partner is suspended.', ACCOUNT: 'it has no accepted bank account.', INSTRUCTED: 'the bank was asked already.',
};
