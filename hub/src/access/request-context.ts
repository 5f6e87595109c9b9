import { DomainError } from '../kernel/errors';

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
}

/** The partner that signed the request. @throws DomainError `role_required` for people of the portal */
export function partnerOf(context: RequestContext | undefined): PartnerCaller {
  if (context?.caller.kind !== 'PARTNER') throw new DomainError('role_required', { detail: 'Partners call this with a token of their own.' });
  return context.caller;
}
