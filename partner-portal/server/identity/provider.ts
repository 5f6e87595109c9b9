import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Router, urlencoded, type Request, type Response } from 'express';
import { Provider, type AdapterPayload, type JWK } from 'oidc-provider';
import { MemoryAdapter } from './adapter.js';
import { loginPage } from './login-page.js';
import { readPeople } from './people.js';

export interface DevIdentity {
  readonly issuer: string;
  readonly router: Router;
  /** Ends the provider's own session of this browser. */
  end(request: Request, response: Response): Promise<void>;
}

export interface DevIdentitySettings {
  readonly origin: string;
  readonly hubOrigin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly file: string;
}

/** Signing and cookie keys lie beside the identity file, so that tokens outlive a restart. */
function keysOf(file: string): { jwk: JWK; cookie: string } {
  const path = join(dirname(file), 'identity-key.json');
  if (!existsSync(path)) {
    const jwk = { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' };
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify({ jwk, cookie: randomBytes(24).toString('base64url') }), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(path, 'utf8')) as { jwk: JWK; cookie: string };
}

/**
 * An OpenID provider for development: a button a person instead of a password, code flow with PKCE for the portal, client credentials for
 * machine clients. It is never there when an issuer is configured.
 */
export function developmentIdentity(settings: DevIdentitySettings): DevIdentity {
  const issuer = `${settings.origin}/oidc`;
  const { jwk, cookie } = keysOf(settings.file);
  const provider = new Provider(issuer, {
    adapter: (name: string) => (name === 'Client' ? new MemoryAdapter(name, (id) => clientOf(id, settings)) : new MemoryAdapter(name)),
    jwks: { keys: [jwk] },
    cookies: { keys: [cookie] },
    findAccount: (_context, sub) => {
      const user = readPeople(settings.file).users.find((one) => one.sub === sub);
      return user && { accountId: sub, claims: () => ({ sub, name: user.name, ...claimsOf(user) }) };
    },
    claims: { openid: ['sub', 'name', 'kongsi_roles', 'kongsi_partner'] },
    conformIdTokenClaims: false,
    // A person's tokens say who it is; a machine client's what its file says.
    extraTokenClaims: (_context, token) => {
      const people = readPeople(settings.file);
      const accountId = 'accountId' in token ? token.accountId : undefined;
      const one = accountId === undefined ? people.clients.find((client) => client.clientId === token.clientId) : people.users.find((user) => user.sub === accountId);
      return one && { name: one.name, ...claimsOf(one) };
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_context, client, token) => token.clientId === client.clientId },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => settings.hubOrigin,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: '', audience: settings.hubOrigin, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } }),
      },
    },
    interactions: { url: (_context, interaction) => `/oidc/interaction/${interaction.uid}` },
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client?.clientId ?? '', accountId: context.oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    issueRefreshToken: (_context, client) => Promise.resolve(client.grantTypeAllowed('refresh_token')),
    // Access tokens end as soon as they do at a real issuer, so that renewing them is everyday business.
    ttl: { Session: 12 * 3600, Grant: 12 * 3600, RefreshToken: 12 * 3600, AccessToken: 900, ClientCredentials: 900, IdToken: 900, Interaction: 900 },
  });
  return { issuer, router: routerOf(provider, settings), end: async (request, response) => (await provider.Session.get(provider.createContext(request, response))).destroy() };
}

function claimsOf(one: { roles: string[]; partnerId?: string | undefined }): Record<string, unknown> {
  return { kongsi_roles: one.roles, ...(one.partnerId !== undefined && { kongsi_partner: one.partnerId }) };
}

function clientOf(id: string, settings: DevIdentitySettings): AdapterPayload | undefined {
  const common = { client_id: id, token_endpoint_auth_method: 'client_secret_basic', id_token_signed_response_alg: 'ES256' };
  if (id === settings.clientId) return { ...common, client_secret: settings.clientSecret, grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], redirect_uris: [`${settings.origin}/callback`] } as AdapterPayload;
  const client = readPeople(settings.file).clients.find((one) => one.clientId === id);
  return client && ({ ...common, client_secret: client.clientSecret, grant_types: ['client_credentials'], response_types: [], redirect_uris: [] } as AdapterPayload);
}

function routerOf(provider: Provider, settings: DevIdentitySettings): Router {
  const router = Router();
  router.get('/interaction/:uid', async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response);
    response.type('html').send(loginPage(uid, readPeople(settings.file).users));
  });
  router.post('/interaction/:uid', urlencoded({ extended: false }), async (request, response) => {
    const { sub } = request.body as { sub?: string };
    const user = readPeople(settings.file).users.find((one) => one.sub === sub);
    await provider.interactionFinished(request, response, user ? { login: { accountId: user.sub, remember: false } } : { error: 'access_denied', error_description: 'Nobody was chosen.' }, { mergeWithLastSubmission: false });
  });
  router.use(provider.callback());
  return router;
}
