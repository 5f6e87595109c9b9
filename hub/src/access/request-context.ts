import { DomainError, type FieldFault } from '../kernel/errors';

/** What a partner's key may do. */
export const SCOPES = [
  'earn:write', 'burn:write', 'reversal:write', 'quote:read', 'member:read', 'member:write', 'balance:read', 'posting:read',
  'partner:read', 'settlement:read', 'settlement:write', 'invoice:read', 'dispute:write', 'key:write', 'webhook:write',
  'event:read', 'export:write',
] as const;
export type Scope = (typeof SCOPES)[number];

export const ROLES = [
  'PARTNER_OWNER', 'PARTNER_FINANCE', 'PARTNER_DEVELOPER', 'PARTNER_STORE', 'PARTNER_VIEWER',
  'HUB_ADMIN', 'HUB_FINANCE', 'HUB_APPROVER', 'HUB_SUPPORT', 'AUDITOR',
] as const;
export type Role = (typeof ROLES)[number];

/** A brand's till, shop or app that signed its request. */
export interface PartnerCaller {
  readonly kind: 'PARTNER';
  readonly partnerId: string;
  readonly tillId?: string;
  readonly kid: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly jti: string;
  /** Wall-clock seconds at which the token ends. */
  readonly expiresAt: number;
  /** The compact token: with the body digest it is the evidence of a posting. */
  readonly token: string;
}

/** A person in the portal, or a machine client, with an access token of the identity provider. */
export interface UserCaller {
  readonly kind: 'USER';
  readonly subject: string;
  readonly name: string;
  readonly roles: ReadonlySet<Role>;
  /** Set for people of a partner; absent for people of the operator. */
  readonly partnerId?: string;
}

export type Caller = PartnerCaller | UserCaller;

/** What is known of one request after authentication; it travels as `request.kongsi`. */
export interface RequestContext {
  readonly requestId: string;
  readonly caller: Caller;
  readonly ip: string;
  /** SHA-256 of method, path and raw body: two requests with the same key must have the same one. */
  readonly fingerprint: Buffer;
  /** SHA-256 of the raw body bytes. */
  readonly bodyDigest: Buffer;
  /** The Idempotency-Key without quotes, when sent. */
  readonly idempotencyKey?: string;
  /** Items of a batch with numbers or texts that are not as the wire demands, by their place; the rest of the batch is carried out. */
  readonly itemFaults?: ReadonlyMap<number, readonly FieldFault[]>;
}

/** The partner that signed the request. @throws DomainError `role_required` for people of the portal */
export function partnerOf(context: RequestContext | undefined): PartnerCaller {
  if (context?.caller.kind !== 'PARTNER') throw new DomainError('role_required', { detail: 'Partners call this with a token of their own.' });
  return context.caller;
}

/** The person that called. @throws DomainError `role_required` for partners' keys */
export function userOf(context: RequestContext | undefined): UserCaller {
  if (context?.caller.kind !== 'USER') throw new DomainError('role_required', { detail: 'People of the portal call this with an access token of the identity provider.' });
  return context.caller;
}

/** Whose data a reader may show: one partner's, or all for the operator. */
export interface Viewer {
  readonly partnerId?: string;
}

/** What the caller may see: a partner sees its own, the operator all. */
export function viewerOf(context: RequestContext | undefined): Viewer {
  const partnerId = context?.caller.partnerId;
  if (!context) throw new DomainError('token_missing', { detail: 'Send Authorization: Bearer with a token.' });
  return partnerId === undefined ? {} : { partnerId };
}

/** Who did something, as it is kept in the books. */
export function actorOf(context: RequestContext | undefined): string {
  const caller = context?.caller;
  if (!caller) throw new DomainError('token_missing', { detail: 'Send Authorization: Bearer with a token.' });
  return caller.kind === 'USER' ? `user:${caller.subject}` : `key:${caller.kid}`;
}
