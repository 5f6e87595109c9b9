import { generateKeyPairSync } from 'node:crypto';
import { KongsiClient, proofOfPossession, signerOf, type PrivateJwk } from '../../../partner-sdk/src';
import { TermsTable, type TermsVersion } from '../../src/terms';
import type { Clause } from '../../src/terms/prices.wire';
import type { Terms, TermsBody, TermsRequest } from '../../src/terms/terms.wire';
import type { Key, Outlet, Partner } from '../../src/partners/partners.wire';
import type { TermsDiff, TermsPreview } from '../../src/whatif/whatif.wire';
import { givenStack, type Person, type Stack } from '../support/stack';

const idr = (value: string): { currency: string; value: string } => ({ currency: 'IDR', value });
const BODY: TermsBody = {
  preset: 'PAY_AT_BURN', settlementValue: '500',
  clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: '500' }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: '500' }],
  fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.015' }, { clauseId: 'fee-acceptance', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: '0.035' }],
  taxProfiles: { ISSUER_FEE: 'ppn-service', ACCEPTANCE_FEE: 'ppn-service' }, rateBasis: 'BURN', documentCycle: 'DAILY', netFees: true, reviewDays: 0, paymentDays: 14,
  netDebitCap: idr('100000000.00'), earnRule: { amountPerPoint: idr('10000.00'), expiresAfterDays: 365, pointsAllowed: true }, burnRule: { holdsAllowed: true },
};
const [PAY, RECEIVE] = BODY.clauses as [Clause, Clause];
const [ISSUER, ACCEPTANCE] = BODY.fees as [TermsBody['fees'][number], TermsBody['fees'][number]];

describe('terms as dated data', () => {
  let stack: Stack;
  let maker: Person;
  let checker: Person;
  let from: string;
  const partner: Record<string, Partner> = {};
  const owner: Record<string, Person> = {};

  beforeAll(async () => {
    stack = await givenStack();
    maker = await stack.person('rina', ['HUB_FINANCE', 'HUB_ADMIN']);
    checker = await stack.person('budi', ['HUB_APPROVER']);
    from = await inDays(1);
    await signed('COALITION', BODY, from);
    for (const code of ['ALFA', 'BETA', 'GAMMA', 'DELTA']) {
      const npwp = '0012345678901234';
      const made = await maker.post<Partner>('/partners', { code, brandName: `Brand ${code}`, legalName: `PT ${code}`, npwp, nitku: `${npwp}000000`, address: 'Jakarta' });
      partner[code] = made;
      owner[code] = await stack.person(`owner-${code}`, ['PARTNER_OWNER', 'PARTNER_DEVELOPER'], made.id);
    }
    await signed('BETA', BODY, from);
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const inDays = async (days: number): Promise<string> => new Date(Date.parse((await maker.get<{ now: string }>('/session')).now) + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
  const idOf = (party: string): string => (party === 'COALITION' ? party : (partner[party]?.id ?? ''));
  const propose = (party: string, body: TermsBody, more: Partial<TermsRequest> = {}): Promise<Terms> => maker.post<Terms>('/terms', { party: idOf(party), validFrom: from, body, ...more });
  const signed = async (party: string, body: TermsBody, validFrom: string, more: Partial<TermsRequest> = {}): Promise<Terms> => {
    const made = await propose(party, body, { validFrom, ...more });
    const approved = await checker.post<Terms>(`/terms/${made.id}/approve`, { termsHash: made.termsHash });
    return party === 'COALITION' ? approved : (owner[party] as Person).post<Terms>(`/terms/${made.id}/countersign`, { termsHash: made.termsHash });
  };
  /** Proposes, expects a refusal and no trace of it; its code and the fields it names. */
  const refused = async (body: TermsBody, more: Partial<TermsRequest> = {}, party = 'ALFA'): Promise<[string, string[]]> => {
    const made: string[] = [];
    const rows = async (): Promise<string> => (await stack.db.owner.query<{ n: string }>('SELECT count(*)::text AS n FROM terms_version')).rows[0]?.n ?? '';
    const before = await rows();
    const asked = { party: idOf(party), validFrom: from, body, ...more };
    const problem = async (path: string): Promise<{ code: string; errors?: { pointer: string }[] }> => maker.post<Terms>(path, asked).then((terms) => {
      if (terms.object === 'terms') made.push(terms.id);
      return { code: 'accepted' };
    }, (error: { problem: { code: string; errors?: { pointer: string }[] } }) => error.problem);
    const [asProposal, asPreview] = [await problem('/terms'), await problem('/terms/preview')];
    expect(asPreview).toMatchObject({ code: asProposal.code, ...(asProposal.errors && { errors: asProposal.errors }) });
    if (made.length === 0) expect(await rows()).toBe(before);
    for (const id of made) await maker.post(`/terms/${id}/withdraw`, { reason: 'only tried' });
    return [asProposal.code, (asProposal.errors ?? []).map((one) => one.pointer)];
  };
  const withFee = (change: object): TermsBody => ({ ...BODY, fees: [{ ...ISSUER, ...change }, ACCEPTANCE] });
  const withPay = (change: object): TermsBody => ({ ...BODY, clauses: [{ ...PAY, ...change }, RECEIVE] });
  const withEarn = (change: object): TermsBody => ({ ...BODY, earnRule: { ...BODY.earnRule, ...change } });

  const contradictory: [string, TermsBody, string[]][] = [
    ['a point without value', { ...BODY, settlementValue: '0' }, ['/body/settlementValue']],
    ['steps that do not begin at 0', withPay({ steps: [{ fromPoints: 10, pointPrice: '500' }] }), ['/body/clauses/0/steps/0/fromPoints']],
    ['steps that fall', withPay({ steps: [{ fromPoints: 0, pointPrice: '500' }, { fromPoints: 50, pointPrice: '480' }, { fromPoints: 50, pointPrice: '470' }] }), ['/body/clauses/0/steps/2/fromPoints']],
    ['a price that is not the first step', withPay({ steps: [{ fromPoints: 0, pointPrice: '480' }] }), ['/body/clauses/0/pointPrice']],
    ['fee steps that do not begin at 0', withFee({ steps: [{ fromAmount: idr('5.00'), rate: '0.015' }] }), ['/body/fees/0/steps/0/fromAmount']],
    ['a minimum above the maximum', withFee({ minPerCycle: idr('200.00'), maxPerCycle: idr('100.00') }), ['/body/fees/0/minPerCycle']],
    ['sen', withFee({ flatPerBurn: idr('0.50') }), ['/body/fees/0/flatPerBurn/value']],
    ['a fee below nothing', withFee({ minPerCycle: idr('-1.00') }), ['/body/fees/0/minPerCycle/value']],
    ['a rate of more than all', withFee({ rate: '1.5' }), ['/body/fees/0/rate']],
    ['a fee on the wrong base', withFee({ base: 'RECEIVED' }), ['/body/fees/0/base']],
    ['a cap in sen', { ...BODY, netDebitCap: idr('10.01') }, ['/body/netDebitCap/value']],
    ['a reserve of nothing', { ...BODY, preset: 'HYBRID_RESERVE', reserveRate: '0' }, ['/body/reserveRate']],
    ['a reserve of more than all', { ...BODY, preset: 'HYBRID_RESERVE', reserveRate: '1.01' }, ['/body/reserveRate']],
    ['expired points that cost more than points', { ...BODY, expireRate: '1.2' }, ['/body/expireRate']],
    ['released to nobody', { ...BODY, preset: 'HYBRID_RESERVE', releaseShares: { issuer: '0', fund: '0' } }, ['/body/releaseShares']],
    ['a stop above the warning', { ...BODY, minCoverageWarn: '0.9', minCoverageStop: '0.95' }, ['/body/minCoverageStop']],
    ['a weight of nothing', withEarn({ fundingShares: [{ party: 'HUB', weight: '0' }] }), ['/body/earnRule/fundingShares/0/weight']],
    ['a funder twice', withEarn({ fundingShares: [{ party: 'HUB', weight: '1' }, { party: 'HUB', weight: '2' }] }), ['/body/earnRule/fundingShares/1/party']],
    ['no funder', withEarn({ fundingShares: [] }), ['/body/earnRule/fundingShares']],
    ['a funder that is not there', withEarn({ fundingShares: [{ party: 'prt_01a1c9e0-1000-7d64-9c51-9e4fa06b7283', weight: '1' }] }), ['/body/earnRule/fundingShares/0/party']],
    ['a bonus of nobody', withEarn({ bonuses: [{ bonusId: 'b', issuer: 'NOBODY', multiplier: '1' }] }), ['/body/earnRule/bonuses/0/issuer']],
    ['a tax profile that is not there', { ...BODY, taxProfiles: { ISSUER_FEE: 'no-such', ACCEPTANCE_FEE: 'ppn-service' } }, ['/body/taxProfiles/ISSUER_FEE']],
    ['a price for expiry', { ...BODY, clauses: [...BODY.clauses, { ...PAY, clauseId: 'expire', event: 'EXPIRE' }] }, ['/body/clauses/2/event']],
    ['a receiver of what is paid at issue', { ...BODY, clauses: [...BODY.clauses, { ...RECEIVE, clauseId: 'issue', event: 'ISSUE' }] }, ['/body/clauses/2/side']],
    ['a price for a category, which burns do not have', { ...BODY, clauses: [...BODY.clauses, { ...PAY, clauseId: 'fuel', category: 'FUEL', pointPrice: '450' }] }, ['/body/clauses/2/category']],
    ['several at once', { ...withFee({ rate: '2' }), settlementValue: '0', netDebitCap: idr('0.01') }, ['/body/settlementValue', '/body/fees/0/rate', '/body/netDebitCap/value']],
  ];
  test.each(contradictory)('%s is refused and named', async (_name, body, fields) => {
    expect(await refused(body)).toEqual(['validation_failed', fields]);
  });

  const ambiguous: [string, TermsBody, string[]][] = [
    ['a repeated clause', { ...BODY, clauses: [PAY, RECEIVE, { ...PAY, clauseId: 'again' }] }, ['/body/clauses/0', '/body/clauses/2']],
    ['a tie of one qualifier each', { ...BODY, clauses: [PAY, RECEIVE, { ...RECEIVE, clauseId: 'k', pointKind: 'BONUS' }, { ...RECEIVE, clauseId: 'p', issuerPreset: 'PAY_AT_ISSUE' }] }, ['/body/clauses/2', '/body/clauses/3']],
    ['two fees of one line', { ...BODY, fees: [ISSUER, ACCEPTANCE, { ...ISSUER, clauseId: 'fee-2' }] }, ['/body/fees/0', '/body/fees/2']],
    ['an id twice', { ...BODY, fees: [{ ...ISSUER, clauseId: 'burn-pay' }, ACCEPTANCE] }, ['/body/clauses/0/clauseId', '/body/fees/0/clauseId']],
  ];
  test.each(ambiguous)('%s is ambiguous, and both places are named', async (_name, body, fields) => {
    expect(await refused(body)).toEqual(['terms_ambiguous', fields]);
  });

  test('a tie that a more specific clause decides is none', async () => {
    const preview = await maker.post<TermsPreview>('/terms/preview', { party: idOf('ALFA'), validFrom: from, body: { ...BODY, clauses: [PAY, RECEIVE, { ...RECEIVE, clauseId: 'k', pointKind: 'BONUS' }, { ...RECEIVE, clauseId: 'p', issuerPreset: 'PAY_AT_ISSUE' }, { ...RECEIVE, clauseId: 'kp', pointKind: 'BONUS', issuerPreset: 'PAY_AT_ISSUE' }] } });
    expect(preview).toMatchObject({ object: 'termsPreview', party: idOf('ALFA') });
  });

  test('what a preset needs and nobody prices is missing, also when another party would be left without it', async () => {
    // Under PAY_AT_ISSUE the issuer pays when points are given; neither it nor the coalition says how much.
    expect(await refused({ ...BODY, preset: 'PAY_AT_ISSUE' })).toEqual(['price_missing', ['/body/clauses']]);
    expect((await refused({ ...BODY, preset: 'PAY_AT_ISSUE', clauses: [...BODY.clauses, { ...PAY, clauseId: 'issue-pay', event: 'ISSUE' }] }))[0]).toBe('accepted');
    // The coalition's clauses and fees stand in for what a partner's terms leave out; then the coalition cannot drop them.
    await signed('DELTA', { ...BODY, clauses: [], fees: [], taxProfiles: {} }, from);
    expect(await refused({ ...BODY, fees: [ACCEPTANCE] }, { validFrom: await inDays(5) }, 'COALITION')).toEqual(['price_missing', ['/body/fees']]);
    expect(await refused({ ...BODY, clauses: [PAY], taxProfiles: {} }, { validFrom: await inDays(5) }, 'COALITION')).toEqual(['price_missing', ['/body/clauses', '/body/taxProfiles', '/body/taxProfiles']]);
    // A preset or a kind of points that is new has to be priced at every redeemer: here the coalition's clause is for another preset, or kind.
    const qualified = (qualifier: object): TermsBody => ({ ...BODY, clauses: [PAY, { ...RECEIVE, ...qualifier }] });
    expect(await refused({ ...qualified({ issuerPreset: 'HYBRID_RESERVE' }) }, { validFrom: await inDays(5) }, 'COALITION')).toEqual(['price_missing', ['/body/clauses']]);
    const bonus = { bonusId: 'fuel', issuer: 'HUB', pointKind: 'FUEL', multiplier: '1' };
    expect(await refused({ ...qualified({ pointKind: 'REGULAR' }), earnRule: { ...BODY.earnRule, bonuses: [bonus] } }, { validFrom: await inDays(5) }, 'COALITION')).toEqual(['price_missing', ['/body/clauses']]);
    expect(await refused({ ...BODY, clauses: [{ ...PAY, pointKind: 'REGULAR' }, RECEIVE], earnRule: { ...BODY.earnRule, bonuses: [bonus] } }, { validFrom: await inDays(5) }, 'COALITION')).toEqual(['price_missing', ['/body/clauses']]);
    // Qualifying units are never settled and need no price.
    expect((await refused({ ...qualified({ pointKind: 'REGULAR' }), earnRule: { ...BODY.earnRule, bonuses: [{ ...bonus, pointKind: 'QUALIFYING' }] } }, { validFrom: await inDays(6) }, 'COALITION'))[0]).toBe('accepted');
  });

  test('dates: later than today, in order, and on no day that another version has', async () => {
    expect(await refused(BODY, { validFrom: await inDays(0) })).toEqual(['validation_failed', ['/validFrom']]);
    expect(await refused(BODY, { validTo: from })).toEqual(['validation_failed', ['/validTo']]);
    expect(await refused(BODY, { validFrom: '2026-02-30' })).toEqual(['validation_failed', ['/validFrom']]);
    await expect(propose('BETA', BODY)).rejects.toMatchObject({ code: 'terms_overlap', problem: { errors: [{ pointer: '/validFrom', code: 'overlap' }] } });
    expect(await refused(BODY, { correctsVersion: 7, validFrom: await inDays(0) })).toEqual(['validation_failed', ['/correctsVersion']]);
    const stranger = 'prt_01a1c9e0-1000-7d64-9c51-9e4fa06b7283';
    expect(await refused(BODY, { party: stranger })).toEqual(['not_found', ['/party']]);
    // The coalition's terms begin tomorrow, nobody can have accepted them the day before.
    await expect(maker.post('/terms', { party: idOf('ALFA'), validFrom: await inDays(0), body: BODY })).rejects.toMatchObject({ code: 'validation_failed' });
  });

  test('the maker sees between whom two prices differ, the partner does not', async () => {
    const body = { ...BODY, clauses: [{ ...PAY, pointPrice: '500', steps: [{ fromPoints: 0, pointPrice: '500' }, { fromPoints: 1_000, pointPrice: '480' }] }, { ...RECEIVE, pointPrice: '475' }] };
    const made = await propose('GAMMA', body);
    const [gamma, beta] = [{ id: idOf('GAMMA'), name: 'Brand GAMMA' }, { id: idOf('BETA'), name: 'Brand BETA' }];
    expect(made.rateDifferences?.filter((one) => ![one.issuerName, one.redeemerName].includes('Brand DELTA'))).toEqual([
      { issuerId: beta.id, issuerName: beta.name, redeemerId: gamma.id, redeemerName: gamma.name, pointKind: 'REGULAR', fromPoints: 0, payPrice: '500', receivePrice: '475', difference: '25', payTermsRef: 'BETA@v1 clause burn-pay', receiveTermsRef: 'GAMMA@v1 clause burn-receive' },
      { issuerId: gamma.id, issuerName: gamma.name, redeemerId: beta.id, redeemerName: beta.name, pointKind: 'REGULAR', fromPoints: 1_000, payPrice: '480', receivePrice: '500', difference: '-20', payTermsRef: 'GAMMA@v1 clause burn-pay', receiveTermsRef: 'BETA@v1 clause burn-receive' },
      { issuerId: 'HUB', issuerName: 'HUB', redeemerId: gamma.id, redeemerName: gamma.name, pointKind: 'REGULAR', fromPoints: 0, payPrice: '500', receivePrice: '475', difference: '25', payTermsRef: 'COALITION@v1 clause burn-pay', receiveTermsRef: 'GAMMA@v1 clause burn-receive' },
    ]);
    expect((await (owner['GAMMA'] as Person).get<Terms>(`/terms/${made.id}`)).rateDifferences).toBeUndefined();
    // Not taken: withdrawn with a reason, and then nobody signs it.
    await expect((owner['BETA'] as Person).post(`/terms/${made.id}/withdraw`, { reason: 'not mine' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await maker.post<Terms>(`/terms/${made.id}/withdraw`, { reason: 'two prices by mistake' })).toMatchObject({ status: 'WITHDRAWN', withdrawnBy: 'user:rina', withdrawnReason: 'two prices by mistake' });
    await expect(checker.post(`/terms/${made.id}/approve`, { termsHash: made.termsHash })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(maker.post(`/terms/${made.id}/withdraw`, { reason: 'once more' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
  });

  test('three people sign the same hash; the diff names each field; what the coalition changes in between is not signed unseen', async () => {
    const first = await signed('ALFA', BODY, from);
    expect(first).toMatchObject({ status: 'COUNTERSIGNED', madeBy: 'user:rina', checkedBy: 'user:budi', countersignedBy: 'user:owner-ALFA', acceptsTerms: { version: 1 } });
    const later = await inDays(3);
    const change: TermsBody = { ...BODY, preset: 'HYBRID_RESERVE', reserveRate: '0.4', clauses: [{ ...PAY, pointPrice: '450' }, RECEIVE, { ...RECEIVE, clauseId: 'receive-bonus', pointKind: 'BONUS', pointPrice: '400' }], fees: [{ ...ISSUER, minPerCycle: idr('100000.00') }, ACCEPTANCE], netDebitCap: idr('50000000.00') };
    const second = await propose('ALFA', change, { validFrom: later });
    const diff = await (owner['ALFA'] as Person).get<TermsDiff>(`/terms/${second.id}/diff`);
    expect(diff).toMatchObject({ object: 'termsDiff', termsId: second.id, version: second.version, againstTermsId: first.id, againstVersion: first.version });
    expect(diff.changes).toEqual([
      { field: '/clauses/burn-pay/pointPrice', change: 'CHANGED', before: '500', after: '450' },
      { field: '/clauses/receive-bonus/clauseId', change: 'ADDED', after: 'receive-bonus' }, { field: '/clauses/receive-bonus/event', change: 'ADDED', after: 'BURN' },
      { field: '/clauses/receive-bonus/pointKind', change: 'ADDED', after: 'BONUS' }, { field: '/clauses/receive-bonus/pointPrice', change: 'ADDED', after: '400' }, { field: '/clauses/receive-bonus/side', change: 'ADDED', after: 'RECEIVE' },
      { field: '/fees/fee-issuer/minPerCycle', change: 'ADDED', after: 'IDR 100000.00' }, { field: '/netDebitCap', change: 'CHANGED', before: 'IDR 100000000.00', after: 'IDR 50000000.00' },
      { field: '/preset', change: 'CHANGED', before: 'PAY_AT_BURN', after: 'HYBRID_RESERVE' }, { field: '/reserveRate', change: 'ADDED', after: '0.4' },
    ]);
    expect((await maker.get<TermsDiff>(`/terms/${first.id}/diff?against=${second.id}`)).changes).toContainEqual({ field: '/reserveRate', change: 'REMOVED', before: '0.4' });
    await expect((owner['BETA'] as Person).get(`/terms/${second.id}/diff`)).rejects.toMatchObject({ code: 'not_found' });
    const coalition = (await maker.get<{ data: Terms[] }>('/terms?party=COALITION')).data[0]?.id ?? '';
    await expect(maker.get(`/terms/${second.id}/diff?against=${coalition}`)).rejects.toMatchObject({ code: 'parameter_invalid' });

    const both = await stack.person('rina', ['HUB_FINANCE', 'HUB_APPROVER']);
    await expect(both.post(`/terms/${second.id}/approve`, { termsHash: second.termsHash })).rejects.toMatchObject({ code: 'second_person_required' });
    await expect(checker.post(`/terms/${second.id}/approve`, { termsHash: '0'.repeat(64) })).rejects.toMatchObject({ code: 'transition_not_allowed', problem: { errors: [{ pointer: '/termsHash' }] } });
    await checker.post(`/terms/${second.id}/approve`, { termsHash: second.termsHash });
    await signed('COALITION', { ...BODY, adjustmentLimit: 500 }, await inDays(2));
    await expect((owner['ALFA'] as Person).post(`/terms/${second.id}/countersign`, { termsHash: second.termsHash })).rejects.toMatchObject({ code: 'transition_not_allowed', problem: { errors: [{ pointer: '/acceptsTerms' }] } });
    expect(await (owner['ALFA'] as Person).post<Terms>(`/terms/${second.id}/withdraw`, { reason: 'the coalition changed' })).toMatchObject({ status: 'WITHDRAWN', withdrawnBy: 'user:owner-ALFA' });
    const again = await signed('ALFA', change, later);
    expect(again).toMatchObject({ version: second.version + 1, status: 'COUNTERSIGNED' });
    expect(again.acceptsTerms?.termsHash).not.toBe(second.acceptsTerms?.termsHash);
    await expect(maker.post(`/terms/${again.id}/withdraw`, { reason: 'too late' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await maker.get<Terms>(`/terms/${first.id}`)).validTo).toBe(later);
  });

  test('terms of the coalition that the checker approves too late do not begin in the past', async () => {
    const made = await propose('COALITION', { ...BODY, adjustmentLimit: 900 }, { validFrom: await inDays(1), validTo: await inDays(2) }).catch((error: { code: string }) => error.code);
    expect(made).toBe('terms_overlap');
    const gap = await propose('COALITION', { ...BODY, adjustmentLimit: 900 }, { validFrom: await inDays(9) });
    await stack.advance(9 * 86_400);
    await expect(checker.post(`/terms/${gap.id}/approve`, { termsHash: gap.termsHash })).rejects.toMatchObject({ code: 'transition_not_allowed', problem: { errors: [{ pointer: '/validFrom' }] } });
  });

  test('a past date is corrected by a version that names the one it corrects, and that version prices nothing by itself', async () => {
    const today = await inDays(0);
    const price = (value: string): TermsBody => ({ ...BODY, clauses: [{ ...PAY, pointPrice: value }, { ...RECEIVE, pointPrice: value }] });
    const clause = { validFrom: from, correctsVersion: 1 };
    const later = (await maker.get<{ data: Terms[] }>(`/terms?party=${idOf('ALFA')}`)).data[0]?.version ?? 0;
    expect(await refused(price('400'), { ...clause, validFrom: await inDays(1) }, 'BETA')).toEqual(['validation_failed', ['/validFrom']]);
    expect(await refused(price('400'), { ...clause, validFrom: '2026-01-01' }, 'BETA')).toEqual(['validation_failed', ['/validFrom']]);
    expect(await refused(price('400'), { ...clause, correctsVersion: later, validFrom: from }, 'ALFA')).toEqual(['validation_failed', ['/validFrom']]);
    const correction = await signed('BETA', price('400'), from, { correctsVersion: 1, validTo: today });
    expect(correction).toMatchObject({ status: 'COUNTERSIGNED', version: 2, correctsVersion: 1, validFrom: from, validTo: today });
    // A second correction of the same days may follow; the first version stays as it was.
    await signed('BETA', price('410'), from, { correctsVersion: 1, validTo: today });
    expect(await refused(price('400'), { correctsVersion: 2, validFrom: from }, 'BETA')).toEqual(['validation_failed', ['/correctsVersion']]);
    const versions = (await maker.get<{ data: Terms[] }>(`/terms?party=${idOf('BETA')}`)).data;
    expect(versions.find((one) => one.version === 1)).not.toHaveProperty('validTo');
    expect((await maker.get<TermsDiff>(`/terms/${correction.id}/diff`)).againstVersion).toBe(1);

    // What is burned on such a date is priced by the first version.
    const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as PrivateJwk;
    const signer = await signerOf(jwk);
    const beta = owner['BETA'] as Person;
    const outlet = await beta.post<Outlet>('/outlets', { name: 'Sudirman' });
    const key = await beta.post<Key>('/keys', { name: 'key', jwk: signer.publicJwk, proof: await proofOfPossession(signer, stack.origin) });
    await checker.post(`/keys/${key.id}/approve`);
    const client = new KongsiClient({ partnerId: idOf('BETA'), key: jwk, baseUrl: stack.origin });
    const { id: memberId } = await client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'PHONE', value: '+628111111111' }] });
    await client.earns.create({ externalId: 'E1', member: memberId, outletId: outlet.id, points: 100 });
    await client.burns.create({ externalId: 'B1', member: memberId, outletId: outlet.id, points: 40 });
    const { rows } = await stack.db.owner.query<{ version: number; points: string }>(`SELECT v.version, l.points::text FROM leg l JOIN terms_version v ON v.terms_id = l.terms_id WHERE l.redeemer_id IS NOT NULL`);
    expect(rows).toEqual([{ version: 1, points: '40' }]);
  });

  test('a restatement lays a correction over the table; without it the table is as it was', () => {
    const version = (more: Partial<TermsVersion>): TermsVersion => ({ termsId: `t${more.version ?? 0}`, partyId: 'b', version: 1, validFrom: '2026-01-01', termsHash: '', body: BODY, ...more });
    const [first, correction] = [version({}), version({ version: 2, validFrom: '2026-02-01', validTo: '2026-02-15', correctsVersion: 1 })];
    const table = new TermsTable([first, correction]);
    const restated = table.over([correction]);
    expect(['2026-01-31', '2026-02-01', '2026-02-14', '2026-02-15'].map((date) => [table.at('b', date)?.version, restated.at('b', date)?.version])).toEqual([[1, 1], [1, 2], [1, 2], [1, 1]]);
    expect(restated.current('2026-02-02').map((one) => one.version)).toEqual([2]);
    expect(table.history('b')).toEqual([first, correction]);
  });
});
