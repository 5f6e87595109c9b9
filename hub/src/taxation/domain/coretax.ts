import { allocate } from '../../kernel/allocate';
import { assert } from '../../kernel/assert';
import type { BusinessDate } from '../../kernel/business-date';
import { minorToValue } from '../../kernel/money';
import { Exact } from '../../kernel/rate';
import { element, xmlDocument, type Element } from './xml';

/** A legal entity as the tax office knows it. */
export interface TaxParty {
  readonly legalName: string;
  readonly npwp: string;
  readonly nitku: string;
  readonly address: string;
}

/** An issued fee invoice as the tax office is told of it: minor units, PPN allocated over the lines by fee. */
export interface TaxableInvoice {
  readonly number: string;
  readonly issuedOn: BusinessDate;
  readonly buyer: TaxParty;
  /** Such as `04`: the base is another value (*DPP nilai lain*). */
  readonly transactionCode: string;
  /** Decimal string, `0.12` is 12 %. */
  readonly rate: string;
  readonly subtotalMinor: bigint;
  /** DPP nilai lain to the sen. */
  readonly taxBaseMinor: bigint;
  readonly ppnMinor: bigint;
  readonly lines: readonly { readonly name: string; readonly feeMinor: bigint; readonly ppnMinor: bigint }[];
}

/** Something that Coretax would refuse: which field, why, and what to do. */
export interface TaxFault {
  readonly field: string;
  readonly code: 'length' | 'dummy' | 'mismatch' | 'empty' | 'date' | 'sum';
  readonly detail: string;
}

/** Most invoices that Coretax takes in one file. */
export const INVOICES_A_FILE = 1_000;
/** Numbers that stand in samples and templates and belong to nobody. */
const DUMMIES = new Set(['0123456789012345', '1234567890123456', '1234567890123450', '9876543210987654', '9990000000999000', '1091031210912281']);
const SAME_DIGITS = /^(\d)\1+$/;

/** Everything of one invoice that Coretax would refuse, in words a person can act on. */
export function faultsOf(invoice: TaxableInvoice, seller: TaxParty, today: BusinessDate): TaxFault[] {
  const fees = invoice.lines.reduce((sum, line) => sum + line.feeMinor, 0n);
  const ppn = invoice.lines.reduce((sum, line) => sum + line.ppnMinor, 0n);
  return [
    ...partyFaults('seller', seller), ...partyFaults('buyer', invoice.buyer),
    ...(seller.npwp === invoice.buyer.npwp ? [{ field: 'buyer/npwp', code: 'mismatch' as const, detail: 'Seller and buyer have the same NPWP. Correct the one that is wrong.' }] : []),
    ...(invoice.issuedOn > today ? [{ field: 'issuedOn', code: 'date' as const, detail: `The tax invoice is dated ${invoice.issuedOn}, after today. Upload it on that day or later.` }] : []),
    ...(/^\d{2}$/.test(invoice.transactionCode) ? [] : [{ field: 'transactionCode', code: 'empty' as const, detail: 'The tax profile has no transaction code. Give it one, such as 04.' }]),
    ...(fees === invoice.subtotalMinor && ppn === invoice.ppnMinor ? [] : [{ field: 'lines', code: 'sum' as const, detail: `Its lines come to ${minorToValue(fees)} and PPN ${minorToValue(ppn)}, the invoice says ${minorToValue(invoice.subtotalMinor)} and ${minorToValue(invoice.ppnMinor)}. Have the document checked; it must not be uploaded.` }]),
  ];
}

function partyFaults(role: 'seller' | 'buyer', party: TaxParty): TaxFault[] {
  const whose = role === 'seller' ? 'the operator' : party.legalName;
  const fault = (field: string, code: TaxFault['code'], detail: string): TaxFault[] => [{ field: `${role}/${field}`, code, detail }];
  const npwp = !/^\d{16}$/.test(party.npwp) ? fault('npwp', 'length', `The NPWP of ${whose} is "${party.npwp}"; it has to be 16 digits. Correct it in the company data.`)
    : SAME_DIGITS.test(party.npwp) || DUMMIES.has(party.npwp) ? fault('npwp', 'dummy', `The NPWP of ${whose} is ${party.npwp}, which is a made-up number. Enter the number on its NPWP card.`) : [];
  const nitku = !/^\d{22}$/.test(party.nitku) ? fault('nitku', 'length', `The NITKU of ${whose} is "${party.nitku}"; it has to be 22 digits: its NPWP and six digits of the place of business, 000000 for the head office.`)
    : SAME_DIGITS.test(party.nitku) ? fault('nitku', 'dummy', `The NITKU of ${whose} is ${party.nitku}, which is a made-up number. It is the NPWP and six digits of the place of business.`)
      : party.nitku.startsWith(party.npwp) ? [] : fault('nitku', 'mismatch', `The NITKU of ${whose} does not begin with its NPWP ${party.npwp}. Correct the one that is wrong.`);
  return [...npwp, ...nitku, ...(party.legalName.trim() === '' ? fault('legalName', 'empty', 'The legal name is empty. Enter the name on the NPWP card.') : []), ...(party.address.trim() === '' ? fault('address', 'empty', `The address of ${whose} is empty. Enter it as on its NPWP card.`) : [])];
}

const SERVICE = 'B';
/** No code of the tax office's list fits the service of a loyalty programme; PER-11/PJ/2025 art. 33 asks for its name. */
const NO_CODE = '000000';
/** *Kegiatan*, activity, among the units of Coretax. */
const ACTIVITY = 'UM.0030';

/**
 * Tax invoices in the import format of Coretax, *TaxInvoiceBulk* (DJP, template of output tax invoices): a file for at most 1,000 of them.
 * @throws AssertionFailed when there are more, or the lines of one do not add up to it
 */
export function taxInvoiceBulk(seller: TaxParty, invoices: readonly TaxableInvoice[]): string {
  assert(invoices.length > 0 && invoices.length <= INVOICES_A_FILE, `A Coretax file holds 1 to ${INVOICES_A_FILE} invoices, not ${invoices.length}.`);
  const root = element('TaxInvoiceBulk', [element('TIN', seller.npwp), element('ListOfTaxInvoice', invoices.map((one) => taxInvoice(seller, one)))]);
  return xmlDocument(root, { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', 'xsi:noNamespaceSchemaLocation': 'TaxInvoice.xsd' });
}

function taxInvoice(seller: TaxParty, one: TaxableInvoice): Element {
  const texts: [string, string][] = [
    ['TaxInvoiceDate', one.issuedOn], ['TaxInvoiceOpt', 'Normal'], ['TrxCode', one.transactionCode], ['AddInfo', ''], ['CustomDoc', ''], ['CustomDocMonthYear', ''], ['RefDesc', one.number], ['FacilityStamp', ''], ['SellerIDTKU', seller.nitku],
    ['BuyerTin', one.buyer.npwp], ['BuyerDocument', 'TIN'], ['BuyerCountry', 'IDN'], ['BuyerDocumentNumber', '-'], ['BuyerName', one.buyer.legalName],
    // One d, as in the template.
    ['BuyerAdress', one.buyer.address], ['BuyerEmail', ''], ['BuyerIDTKU', one.buyer.nitku],
  ];
  return element('TaxInvoice', [...texts.map(([name, text]) => element(name, text)), element('ListOfGoodService', goods(one))]);
}

function goods(one: TaxableInvoice): Element[] {
  const percent = new Exact(one.rate).mul(100).toFixed();
  // The other tax base is spread by fee like the PPN, so the lines add up to what the invoice prints; by the PPN itself where another version of the tax added some without a fee.
  const moved = one.lines.some((line) => line.feeMinor === 0n && line.ppnMinor !== 0n);
  const bases = allocate(one.taxBaseMinor, one.lines.map((line) => (moved ? line.ppnMinor : line.feeMinor)));
  const sum = one.lines.reduce((total, line) => total + line.ppnMinor, 0n);
  assert(sum === one.ppnMinor, `The PPN of the lines of ${one.number} does not add up.`);
  return one.lines.map((line, at) => {
    const texts: [string, string][] = [
      ['Opt', SERVICE], ['Code', NO_CODE], ['Name', line.name], ['Unit', ACTIVITY], ['Price', minorToValue(line.feeMinor)], ['Qty', '1'], ['TotalDiscount', '0.00'], ['TaxBase', minorToValue(line.feeMinor)],
      ['OtherTaxBase', minorToValue(bases[at] ?? 0n)], ['VATRate', percent], ['VAT', minorToValue(line.ppnMinor)], ['STLGRate', '0'], ['STLG', '0.00'],
    ];
    return element('GoodService', texts.map(([name, text]) => element(name, text)));
  });
}
