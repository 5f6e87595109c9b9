import fc from 'fast-check';
import { breachesOf, readXml, type XmlElement, type XmlRule } from '../../../test/support/xml';
import { allocate } from '../../kernel/allocate';
import { AssertionFailed } from '../../kernel/assert';
import { faultsOf, taxInvoiceBulk, type TaxableInvoice, type TaxParty } from './coretax';
import { checkNsfp, nextStatus, type TaxInvoiceStatus, type TaxInvoiceStep } from './tax-invoice';

const SELLER: TaxParty = { legalName: 'PT Kongsi', npwp: '0010020030040000', nitku: '0010020030040000000000', address: 'Jakarta' };
const BUYER: TaxParty = { legalName: 'PT Pasar Segar & Rekan <Tbk>', npwp: '0823456789013000', nitku: '0823456789013000000001', address: 'Jl. Raya "Bogor"\nKM 24' };
/** Fees of 1,148 and 1,750: base 2,898, DPP 2,656.50, PPN 319 = 126 + 193. */
const INVOICE: TaxableInvoice = { number: 'INV/2026/000042', issuedOn: '2026-12-01', buyer: BUYER, transactionCode: '04', rate: '0.12', subtotalMinor: 289_800n, taxBaseMinor: 265_650n, ppnMinor: 31_900n,
  lines: [{ name: 'Jasa penerbit', feeMinor: 114_800n, ppnMinor: 12_600n }, { name: 'Jasa penerimaan', feeMinor: 175_000n, ppnMinor: 19_300n }] };

const text = /^.*$/s;
const none = /^$/;
const amount = /^(0|[1-9]\d*)\.\d{2}$/;
/** The structure of the tax office's template of output tax invoices, element by element and in its order. */
const GOOD: XmlRule = { sequence: [['Opt', /^[AB]$/], ['Code', /^\d{6}$/], ['Name', /^.{1,255}$/], ['Unit', /^UM\.\d{4}$/], ['Price', amount], ['Qty', /^\d+$/], ['TotalDiscount', amount], ['TaxBase', amount], ['OtherTaxBase', amount], ['VATRate', /^\d+$/], ['VAT', amount], ['STLGRate', /^\d+$/], ['STLG', amount]] };
const BULK: XmlRule = { sequence: [['TIN', /^\d{16}$/], ['ListOfTaxInvoice', { max: 1_000, many: ['TaxInvoice', { sequence: [['TaxInvoiceDate', /^\d{4}-\d{2}-\d{2}$/], ['TaxInvoiceOpt', /^Normal$/], ['TrxCode', /^\d{2}$/], ['AddInfo', none], ['CustomDoc', none], ['CustomDocMonthYear', none], ['RefDesc', /^.+$/], ['FacilityStamp', none],
  ['SellerIDTKU', /^\d{22}$/], ['BuyerTin', /^\d{16}$/], ['BuyerDocument', /^TIN$/], ['BuyerCountry', /^IDN$/], ['BuyerDocumentNumber', /^-$/], ['BuyerName', /^.+$/], ['BuyerAdress', text], ['BuyerEmail', none], ['BuyerIDTKU', /^\d{22}$/], ['ListOfGoodService', { max: 99, many: ['GoodService', GOOD] }]] }] }]] };

const childOf = (element: XmlElement, ...names: string[]): XmlElement => names.reduce((one, name) => one.children.find((child) => child.name === name) as XmlElement, element);
const minor = (value: string): bigint => BigInt(value.replace('.', ''));

describe('the Coretax file', () => {
  it('has the structure of the template, and says of each fee its base, other base and PPN', () => {
    const root = readXml(taxInvoiceBulk(SELLER, [INVOICE, { ...INVOICE, number: 'INV/2026/000043' }]));
    expect(breachesOf(root, BULK)).toEqual([]);
    expect([root.name, root.attributes]).toEqual(['TaxInvoiceBulk', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', 'xsi:noNamespaceSchemaLocation': 'TaxInvoice.xsd' }]);
    const invoice = childOf(root, 'ListOfTaxInvoice', 'TaxInvoice');
    expect([childOf(root, 'TIN').text, childOf(invoice, 'SellerIDTKU').text, childOf(invoice, 'BuyerTin').text, childOf(invoice, 'TrxCode').text, childOf(invoice, 'RefDesc').text]).toEqual([SELLER.npwp, SELLER.nitku, BUYER.npwp, '04', 'INV/2026/000042']);
    expect([childOf(invoice, 'BuyerName').text, childOf(invoice, 'BuyerAdress').text]).toEqual(['PT Pasar Segar & Rekan <Tbk>', 'Jl. Raya "Bogor" KM 24']);
    expect(childOf(invoice, 'ListOfGoodService').children.map((good) => ['TaxBase', 'OtherTaxBase', 'VATRate', 'VAT'].map((name) => childOf(good, name).text))).toEqual([['1148.00', '1052.33', '12', '126.00'], ['1750.00', '1604.17', '12', '193.00']]);
  });

  it('adds up to the invoice whatever the fees are', () => {
    fc.assert(fc.property(fc.array(fc.bigInt(1n, 10n ** 12n), { minLength: 1, maxLength: 6 }), (fees) => {
      const subtotal = fees.reduce((sum, fee) => sum + fee, 0n);
      const base = (subtotal * 100n * 11n + 6n) / 12n;
      const ppn = (subtotal * 11n * 12n + 600n) / 1200n;
      const parts = allocate(ppn, fees);
      const root = readXml(taxInvoiceBulk(SELLER, [{ ...INVOICE, subtotalMinor: subtotal * 100n, taxBaseMinor: base, ppnMinor: ppn * 100n, lines: fees.map((fee, at) => ({ name: 'Jasa', feeMinor: fee * 100n, ppnMinor: (parts[at] ?? 0n) * 100n })) }]));
      expect(breachesOf(root, BULK)).toEqual([]);
      const goods = childOf(root, 'ListOfTaxInvoice', 'TaxInvoice', 'ListOfGoodService').children;
      const sum = (name: string): bigint => goods.reduce((total, good) => total + minor(childOf(good, name).text), 0n);
      expect([sum('TaxBase'), sum('OtherTaxBase'), sum('VAT')]).toEqual([subtotal * 100n, base, ppn * 100n]);
      for (const good of goods) expect(minor(childOf(good, 'Price').text) * BigInt(childOf(good, 'Qty').text) - minor(childOf(good, 'TotalDiscount').text)).toBe(minor(childOf(good, 'TaxBase').text));
    }));
  });

  it('carries any name without becoming something else', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (name) => {
      const root = readXml(taxInvoiceBulk(SELLER, [{ ...INVOICE, buyer: { ...BUYER, legalName: `PT ${name}` } }]));
      expect(breachesOf(root, BULK)).toEqual([]);
    }));
    expect(childOf(readXml(taxInvoiceBulk(SELLER, [{ ...INVOICE, buyer: { ...BUYER, legalName: 'A\u0000\ud800</BuyerName>\u{1f600}' } }])), 'ListOfTaxInvoice', 'TaxInvoice', 'BuyerName').text).toBe('A</BuyerName>\u{1f600}');
  });

  it('holds at most a thousand, and never lines that do not add up', () => {
    expect(() => taxInvoiceBulk(SELLER, Array<TaxableInvoice>(1_001).fill(INVOICE))).toThrow(AssertionFailed);
    expect(() => taxInvoiceBulk(SELLER, [{ ...INVOICE, ppnMinor: 32_000n }])).toThrow(AssertionFailed);
  });
});

describe('what Coretax would refuse', () => {
  const faults = (changes: Partial<TaxableInvoice>, seller = SELLER): string[] => faultsOf({ ...INVOICE, ...changes }, seller, '2026-12-05').map((one) => `${one.field} ${one.code}`);
  const buyer = (changes: Partial<TaxParty>): Partial<TaxableInvoice> => ({ buyer: { ...BUYER, ...changes } });

  it('is nothing where all is right', () => expect(faults({})).toEqual([]));
  it.each<[string, Partial<TaxableInvoice>, string[]]>([
    ['15 digits', buyer({ npwp: '823456789013000' }), ['buyer/npwp length', 'buyer/nitku mismatch']],
    ['letters', buyer({ npwp: '08234567890130O0' }), ['buyer/npwp length', 'buyer/nitku mismatch']],
    ['all zeros', buyer({ npwp: '0'.repeat(16), nitku: '0'.repeat(22) }), ['buyer/npwp dummy', 'buyer/nitku dummy']],
    ['one digit repeated', buyer({ npwp: '9'.repeat(16), nitku: `${'9'.repeat(16)}000000` }), ['buyer/npwp dummy']],
    ['a number of the samples', buyer({ npwp: '1091031210912281', nitku: '1091031210912281000000' }), ['buyer/npwp dummy']],
    ['a NITKU of 21 digits', buyer({ nitku: '082345678901300000000' }), ['buyer/nitku length']],
    ['a NITKU of another company', buyer({ nitku: '0912345678012000000000' }), ['buyer/nitku mismatch']],
    ['an empty address', buyer({ address: ' ' }), ['buyer/address empty']],
    ['the operator as its own customer', { buyer: SELLER }, ['buyer/npwp mismatch']],
    ['a date to come', { issuedOn: '2026-12-06' }, ['issuedOn date']],
    ['a rupiah too many', { ppnMinor: 32_000n }, ['lines sum']],
  ])('%s', (_name, changes, expected) => expect(faults(changes)).toEqual(expected));
  it('says what to do', () => {
    expect(faultsOf({ ...INVOICE, ...buyer({ npwp: '0'.repeat(16) }) }, SELLER, '2026-12-05')[0]?.detail).toMatch(/made-up number. Enter the number on its NPWP card/);
  });
});

describe('the number that the tax office gives', () => {
  const code = (nsfp: string, before?: string): string => {
    try {
      return checkNsfp(nsfp, '04', before);
    } catch (error) {
      return (error as { facts: { fields: { code: string }[] } }).facts.fields[0]?.code ?? '';
    }
  };
  it.each([['04002600012345678', '04002600012345678'], ['04.00-26.00012345678', '04002600012345678'], ['0400260001234567', 'invalid_nsfp'], ['040026000123456789', 'invalid_nsfp'], ['0400260001234567X', 'invalid_nsfp'], ['01002600012345678', 'wrong_code'], ['04012600012345678', 'wrong_status'], ['04000000000000000', 'dummy_nsfp']])('%s', (nsfp, expected) => expect(code(nsfp)).toBe(expected));
  it('keeps its serial when it is replaced', () => {
    expect(code('04012600012345678', '04002600012345678')).toBe('04012600012345678');
    expect(code('04012600012345679', '04002600012345678')).toBe('wrong_status');
    expect(code('04002600012345678', '04002600012345678')).toBe('wrong_status');
  });
});

describe('the steps of a tax invoice', () => {
  const allowed: Record<string, TaxInvoiceStatus> = { 'TO_UPLOAD UPLOAD': 'UPLOADED', 'UPLOADED REJECT': 'TO_UPLOAD', 'UPLOADED APPROVE': 'APPROVED', 'APPROVED REPLACE': 'REPLACED', 'REPLACED REPLACE': 'REPLACED', 'APPROVED CANCEL': 'CANCELLED', 'REPLACED CANCEL': 'CANCELLED' };
  const states: TaxInvoiceStatus[] = ['NOT_REQUIRED', 'TO_UPLOAD', 'UPLOADED', 'APPROVED', 'REPLACED', 'CANCELLED'];
  const steps: TaxInvoiceStep[] = ['UPLOAD', 'REJECT', 'APPROVE', 'REPLACE', 'CANCEL'];
  it.each(states.flatMap((status) => steps.map((step) => [status, step] as const)))('%s %s', (status, step) => {
    const to = allowed[`${status} ${step}`];
    if (to) expect(nextStatus(status, step)).toBe(to);
    else expect(() => nextStatus(status, step)).toThrow(expect.objectContaining({ code: 'transition_not_allowed' }));
  });
});
