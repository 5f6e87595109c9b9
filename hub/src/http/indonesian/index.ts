import type { ErrorCode } from '../../kernel/errors';
import { BILLS } from './bills';
import { BOUNDS } from './bounds';
import { MONEY } from './money';
import { PROBLEMS_ID } from './problems';
import { TERMS } from './terms';
import { WORDS } from './words';

/** A sentence of the product in English and in Indonesian; `{0}` and so on stand for what differs, in the order of the English one. */
export type Sentence = readonly [en: string, id: string];

/** States and directions inside sentences. */
const VALUES: Readonly<Record<string, string>> = {
  OPEN: 'terbuka', CLOSED: 'tertutup', PROPOSED: 'diusulkan', SETTLING: 'sedang diselesaikan', SETTLED: 'selesai', ABORTED: 'dibatalkan', APPROVED: 'disetujui', REJECTED: 'ditolak', WITHDRAWN: 'ditarik', ACCEPTED: 'diterima', CHECKED: 'diperiksa', ENDED: 'berakhir', PENDING: 'menunggu', IN_FORCE: 'berlaku', APPLIED: 'terpakai',
  SET_ASIDE: 'disisihkan', SUBMITTED: 'diserahkan', DECLARED: 'dinyatakan', PAID: 'dibayar', OPENED: 'diajukan', UNDER_REVIEW: 'ditinjau operator', UPHELD: 'dikabulkan', EXPLAINED: 'dijelaskan', CORRECTED: 'dibetulkan', COUNTERSIGNED: 'ditandatangani', ACTIVE: 'aktif', RETIRED: 'diakhiri', SUSPENDED: 'ditangguhkan', IN: 'masuk', OUT: 'keluar',
};

export const SENTENCES: readonly Sentence[] = [...MONEY, ...BILLS, ...BOUNDS, ...TERMS, ...WORDS];

let compiled: readonly { readonly pattern: RegExp; readonly id: string }[] | undefined;

function patterns(): NonNullable<typeof compiled> {
  // The longest first, so that a sentence that begins like another is not taken for it.
  return (compiled ??= [...SENTENCES].sort(([a], [b]) => b.length - a.length).map(([en, id]) => ({ pattern: new RegExp(`^${en.split(/\{\d+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('([\\s\\S]*?)')}$`), id })));
}

/** A text of a refusal in Indonesian; undefined when the product has no such sentence. */
export function indonesianOf(text: string): string | undefined {
  for (const { pattern, id } of patterns()) {
    const found = pattern.exec(text);
    if (found) return id.replace(/\{(\d+)\}/g, (_all, at: string) => inside(found[Number(at) + 1] ?? ''));
  }
  return undefined;
}

/** What stands inside a sentence: a state, a sentence of its own, or a name that is the same in both languages. */
function inside(text: string): string {
  return VALUES[text] ?? (text.includes(' ') ? indonesianOf(text) : undefined) ?? text;
}

/** Title and detail of a refusal in Indonesian. Where a detail has no sentence of its own, what the code says and what to do next stand in its place. */
export function problemInIndonesian(code: ErrorCode, detail: string | undefined): { readonly title: string; readonly detail: string } {
  const [title, then] = PROBLEMS_ID[code];
  return { title, detail: (detail === undefined ? undefined : indonesianOf(detail)) ?? `${title}. ${then}` };
}

/** The detail of one field in Indonesian. */
export function fieldInIndonesian(detail: string): string {
  return indonesianOf(detail) ?? 'Isian ini tidak sesuai; perbaiki, atau lihat dokumentasi API.';
}
