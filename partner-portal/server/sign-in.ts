import type { Request, Response } from 'express';
import * as oidc from 'openid-client';
import type { PortalConfig } from './config.js';

declare module 'express-session' {
  interface SessionData {
    /** What the code flow has to find again. */
    flow?: { verifier: string; state: string; nonce: string; returnTo: string };
    person?: { subject: string; name: string; roles: string[]; partnerId?: string; accessToken: string; expiresAt: number; signedInAt: number };
  }
}

export const ABSOLUTE_MS = 12 * 3_600_000;

/** Sign-in by the OpenID Connect code flow with PKCE, state and nonce. Tokens stay in the session row; the browser has a cookie. */
export class SignIn {
  private configuration: Promise<oidc.Configuration> | undefined;
  constructor(private readonly config: PortalConfig, private readonly issuer: string, private readonly clientSecret: string) {}

  async start(request: Request, response: Response): Promise<void> {
    const configuration = await this.configured();
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
    const tokens = await oidc.authorizationCodeGrant(await this.configured(), new URL(this.config.origin + request.originalUrl), { pkceCodeVerifier: flow.verifier, expectedState: flow.state, expectedNonce: flow.nonce, idTokenExpected: true }, { resource: this.config.hubAudience });
    const claims = tokens.claims();
    if (!claims) return response.redirect('/login');
    // The id changes at sign-in: an id that somebody planted before opens nothing.
    await new Promise<void>((resolve, reject) => request.session.regenerate((error: unknown) => (error ? reject(error as Error) : resolve())));
    const partner = claims['kongsi_partner'];
    request.session.person = { subject: claims.sub, name: String(claims['name'] ?? claims.sub), roles: (claims['kongsi_roles'] as string[] | undefined) ?? [], ...(typeof partner === 'string' && { partnerId: partner }),
      accessToken: tokens.access_token, expiresAt: Date.now() + (tokens.expires_in ?? 300) * 1000, signedInAt: Date.now() };
    await saved(request);
    response.redirect(flow.returnTo);
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

/** Only a path of this portal: no other host, however it is written. */
export function returnPath(asked: unknown): string {
  return typeof asked === 'string' && /^\/[a-z][A-Za-z0-9_\-/?=&.%+]*$/.test(asked) && !asked.startsWith('/login') ? asked : '/';
}

function saved(request: Request): Promise<void> {
  return new Promise((resolve, reject) => request.session.save((error: unknown) => (error ? reject(error as Error) : resolve())));
}
