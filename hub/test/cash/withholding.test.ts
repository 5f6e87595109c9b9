import { givenFirstNight, idr, type FirstNight } from '../support/first-settlement';
import type { Payment } from '../../src/cash/payments.wire';
import type { WithholdingCertificate } from '../../src/cash/withholding.wire';
import type { Receipt } from '../../src/invoicing/accounts.wire';
import type { Invoice } from '../../src/invoicing/invoicing.wire';
import type { Obligation } from '../../src/settlement/settlement.wire';

/** PPh 23 that a partner withholds: proved before it pays, between two payments, and long after. */
describe('withholding certificates and receipts', () => {
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
  const of = (code: string): Obligation => obligations[code] as Obligation;
  const pay = (code: string, value: string, bankReference: string): Promise<Payment> => night.maker.post<Payment>('/payments', { obligationId: of(code).id, amount: idr(value), bankReference, paidOn: night.stack.today() });
  const certificate = async (code: 'A' | 'B', number: string, value: string, excessReason?: string): Promise<void> => {
    const invoice = (await night.maker.get<{ data: Invoice[] }>(`/invoices?kind=FEE_INVOICE&partnerId=${night.brands[code].partnerId}`)).data[0] as Invoice;
    const { id } = await night.maker.post<WithholdingCertificate>('/withholding-certificates', { invoiceId: invoice.id, number, issuedOn: invoice.issuedOn ?? '', amount: idr(value), ...(excessReason !== undefined && { excessReason }) });
    await night.checker.post(`/withholding-certificates/${id}/accept`);
  };
  const receipts = async (code: 'A' | 'B'): Promise<[string, string, string[]][]> => {
    const { data } = await night.maker.get<{ data: Receipt[] }>(`/receipts?partnerId=${night.brands[code].partnerId}`);
    return (await Promise.all(data.map((one) => night.maker.get<Receipt>(`/receipts/${one.id}`)))).map((one): [string, string, string[]] => [one.amount.value, one.withheld.value, one.documents.filter((each) => each.kind === 'WITHHOLDING_CERTIFICATE').map((each) => each.number)]).sort();
  };
  const texts = async (code: 'A' | 'B'): Promise<string[]> => {
    const { data } = await night.maker.get<{ data: Receipt[] }>(`/receipts?partnerId=${night.brands[code].partnerId}`);
    return Promise.all(data.map((one) => fetch(`${night.stack.origin}/v1/receipts/${one.id}/json`, { headers: { authorization: `Bearer ${night.maker.token}` } }).then((answer) => answer.text())));
  };

  test('one that is accepted before the money comes stands on the receipt of the money, and the net sum settles everything', async () => {
    await certificate('B', 'BP-B', '62.00');
    await pay('B', '43379.00', 'W-B');
    expect(await night.obligation(of('B').id)).toMatchObject({ status: 'SETTLED', netCash: idr('-43441.00') });
    expect(await receipts('B')).toEqual([['43379.00', '62.00', ['BP-B']]]);
    expect((await texts('B'))[0]).toContain('"withheld":{"currency":"IDR","value":"62.00"}');
  });

  test('one that comes after a receipt stands on the next one, once, and the receipt before stays as it was', async () => {
    await pay('A', '20000.00', 'W-A1');
    expect(await receipts('A')).toEqual([['20000.00', '0.00', []]]);
    const [before] = await texts('A');
    await certificate('A', 'BP-A', '58.00');
    expect(await texts('A')).toEqual([before]);
    await pay('A', '9658.00', 'W-A2');
    await pay('A', '1.00', 'W-A3');
    expect(await night.obligation(of('A').id)).toMatchObject({ status: 'SETTLED' });
    expect(await receipts('A')).toEqual([['1.00', '0.00', []], ['20000.00', '0.00', []], ['9658.00', '58.00', ['BP-A']]]);
    expect(await texts('A')).toContain(before);
  });

  test('one that comes when everything is paid is money of the partner: the next settlement gives it back', async () => {
    await expect(certificate('A', 'BP-A2', '100.00')).rejects.toMatchObject({ code: 'withholding_above_expected' });
    await certificate('A', 'BP-A2', '100.00', 'The partner withheld at the rate without NPWP.');
    expect((await night.maker.get<{ data: Payment[] }>('/payments?kind=CERTIFICATE&unapplied=true')).data.map((one) => [one.bankReference, one.unapplied.value])).toEqual([['BP-A2', '100.00']]);
    await expect(night.maker.post('/refunds', { paymentId: (await night.maker.get<{ data: Payment[] }>('/payments?kind=CERTIFICATE&unapplied=true')).data[0]?.id, reason: 'In cash.' })).rejects.toMatchObject({ code: 'not_found' });
    await night.closeNight();
    const next = await night.settle();
    expect([next.obligations['A']?.credits.value, next.obligations['A']?.direction]).toEqual(['100.00', 'HUB_PAYS']);
  });
});
