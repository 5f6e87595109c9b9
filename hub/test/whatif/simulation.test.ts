import { TermsBook } from '../../src/terms';
import { SimulationService, type Overrides } from '../../src/whatif/simulation.service';
import { OffsetClock } from '../../src/kernel/clock';
import type { Settlement } from '../../src/settlement/settlement.wire';
import { givenStack, type Brand, type Stack } from '../support/stack';

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
        const settlement = await maker.post<Settlement>('/settlements', {});
        for (const sub of ['rina', 'budi']) await (await stack.person(sub, ['HUB_FINANCE', 'HUB_APPROVER'])).post(`/settlements/${settlement.id}/approve`, { settlementHash: settlement.settlementHash });
      }
      await night();
    }
  });
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
});
