import { givenStack, type Brand, type Person, type Stack } from './stack';
import type { Obligation, Settlement, Window } from '../../src/settlement/settlement.wire';
import { businessDate } from '../../src/kernel/business-date';
import { proposedBy } from './proposed';

/** Three brands after the night of W1, with the two people of the operator who settle it. */
export interface FirstNight {
  readonly stack: Stack;
  readonly brands: Record<'A' | 'B' | 'C', Brand>;
  /** HUB_FINANCE, HUB_APPROVER. */
  readonly maker: Person;
  readonly checker: Person;
  closeNight(): Promise<void>;
  /** Proposes, or takes what the schedule proposed, and approves it by two people. */
  settle(): Promise<{ settlement: Settlement; obligations: Record<string, Obligation> }>;
  obligation(id: string): Promise<Obligation>;
  /** Two people of the operator register the account of which `bankCsv` is a statement. */
  registerAccount(): Promise<void>;
}

export async function givenFirstNight(): Promise<FirstNight> {
  const stack = await givenStack();
  const brands = { A: await stack.brand('A'), B: await stack.brand('B'), C: await stack.brand('C') };
  const [maker, checker] = [await stack.person('rina', ['HUB_FINANCE']), await stack.person('budi', ['HUB_APPROVER'])];
  let serial = 0;
  const member = async (earned: ['A' | 'B' | 'C', number][]): Promise<string> => {
    const { id } = await brands.A.client.members.enrol({ name: 'Wulan', identifiers: [{ kind: 'CARD', value: `W${(serial += 1)}` }] });
    for (const [code, points] of earned) await brands[code].client.earns.create({ externalId: `E${(serial += 1)}`, member: id, outletId: brands[code].outletId, points });
    return id;
  };
  const burn = (code: 'A' | 'B' | 'C', id: string, points: number, externalId: string): Promise<unknown> => brands[code].client.burns.create({ externalId, member: id, outletId: brands[code].outletId, points });
  const closeNight = async (): Promise<void> => {
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    expect((await maker.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`)).run.status).toBe('DONE');
  };
  await burn('C', await member([['A', 120], ['B', 80], ['C', 50]]), 250, 'P1');
  await brands.C.client.reversals.create({ externalId: 'P2', original: { externalId: 'P1' }, points: 50, reason: 'RETURN' });
  await burn('A', await member([['B', 100]]), 100, 'P3');
  await burn('B', await member([['A', 33], ['C', 67]]), 100, 'P4');
  await closeNight();
  const codeOf = (partyId: string): string => Object.entries(brands).find(([, brand]) => brand.partnerId === partyId)?.[0] ?? partyId;
  return {
    stack, brands, maker, checker, closeNight,
    settle: async () => {
      const proposed = await proposedBy(maker, checker);
      await maker.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
      const settlement = await checker.post<Settlement>(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
      const { data } = await maker.get<{ data: Obligation[] }>(`/settlements/${proposed.id}/obligations`);
      return { settlement, obligations: Object.fromEntries(data.map((one) => [codeOf(one.partyId), one])) };
    },
    obligation: (id) => maker.get<Obligation>(`/obligations/${id}`),
    registerAccount: async () => {
      const { id } = await maker.post<{ id: string }>('/bank-accounts', { bankName: 'BCA', bic: 'CENAIDJA', accountNo: OWN_ACCOUNT, holder: 'PT Kongsi', validFrom: stack.today() });
      await checker.post(`/bank-accounts/${id}/approve`);
    },
  };
}

export const idr = (value: string): { currency: string; value: string } => ({ currency: 'IDR', value });

export const OWN_ACCOUNT = '1234567890';

/** A bank statement of the day as CSV, with the trailer that fits. */
export function bankCsv(rows: readonly { reference: string; direction?: 'IN' | 'OUT'; amount: string; remark?: string; account?: string; virtualAccount?: string }[], statement = 'ST-1'): string {
  const sum = rows.reduce((total, one) => total + (one.direction === 'OUT' ? -1n : 1n) * BigInt(one.amount.replace('.', '')), 0n);
  const value = `${sum < 0n ? '-' : ''}${String(sum < 0n ? -sum : sum).padStart(3, '0').replace(/(..)$/, '.$1')}`;
  return `H,KONGSI-BANK,1,${statement},${OWN_ACCOUNT},IDR\n${rows.map((one) => `E,${one.reference},${businessDate(new Date())},${one.direction ?? 'IN'},${one.amount},IDR,PT Payer,${one.account ?? ''},${one.remark ?? ''}${one.virtualAccount === undefined ? '' : `,${one.virtualAccount}`}\n`).join('')}T,${rows.length},${value}\n`;
}
