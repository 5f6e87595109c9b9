import type { Terms, TermsBody } from '../../src/terms/terms.wire';
import type { Scenario, ScenarioSummary, TermsDiff } from '../../src/whatif/whatif.wire';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';

const idr = (value: string): { currency: string; value: string } => ({ currency: 'IDR', value });

describe('scenarios and the effect of terms', () => {
  let stack: Stack;
  let maker: Person;
  let a: Brand;
  let b: Brand;
  let c: Brand;
  let span: { from: string; to: string };

  beforeAll(async () => {
    stack = await givenStack();
    [a, b, c] = [await stack.brand('Satu'), await stack.brand('Dua'), await stack.brand('Tiga')];
    maker = await stack.person('rina', ['HUB_FINANCE', 'HUB_ADMIN']);
    const open = async (): Promise<string> => (await maker.get<{ data: { businessDate: string }[] }>('/settlement-windows?status=OPEN')).data[0]?.businessDate ?? '';
    const from = await open();
    const { id: member } = await a.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: 'C1' }] });
    for (let day = 0; day < 3; day += 1) {
      await a.client.earns.create({ externalId: `E${day}`, member, outletId: a.outletId, points: 1_000 });
      await c.client.earns.create({ externalId: `F${day}`, member, outletId: c.outletId, points: 500 });
      await b.client.burns.create({ externalId: `B${day}`, member, outletId: b.outletId, points: 600 + day });
      await stack.advance(86_400);
    }
    span = { from, to: await open() };
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });
  const make = (overrides: object, more: object = {}): Promise<Scenario> => maker.post<Scenario>('/scenarios', { name: 'Harga 450', ...span, overrides, ...more });
  const pay = (price: string): object => ({ clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: price }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: price }] });
  const row = (scenario: Pick<Scenario, 'parties'>, brand: Brand): Scenario['parties'][number] | undefined => scenario.parties.find((one) => one.partyId === brand.partnerId);

  test('nothing changed: every window gives its stored hash, and every figure is as it was', async () => {
    const same = await make({}, { name: 'Seperti adanya' });
    expect([same.windows, same.reproduced]).toEqual([3, 3]);
    expect(same.heldConstant.id).toContain('Perilaku anggota dianggap tetap');
    for (const party of same.parties) for (const value of [party.payable, party.receivable, party.netCash, party.ppn]) expect(value).toMatchObject({ actual: value.scenario, difference: idr('0.00') });
    // Of one expiry those earned first are used first: 600 and 400 of the first day's points, then the other brand's, then 303 of the second day's.
    expect(row(same, a)?.payable.actual).toEqual(idr('651500.00'));
  });

  test('a scenario is kept under its name, shows each partner with its differences, and a partner only itself and only when it is shared', async () => {
    const scenario = await make({ netting: 'BILATERAL', terms: [{ party: a.partnerId, ...pay('450'), netDebitCap: idr('500000.00'), collateral: idr('1000000.00') }, { party: b.partnerId, netFees: false }] });
    expect(row(scenario, a)).toMatchObject({ partyName: 'Satu', payable: { actual: idr('651500.00'), scenario: idr('586350.00'), difference: idr('-65150.00') }, pays: { scenario: idr('586350.00') } });
    expect(row(scenario, a)?.breaches.actual).toEqual([]);
    expect(row(scenario, a)?.breaches.scenario.map((one) => one.headroom.value)).toEqual(['-86350.00']);
    expect(row(scenario, a)?.coverage?.scenario).toBe('1.1786');
    expect(row(scenario, b)?.netCash.scenario).toEqual(row(scenario, b)?.position.scenario);
    expect(scenario.hub?.rateDifference).toMatchObject({ actual: idr('0.00'), scenario: idr('-65150.00') });
    const [owner, stranger] = [await stack.person('owner', ['PARTNER_OWNER'], b.partnerId), await stack.person('other', ['PARTNER_FINANCE'], c.partnerId)];
    await expect(owner.get(`/scenarios/${scenario.id}`)).rejects.toMatchObject({ code: 'not_found' });
    for (let twice = 0; twice < 2; twice += 1) expect((await maker.post<Scenario>(`/scenarios/${scenario.id}/share`, { partnerId: b.partnerId })).sharedWith).toEqual([b.partnerId]);
    const own = await owner.get<Scenario>(`/scenarios/${scenario.id}`);
    expect(own.parties.map((one) => one.partyId)).toEqual([b.partnerId]);
    expect(new Set(own.pairs.map((one) => one.partyId))).toEqual(new Set([b.partnerId]));
    expect(own.overrides.terms?.map((one) => one.party)).toEqual([b.partnerId]);
    expect([own.hub, own.sharedWith, own.madeBy]).toEqual([undefined, undefined, 'HUB']);
    expect((await owner.get<{ data: ScenarioSummary[] }>('/scenarios')).data.map((one) => one.id)).toEqual([scenario.id]);
    expect((await stranger.get<{ data: ScenarioSummary[] }>('/scenarios')).data).toEqual([]);
    await expect(owner.post('/scenarios', { name: 'x', ...span, overrides: {} })).rejects.toMatchObject({ code: 'role_required' });
    await expect(maker.post(`/scenarios/${scenario.id}/share`, { partnerId: 'prt_01a1c9e0-1000-7d64-9c51-9e4fa06b7283' })).rejects.toMatchObject({ code: 'not_found' });
    for (const sql of ['UPDATE scenario SET name = name', 'DELETE FROM scenario', 'UPDATE scenario_share SET shared_by = shared_by', 'DELETE FROM scenario_share']) await expect(stack.db.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  test('coverage counts outstanding points as far as they are expected to be burned', async () => {
    const covered = { terms: [{ party: a.partnerId, collateral: idr('1000000.00') }] };
    const before = row(await make(covered), a)?.coverage?.scenario;
    // 3,000 points earned, 1,303 burned: 1,697 outstanding at 500.
    expect(before).toBe('1.1786');
    await (await stack.person('reni', ['HUB_FINANCE', 'HUB_ADMIN'])).post('/reports/urr', { issuerId: a.partnerId, issueMonth: `${span.from.slice(0, 7)}-01`, urr: '0.8', reason: 'Cohorts of last year.' });
    expect(row(await make(covered), a)?.coverage?.scenario).toBe('1.4732');
    expect(row(await make({ ...covered, order: 'OTHERS_FIRST' }), a)?.coverage?.actual).toBe('0');
  });

  test('a burn that lacks points is listed and not invented', async () => {
    const left = await make({ leavingPartnerId: a.partnerId }, { name: 'Tanpa Satu' });
    expect(left.notReplayed).toMatchObject([{ businessDate: span.from, redeemerId: b.partnerId, reason: 'LACKS_POINTS', asked: 600, found: 500 }]);
    expect(left.notReplayedCount).toBe(1);
    expect(row(left, c)?.payable.scenario).toEqual(idr('601500.00'));
    expect(row(left, a)?.payable.scenario).toEqual(idr('0.00'));
  });

  const refusals: [string, object, object, string, string][] = [
    ['an empty span', {}, { to: '2020-01-01', from: '2020-01-01' }, 'validation_failed', '/to'],
    ['a span without nights', {}, { to: '2020-01-02', from: '2020-01-01' }, 'validation_failed', '/from'],
    ['a rate above all', { terms: [{ party: 'COALITION', expireRate: '2' }] }, {}, 'validation_failed', '/overrides/terms/0/expireRate'],
    ['two clauses alike', { terms: [{ party: 'COALITION', clauses: [{ clauseId: 'a', event: 'BURN', side: 'PAY', pointPrice: '1' }, { clauseId: 'b', event: 'BURN', side: 'PAY', pointPrice: '2' }] }] }, {}, 'terms_ambiguous', '/overrides/terms/0/clauses/0'],
    ['a party twice', { terms: [{ party: 'COALITION' }, { party: 'COALITION' }] }, {}, 'validation_failed', '/overrides/terms/1/party'],
    ['nobody', { terms: [{ party: 'prt_01a1c9e0-1000-7d64-9c51-9e4fa06b7283' }] }, {}, 'not_found', '/overrides/terms/0/party'],
    ['nobody who leaves', { leavingPartnerId: 'prt_01a1c9e0-1000-7d64-9c51-9e4fa06b7283' }, {}, 'not_found', '/overrides/leavingPartnerId'],
  ];
  test.each(refusals)('%s is refused by name and leaves no scenario', async (_name, overrides, more, code, pointer) => {
    const count = async (): Promise<unknown> => (await stack.db.owner.query('SELECT count(*) FROM scenario')).rows;
    const before = await count();
    const error = await make(overrides, more).catch((thrown: { code: string; problem: { errors: { pointer: string }[] } }) => thrown);
    expect(error).toMatchObject({ code });
    expect((error as { problem: { errors: { pointer: string }[] } }).problem.errors.map((one) => one.pointer)).toContain(pointer);
    expect(await count()).toEqual(before);
  });

  test('without a price nothing is calculated', async () => {
    await expect(make({ terms: [{ party: 'COALITION', clauses: [] }, { party: a.partnerId, clauses: [] }] })).rejects.toMatchObject({ code: 'price_missing' });
  });

  test('a version of terms is shown with its effect in rupiah on the last windows, by counterparty; the partner sees its own', async () => {
    const current = (await maker.get<{ data: Terms[] }>(`/terms?party=${a.partnerId}`)).data[0] as Terms;
    const body: TermsBody = { ...current.body, ...pay('450'), fees: current.body.fees.map((one) => (one.lineType === 'ISSUER_FEE' ? { ...one, rate: '0.02' } : one)) };
    const made = await maker.post<Terms>('/terms', { party: a.partnerId, validFrom: new Date(Date.parse(`${span.to}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10), body });
    const diff = await maker.get<TermsDiff>(`/terms/${made.id}/diff`);
    expect(diff.changes.map((one) => one.field)).toEqual(['/clauses/burn-pay/pointPrice', '/clauses/burn-receive/pointPrice', '/fees/fee-issuer/rate']);
    expect(diff.effect).toMatchObject({ ...span, windows: 3, reproduced: 3 });
    expect(diff.effect.unknown).toBeUndefined();
    expect(diff.effect.parties).toHaveLength(1);
    // Daily cycles of 600, 400 and 303 points. As it was: fees 4,500 + 3,000 + 2,273, PPN 495 + 330 + 250. At 450 and 2 %: 5,400 + 3,600 + 2,727, PPN 594 + 396 + 300.
    expect(diff.effect.parties[0]).toMatchObject({ payable: { actual: idr('651500.00'), scenario: idr('586350.00') }, issuerFees: { actual: idr('9773.00'), scenario: idr('11727.00') }, ppn: { actual: idr('1075.00'), scenario: idr('1290.00') },
      netCash: { actual: idr('-662348.00'), scenario: idr('-599367.00'), difference: idr('62981.00') } });
    expect(diff.effect.pairs).toMatchObject([{ partyId: a.partnerId, counterpartyId: b.partnerId, pays: { actual: idr('651500.00'), difference: idr('-65150.00') } }]);
    const owner = await stack.person('owner-a', ['PARTNER_OWNER'], a.partnerId);
    expect((await owner.get<TermsDiff>(`/terms/${made.id}/diff`)).effect).toEqual(diff.effect);
    // Of the coalition's terms everybody; to a partner itself.
    const coalition = (await maker.get<{ data: Terms[] }>('/terms?party=COALITION')).data[0] as Terms;
    expect((await maker.get<TermsDiff>(`/terms/${coalition.id}/diff`)).effect.parties.map((one) => one.partyName)).toEqual(['Dua', 'Satu', 'Tiga']);
    expect((await owner.get<TermsDiff>(`/terms/${coalition.id}/diff`)).effect.parties.map((one) => one.partyName)).toEqual(['Satu']);
    const { effect } = await maker.post<TermsDiff>('/terms/preview', { party: a.partnerId, validFrom: made.validFrom, body });
    expect(effect.parties).toEqual(diff.effect.parties);
  });
});
