import { addDays, type BusinessDate } from '../../kernel/business-date';
import { minorToValue } from '../../kernel/money';
import type { Bilingual, DocumentFacts, DocumentKind, InvoiceKind, LineSection, LineType } from './document';

const MONTHS = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'] as const;
const MINUS = '\u2212';

export const KIND_NAMES: Readonly<Record<DocumentKind, Bilingual>> = {
  POINTS_INVOICE: { id: 'Faktur poin', en: 'Points invoice' },
  REDEMPTION_INVOICE: { id: 'Faktur penukaran', en: 'Redemption invoice' },
  FEE_INVOICE: { id: 'Faktur jasa', en: 'Fee invoice' },
  CREDIT_NOTE: { id: 'Nota kredit', en: 'Credit note' },
  NETTING_STATEMENT: { id: 'Pernyataan perjumpaan utang', en: 'Netting statement' },
  STATEMENT_VOID: { id: 'Pembatalan pernyataan perjumpaan utang', en: 'Void of a netting statement' },
  STATEMENT: { id: 'Rekening mitra', en: 'Statement of account' },
  RECEIPT: { id: 'Kuitansi', en: 'Receipt' },
};

export const SECTION_NAMES: Readonly<Record<LineSection, Bilingual>> = {
  NORMAL: { id: 'Siklus berjalan', en: 'This cycle' },
  LATE: { id: 'Transaksi susulan', en: 'Late postings' },
  CORRECTION: { id: 'Koreksi', en: 'Corrections' },
  RESTATED: { id: 'Perhitungan ulang', en: 'Restated' },
};

export const LINE_NAMES: Readonly<Record<LineType, Bilingual>> = {
  CLAIM_PAYABLE: { id: 'Penukaran poin Anda', en: 'Burns of your points' },
  CLAIM_RECEIVABLE: { id: 'Penukaran di tempat Anda', en: 'Burns at your outlets' },
  ISSUE: { id: 'Penerbitan poin Anda', en: 'Points issued' },
  RESERVE_FUNDING: { id: 'Pengisian cadangan', en: 'Reserve funding' },
  RESERVE_RELEASE: { id: 'Pencairan cadangan', en: 'Reserve release' },
  EXPIRE_CONTRIBUTION: { id: 'Kontribusi poin kedaluwarsa', en: 'Contribution for expired points' },
  BREAKAGE_SHARE: { id: 'Bagian poin kedaluwarsa', en: 'Share of expired points' },
  ISSUER_FEE: { id: 'Jasa penerbit', en: 'Issuer fee' },
  ACCEPTANCE_FEE: { id: 'Jasa penerimaan', en: 'Acceptance fee' },
  PPN: { id: 'PPN', en: 'VAT' },
};

export const YOU_PAY: Bilingual = { id: 'Anda bayar', en: 'You pay' };
export const YOU_RECEIVE: Bilingual = { id: 'Anda terima', en: 'You receive' };
const NOTHING_DUE: Bilingual = { id: 'Tidak ada yang dibayar', en: 'Nothing to pay' };
const YOU_OWE: Bilingual = { id: 'Anda berutang kepada hub', en: 'You owe the hub' };
const HUB_OWES: Bilingual = { id: 'Hub berutang kepada Anda', en: 'The hub owes you' };
const NOTHING_OPEN: Bilingual = { id: 'Tidak ada saldo terbuka', en: 'No open balance' };
const RECEIVED: Bilingual = { id: 'Telah diterima dari Anda', en: 'Received from you' };
const YOU_PAY_LESS: Bilingual = { id: 'Anda bayar lebih sedikit', en: 'You pay less' };
const YOU_RECEIVE_LESS: Bilingual = { id: 'Anda terima lebih sedikit', en: 'You receive less' };

/** Why a credit note reduces its invoice; a reason that a person wrote is shown as it is. */
const REASONS: Readonly<Record<string, string>> = {
  REVERSAL: 'Penukaran atau klaim dibatalkan setelah faktur terbit, dengan harga, tarif, dan pajak semula · Burns or claims were taken back after the invoice was issued, at their original price, rate and tax',
  RESTATEMENT: 'Periode dihitung ulang menurut ketentuan atau pajak yang dikoreksi; hanya selisihnya dikreditkan · A period was calculated again by corrected terms or taxes; the difference alone is credited',
  REVERSAL_AND_RESTATEMENT: 'Penukaran atau klaim dibatalkan setelah faktur terbit, dan periode dihitung ulang menurut ketentuan atau pajak yang dikoreksi · Burns or claims were taken back after the invoice was issued, and a period was calculated again by corrected terms or taxes',
};
export const reasonText = (reason: string): string => REASONS[reason] ?? reason;

/** The rounding rule of every amount, in one sentence. */
export const ROUNDING_RULE: Bilingual = {
  id: 'Setiap baris adalah jumlah persisnya yang dibulatkan satu kali ke rupiah penuh, setengah ke atas menjauhi nol.',
  en: 'Each line is its exact total rounded once to whole rupiah, half away from zero.',
};

/** Who pays, seen by the partner; the words carry the sign of the amount. */
export function sideOf(facts: DocumentFacts): Bilingual {
  if (facts.kind === 'NETTING_STATEMENT') {
    return { PAYS_HUB: YOU_PAY, HUB_PAYS: YOU_RECEIVE, NONE: NOTHING_DUE }[facts.netting.direction];
  }
  if (facts.kind === 'STATEMENT_VOID') return NOTHING_DUE;
  if (facts.kind === 'STATEMENT') return facts.closingMinor === 0n ? NOTHING_OPEN : facts.closingMinor > 0n ? HUB_OWES : YOU_OWE;
  if (facts.kind === 'RECEIPT') return RECEIVED;
  if (facts.kind === 'CREDIT_NOTE') return facts.invoice.kind === 'REDEMPTION_INVOICE' ? YOU_RECEIVE_LESS : YOU_PAY_LESS;
  return sideOfInvoice(facts.kind);
}

export function sideOfInvoice(kind: InvoiceKind): Bilingual {
  return kind === 'REDEMPTION_INVOICE' ? YOU_RECEIVE : YOU_PAY;
}

/** `Rp 1.250.000`; sen are shown only when there are any. */
export function rupiah(minor: bigint): string {
  return minor < 0n ? `${MINUS}Rp ${amount(-minor)}` : `Rp ${amount(minor)}`;
}

/** The amount without its currency, for columns whose header names it. */
export function amount(minor: bigint): string {
  return decimal(minorToValue(minor).replace(/\.00$/, ''));
}

export function points(count: bigint): string {
  return decimal(count.toString());
}

/** A decimal string in Indonesian writing: dots between thousands, a comma before decimals, a true minus sign. */
export function decimal(text: string): string {
  const negative = text.startsWith('-');
  const [whole = '0', fraction] = (negative ? text.slice(1) : text).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return `${negative ? MINUS : ''}${grouped}${fraction ? `,${fraction}` : ''}`;
}

/** A rate as a percentage without passing through a float: `0.015` is `1,5 %`. */
export function percent(rate: string): string {
  const negative = rate.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? rate.slice(1) : rate).split('.');
  const digits = fraction.padEnd(2, '0');
  const units = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = digits.slice(2).replace(/0+$/, '');
  return `${decimal(`${negative ? '-' : ''}${units}${rest ? `.${rest}` : ''}`)} %`;
}

/** `7 Desember 2026`. */
export function longDate(date: BusinessDate): string {
  const [year, month, day] = parts(date);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** The days of a cycle whose end is exclusive: `1\u201330 November 2026`. */
export function cycleDays(from: BusinessDate, to: BusinessDate): string {
  const last = addDays(to, -1);
  if (last <= from) return longDate(from);
  const [fromYear, fromMonth, fromDay] = parts(from);
  const [lastYear, lastMonth] = parts(last);
  if (fromYear !== lastYear) return `${longDate(from)} \u2013 ${longDate(last)}`;
  if (fromMonth !== lastMonth) return `${fromDay} ${MONTHS[fromMonth - 1]} \u2013 ${longDate(last)}`;
  return `${fromDay}\u2013${longDate(last)}`;
}

function parts(date: BusinessDate): [number, number, number] {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return [year, month, day];
}
