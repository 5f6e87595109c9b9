import { reserveOf } from '../../src/kernel/parties';
import { givenNights, type Nights } from '../support/nights';

const idr = (value: string): { currency: 'IDR'; value: string } => ({ currency: 'IDR', value });
const priced = (price: string): object => ({ clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: price }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: price }] });
const fees = (issuer: object, acceptance: object = {}): object => ({ fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.02', ...issuer }, { clauseId: 'fee-acceptance', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: '0', ...acceptance }] });

describe('what the hub charges, from burns in the database to the lines of fees', () => {
  let nights: Nights;
  const given = async (...codes: string[]): Promise<Nights> => (nights = await givenNights(codes));
  afterEach(() => nights.stop());

  test('a flat amount a burn: once for each issuer of its lots, once for its redeemer, back when the burn is wholly taken back', async () => {
    const { agree, member, earn, burn, reverse, closeNight } = await given('A', 'B', 'C');
    for (const code of ['A', 'B', 'C']) await agree(code, { ...fees({ rate: '0', flatPerBurn: idr('250.00') }, { flatPerBurn: idr('100.00') }), documentCycle: 'MONTHLY' });
    await nights.awayFromMonthEnd();
    const one = await member();
    // Three lots of A and one of B, so that a burn has several legs of one issuer.
    for (const points of [10, 20, 30]) await earn('A', one, points);
    await earn('B', one, 40);
    await burn('C', one, 100, { externalId: 'four-legs' });
    await earn('A', one, 50);
    await burn('C', one, 30, { externalId: 'one-leg' });
    // An own burn has no fee.
    await burn('A', one, 20, { externalId: 'own' });
    await closeNight();
    expect([await nights.fees('A'), await nights.fees('B'), await nights.fees('C')]).toEqual([{ ISSUER_FEE: 2 * 250, PPN: 55 }, { ISSUER_FEE: 250, PPN: 28 }, { ACCEPTANCE_FEE: 2 * 100, PPN: 22 }].map((line) => expect.objectContaining(line)));
    // A part that comes back leaves the burn a burn; only the whole of it takes the fee back.
    await reverse('C', 'four-legs', 70);
    await closeNight();
    expect([(await nights.fees('A'))['ISSUER_FEE'], (await nights.fees('B'))['ISSUER_FEE'], (await nights.fees('C'))['ACCEPTANCE_FEE']]).toEqual([500, 0, 200]);
    await reverse('C', 'four-legs', 30);
    await closeNight();
    expect([(await nights.fees('A'))['ISSUER_FEE'], (await nights.fees('C'))['ACCEPTANCE_FEE']]).toEqual([250, 100]);
    await reverse('C', 'one-leg', 30);
    await closeNight();
    expect([await nights.fees('A'), await nights.fees('C')]).toEqual([expect.objectContaining({ ISSUER_FEE: 0, PPN: 0 }), expect.objectContaining({ ACCEPTANCE_FEE: 0, PPN: 0 })]);
    expect(await nights.claims('A', 'B', 'C')).toEqual({});
  });

  test('a flat amount goes back once where a burn is wholly taken back in money and then in the ledger, at once or in parts', async () => {
    const { agree, member, earn, burn, reverse, closeNight, brand, stack } = await given('D', 'E');
    await agree('D', { ...fees({ rate: '0', flatPerBurn: idr('250.00') }), documentCycle: 'MONTHLY' });
    await agree('E', { ...fees({}, { flatPerBurn: idr('100.00') }), documentCycle: 'MONTHLY' });
    await nights.awayFromMonthEnd();
    const one = await member();
    await earn('D', one, 300);
    for (const [externalId, points] of [['whole', 60], ['parts', 80], ['stays', 90]] as const) await burn('E', one, points, { externalId });
    await closeNight();
    const flat = async (): Promise<(number | undefined)[]> => [(await nights.fees('D'))['ISSUER_FEE'], (await nights.fees('E'))['ACCEPTANCE_FEE']];
    const correct = async (ofPoints: number, points: number): Promise<void> => {
      const { rows } = await stack.db.owner.query<{ leg_id: string }>(`SELECT l.leg_id FROM leg l WHERE l.issuer_id = $1 AND l.redeemer_id = $2 AND l.points = $3 AND l.credit_account = 'REDEEMER'`, [brand('D').partnerId.slice(4), brand('E').partnerId.slice(4), ofPoints]);
      await stack.db.owner.query(`INSERT INTO money_correction (correction_id, leg_id, points, source_kind, source_id, window_id, created_at) SELECT uuidv7(), $1, $2, 'RECONCILIATION', uuidv7(), window_id, now() FROM settlement_window WHERE state = 'OPEN'`, [rows[0]?.leg_id, points]);
    };
    expect(await flat()).toEqual([3 * 250, 3 * 100]);
    await correct(60, 60);
    await correct(80, 50);
    await closeNight();
    expect(await flat()).toEqual([2 * 250, 2 * 100]);
    // The points of both come home in the ledger: nothing is left to take back of the first, the rest of the second.
    await reverse('E', 'whole', 60);
    await reverse('E', 'parts', 80);
    await closeNight();
    expect([await flat(), (await nights.claims('D', 'E'))['D>E BURN']]).toEqual([[250, 100], 90 * 500]);
    // In one window, in money and in the ledger together.
    await correct(90, 30);
    await reverse('E', 'stays', 90);
    await closeNight();
    expect([await flat(), await nights.claims('D', 'E')]).toEqual([[0, 0], {}]);
  });

  test('a least and a most of a cycle hold when a leg is corrected in money and reversed later, and leave nothing at the end', async () => {
    const { agree, member, earn, burn, reverse, closeNight, brand, stack } = await given('D', 'E');
    await agree('D', { ...fees({ minPerCycle: idr('700.00'), maxPerCycle: idr('900.00') }), documentCycle: 'MONTHLY' });
    await agree('E', { documentCycle: 'MONTHLY' });
    await nights.awayFromMonthEnd();
    const one = await member();
    await earn('D', one, 300);
    const issuerFee = async (): Promise<number | undefined> => (await nights.fees('D'))['ISSUER_FEE'];
    await burn('E', one, 60, { externalId: 'first' });
    await closeNight();
    // 2 % of 30,000 is 600, raised to the least.
    expect(await issuerFee()).toBe(700);
    await burn('E', one, 240, { externalId: 'second' });
    await closeNight();
    expect(await issuerFee()).toBe(900);
    // A ruling takes 100 of the second burn's points back in money; 2 % of 100,000 is beyond the most still.
    const { rows } = await stack.db.owner.query<{ leg_id: string }>(`SELECT l.leg_id FROM leg l WHERE l.issuer_id = $1 AND l.redeemer_id = $2 AND l.points = 240`, [brand('D').partnerId.slice(4), brand('E').partnerId.slice(4)]);
    await stack.db.owner.query(`INSERT INTO money_correction (correction_id, leg_id, points, source_kind, source_id, window_id, created_at) SELECT uuidv7(), $1, 100, 'RECONCILIATION', uuidv7(), window_id, now() FROM settlement_window WHERE state = 'OPEN'`, [rows[0]?.leg_id]);
    await closeNight();
    expect([await issuerFee(), (await nights.claims('D', 'E'))['D>E BURN']]).toEqual([900, 200 * 500]);
    // The whole burn comes back: what the ruling gave back is not given twice.
    await reverse('E', 'second', 240);
    await closeNight();
    expect([await issuerFee(), (await nights.claims('D', 'E'))['D>E BURN']]).toEqual([700, 60 * 500]);
    await reverse('E', 'first', 60);
    await closeNight();
    expect([await nights.fees('D'), await nights.claims('D', 'E')]).toEqual([expect.objectContaining({ ISSUER_FEE: 0, PPN: 0 }), {}]);
  });

  test('two versions of terms within one monthly cycle, with lots that several fund and a least fee: each burn by its day, and nothing stays when all of it is undone', async () => {
    const { agree, agreeFrom, member, earn, burn, reverse, closeNight, brand, position } = await given('F', 'G', 'H');
    const shares = [{ party: brand('F').partnerId, weight: '50' }, { party: brand('G').partnerId, weight: '30' }, { party: 'HUB', weight: '20' }];
    await agree('F', { ...priced('333'), ...fees({ rate: '0.015', minPerCycle: idr('400.00') }), documentCycle: 'MONTHLY', earnRule: { amountPerPoint: idr('10000.00'), expiresAfterDays: 365, pointsAllowed: true, fundingShares: shares } });
    await agree('G', { ...fees({ rate: '0.01' }), documentCycle: 'MONTHLY' });
    await agree('H', { ...priced('333'), ...fees({ rate: '0.02' }, { rate: '0.035' }), documentCycle: 'MONTHLY' });
    await nights.awayFromMonthEnd();
    for (const code of ['F', 'H']) await agreeFrom(code, 1, { ...priced('301.7'), ...(code === 'F' && fees({ rate: '0.03', minPerCycle: idr('300.00') })) });
    const one = await member();
    await earn('F', one, 40);
    await burn('H', one, 1, { externalId: 'old-price' });
    await closeNight();
    // One point at 333 is 166, 100 and 67; 1.5 % of 166 is raised to the least.
    expect(await nights.claims('F', 'G', 'H')).toEqual({ 'F>H BURN': 166, 'G>H BURN': 100, 'HUB>H BURN': 67 });
    expect((await nights.fees('F'))['ISSUER_FEE']).toBe(400);
    await nights.advanceDays(1);
    await burn('H', one, 8, { externalId: 'new-price' });
    await closeNight();
    // 333 + 8 x 301.7 = 2,746.6: the line is one, rounded once, and parted as a whole.
    expect(await nights.claims('F', 'G', 'H')).toEqual({ 'F>H BURN': 1_374, 'G>H BURN': 824, 'HUB>H BURN': 549 });
    expect([(await nights.fees('F'))['ISSUER_FEE'], (await nights.fees('G'))['ISSUER_FEE'], (await nights.fees('H'))['ACCEPTANCE_FEE']]).toEqual([400, 8, 96]);
    expect((await nights.linesOf('F', 'POINTS_INVOICE')).map((line) => [line.amount.value, line.pointPrice])).toEqual([['1374.00', '301.7; 333']]);
    for (const [original, points] of [['new-price', 3], ['old-price', 1], ['new-price', 5]] as const) {
      await reverse('H', original, points);
      await closeNight();
    }
    expect(await nights.claims('F', 'G', 'H')).toEqual({});
    for (const code of ['F', 'G', 'H']) expect([code, Object.values(await nights.fees(code)).filter((amount) => amount !== 0), await position(brand(code).partnerId.slice(4))]).toEqual([code, [], 0]);
  });

  test('a reserve beyond today\'s price: who is paid gets the price, the rest goes home to the issuer, and comes back with the points', async () => {
    const { agree, agreeFrom, member, earn, burn, reverse, closeNight, brand, position } = await given('A', 'I');
    await agree('I', { preset: 'HYBRID_RESERVE', reserveRate: '1', ...priced('500') });
    const one = await member();
    await earn('I', one, 100);
    await closeNight();
    for (const code of ['I', 'A']) await agreeFrom(code, 1, { ...priced('450'), ...(code === 'I' && { settlementValue: '450' }) });
    await nights.advanceDays(1);
    await burn('A', one, 100, { externalId: 'cheaper' });
    await closeNight();
    expect(await nights.claims('I')).toEqual({ 'I>RESERVE:I RESERVE_FUNDING': 50_000, 'RESERVE:I>A RESERVE_RELEASE': 45_000, 'RESERVE:I>I RESERVE_RELEASE': 5_000 });
    expect((await nights.fees('I'))['ISSUER_FEE']).toBe(45_000 * 0.015);
    await reverse('A', 'cheaper', 100);
    await closeNight();
    expect(await nights.claims('I')).toEqual({ 'I>RESERVE:I RESERVE_FUNDING': 50_000 });
    expect([await position(reserveOf(brand('I').partnerId.slice(4))), (await nights.fees('I'))['ISSUER_FEE']]).toEqual([50_000, 0]);
  });
});
