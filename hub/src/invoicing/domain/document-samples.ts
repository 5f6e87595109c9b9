import type { AccountStatementFacts, CreditNoteFacts, DocumentLine, DocumentParty, InvoiceFacts, NettingStatementFacts, OutletShare, ReceiptFacts, StampDuty, StatementVoidFacts } from './document';
import { nettingFigures } from './netting-figures';

/** Made-up documents whose figures add up, for the tests of the page model and of the renderer. */

const HUB: DocumentParty = {
  name: 'Kongsi Nusantara', legalName: 'PT Kongsi Nusantara Sejahtera', npwp: '0912345678012000', nitku: '0912345678012000000000',
  address: 'Gedung Arthaloka Lt. 12, Jl. Jenderal Sudirman Kav. 2, Jakarta Pusat 10220',
};
const GROCER: DocumentParty = {
  name: 'Pasar Segar', legalName: 'PT Pasar Segar Makmur Abadi & Rekan', npwp: '0823456789013000', nitku: '0823456789013000000000',
  address: 'Jl. Raya Bogor KM 24 No. 8, Ciracas, Jakarta Timur 13750',
};
const COMMON = {
  issuedOn: '2026-12-01', cycleFrom: '2026-11-01', cycleTo: '2026-12-01', currency: 'IDR', windowCount: 30,
  termsHash: '4f1c9a2b7d3e58607a1b2c3d4e5f60718293a4b5c6d7e8f9012a3b4c5d6e7f80', engineVersion: 'kongsi-engine 0.1.0', termsRef: 'GROCER@v2',
  log: { treeSize: '18412', rootHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
} as const;
const NOT_SUBJECT = { text: { id: 'Penyerahan poin tidak dikenai PPN', en: 'Handing over points is outside VAT' }, citation: 'PMK 6/PMK.03/2021 pasal 12' };
const SERVICE = { text: { id: 'PPN 12 % atas DPP nilai lain 11/12', en: 'VAT of 12 % on 11/12 of the fee' }, citation: 'PMK 131/2024' };
const BRANDS = [
  'Apotek Sehat Sentosa', 'Bahari BBM', 'Kopi Tuku Rasa', 'Cantik Kosmetika', 'Jelajah Wisata', 'Yayasan Peduli Anak Bangsa',
  'Toko Buku dan Alat Tulis Cendekia Mulia Pratama cabang Pondok Indah, Kelapa Gading dan Serpong Utara',
];

const sum = (lines: readonly DocumentLine[], of: (line: DocumentLine) => bigint): bigint => lines.reduce((total, line) => total + of(line), 0n);

/** A claim line of each brand in turn; the tenth part are late, and each third exact amount has a fraction. */
function claims(count: number, lineType: 'CLAIM_PAYABLE' | 'CLAIM_RECEIVABLE'): DocumentLine[] {
  return Array.from({ length: count }, (_, at) => {
    const points = BigInt(1_250 + at * 7_919);
    const rupiah = points * 50n + BigInt(at % 3);
    return {
      lineNo: at + 1, lineType, section: at >= count - Math.floor(count / 10) ? 'LATE' : 'NORMAL', counterpartyName: BRANDS[at % BRANDS.length] ?? '',
      points, pointPrice: at % 2 === 0 ? '50' : '48.375', amountMinor: rupiah * 100n, exact: at % 3 === 2 ? `${rupiah - 1n}.625` : rupiah.toString(),
      termsRef: `GROCER@v2 clause burn-pay-${at % 4}`, legCount: 12 + at * 31,
    };
  });
}

function invoice(facts: Pick<InvoiceFacts, 'kind' | 'number' | 'lines' | 'totals' | 'tax'> & Partial<InvoiceFacts>): InvoiceFacts {
  return { ...COMMON, seller: HUB, buyer: GROCER, dueDate: '2026-12-15', ...facts };
}

/** The annex of some lines: two outlets a brand, which share its amounts. */
function outletsOf(lines: readonly DocumentLine[]): OutletShare[] {
  return [...new Set(lines.map((line) => line.counterpartyName ?? ''))].flatMap((partner) => {
    const own = lines.filter((line) => line.counterpartyName === partner);
    const [points, amount, legs] = [sum(own, (line) => line.points ?? 0n), sum(own, (line) => line.amountMinor), own.reduce((total, line) => total + line.legCount, 0)];
    const third = amount / 300n * 100n;
    return [{ outlet: `${partner.slice(0, 12)} Kemang`, partner, points: points / 3n, amountMinor: third, legCount: 7 }, { outlet: `${partner.slice(0, 12)} Menteng`, partner, points: points - points / 3n, amountMinor: amount - third, legCount: legs - 7 }];
  });
}

const STAMP: StampDuty = { required: true, aboveMinor: 500_000_000n, dutyMinor: 1_000_000n, citation: 'UU 10/2020 pasal 3 ayat (2) huruf g' };

export function pointsInvoice(lineCount = 5): InvoiceFacts {
  const lines = claims(lineCount, 'CLAIM_PAYABLE');
  const subtotalMinor = sum(lines, (line) => line.amountMinor);
  return invoice({ kind: 'POINTS_INVOICE', number: 'INP/2026/000042', lines, totals: { subtotalMinor, ppnMinor: 0n, totalMinor: subtotalMinor }, tax: NOT_SUBJECT, settledBy: 'NET/2026/000007', ownBurns: { points: 12_345n, legCount: 31 }, outlets: outletsOf(lines) });
}

/** Lines of every type that a partner pays, in every section: points paid for at issue, reserve, what expired, late and restated ones. */
export function pointsInvoiceOfAllTypes(): InvoiceFacts {
  const plain: Omit<DocumentLine, 'lineNo' | 'lineType' | 'section' | 'amountMinor' | 'exact'> = { counterpartyName: 'HUB', points: 1_001n, pointPrice: '500', termsRef: 'GROCER@v3 clause issue', legCount: 9 };
  const lines: DocumentLine[] = [
    { ...plain, lineNo: 1, lineType: 'ISSUE', section: 'NORMAL', amountMinor: 50_050_000n, exact: '500500' },
    { ...plain, lineNo: 2, lineType: 'RESERVE_FUNDING', section: 'NORMAL', points: 1_003n, pointPrice: '200', amountMinor: 20_060_000n, exact: '200600', termsRef: 'GROCER@v3 clause reserve' },
    { ...plain, lineNo: 3, lineType: 'EXPIRE_CONTRIBUTION', section: 'NORMAL', counterpartyName: 'COALITION_FUND', points: 1_201n, pointPrice: '50', amountMinor: 6_005_000n, exact: '60050', termsRef: 'GROCER@v3 clause expire' },
    { ...plain, lineNo: 4, lineType: 'CLAIM_PAYABLE', section: 'LATE', counterpartyName: BRANDS[0] ?? '', points: 77n, amountMinor: 3_850_000n, exact: '38500', termsRef: 'GROCER@v3 clause burn-pay', legCount: 2 },
    { ...plain, lineNo: 5, lineType: 'CLAIM_PAYABLE', section: 'RESTATED', counterpartyName: BRANDS[1] ?? '', points: 0n, amountMinor: 123_400n, exact: '1234', termsRef: 'GROCER@v4 clause burn-pay', legCount: 31 },
  ];
  const subtotalMinor = sum(lines, (line) => line.amountMinor);
  return invoice({ kind: 'POINTS_INVOICE', number: 'INP/2026/000043', lines, totals: { subtotalMinor, ppnMinor: 0n, totalMinor: subtotalMinor }, tax: NOT_SUBJECT });
}

/** Lines of every type that a partner is paid. */
export function redemptionInvoiceOfAllTypes(): InvoiceFacts {
  const lines: DocumentLine[] = [
    { lineNo: 1, lineType: 'CLAIM_RECEIVABLE', section: 'NORMAL', counterpartyName: BRANDS[0] ?? '', points: 600n, pointPrice: '500', amountMinor: 18_000_000n, exact: '180000', termsRef: 'GROCER@v3 clause burn-receive', legCount: 12 },
    { lineNo: 2, lineType: 'RESERVE_RELEASE', section: 'NORMAL', counterpartyName: BRANDS[0] ?? '', points: 600n, amountMinor: 12_000_000n, exact: '120000', termsRef: 'GROCER@v3 clause reserve', legCount: 12 },
    { lineNo: 3, lineType: 'BREAKAGE_SHARE', section: 'NORMAL', counterpartyName: 'HUB', points: 400n, pointPrice: '50', amountMinor: 2_000_000n, exact: '20000', termsRef: 'GROCER@v3 clause breakage', legCount: 4 },
  ];
  const subtotalMinor = sum(lines, (line) => line.amountMinor);
  return invoice({ kind: 'REDEMPTION_INVOICE', number: 'INR/2026/000043', seller: GROCER, buyer: HUB, lines, totals: { subtotalMinor, ppnMinor: 0n, totalMinor: subtotalMinor }, tax: NOT_SUBJECT });
}

/** A netting statement whose credits and disputed claims are to the partner's disadvantage and advantage. */
export function contestedStatement(): NettingStatementFacts {
  const base = nettingStatement();
  const netting = nettingFigures({ ...base.netting, creditNotesMinor: 0n, withheldMinor: 0n, unappliedMinor: 0n, disputedMinor: 4_000_000n });
  return { ...base, losses: [{ defaulter: BRANDS[3] ?? '', rule: 'NET_EXPOSURE', amountMinor: 650_000n, netExposureMinor: 650_000n, grossClaimMinor: 509_800n }], netting };
}

export function statementVoid(): StatementVoidFacts {
  return { ...COMMON, seller: HUB, buyer: GROCER, kind: 'STATEMENT_VOID', number: 'NET/2026/000008', issuedOn: '2026-12-02', statement: { number: 'NET/2026/000007', issuedOn: '2026-12-01', netCashMinor: 7_102_100n, direction: 'PAYS_HUB', bankReference: 'KONGSI-000007-GROCER' },
    reason: 'Harga satu klausul salah; penyelesaian diulang.', settlementId: 'stl_0193a0f2-7c4e-7b1a-9d2e-3f4a5b6c7d8e' };
}

export function redemptionInvoice(lineCount = 4): InvoiceFacts {
  const lines = claims(lineCount, 'CLAIM_RECEIVABLE');
  const subtotalMinor = sum(lines, (line) => line.amountMinor);
  return invoice({ kind: 'REDEMPTION_INVOICE', number: 'INR/2026/000042', seller: GROCER, buyer: HUB, lines, totals: { subtotalMinor, ppnMinor: 0n, totalMinor: subtotalMinor }, tax: NOT_SUBJECT });
}

/** Fees of 1,148 and 1,750 rupiah: base 2,898, DPP 2,656.50, PPN 319 = 126 + 193. */
export function feeInvoice(): InvoiceFacts {
  const lines: DocumentLine[] = [
    { lineNo: 1, lineType: 'ISSUER_FEE', section: 'NORMAL', baseMinor: 7_650_000n, rate: '0.015', amountMinor: 114_800n, ppnMinor: 12_600n, exact: '1147.5', termsRef: 'GROCER@v2 clause issuer-fee', legCount: 18 },
    { lineNo: 2, lineType: 'ACCEPTANCE_FEE', section: 'NORMAL', baseMinor: 8_750_000n, rate: '0.02', amountMinor: 175_000n, ppnMinor: 19_300n, exact: '1750', termsRef: 'GROCER@v2 clause acceptance-fee', legCount: 24 },
  ];
  return invoice({ kind: 'FEE_INVOICE', number: 'INV/2026/000042', lines, totals: { subtotalMinor: 289_800n, dpp: '2656.50', ppnMinor: 31_900n, totalMinor: 321_700n }, tax: SERVICE,
    withholding: { rate: '0.02', baseMinor: 289_800n, expectedMinor: 5_800n, netToPayMinor: 315_900n, citation: 'UU 36/2008 pasal 23' } });
}

/** A fee invoice that no settlement takes. */
export function feeInvoiceApart(): InvoiceFacts {
  const { account, virtualAccount } = nettingStatement();
  return { ...feeInvoice(), payTo: { bankReference: 'INV2026000042', ...(account && { account }), ...(virtualAccount && { virtualAccount }) } };
}

export function creditNote(): CreditNoteFacts {
  return {
    ...COMMON, seller: HUB, buyer: GROCER, kind: 'CREDIT_NOTE', number: 'CRN/2026/000003', issuedOn: '2026-12-09',
    invoice: { number: 'INV/2026/000042', kind: 'FEE_INVOICE', issuedOn: '2026-12-01' },
    reason: 'Penukaran pada struk 7781-000123 dibatalkan oleh gerai Apotek Sehat Sentosa Menteng setelah faktur terbit; biayanya dikembalikan dengan tarif dan pajak semula.',
    lines: [{ invoiceLineNo: 2, lineNo: 1, lineType: 'ACCEPTANCE_FEE', section: 'NORMAL', rate: '0.02', amountMinor: 175_000n, ppnMinor: 19_200n, exact: '1750', termsRef: 'GROCER@v2 clause acceptance-fee', legCount: 1 }],
    totals: { subtotalMinor: 175_000n, dpp: '1604.17', ppnMinor: 19_200n, totalMinor: 194_200n }, tax: SERVICE,
  };
}

export function nettingStatement(facts: Partial<NettingStatementFacts> = {}): NettingStatementFacts {
  const matrix = BRANDS.map((counterparty, at) => ({
    counterparty, pointsPayable: BigInt(12_400 + at * 911), payableMinor: BigInt(62_000_000 + at * 4_555_000), pointsReceivable: BigInt(9_000 + at * 1_371), receivableMinor: BigInt(45_000_000 + at * 6_855_000),
  }));
  const receivableMinor = matrix.reduce((total, entry) => total + entry.receivableMinor, 0n);
  const payableMinor = matrix.reduce((total, entry) => total + entry.payableMinor, 0n);
  const [feesMinor, ppnMinor] = [289_800n, 31_900n];
  const netting = nettingFigures({ receivableMinor, payableMinor, feesMinor, ppnMinor, creditNotesMinor: 194_200n, withheldMinor: 5_800n, unappliedMinor: 34_100n, recoveriesMinor: 0n, lossSharesMinor: 650_000n, disputedMinor: -4_000_000n });
  return {
    ...COMMON, seller: HUB, buyer: GROCER, kind: 'NETTING_STATEMENT', number: 'NET/2026/000007', dueDate: '2026-12-15',
    netting,
    account: { bankName: 'Bank Central Nusantara', accountNo: '1234567890', holder: 'PT Kongsi Nusantara Sejahtera' }, virtualAccount: { bankCode: '014', bankName: 'Bank Central Nusantara', number: '0701200000000042', name: 'KONGSI PASAR SEGAR' }, withholding: { rate: '0.02', baseMinor: 289_800n, expectedMinor: 5_800n, netToPayMinor: 75_431_800n, citation: 'UU 36/2008 pasal 23' },
    bankReference: 'KONGSI-000007-GROCER', settlementId: 'set_0193a0f2-7c4e-7b1a-9d2e-3f4a5b6c7d8e', matrix,
    documents: [
      { kind: 'REDEMPTION_INVOICE', number: 'INR/2026/000042', issuedOn: '2026-12-01', totalMinor: receivableMinor, direction: 'HUB_PAYS' },
      { kind: 'POINTS_INVOICE', period: '2026-12-01/2027-01-01', totalMinor: payableMinor, direction: 'PARTNER_PAYS' },
      { kind: 'FEE_INVOICE', number: 'INV/2026/000042', issuedOn: '2026-12-01', totalMinor: feesMinor + ppnMinor, direction: 'PARTNER_PAYS' },
      { kind: 'CREDIT_NOTE', number: 'CRN/2026/000003', issuedOn: '2026-12-09', totalMinor: 194_200n, direction: 'HUB_PAYS' },
      { kind: 'WITHHOLDING_CERTIFICATE', number: 'BP-2026-0007', issuedOn: '2026-12-08', totalMinor: 5_800n, direction: 'HUB_PAYS' },
      { kind: 'PAYMENT', number: 'BCA-20261209-000001', issuedOn: '2026-12-09', totalMinor: 34_100n, direction: 'HUB_PAYS' },
      { kind: 'LOSS_SHARE', totalMinor: 650_000n, direction: 'PARTNER_PAYS' }, { kind: 'DISPUTED', totalMinor: 4_000_000n, direction: 'PARTNER_PAYS' },
    ],
    stampDuty: { ...STAMP, required: netting.setOffMinor > STAMP.aboveMinor },
    ...facts,
  };
}

/** A month: opening −1,000,000, claims both ways, fees, a payment; closing as its ageing says. */
export function accountStatement(facts: Partial<AccountStatementFacts> = {}): AccountStatementFacts {
  const movements: AccountStatementFacts['movements'] = [
    { type: 'CLAIM_PAYABLE', counterparty: BRANDS[0] ?? '', points: 12_400n, amountMinor: -620_000_000n }, { type: 'CLAIM_PAYABLE', counterparty: BRANDS[6] ?? '', points: 2_000n, amountMinor: -100_000_000n },
    { type: 'CLAIM_RECEIVABLE', counterparty: BRANDS[1] ?? '', points: 9_001n, amountMinor: 450_050_000n }, { type: 'ISSUER_FEE', counterparty: 'HUB', amountMinor: -10_800_000n }, { type: 'PPN', counterparty: 'HUB', amountMinor: -1_188_000n },
    { type: 'PAYMENT_RECEIVED', reference: 'BCA-20261117-000042', movedOn: '2026-11-17', amountMinor: 100_000_000n }, { type: 'WITHHOLDING', reference: 'BP-2026-0007', movedOn: '2026-11-20', amountMinor: 216_000n },
  ];
  const openingMinor = -100_000_000n;
  const closingMinor = movements.reduce((total, one) => total + one.amountMinor, openingMinor);
  return {
    ...COMMON, seller: HUB, buyer: GROCER, kind: 'STATEMENT', number: 'STM/2026/000011', openingMinor, closingMinor, movements, openingPoints: 1_000_000n, closingPoints: 1_085_600n,
    ageing: [{ bucket: 'UNBILLED', amountMinor: closingMinor + 60_000_000n }, { bucket: 'UNAPPLIED', amountMinor: 0n }, { bucket: 'NOT_DUE', amountMinor: -40_000_000n }, { bucket: 'D1_30', amountMinor: -20_000_000n }, { bucket: 'D31_60', amountMinor: 0n }, { bucket: 'D61_90', amountMinor: 0n }, { bucket: 'OVER_90', amountMinor: 0n }],
    pointsMovements: [{ type: 'EARNED', points: 100_000n }, { type: 'BURNED', counterparty: BRANDS[0] ?? '', points: -12_400n }, { type: 'BURNED', counterparty: BRANDS[6] ?? '', points: -2_000n }],
    matrix: nettingStatement().matrix.slice(0, 3), ...facts,
  };
}

export function receipt(facts: Partial<ReceiptFacts> = {}): ReceiptFacts {
  return {
    ...COMMON, seller: HUB, buyer: GROCER, kind: 'RECEIPT', number: 'KWT/2026/000003', issuedOn: '2026-12-15', amountMinor: 710_217_000n, unappliedMinor: 217_000n, recoveredMinor: 0n, withheldMinor: 5_800n, paidOn: '2026-12-14', place: 'Jakarta', bankReference: 'BCA-20261214-000042', settlementId: 'stl_0193a0f2-7c4e-7b1a-9d2e-3f4a5b6c7d8e',
    documents: [{ kind: 'NETTING_STATEMENT', number: 'NET/2026/000007', issuedOn: '2026-12-01', totalMinor: 710_000_000n, appliedMinor: 710_000_000n }, { kind: 'FEE_INVOICE', number: 'INV/2026/000042', issuedOn: '2026-12-01', totalMinor: 321_700n }, { kind: 'WITHHOLDING_CERTIFICATE', number: 'BP-2026-0007', issuedOn: '2026-12-10', totalMinor: 5_800n }],
    stampDuty: STAMP, ...facts,
  };
}
