import type { KpiReport } from '../../src/reports/reports.wire';
import { dayCsv } from '../support/day';
import { givenFirstNight, type Code, type FirstNight } from '../support/first-night';

describe('how settlement goes, in key figures', () => {
  let night: FirstNight;
  let from = '';
  beforeAll(async () => {
    night = await givenFirstNight();
    await night.post();
    from = (await night.closeNight()).businessDate;
  }, 180_000);
  afterAll(() => night.stop());

  const ratios = async (of?: Code): Promise<Record<string, [string, string]>> => {
    const { ratios: list } = await night.maker.get<KpiReport>(`/reports/kpis?from=${from}&to=${new Date(Date.parse(from) + 5 * 86_400_000).toISOString().slice(0, 10)}${of ? `&partnerId=${night.brands[of].partnerId}` : ''}`);
    return Object.fromEntries(list.map((one) => [one.kpi, [one.numerator, one.denominator]]));
  };

  test('W1: what each paid as issuer and received as redeemer, and the sums over all', async () => {
    expect((await ratios('A'))['netIssuerIndex']).toEqual(['26500', '76500']);
    expect((await ratios('B'))['netIssuerIndex']).toEqual(['40000', '90000']);
    expect((await ratios('C'))['netIssuerIndex']).toEqual(['-66500', '33500']);
    expect(await ratios()).toMatchObject({ netIssuerIndex: ['0', '200000'], costPerPointBurned: ['200000', '400'] });
  });

  test('records that matched, breaks and their age, disputes by value, days until documents, restatements: of those whom they concern', async () => {
    expect(await ratios()).toMatchObject({ autoMatchRate: ['0', '0'], breakAge: ['0', '0'], disputeRateByValue: ['0', '200000'], restatementCount: ['0', '1'] });
    // Nine documents of a day's cycle, issued as it ended.
    expect((await ratios())['daysToIssued']).toEqual(['0', '9']);
    expect((await ratios('A'))['daysToIssued']).toEqual(['0', '3']);
    const { C } = night.brands;
    const at = (await night.stack.db.owner.query<{ at: Date }>(`SELECT occurred_at AS at FROM posting WHERE external_id = 'P1'`)).rows[0]?.at.toISOString() ?? '';
    const day = new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 10);
    const row = (recordId: string, externalId: string): object => ({ recordId, type: 'BURN', externalId, outletId: C.outletId, points: 250, status: 'POSTED', occurredAt: at });
    await C.client.reconciliations.upload(dayCsv(C.partnerId, day, [row('1', 'P1'), row('2', 'NOWHERE')] as never));
    await night.owner.B.post('/disputes', { reason: 'WRONG_PRICE', note: 'The price was wrong.', postingId: await night.postingId('C', 'P1') });
    await night.stack.advance(3 * 86_400);
    const all = await ratios();
    expect(all['autoMatchRate']?.[1]).toBe('2');
    expect(Number(all['breakAge']?.[0])).toBe(3 * Number(all['breakAge']?.[1]));
    // B contests the 80 points that it paid for at C.
    expect(all['disputeRateByValue']).toEqual(['40000', '200000']);
    expect((await ratios('B'))['disputeRateByValue']).toEqual(['40000', '140000']);
    expect(await ratios('A')).toMatchObject({ disputeRateByValue: ['0', '126500'], autoMatchRate: ['0', '0'], breakAge: ['0', '0'] });
  }, 180_000);
});
