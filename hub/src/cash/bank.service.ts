import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, type RequestContext } from '../access/request-context';
import { inTransaction, type Tx } from '../db/tx';
import { businessDate } from '../kernel/business-date';
import { sha256Hex } from '../kernel/canonical';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import { partnerExists } from '../partners';
import { lockSettlements } from '../settlement';
import type { TermsBook, TermsTable } from '../terms';
import { ownAccounts } from './accounts.store';
import * as db from './bank.transactor';
import { readCamt053 } from './camt053';
import { notAllowed, type CashService } from './cash.service';
import { obligationFacts, paymentByReference } from './cash.transactor';
import { readBankCsv } from './domain/bank-csv';
import { readByLayout } from './domain/bank-layout';
import type { BankEntry, BankStatement, LineFault } from './domain/bank-statement';
import { invoiceNamed, meantByAccount, namedBy, suggestions, type Candidate, type EntryFacts, type Suggestion } from './domain/match';
import { keyOf, numbersOf, paidTo } from './domain/virtual-account';
import type { LayoutsService } from './layouts.service';
import type { RefundsService } from './refunds.service';
import { registeredBy } from './virtual-accounts.store';

export interface BankFile {
  readonly format: 'CSV' | 'CAMT053';
  /** Code of the layout of a bank's own CSV. */
  readonly layout?: string;
  readonly name: string;
  readonly content: string;
}

/** What a person says an entry is for. */
export type Meant = { readonly obligationId: string } | { readonly refundId: string } | { readonly partnerId: string };

const FAULTS_TOLD = 50;
const CASH_UNIT = 100n;

/** An entry that is not in the books yet, with the virtual account that it came to. */
interface ReadEntry {
  readonly entry: BankEntry;
  readonly bankEntryId: string;
  readonly to: ReturnType<typeof paidTo>;
}

/** What waits for money. */
interface Waiting {
  readonly obligations: readonly Candidate[];
  readonly invoices: readonly db.OpenInvoice[];
}

/** Whose money it is, and the obligation, or the fee invoice paid apart, that it meets first. */
interface Booked {
  readonly partyId: string;
  readonly direction: 'IN' | 'OUT';
  readonly names?: string;
}

/**
 * Bank files: read whole or refused whole. Money that came to a partner's virtual account meets what that partner owes, an entry that carries the reference of one
 * statement meets its obligation; everything else waits for a person, with suggestions. A file, and each entry by the bank's own reference, is taken in once.
 */
export class BankService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, private readonly cash: CashService, private readonly refunds: RefundsService, private readonly layouts: LayoutsService) {}

  /**
   * Imports a bank file. @returns its id
   * @throws DomainError `validation_failed` with the line of each fault, `transition_not_allowed` for a file that was imported before; nothing is kept then
   */
  async import(context: RequestContext | undefined, file: BankFile): Promise<string> {
    const layout = file.layout === undefined ? undefined : await this.layouts.newest(this.pool, file.layout);
    if (layout && file.format !== 'CSV') throw new DomainError('validation_failed', { detail: 'A layout reads CSV files; camt.053 needs none.', fields: [{ pointer: '/layout', code: 'not_csv', detail: 'Leave layout out.' }] });
    const read = layout ? readByLayout(file.content, layout.code, layout.definition) : file.format === 'CSV' ? readBankCsv(file.content) : readCamt053(file.content);
    if ('faults' in read) throw refused(read.faults);
    const terms = await this.terms.table();
    return inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      const sha256 = sha256Hex(file.content);
      const before = await db.fileByHash(tx, sha256);
      if (before) throw new DomainError('transition_not_allowed', { detail: `This very file was imported before, on ${businessDate(before.importedAt)}. Nothing was added.`, data: { bankFileId: `bfl_${before.bankFileId}` }, fields: [{ pointer: '/content', code: 'already_imported', detail: 'Send the next file of the bank.' }] });
      await this.checkAccount(tx, read.statement);
      const fresh = await this.fresh(tx, read.statement);
      const bankFileId = this.id();
      await db.insertFile(tx, { bankFileId, sha256, format: file.format, name: file.name, statementRef: read.statement.statementRef, accountNo: read.statement.accountNo, layoutId: layout?.layoutId, entries: read.statement.entries.length, fresh: fresh.length, inMinor: read.statement.inMinor, outMinor: read.statement.outMinor, by: actorOf(context), at: this.clock.now() });
      const registered = await registeredBy(tx, fresh.flatMap(numbersOf).map(keyOf));
      const entries = fresh.map((entry) => ({ entry, bankEntryId: this.id(), to: paidTo(entry, registered) }));
      await db.insertEntries(tx, entries.map(({ entry, bankEntryId, to }) => ({ bankEntryId, bankFileId, lineNo: entry.line, accountNo: read.statement.accountNo, bankReference: entry.reference, direction: entry.direction, amountMinor: entry.amountMinor, bookedOn: entry.bookedOn, remark: entry.remark, counterpartyName: entry.counterpartyName, counterpartyAccount: entry.counterpartyAccount, virtualAccount: entry.virtualAccount ?? to?.number })));
      // What is open changes with each entry that meets something, and with no other.
      let open = await this.waiting(tx, terms);
      for (const one of entries) if (await this.match(tx, terms, one, open)) open = await this.waiting(tx, terms);
      await audit(tx, context, this.clock.now(), { verb: 'bank.import', kind: 'BANK_FILE', id: bankFileId, facts: { sha256, entries: read.statement.entries.length, fresh: fresh.length } });
      return bankFileId;
    });
  }

  /** A file is of an account that two people of the operator have registered; what some other account received is nobody's payment here. */
  private async checkAccount(tx: Tx, statement: BankStatement): Promise<void> {
    const own = await ownAccounts(tx, HUB_PARTY, businessDate(this.clock.now()));
    if (own.includes(statement.accountNo)) return;
    const known = own.length === 0 ? 'The hub has registered none yet.' : `The hub's own are ${own.map((one) => `…${one.slice(-4)}`).join(', ')}.`;
    throw refused([{ line: 1, code: 'account_unknown', detail: `The statement is of the account …${statement.accountNo.slice(-4)}, which is no accepted account of the hub. ${known} Two people of the operator register an account under bank accounts; then import the file again.` }]);
  }

  /** Entries that are not in the books yet. One that is there with another amount, day or direction makes the whole file suspect. */
  private async fresh(tx: Tx, statement: BankStatement): Promise<BankEntry[]> {
    const known = await db.knownEntries(tx, statement.accountNo, statement.entries.map((one) => one.reference));
    const faults = statement.entries.flatMap((one): LineFault[] => {
      const before = known.get(one.reference);
      const same = !before || (before.amountMinor === one.amountMinor && before.direction === one.direction && before.bookedOn === one.bookedOn);
      return same ? [] : [{ line: one.line, code: 'reference_known', detail: `The bank reference ${one.reference} is in the books with another amount, direction or booking date.` }];
    });
    if (faults.length > 0) throw refused(faults);
    return statement.entries.filter((one) => !known.has(one.reference));
  }

  private candidates(tx: Tx): Promise<Candidate[]> {
    return db.candidates(tx, businessDate(this.clock.now()));
  }

  /** What waits for money: obligations, and the fee invoices of who pays its fees apart. */
  private async waiting(tx: Tx, terms: TermsTable): Promise<Waiting> {
    return { obligations: await this.candidates(tx), invoices: (await db.openInvoices(tx)).filter((one) => this.cash.paysApart(terms, one.partyId)) };
  }

  /** @returns whether the entry met something */
  private async match(tx: Tx, terms: TermsTable, { entry, bankEntryId, to }: ReadEntry, open: Waiting): Promise<boolean> {
    const decide = (paymentId: string, reason: string): Promise<void> => db.decideEntry(tx, { bankEntryId, paymentId, by: 'import', at: this.clock.now(), reason });
    const recorded = await paymentByReference(tx, 'BANK', entry.reference);
    // A payment that a person recorded with this reference is this entry; with another amount a person has to look at both.
    if (recorded) {
      if (recorded.amountMinor === entry.amountMinor && recorded.direction === entry.direction) await decide(recorded.paymentId, 'RECORDED');
      return false;
    }
    const refundId = entry.reversal ? undefined : await this.refunds.named(tx, entry);
    if (refundId !== undefined) {
      await decide(await this.refunds.paid(tx, refundId, { reference: entry.reference, amountMinor: entry.amountMinor, paidOn: entry.bookedOn, by: 'import' }, '/content'), 'REFERENCE');
      return true;
    }
    if (entry.reversal || entry.collective || entry.amountMinor % CASH_UNIT !== 0n) return false;
    // Whoever's virtual account it is, the money is theirs, whatever references say; where both do not agree, or the account has ended, a person decides.
    const meant = to ? byAccount(entry, to, open) : byReference(entry, open);
    if (meant) await decide(await this.book(tx, terms, meant, entry, 'import'), to ? 'VIRTUAL_ACCOUNT' : 'REFERENCE');
    return meant !== undefined;
  }

  private book(tx: Tx, terms: TermsTable, candidate: Booked, entry: { reference: string; amountMinor: bigint; bookedOn: string }, by: string): Promise<string> {
    return this.cash.receive(tx, terms, { kind: 'BANK', reference: entry.reference, partyId: candidate.partyId, direction: candidate.direction, names: candidate.names, amountMinor: entry.amountMinor, paidOn: entry.bookedOn, by });
  }

  /** A person says which obligation, or which approved refund, an open entry is for, or whose money it is. @throws DomainError `not_found`, `transition_not_allowed` */
  async confirm(context: RequestContext | undefined, bankEntryId: string, meant: Meant): Promise<void> {
    const terms = await this.terms.table();
    await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      const entry = await this.open(tx, bankEntryId);
      if (await paymentByReference(tx, 'BANK', entry.bankReference)) throw notAllowed('A payment with this bank reference was recorded with another amount. Set the entry aside, or un-match that payment.');
      const paymentId = await this.meant(tx, terms, entry, meant, actorOf(context));
      await db.decideEntry(tx, { bankEntryId, paymentId, by: actorOf(context), at: this.clock.now(), reason: 'CONFIRMED' });
      await audit(tx, context, this.clock.now(), { verb: 'bank.confirm', kind: 'BANK_ENTRY', id: bankEntryId, facts: 'refundId' in meant ? { refundId: `rfd_${meant.refundId}` } : 'partnerId' in meant ? { partnerId: `prt_${meant.partnerId}` } : { obligationId: `obl_${meant.obligationId}` } });
    });
  }

  private async meant(tx: Tx, terms: TermsTable, entry: db.EntryRow, meant: Meant, by: string): Promise<string> {
    if ('obligationId' in meant) return this.meet(tx, terms, entry, meant.obligationId, by);
    const money = { reference: entry.bankReference, amountMinor: BigInt(entry.amountMinor) };
    if ('refundId' in meant) {
      if (entry.direction !== 'OUT') throw notAllowed('The entry is money in; a refund is money out.', '/refundId');
      return this.refunds.paid(tx, meant.refundId, { ...money, paidOn: entry.bookedOn, by }, '/refundId');
    }
    if (entry.direction !== 'IN') throw notAllowed('The entry is money out; money of a partner comes in.', '/partnerId');
    if (!(await partnerExists(tx, meant.partnerId))) throw new DomainError('not_found', { detail: 'There is no partner with this id.', fields: [{ pointer: '/partnerId', code: 'not_found', detail: 'Send the id of a partner.' }] });
    checkWhole(money.amountMinor);
    return this.book(tx, terms, { partyId: meant.partnerId, direction: 'IN' }, { ...money, bookedOn: entry.bookedOn }, by);
  }

  private async meet(tx: Tx, terms: TermsTable, entry: db.EntryRow, obligationId: string, by: string): Promise<string> {
    const obligation = await obligationFacts(tx, obligationId);
    if (!obligation) throw new DomainError('not_found', { detail: 'There is no obligation of a partner with this id.', fields: [{ pointer: '/obligationId', code: 'not_found', detail: 'Send the id of an obligation of a partner.' }] });
    const amountMinor = BigInt(entry.amountMinor);
    if (obligation.direction !== entry.direction) throw notAllowed(`The entry is money ${entry.direction}, the obligation waits for money ${obligation.direction}.`, '/obligationId');
    if (!(await this.candidates(tx)).some((one) => one.obligationId === obligationId)) throw notAllowed('Nothing of this obligation is open.', '/obligationId');
    if (obligation.direction === 'OUT' && amountMinor > obligation.openMinor) throw notAllowed(`Only ${obligation.openMinor / CASH_UNIT} rupiah of this obligation are open.`, '/obligationId');
    checkWhole(amountMinor);
    return this.book(tx, terms, { partyId: obligation.partyId, direction: obligation.direction, names: obligationId }, { reference: entry.bankReference, amountMinor, bookedOn: entry.bookedOn }, by);
  }

  /** The entry is no money of the coalition: interest, a bank's fee, somebody else's. */
  async setAside(context: RequestContext | undefined, bankEntryId: string, reason: string): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      await this.open(tx, bankEntryId);
      await db.decideEntry(tx, { bankEntryId, by: actorOf(context), at: this.clock.now(), reason });
      await audit(tx, context, this.clock.now(), { verb: 'bank.setAside', kind: 'BANK_ENTRY', id: bankEntryId, facts: { reason } });
    });
  }

  private async open(tx: Tx, bankEntryId: string): Promise<db.EntryRow> {
    const entry = await db.entryById(tx, bankEntryId);
    if (!entry) throw new DomainError('not_found', { detail: 'There is no bank entry with this id.' });
    if (entry.status !== 'OPEN') throw notAllowed(`The entry is ${entry.status}; it was decided on already.`);
    return entry;
  }

  /** Suggestions for open entries, made anew each time from what is open now. */
  async suggest(entries: readonly db.EntryRow[]): Promise<Map<string, (Suggestion & Candidate)[]>> {
    const all = entries.some((one) => one.status === 'OPEN') ? await db.candidates(this.pool, businessDate(this.clock.now())) : [];
    const byId = new Map(all.map((one) => [one.obligationId, one]));
    return new Map(entries.filter((one) => one.status === 'OPEN').map((one) => {
      const facts: EntryFacts = { direction: one.direction, amountMinor: BigInt(one.amountMinor), bookedOn: one.bookedOn, remark: one.remark, ...(one.counterpartyAccount !== null && { counterpartyAccount: one.counterpartyAccount }), ...(one.payerId !== null && { payer: { partyId: one.payerId, alive: one.payerAlive === true } }) };
      return [one.bankEntryId, suggestions(facts, all).slice(0, 5).map((suggestion) => ({ ...(byId.get(suggestion.obligationId) as Candidate), ...suggestion }))];
    }));
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}

/** What money to a virtual account meets, or nothing when a person has to say so. */
function byAccount(entry: BankEntry, to: NonNullable<ReadEntry['to']>, { obligations, invoices }: Waiting): Booked | undefined {
  if (!to.inForce) return undefined;
  const own = obligations.filter((one) => one.partyId === to.partyId && one.direction === 'IN').map((one) => ({ id: one.obligationId, openMinor: one.openMinor, reference: one.bankReference }));
  const foreign = [...obligations.map((one) => ({ partyId: one.partyId, reference: one.bankReference })), ...invoices].filter((one) => one.partyId !== to.partyId);
  const meant = meantByAccount(entry, [...own, ...invoices.filter((one) => one.partyId === to.partyId)], foreign.map((one) => one.reference));
  return meant && { partyId: to.partyId, direction: 'IN', ...(meant !== 'NOTHING' && { names: meant.id }) };
}

/** What the remark alone names: a statement's obligation, or a fee invoice that is paid apart in its very amount. */
function byReference(entry: BankEntry, { obligations, invoices }: Waiting): Booked | undefined {
  const named = namedBy(entry, obligations);
  if (named) return { partyId: named.partyId, direction: named.direction, names: named.obligationId };
  const invoice = invoiceNamed(entry, invoices, obligations.map((one) => one.bankReference));
  return invoice && { partyId: invoice.partyId, direction: 'IN', names: invoice.id };
}

function checkWhole(amountMinor: bigint): void {
  if (amountMinor % CASH_UNIT !== 0n) throw notAllowed('Obligations are whole rupiah; an entry with sen is none of them. Set it aside.');
}

function refused(faults: readonly LineFault[]): DomainError {
  const told = faults.slice(0, FAULTS_TOLD);
  return new DomainError('validation_failed', { detail: `The bank file is refused whole; nothing of it was kept. ${faults.length === 1 ? 'One fault' : `${faults.length} faults`}; the first is on line ${told[0]?.line ?? 1}.`, data: { faults: faults.length },
    fields: told.map((one) => ({ pointer: `/content#line=${one.line}`, code: one.code, detail: `Line ${one.line}: ${one.detail}` })) });
}
