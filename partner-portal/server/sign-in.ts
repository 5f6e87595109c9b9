import type { Request, Response } from 'express';
import * as oidc from 'openid-client';
import type { PortalConfig } from './config.js';
import { destroyed, personOf, regenerated, reloaded, saved } from './session.js';

/** An access token this near to its end is renewed before it is used. */
const MARGIN_MS = 30_000;

/** Sign-in by the OpenID Connect code flow with PKCE, state and nonce. Tokens stay in the session row; the browser has a cookie. */
export class SignIn {
  private configuration: Promise<oidc.Configuration> | undefined;
  /** One renewal at a time for each session: a refresh token counts once. */
  private readonly renewals = new Map<string, Promise<string | undefined>>();
  constructor(private readonly config: PortalConfig, private readonly issuer: string, private readonly clientSecret: string) {}

  async start(request: Request, response: Response): Promise<void> {
    const configuration = await this.configured().catch(() => undefined);
    if (!configuration) return response.redirect('/?signIn=unavailable');
    const verifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    request.session.flow = { verifier, state, nonce, returnTo: returnPath(request.query['returnTo']) };
    const url = oidc.buildAuthorizationUrl(configuration, { redirect_uri: `${this.config.origin}/callback`, scope: 'openid', code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
      state, nonce, prompt: 'login', resource: this.config.hubAudience });
    await saved(request);
    response.redirect(url.href);
  }

  async finish(request: Request, response: Response): Promise<void> {
    const flow = request.session.flow;
    if (!flow) return response.redirect('/login');
    const tokens = await this.exchange(request, flow).catch(() => undefined);
    const claims = tokens?.claims();
    // An answer that was refused, comes twice or belongs to another sign-in opens nothing; the person may begin again.
    if (!tokens || !claims) return response.redirect('/?signIn=failed');
    // The id changes at sign-in: an id that somebody planted before opens nothing.
    await regenerated(request);
    const partner = claims['kongsi_partner'];
    request.session.person = { subject: claims.sub, name: String(claims['name'] ?? claims.sub), roles: (claims['kongsi_roles'] as string[] | undefined) ?? [], ...(typeof partner === 'string' && { partnerId: partner }), ...kept(tokens), signedInAt: Date.now() };
    await saved(request);
    response.redirect(flow.returnTo);
  }

  /** The person's access token for the hub, renewed when it is about to end; absent when the person has to sign in again. */
  async tokenOf(request: Request): Promise<string | undefined> {
    const person = personOf(request);
    if (!person) return undefined;
    if (person.expiresAt - MARGIN_MS > Date.now()) return person.accessToken;
    const id = request.sessionID;
    const renewal = this.renewals.get(id) ?? this.renewed(request).catch(() => undefined).finally(() => this.renewals.delete(id));
    this.renewals.set(id, renewal);
    return renewal;
  }

  /**
   * Ends the session here, and its refresh token at the issuer.
   * @returns where the issuer wants the browser to come, for its own session to end too
   */
  async end(request: Request): Promise<string | undefined> {
    const refreshToken = request.session.person?.refreshToken;
    await destroyed(request);
    const configuration = await this.configured().catch(() => undefined);
    if (!configuration) return undefined;
    const { revocation_endpoint: revocation, end_session_endpoint: endSession } = configuration.serverMetadata();
    if (refreshToken !== undefined && revocation !== undefined) await oidc.tokenRevocation(configuration, refreshToken, { token_type_hint: 'refresh_token' }).catch(() => undefined);
    return endSession === undefined ? undefined : oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${this.config.origin}/` }).href;
  }

  private async exchange(request: Request, flow: { verifier: string; state: string; nonce: string }): Promise<oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers> {
    return oidc.authorizationCodeGrant(await this.configured(), new URL(this.config.origin + request.originalUrl), { pkceCodeVerifier: flow.verifier, expectedState: flow.state, expectedNonce: flow.nonce, idTokenExpected: true }, { resource: this.config.hubAudience });
  }

  private async renewed(request: Request): Promise<string | undefined> {
    // Another request may have renewed the token since this one read the session.
    await reloaded(request);
    const before = personOf(request);
    if (!before || before.expiresAt - MARGIN_MS > Date.now()) return before?.accessToken;
    if (before.refreshToken === undefined) return before.expiresAt > Date.now() ? before.accessToken : undefined;
    const tokens = await oidc.refreshTokenGrant(await this.configured(), before.refreshToken, { resource: this.config.hubAudience });
    // The person may have signed out meanwhile; a row that is gone must not come back.
    await reloaded(request);
    request.session.person = { ...before, ...kept(tokens) };
    await saved(request);
    return tokens.access_token;
  }

  /** Found when it is first needed, since the provider may live in this very process; a failure is forgotten. */
  private configured(): Promise<oidc.Configuration> {
    this.configuration ??= oidc.discovery(new URL(this.issuer), this.config.PORTAL_CLIENT_ID, undefined, oidc.ClientSecretBasic(this.clientSecret), this.issuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {}).catch((error: unknown) => {
      this.configuration = undefined;
      throw error;
    });
    return this.configuration;
  }
}

function kept(tokens: oidc.TokenEndpointResponse): { accessToken: string; refreshToken?: string; expiresAt: number } {
  return { accessToken: tokens.access_token, ...(tokens.refresh_token !== undefined && { refreshToken: tokens.refresh_token }), expiresAt: Date.now() + (tokens.expires_in ?? 300) * 1000 };
}

/** Only a path of this portal: no other host, however it is written. */
export function returnPath(asked: unknown): string {
  return typeof asked === 'string' && /^\/[a-z][A-Za-z0-9_\-/?=&.%+]*$/.test(asked) && !asked.startsWith('/login') ? asked : '/';
}
