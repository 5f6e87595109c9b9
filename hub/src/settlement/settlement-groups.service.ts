import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { proposalToWire } from '../access/proposal';
import { actorOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction, type Tx } from '../db/tx';
import type { Page } from '../http/wire';
import { businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { brandNames, partnerExists } from '../partners';
import type { CycleKind } from './domain/cycle';
import { OWN_GROUP } from './domain/groups';
import type { NettingMode } from './domain/netting';
import { lockNight } from './night.transactor';
import * as db from './settlement-groups.store';
import type { SettlementGroup, SettlementGroupChange, SettlementGroupMemberRequest, SettlementGroupRequest, SettlementGroupRulesRequest } from './settlement-groups.wire';
import { openWindow } from './window.transactor';

const SORTS = { validFrom: 'c.valid_from, c.made_at', madeAt: 'c.made_at, c.change_id' };

/** Groups of partners that settle apart: their rules and their members are dated, and each change takes two people. A group never changes what was calculated: a change begins after the open window's date. */
export class SettlementGroupsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly cycle: CycleKind) {}

  /** Every group as it stands on the business date of the open window. */
  async list(): Promise<{ data: SettlementGroup[] }> {
    return { data: await this.groups() };
  }

  /** @throws DomainError `not_found` */
  async group(groupId: string): Promise<SettlementGroup> {
    const [found] = await this.groups(parseIdOrNotFound('sgr', groupId));
    if (!found) throw new DomainError('not_found', { detail: 'There is no settlement group with this id.' });
    return found;
  }

  private async groups(only?: string): Promise<SettlementGroup[]> {
    const [rows, book, brands, date] = [await db.groupRows(this.pool, only), await db.readGroupBook(this.pool), await brandNames(this.pool), (await openWindow(this.pool))?.businessDate ?? ''];
    const pending = await db.changesPage(this.pool, { groupId: only, status: 'PROPOSED' }, 0, 1_000, SORTS.validFrom);
    return rows.map((row): SettlementGroup => ({ object: 'settlementGroup', id: wireId('sgr', row.groupId), name: row.name, own: row.groupId === OWN_GROUP, businessDate: date, ...book.rules(row.groupId, date, this.cycle),
      members: [...brands].filter(([partnerId]) => book.groupOf(partnerId, date) === row.groupId).map(([partnerId, partnerName]) => ({ partnerId: wireId('prt', partnerId), partnerName })), pendingChanges: pending.filter((one) => one.groupId === row.groupId).length, madeBy: row.madeBy, madeAt: row.madeAt.toISOString() }));
  }

  async changes(query: ListQuery, asked: { groupId: string | undefined; status: string | undefined }): Promise<Page<SettlementGroupChange>> {
    const filter = { groupId: asked.groupId === undefined ? undefined : parseIdOrNotFound('sgr', asked.groupId), status: asked.status };
    const page = pageAsked(query, filter, SORTS, '-madeAt');
    return pageOf(await db.changesPage(this.pool, filter, page.offset, page.limit + 1, page.order), page, view);
  }

  /** A new group with its first rules, which wait for a second person; until then, and until partners join, it settles nothing. */
  async create(context: RequestContext | undefined, body: SettlementGroupRequest): Promise<SettlementGroup> {
    const groupId = this.id();
    await inTransaction(this.pool, async (tx) => {
      if (!(await db.insertGroup(tx, { groupId, name: body.name.normalize('NFC').trim(), by: actorOf(context), at: this.clock.now() }))) throw notAllowed('A group with this name is there already.', '/name');
      await this.propose(tx, context, groupId, body);
    });
    return this.group(wireId('sgr', groupId));
  }

  /** Proposes other rules of a group from a day on. @throws DomainError `not_found`, `validation_failed` */
  async proposeRules(context: RequestContext | undefined, groupId: string, body: SettlementGroupRulesRequest): Promise<SettlementGroupChange> {
    const uuid = parseIdOrNotFound('sgr', groupId);
    await this.group(groupId);
    return this.found(await inTransaction(this.pool, (tx) => this.propose(tx, context, uuid, body)));
  }

  /** Proposes that a partner be in a group from a day on, and in no other one then. @throws DomainError `not_found`, `validation_failed` */
  async proposeMember(context: RequestContext | undefined, groupId: string, body: SettlementGroupMemberRequest): Promise<SettlementGroupChange> {
    const [uuid, partnerId] = [parseIdOrNotFound('sgr', groupId), parseIdField('prt', body.partnerId, '/partnerId')];
    await this.group(groupId);
    return this.found(await inTransaction(this.pool, async (tx) => {
      if (!(await partnerExists(tx, partnerId))) throw new DomainError('not_found', { detail: 'There is no partner with this id.', fields: [{ pointer: '/partnerId', code: 'not_found', detail: 'Send the id of a partner.' }] });
      return this.propose(tx, context, uuid, { validFrom: body.validFrom, reason: body.reason, partnerId });
    }));
  }

  private async propose(tx: Tx, context: RequestContext | undefined, groupId: string, asked: { netting?: NettingMode; cycle?: CycleKind; partnerId?: string; validFrom: string; reason: string }): Promise<string> {
    const validFrom = parseBusinessDate(asked.validFrom, '/validFrom');
    await checkFuture(tx, validFrom, businessDate(this.clock.now()));
    const changeId = this.id();
    await db.insertChange(tx, { changeId, groupId, partnerId: asked.partnerId, netting: asked.netting, cycle: asked.cycle, validFrom, reason: asked.reason.normalize('NFC'), by: actorOf(context), at: this.clock.now() });
    await audit(tx, context, this.clock.now(), { verb: 'settlementGroup.propose', kind: 'SETTLEMENT_GROUP_CHANGE', id: changeId, facts: { groupId: wireId('sgr', groupId), validFrom, ...(asked.partnerId && { partnerId: wireId('prt', asked.partnerId) }), ...(asked.netting && { netting: asked.netting }), ...(asked.cycle && { cycle: asked.cycle }) } });
    return changeId;
  }

  /** The second person: the change is in force from its day on. @throws DomainError `second_person_required`, `transition_not_allowed`, `not_found` */
  async approve(context: RequestContext | undefined, id: string): Promise<SettlementGroupChange> {
    return this.decide(context, id, async (tx, change) => {
      if (change.madeBy === actorOf(context)) throw new DomainError('second_person_required', { detail: 'You proposed this change. Another person has to approve it.' });
      await checkFuture(tx, change.validFrom, businessDate(this.clock.now()));
      await db.decideChange(tx, { changeId: change.changeId, state: 'APPROVED', by: actorOf(context), at: this.clock.now() });
    }, 'settlementGroup.approve');
  }

  /** Takes a proposal back. @throws DomainError `transition_not_allowed`, `not_found` */
  async withdraw(context: RequestContext | undefined, id: string, reason: string): Promise<SettlementGroupChange> {
    return this.decide(context, id, (tx, change) => db.decideChange(tx, { changeId: change.changeId, state: 'WITHDRAWN', by: actorOf(context), at: this.clock.now(), reason }), 'settlementGroup.withdraw');
  }

  /** Nights wait meanwhile, so that no claim is put into a group by a change that is half made. */
  private async decide(context: RequestContext | undefined, id: string, work: (tx: Tx, change: db.ChangeRow) => Promise<void>, verb: string): Promise<SettlementGroupChange> {
    const changeId = parseIdOrNotFound('sgc', id);
    await inTransaction(this.pool, async (tx) => {
      await lockNight(tx);
      const change = await db.changeById(tx, changeId, true);
      if (!change) throw new DomainError('not_found', { detail: 'There is no change of a settlement group with this id.' });
      if (change.state !== 'PROPOSED') throw notAllowed(`The change is ${change.state}; only a proposed one can be decided.`);
      await work(tx, change);
      await audit(tx, context, this.clock.now(), { verb, kind: 'SETTLEMENT_GROUP_CHANGE', id: changeId });
    });
    return this.found(changeId);
  }

  private async found(changeId: string): Promise<SettlementGroupChange> {
    const row = await db.changeById(this.pool, changeId);
    if (!row) throw new DomainError('not_found', { detail: 'There is no change of a settlement group with this id.' });
    return view(row);
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}

/** What is open or closed keeps the groups it has: a change begins later than the open window and than today. */
async function checkFuture(tx: Tx, validFrom: string, today: string): Promise<void> {
  const open = (await openWindow(tx))?.businessDate ?? '';
  const last = open > today ? open : today;
  if (validFrom <= last) throw new DomainError('validation_failed', { detail: `A change begins on a later day than ${last}, whose window is open.`, fields: [{ pointer: '/validFrom', code: 'not_in_future', detail: `Send a date after ${last}.` }] });
}

function view(row: db.ChangeRow): SettlementGroupChange {
  return { object: 'settlementGroupChange', id: wireId('sgc', row.changeId), groupId: wireId('sgr', row.groupId), groupName: row.groupName, kind: row.kind, ...(row.partnerId !== null && row.partnerName !== null && { partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName }),
    ...(row.netting !== null && { netting: row.netting }), ...(row.cycle !== null && { cycle: row.cycle }), validFrom: row.validFrom, ...proposalToWire(row) };
}

function notAllowed(detail: string, pointer?: string): DomainError {
  return new DomainError('transition_not_allowed', { detail, ...(pointer && { fields: [{ pointer, code: 'not_allowed', detail }] }) });
}
