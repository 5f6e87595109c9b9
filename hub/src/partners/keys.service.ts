import type { JWK } from 'jose';
import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { provenKey } from '../access/key-proof';
import { actorOf, SCOPES, viewerOf, type RequestContext, type Scope } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction } from '../db/tx';
import type { Page } from '../http/wire';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import * as db from './key.store';
import { partnerById } from './partner.store';
import { partnerOfList } from './partners.service';
import type { Key, KeyRequest } from './partners.wire';

/** Keys may be used for 13 months at most; a partner rotates with several active keys side by side. */
const MAX_AGE_MS = 395 * 86_400_000;
/** In LIVE a key may be used a day after its registration, so that a stolen portal session is noticed first. */
const LIVE_DELAY_MS = 86_400_000;

/** Public keys of partners: registered with proof, approved by a second person, revoked at once. */
export class KeysService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly hubOrigin: string, private readonly live: boolean) {}

  async list(context: RequestContext | undefined, query: ListQuery, partner: string | undefined, status: string | undefined): Promise<Page<Key>> {
    const of = partnerOfList(context, partner);
    const page = pageAsked(query, { of, status }, { createdAt: 'key_id' }, '-createdAt');
    return pageOf(await db.keysPage(this.pool, of, status, page.offset, page.limit + 1), page, keyView);
  }

  /** @throws DomainError `proof_of_possession_invalid`, `key_already_registered`, `validation_failed`, `insufficient_scope` */
  async register(context: RequestContext | undefined, body: KeyRequest): Promise<Key> {
    const partnerId = await this.owner(context, body.partnerId);
    const unknown = (body.scopes ?? []).find((scope) => !(SCOPES as readonly string[]).includes(scope));
    if (unknown !== undefined) throw new DomainError('validation_failed', { detail: 'A scope is not known.', fields: [{ pointer: '/scopes', code: 'unknown_scope', detail: `Send some of ${SCOPES.join(', ')}.` }] });
    const wider = (body.scopes ?? []).find((scope) => !(grantable(context) as readonly string[]).includes(scope));
    if (wider !== undefined) throw new DomainError('insufficient_scope', { detail: `The key that asks lacks the scope ${wider}; it can give no more than it has. A person of the partner can.`, fields: [{ pointer: '/scopes', code: 'wider_than_own', detail: `Send some of ${grantable(context).join(', ')}.` }] });
    const tillIds = body.tillIds?.map((id, at) => parseIdField('trm', id, `/tillIds/${at}`)) ?? null;
    if (tillIds && !(await db.tillsBelong(this.pool, partnerId, tillIds))) throw new DomainError('not_found', { detail: 'A till is not one of the partner.', fields: [{ pointer: '/tillIds', code: 'not_found', detail: 'Send ids of the partner\'s tills.' }] });
    const { kid, alg, publicJwk } = await provenKey(body.jwk as JWK, body.proof, this.hubOrigin, this.clock.wall());
    const wall = this.clock.wall();
    const row = { keyId: newUuid(wall.getTime()), kid, alg, partnerId, name: body.name.normalize('NFC'), scopes: body.scopes ?? grantable(context).filter((scope) => scope !== 'key:write'), tillIds, validFrom: new Date(wall.getTime() + (this.live ? LIVE_DELAY_MS : 0)),
      validUntil: new Date(wall.getTime() + MAX_AGE_MS), createdBy: actorOf(context), createdAt: this.clock.now() };
    await inTransaction(this.pool, async (tx) => {
      if (!(await db.insertKey(tx, { ...row, publicJwk }))) throw new DomainError('key_already_registered', { detail: 'This public key is registered already. Make a new key pair.', fields: [{ pointer: '/jwk', code: 'in_use', detail: 'Send another public key.' }] });
      await audit(tx, context, this.clock.now(), { verb: 'key.register', kind: 'KEY', id: row.keyId, facts: { kid } });
    });
    return keyView({ ...row, status: 'PENDING_APPROVAL', approvedBy: null, revokedAt: null });
  }

  /** @throws DomainError `second_person_required` when the maker tries to check, also one who made the key that registered this one */
  async approve(context: RequestContext | undefined, keyId: string): Promise<Key> {
    return this.change(context, keyId, 'key.approve', async (tx, key) => {
      if (key.status !== 'PENDING_APPROVAL') throw new DomainError('transition_not_allowed', { detail: `The key is ${key.status}.` });
      if ((await db.personBehind(tx, key.createdBy)) === actorOf(context)) throw new DomainError('second_person_required', { detail: 'You registered this key, or the key that registered it. Another person has to approve it.' });
      await db.approveKey(tx, key.keyId, actorOf(context));
    });
  }

  /** A revoked key signs nothing from this moment on; revoking it again changes nothing. */
  async revoke(context: RequestContext | undefined, keyId: string, reason: string): Promise<Key> {
    return this.change(context, keyId, 'key.revoke', async (tx, key) => {
      if (key.status !== 'REVOKED') await db.revokeKey(tx, key.keyId, this.clock.wall(), reason);
    });
  }

  private async change(context: RequestContext | undefined, keyId: string, verb: string, work: (tx: Parameters<typeof db.keyForUpdate>[0], key: db.KeyRow) => Promise<void>): Promise<Key> {
    const uuid = parseIdOrNotFound('key', keyId);
    await inTransaction(this.pool, async (tx) => {
      const key = await db.keyForUpdate(tx, uuid);
      const own = viewerOf(context).partnerId;
      if (!key || (own !== undefined && own !== key.partnerId)) throw new DomainError('not_found', { detail: 'There is no key with this id that you may see.' });
      await work(tx, key);
      await audit(tx, context, this.clock.now(), { verb, kind: 'KEY', id: uuid, facts: { kid: key.kid } });
    });
    return keyView((await db.keyById(this.pool, uuid)) as db.KeyRow);
  }

  private async owner(context: RequestContext | undefined, asked: string | undefined): Promise<string> {
    const own = viewerOf(context).partnerId;
    if (own !== undefined) return own;
    const uuid = asked === undefined ? undefined : parseIdField('prt', asked, '/partnerId');
    if (uuid === undefined || !(await partnerById(this.pool, uuid))) throw new DomainError('not_found', { detail: 'The operator has to name a partner that is here.', fields: [{ pointer: '/partnerId', code: 'not_found', detail: 'Send prt_….' }] });
    return uuid;
  }
}

/** What a new key may get: all scopes from a person, and from a key those it has itself. */
function grantable(context: RequestContext | undefined): readonly Scope[] {
  return context?.caller.kind === 'PARTNER' ? [...context.caller.scopes] : SCOPES;
}

function keyView(row: db.KeyRow): Key {
  return { object: 'key', id: wireId('key', row.keyId), kid: row.kid, partnerId: wireId('prt', row.partnerId), name: row.name, alg: row.alg, scopes: row.scopes, ...(row.tillIds && { tillIds: row.tillIds.map((id) => wireId('trm', id)) }),
    status: row.status, validFrom: row.validFrom.toISOString(), validUntil: row.validUntil.toISOString(), createdBy: row.createdBy, ...(row.approvedBy !== null && { approvedBy: row.approvedBy }), createdAt: row.createdAt.toISOString(),
    ...(row.revokedAt && { revokedAt: row.revokedAt.toISOString() }) };
}
