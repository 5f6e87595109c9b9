import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import type { Obligation, Window } from '../../src/settlement/settlement.wire';
import { proposedBy } from '../support/proposed';

/** Two settlements side by side, each waiting for the money of one brand. */
describe('payments that race for one bank reference', () => {
  let stack: Stack;
  let maker: Person;
  let brands: Brand[];
  beforeAll(async () => {
    stack = await givenStack();
    maker = await stack.person('rina', ['HUB_FINANCE']);
    brands = [await stack.brand('Pasar Segar'), await stack.brand('Kopi Kita')];
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const settling = async (serial: string): Promise<Obligation> => {
    const [from, to] = brands as [Brand, Brand];
    const { id } = await from.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: serial }] });
    await from.client.earns.create({ externalId: `E-${serial}`, member: id, outletId: from.outletId, points: 10 });
    await to.client.burns.create({ externalId: `B-${serial}`, member: id, outletId: to.outletId, points: 10 });
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    await maker.post(`/settlement-windows/${data[0]?.id ?? ''}/close`);
    const checker = await stack.person('budi', ['HUB_APPROVER']);
    const proposed = await proposedBy(maker, checker);
    await maker.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
    await checker.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
    const { data: obligations } = await maker.get<{ data: Obligation[] }>(`/settlements/${proposed.id}/obligations`);
    return obligations.find((one) => one.partyId === from.partnerId) as Obligation;
  };

  test('one is recorded, the other is refused, and its obligation stays open', async () => {
    for (let round = 0; round < 5; round += 1) {
      const both = [await settling(`${round}-a`), await settling(`${round}-b`)];
      const answers = await Promise.allSettled(both.map((one) => maker.post('/payments', { obligationId: one.id, amount: { ...one.netCash, value: one.netCash.value.replace('-', '') }, bankReference: `BCA-${round}`, paidOn: stack.today() })));
      expect(answers.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(answers.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'transition_not_allowed' } });
      const { rows } = await stack.db.owner.query<{ status: string; paid: string }>(`SELECT o.status, (SELECT count(*) FROM payment p WHERE p.obligation_id = o.obligation_id) AS paid FROM obligation o WHERE obligation_id = ANY($1) ORDER BY 1`, [both.map((one) => one.id.slice(4))]);
      expect(rows).toEqual([{ status: 'OPEN', paid: '0' }, { status: 'SETTLED', paid: '1' }]);
    }
  });
});
