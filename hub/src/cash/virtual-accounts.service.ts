import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction, type Tx } from '../db/tx';
import type { Page } from '../http/wire';
import { businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { partnerExists } from '../partners';
import { lockSettlements } from '../settlement';
import { notAllowed } from './cash.service';
import * as db from './virtual-accounts.store';
import type { VirtualAccount, VirtualAccountRequest } from './virtual-accounts.wire';

const SORTS = { validFrom: 'a.valid_from, a.virtual_account_id', partnerName: 'p.brand_name, a.valid_from', number: 'a.number_key, a.virtual_account_id' };

/**
 * Virtual accounts of the hub's collecting bank, as dated data. Like the hub's own bank accounts they are proposed by one person of the operator and accepted by
 * another. A number that was a partner's once is never another's; ending one sends money to nobody else, so one person may do it.
 */
export class VirtualAccountsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock) {}

  async list(context: RequestContext | undefined, query: ListQuery, asked: db.VirtualAccountFilter): Promise<Page<VirtualAccount>> {
    const filter = { ...asked, partnerId: asked.partnerId && parseIdOrNotFound('prt', asked.partnerId) };
    const page = pageAsked(query, filter, SORTS, '-validFrom');
    return pageOf(await db.virtualAccountsPage(this.pool, this.today(), viewerOf(context), filter, page.offset, page.limit + 1, page.order), page, view);
  }

  async get(context: RequestContext | undefined, id: string): Promise<VirtualAccount> {
    return view(await this.found(context, id));
  }

  /** @throws DomainError `validation_failed` with the field, `not_found` for the partner */
  async propose(context: RequestContext | undefined, body: VirtualAccountRequest): Promise<VirtualAccount> {
    const partnerId = parseIdField('prt', body.partnerId, '/partnerId');
    const validFrom = parseBusinessDate(body.validFrom, '/validFrom');
    if (validFrom < this.today()) throw invalid('/validFrom', 'in_past', 'A virtual account is in force from today at the earliest; statements that were issued stay as they are.', 'Send today or a later date.');
    const row: db.NewVirtualAccount = { virtualAccountId: newUuid(this.clock.wall().getTime()), partnerId, bankCode: body.bankCode, bankName: body.bankName.normalize('NFC'), number: body.number, name: body.name.normalize('NFC'), validFrom, by: actorOf(context), at: this.clock.now() };
    await inTransaction(this.pool, async (tx) => {
      // A number is looked up while bank files are matched by it, and two people may register one at the same moment.
      await lockSettlements(tx);
      if (!(await partnerExists(tx, partnerId))) throw new DomainError('not_found', { detail: 'There is no partner with this id.', fields: [{ pointer: '/partnerId', code: 'not_found', detail: 'Send the id of a partner.' }] });
      await this.checkFree(tx, partnerId, body.number);
      await db.insertVirtualAccount(tx, row);
      await audit(tx, context, this.clock.now(), { verb: 'virtual-account.propose', kind: 'VIRTUAL_ACCOUNT', id: row.virtualAccountId, facts: { partnerId: wireId('prt', partnerId), bankCode: row.bankCode, number: row.number, validFrom } });
    });
    return this.get(context, wireId('vac', row.virtualAccountId));
  }

  private async checkFree(tx: Tx, partnerId: string, number: string): Promise<void> {
    if (await db.isBankAccount(tx, number)) throw invalid('/number', 'bank_account', 'This number is registered as a bank account. A virtual account has a number of its own.', 'Send the number of the virtual account.');
    const holders = await db.holdersOf(tx, number);
    const other = holders.find((one) => one.partnerId !== partnerId);
    if (other) throw invalid('/number', 'taken', `This number is, or was, of ${other.partnerName}. Money for one partner must never be another's, so a number stays with its partner.`, 'Ask the bank for a new number.');
    if (holders.some((one) => one.alive)) throw invalid('/number', 'taken', 'The partner has this number already.', 'Send another number, or end the one that is there first.');
  }

  /** The second person's yes. @throws DomainError `second_person_required`, `transition_not_allowed`, `not_found` */
  approve(context: RequestContext | undefined, id: string): Promise<VirtualAccount> {
    return this.decide(context, id, 'ACCEPTED');
  }

  reject(context: RequestContext | undefined, id: string, reason: string): Promise<VirtualAccount> {
    return this.decide(context, id, 'REJECTED', reason);
  }

  private async decide(context: RequestContext | undefined, id: string, to: 'ACCEPTED' | 'REJECTED', reason?: string): Promise<VirtualAccount> {
    const row = await this.found(context, id);
    if (row.status !== 'PROPOSED') throw notAllowed(`The virtual account is ${row.status}; only one that waits can be decided on.`);
    if (to === 'ACCEPTED' && row.madeBy === actorOf(context)) throw new DomainError('second_person_required', { detail: 'You have proposed this virtual account. Another person has to accept it.' });
    await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      if (!(await db.decideVirtualAccount(tx, { virtualAccountId: row.virtualAccountId, to, by: actorOf(context), at: this.clock.now(), reason }))) throw decidedMeanwhile();
      await audit(tx, context, this.clock.now(), { verb: `virtual-account.${to.toLowerCase()}`, kind: 'VIRTUAL_ACCOUNT', id: row.virtualAccountId, facts: { ...(reason !== undefined && { reason }) } });
    });
    return this.get(context, id);
  }

  /** From today on statements do not print it, and money that comes to it waits for a person. @throws DomainError `transition_not_allowed`, `not_found` */
  async end(context: RequestContext | undefined, id: string, reason: string): Promise<VirtualAccount> {
    const row = await this.found(context, id);
    if (row.status !== 'ACCEPTED') throw notAllowed(`The virtual account is ${row.status}; only an accepted one can be ended.`);
    await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      if (!(await db.endVirtualAccount(tx, { virtualAccountId: row.virtualAccountId, on: this.today(), by: actorOf(context), at: this.clock.now(), reason: reason.normalize('NFC') }))) throw decidedMeanwhile();
      await audit(tx, context, this.clock.now(), { verb: 'virtual-account.end', kind: 'VIRTUAL_ACCOUNT', id: row.virtualAccountId, facts: { reason } });
    });
    return this.get(context, id);
  }

  private async found(context: RequestContext | undefined, id: string): Promise<db.VirtualAccountRow> {
    const row = await db.virtualAccountById(this.pool, this.today(), viewerOf(context), parseIdOrNotFound('vac', id));
    if (!row) throw new DomainError('not_found', { detail: 'There is no virtual account with this id that you may see.' });
    return row;
  }

  private today(): string {
    return businessDate(this.clock.now());
  }
}

const decidedMeanwhile = (): DomainError => notAllowed('Somebody else has decided on this virtual account meanwhile. Read it again.');

function invalid(pointer: string, code: string, detail: string, next: string): DomainError {
  return new DomainError('validation_failed', { detail, fields: [{ pointer, code, detail: next }] });
}

function view(row: db.VirtualAccountRow): VirtualAccount {
  return { object: 'virtualAccount', id: wireId('vac', row.virtualAccountId), partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName, bankCode: row.bankCode, bankName: row.bankName, number: row.number, name: row.name, validFrom: row.validFrom, status: row.status, printed: row.printed,
    madeBy: row.madeBy, madeAt: row.madeAt.toISOString(), ...(row.decidedBy !== null && { decidedBy: row.decidedBy }), ...(row.decidedAt && { decidedAt: row.decidedAt.toISOString() }), ...(row.reason !== null && { reason: row.reason }),
    ...(row.endedOn !== null && { endedOn: row.endedOn }), ...(row.endedBy !== null && { endedBy: row.endedBy }), ...(row.endedReason !== null && { endedReason: row.endedReason }) };
}
