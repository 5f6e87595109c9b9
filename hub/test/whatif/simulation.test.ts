import { TermsBook } from '../../src/terms';
import { eventsOf, openingOf } from '../../src/whatif/burns.reader';
import { playWindows } from '../../src/whatif/domain/play';
import { replayBurns } from '../../src/whatif/domain/replay';
import { groupingOf } from '../../src/settlement/domain/pricing';
import { groupsOfReplay } from '../../src/whatif/domain/replayed-groups';
import { calculatedWindows, pastOf, readPast } from '../../src/whatif/past.reader';
import { SimulationService, type Overrides } from '../../src/whatif/simulation.service';
import { OffsetClock } from '../../src/kernel/clock';
import { givenStack, type Brand, type Stack } from '../support/stack';
import { proposedBy } from '../support/proposed';

const bare = (id: string): string => id.slice(4);
const NOTHING: Overrides = { terms: [], netting: 'MULTILATERAL' };

describe('past windows played again', () => {
  let stack: Stack;
  let simulation: SimulationService;
  const brands: Brand[] = [];
  const days: string[] = [];

  beforeAll(async () => {
    stack = await givenStack();
    for (const name of ['Satu', 'Dua', 'Tiga']) brands.push(await stack.brand(name));
    simulation = new SimulationService(stack.db.pool, new TermsBook(stack.db.pool, new OffsetClock()));
    const [a, b, c] = brands as [Brand, Brand, Brand];
    const { id: member } = await a.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: 'C1' }] });
    const { id: other } = await b.client.members.enrol({ name: 'Budi', identifiers: [{ kind: 'CARD', value: 'C2' }] });
    const maker = await stack.person('rina', ['HUB_FINANCE', 'HUB_ADMIN', 'HUB_APPROVER']);
    const night = async (): Promise<void> => {
      days.push((await maker.get<{ data: { businessDate: string }[] }>('/settlement-windows?status=OPEN')).data[0]?.businessDate ?? '');
      await stack.advance(86_400);
    };
    for (let day = 0; day < 5; day += 1) {
      for (const [at, brand] of brands.entries()) await brand.client.earns.create({ externalId: `E${day}-${at}`, member: at === 2 ? other : member, outletId: brand.outletId, points: 101 + 7 * day + at });
      await b.client.burns.create({ externalId: `B${day}`, member, outletId: b.outletId, points: 33 + day });
      await c.client.burns.create({ externalId: `C${day}`, member, outletId: c.outletId, points: 40 + 11 * day });
      const hold = await a.client.holds.create({ externalId: `H${day}`, member: other, outletId: a.outletId, points: 20 });
      if (day % 2 === 0) await a.client.holds.capture(hold.id, { externalId: `K${day}`, points: 13 });
      if (day === 1) await b.client.reversals.create({ externalId: 'R1', original: { externalId: 'B1' }, points: 10, reason: 'RETURN' });
      if (day === 2) await c.client.reversals.create({ externalId: 'R2', original: { externalId: 'C0' }, points: 25, reason: 'RETURN' });
      if (day === 3) {
        const budi = await stack.person('budi', ['HUB_FINANCE', 'HUB_APPROVER']);
        const settlement = await proposedBy(maker, budi);
        for (const one of [maker, budi]) await one.post(`/settlements/${settlement.id}/approve`, { settlementHash: settlement.settlementHash });
      }
      await night();
    }
  }, 180_000);
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });
  const span = (from: number, to: number): { from: string; to: string } => ({ from: days[from] ?? '', to: new Date(Date.parse(`${days[to - 1] ?? ''}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) });

  test.each([[0, 5], [0, 1], [2, 5], [3, 4], [4, 5]])('with nothing changed, windows %i to %i have the hash that was stored for them', async (from, to) => {
    const played = await simulation.simulate(span(from, to), NOTHING);
    expect([played.windows, played.reproduced]).toEqual([to - from, to - from]);
    expect(played.scenario).toEqual(played.actual);
  });

  test('burns played again in the coalition’s own order move exactly what they moved, and make the same figures', async () => {
    const table = await new TermsBook(stack.db.pool, new OffsetClock()).table();
    const { windows, past, replay } = await readPast(stack.db.pool, async (connection) => {
      const found = await calculatedWindows(connection, days[1], undefined);
      return { windows: found, past: await pastOf(connection, found, table), replay: replayBurns(await openingOf(connection, found), await eventsOf(connection, found), 'EXPIRY_FIRST') };
    });
    expect(replay.notReplayed).toEqual([]);
    const { rows } = await stack.db.owner.query<{ posting_id: string; parts: string }>(
      `SELECT posting_id, string_agg(lot_id || ' ' || points, ', ' ORDER BY line_no) AS parts FROM leg WHERE window_id = ANY($1) AND 'REDEEMER' IN (debit_account, credit_account) GROUP BY posting_id ORDER BY 1`, [windows.map((one) => one.windowId)]);
    expect(replay.moved.map((one) => ({ posting_id: one.postingId, parts: one.parts.map((part) => `${part.lotId} ${part.points}`).join(', ') })).sort((x, y) => (x.posting_id < y.posting_id ? -1 : 1))).toEqual(rows);
    const groups = groupsOfReplay(replay, past, undefined, (window) => groupingOf(window.terms));
    const again = playWindows(past, { terms: (window) => window.terms, fine: (window) => groups.get(window.windowId) ?? [] });
    const before = playWindows(past, { terms: (window) => window.terms });
    expect(again.map((one) => one.result.positions)).toEqual(before.map((one) => one.result.positions));
    expect(again.map((one) => one.result.lines.map((line) => [line.lineKey, line.points, line.delta]))).toEqual(before.map((one) => one.result.lines.map((line) => [line.lineKey, line.points, line.delta])));
  });

  test('a changed price moves the claims of its party by the difference, and nothing else', async () => {
    const [a, b] = brands as [Brand, Brand];
    const cheaper: Overrides = { ...NOTHING, terms: [{ partyId: bare(a.partnerId), body: (before) => ({ ...before, clauses: before.clauses.map((one) => ({ ...one, pointPrice: '450' })) }) }] };
    const played = await simulation.simulate(span(0, 5), cheaper);
    const { rows } = await stack.db.owner.query<{ points: string }>(`SELECT sum(CASE credit_account WHEN 'REDEEMER' THEN points ELSE -points END)::text AS points FROM leg WHERE issuer_id = $1 AND redeemer_id <> $1`, [bare(a.partnerId)]);
    const points = BigInt(rows[0]?.points ?? '0');
    expect(points).toBeGreaterThan(100n);
    const [was, would] = [played.actual.parties.get(bare(a.partnerId)), played.scenario.parties.get(bare(a.partnerId))];
    expect(was?.payable).toBe(points * 50_000n);
    expect(would?.payable).toBe(points * 45_000n);
    // The redeemers still receive 500: the hub adds the difference.
    expect(played.scenario.parties.get(bare(b.partnerId))?.receivable).toBe(played.actual.parties.get(bare(b.partnerId))?.receivable);
    expect(played.scenario.hub.rateDifference - played.actual.hub.rateDifference).toBeLessThan(0n);
    // Fees follow the principal, rounded on the cycles' own lines; in each course everything adds up to nothing.
    for (const { parties, hub } of [played.actual, played.scenario]) {
      const all = [...parties.values()];
      expect(all.reduce((sum, one) => sum + one.position, 0n) + hub.rateDifference).toBe(0n);
      expect(all.reduce((sum, one) => sum + one.netCash, 0n) + hub.fees + hub.ppn + hub.rateDifference).toBe(0n);
    }
  });

  test('finer terms are played from the legs: by the day of earning, with a reserve, with a least fee, monthly', async () => {
    const [a] = brands as [Brand];
    const all = (change: object): Overrides => ({ ...NOTHING, terms: brands.map((one) => ({ partyId: bare(one.partnerId), body: (before) => ({ ...before, ...change }) })) });
    expect((await simulation.simulate(span(0, 5), all({ rateBasis: 'LOT_ISSUE' }))).scenario).toEqual((await simulation.simulate(span(0, 5), NOTHING)).actual);
    const least = await simulation.simulate(span(0, 5), all({ documentCycle: 'MONTHLY', fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.015', minPerCycle: { currency: 'IDR', value: '1000000.00' } }, { clauseId: 'fee-acceptance', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: '0' }] }));
    // A least fee counts for each month in which something was burned, and a month may end among the five days.
    expect(least.scenario.parties.get(bare(a.partnerId))?.issuerFees).toBe(100_000_000n * BigInt(new Set(days.map((date) => date.slice(0, 7))).size));
    expect(least.scenario.parties.get(bare(a.partnerId))?.acceptanceFees).toBe(0n);
    expect(least.scenario.parties.get(bare(a.partnerId))?.position).toBe(least.actual.parties.get(bare(a.partnerId))?.position);
  });

  test('another order and a partner that leaves are played from the lots; the points of each issuer still add up', async () => {
    const [a, b] = brands as [Brand, Brand];
    const own = await simulation.simulate(span(0, 5), { ...NOTHING, order: 'OWN_FIRST' });
    expect(own.replayed?.notReplayed).toEqual([]);
    // Own points first: less is owed across brands.
    expect(own.scenario.netting.gross).toBeLessThan(own.actual.netting.gross);
    const others = await simulation.simulate(span(0, 5), { ...NOTHING, order: 'OTHERS_FIRST' });
    expect(others.scenario.netting.gross).toBeGreaterThan(own.scenario.netting.gross);
    for (const one of [own, others]) expect([...one.outstanding.scenario.values()].reduce((x, y) => x + y, 0n)).toBe([...one.outstanding.actual.values()].reduce((x, y) => x + y, 0n));
    const left = await simulation.simulate(span(2, 5), { ...NOTHING, leaving: bare(b.partnerId) });
    const reasons = left.replayed?.notReplayed.map((one) => one.reason) ?? [];
    expect(reasons.filter((one) => one === 'PARTNER_LEFT').length).toBe(3);
    expect(left.scenario.parties.get(bare(b.partnerId))?.receivable).toBe(0n);
    expect(left.scenario.parties.get(bare(a.partnerId))?.receivable).toBeDefined();
  });

  test('the whole of it writes nothing', async () => {
    const count = async (): Promise<unknown> => {
      const { rows } = await stack.db.owner.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`);
      return Promise.all(rows.map(async ({ name }) => [name, (await stack.db.owner.query<{ n: string }>(`SELECT count(*)::text AS n FROM "${name}"`)).rows[0]?.n]));
    };
    const before = await count();
    await simulation.simulate(span(0, 5), { ...NOTHING, order: 'EARNED_FIRST', netting: 'GROSS', terms: [{ partyId: bare(brands[0]?.partnerId ?? ''), body: (one) => ({ ...one, settlementValue: '400' }) }] });
    expect(await count()).toEqual(before);
    await expect(readPast(stack.db.pool, (connection) => connection.query(`INSERT INTO scenario_share VALUES (uuidv7(), uuidv7(), 'x', now())`))).rejects.toMatchObject({ code: '25006' });
  });
});
