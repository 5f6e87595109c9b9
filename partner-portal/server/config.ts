import { z } from 'zod';

const schema = z.object({
  PORTAL_PORT: z.coerce.number().int().min(0).max(65_535).default(8081).describe('Port of the portal on 127.0.0.1'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address that the portal listens on'),
  PORTAL_ORIGIN: z.url({ protocol: /^https?$/ }).optional().describe('Origin under which people open the portal; http://127.0.0.1:PORTAL_PORT when absent'),
  HUB_ORIGIN: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8080').describe('The hub; also the audience of access tokens'),
  HUB_AUDIENCE: z.url({ protocol: /^https?$/ }).optional().describe('The hub as tokens name it: its PUBLIC_ORIGIN; HUB_ORIGIN when absent'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('PostgreSQL with the schema portal, for sessions'),
  SESSION_SECRET: z.string().min(16).describe('Signs session cookies; at least 16 characters'),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional().describe('OpenID Connect issuer; the development provider when absent'),
  PORTAL_CLIENT_ID: z.string().min(1).default('kongsi-portal').describe('Client of the portal at the issuer'),
  PORTAL_CLIENT_SECRET: z.string().min(8).optional().describe('Secret of that client; needed with OIDC_ISSUER'),
  DEV_IDENTITY_FILE: z.string().min(1).default('.kongsi/identity.json').describe('People and machine clients of the development provider'),
});

export type PortalConfig = Readonly<z.infer<typeof schema>> & { readonly origin: string; readonly hubOrigin: string; readonly hubAudience: string };

/** Reads the settings; all faults are reported at once. */
export function readConfig(environment: NodeJS.ProcessEnv): PortalConfig {
  const read = schema.safeParse(Object.fromEntries(Object.keys(schema.shape).map((name) => [name, environment[name] === '' ? undefined : environment[name]])));
  if (!read.success) throw new Error(`The settings are not usable:\n${read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`).join('\n')}`);
  // Sign-in without passwords is for development; a production run names its issuer.
  if (read.data.OIDC_ISSUER === undefined && environment['NODE_ENV'] === 'production') throw new Error('The settings are not usable:\n  OIDC_ISSUER: needed with NODE_ENV=production; the development provider never runs there');
  if (read.data.OIDC_ISSUER !== undefined && read.data.PORTAL_CLIENT_SECRET === undefined) throw new Error('The settings are not usable:\n  PORTAL_CLIENT_SECRET: needed with OIDC_ISSUER');
  const origin = (read.data.PORTAL_ORIGIN ?? `http://127.0.0.1:${read.data.PORTAL_PORT}`).replace(/\/$/, '');
  return Object.freeze({ ...read.data, origin, hubOrigin: read.data.HUB_ORIGIN.replace(/\/$/, ''), hubAudience: (read.data.HUB_AUDIENCE ?? read.data.HUB_ORIGIN).replace(/\/$/, '') });
}
