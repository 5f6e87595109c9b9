import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KongsiClient, proofOfPossession, signerOf, type PrivateJwk } from '@kongsi/partner-sdk';
import { Operator, SandboxClock } from '../operator';
import { BRANDS, type DemoBrand } from './brands';
import type { IdentityFile } from './identity';

export interface LiveBrand {
  readonly brand: DemoBrand;
  readonly partnerId: string;
  readonly outletIds: readonly string[];
  readonly tillId: string;
  readonly kid: string;
  readonly keyFile: string;
  readonly client: KongsiClient;
  readonly owner: Operator;
  /** Another person of the brand, who checks what its owner made. */
  readonly finance: Operator;
}

export interface Coalition {
  readonly brands: readonly LiveBrand[];
  readonly maker: Operator;
  readonly checker: Operator;
  readonly clock: SandboxClock;
}

interface Made {
  readonly id: string;
  readonly termsHash: string;
}

export const idr = (value: string): { currency: string; value: string } => ({ currency: 'IDR', value });

/** Terms of the coalition, or of a brand where a price or fee of its own stands in them. */
export function termsOf(brand?: DemoBrand): object {
  const [pay, receive, issuer, acceptance] = brand ? [brand.payPrice, brand.receivePrice, brand.issuerFee, brand.acceptanceFee] : ['500', '500', '0.015', '0.035'];
  return {
    preset: 'PAY_AT_BURN', settlementValue: '500',
    clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: pay }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: receive },
      { clauseId: 'burn-receive-prepaid', event: 'BURN', side: 'RECEIVE', pointPrice: brand?.prepaidPrice ?? '475', issuerPreset: 'PAY_AT_ISSUE' }],
    fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: issuer }, { clauseId: 'fee-acceptance', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: acceptance }],
    taxProfiles: { ISSUER_FEE: 'ppn-service', ACCEPTANCE_FEE: 'ppn-service' }, rateBasis: 'BURN', documentCycle: 'MONTHLY', netFees: true, reviewDays: 3, paymentDays: 14,
    ...(brand?.netDebitCap !== undefined && { netDebitCap: idr(brand.netDebitCap) }), ...(brand?.collateral !== undefined && { collateral: idr(brand.collateral) }), ...(brand?.expireRate !== undefined && { expireRate: brand.expireRate }),
    // Points live for 30 days here, so that a short history shows them expire.
    earnRule: { amountPerPoint: idr(brand?.amountPerPoint ?? '10000.00'), expiresAfterDays: 30, pointsAllowed: false }, burnRule: { ...(brand?.minPoints !== undefined && { minPoints: brand.minPoints }), holdsAllowed: true },
  };
}

/** One person proposes, another approves, and the partner's owner countersigns; the coalition's terms have no owner. @returns the version's id */
export async function sign({ maker, checker }: Pick<Coalition, 'maker' | 'checker'>, party: string, owner: Operator | undefined, validFrom: string, body: object, more: { readonly correctsVersion?: number; readonly validTo?: string } = {}): Promise<string> {
  const made = await maker.post<Made>('/terms', { party, validFrom, ...more, body });
  await checker.post(`/terms/${made.id}/approve`, { termsHash: made.termsHash });
  if (owner) await owner.post(`/terms/${made.id}/countersign`, { termsHash: made.termsHash });
  return made.id;
}

/** The first day of the month that the day before some day lies in. */
function monthBefore(day: string): string {
  return `${new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 7)}-01`;
}

/** Partners, outlets, tills, keys and terms, each made by one person and approved by another, through the hub's API. */
export async function setUp(hub: string, issuer: string, folder: string, identity: IdentityFile, firstDay: string, list: readonly DemoBrand[] = BRANDS, terms: (brand?: DemoBrand) => object = termsOf): Promise<Coalition> {
  const maker = new Operator(hub, issuer, identity.client('operator-maker', ['HUB_FINANCE', 'HUB_ADMIN']));
  const clock = new SandboxClock(hub, maker);
  const checker = new Operator(hub, issuer, identity.client('operator-checker', ['HUB_APPROVER']));
  await sign({ maker, checker }, 'COALITION', undefined, firstDay, terms());
  mkdirSync(join(folder, 'keys'), { recursive: true });
  const brands: LiveBrand[] = [];
  for (const brand of list) {
    const partner = await maker.post<Made>('/partners', { code: brand.code, brandName: brand.brandName, legalName: brand.legalName, npwp: brand.npwp, nitku: `${brand.npwp}000000`, address: brand.address });
    identity.brand(brand, partner.id);
    const owner = new Operator(hub, issuer, identity.client(`${brand.code.toLowerCase()}-owner-client`, ['PARTNER_OWNER', 'PARTNER_DEVELOPER'], partner.id));
    const finance = new Operator(hub, issuer, identity.client(`${brand.code.toLowerCase()}-finance-client`, ['PARTNER_FINANCE'], partner.id));
    const outletIds: string[] = [];
    for (const name of brand.outlets) outletIds.push((await owner.post<Made>('/outlets', { name, ...(name.includes('Daring') && { channel: 'ONLINE' }), ...(name === 'Bali' && { zone: 'Asia/Makassar' }) })).id);
    const till = await owner.post<Made>('/tills', { outletId: outletIds[0], name: 'Kasir 1' });
    const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as PrivateJwk;
    const signer = await signerOf(jwk);
    const key = await owner.post<Made>('/keys', { name: 'Kunci kasir', jwk: signer.publicJwk, proof: await proofOfPossession(signer, hub) });
    await checker.post(`/keys/${key.id}/approve`);
    await sign({ maker, checker }, partner.id, owner, firstDay, terms(brand));
    // The estimate of the month before the first sale holds until a later month has one of its own.
    if (brand.urr !== undefined) await maker.post('/reports/urr', { issuerId: partner.id, issueMonth: monthBefore(firstDay), urr: brand.urr, reason: 'Redemption of comparable programmes.' });
    const keyFile = join(folder, 'keys', `${brand.code.toLowerCase()}.json`);
    writeFileSync(keyFile, `${JSON.stringify(jwk)}\n`, { mode: 0o600 });
    brands.push({ brand, partnerId: partner.id, outletIds, tillId: till.id, kid: signer.kid, keyFile, owner, finance, client: new KongsiClient({ partnerId: partner.id, key: jwk, baseUrl: hub, tillId: till.id, totalTimeoutMs: 60_000, timeoutMs: 30_000 }) });
  }
  return { brands, maker, checker, clock };
}
