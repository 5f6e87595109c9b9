import { givenFirstNight, type FirstNight } from '../support/first-night';
import type { CreditNote, Invoice } from '../../src/invoicing/invoicing.wire';
import type { WithholdingList } from '../../src/cash/withholding.wire';

/** A programme billed without a stated commission: PPN on a part of what is billed (W14), from the calculation to the documents. */
describe('DPP nilai lain', () => {
  let night: FirstNight;
  beforeAll(async () => {
    night = await givenFirstNight();
    await night.stack.db.owner.query(`UPDATE tax_profile SET treatment = 'NILAI_LAIN', rate = 0.12, dpp_numerator = 11, dpp_denominator = 12, dpp_rate = 0.10 WHERE tax_profile_id = 'ppn-service' AND version = 3`);
    await night.stack.db.owner.query(`UPDATE tax_rule SET value = 0.04 WHERE rule = 'WITHHOLDING_RATE'`);
    await night.post();
    await night.closeNight();
  });
  afterAll(() => night.stop());
  const twin = async (path: string): Promise<{ totals: { dpp?: { value: string }; ppn: { value: string } }; tax: { text: { id: string } }; withholding?: { expected: { value: string } } }> => (await fetch(`${night.stack.origin}/v1${path}/json`, { headers: { authorization: `Bearer ${night.maker.token}` } })).json() as never;

  test('is printed as its part of what is billed, and its PPN is rounded once from the exact value', async () => {
    const invoice: Invoice = await night.invoice('A', 'FEE_INVOICE');
    // 2,898 billed: DPP 289.80; PPN 2,898 x 10 % x 11/12 x 12 % = 31.878.
    expect([invoice.subtotal.value, invoice.taxBase?.value, invoice.ppn.value]).toEqual(['2898.00', '289.80', '32.00']);
    const { totals, tax, withholding } = await twin(`/invoices/${invoice.id}`);
    expect([totals.dpp?.value, totals.ppn.value, tax.text.id, withholding?.expected.value]).toEqual(['289.80', '32.00', 'PPN 12 % dengan DPP nilai lain 10 % dari yang ditagih', '116.00']);
  });

  test('what may be withheld follows the dated rate, on the list as on the invoice', async () => {
    const { data } = await night.maker.get<WithholdingList>('/withholding');
    expect(data.map((one) => [one.fee.value, one.expected.value]).sort()).toEqual([['2898.00', '116.00'], ['3100.00', '124.00'], ['4003.00', '160.00']]);
  });

  test('a credit note carries the base of what it takes off', async () => {
    await night.brands.B.client.reversals.create({ externalId: 'P4-R', original: { externalId: 'P4' }, points: 100, reason: 'RETURN' });
    await night.closeNight();
    const note = (await night.notes('B')).find((one: CreditNote) => one.ppn.value !== '0.00') as CreditNote;
    // B is credited 1,750 of fees: PPN of 3,100 less PPN of 1,350, 34 - 15.
    expect([note.subtotal.value, note.ppn.value]).toEqual(['1750.00', '19.00']);
    expect((await twin(`/credit-notes/${note.id}`)).totals.dpp?.value).toBe('175.00');
  });
});
