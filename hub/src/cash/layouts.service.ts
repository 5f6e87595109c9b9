import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, type RequestContext } from '../access/request-context';
import { inTransaction, type Tx } from '../db/tx';
import { businessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, wireId } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import { lockSettlements } from '../settlement';
import { accountsInForce } from './accounts.store';
import type { BankLayoutRequest, BankLayoutView } from './bank.wire';
import { faultOfLayout, templateOf, type BankLayout } from './domain/bank-layout';
import * as db from './layouts.store';

/** What stands in a template where the hub has no account yet. */
const NO_ACCOUNT = '1234567890';

/** Layouts of banks' own CSV files, kept as data: a bank that exports another file needs a new row and no new program. */
export class LayoutsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock) {}

  async list(): Promise<{ data: BankLayoutView[] }> {
    return { data: (await db.layouts(this.pool)).map(view) };
  }

  /** The newest version of a layout. @throws DomainError `validation_failed` */
  async newest(tx: Tx | Pool, code: string): Promise<db.LayoutRow> {
    const row = await db.newestLayout(tx, code);
    if (row) return row;
    const known = (await db.layouts(this.pool)).map((one) => one.code).join(', ');
    throw new DomainError('validation_failed', { detail: `There is no layout ${code}.`, fields: [{ pointer: '/layout', code: 'unknown', detail: `Send one of ${known}, or leave layout out for the hub's own form.` }] });
  }

  /** A new layout, or the next version of one. @throws DomainError `validation_failed` with the field */
  async add(context: RequestContext | undefined, body: BankLayoutRequest): Promise<BankLayoutView> {
    const { sign, ...rest } = body.definition;
    const told = sign.kind === 'SUFFIX' || sign.kind === 'COLUMN';
    if (told && (sign.in === undefined || sign.out === undefined || sign.in.trim().toLowerCase() === sign.out.trim().toLowerCase())) throw invalid('/definition/sign', 'Say what stands for money in and what for money out, such as CR and DB.');
    const definition: BankLayout = { ...rest, sign: sign.kind === 'SUFFIX' || sign.kind === 'COLUMN' ? { kind: sign.kind, in: sign.in ?? '', out: sign.out ?? '' } : { kind: sign.kind } };
    const fault = faultOfLayout(definition);
    if (fault) throw invalid(`/definition${fault.field}`, fault.detail);
    const row = await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      const made = { layoutId: newUuid(this.clock.wall().getTime()), code: body.code, version: ((await db.newestLayout(tx, body.code))?.version ?? 0) + 1, name: body.name, definition, madeBy: actorOf(context), madeAt: this.clock.now() };
      await db.insertLayout(tx, made);
      await audit(tx, context, this.clock.now(), { verb: 'bank-layout.add', kind: 'BANK_LAYOUT', id: made.layoutId, facts: { code: made.code, version: made.version } });
      return made;
    });
    return view(row);
  }

  /** A file of the layout with one entry, with the hub's own account in it. */
  async template(code: string): Promise<{ name: string; text: string }> {
    const row = await db.newestLayout(this.pool, code);
    if (!row) throw new DomainError('not_found', { detail: 'There is no layout with this code.' });
    const own = (await accountsInForce(this.pool, businessDate(this.clock.now()))).get(HUB_PARTY);
    return { name: `${code.toLowerCase()}-v${row.version}.csv`, text: templateOf(row.definition, own?.accountNo ?? NO_ACCOUNT) };
  }
}

function invalid(pointer: string, detail: string): DomainError {
  return new DomainError('validation_failed', { detail, fields: [{ pointer, code: 'invalid', detail }] });
}

function view(row: db.LayoutRow): BankLayoutView {
  return { object: 'bankLayout', id: wireId('blo', row.layoutId), code: row.code, version: row.version, name: row.name, definition: row.definition as BankLayoutView['definition'], madeBy: row.madeBy, madeAt: row.madeAt.toISOString() };
}
