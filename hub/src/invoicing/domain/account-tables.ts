import type { AccountStatementFacts, AgeBucket, Bilingual, ReceiptFacts } from './document';
import { amount, KIND_NAMES, longDate, points } from './document-text';
import type { TableBlock, TableCell, TableColumn, TableRow } from './page-model';

/** What moves an account, in both languages; a type that is new here is shown by its own name. */
const MOVEMENTS: Readonly<Record<string, Bilingual>> = {
  CLAIM_PAYABLE: { id: 'Klaim atas poin Anda', en: 'Claims on your points' },
  CLAIM_RECEIVABLE: { id: 'Klaim penukaran di tempat Anda', en: 'Claims for burns at your outlets' },
  ISSUE: { id: 'Penerbitan poin', en: 'Points issued' },
  EXPIRE: { id: 'Poin kedaluwarsa', en: 'Points expired' },
  RESERVE_FUNDING: { id: 'Pengisian cadangan', en: 'Reserve funding' },
  RESERVE_RELEASE: { id: 'Pelepasan cadangan', en: 'Reserve release' },
  BREAKAGE_SHARE: { id: 'Bagian poin kedaluwarsa', en: 'Share of expired points' },
  ISSUER_FEE: { id: 'Jasa penerbit', en: 'Issuer fee' },
  ACCEPTANCE_FEE: { id: 'Jasa penerimaan', en: 'Acceptance fee' },
  PPN: { id: 'PPN', en: 'VAT' },
  PAYMENT_RECEIVED: { id: 'Pembayaran dari Anda', en: 'Payment from you' },
  PAYMENT_MADE: { id: 'Pembayaran kepada Anda', en: 'Payment to you' },
  WITHHOLDING: { id: 'Bukti potong PPh 23', en: 'Withholding certificate' },
  COLLATERAL: { id: 'Jaminan dicairkan', en: 'Collateral used' },
  RESERVE: { id: 'Cadangan dicairkan', en: 'Reserve used' },
  FUND: { id: 'Dana koalisi', en: 'Coalition fund' },
  LOSS_SHARES: { id: 'Ditanggung mitra lain', en: 'Borne by other partners' },
  HUB_LOSS: { id: 'Ditanggung hub', en: 'Borne by the hub' },
  RECOVERY: { id: 'Pemulihan kerugian', en: 'Repaid to those who bore a loss' },
  ADJUSTMENT: { id: 'Penyesuaian penyelesaian', en: 'Settlement adjustment' },
};

const POINT_MOVEMENTS: Readonly<Record<string, Bilingual>> = {
  EARNED: { id: 'Poin dikumpulkan', en: 'Points earned' },
  TAKEN_BACK: { id: 'Perolehan dibatalkan', en: 'Earnings taken back' },
  BURNED: { id: 'Poin ditukar', en: 'Points burned' },
  BURNED_HERE: { id: 'Poin ditukar di tempat sendiri', en: 'Points burned at your own outlets' },
  EXPIRED: { id: 'Poin kedaluwarsa', en: 'Points expired' },
  OTHER: { id: 'Mutasi lain', en: 'Other movements' },
};

const BUCKETS: Readonly<Record<AgeBucket['bucket'], Bilingual>> = {
  UNBILLED: { id: 'Belum masuk penyelesaian', en: 'Not yet in a settlement' },
  UNAPPLIED: { id: 'Uang yang belum diperhitungkan', en: 'Money on account' },
  NOT_DUE: { id: 'Belum jatuh tempo', en: 'Not due' },
  D1_30: { id: 'Lewat 1–30 hari', en: '1–30 days overdue' },
  D31_60: { id: 'Lewat 31–60 hari', en: '31–60 days overdue' },
  D61_90: { id: 'Lewat 61–90 hari', en: '61–90 days overdue' },
  OVER_90: { id: 'Lewat lebih dari 90 hari', en: 'More than 90 days overdue' },
};

const CERTIFICATE: Bilingual = { id: 'Bukti potong PPh 23', en: 'Withholding certificate' };
const EMPTY: TableCell = { text: '' };
const plain = (name: string): Bilingual => ({ id: name, en: name });
const both = ({ id, en }: Bilingual): TableCell => (id === en ? { text: id } : { text: id, sub: [en] });
const signedPoints = (count: bigint): TableCell => ({ text: points(count) });
const signed = (minor: bigint): TableCell => ({ text: amount(minor) });

/** Opening, each movement, closing: minus is what the partner owes or paid out of its favour. */
export function movementsTable(facts: AccountStatementFacts): TableBlock {
  const columns: readonly TableColumn[] = [
    { label: { id: 'Mutasi', en: 'Movement' }, align: 'left', weight: 44 },
    { label: { id: 'Mitra', en: 'Partner' }, align: 'left', weight: 26 },
    { label: { id: 'Poin', en: 'Points' }, align: 'right', weight: 15 },
    { label: { id: 'Jumlah (Rp)', en: 'Amount' }, align: 'right', weight: 22 },
  ];
  const rows: TableRow[] = [
    { kind: 'subtotal', cells: [both({ id: 'Saldo awal', en: 'Opening balance' }), EMPTY, EMPTY, signed(facts.openingMinor)] },
    ...facts.movements.map((one): TableRow => {
      const name = MOVEMENTS[one.type] ?? plain(one.type);
      const evidence = [...(name.id === name.en ? [] : [name.en]), ...(one.reference === undefined ? [] : [one.reference]), ...(one.movedOn === undefined ? [] : [longDate(one.movedOn)])];
      return { kind: 'line', cells: [{ text: name.id, sub: [evidence.join(' · ')] }, { text: one.counterparty ?? '' }, one.points === undefined ? EMPTY : signedPoints(one.points), signed(one.amountMinor)] };
    }),
    { kind: 'total', cells: [both({ id: 'Saldo akhir', en: 'Closing balance' }), EMPTY, EMPTY, signed(facts.closingMinor)] },
  ];
  return { type: 'table', caption: { id: 'Mutasi rupiah', en: 'Movements in rupiah' }, columns, rows };
}

/** The points that a partner issued and members hold. */
export function pointsTable(facts: AccountStatementFacts): TableBlock {
  const columns: readonly TableColumn[] = [
    { label: { id: 'Mutasi poin terbitan Anda', en: 'Movement of points you issued' }, align: 'left', weight: 48 },
    { label: { id: 'Mitra', en: 'Partner' }, align: 'left', weight: 32 },
    { label: { id: 'Poin', en: 'Points' }, align: 'right', weight: 22 },
  ];
  const rows: TableRow[] = [
    { kind: 'subtotal', cells: [both({ id: 'Saldo awal', en: 'Opening balance' }), EMPTY, signedPoints(facts.openingPoints)] },
    ...facts.pointsMovements.map((one): TableRow => ({ kind: 'line', cells: [both(POINT_MOVEMENTS[one.type] ?? plain(one.type)), { text: one.counterparty ?? '' }, signedPoints(one.points)] })),
    { kind: 'total', cells: [both({ id: 'Saldo akhir', en: 'Closing balance' }), EMPTY, signedPoints(facts.closingPoints)] },
  ];
  return { type: 'table', caption: { id: 'Mutasi poin', en: 'Movements in points' }, columns, rows };
}

/** What the closing balance is made of, by age. */
export function ageingTable(facts: AccountStatementFacts): TableBlock {
  const columns: readonly TableColumn[] = [
    { label: { id: 'Umur', en: 'Age' }, align: 'left', weight: 70 },
    { label: { id: 'Jumlah (Rp)', en: 'Amount' }, align: 'right', weight: 30 },
  ];
  const rows: TableRow[] = [
    ...facts.ageing.map((one): TableRow => ({ kind: 'line', cells: [both(BUCKETS[one.bucket]), signed(one.amountMinor)] })),
    { kind: 'total', cells: [both({ id: 'Saldo akhir', en: 'Closing balance' }), signed(facts.closingMinor)] },
  ];
  return { type: 'table', caption: { id: 'Umur saldo', en: 'Ageing' }, columns, rows };
}

const RECOVERED: Bilingual = { id: 'Penggantian kerugian mitra lain', en: 'Repaid to those who bore your loss' };
const ON_ACCOUNT: Bilingual = { id: 'Belum diperhitungkan; dipakai pada penyelesaian berikutnya', en: 'On account; used in the next settlement' };

/** What a payment was for, with what of it met each; what met nothing says so, and the rows add up to the money. */
export function paidForTable(facts: ReceiptFacts): TableBlock {
  const columns: readonly TableColumn[] = [
    { label: { id: 'Untuk dokumen', en: 'For document' }, align: 'left', weight: 38 },
    { label: { id: 'Nomor', en: 'Number' }, align: 'left', weight: 26 },
    { label: { id: 'Tanggal', en: 'Date' }, align: 'left', weight: 26 },
    { label: { id: 'Nilai dokumen (Rp)', en: 'Document total' }, align: 'right', weight: 24 },
    { label: { id: 'Dari uang ini (Rp)', en: 'Of this money' }, align: 'right', weight: 24 },
  ];
  const rows = facts.documents.map((one): TableRow => ({ kind: 'line', cells: [both(one.kind === 'WITHHOLDING_CERTIFICATE' ? CERTIFICATE : KIND_NAMES[one.kind]), { text: one.number }, { text: longDate(one.issuedOn) }, signed(one.totalMinor), one.appliedMinor === undefined ? EMPTY : signed(one.appliedMinor)] }));
  const beside = (name: Bilingual, minor: bigint): TableRow[] => (minor === 0n ? [] : [{ kind: 'line', cells: [both(name), EMPTY, EMPTY, EMPTY, signed(minor)] }]);
  rows.push(...beside(RECOVERED, facts.recoveredMinor), ...beside(ON_ACCOUNT, facts.unappliedMinor), { kind: 'total', cells: [both({ id: 'Uang diterima', en: 'Money received' }), EMPTY, EMPTY, EMPTY, signed(facts.amountMinor)] });
  return { type: 'table', caption: { id: 'Pembayaran untuk', en: 'Payment for' }, columns, rows };
}
