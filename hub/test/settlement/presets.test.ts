import { HUB_PARTY, RATE_DIFFERENCE_PARTY, partyToWire, reserveOf } from '../../src/kernel/parties';
import type { Invoice, InvoiceLine } from '../../src/invoicing/invoicing.wire';
import type { KpiReport } from '../../src/reports/reports.wire';
import type { Window } from '../../src/settlement/settlement.wire';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import { vector } from '../support/vectors';

const DAY = 86_400;

describe('who pays when: presets, from the earn to the documents', () => {
  let stack: Stack;
  let brands: Record<string, Brand>;
  let maker: Person;
  let count = 0;

  beforeEach(async () => {
    stack = await givenStack();
    brands = {};
    for (const code of ['A', 'B', 'C', 'D']) brands[code] = await stack.brand(code);
    maker = await stack.person('rina', ['HUB_FINANCE']);
  });
  afterEach(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const brand = (code: string): Brand => brands[code] as Brand;
  /** Changes what a brand agreed to, as if it had been published so. */
  const agree = async (code: string, changes: object): Promise<void> => {
    await stack.db.owner.query('UPDATE terms_version SET body = body || $2::jsonb WHERE party_id = $1', [code === 'COALITION' ? HUB_PARTY : brand(code).partnerId.slice(4), JSON.stringify(changes)]);
  };
  const clauses = (changes: object[]): object => ({ clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: '500' }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: '500' }, ...changes] });
  const earnRule = (changes: object): object => ({ earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, expiresAfterDays: 365, pointsAllowed: true, ...changes } });
  const member = async (): Promise<string> => (await brand('A').client.members.enrol({ name: 'Wulan', identifiers: [{ kind: 'PHONE', value: `+628130${String((count += 1)).padStart(6, '0')}` }] })).id;
  const earn = (at: string, memberId: string, points: number, externalId = `E-${(count += 1)}`): Promise<unknown> => brand(at).client.earns.create({ externalId, member: memberId, outletId: brand(at).outletId, points });
  const burn = (at: string, memberId: string, points: number, externalId = `B-${(count += 1)}`): Promise<unknown> => brand(at).client.burns.create({ externalId, member: memberId, outletId: brand(at).outletId, points });
  const reverse = (at: string, original: string, points: number): Promise<unknown> => brand(at).client.reversals.create({ externalId: `R-${(count += 1)}`, original: { externalId: original }, points, reason: 'RETURN' });

  const closeNight = async (): Promise<Window> => {
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    const closed = await maker.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`);
    expect([closed.status, closed.run.status, closed.run.parkedReason]).toEqual(['CLOSED', 'DONE', undefined]);
    return closed;
  };
  const nameOf = (partyId: string): string => Object.keys(brands).find((one) => brand(one).partnerId === `prt_${partyId}`) ?? (partyId === reserveOf(brand('A').partnerId.slice(4)) ? 'RESERVE:A' : partyToWire(partyId));
  /** Everything that was ever claimed, as `payer>payee kind amount` in rupiah. */
  const claims = async (): Promise<Record<string, number>> => {
    const { rows } = await stack.db.owner.query<{ payer_id: string; payee_id: string; kind: string; amount: string }>(`SELECT l.payer_id, l.payee_id, l.kind, sum(l.amount_minor) AS amount FROM settlement_line l WHERE line_type = 'CLAIM' GROUP BY 1, 2, 3 HAVING sum(l.amount_minor) <> 0`);
    return Object.fromEntries(rows.map((row) => [`${nameOf(row.payer_id)}>${nameOf(row.payee_id)} ${row.kind}`, Number(row.amount) / 100]));
  };
  const position = async (partyId: string): Promise<number> => Number((await stack.db.owner.query<{ sum: string }>('SELECT coalesce(sum(change_minor), 0) AS sum FROM position WHERE party_id = $1', [partyId])).rows[0]?.sum) / 100;
  const ratio = async (kpi: string, of?: string): Promise<string[]> => {
    const { ratios } = await maker.get<KpiReport>(`/reports/kpis${of === undefined ? '' : `?partnerId=${brand(of).partnerId}`}`);
    const found = ratios.find((one) => one.kpi === kpi);
    return [found?.numerator ?? '', found?.denominator ?? ''];
  };
  const linesOf = async (code: string, kind: string): Promise<InvoiceLine[]> => {
    const { data } = await maker.get<{ data: Invoice[] }>(`/invoices?partnerId=${brand(code).partnerId}&kind=${kind}&limit=100`);
    const all = await Promise.all(data.map((one) => maker.get<{ data: InvoiceLine[] }>(`/invoices/${one.id}/lines`)));
    for (const [at, one] of data.entries()) expect(all[at]?.data.reduce((sum, line) => sum + Number(line.amount.value), 0)).toBe(Number(one.subtotal.value));
    return all.flatMap((one) => one.data);
  };

  test('W6: points paid for at issue are repaid at the redemption price, the hub keeps what lies between', async () => {
    const { given, expected } = vector('W6');
    await agree('A', { preset: 'PAY_AT_ISSUE', ...clauses([{ clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: given.issuePrice }]) });
    await agree('B', clauses([{ clauseId: 'burn-prepaid', event: 'BURN', side: 'RECEIVE', pointPrice: given.redemptionPrice, issuerPreset: 'PAY_AT_ISSUE' }]));
    const memberId = await member();
    await earn('A', memberId, given.pointsIssued);
    await burn('B', memberId, given.pointsBurned);
    await closeNight();
    expect(await claims()).toEqual({ 'A>HUB ISSUE': Number(expected.issueClaim), 'HUB>B BURN': Number(expected.redemptionClaims) });
    expect(await position(HUB_PARTY)).toBe(Number(expected.fundBalance));
    expect((await linesOf('A', 'POINTS_INVOICE')).map((line) => [line.lineType, line.counterpartyName, line.points, line.pointPrice, line.amount.value])).toEqual([['ISSUE', 'HUB', given.pointsIssued, '500', expected.issueClaim]]);
    expect((await linesOf('B', 'REDEMPTION_INVOICE')).map((line) => [line.lineType, line.points, line.pointPrice, line.amount.value])).toEqual([['CLAIM_RECEIVABLE', given.pointsBurned, '475', expected.redemptionClaims]]);
    // What the hub repays is no cost a second time.
    expect([await ratio('netIssuerIndex', 'A'), await ratio('costPerPointBurned')]).toEqual([['50000000', '50000000'], ['50000000', '60000']]);
    // The hub paid; only who received is charged.
    expect((await linesOf('A', 'FEE_INVOICE'))).toEqual([]);
    expect((await linesOf('B', 'FEE_INVOICE')).map((line) => [line.lineType, line.base?.value])).toEqual([['ACCEPTANCE_FEE', expected.redemptionClaims]]);
  });

  test('W7: a reserve is filled when points vest, gives its part when they are burned, and is shared when they expire', async () => {
    const { expected } = vector('W7');
    await agree('A', { preset: 'HYBRID_RESERVE', reserveRate: '0.40', releaseShares: { issuer: '70', fund: '30' }, ...earnRule({ expiresAfterDays: 2 }) });
    const memberId = await member();
    await earn('A', memberId, 1000);
    await closeNight();
    expect(await claims()).toEqual({ 'A>RESERVE:A RESERVE_FUNDING': Number(expected.windows[0].issuerToReserve) });
    await burn('B', memberId, 600);
    await closeNight();
    expect(await claims()).toEqual({ 'A>RESERVE:A RESERVE_FUNDING': 200_000, 'RESERVE:A>B RESERVE_RELEASE': Number(expected.windows[1].redeemers[0].fromReserve), 'A>B BURN': Number(expected.windows[1].redeemers[0].fromIssuer) });
    expect((await linesOf('B', 'REDEMPTION_INVOICE')).map((line) => [line.lineType, line.points, line.amount.value])).toEqual([['CLAIM_RECEIVABLE', 600, '180000.00'], ['RESERVE_RELEASE', 600, '120000.00']]);
    // The issuer is charged on all that was paid for its points: its own cash and what its reserve gave.
    expect((await linesOf('A', 'FEE_INVOICE')).map((line) => [line.lineType, line.base?.value, line.amount.value])).toEqual([['ISSUER_FEE', '300000.00', '4500.00']]);
    await stack.advance(4 * DAY);
    expect(await claims()).toMatchObject({ 'RESERVE:A>A RESERVE_RELEASE': Number(expected.windows[2].reserveToIssuer), 'RESERVE:A>COALITION_FUND RESERVE_RELEASE': Number(expected.windows[2].reserveToCoalitionFund) });
    expect(await position(reserveOf(brand('A').partnerId.slice(4)))).toBe(Number(expected.windows[2].reserveAfter));
    // 200,000 into the reserve and 180,000 at burn, of which 56,000 came home: 300,000 for B and 24,000 for the fund.
    expect(await ratio('netIssuerIndex', 'A')).toEqual(['324000', '324000']);
    expect(await ratio('netIssuerIndex', 'B')).toEqual(['-300000', '0']);
    expect(await ratio('costPerPointBurned')).toEqual(['324000', '600']);
  });

  test('W8: expiry under pay at burn moves no cash, or a contribution to the fund where the terms say so', async () => {
    const { given, expected } = vector('W8');
    await agree('A', { ...earnRule({ expiresAfterDays: 2, bonuses: [{ bonusId: 'long', issuer: brand('A').partnerId, pointKind: 'REGULAR', multiplier: '0.2195121952', expiry: { mode: 'NEVER' } }] }) });
    const memberId = await member();
    // 8,200 that end and a bonus of 1,800 that never does; what ends first is used first.
    await earn('A', memberId, 8200);
    await burn('B', memberId, given.burnedElsewhere);
    await burn('A', memberId, given.burnedOwn);
    await closeNight();
    expect(await claims()).toEqual({ 'A>B BURN': Number(expected.claims) });
    await stack.advance(2 * DAY);
    expect(await claims()).toEqual({ 'A>B BURN': Number(expected.claims) });
    await agree('A', { expireRate: given.expireRate });
    await stack.advance(2 * DAY);
    const { rows } = await stack.db.owner.query<{ expired: string; outstanding: string }>(`SELECT (SELECT sum(points) FROM leg WHERE credit_account = 'EXPIRED') AS expired, (SELECT sum(remaining) FROM lot) AS outstanding`);
    expect([Number(rows[0]?.expired), Number(rows[0]?.outstanding)]).toEqual([given.expired, expected.outstanding]);
    expect(await claims()).toEqual({ 'A>B BURN': Number(expected.claims), 'A>COALITION_FUND EXPIRE': Number(expected.expireContributionIfEnabled) });
    expect((await linesOf('A', 'POINTS_INVOICE')).map((line) => [line.lineType, line.counterpartyName, line.amount.value])).toContainEqual(['EXPIRE_CONTRIBUTION', 'COALITION_FUND', expected.expireContributionIfEnabled]);
  });

  test('pending points cost nothing until they vest, each point once: by day, early, moved to a survivor, or taken back before', async () => {
    await agree('A', { preset: 'PAY_AT_ISSUE', ...clauses([{ clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: '500' }]), ...earnRule({ vesting: { afterDays: 3 } }) });
    const [byDay, early, taken] = [await member(), await member(), await member()];
    await earn('A', byDay, 100);
    await earn('A', early, 40);
    await earn('A', taken, 30, 'refunded');
    await reverse('A', 'refunded', 10);
    await closeNight();
    expect(await claims()).toEqual({});
    const lot = (await stack.db.owner.query<{ lot_id: string }>('SELECT lot_id FROM lot WHERE member_id = $1', [early.slice(4)])).rows[0]?.lot_id ?? '';
    const care = await stack.person('siti', ['HUB_OPERATIONS', 'HUB_CARE', 'HUB_ADMIN']);
    const vested = await fetch(`${stack.origin}/v1/lots/lot_${lot}/vest`, { method: 'POST', headers: { authorization: `Bearer ${care.token}`, 'content-type': 'application/json', 'idempotency-key': 'vest-early' }, body: '{}' });
    expect(vested.status).toBe(200);
    await closeNight();
    expect(await claims()).toEqual({ 'A>HUB ISSUE': 40 * 500 });
    await stack.advance(5 * DAY);
    expect(await claims()).toEqual({ 'A>HUB ISSUE': (100 + 40 + 20) * 500 });
    // A refund after vesting takes the claim back, for the points that are really taken.
    await reverse('A', 'refunded', 20);
    await closeNight();
    expect(await claims()).toEqual({ 'A>HUB ISSUE': (100 + 40) * 500 });
    await burn('B', byDay, 60);
    await stack.advance(2 * DAY);
    expect(await claims()).toEqual({ 'A>HUB ISSUE': 140 * 500, 'HUB>B BURN': 60 * 500 });
  });

  test('a burn from a reserve that is reversed in parts gives every rupiah back, and the reserve is what the points need', async () => {
    await agree('A', { preset: 'HYBRID_RESERVE', settlementValue: '48.37', ...clauses([]), clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: '48.37' }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: '48.37' }] });
    for (const code of ['B', 'C']) await agree(code, { clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: '48.37' }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: '48.37' }] });
    const memberId = await member();
    await earn('A', memberId, 1000);
    await closeNight();
    await burn('B', memberId, 333, 'at-B');
    await burn('C', memberId, 333, 'at-C');
    await closeNight();
    expect(await claims()).toEqual({ 'A>RESERVE:A RESERVE_FUNDING': 19_348, 'RESERVE:A>B RESERVE_RELEASE': 6_443, 'A>B BURN': 9_664, 'RESERVE:A>C RESERVE_RELEASE': 6_443, 'A>C BURN': 9_664 });
    await reverse('B', 'at-B', 100);
    await closeNight();
    await reverse('B', 'at-B', 233);
    await closeNight();
    const after = await claims();
    expect([after['A>B BURN'], after['RESERVE:A>B RESERVE_RELEASE']]).toEqual([undefined, undefined]);
    expect(await position(reserveOf(brand('A').partnerId.slice(4)))).toBe(Math.round(667 * 19.348));
  });

  test('W13: a lot that several fund is split over them, and each owes the fee on its part', async () => {
    const [, one] = vector('W13').given.cases;
    const [, expected] = vector('W13').expected.cases;
    const funders = [{ party: brand('A').partnerId, weight: '50' }, { party: brand('B').partnerId, weight: '30' }, { party: 'HUB', weight: '20' }];
    const priced = { clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: one.price }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: one.price }] };
    await agree('A', { ...priced, ...earnRule({ fundingShares: funders }) });
    await agree('C', priced);
    const memberId = await member();
    await earn('A', memberId, one.points);
    await burn('C', memberId, one.points, 'joint');
    await closeNight();
    expect(await claims()).toEqual({ 'A>C BURN': Number(expected.pays[0]), 'B>C BURN': Number(expected.pays[1]), 'HUB>C BURN': Number(expected.pays[2]) });
    expect((await linesOf('B', 'FEE_INVOICE')).map((line) => [line.lineType, line.base?.value])).toEqual([['ISSUER_FEE', expected.pays[1]]]);
    expect((await linesOf('C', 'REDEMPTION_INVOICE')).reduce((sum, line) => sum + Number(line.amount.value), 0)).toBe(Number(expected.total));
    await reverse('C', 'joint', one.points);
    await closeNight();
    expect(await claims()).toEqual({});
  });

  test('a redeemer that receives less from a prepaid issuer, and one that receives another price, leave the hub the difference', async () => {
    await agree('B', { clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: '500' }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: '480' }] });
    await agree('A', { preset: 'HYBRID_RESERVE' });
    const memberId = await member();
    await earn('A', memberId, 100);
    await burn('B', memberId, 100, 'dear');
    await closeNight();
    expect(await position(RATE_DIFFERENCE_PARTY)).toBe(100 * 20);
    expect(await position(brand('B').partnerId.slice(4))).toBe(48_000);
    expect(await position(brand('A').partnerId.slice(4))).toBe(-50_000);
    await reverse('B', 'dear', 100);
    await closeNight();
    expect(await position(brand('B').partnerId.slice(4))).toBe(0);
    expect(await position(brand('A').partnerId.slice(4))).toBe(-20_000);
  });
});
