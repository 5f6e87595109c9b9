import { createRemoteJWKSet, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { DomainError } from '../kernel/errors';
import { parseId } from '../kernel/ids';
import { ROLES, type Role, type UserCaller } from './request-context';

export interface IdentityProvider {
  /** OpenID Connect issuer; its discovery document names the keys. */
  readonly issuer: string;
  /** Audience of the access tokens: the hub itself. */
  readonly audience: string;
  readonly rolesClaim: string;
  readonly partnerClaim: string;
}

/** Verifies access tokens of the identity provider (JWT, RFC 9068): signature by the issuer's published keys, issuer, audience and time. */
export class PortalTokens {
  private keys: JWTVerifyGetKey | undefined;
  constructor(private readonly provider: IdentityProvider, private readonly wall: () => Date) {}

  /** @throws DomainError `access_token_invalid` */
  async verify(token: string): Promise<UserCaller> {
    let payload: JWTPayload;
    try {
      this.keys ??= await this.discover();
      ({ payload } = await jwtVerify(token, this.keys, { issuer: this.provider.issuer, audience: this.provider.audience, algorithms: ['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519'],
        requiredClaims: ['sub', 'exp'], clockTolerance: 10, currentDate: this.wall() }));
    } catch (error) {
      throw new DomainError('access_token_invalid', { detail: `The access token is not a valid one of ${this.provider.issuer} for this hub. Sign in again.`, data: { reason: (error as { code?: string }).code ?? 'UNREACHABLE' } });
    }
    return this.callerOf(payload);
  }

  private callerOf(payload: JWTPayload): UserCaller {
    const claimed = payload[this.provider.rolesClaim];
    const roles = new Set((Array.isArray(claimed) ? claimed : []).filter((one): one is Role => (ROLES as readonly unknown[]).includes(one)));
    const partner = payload[this.provider.partnerClaim];
    const partnerId = typeof partner === 'string' ? parseId('prt', partner) : undefined;
    if (partner !== undefined && partnerId === undefined) throw new DomainError('access_token_invalid', { detail: 'The token names a partner in a form that is not an id.' });
    return { kind: 'USER', subject: payload.sub ?? '', name: typeof payload['name'] === 'string' ? payload['name'] : (payload.sub ?? ''), roles, ...(partnerId !== undefined && { partnerId }) };
  }

  private async discover(): Promise<JWTVerifyGetKey> {
    const answer = await fetch(`${this.provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(5_000) });
    if (!answer.ok) throw new Error('The issuer does not answer.');
    const { jwks_uri: uri } = (await answer.json()) as { jwks_uri: string };
    return createRemoteJWKSet(new URL(uri), { cooldownDuration: 5_000, cacheMaxAge: 600_000 });
  }
}
