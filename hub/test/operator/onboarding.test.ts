import { generateKeyPairSync } from 'node:crypto';
import { KongsiClient, proofOfPossession, signerOf, type PrivateJwk } from '../../../partner-sdk/src';
import { givenStack, type Person, type Stack } from '../support/stack';
import type { Key, Outlet, Partner, Till } from '../../src/partners/partners.wire';
import type { Terms, TermsBody } from '../../src/terms/terms.wire';
import type { Window } from '../../src/settlement/settlement.wire';

const BODY: TermsBody = {
  preset: 'PAY_AT_BURN', settlementValue: '500',
  clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: '500' }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: '500' }],
  fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.015' }, { clauseId: 'fee-acceptance', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: '0.035' }],
  taxProfiles: { ISSUER_FEE: 'ppn-service', ACCEPTANCE_FEE: 'ppn-service' }, rateBasis: 'BURN', documentCycle: 'DAILY', netFees: true, reviewDays: 0, paymentDays: 14,
  netDebitCap: { currency: 'IDR', value: '100000000.00' }, earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, expiresAfterDays: 365, pointsAllowed: true }, burnRule: { holdsAllowed: true },
};
const price = (value: string): TermsBody => ({ ...BODY, clauses: BODY.clauses.map((one) => ({ ...one, pointPrice: value })) });

describe('a brand joins the coalition', () => {
  let stack: Stack;
  let admin: Person;
  let finance: Person;
  let approver: Person;
  beforeAll(async () => {
    stack = await givenStack();
    admin = await stack.person('ani', ['HUB_ADMIN']);
    finance = await stack.person('rina', ['HUB_FINANCE']);
    approver = await stack.person('budi', ['HUB_APPROVER']);
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const today = async (): Promise<string> => new Date(Date.parse((await admin.get<{ now: string }>('/session')).now) + 7 * 3_600_000).toISOString().slice(0, 10);
  const inDays = async (days: number): Promise<string> => new Date(Date.parse(`${await today()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

  const signed = async (party: string, owner: Person | undefined, body: TermsBody, validFrom: string): Promise<Terms> => {
    const made = await finance.post<Terms>('/terms', { party, validFrom, body });
    const approved = await approver.post<Terms>(`/terms/${made.id}/approve`, { termsHash: made.termsHash });
    return owner ? owner.post<Terms>(`/terms/${made.id}/countersign`, { termsHash: made.termsHash }) : approved;
  };

  const onboard = async (code: string): Promise<{ partner: Partner; owner: Person; developer: Person; client: KongsiClient; outlet: Outlet; key: Key }> => {
    const npwp = '0012345678901234';
    const partner = await admin.post<Partner>('/partners', { code, brandName: `Brand ${code}`, legalName: `PT Brand ${code}`, npwp, nitku: `${npwp}000000`, address: 'Jl. Jenderal Sudirman 1, Jakarta' });
    const owner = await stack.person(`owner-${code}`, ['PARTNER_OWNER'], partner.id);
    const developer = await stack.person(`dev-${code}`, ['PARTNER_DEVELOPER'], partner.id);
    const outlet = await developer.post<Outlet>('/outlets', { name: 'Sudirman' });
    const till = await developer.post<Till>('/tills', { outletId: outlet.id, name: 'Kasir 1' });
    const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as PrivateJwk;
    const signer = await signerOf(jwk);
    const key = await developer.post<Key>('/keys', { name: 'till key', jwk: signer.publicJwk, proof: await proofOfPossession(signer, stack.origin) });
    return { partner, owner, developer, client: new KongsiClient({ partnerId: partner.id, key: jwk, baseUrl: stack.origin, tillId: till.id }), outlet, key };
  };

  test('two people make its terms, two people its key; then it sells, a price changes, and a reversal is credited at the price of its burn', async () => {
    const start = await inDays(1);
    const coalition = await signed('COALITION', undefined, BODY, start);
    expect(coalition).toMatchObject({ status: 'COUNTERSIGNED', checkedBy: 'user:budi', madeBy: 'user:rina' });
    const a = await onboard('ALFA');
    const b = await onboard('BETA');

    // A key that waits for approval signs nothing, and its maker cannot approve it.
    await expect(a.client.members.lookup('+62811')).rejects.toMatchObject({ code: 'key_not_yet_valid' });
    await expect(a.developer.post(`/keys/${a.key.id}/approve`)).rejects.toMatchObject({ code: 'role_required' });
    expect(await a.owner.post<Key>(`/keys/${a.key.id}/approve`)).toMatchObject({ status: 'ACTIVE', approvedBy: 'user:owner-ALFA' });
    await b.owner.post(`/keys/${b.key.id}/approve`);
    await expect(b.owner.post(`/keys/${a.key.id}/revoke`, { reason: 'not mine' })).rejects.toMatchObject({ code: 'not_found' });

    for (const one of [a, b]) await signed(one.partner.id, one.owner, price('500'), start);
    await expect(finance.post('/terms', { party: a.partner.id, validFrom: await today(), body: BODY })).rejects.toMatchObject({ code: 'validation_failed' });
    await stack.advance(2 * 86_400);

    const { id: memberId } = await a.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'PHONE', value: '+628111111111' }, { kind: 'PARTNER_CUSTOMER', value: 'C-1' }] });
    expect(await a.client.members.lookup('customer:C-1')).toMatchObject({ memberId });
    await expect(b.client.members.lookup('customer:C-1')).rejects.toMatchObject({ code: 'member_not_found' });
    await a.client.earns.create({ externalId: 'E1', member: memberId, outletId: a.outlet.id, points: 100 });
    await b.client.burns.create({ externalId: 'B1', member: memberId, outletId: b.outlet.id, points: 100 });

    // W3: the price is 450 when half of the burn is reversed; the credit is at 500.
    const change = await inDays(1);
    for (const one of [a, b]) await signed(one.partner.id, one.owner, price('450'), change);
    await stack.advance(86_400);
    await b.client.reversals.create({ externalId: 'R1', original: { externalId: 'B1' }, points: 50, reason: 'RETURN' });
    await stack.advance(86_400);
    const { rows } = await stack.db.owner.query<{ amount: string; refs: string[] }>(`SELECT amount_minor::text AS amount, terms_refs AS refs FROM claim WHERE line_type = 'CLAIM' ORDER BY window_id`);
    expect(rows).toEqual([{ amount: '5000000', refs: ['ALFA@v1 clause burn-pay', 'BETA@v1 clause burn-receive'] }, { amount: '-2500000', refs: ['ALFA@v1 clause burn-pay', 'BETA@v1 clause burn-receive'] }]);
    const { data } = await finance.get<{ data: Window[] }>('/settlement-windows?run=DONE&limit=5');
    expect(data.length).toBeGreaterThan(2);

    // Rotation: the new key signs beside the old one until that is revoked.
    const next = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as PrivateJwk;
    const signer = await signerOf(next);
    const second = await a.developer.post<Key>('/keys', { name: 'next key', jwk: signer.publicJwk, proof: await proofOfPossession(signer, stack.origin) });
    await expect(b.developer.post('/keys', { name: 'stolen', jwk: signer.publicJwk, proof: await proofOfPossession(signer, stack.origin) })).rejects.toMatchObject({ code: 'key_already_registered' });
    await a.owner.post(`/keys/${second.id}/approve`);
    const rotated = new KongsiClient({ partnerId: a.partner.id, key: next, baseUrl: stack.origin });
    for (const one of [a.client, rotated]) expect(await one.members.lookup('+628111111111')).toMatchObject({ memberId });

    // A revoked key is refused at once.
    await a.developer.post(`/keys/${a.key.id}/revoke`, { reason: 'the till was stolen' });
    await expect(a.client.members.lookup('+628111111111')).rejects.toMatchObject({ code: 'key_revoked' });
    expect(await rotated.members.lookup('+628111111111')).toMatchObject({ memberId });
  });

  test('terms that do not hold together are refused by name', async () => {
    const gamma = await onboard('GAMMA');
    const from = await inDays(1);
    const propose = (body: TermsBody, validFrom = from): Promise<Terms> => finance.post<Terms>('/terms', { party: gamma.partner.id, validFrom, body });
    await expect(propose({ ...BODY, clauses: [...BODY.clauses, { ...(BODY.clauses[0] as TermsBody['clauses'][number]), clauseId: 'again' }] })).rejects.toMatchObject({ code: 'terms_ambiguous' });
    await expect(propose({ ...BODY, taxProfiles: { ISSUER_FEE: 'no-such' } })).rejects.toMatchObject({ code: 'validation_failed' });
    const made = await propose(BODY);
    await expect(finance.post(`/terms/${made.id}/approve`, { termsHash: made.termsHash })).rejects.toMatchObject({ code: 'role_required' });
    const both = await stack.person('rina', ['HUB_FINANCE', 'HUB_APPROVER']);
    await expect(both.post(`/terms/${made.id}/approve`, { termsHash: made.termsHash })).rejects.toMatchObject({ code: 'second_person_required' });
    await expect(gamma.owner.post(`/terms/${made.id}/countersign`, { termsHash: made.termsHash })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await approver.post(`/terms/${made.id}/approve`, { termsHash: made.termsHash });
    await expect(gamma.owner.post(`/terms/${made.id}/countersign`, { termsHash: '0'.repeat(64) })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await gamma.owner.post(`/terms/${made.id}/countersign`, { termsHash: made.termsHash });
    await expect(propose(BODY)).rejects.toMatchObject({ code: 'terms_overlap' });
  });

  test('who may not is refused, and an access token of somebody else opens nothing', async () => {
    const stranger = await stack.person('eve', ['PARTNER_OWNER'], (await admin.get<{ data: Partner[] }>('/partners')).data[0]?.id);
    for (const [path, body] of [['/partners', { code: 'EVE', brandName: 'E', legalName: 'E', npwp: '0012345678901234', nitku: '0012345678901234000000', address: 'x' }], ['/settlements', {}], ['/terms', { party: 'COALITION', validFrom: '2099-01-01', body: BODY }]] as const) {
      await expect(stranger.post(path, body)).rejects.toMatchObject({ code: 'role_required', status: 403 });
    }
    const call = async (authorization: string): Promise<unknown> => ((await (await fetch(`${stack.origin}/v1/session`, { headers: { authorization } })).json()) as { code: unknown }).code;
    const [head = '', payload = '', signature = ''] = admin.token.split('.');
    expect(await call(`Bearer ${head}.${payload}.${signature.slice(0, -4)}AAAA`)).toBe('access_token_invalid');
    const forged = Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), kongsi_roles: ['HUB_ADMIN', 'HUB_APPROVER'] })).toString('base64url');
    expect(await call(`Bearer ${head}.${forged}.${signature}`)).toBe('access_token_invalid');
    expect(await call('Bearer x')).toBe('token_malformed');
    // A person of a partner with an operator's role is not of the operator.
    const both = await stack.person('mallory', ['HUB_ADMIN'], (await admin.get<{ data: Partner[] }>('/partners')).data[0]?.id);
    await expect(both.get('/settlements')).rejects.toMatchObject({ code: 'role_required' });
  });
});
