import { addDays } from '../../src/kernel/business-date';
import { OffsetClock } from '../../src/kernel/clock';
import { newUuid } from '../../src/kernel/ids';
import { replay } from '../../src/settlement';
import type { RestatementDetail } from '../../src/settlement/restatement.wire';
import type { Obligation, Settlement, Window } from '../../src/settlement/settlement.wire';
import { TermsBook } from '../../src/terms';
import { SimulationService } from '../../src/whatif';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import { proposedBy } from '../support/proposed';

const CODES = ['A', 'B', 'C', 'D'] as const;
type Code = (typeof CODES)[number];
const idr = (value: string): object => ({ currency: 'IDR', value });
const clause = (event: string, side: string, pointPrice: string, more: object = {}): object => ({ clauseId: `${event}-${side}-${pointPrice}`.toLowerCase(), event, side, pointPrice, ...more });

/** What a month can hold: every preset, lots that several fund, stepped and least fees, late sales, returns, money taken back, corrections, a settlement that was paid. */
describe('a month of everything', () => {
  let stack: Stack;
  let simulation: SimulationService;
  let maker: Person;
  let checker: Person;
  const brands = {} as Record<Code, Brand>;
  const days: string[] = [];
  let count = 0;

  const agree = async (code: Code, changes: object): Promise<unknown> => stack.db.owner.query('UPDATE terms_version SET body = body || $2::jsonb WHERE party_id = $1', [brands[code].partnerId.slice(4), JSON.stringify(changes)]);
  const name = (): string => `X-${(count += 1)}`;
  const now = async (): Promise<number> => (await stack.db.owner.query<{ at: Date }>(`SELECT now() + make_interval(secs => (SELECT offset_ms FROM test_clock) / 1000.0) AS at`)).rows[0]?.at.getTime() ?? 0;
  const ago = async (hours: number): Promise<string> => new Date((await now()) - hours * 3_600_000).toISOString();
  const member = async (): Promise<string> => (await brands.A.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: name() }] })).id;
  const earn = (at: Code, of: string, points: number, more: object = {}): Promise<unknown> => brands[at].client.earns.create({ externalId: name(), member: of, outletId: brands[at].outletId, points, ...more });
  const burn = (at: Code, of: string, points: number, externalId = name(), more: object = {}): Promise<unknown> => brands[at].client.burns.create({ externalId, member: of, outletId: brands[at].outletId, points, ...more });
  const giveBack = (at: Code, externalId: string, points: number): Promise<unknown> => brands[at].client.reversals.create({ externalId: name(), original: { externalId }, points, reason: 'RETURN' });

  const night = async (): Promise<string> => {
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    days.push(data[0]?.businessDate ?? '');
    await stack.advance(86_400);
    return data[0]?.id ?? '';
  };
  const settle = async (): Promise<void> => {
    // A week that ended meanwhile was proposed by its night already.
    const settlement = await proposedBy(maker, checker);
    for (const one of [maker, checker]) await one.post(`/settlements/${settlement.id}/approve`, { settlementHash: settlement.settlementHash });
    const { data } = await maker.get<{ data: Obligation[] }>(`/settlements/${settlement.id}/obligations`);
    for (const one of data.filter((each) => each.partyId !== 'HUB' && each.netCash.value !== '0.00')) await maker.post('/payments', { obligationId: one.id, amount: idr(one.netCash.value.replace('-', '')), bankReference: name(), paidOn: days[0] });
    expect((await maker.get<Settlement>(`/settlements/${settlement.id}`)).status).toBe('SETTLED');
  };
  /** A countersigned correction of a brand's first version, put in force for one window. */
  const restate = async (windowId: string, code: Code, change: (body: Record<string, unknown>) => object): Promise<RestatementDetail> => {
    const { rows } = await stack.db.owner.query<{ body: Record<string, unknown>; version: number }>('SELECT body, (SELECT max(version) FROM terms_version WHERE party_id = $1) AS version FROM terms_version WHERE party_id = $1 AND version = 1', [brands[code].partnerId.slice(4)]);
    const termsId = newUuid(Date.now());
    await stack.db.owner.query(`INSERT INTO terms_version (terms_id, party_id, version, valid_from, body, canonical, terms_hash, status, made_by, made_at, countersigned_at, corrects_version) SELECT $1, party_id, $2, valid_from, $3, '{}', $5, 'COUNTERSIGNED', 'user:rina', now(), now(), 1 FROM terms_version WHERE party_id = $4 AND version = 1`,
      [termsId, (rows[0]?.version ?? 1) + 1, JSON.stringify(change(rows[0]?.body ?? {})), brands[code].partnerId.slice(4), termsId.replaceAll('-', '').padEnd(64, '0')]);
    const proposed = await maker.post<RestatementDetail>('/restatements', { windowId, termsIds: [`tms_${termsId}`], reason: 'The price of the contract was another one from the start.' });
    return checker.post<RestatementDetail>(`/restatements/${proposed.id}/approve`, { differenceHash: proposed.differenceHash });
  };

  beforeAll(async () => {
    stack = await givenStack();
    for (const code of CODES) brands[code] = await stack.brand(code);
    [maker, checker] = [await stack.person('rina', ['HUB_FINANCE', 'HUB_ADMIN']), await stack.person('budi', ['HUB_APPROVER'])];
    const rule = (more: object = {}): object => ({ earnRule: { amountPerPoint: idr('10000.00'), expiresAfterDays: 365, pointsAllowed: true, ...more } });
    const receive = [clause('BURN', 'RECEIVE', '500'), clause('BURN', 'RECEIVE', '475', { issuerPreset: 'PAY_AT_ISSUE' })];
    await agree('A', { clauses: [clause('BURN', 'PAY', '48.37'), ...receive], ...rule({ fundingShares: [{ party: brands.A.partnerId, weight: '50' }, { party: brands.B.partnerId, weight: '33.3' }, { party: 'HUB', weight: '16.7' }] }) });
    await agree('B', { preset: 'PAY_AT_ISSUE', breakageShare: '0.25', clauses: [clause('ISSUE', 'PAY', '333.3'), clause('BURN', 'PAY', '500'), ...receive], ...rule() });
    await agree('C', { preset: 'HYBRID_RESERVE', reserveRate: '0.4', documentCycle: 'WEEKLY', clauses: [clause('BURN', 'PAY', '500', { steps: [{ fromPoints: 0, pointPrice: '500' }, { fromPoints: 50, pointPrice: '480' }] }), ...receive], ...rule() });
    await agree('D', { documentCycle: 'MONTHLY', rateBasis: 'LOT_ISSUE', ownBurnFee: true, ...rule(),
      fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.02', steps: [{ fromAmount: idr('0.00'), rate: '0.02' }, { fromAmount: idr('20000.00'), rate: '0.013' }] }, { clauseId: 'fee-acceptance', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: '0.035', flatPerBurn: idr('150.00'), minPerCycle: idr('1500.00') }] });
    simulation = new SimulationService(stack.db.pool, new TermsBook(stack.db.pool, new OffsetClock()));
    const [m1, m2] = [await member(), await member()];
    const windows: string[] = [];
    for (let day = 0; day < 7; day += 1) {
      for (const [at, code] of CODES.entries()) await earn(code, at % 2 === 0 ? m1 : m2, 101 + 7 * day + at);
      await burn('D', m1, 37 + day, `D${day}`);
      await burn('B', m1, 29 + day, `B${day}`);
      await burn('C', m2, 61 - day, `C${day}`);
      await burn('D', m2, 17 + day, `E${day}`);
      if (day >= 2) {
        // A sale and a burn of the day before, told when its window was closed already; and a late burn that is taken back.
        await earn('A', m1, 11 + day, { occurredAt: await ago(26) });
        await burn('B', m2, 5 + day, `L${day}`, { occurredAt: await ago(25) });
        if (day > 2) await giveBack('B', `L${day - 1}`, 3);
      }
      if (day === 3) await giveBack('D', 'D0', 20);
      if (day === 4) {
        await restate(windows[1] ?? '', 'A', (body) => ({ ...body, fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.013' }, (body['fees'] as object[])[1]] }));
        await restate(windows[1] ?? '', 'B', (body) => ({ ...body, fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.01' }, (body['fees'] as object[])[1]] }));
      }
      if (day === 5) {
        await giveBack('D', 'D1', 5);
        await giveBack('B', 'B1', 9);
        await restate(windows[1] ?? '', 'A', (body) => ({ ...body, fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.0125' }, (body['fees'] as object[])[1]] }));
        await settle();
      }
      windows.push(await night());
    }
  }, 240_000);
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const span = (from: number, to: number): { from: string; to: string } => ({ from: days[from] ?? '', to: addDays(days[to - 1] ?? '', 1) });
  const lines = async (): Promise<Record<string, number>> => Object.fromEntries((await stack.db.owner.query<{ what: string; n: number }>(`SELECT 'LATE' AS what, count(*)::int AS n FROM settlement_line WHERE section = 'LATE' UNION ALL SELECT 'FUNDED', count(*)::int FROM settlement_line WHERE funding NOT IN ('', 'TRUE_UP') UNION ALL SELECT 'RESTATED', count(*)::int FROM restated_group UNION ALL SELECT 'VERSIONS', count(*)::int FROM calculation WHERE version > 1`)).rows.map((row) => [row.what, row.n]));

  test('the month has late lines, lots that several fund, and corrections', async () => {
    const found = await lines();
    for (const what of ['LATE', 'FUNDED', 'RESTATED']) expect([what, (found[what] ?? 0) > 1]).toEqual([what, true]);
    expect(found['VERSIONS']).toBe(3);
  });

  test.each([[0, 7], [1, 3], [2, 5], [3, 7], [4, 5], [5, 6], [6, 7]])('with nothing changed, windows %i to %i give the hashes that are stored, and the same figures', async (from, to) => {
    const played = await simulation.simulate(span(from, to), { terms: [], netting: 'MULTILATERAL' });
    expect([played.windows, played.reproduced]).toEqual([to - from, to - from]);
    expect(played.scenario).toEqual(played.actual);
    const { rows } = await stack.db.owner.query<{ party: string; change: string }>(`SELECT p.party_id AS party, sum(p.change_minor)::text AS change FROM position p JOIN settlement_window w USING (window_id) WHERE w.business_date >= $1 AND w.business_date < $2 GROUP BY 1`, [span(from, to).from, span(from, to).to]);
    for (const [party, { position }] of played.actual.parties) expect([party, position.toString()]).toEqual([party, rows.find((row) => row.party === party)?.change ?? '0']);
  });

  test('played from the legs by the same terms, the month comes to the same claims, fees and PPN', async () => {
    const all = CODES.map((code) => ({ partyId: brands[code].partnerId.slice(4), body: <T>(before: T): T => before }));
    const played = await simulation.simulate(span(0, 7), { terms: all, netting: 'MULTILATERAL' });
    expect(played.scenario.parties).toEqual(played.actual.parties);
    expect(played.scenario.hub).toEqual(played.actual.hub);
  });

  test.each<[string, object]>([['paid at burn by everybody', { preset: 'PAY_AT_BURN', clauses: [clause('BURN', 'PAY', '400'), clause('BURN', 'RECEIVE', '390')] }], ['paid at issue', { preset: 'PAY_AT_ISSUE', clauses: [clause('ISSUE', 'PAY', '400'), clause('BURN', 'PAY', '400'), clause('BURN', 'RECEIVE', '390')] }], ['with reserves', { preset: 'HYBRID_RESERVE', reserveRate: '0.25', clauses: [clause('BURN', 'PAY', '400'), clause('ISSUE', 'PAY', '400'), clause('BURN', 'RECEIVE', '390')] }],
    ['in weekly documents at another price', { documentCycle: 'WEEKLY', clauses: [clause('BURN', 'PAY', '300'), clause('ISSUE', 'PAY', '300'), clause('BURN', 'RECEIVE', '300')] }]])('%s, the month adds up to nothing', async (_name, change) => {
    const played = await simulation.simulate(span(0, 7), { terms: CODES.map((code) => ({ partyId: brands[code].partnerId.slice(4), body: (before) => ({ ...before, ...change }) })), netting: 'MULTILATERAL' });
    expect(played.reproduced).toBe(7);
    for (const one of [...played.actualNights, ...played.scenarioNights]) expect(one.result.positions.reduce((sum, party) => sum + party.change, 0n)).toBe(0n);
    expect(played.scenario.parties.get(brands.A.partnerId.slice(4))?.payable).not.toBe(played.actual.parties.get(brands.A.partnerId.slice(4))?.payable);
  });

  test('a tax profile without a version on the day is a missing price, never a price without tax', async () => {
    const untaxed = { partyId: brands.D.partnerId.slice(4), body: <T>(before: T): T => ({ ...before, taxProfiles: { ISSUER_FEE: 'of-tomorrow', ACCEPTANCE_FEE: 'of-tomorrow' } }) };
    await expect(simulation.simulate(span(0, 7), { terms: [untaxed], netting: 'MULTILATERAL' })).rejects.toMatchObject({ code: 'price_missing' });
  });

  test('every stored calculation is calculated again to the same bytes', async () => {
    const found: unknown[] = [];
    for await (const one of replay(stack.db.pool, undefined)) found.push([one.businessDate, one.difference]);
    expect(found).toEqual(days.map((date) => [date, undefined]));
  });
});
