import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction } from '../db/tx';
import type { Page } from '../http/wire';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import * as db from './partner.store';
import type { Outlet, OutletRequest, Partner, PartnerRequest, PartnerSummary, Till, TillRequest } from './partners.wire';

const SORTS = { code: 'code', brandName: 'brand_name, code', createdAt: 'created_at, code' };

/** Brands of the coalition, their outlets and tills. */
export class PartnersService {
  constructor(private readonly pool: Pool, private readonly clock: Clock) {}

  /** Everybody sees the brands; the legal entity only itself and the operator. */
  async list(context: RequestContext | undefined, query: ListQuery, filter: db.PartnerFilter): Promise<Page<PartnerSummary | Partner>> {
    const { partnerId } = viewerOf(context);
    const page = pageAsked(query, filter, SORTS, 'code');
    const rows = await db.partnersPage(this.pool, filter, page.offset, page.limit + 1, page.order);
    return { ...pageOf(rows, page, (row) => (partnerId === undefined || partnerId === row.partnerId ? partnerView(row) : summaryView(row))), ...(page.totals && { totals: { count: await db.partnersCount(this.pool, filter) } }) };
  }

  async me(context: RequestContext | undefined): Promise<Partner> {
    const { partnerId } = viewerOf(context);
    if (partnerId === undefined) throw new DomainError('not_found', { detail: 'People of the operator belong to no partner. Ask for a partner by its id.' });
    return this.get(context, wireId('prt', partnerId));
  }

  async get(context: RequestContext | undefined, id: string): Promise<Partner> {
    const uuid = parseIdOrNotFound('prt', id);
    const { partnerId } = viewerOf(context);
    const row = partnerId === undefined || partnerId === uuid ? await db.partnerById(this.pool, uuid) : undefined;
    if (!row) throw new DomainError('not_found', { detail: 'There is no partner with this id that you may see.' });
    return partnerView(row);
  }

  async create(context: RequestContext | undefined, body: PartnerRequest): Promise<Partner> {
    if (!body.nitku.startsWith(body.npwp)) throw new DomainError('validation_failed', { detail: 'The NITKU does not belong to the NPWP.', fields: [{ pointer: '/nitku', code: 'not_of_npwp', detail: 'Send the NPWP followed by the six digits of the place of business; 000000 is the head office.' }] });
    const row = { partnerId: this.id(), code: body.code, brandName: body.brandName.normalize('NFC'), legalName: body.legalName.normalize('NFC'), npwp: body.npwp, nitku: body.nitku, address: body.address.normalize('NFC'),
      documentLanguage: body.documentLanguage ?? ('id' as const), createdAt: this.clock.now() };
    await inTransaction(this.pool, async (tx) => {
      if (!(await db.insertPartner(tx, row))) throw new DomainError('validation_failed', { detail: 'A partner with this code is here already.', fields: [{ pointer: '/code', code: 'in_use', detail: 'Send another code.' }] });
      await audit(tx, context, this.clock.now(), { verb: 'partner.create', kind: 'PARTNER', id: row.partnerId, facts: { code: row.code } });
    });
    return partnerView({ ...row, status: 'ACTIVE' });
  }

  /** A suspended partner may not earn or burn; captures, reversals, documents and settlement go on. */
  async suspend(context: RequestContext | undefined, id: string, to: 'ACTIVE' | 'SUSPENDED', reason: string): Promise<Partner> {
    const before = await this.get(context, id);
    if (before.status !== to) {
      await inTransaction(this.pool, async (tx) => {
        await db.movePartner(tx, parseIdOrNotFound('prt', id), to, actorOf(context), reason, this.clock.now());
        await audit(tx, context, this.clock.now(), { verb: to === 'SUSPENDED' ? 'partner.suspend' : 'partner.resume', kind: 'PARTNER', id: parseIdOrNotFound('prt', id), facts: { reason } });
      });
    }
    return this.get(context, id);
  }

  async outlets(context: RequestContext | undefined, query: ListQuery, partner: string | undefined): Promise<Page<Outlet>> {
    const of = partnerOfList(context, partner);
    const page = pageAsked(query, { of }, { id: 'outlet_id' }, 'id');
    return pageOf(await db.outletsPage(this.pool, of, page.offset, page.limit + 1), page, outletView);
  }

  async addOutlet(context: RequestContext | undefined, body: OutletRequest): Promise<Outlet> {
    const row = { outletId: this.id(), partnerId: await this.owner(context, body.partnerId), name: body.name.normalize('NFC'), zone: body.zone ?? 'Asia/Jakarta', channel: body.channel ?? ('STORE' as const), status: 'ACTIVE' as const, createdAt: this.clock.now() };
    await inTransaction(this.pool, async (tx) => {
      await db.insertOutlet(tx, row);
      await audit(tx, context, this.clock.now(), { verb: 'outlet.create', kind: 'OUTLET', id: row.outletId });
    });
    return outletView(row);
  }

  async disableOutlet(context: RequestContext | undefined, id: string): Promise<Outlet> {
    const uuid = parseIdOrNotFound('out', id);
    const row = await db.outletById(this.pool, uuid);
    this.mustBeSeen(context, row?.partnerId);
    await inTransaction(this.pool, async (tx) => {
      await db.disable(tx, 'outlet', uuid);
      await audit(tx, context, this.clock.now(), { verb: 'outlet.disable', kind: 'OUTLET', id: uuid });
    });
    return outletView({ ...(row as db.OutletRow), status: 'DISABLED' });
  }

  async tills(context: RequestContext | undefined, query: ListQuery, partner: string | undefined): Promise<Page<Till>> {
    const of = partnerOfList(context, partner);
    const page = pageAsked(query, { of }, { id: 'till_id' }, 'id');
    return pageOf(await db.tillsPage(this.pool, of, page.offset, page.limit + 1), page, tillView);
  }

  async addTill(context: RequestContext | undefined, body: TillRequest): Promise<Till> {
    const outletId = parseIdField('out', body.outletId, '/outletId');
    const outlet = await db.outletById(this.pool, outletId);
    this.mustBeSeen(context, outlet?.partnerId);
    const row = { tillId: this.id(), outletId, partnerId: outlet?.partnerId ?? '', name: body.name.normalize('NFC'), status: 'ACTIVE' as const, createdAt: this.clock.now() };
    await inTransaction(this.pool, async (tx) => {
      await db.insertTill(tx, row);
      await audit(tx, context, this.clock.now(), { verb: 'till.create', kind: 'TILL', id: row.tillId });
    });
    return tillView(row);
  }

  async disableTill(context: RequestContext | undefined, id: string): Promise<Till> {
    const uuid = parseIdOrNotFound('trm', id);
    const row = await db.tillRow(this.pool, uuid);
    this.mustBeSeen(context, row?.partnerId);
    await inTransaction(this.pool, async (tx) => {
      await db.disable(tx, 'till', uuid);
      await audit(tx, context, this.clock.now(), { verb: 'till.disable', kind: 'TILL', id: uuid });
    });
    return tillView({ ...(row as db.TillRow), status: 'DISABLED' });
  }

  private async owner(context: RequestContext | undefined, asked: string | undefined): Promise<string> {
    const own = viewerOf(context).partnerId;
    if (own !== undefined) return own;
    if (asked === undefined) throw new DomainError('validation_failed', { detail: 'The operator has to name the partner.', fields: [{ pointer: '/partnerId', code: 'missing', detail: 'Send prt_….' }] });
    const uuid = parseIdField('prt', asked, '/partnerId');
    if (!(await db.partnerById(this.pool, uuid))) throw new DomainError('not_found', { detail: 'There is no partner with this id.', fields: [{ pointer: '/partnerId', code: 'not_found', detail: 'Send the id of a partner.' }] });
    return uuid;
  }

  private mustBeSeen(context: RequestContext | undefined, partnerId: string | undefined): void {
    const own = viewerOf(context).partnerId;
    if (partnerId === undefined || (own !== undefined && own !== partnerId)) throw new DomainError('not_found', { detail: 'There is nothing with this id that you may see.' });
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}

function summaryView(row: db.PartnerRow): PartnerSummary {
  return { object: 'partner', id: wireId('prt', row.partnerId), code: row.code, brandName: row.brandName };
}

function partnerView(row: db.PartnerRow): Partner {
  return { ...summaryView(row), legalName: row.legalName, npwp: row.npwp, nitku: row.nitku, address: row.address, status: row.status, documentLanguage: row.documentLanguage, createdAt: row.createdAt.toISOString() };
}

function outletView(row: db.OutletRow): Outlet {
  return { object: 'outlet', id: wireId('out', row.outletId), partnerId: wireId('prt', row.partnerId), name: row.name, zone: row.zone, channel: row.channel, status: row.status, createdAt: row.createdAt.toISOString() };
}

function tillView(row: db.TillRow): Till {
  return { object: 'till', id: wireId('trm', row.tillId), outletId: wireId('out', row.outletId), partnerId: wireId('prt', row.partnerId), name: row.name, status: row.status, createdAt: row.createdAt.toISOString() };
}

/**
 * The partner that a list is of: a partner's own, the operator's choice or all.
 * @throws DomainError `not_found` when a partner asks for another one's
 */
export function partnerOfList(context: RequestContext | undefined, asked: string | undefined): string | undefined {
  const own = viewerOf(context).partnerId;
  const wanted = asked === undefined ? undefined : parseIdOrNotFound('prt', asked);
  if (own !== undefined && wanted !== undefined && wanted !== own) throw new DomainError('not_found', { detail: 'There is no partner with this id that you may see. Leave partnerId out for your own.' });
  return own ?? wanted;
}
