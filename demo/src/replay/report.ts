import type { Coalition } from '../coalition/set-up';
import type { Replayer } from './replayer';
import type { Reasons } from './rows';

export interface ReplayReport {
  readonly files: { readonly purchases: string; readonly redemptions: string };
  readonly from: string;
  readonly to: string;
  readonly rows: { readonly read: number; readonly posted: number; readonly skipped: object; readonly refused: object; readonly broken: object };
  readonly postings: { readonly earns: number; readonly burns: number };
  readonly issuers: readonly { brand: string; issued: number; burned: number; expired: number; outstanding: number }[];
  readonly matrix: readonly { issuer: string; redeemer: string; points: number; rupiah: string }[];
  readonly partners: readonly { brand: string; invoices: number; invoiced: string; netCash: string }[];
  /** Nights that stopped with a reason; none when all is well. */
  readonly parkedNights: readonly { businessDate: string; reason: string }[];
  readonly sumOfPositions: string;
  readonly seconds: number;
  readonly postingsPerSecond: number;
  readonly peakMemoryMiB: number;
}

interface Activity { data: { earned: number; burnedOfOurs: number; expired: number }[] }
interface Flows { data: { issuerName: string; redeemerName: string; points: number; amount: { value: string } }[] }

const day = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** What the replay did, read back from the hub's public API. */
export async function reportOf(coalition: Coalition, replayer: Replayer, facts: { files: ReplayReport['files']; from: string; to: string; read: number; skipped: Reasons; broken: Reasons; seconds: number; peakMemoryMiB: number }): Promise<ReplayReport> {
  const end = day(facts.to, 2);
  const issuers = await Promise.all(coalition.brands.map(async ({ brand, client }) => {
    const { data } = await client.request<Activity>('GET', `/v1/positions/activity?from=${facts.from}&to=${end}`);
    const sum = (pick: (row: Activity['data'][number]) => number): number => data.reduce((total, row) => total + pick(row), 0);
    const [issued, burned, expired] = [sum((row) => row.earned), sum((row) => row.burnedOfOurs), sum((row) => row.expired)];
    return { brand: brand.brandName, issued, burned, expired, outstanding: issued - burned - expired };
  }));
  const flows = await coalition.maker.get<Flows>(`/positions/flows?from=${facts.from}&to=${end}`);
  const invoices = await coalition.maker.all<{ partnerId: string; total: { value: string } }>('/invoices');
  const parked = await coalition.maker.all<{ businessDate: string; run: { parkedReason?: string } }>('/settlement-windows?run=PARKED');
  const positions = await coalition.maker.get<{ sum: { value: string } }>('/positions');
  const partners = coalition.brands.map(({ brand, partnerId }) => {
    const own = invoices.filter((one) => one.partnerId === partnerId);
    return { brand: brand.brandName, invoices: own.length, invoiced: value(own.reduce((sum, one) => sum + BigInt(one.total.value.replace('.', '')), 0n)), netCash: value(replayer.netCash.get(partnerId) ?? 0n) };
  });
  const postings = replayer.posted.earns + replayer.posted.burns;
  return { files: facts.files, from: facts.from, to: facts.to, rows: { read: facts.read, posted: postings, skipped: facts.skipped.toJSON(), refused: replayer.refused.toJSON(), broken: facts.broken.toJSON() }, postings: replayer.posted, issuers,
    matrix: flows.data.map((one) => ({ issuer: one.issuerName, redeemer: one.redeemerName, points: one.points, rupiah: one.amount.value })), partners, parkedNights: parked.map((one) => ({ businessDate: one.businessDate, reason: one.run.parkedReason ?? '' })), sumOfPositions: positions.sum.value,
    seconds: facts.seconds, postingsPerSecond: Math.round(postings / facts.seconds), peakMemoryMiB: facts.peakMemoryMiB };
}

function value(minor: bigint): string {
  const text = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
}

const count = (one: number): string => one.toLocaleString('id-ID');
const rupiah = (text: string): string => `${text.startsWith('-') ? '−' : ''}Rp ${BigInt(text.replace('-', '').split('.')[0] ?? '0').toLocaleString('id-ID')}`;

/** The report for a person: tables that fit a terminal. */
export function reportText(report: ReplayReport): string {
  const reasons = (title: string, list: object): string[] => Object.entries(list as Record<string, { count: number; lines: number[] }>).map(([reason, one]) => `  ${title.padEnd(8)} ${reason.padEnd(40)} ${count(one.count).padStart(8)}   lines ${one.lines.join(', ')}${one.count > one.lines.length ? ', …' : ''}`);
  const top = [...report.matrix].sort((a, b) => b.points - a.points).slice(0, 15);
  return [
    '', `Replayed ${report.from} to ${report.to}`, '',
    `  rows read ${count(report.rows.read)}   posted ${count(report.rows.posted)} (${count(report.postings.earns)} earns, ${count(report.postings.burns)} burns)`,
    ...reasons('skipped', report.rows.skipped), ...reasons('refused', report.rows.refused), ...reasons('broken', report.rows.broken),
    '', `  ${'points by issuer'.padEnd(28)}${'issued'.padStart(11)}${'burned'.padStart(10)}${'expired'.padStart(10)}${'outstanding'.padStart(13)}`,
    ...report.issuers.map((one) => `  ${one.brand.slice(0, 27).padEnd(28)}${count(one.issued).padStart(11)}${count(one.burned).padStart(10)}${count(one.expired).padStart(10)}${count(one.outstanding).padStart(13)}`),
    '', `  issuer → redeemer (the ${top.length} largest of ${report.matrix.length})${' '.repeat(10)}${'points'.padStart(10)}${'rupiah'.padStart(16)}`,
    ...top.map((one) => `  ${`${one.issuer} → ${one.redeemer}`.slice(0, 47).padEnd(48)}${count(one.points).padStart(10)}${rupiah(one.rupiah).padStart(16)}`),
    '', `  ${'partner'.padEnd(28)}${'invoices'.padStart(9)}${'invoiced'.padStart(20)}${'net cash'.padStart(20)}`,
    ...report.partners.map((one) => `  ${one.brand.slice(0, 27).padEnd(28)}${count(one.invoices).padStart(9)}${rupiah(one.invoiced).padStart(20)}${rupiah(one.netCash).padStart(20)}`),
    ...report.parkedNights.map((one) => `  PARKED ${one.businessDate}: ${one.reason}`),
    '', `  sum of all positions ${rupiah(report.sumOfPositions)}   ${report.seconds.toFixed(1)} s   ${count(report.postingsPerSecond)} postings a second   peak memory ${report.peakMemoryMiB} MiB (this process)`, '',
  ].join('\n');
}
