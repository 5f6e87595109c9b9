import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, userOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction } from '../db/tx';
import type { Page } from '../http/wire';
import { businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdOrNotFound, wireId } from '../kernel/ids';
import { HUB_PARTY, partyToWire } from '../kernel/parties';
import { lockSettlements } from '../settlement';
import * as db from './accounts.store';
import type { BankAccount, BankAccountRequest } from './bank.wire';
import { notAllowed } from './cash.service';
import { holdersOf } from './virtual-accounts.store';

/** Who has to know a whole account number: who pays to it, and who answers for it. */
const WHOLE: readonly string[] = ['PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_FINANCE', 'HUB_APPROVER'];

/**
 * Bank accounts as dated data that nobody changes alone. A partner's account is proposed by one of its people, checked by another, and accepted
 * by the operator; the hub's own by two people of the operator. A new account never changes an old one.
 */
export class AccountsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock) {}

  async list(context: RequestContext | undefined, query: ListQuery, status: db.AccountRow['status'] | undefined): Promise<Page<BankAccount>> {
    const page = pageAsked(query, { status }, { validFrom: 'valid_from' }, '-validFrom');
    return pageOf(await db.accountsPage(this.pool, viewerOf(context), HUB_PARTY, status, page.offset, page.limit + 1), page, (row) => this.view(context, row));
  }

  async propose(context: RequestContext | undefined, body: BankAccountRequest): Promise<BankAccount> {
    const partyId = userOf(context).partnerId ?? HUB_PARTY;
    const validFrom = parseBusinessDate(body.validFrom, '/validFrom');
    if (validFrom < businessDate(this.clock.now())) throw new DomainError('validation_failed', { detail: 'An account is in force from today at the earliest; what was paid stays paid.', fields: [{ pointer: '/validFrom', code: 'in_past', detail: 'Send today or a later date.' }] });
    const row = { accountId: newUuid(this.clock.wall().getTime()), partyId, bankName: body.bankName.normalize('NFC'), bic: body.bic, accountNo: body.accountNo, holder: body.holder.normalize('NFC'), validFrom, by: actorOf(context), at: this.clock.now() };
    await inTransaction(this.pool, async (tx) => {
      // What a bank file books on a virtual account's number is its partner's; an account of the hub with the same number would take it for everybody's.
      if (partyId === HUB_PARTY) await lockSettlements(tx);
      if (partyId === HUB_PARTY && (await holdersOf(tx, row.accountNo)).length > 0) throw new DomainError('validation_failed', { detail: 'This number is, or was, the virtual account of a partner. An account has a number of its own.', fields: [{ pointer: '/accountNo', code: 'virtual_account', detail: 'Send the number of the account itself.' }] });
      await db.insertAccount(tx, row);
      await audit(tx, context, this.clock.now(), { verb: 'account.propose', kind: 'BANK_ACCOUNT', id: row.accountId, facts: { bankName: row.bankName, accountNo: masked(row.accountNo), validFrom } });
    });
    return this.get(context, row.accountId);
  }

  /** The next person's yes. @throws DomainError `second_person_required`, `transition_not_allowed`, `not_found` */
  async approve(context: RequestContext | undefined, accountId: string): Promise<BankAccount> {
    const person = userOf(context);
    const row = await this.found(context, accountId);
    const to = this.next(row, person.partnerId !== undefined);
    if (row.madeBy === actorOf(context) || row.checkedBy === actorOf(context)) throw new DomainError('second_person_required', { detail: 'You have made or checked this account. Another person has to approve it.' });
    await this.move(context, row, to);
    return this.get(context, row.accountId);
  }

  async reject(context: RequestContext | undefined, accountId: string, reason: string): Promise<BankAccount> {
    const row = await this.found(context, accountId);
    if (row.status !== 'PROPOSED' && row.status !== 'CHECKED') throw notAllowed(`The account is ${row.status}; only one that waits can be rejected.`);
    await this.move(context, row, 'REJECTED', reason);
    return this.get(context, row.accountId);
  }

  private next(row: db.AccountRow, partner: boolean): 'CHECKED' | 'ACCEPTED' {
    const hubs = row.partyId === HUB_PARTY;
    if (row.status === 'PROPOSED' && partner && !hubs) return 'CHECKED';
    if (row.status === (hubs ? 'PROPOSED' : 'CHECKED') && !partner) return 'ACCEPTED';
    throw notAllowed(row.status === 'PROPOSED' ? 'Another person of the partner has to check this account first.' : row.status === 'CHECKED' ? 'The account waits for the operator.' : `The account is ${row.status}.`);
  }

  private async move(context: RequestContext | undefined, row: db.AccountRow, to: 'CHECKED' | 'ACCEPTED' | 'REJECTED', reason?: string): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      if (!(await db.moveAccount(tx, { accountId: row.accountId, from: row.status, to, by: actorOf(context), at: this.clock.now(), ...(reason !== undefined && { reason }) }))) throw notAllowed('Somebody else has decided on this account meanwhile. Read it again.');
      await audit(tx, context, this.clock.now(), { verb: `account.${to.toLowerCase()}`, kind: 'BANK_ACCOUNT', id: row.accountId, facts: { ...(reason !== undefined && { reason }) } });
    });
  }

  private async get(context: RequestContext | undefined, accountId: string): Promise<BankAccount> {
    return this.view(context, await this.found(context, wireId('acc', accountId)));
  }

  private async found(context: RequestContext | undefined, accountId: string): Promise<db.AccountRow> {
    const { partnerId } = viewerOf(context);
    const row = await db.accountById(this.pool, parseIdOrNotFound('acc', accountId));
    if (!row || (partnerId !== undefined && row.partyId !== partnerId)) throw new DomainError('not_found', { detail: 'There is no bank account with this id that you may see.' });
    return row;
  }

  private view(context: RequestContext | undefined, row: db.AccountRow): BankAccount {
    const caller = context?.caller;
    const whole = row.partyId === HUB_PARTY || (caller?.kind === 'USER' && WHOLE.some((role) => caller.roles.has(role as 'HUB_FINANCE')));
    return { object: 'bankAccount', id: wireId('acc', row.accountId), partyId: partyToWire(row.partyId), partyName: row.partyName ?? 'HUB', bankName: row.bankName, bic: row.bic, accountNo: whole ? row.accountNo : masked(row.accountNo), holder: row.holder, validFrom: row.validFrom, status: row.status,
      madeBy: row.madeBy, madeAt: row.madeAt.toISOString(), ...(row.checkedBy !== null && { checkedBy: row.checkedBy }), ...(row.decidedBy !== null && { decidedBy: row.decidedBy }), ...(row.decidedAt && { decidedAt: row.decidedAt.toISOString() }), ...(row.reason !== null && { reason: row.reason }) };
  }
}

/** The last four digits, enough to tell two accounts apart. */
export function masked(accountNo: string): string {
  return `${'•'.repeat(Math.max(accountNo.length - 4, 0))}${accountNo.slice(-4)}`;
}
