import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { inTransaction } from '../db/tx';
import { daysBetween, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseIdOrNotFound } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import { setAccount } from './accounts.store';
import { JOURNAL_CSV_VERSION, journalCsv, journalOf, sumsOf, type AccountKey, type JournalLine } from './domain/journal';
import * as read from './journal.reader';
import type { AccountRequest, Journal, JournalAccount } from './journal.wire';

const LONGEST_DAYS = 92;

export interface JournalAsked {
  readonly windowId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The hub's journal: booking lines of claims, fees, set-off and money with the accounts of the operator's books. */
export class JournalService {
  constructor(private readonly pool: Pool, private readonly clock: Clock) {}

  /** What the journal of a window or of some dates comes to, account by account. */
  async summary(context: RequestContext | undefined, asked: JournalAsked): Promise<Journal> {
    const { lines, from, to } = await this.lines(context, asked);
    const accounts = await read.mappedAccounts(this.pool);
    const sums = sumsOf(lines);
    return { object: 'journal', ...(from !== undefined && { from }), ...(to !== undefined && { to }), ...(asked.windowId !== undefined && { windowId: asked.windowId }), lineCount: lines.length, debit: moneyToWire(sums.debitMinor), credit: moneyToWire(sums.creditMinor),
      accounts: accounts.flatMap(({ key, code, name }) => {
        const own = lines.filter((line) => line.key === key);
        const sum = sumsOf(own);
        return own.length === 0 ? [] : [{ key, code, name, lineCount: own.length, debit: moneyToWire(sum.debitMinor), credit: moneyToWire(sum.creditMinor) }];
      }) };
  }

  /** The booking lines as a balanced CSV. */
  async csv(context: RequestContext | undefined, asked: JournalAsked, separator: ',' | ';'): Promise<{ name: string; text: string }> {
    const { lines, from, to } = await this.lines(context, asked);
    const accounts = new Map((await read.mappedAccounts(this.pool)).map((one) => [one.key, one]));
    return { name: `journal_${asked.windowId ?? `${from ?? ''}_${to ?? ''}`}_WIB_v${JOURNAL_CSV_VERSION}.csv`, text: journalCsv(lines, accounts, await read.partnerNames(this.pool), separator) };
  }

  async accounts(context: RequestContext | undefined): Promise<{ data: JournalAccount[] }> {
    viewerOf(context);
    return { data: (await read.mappedAccounts(this.pool)).map((one) => ({ key: one.key, code: one.code, name: one.name, version: one.version, setBy: one.setBy, setAt: one.setAt.toISOString() })) };
  }

  /** Maps a key to another account; journals made from now on use it, whatever their dates. */
  async setAccount(context: RequestContext | undefined, key: AccountKey, body: AccountRequest): Promise<{ data: JournalAccount[] }> {
    await inTransaction(this.pool, async (tx) => {
      await setAccount(tx, { key, code: body.code, name: body.name, by: actorOf(context), at: this.clock.now() });
      await audit(tx, context, this.clock.now(), { verb: 'journal-account.set', kind: 'JOURNAL_ACCOUNT', id: key, facts: { ...body } });
    });
    return this.accounts(context);
  }

  private async lines(context: RequestContext | undefined, asked: JournalAsked): Promise<{ lines: JournalLine[]; from?: string; to?: string }> {
    viewerOf(context);
    if (asked.windowId !== undefined) {
      if (asked.from !== undefined || asked.to !== undefined) throw parameter('windowId', 'Ask for a window, or for dates, not for both.');
      const windowId = parseIdOrNotFound('win', asked.windowId);
      if (!(await read.windowExists(this.pool, windowId))) throw new DomainError('not_found', { detail: 'There is no settlement window with this id.' });
      return { lines: journalOf(await read.bookedClaims(this.pool, { windowId }), [], []) };
    }
    if (asked.from === undefined || asked.to === undefined) throw parameter('from', 'Send from and to, or windowId.');
    const [from, to] = [parseBusinessDate(asked.from, 'from'), parseBusinessDate(asked.to, 'to')];
    if (to <= from || daysBetween(from, to) > LONGEST_DAYS) throw parameter('to', `Send a day after from, at most ${LONGEST_DAYS} days later; to itself is not included.`);
    return { lines: journalOf(await read.bookedClaims(this.pool, { from, to }), await read.bookedNettings(this.pool, from, to), await read.bookedMoney(this.pool, from, to)), from, to };
  }
}

function parameter(pointer: string, detail: string): DomainError {
  return new DomainError('parameter_invalid', { detail, fields: [{ pointer, code: 'invalid', detail }] });
}
