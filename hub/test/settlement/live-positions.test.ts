import { HUB_PARTY } from '../../src/kernel/parties';
import type { GuardedIssuer } from '../../src/guard/guard.wire';
import type { FlowMatrix, PositionList, Window } from '../../src/settlement/settlement.wire';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';

const DAY = 86_400;

/** A pays at issue, B fills a reserve and has another price than its redeemers, C pays at burn and has a bonus that B and the hub fund with it, D redeems. */
describe('live positions, the guard and flows, whoever pays when', () => {
  let stack: Stack;
  let maker: Person;
  let memberId: string;
  const brands: Record<string, Brand> = {};
  let businessDay = '';
  let count = 0;

  const brand = (code: string): Brand => brands[code] as Brand;
  const agree = (code: string, changes: object): Promise<unknown> => stack.db.owner.query('UPDATE terms_version SET body = body || $2::jsonb WHERE party_id = $1', [code === 'COALITION' ? HUB_PARTY : brand(code).partnerId.slice(4), JSON.stringify({ netDebitCap: { currency: 'IDR', value: '90000000.00' }, ...changes })]);
  const side = (which: 'PAY' | 'RECEIVE', pointPrice: string, more: object = {}): object => ({ clauseId: `burn-${which}-${Object.values(more).join()}`.toLowerCase(), event: 'BURN', side: which, pointPrice, ...more });
  const priced = (pay: string, receive: string, more: object[] = []): object => ({ clauses: [side('PAY', pay), side('RECEIVE', receive), side('RECEIVE', '475', { issuerPreset: 'PAY_AT_ISSUE' }), ...more] });
  const rule = (changes: object): object => ({ earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, expiresAfterDays: 2, pointsAllowed: true, ...changes } });

  beforeEach(async () => {
    stack = await givenStack();
    for (const code of ['A', 'B', 'C', 'D']) brands[code] = await stack.brand(code);
    maker = await stack.person('rina', ['HUB_FINANCE']);
    await agree('A', { preset: 'PAY_AT_ISSUE', breakageShare: '0.5', ...priced('500', '500', [{ clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: '500' }]), ...rule({}) });
    await agree('B', { preset: 'HYBRID_RESERVE', reserveRate: '0.40', releaseShares: { issuer: '70', fund: '30' }, ...priced('510', '500'), ...rule({}) });
    await agree('C', { expireRate: '0.10', ...priced('500', '500'), ...rule({ bonuses: [{ bonusId: 'joint', issuer: brand('C').partnerId, multiplier: '1', fundingShares: [{ party: brand('C').partnerId, weight: '50' }, { party: brand('B').partnerId, weight: '30' }, { party: 'HUB', weight: '20' }] }] }) });
    await agree('D', priced('500', '500'));
    // The hub keeps terms in mind for a second.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    businessDay = (await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN')).data[0]?.businessDate ?? '';
    ({ id: memberId } = await brand('A').client.members.enrol({ name: 'Wulan', identifiers: [{ kind: 'PHONE', value: '+628130000001' }] }));
  });
  afterEach(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const earn = (at: string, points: number): Promise<unknown> => brand(at).client.earns.create({ externalId: `E-${(count += 1)}`, member: memberId, outletId: brand(at).outletId, points });
  const burn = (at: string, points: number, externalId = `B-${(count += 1)}`): Promise<unknown> => brand(at).client.burns.create({ externalId, member: memberId, outletId: brand(at).outletId, points });
  const reverse = (at: string, original: string, points: number): Promise<unknown> => brand(at).client.reversals.create({ externalId: `R-${(count += 1)}`, original: { externalId: original }, points, reason: 'RETURN' });
  const closeNight = async (): Promise<void> => {
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    const closed = await maker.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`);
    expect([closed.run.status, closed.run.parkedReason]).toEqual(['DONE', undefined]);
  };
  type Figures = Record<string, number>;
  const positions = async (): Promise<{ live: Figures; position: Figures }> => {
    const { data, sum } = await maker.get<PositionList>('/positions');
    expect([sum?.value, data.reduce((total, one) => total + BigInt(one.livePosition.value.replace('.', '')), 0n)]).toEqual(['0.00', 0n]);
    const of = (which: 'livePosition' | 'position'): Figures => Object.fromEntries(data.filter((one) => one[which].value !== '0.00').map((one) => [one.partyName, Number(one[which].value)]));
    return { live: of('livePosition'), position: of('position') };
  };
  const guarded = async (): Promise<Figures> => Object.fromEntries(await Promise.all(['A', 'B', 'C', 'D'].map(async (code) => [code, Number((await maker.get<GuardedIssuer>(`/guard/issuers/${brand(code).partnerId}`)).livePosition?.value)] as const)));
  /** What is live before a night is the position after it, for every party and in the guard's eyes, too. */
  const night = async (expected: Figures): Promise<void> => {
    const before = await positions();
    expect(before.live).toEqual(expected);
    const four = Object.fromEntries(['A', 'B', 'C', 'D'].map((code) => [code, expected[code] ?? 0]));
    expect(await guarded()).toEqual(four);
    await closeNight();
    expect(await positions()).toEqual({ live: expected, position: expected });
    expect(await guarded()).toEqual(four);
  };
  /** Of all windows, also of one that was closed before its day was over. */
  const flows = async (person = maker): Promise<Record<string, [number, number]>> => Object.fromEntries((await person.get<FlowMatrix>(`/positions/flows?from=${shifted(-30)}&to=${shifted(30)}`)).data.map((one) => [`${one.issuerName}>${one.redeemerName}`, [one.points, Number(one.amount.value)]]));

  const shifted = (days: number): string => new Date(Date.parse(businessDay) + days * DAY * 1000).toISOString().slice(0, 10);

  test('what is given, burned, brought home, taken back and left to expire moves every party as the night will', async () => {
    await earn('A', 100);
    await earn('B', 100);
    await earn('C', 100);
    // A paid 50,000 to the hub and B 20,000 into its reserve; C owes nothing yet.
    await night({ A: -50_000, B: -20_000, HUB: 50_000, 'RESERVE:B': 20_000 });
    await burn('D', 120, 'at-D');
    await reverse('D', 'at-D', 10);
    await burn('A', 20, 'home-or-B');
    await burn('B', 30);
    await burn('C', 110, 'at-C');
    await night((await positions()).live);
    const all = await flows();
    // 400 points were given and 270 of them are burned net, whoever pays for them.
    expect(Object.values(all).reduce((sum, [points]) => sum + points, 0)).toBe(270);
    await stack.advance(4 * DAY);
    const after = await positions();
    expect(after.live).toEqual(after.position);
    expect(after.position['RESERVE:B']).toBeUndefined();
    expect(await guarded()).toEqual(Object.fromEntries(['A', 'B', 'C', 'D'].map((code) => [code, after.position[code] ?? 0])));
  });

  test('flows tell each brand what it paid or received, and nobody what is not its own', async () => {
    await earn('A', 100);
    await burn('D', 60);
    await burn('A', 40);
    await earn('B', 100);
    await burn('D', 100);
    await earn('C', 100);
    await burn('D', 200);
    await closeNight();
    expect(await flows()).toEqual({ 'A>A': [40, 19_000], 'A>D': [60, 28_500], 'B>D': [100, 51_000], 'C>D': [200, 100_000] });
    const of = async (code: string): Promise<unknown> => flows(await stack.person(`${code}-owner`, ['PARTNER_OWNER'], brand(code).partnerId));
    expect(await of('D')).toEqual({ 'A>D': [60, 28_500], 'B>D': [100, 50_000], 'C>D': [200, 100_000] });
    // It paid when it gave them; what the hub pays others for them is theirs.
    expect(await of('A')).toEqual({ 'A>A': [40, 19_000], 'A>D': [60, 0] });
    expect(await of('B')).toEqual({ 'B>D': [100, 51_000], 'C>D': [30, 15_000] });
    expect(await of('C')).toEqual({ 'C>D': [200, 75_000] });
  });
});
