import { givenFirstNight, type Code, type FirstNight } from '../support/first-night';
import type { DisputeDetail } from '../../src/disputes/disputes.wire';
import { vector } from '../support/vectors';

interface Party { partyId: Code; positionChange: string; issuerFeeChange: string; acceptanceFeeChange: string; ppnChange: string; netCash: string }
interface Note { partyId: Code; corrects: string; total: string; fee?: string; ppn?: string }
interface Expected { whileOpen: { disputedSubBalance: { partyId: Code; amount: string }[] }; parties: Party[]; hub: { netCash: string }; creditNotes: Note[] }
const expected: Expected = vector('W11').expected;
const minor = (value: string): bigint => BigInt(value.replace('.', ''));

describe.each(['MONEY_ONLY', 'REVERSAL'] as const)('W11 with the remedy %s: B contests the 80 points that C charged, with real documents', (remedy) => {
  let night: FirstNight;
  beforeEach(async () => {
    night = await givenFirstNight();
    await night.post();
    await night.closeNight();
  });
  afterEach(() => night.stop());

  const open = async (): Promise<DisputeDetail> => {
    const { B } = night.owner;
    return B.post<DisputeDetail>('/disputes', { reason: 'DUPLICATE', remedy, note: 'The same receipt was charged twice.', postingId: await night.postingId('C', 'P1') });
  };
  const uphold = async (id: string): Promise<void> => {
    await night.owner.C.post(`/disputes/${id}/answer`, { decision: 'CONTEST', note: 'The journal of the till shows two sales.' });
    const ruled = await night.maker.post<DisputeDetail>(`/disputes/${id}/rule`, { outcome: 'UPHELD', text: 'The journal shows one sale with two receipts.' });
    expect([ruled.status, ruled.points, ruled.remedy, ruled.reversals.length]).toEqual(['UPHELD', 80, remedy, remedy === 'REVERSAL' ? 1 : 0]);
    const { rows } = await night.stack.db.owner.query<{ remaining: string }>('SELECT remaining FROM lot WHERE issuer_id = $1 AND points = 80', [night.brands.B.partnerId.slice(4)]);
    expect(rows).toEqual([{ remaining: remedy === 'REVERSAL' ? '80' : '0' }]);
  };
  const checkNotes = async (): Promise<void> => {
    for (const note of expected.creditNotes) {
      const found = (await night.notes(note.partyId)).find((one) => one.invoiceKind === note.corrects);
      expect([note.partyId, note.corrects, found?.total.value, found?.ppn.value]).toEqual([note.partyId, note.corrects, note.total, note.ppn ?? '0.00']);
    }
  };

  test('while it is open B stands +40,000 and C -40,000; upheld it pays 40,666 and takes 38,446, with the credit notes of the example', async () => {
    const opened = await open();
    expect(opened).toMatchObject({ status: 'OPENED', points: 80, principal: { value: '40000.00' }, awaiting: 'COUNTERPARTY', effects: [{ role: 'ISSUER', principal: { value: '40000.00' }, fee: { value: '600.00' }, ppn: { value: '66.00' }, net: { value: '40666.00' } }] });
    const positions = await night.positions();
    for (const { partyId, amount } of expected.whileOpen.disputedSubBalance) expect(positions[partyId]?.disputed).toBe(amount);
    expect(positions['A']?.disputed).toBe('0.00');

    // Before it was settled: the settlement neither asks B for the 40,000 nor pays them to C.
    const first = await night.settle();
    expect(Object.fromEntries(Object.entries(first).map(([party, one]) => [party, one.netCash.value]))).toEqual({ A: '-29717.00', B: '-3441.00', C: '22057.00', HUB: '11101.00' });
    await night.pay(first);
    expect(Object.values(await night.positions()).map((one) => one.position)).toEqual(expect.not.arrayContaining([expect.stringMatching(/[1-9]/)]));

    await uphold(opened.id);
    await night.closeNight();
    const detail = await night.maker.get<DisputeDetail>(`/disputes/${opened.id}`);
    expect(detail.creditedAt).toBeDefined();
    for (const party of expected.parties.filter((one) => one.partyId !== 'A')) expect(detail.effects.find((one) => one.partyName === party.partyId)?.net.value).toBe(party.netCash);
    expect(detail.effects.find((one) => one.role === 'HUB')?.net.value).toBe(expected.hub.netCash);
    await checkNotes();
    // The claim and the sub-balance move back together; what is left to pay is fees and PPN.
    const second = await night.settle();
    expect(Object.fromEntries(Object.entries(second).map(([party, one]) => [party, one.netCash.value]))).toEqual({ B: '666.00', C: '1554.00', HUB: '-2220.00' });
    for (const { partyId, netCash } of expected.parties.filter((one) => one.partyId !== 'A')) {
      const both = minor(first[partyId]?.netCash.value ?? '') + minor(second[partyId]?.netCash.value ?? '');
      const w1 = { A: -29_717n, B: -43_441n, C: 62_057n }[partyId];
      expect(both).toBe(w1 * 100n + minor(netCash));
    }
  });

  test('after it was settled the next settlement takes it back, and upholding moves fees and PPN alone', async () => {
    await night.pay(await night.settle());
    await night.stack.advance(12 * 86_400);
    const opened = await open();
    await night.closeNight();
    const second = await night.settle();
    expect([second['B']?.netCash.value, second['B']?.disputed.value, second['C']?.netCash.value, second['HUB']?.netCash.value]).toEqual(['40000.00', '40000.00', '-40000.00', '0.00']);
    await night.pay(second);
    await uphold(opened.id);
    await night.closeNight();
    const third = await night.settle();
    expect([third['B']?.netCash.value, third['C']?.netCash.value, third['HUB']?.netCash.value]).toEqual(['666.00', '1554.00', '-2220.00']);
    await checkNotes();
  });

  test.each(['before', 'after'])('W2 %s W11 gives the same notes', async (order) => {
    const w2 = async (): Promise<void> => {
      await night.brands.B.client.reversals.create({ externalId: 'R', original: { externalId: 'P4' }, points: 100, reason: 'RETURN' });
      await night.closeNight();
    };
    if (order === 'before') await w2();
    const opened = await open();
    await uphold(opened.id);
    await night.closeNight();
    if (order === 'after') await w2();
    const totals = Object.fromEntries(await Promise.all((['A', 'B', 'C'] as const).map(async (code) => [code, (await night.notes(code)).map((one) => [one.invoiceKind, one.total.value].join(' ')).sort()] as const)));
    expect(totals).toEqual({
      A: ['FEE_INVOICE 275.00', 'POINTS_INVOICE 16500.00'], B: ['FEE_INVOICE 1942.00', 'FEE_INVOICE 666.00', 'POINTS_INVOICE 40000.00', 'REDEMPTION_INVOICE 50000.00'],
      C: ['FEE_INVOICE 1554.00', 'FEE_INVOICE 558.00', 'POINTS_INVOICE 33500.00', 'REDEMPTION_INVOICE 40000.00'] });
  });
});
