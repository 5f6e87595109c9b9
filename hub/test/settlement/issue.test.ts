import { HUB_PARTY, reserveOf } from '../../src/kernel/parties';
import type { Invoice } from '../../src/invoicing/invoicing.wire';
import type { Window } from '../../src/settlement/settlement.wire';
import { givenNights, type Nights } from '../support/nights';

const priced = (price: string): { clauseId: string; event: string; side: string; pointPrice: string }[] => [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: price }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: price }];
const prepaid = { preset: 'PAY_AT_ISSUE', clauses: [...priced('500'), { clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: '500' }] };
const reserved = { preset: 'HYBRID_RESERVE', reserveRate: '0.40', clauses: priced('500') };
const vesting = { earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, expiresAfterDays: 365, pointsAllowed: true, vesting: { afterDays: 2 } } };

describe('points that are paid for when they are issued', () => {
  let nights: Nights;
  const given = async (...codes: string[]): Promise<Nights> => (nights = await givenNights(codes));
  afterEach(() => nights.stop());
  const partyOf = (code: string): string => nights.brand(code).partnerId.slice(4);

  test('issueTrigger: with EARNED the issuer pays in the window of the earn, with VESTED in that in which the points vest; each point once', async () => {
    const { agree, member, earn, reverse, closeNight, claims, advanceDays, position } = await given('A', 'B', 'C', 'D');
    await agree('A', { ...prepaid, ...vesting, issueTrigger: 'EARNED' });
    await agree('B', { ...prepaid, ...vesting, issueTrigger: 'VESTED' });
    await agree('C', { ...reserved, ...vesting, issueTrigger: 'EARNED' });
    await agree('D', { ...reserved, ...vesting });
    const codes = ['A', 'B', 'C', 'D'] as const;
    const one = await member();
    for (const code of codes) await earn(code, one, 100, { externalId: `sale-${code}` });
    await closeNight();
    const early = { 'A>HUB ISSUE': 100 * 500, 'C>RESERVE:C RESERVE_FUNDING': 100 * 200 };
    expect(await claims(...codes)).toEqual(early);
    // What is taken back while it is pending was paid for only where the earn had to be paid for.
    for (const code of codes) await reverse(code, `sale-${code}`, 30);
    await closeNight();
    expect(await claims(...codes)).toEqual({ 'A>HUB ISSUE': 70 * 500, 'C>RESERVE:C RESERVE_FUNDING': 70 * 200 });
    await advanceDays(4);
    const all = { 'A>HUB ISSUE': 70 * 500, 'B>HUB ISSUE': 70 * 500, 'C>RESERVE:C RESERVE_FUNDING': 70 * 200, 'D>RESERVE:D RESERVE_FUNDING': 70 * 200 };
    expect(await claims(...codes)).toEqual(all);
    for (const code of codes) await reverse(code, `sale-${code}`, 70);
    await closeNight();
    expect(await claims(...codes)).toEqual({});
    for (const code of ['C', 'D']) expect(await position(reserveOf(partyOf(code)))).toBe(0);
  });

  test('steps of the price go by the points of the line; what is taken back takes the last of them back', async () => {
    const { agree, member, earn, reverse, closeNight, claims, advanceDays, awayFromMonthEnd } = await given('K');
    await awayFromMonthEnd();
    await agree('K', { preset: 'PAY_AT_ISSUE', documentCycle: 'MONTHLY', clauses: [...priced('500'), { clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: '50', steps: [{ fromPoints: 0, pointPrice: '50' }, { fromPoints: 100, pointPrice: '45' }] }] });
    const one = await member();
    for (const costs of [60 * 50, 100 * 50 + 20 * 45]) {
      await earn('K', one, 60, { externalId: `sale-${costs}` });
      await advanceDays(1);
      expect(await claims('K')).toEqual({ 'K>HUB ISSUE': costs });
    }
    await reverse('K', 'sale-5900', 30);
    await closeNight();
    expect(await claims('K')).toEqual({ 'K>HUB ISSUE': 90 * 50 });
  });

  test('a transfer and a merge carry issuer, preset and reserve along: a burn by whoever holds the points is paid as if nobody had moved them', async () => {
    const { agree, member, earn, burn, reverse, closeNight, claims, stack, position } = await given('E', 'F', 'G');
    await agree('COALITION', { transferRule: { minPoints: 1, maxPoints: 10_000, minDaysLeft: 1 } });
    await agree('E', prepaid);
    await agree('F', reserved);
    await agree('G', { clauses: [...priced('500'), { clauseId: 'burn-prepaid', event: 'BURN', side: 'RECEIVE', pointPrice: '475', issuerPreset: 'PAY_AT_ISSUE' }] });
    const [giver, receiver, survivor] = [await member(), await member(), await member()];
    await earn('E', giver, 100);
    await earn('F', giver, 100);
    const act = async (token: string, path: string, body: object, key: string): Promise<void> => {
      const answer = await fetch(`${stack.origin}/v1${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body) });
      const asked = (await answer.json()) as { id: string };
      expect([answer.status, asked]).toEqual([202, expect.objectContaining({ status: 'PENDING' })]);
      await approver.post(`/change-requests/${asked.id}/approve`);
    };
    const approver = await stack.person('budi-care', ['HUB_APPROVER']);
    const care = await stack.person('siti', ['HUB_SUPPORT', 'HUB_ADMIN']);
    const issued = { 'E>HUB ISSUE': 100 * 500, 'F>RESERVE:F RESERVE_FUNDING': 100 * 200 };
    // Part of them moves before the first night has seen them, part of them after it.
    await act(care.token, '/transfers', { member: giver, toMember: receiver, points: 60, externalId: 'T-1' }, 'T-1');
    await closeNight();
    expect(await claims('E', 'F')).toEqual(issued);
    await act(care.token, '/transfers', { member: giver, toMember: receiver, points: 90, externalId: 'T-2' }, 'T-2');
    await act(care.token, `/members/${receiver}/merge`, { survivor, reason: 'Two cards of one person.' }, 'M-1');
    await closeNight();
    expect(await claims('E', 'F')).toEqual(issued);
    // 100 of E and 50 of F came over, in the order of use.
    await burn('G', survivor, 150, { externalId: 'all-of-them' });
    await closeNight();
    expect(await claims('E', 'F')).toEqual({ ...issued, 'RESERVE:F>G RESERVE_RELEASE': 50 * 200, 'F>G BURN': 50 * 300 });
    expect((await claims('G'))['HUB>G BURN']).toBe(100 * 475);
    expect(await position(reserveOf(partyOf('F')))).toBe(50 * 200);
    await reverse('G', 'all-of-them', 150);
    await closeNight();
    expect(await claims('E', 'F', 'G')).toEqual(issued);
    expect([await position(reserveOf(partyOf('F'))), await position(HUB_PARTY) >= 50_000]).toEqual([100 * 200, true]);
  });

  test('a late burn keeps the price of its day, and stands in section LATE of the issued documents of both sides; its reversal is credited on that line', async () => {
    const { agree, agreeFrom, member, earn, burn, reverse, closeNight, claims, lateClaims, advanceDays, linesOf, notesOf, maker, brand } = await given('H', 'I');
    for (const code of ['H', 'I']) await agree(code, { clauses: priced('500') });
    const one = await member();
    await earn('H', one, 300);
    await advanceDays(1);
    for (const code of ['H', 'I']) await agreeFrom(code, 1, { clauses: priced('450') });
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    const day = data[0]?.businessDate ?? '';
    await advanceDays(1);
    await burn('I', one, 100, { externalId: 'late', occurredAt: `${day}T03:00:00Z` });
    await burn('I', one, 100, { externalId: 'today' });
    await closeNight();
    expect([await lateClaims('H', 'I'), await claims('H', 'I')]).toEqual([{ 'H>I BURN': 100 * 500 }, { 'H>I BURN': 100 * 500 + 100 * 450 }]);
    for (const [code, kind] of [['H', 'POINTS_INVOICE'], ['I', 'REDEMPTION_INVOICE']] as const) {
      const { data: invoices } = await maker.get<{ data: Invoice[] }>(`/invoices?partnerId=${brand(code).partnerId}&kind=${kind}`);
      expect(invoices.map((invoice) => [invoice.status, invoice.total.value])).toEqual([['ISSUED', '95000.00']]);
      expect((await linesOf(code, kind)).map((line) => [line.section, line.pointPrice, line.points, line.amount.value]).sort()).toEqual([['LATE', '500', 100, '50000.00'], ['NORMAL', '450', 100, '45000.00']]);
      const json = await fetch(`${nights.stack.origin}/v1/invoices/${invoices[0]?.id ?? ''}/json`, { headers: { authorization: `Bearer ${maker.token}` } });
      expect(((await json.json()) as { lines: { section: string; amount: { value: string } }[] }).lines.map((line) => [line.section, line.amount.value]).sort()).toEqual([['LATE', '50000.00'], ['NORMAL', '45000.00']]);
    }
    await advanceDays(1);
    await reverse('I', 'late', 40);
    await closeNight();
    expect([await lateClaims('H', 'I'), await claims('H', 'I')]).toEqual([{ 'H>I BURN': 60 * 500 }, { 'H>I BURN': 60 * 500 + 100 * 450 }]);
    for (const [code, kind] of [['H', 'POINTS_INVOICE'], ['I', 'REDEMPTION_INVOICE']] as const) expect((await notesOf(code)).filter((note) => note.invoiceKind === kind).map((note) => note.total.value)).toEqual(['20000.00']);
  });
});
