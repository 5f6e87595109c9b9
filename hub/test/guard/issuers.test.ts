import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import type { GuardAlertList, GuardedIssuer, GuardedIssuerList, GuardHistory } from '../../src/guard/guard.wire';
import type { Window } from '../../src/settlement/settlement.wire';

describe('issuers under guard, driven over HTTP', () => {
  let stack: Stack;
  let issuer: Brand;
  let redeemer: Brand;
  let finance: Person;
  let approver: Person;
  let owner: Person;
  let memberId: string;
  let sale = 0;

  beforeEach(async () => {
    stack = await givenStack();
    [issuer, redeemer] = [await stack.brand('Penerbit'), await stack.brand('Penerima')];
    [finance, approver, owner] = [await stack.person('rina', ['HUB_FINANCE']), await stack.person('budi', ['HUB_APPROVER', 'HUB_FINANCE']), await stack.person('sari', ['PARTNER_FINANCE'], issuer.partnerId)];
    ({ id: memberId } = await issuer.client.members.enrol({ name: 'Wulan', identifiers: [{ kind: 'CARD', value: 'G1' }] }));
    await terms({ netDebitCap: { currency: 'IDR', value: '100000.00' }, collateral: { currency: 'IDR', value: '50000.00' } });
  });
  afterEach(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const uuid = (id: string): string => id.slice(4);
  const terms = (changes: object): Promise<unknown> => stack.db.owner.query('UPDATE terms_version SET body = body || $2 WHERE party_id = $1', [uuid(issuer.partnerId), JSON.stringify(changes)]).then(() => new Promise((resolve) => setTimeout(resolve, 1_100)));
  const earn = (points: number): Promise<unknown> => issuer.client.earns.create({ externalId: `E-${(sale += 1)}`, member: memberId, outletId: issuer.outletId, points });
  const burn = (points: number): Promise<unknown> => redeemer.client.burns.create({ externalId: `B-${(sale += 1)}`, member: memberId, outletId: redeemer.outletId, points });
  const one = (): Promise<GuardedIssuer> => finance.get<GuardedIssuer>(`/guard/issuers/${issuer.partnerId}`);
  const closeNight = async (): Promise<Window> => {
    const { data } = await finance.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    const closed = await finance.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`);
    expect([closed.run.status, closed.run.parkedReason, closed.run.steps.at(-1)]).toMatchObject(['DONE', undefined, { step: 'GUARD', status: 'DONE' }]);
    return closed;
  };

  test('headroom over a night and to the cap: alerts once each, earns stop at nothing left, burns go on', async () => {
    await earn(1_000);
    await burn(120);
    await redeemer.client.holds.create({ externalId: 'H-1', member: memberId, outletId: redeemer.outletId, points: 50 });
    const before = await one();
    expect(before).toMatchObject({ netDebitCap: { value: '100000.00' }, position: { value: '0.00' }, livePosition: { value: '-60000.00' }, openHolds: { value: '25000.00' }, pendingIssue: { value: '0.00' }, headroom: { value: '15000.00' }, used: '0.8500', outstanding: 880, liability: { value: '440000.00' }, coverage: '0.1136', earnStops: [], alerts: [] });
    await closeNight();
    const after = await one();
    // The night moves what was live into the position; what is left of the cap does not change by it.
    expect(after).toMatchObject({ position: { value: '-60000.00' }, livePosition: { value: '-60000.00' }, headroom: { value: '15000.00' } });
    expect(after.alerts.map((alert) => [alert.kind, alert.facts])).toEqual([['CAP_WARNING', { used: '0.8500', threshold: '0.80' }], ['COVERAGE_LOW', { coverage: '0.1136', threshold: '1.00' }]]);
    expect(after.alerts.every((alert) => alert.advice.length > 40)).toBe(true);
    await burn(25);
    await closeNight();
    expect((await one()).alerts.map((alert) => alert.kind).sort()).toEqual(['CAP_NEARLY_USED', 'COVERAGE_LOW']);
    await burn(10);
    await expect(earn(1)).rejects.toMatchObject({ code: 'issuer_earn_stopped' });
    expect((await one()).earnStops).toEqual([{ reason: 'HEADROOM' }]);
    await burn(5);
    await closeNight();
    const { data: alerts } = await owner.get<GuardAlertList>('/guard/alerts');
    expect(alerts.map((alert) => [alert.kind, alert.clearedAt === undefined])).toEqual(expect.arrayContaining([['CAP_USED', true], ['CAP_NEARLY_USED', false], ['CAP_WARNING', false], ['COVERAGE_LOW', true]]));
    expect(alerts).toHaveLength(4);
    const now = (await finance.get<{ data: Window[] }>('/settlement-windows')).data.filter((window) => window.status === 'CLOSED').map((window) => window.businessDate).sort();
    const history = await owner.get<GuardHistory>(`/guard/issuers/${issuer.partnerId}/history?from=${now[0] ?? ''}&to=${nextYear(now[0] ?? '')}`);
    expect(history.data.map((day) => [day.businessDate, day.headroom?.value])).toEqual([[now[0], '15000.00'], [now[1], '2500.00'], [now[2], '-5000.00']]);
  });

  test('too little coverage stops earns when the terms say so, and enough lets them go on by itself', async () => {
    await earn(100);
    await terms({ minCoverageStop: '1.20' });
    await closeNight();
    await expect(earn(1)).rejects.toMatchObject({ code: 'issuer_earn_stopped' });
    expect((await one()).earnStops.map((stop) => stop.reason)).toEqual(['COVERAGE']);
    await burn(20);
    await finance.post('/reports/urr', { issuerId: issuer.partnerId, issueMonth: `${(await one()).alerts[0]?.raisedOn.slice(0, 7) ?? ''}-01`, urr: '0.9', reason: 'Cohorts of last year.' });
    await closeNight();
    // 50,000 over 80 x 0.9 x 500 = 36,000.
    expect(await one()).toMatchObject({ coverage: '1.3889', earnStops: [], alerts: [] });
    await earn(1);
  });

  test('an issuer that leaves gives no points from the second signature on; its points are burned until none is left', async () => {
    await earn(100);
    await expect(owner.post(`/guard/issuers/${issuer.partnerId}/run-off`, { reason: 'The contract ends.' })).rejects.toMatchObject({ code: 'role_required' });
    await finance.post(`/guard/issuers/${issuer.partnerId}/run-off`, { reason: 'The contract ends in March.' });
    await earn(1);
    await expect((await stack.person('rina', ['HUB_APPROVER'])).post(`/guard/issuers/${issuer.partnerId}/run-off/approve`)).rejects.toMatchObject({ code: 'second_person_required' });
    const running = await approver.post<GuardedIssuer>(`/guard/issuers/${issuer.partnerId}/run-off/approve`);
    expect(running).toMatchObject({ earnStops: [{ reason: 'RUN_OFF' }], runOff: { status: 'RUNNING', requestedBy: 'user:rina', decidedBy: 'user:budi', collateralRequired: { value: '50500.00' } } });
    await expect(earn(1)).rejects.toMatchObject({ code: 'issuer_earn_stopped' });
    await expect(finance.post(`/guard/issuers/${issuer.partnerId}/run-off`, { reason: 'The contract ends in March.' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await burn(101);
    await closeNight();
    const left = await one();
    expect([left.outstanding, left.coverage, left.runOff, left.earnStops.map((stop) => stop.reason)]).toEqual([0, undefined, undefined, ['RUN_OFF']]);
  });

  test.each([
    ['PAY_AT_ISSUE', { preset: 'PAY_AT_ISSUE', breakageShare: '0.25', clauses: [{ clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: '500' }, { clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: '475' }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: '475' }] }],
    ['HYBRID_RESERVE', { preset: 'HYBRID_RESERVE', reserveRate: '0.40' }], ['PAY_AT_BURN', { preset: 'PAY_AT_BURN', expireRate: '0.10' }],
  ] as const)('nights of %s book what the guard counted before them: headroom moves by sales and burns alone', async (_name, preset) => {
    await terms({ netDebitCap: { currency: 'IDR', value: '1000000.00' }, ...preset });
    const headroom = async (): Promise<string | undefined> => (await one()).headroom?.value;
    const overNight = async (): Promise<void> => {
      const before = await one();
      await stack.advance(86_400);
      const after = await one();
      expect([after.headroom, after.alerts.map((alert) => alert.kind).filter((kind) => kind === 'FIGURE_CORRECTED')]).toEqual([before.headroom, []]);
    };
    await earn(200);
    await burn(60);
    await issuer.client.burns.create({ externalId: `O-${(sale += 1)}`, member: memberId, outletId: issuer.outletId, points: 10 });
    const first = await headroom();
    await overNight();
    expect(await headroom()).toBe(first);
    // Points that vest in two days are pending first, then claimed; of a refund half is taken back.
    await terms({ earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, pointsAllowed: true, vesting: { afterDays: 2 } } });
    const price = { PAY_AT_ISSUE: 500, HYBRID_RESERVE: 200, PAY_AT_BURN: 0 }[preset.preset];
    const { id } = (await earn(40)) as { id: string };
    expect((await one()).pendingIssue?.value).toBe(`${price * 40}.00`);
    await overNight();
    await issuer.client.reversals.create({ externalId: `R-${(sale += 1)}`, original: { postingId: id }, points: 20, reason: 'RETURN' });
    expect((await one()).pendingIssue?.value).toBe(`${price * 20}.00`);
    await overNight();
    await overNight();
    expect((await one()).pendingIssue?.value).toBe('0.00');
    await burn(140);
    await overNight();
    expect((await one()).position).toEqual((await one()).livePosition);
    expect((await stack.db.owner.query(`SELECT status FROM night_run WHERE status <> 'DONE'`)).rows).toEqual([]);
  });

  test('two that collude, one issuing cheaply and one redeeming dearly, come to the cap and into sight', async () => {
    await terms({ netDebitCap: { currency: 'IDR', value: '1000000.00' } });
    let refused = 0;
    for (let round = 0; round < 30 && refused === 0; round += 1) {
      await earn(100).catch((error: { code: string }) => {
        expect(error.code).toBe('issuer_earn_stopped');
        refused = round;
      });
      if (refused === 0) await burn(100);
    }
    // 20 rounds of 100 points are the cap of 1,000,000; the 21st earn is refused.
    expect(refused).toBe(20);
    await expect(issuer.client.request('POST', '/v1/quotes', { verb: 'EARN', member: memberId, outletId: issuer.outletId, points: 1 })).rejects.toMatchObject({ code: 'issuer_earn_stopped' });
    await closeNight();
    expect((await one()).alerts.map((alert) => [alert.kind, alert.facts['redeemerId'], alert.facts['share']])).toEqual(expect.arrayContaining([['CAP_USED', undefined, undefined], ['CONCENTRATION', redeemer.partnerId, '1.0000']]));
  });

  test('a partner sees itself alone', async () => {
    await earn(10);
    expect((await owner.get<GuardedIssuerList>('/guard/issuers')).data.map((row) => row.issuerId)).toEqual([issuer.partnerId]);
    expect((await finance.get<GuardedIssuerList>('/guard/issuers')).data).toHaveLength(2);
    for (const path of ['', '/history']) await expect(owner.get(`/guard/issuers/${redeemer.partnerId}${path}`)).rejects.toMatchObject({ code: 'not_found', status: 404 });
    await expect(owner.get(`/reports/kpis?partnerId=${redeemer.partnerId}`)).rejects.toMatchObject({ code: 'not_found', status: 404 });
    const csv = await fetch(`${stack.origin}/v1/reports/liability/csv`, { headers: { authorization: `Bearer ${owner.token}` } });
    expect([csv.status, csv.headers.get('content-type'), (await csv.text()).split('\r\n')[0]]).toEqual([200, 'text/csv; charset=utf-8', 'issuerId,issuerName,issueMonth,age,tier,pointKind,outstanding,restated,urr,pointPrice,breakageEstimate,currency,liability']);
  });
});

function nextYear(date: string): string {
  return `${Number(date.slice(0, 4)) + 1}${date.slice(4, 8)}01`;
}
