import { givenFirstNight, idr, type FirstNight } from '../support/first-settlement';
import type { BankAccount, Payable } from '../../src/cash/bank.wire';
import type { Invoice } from '../../src/invoicing/invoicing.wire';
import type { Obligation } from '../../src/settlement/settlement.wire';

/** A partner that is suspended gives no points; its points are burned, billed and settled as always, what it is owed is held, and everything goes on by itself. */
describe('a suspended partner', () => {
  let night: FirstNight;
  let obligations: Record<string, Obligation>;
  beforeAll(async () => {
    night = await givenFirstNight();
    ({ obligations } = await night.settle());
  });
  afterAll(async () => {
    expect(night.stack.logged).toEqual([]);
    await night.stack.stop();
  });
  const held = async (): Promise<(string | undefined)[]> => (await night.maker.get<{ data: Payable[] }>('/payables')).data.map((one) => one.held);
  const earn = (code: 'B' | 'C', externalId: string, member: string): Promise<unknown> => night.brands[code].client.earns.create({ externalId, member, outletId: night.brands[code].outletId, points: 40 });
  const bill = async (): Promise<string[]> => (await night.maker.get<{ data: Invoice[] }>(`/invoices?partnerId=${night.brands.C.partnerId}&kind=POINTS_INVOICE&sort=cycleFrom`)).data.map((one) => one.subtotal.value);

  test('earns stop, burns, nights and documents go on, what is payable to it waits, and all of it resumes', async () => {
    const { id: member } = await night.brands.B.client.members.enrol({ name: 'S', identifiers: [{ kind: 'CARD', value: 'SUSPENDED' }] });
    await earn('C', 'before', member);
    const admin = await night.stack.person('adi', ['HUB_ADMIN']);
    for (const code of ['A', 'B'] as const) await night.maker.post('/payments', { obligationId: obligations[code]?.id, amount: idr((obligations[code]?.netCash.value ?? '').replace('-', '')), bankReference: `S-${code}`, paidOn: night.stack.today() });
    const [owner, finance] = [await night.stack.person('cici', ['PARTNER_OWNER'], night.brands.C.partnerId), await night.stack.person('cahya', ['PARTNER_FINANCE'], night.brands.C.partnerId)];
    const { issuedOn } = await night.maker.get<{ issuedOn: string }>(`/statements/${obligations['C']?.statementId ?? ''}`);
    const account = await owner.post<BankAccount>('/bank-accounts', { bankName: 'BCA', bic: 'CENAIDJA', accountNo: '9876543210', holder: 'PT C', validFrom: issuedOn });
    for (const person of [finance, night.maker]) await person.post(`/bank-accounts/${account.id}/approve`);
    expect(await held()).toEqual([undefined]);

    await admin.post(`/partners/${night.brands.C.partnerId}/suspend`, { reason: 'Under review.' });
    await expect(earn('C', 'stopped', member)).rejects.toMatchObject({ code: 'partner_suspended' });
    await night.brands.B.client.burns.create({ externalId: 'its-points', member, outletId: night.brands.B.outletId, points: 40 });
    const before = await bill();
    await night.closeNight();
    expect((await bill()).sort()).toEqual([...before, '20000.00'].sort());
    expect([await held(), await night.maker.post('/payment-instructions', { settlementId: obligations['C']?.settlementId }).catch((error: { problem: { held: { reason: string }[] } }) => error.problem.held.map((one) => one.reason))]).toEqual([['SUSPENDED'], ['SUSPENDED']]);
    const next = await night.settle();
    expect(next.obligations['C']).toMatchObject({ direction: 'PAYS_HUB', position: idr('-20000.00') });

    await admin.post(`/partners/${night.brands.C.partnerId}/resume`, { reason: 'Cleared.' });
    expect(await held()).toContain(undefined);
    await earn('C', 'again', member);
    expect(await night.maker.post<{ payouts: number }>('/payment-instructions', { settlementId: obligations['C']?.settlementId })).toMatchObject({ payouts: 1 });
  });
});
