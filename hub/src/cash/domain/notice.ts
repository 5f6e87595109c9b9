/** A reminder's text in both languages; the amounts are those of the day it was made. */
export interface NoticeFacts {
  readonly level: 1 | 2 | 3;
  readonly legalName: string;
  readonly reference: string;
  readonly dueDate: string;
  readonly daysOverdue: number;
  readonly noticedOn: string;
  readonly openMinor: bigint;
}

const rupiah = (minor: bigint): string => `Rp ${(minor / 100n).toString().replace(/\B(?=(\d{3})+$)/g, '.')}`;

/** What a reminder says, and what happens next if nothing is paid. */
export function noticeText(facts: NoticeFacts): { readonly id: string; readonly en: string } {
  const { reference, dueDate, daysOverdue, legalName } = facts;
  const open = rupiah(facts.openMinor);
  const next = {
    1: { id: 'Mohon bayar segera. Tanpa pembayaran, pengingat kedua menyusul.', en: 'Please pay now. Without payment a second reminder follows.' },
    2: { id: 'Mohon bayar segera. Pada tingkat ketiga, pemberian poin Anda dihentikan sampai lunas.', en: 'Please pay now. At the third level your earns are stopped until everything is paid.' },
    3: { id: 'Pemberian poin Anda dihentikan sampai lunas; poin yang sudah diberikan tetap dapat ditukar.', en: 'Your earns are stopped until everything is paid; points that were given can still be burned.' },
  }[facts.level];
  return {
    id: `Kepada ${legalName}: kewajiban dengan referensi ${reference} jatuh tempo ${dueDate} dan terlambat ${daysOverdue} hari. Sisa terbuka per ${facts.noticedOn}: ${open}. ${next.id}`,
    en: `To ${legalName}: the obligation with the reference ${reference} was due on ${dueDate} and is ${daysOverdue} days overdue. Open on ${facts.noticedOn}: ${open}. ${next.en}`,
  };
}
