import { join } from 'node:path';
import { z } from 'zod';
import type { IdentityProvider } from '../access/portal-token';

export const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080).describe('Port of the hub on 127.0.0.1'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address that the hub listens on'),
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/$/, '')).optional().describe('The only origin the hub believes; tokens name it. http://127.0.0.1:PORT when absent'),
  PORTAL_ORIGIN: z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/$/, '')).optional().describe('Origin of the portal, whose public page documents name; the hub\'s own address of the same when absent'),
  KONGSI_ENVIRONMENT: z.enum(['SANDBOX', 'LIVE']).default('SANDBOX').describe('SANDBOX mounts /v1/test; LIVE does not'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional().describe('PostgreSQL 18; an embedded server in .kongsi/ when absent'),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional().describe('Redis of the queue Bull; PostgreSQL wakes the worker when absent'),
  SETTLEMENT_CYCLE: z.enum(['DAILY', 'WEEKLY', 'MONTHLY']).default('WEEKLY').describe('How often closed windows are proposed for settlement'),
  PAY_OUT: z.enum(['AFTER_COLLECTION', 'ON_DATE']).default('AFTER_COLLECTION').describe('When the hub pays out: after every payer of a settlement has paid, or on the due date'),
  DUNNING_DAYS: z.string().regex(/^[1-9]\d{0,2}(,[1-9]\d{0,2}){2}$/).default('1,7,14').transform((text) => text.split(',').map(Number)).refine((days) => days.every((day, at) => at === 0 || day > (days[at - 1] ?? 0)), 'three rising numbers').describe('Days overdue at which the three levels of dunning begin; the third stops earns'),
  DEFAULT_DAYS: z.coerce.number().int().min(1).max(365).default(5).describe('Days overdue from which two people may declare a default'),
  LOSS_ALLOCATION: z.enum(['NET_EXPOSURE', 'GROSS_CLAIM']).default('NET_EXPOSURE').describe('Rule by which partners bear a default'),
  FUND_COVERS_DEFAULTS: z.stringbool().default(false).describe('Whether the rulebook lets the coalition\'s fund cover defaults before partners do'),
  SANDBOX_START: z.iso.date().optional().describe('Business date on which a new sandbox begins; today when absent'),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional().describe('OpenID Connect issuer of the portal\'s access tokens; the portal\'s development provider when npm start runs it'),
  OIDC_AUDIENCE: z.string().min(1).optional().describe('Audience of the access tokens; PUBLIC_ORIGIN when absent'),
  OIDC_ROLES_CLAIM: z.string().min(1).default('kongsi_roles').describe('Claim with the person\'s roles'),
  OIDC_PARTNER_CLAIM: z.string().min(1).default('kongsi_partner').describe('Claim with the person\'s partner id'),
  OPERATOR_NAME: z.string().min(1).default('Kongsi').describe('Name of the coalition on documents'),
  OPERATOR_LEGAL_NAME: z.string().min(1).default('PT Kongsi Koalisi Nusantara').describe('Legal entity of the operator'),
  OPERATOR_NPWP: z.string().regex(/^[0-9]{16}$/).default('0010020030040000').describe('Tax number of the operator, 16 digits'),
  OPERATOR_NITKU: z.string().regex(/^[0-9]{22}$/).default('0010020030040000000000').describe('Place of business of the operator, 22 digits'),
  OPERATOR_ADDRESS: z.string().min(1).default('Jl. M.H. Thamrin No. 1, Jakarta Pusat 10310').describe('Address of the operator'),
  OPERATOR_CITY: z.string().min(1).default('Jakarta').describe('City of the operator, the place on receipts'),
  BLOCK_ON_BREAKS: z.stringbool().default(false).describe('Whether open breaks of reconciliation hold the night of their date'),
  CO_SIGNATURE_REQUIRED: z.stringbool().default(false).describe('Whether a settlement waits until its partners have signed their windows, for three days at most'),
  WRITE_OFF_LIMIT: z.coerce.number().int().min(0).default(1_000_000).describe('Rupiah that two people may write off in one break'),
  MATCH_DRIFT_MINUTES: z.coerce.number().int().min(0).max(720).default(30).describe('Minutes by which the clocks of a till and the hub may differ when a sale is matched by member and points'),
  MATCH_TOLERANCE_POINTS: z.coerce.number().int().min(0).default(0).describe('Points by which a matched sale may differ'),
  MATCH_TOLERANCE_RUPIAH: z.coerce.number().int().min(0).default(0).describe('Rupiah by which a matched sale may differ'),
  WORK_HERE: z.stringbool().default(true).describe('Whether the hub also runs nights and renders documents; false where a worker does'),
  LOG_KEY_FILE: z.string().min(1).optional().describe('Ed25519 key (PKCS#8 PEM) that signs checkpoints of the log; log-key.pem in DATA_FOLDER when absent, where a sandbox makes one'),
  DATA_FOLDER: z.string().min(1).default('.kongsi').describe('Folder of the embedded server'),
});

/** A legal entity as documents name it. */
export interface Operator {
  readonly name: string;
  readonly legalName: string;
  readonly npwp: string;
  readonly nitku: string;
  readonly address: string;
  /** The place on receipts; documents name it nowhere else. */
  readonly city?: string;
}

/** The rulebook's answers about money. */
export interface CashSettings {
  readonly payOut: 'AFTER_COLLECTION' | 'ON_DATE';
  readonly dunningDays: readonly number[];
  readonly defaultDays: number;
  readonly lossRule: 'NET_EXPOSURE' | 'GROSS_CLAIM';
  readonly fundCoversDefaults: boolean;
}

/** Settings of reconciliation; amounts in minor units. */
export interface ReconciliationSettings {
  readonly blockOnBreaks: boolean;
  readonly coSignatureRequired: boolean;
  readonly writeOffLimitMinor: bigint;
  readonly driftMinutes: number;
  readonly tolerancePoints: bigint;
  readonly toleranceMinor: bigint;
}

export const RECONCILIATION_DEFAULTS: ReconciliationSettings = { blockOnBreaks: false, coSignatureRequired: false, writeOffLimitMinor: 100_000_000n, driftMinutes: 30, tolerancePoints: 0n, toleranceMinor: 0n };

/** What the composition needs to know of the settings. */
export interface CompositionSettings {
  readonly publicOrigin: string;
  /** Where anybody may check a document: the hash of its twin follows. */
  readonly verifyAddress?: string;
  readonly environment: 'SANDBOX' | 'LIVE';
  /** How often windows become cash. */
  readonly settlementCycle: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  readonly cash: CashSettings;
  /** Redis of the queue; PostgreSQL wakes the workers without it. */
  readonly redisUrl: string | undefined;
  /** The identity provider of the portal; without one only partners' keys get in. */
  readonly identity: IdentityProvider | undefined;
  readonly operator: Operator;
  /** How partners' days are matched; the defaults when absent. */
  readonly reconciliation?: ReconciliationSettings;
  /** The key that signs checkpoints, outside the database. */
  readonly logKeyFile: string;
}

export type Config = Readonly<z.infer<typeof schema>> & { readonly publicOrigin: string; readonly composition: CompositionSettings };

/** Reads the settings; all faults are reported at once. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const read = schema.safeParse(Object.fromEntries(Object.keys(schema.shape).map((name) => [name, environment[name] === '' ? undefined : environment[name]])));
  if (!read.success) throw new Error(`The settings are not usable:\n${read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`).join('\n')}`);
  const { OIDC_ISSUER: issuer } = read.data;
  const publicOrigin = read.data.PUBLIC_ORIGIN ?? `http://127.0.0.1:${read.data.PORT}`;
  if (read.data.SANDBOX_START !== undefined && read.data.KONGSI_ENVIRONMENT === 'LIVE') throw new Error('The settings are not usable:\n  SANDBOX_START: only a sandbox can begin on another date');
  const identity = issuer === undefined ? undefined : { issuer, audience: read.data.OIDC_AUDIENCE ?? publicOrigin, rolesClaim: read.data.OIDC_ROLES_CLAIM, partnerClaim: read.data.OIDC_PARTNER_CLAIM };
  const cash = { payOut: read.data.PAY_OUT, dunningDays: read.data.DUNNING_DAYS, defaultDays: read.data.DEFAULT_DAYS, lossRule: read.data.LOSS_ALLOCATION, fundCoversDefaults: read.data.FUND_COVERS_DEFAULTS };
  const operator = { name: read.data.OPERATOR_NAME, legalName: read.data.OPERATOR_LEGAL_NAME, npwp: read.data.OPERATOR_NPWP, nitku: read.data.OPERATOR_NITKU, address: read.data.OPERATOR_ADDRESS, city: read.data.OPERATOR_CITY };
  const reconciliation: ReconciliationSettings = { blockOnBreaks: read.data.BLOCK_ON_BREAKS, coSignatureRequired: read.data.CO_SIGNATURE_REQUIRED, writeOffLimitMinor: BigInt(read.data.WRITE_OFF_LIMIT) * 100n, driftMinutes: read.data.MATCH_DRIFT_MINUTES, tolerancePoints: BigInt(read.data.MATCH_TOLERANCE_POINTS), toleranceMinor: BigInt(read.data.MATCH_TOLERANCE_RUPIAH) * 100n };
  const verifyAddress = read.data.PORTAL_ORIGIN === undefined ? `${publicOrigin}/v1/verify` : `${read.data.PORTAL_ORIGIN}/verify`;
  const composition = { publicOrigin, verifyAddress, environment: read.data.KONGSI_ENVIRONMENT, settlementCycle: read.data.SETTLEMENT_CYCLE, cash, redisUrl: read.data.REDIS_URL, identity, operator, reconciliation, logKeyFile: read.data.LOG_KEY_FILE ?? join(read.data.DATA_FOLDER, 'log-key.pem') };
  return Object.freeze({ ...read.data, publicOrigin, composition });
}
