import { givenStack, type Brand, type Person, type Stack } from './stack';
import type { CreditNote, Invoice } from '../../src/invoicing/invoicing.wire';
import type { Obligation, PositionList, Window } from '../../src/settlement/settlement.wire';
import { proposedBy } from './proposed';

export type Code = 'A' | 'B' | 'C';

/** Three brands with the first night of the worked examples (W1), and what people do around it. */
export interface FirstNight {
  readonly stack: Stack;
  readonly brands: Readonly<Record<Code, Brand>>;
  /** A finance person of the operator, and one who approves. */
  readonly maker: Person;
  readonly checker: Person;
  /** Finance people of the three brands. */
  readonly owner: Readonly<Record<Code, Person>>;
  /** Posts W1's burns; the night is not closed yet. */
  post(): Promise<void>;
  member(earned: readonly [Code, number][]): Promise<string>;
  burn(at: Code, memberId: string, points: number, externalId: string): Promise<{ id: string }>;
  postingId(at: Code, externalId: string): Promise<string>;
  closeNight(): Promise<Window>;
  /** Proposes and approves; net cash and position by party code. */
  settle(): Promise<Record<string, Obligation>>;
  pay(obligations: Record<string, Obligation>): Promise<void>;
  positions(): Promise<Record<string, { position: string; disputed: string; live: string }>>;
  invoice(of: Code, kind: Invoice['kind'], nth?: number): Promise<Invoice>;
  notes(of: Code): Promise<CreditNote[]>;
  stop(): Promise<void>;
}

export async function givenFirstNight(): Promise<FirstNight> {
  const stack = await givenStack();
  const brands = { A: await stack.brand('A'), B: await stack.brand('B'), C: await stack.brand('C') };
  const maker = await stack.person('rina', ['HUB_FINANCE']);
  const checker = await stack.person('budi', ['HUB_APPROVER']);
  const person = (code: Code): Promise<Person> => stack.person(`owner-${code.toLowerCase()}`, ['PARTNER_FINANCE'], brands[code].partnerId);
  const owner = { A: await person('A'), B: await person('B'), C: await person('C') };
  const code = (partyId: string): string => (Object.keys(brands) as Code[]).find((one) => brands[one].partnerId === partyId) ?? partyId;
  let sale = 0;
  const member: FirstNight['member'] = async (earned) => {
    sale += 1;
    const { id } = await brands.A.client.members.enrol({ name: 'Wulan', identifiers: [{ kind: 'PHONE', value: `+628120${String(sale).padStart(6, '0')}` }] });
    for (const [from, points] of earned) await brands[from].client.earns.create({ externalId: `E-${(sale += 1)}`, member: id, outletId: brands[from].outletId, points });
    return id;
  };
  const burn: FirstNight['burn'] = (at, memberId, points, externalId) => brands[at].client.burns.create({ externalId, member: memberId, outletId: brands[at].outletId, points });
  return {
    stack, brands, maker, checker, owner, member, burn,
    post: async () => {
      const [m1, m2, m3] = [await member([['A', 120], ['B', 80], ['C', 50]]), await member([['B', 100]]), await member([['A', 33], ['C', 67]])];
      await burn('C', m1, 250, 'P1');
      await brands.C.client.reversals.create({ externalId: 'P2', original: { externalId: 'P1' }, points: 50, reason: 'RETURN' });
      await burn('A', m2, 100, 'P3');
      await burn('B', m3, 100, 'P4');
    },
    postingId: async (at, externalId) => (await brands[at].client.postings.byExternalId(externalId))?.id ?? '',
    closeNight: async () => {
      const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
      const closed = await maker.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`);
      expect([closed.status, closed.run.status, closed.run.parkedReason]).toEqual(['CLOSED', 'DONE', undefined]);
      return closed;
    },
    settle: async () => {
      const proposed = await proposedBy(maker, checker);
      for (const one of [maker, checker]) await one.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
      const { data } = await maker.get<{ data: Obligation[] }>(`/settlements/${proposed.id}/obligations`);
      expect(data.reduce((sum, one) => sum + BigInt(one.netCash.value.replace('.', '')), 0n)).toBe(0n);
      return Object.fromEntries(data.map((one) => [code(one.partyId), one]));
    },
    pay: async (obligations) => {
      for (const one of Object.values(obligations).filter((each) => each.partyId !== 'HUB' && each.netCash.value !== '0.00')) {
        await maker.post('/payments', { obligationId: one.id, amount: { currency: 'IDR', value: one.netCash.value.replace('-', '') }, bankReference: `BCA-${one.id.slice(-8)}`, paidOn: stack.today() });
      }
    },
    positions: async () => {
      const list = await maker.get<PositionList>('/positions');
      expect(list.sum?.value).toBe('0.00');
      return Object.fromEntries(list.data.map((one) => [code(one.partyId), { position: one.position.value, disputed: one.disputed.value, live: one.livePosition.value }]));
    },
    invoice: async (of, kind, nth = 0) => {
      const { data } = await maker.get<{ data: Invoice[] }>(`/invoices?kind=${kind}&partnerId=${brands[of].partnerId}&sort=cycleFrom`);
      return data[nth] as Invoice;
    },
    notes: async (of) => {
      const { data } = await maker.get<{ data: CreditNote[] }>(`/credit-notes?partnerId=${brands[of].partnerId}&sort=issuedOn&limit=100`);
      return Promise.all(data.map((one) => maker.get<CreditNote>(`/credit-notes/${one.id}`)));
    },
    stop: async () => {
      expect(stack.logged).toEqual([]);
      await stack.stop();
    },
  };
}
