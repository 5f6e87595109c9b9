import { AssertionFailed } from '../../kernel/assert';
import { sha256Hex } from '../../kernel/canonical';
import { documentJson, pageModel } from './document-model';
import { creditNote, feeInvoice, feeInvoiceApart, nettingStatement, pointsInvoice, redemptionInvoice } from './document-samples';
import { cycleDays, decimal, percent, rupiah } from './document-text';
import type { Block, PageModel, TableBlock } from './page-model';

const block = <T extends Block['type']>(model: PageModel, type: T): Extract<Block, { type: T }> => {
  const found = model.blocks.find((one): one is Extract<Block, { type: T }> => one.type === type);
  if (!found) throw new Error(`The model has no block of type ${type}.`);
  return found;
};
const texts = (table: TableBlock): string[][] => table.rows.map((row) => row.cells.map((cell) => cell.text));

describe('the page model', () => {
  it('says who pays, how much and in words', () => {
    expect(block(pageModel(feeInvoice()), 'hero')).toMatchObject({
      side: { id: 'Anda bayar', en: 'You pay' }, amount: 'Rp 3.217', words: 'tiga ribu dua ratus tujuh belas rupiah', items: [{ value: '15 Desember 2026, 23.59 WIB' }],
    });
    expect(block(pageModel(redemptionInvoice()), 'hero').side.id).toBe('Anda terima');
    expect(block(pageModel(creditNote()), 'hero')).toMatchObject({ side: { id: 'Anda bayar lebih sedikit' }, amount: 'Rp 1.942' });
  });

  it('shows base, rate, amount and PPN of each fee, and DPP with two decimals', () => {
    const model = pageModel(feeInvoice());
    expect(texts(block(model, 'table')).map((row) => row.slice(2))).toEqual([['76.500', '1,5 %', '1.148', '126'], ['87.500', '2 %', '1.750', '193']]);
    expect(block(model, 'sums').rows.map((row) => row.value)).toEqual(['Rp 2.898', 'Rp 2.656,50', 'Rp 319', 'Rp 3.217']);
  });

  it('says on a fee invoice that no settlement takes where to pay it, and on others that the netting statement does', () => {
    const apart = pageModel(feeInvoiceApart());
    expect(block(apart, 'sums').note?.id).toBe('Faktur ini dibayar tersendiri, di luar penyelesaian.');
    expect(block(apart, 'payment').items.map((item) => item.value)).toEqual(['Rp 3.217', 'INV2026000042', '0701200000000042', 'Bank Central Nusantara (014) · KONGSI PASAR SEGAR', 'Bank Central Nusantara', '1234567890', 'PT Kongsi Nusantara Sejahtera', '15 Desember 2026, 23.59 WIB']);
    expect([block(pageModel(feeInvoice()), 'sums').note?.id, pageModel(feeInvoice()).blocks.some((one) => one.type === 'payment')]).toEqual([expect.stringContaining('pernyataan perjumpaan utang'), false]);
  });

  it('groups lines by section and counterparty with sums that add up to the total', () => {
    const facts = pointsInvoice(60);
    const table = block(pageModel(facts), 'table');
    expect(table.rows.filter((row) => row.kind === 'section').map((row) => row.cells[0]?.text)).toEqual(['Siklus berjalan', 'Transaksi susulan']);
    expect(table.rows.filter((row) => row.kind === 'line')).toHaveLength(60);
    const sums = (kind: string): bigint => table.rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + BigInt(row.cells.at(-1)?.text.replaceAll('.', '') ?? ''), 0n);
    expect(sums('total') * 100n).toBe(facts.totals.totalMinor);
    expect(sums('line') * 100n).toBe(facts.totals.totalMinor);
    expect(table.rows.filter((row) => row.kind === 'subtotal').length).toBeGreaterThan(0);
  });

  it('says on a self-billed document that the buyer writes it, and puts the hub at its head', () => {
    const model = pageModel(redemptionInvoice());
    expect(model.issuer).toBe('Kongsi Nusantara');
    expect(model.reader).toBe('Pasar Segar');
    expect(block(model, 'note').text.id).toContain('atas nama penjual');
  });

  it('names the invoice, its lines and the reason on a credit note', () => {
    const model = pageModel(creditNote());
    expect(block(model, 'facts').items.map((item) => item.value)).toContain('INV/2026/000042');
    expect(block(model, 'sums').note?.id).toContain('faktur jasa INV/2026/000042 tanggal 1 Desember 2026');
    expect(block(model, 'quote').text).toContain('dibatalkan');
    expect(texts(block(model, 'table'))[0]?.[0]).toBe('2');
  });

  it('leads from gross to net on a netting statement', () => {
    const model = pageModel(nettingStatement());
    expect(texts(block(model, 'table')).slice(-3)).toEqual([
      ['Jumlah bruto', '4.591.891', '5.346.267'], ['Perjumpaan utang', '\u22124.591.891', '\u22124.591.891'], ['Kas bersih', '0', '754.376'],
    ]);
    const { items, text } = block(model, 'payment');
    expect(items.map((item) => item.value)).toContain('KONGSI-000007-GROCER');
    expect(items.find((item) => item.label.en === 'Virtual account')?.value).toBe('0701200000000042');
    expect([text?.id, text?.en].map((one) => /virtual account.*(rekening|account)/.test(one ?? ''))).toEqual([true, true]);
    const without = (left: 'account' | 'virtualAccount'): string => {
      const facts = nettingStatement();
      Reflect.deleteProperty(facts, left);
      return block(pageModel(facts), 'payment').text?.id ?? '';
    };
    expect(without('virtualAccount')).toBe('Bayarlah tepat sejumlah ini ke rekening dan dengan referensi berikut.');
    expect(without('account')).not.toContain('rekening');
  });

  it('prints the hash of its JSON twin', () => {
    const facts = feeInvoice();
    const model = pageModel(facts, { verifyUrl: 'https://hub.example/verify/x' });
    expect(model.jsonSha256).toBe(sha256Hex(documentJson(facts)));
    const foot = block(model, 'foot').items.map((item) => item.text.id);
    expect(foot).toEqual(expect.arrayContaining([model.jsonSha256, `${facts.engineVersion} · terms ${facts.termsHash}`, 'Cocokkan di https://hub.example/verify/x\u2039SHA-256\u203a']));
    expect(foot.some((text) => text.includes('PMK 131/2024'))).toBe(true);
  });

  it('does not lay out figures that contradict each other', () => {
    const fee = feeInvoice();
    expect(() => pageModel({ ...fee, totals: { ...fee.totals, subtotalMinor: 289_900n, totalMinor: 321_800n } })).toThrow(AssertionFailed);
    expect(() => pageModel({ ...fee, totals: { ...fee.totals, totalMinor: 321_800n } })).toThrow(AssertionFailed);
    const { netting } = nettingStatement();
    expect(() => pageModel(nettingStatement({ netting: { ...netting, netMinor: -100n } }))).toThrow(AssertionFailed);
    expect(() => pageModel(nettingStatement({ netting: { ...netting, direction: 'HUB_PAYS' } }))).toThrow(AssertionFailed);
    expect(() => pageModel(nettingStatement({ netting: { ...netting, setOffMinor: 0n } }))).toThrow(AssertionFailed);
  });
});

describe('the JSON twin', () => {
  it('has sorted names, money as texts and points as numbers', () => {
    const text = documentJson(pointsInvoice());
    const twin = JSON.parse(text) as { kind: string; totals: { total: unknown }; lines: Record<string, unknown>[] };
    expect(Object.keys(twin)).toEqual(Object.keys(twin).sort());
    expect(twin.totals.total).toEqual({ currency: 'IDR', value: '4272004.00' });
    expect(twin.lines[0]).toMatchObject({ points: 1250, pointPrice: '50', amount: { currency: 'IDR', value: '62500.00' }, exact: '62500' });
    expect(text).toBe(documentJson(pointsInvoice()));
  });
});

describe('Indonesian writing', () => {
  it.each([[0n, 'Rp 0'], [125_000_000n, 'Rp 1.250.000'], [-265_650n, '\u2212Rp 2.656,50']])('writes %s minor units', (minor, text) => expect(rupiah(minor)).toBe(text));
  it.each([['48.375', '48,375'], ['1234567', '1.234.567'], ['-0.5', '\u22120,5']])('writes the decimal %s', (text, written) => expect(decimal(text)).toBe(written));
  it.each([['0.015', '1,5 %'], ['0.12', '12 %'], ['1', '100 %'], ['0', '0 %'], ['0.0005', '0,05 %'], ['-0.1', '\u221210 %']])('writes the rate %s', (text, written) => expect(percent(text)).toBe(written));
  it('writes a cycle by its days, without the exclusive end', () => {
    expect(cycleDays('2026-11-01', '2026-12-01')).toBe('1\u201330 November 2026');
    expect(cycleDays('2026-11-01', '2026-11-02')).toBe('1 November 2026');
    expect(cycleDays('2026-10-26', '2026-11-02')).toBe('26 Oktober \u2013 1 November 2026');
    expect(cycleDays('2026-12-28', '2027-01-04')).toBe('28 Desember 2026 \u2013 3 Januari 2027');
  });
});
