import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DemoBrand } from '../coalition/brands';
import { IdentityFile } from '../coalition/identity';
import { setUp, termsOf } from '../coalition/set-up';
import { Progress } from '../progress';
import { readMap, type ReplayMap } from './map';
import { Replayer } from './replayer';
import { reportOf, reportText } from './report';
import { purchaseOf, readCsv, Reasons, redemptionOf, type Purchase, type Redemption } from './rows';

const USAGE = 'Usage: npm run replay -- --purchases FILE --redemptions FILE [--map FILE] [--from DATE --to DATE] [--out FILE]';
const LIVE_MS = 86_400_000;

const nextDay = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + LIVE_MS).toISOString().slice(0, 10);

/** Replays purchases of a file on an empty hub: `main.js HUB PORTAL FOLDER --purchases …`; `main.js survey - - --purchases …` prints the first day. */
async function main([hub = '', portal = '', folder = '', ...flags]: string[]): Promise<void> {
  const { values } = parseArgs({ args: flags, options: { purchases: { type: 'string' }, redemptions: { type: 'string' }, map: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, out: { type: 'string' } } });
  if (!values.purchases || !values.redemptions) throw new Error(USAGE);
  const map = readMap(values.map ?? join(__dirname, '../../maps/complete-journey.json'));
  if (hub === 'survey') {
    // The hub's clock has to begin the day before the first sale, so that day is asked for before there is a hub.
    process.stdout.write((await surveyOf(values.purchases, map, values.from, values.to)).from);
    return;
  }
  const started = process.hrtime.bigint();
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 250);
  const survey = await surveyOf(values.purchases, map, values.from, values.to);
  const broken = new Reasons();
  const skipped = new Reasons();
  const redemptions = await redemptionsByDay(values.redemptions, map, survey, broken, skipped);
  const identity = new IdentityFile(join(folder, 'identity.json'));
  const codes = codesOf(survey.brands);
  const brands = survey.brands.map((name): DemoBrand => ({ code: codes.get(name) ?? '', brandName: title(name), legalName: `PT ${title(name)}`, npwp: '0090000000000000', address: 'Jakarta', outlets: ['Toko'], owner: 'Owner', finance: 'Finance', payPrice: '500', receivePrice: '500',
    issuerFee: '0.015', acceptanceFee: '0.035', amountPerPoint: `${map.rupiahPerPoint}.00`, basket: [0, 0], earnShare: 1, burnShare: 1 }));
  const terms = (brand?: DemoBrand): object => ({ ...termsOf(brand), reviewDays: 0, earnRule: { amountPerPoint: { currency: 'IDR', value: `${map.rupiahPerPoint}.00` }, expiresAfterDays: map.expiresAfterDays, pointsAllowed: false } });
  const coalition = await setUp(hub, `${portal}/oidc`, folder, identity, survey.from, brands, terms);
  const replayer = new Replayer(coalition, new Map(survey.brands.map((name, at) => [name, coalition.brands[at] as (typeof coalition.brands)[number]])), map, skipped);
  const progress = new Progress('Replaying purchases', survey.days);
  let read = 0;
  await replayer.run(days(values.purchases, map, survey, redemptions, skipped, broken, () => {
    read += 1;
  }), survey.days, progress);
  clearInterval(watch);
  const seconds = Number((process.hrtime.bigint() - started) / 1_000_000n) / 1000;
  progress.done(`${survey.days} days`);
  const report = await reportOf(coalition, replayer, { files: { purchases: values.purchases, redemptions: values.redemptions }, from: survey.from, to: survey.to, read: read + redemptions.read, skipped, broken, seconds, peakMemoryMiB: Math.round(peak / 1_048_576) });
  const out = values.out ?? join(folder, 'replay-report.json');
  mkdirSync(join(out, '..'), { recursive: true });
  writeFileSync(out, `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`${reportText(report)}\n  as JSON: ${out}\n`);
}

interface Survey {
  readonly brands: string[];
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/** Which brands there are and which days: a first, quick look over the file. */
async function surveyOf(path: string, map: ReplayMap, from: string | undefined, to: string | undefined): Promise<Survey> {
  const brands = new Set<string>();
  let [first, last] = ['9999', '0000'];
  for await (const { line, cells } of readCsv(path, [map.purchases.time, map.purchases.member, map.purchases.brand, map.purchases.amount], new Reasons())) {
    const one = purchaseOf(cells, line, map, new Reasons(), new Reasons());
    if (!one || (from !== undefined && one.date < from) || (to !== undefined && one.date > to)) continue;
    brands.add(one.brand);
    if (one.date < first) first = one.date;
    if (one.date > last) last = one.date;
  }
  if (brands.size === 0) throw new Error(`${path} has no usable row${from === undefined && to === undefined ? '' : ' between these dates'}.`);
  const start = from ?? first;
  const end = to ?? last;
  return { brands: [...brands].sort(), from: start, to: end, days: Math.round((Date.parse(end) - Date.parse(start)) / LIVE_MS) + 1 };
}

async function redemptionsByDay(path: string, map: ReplayMap, survey: Survey, broken: Reasons, skipped: Reasons): Promise<{ read: number; byDay: Map<string, Redemption[]> }> {
  const byDay = new Map<string, Redemption[]>();
  let read = 0;
  for await (const { line, cells } of readCsv(path, [map.redemptions.date, map.redemptions.member], broken)) {
    read += 1;
    const one = redemptionOf(cells, line, map, broken);
    if (!one) continue;
    if (one.date < survey.from || one.date > survey.to) skipped.add('redemption_outside_dates', line);
    else byDay.set(one.date, [...(byDay.get(one.date) ?? []), one]);
  }
  return { read, byDay };
}

/** The file day by day, days without a sale included; rows out of order are counted, for a day that is closed stays closed. */
async function* days(path: string, map: ReplayMap, survey: Survey, redemptions: { byDay: Map<string, Redemption[]> }, skipped: Reasons, broken: Reasons, read: () => void): AsyncGenerator<{ date: string; purchases: Purchase[]; redemptions: Redemption[] }> {
  let date = survey.from;
  let purchases: Purchase[] = [];
  const whole = (): { date: string; purchases: Purchase[]; redemptions: Redemption[] } => ({ date, purchases, redemptions: redemptions.byDay.get(date) ?? [] });
  for await (const { line, cells } of readCsv(path, [map.purchases.time], broken)) {
    read();
    const one = purchaseOf(cells, line, map, skipped, broken);
    if (!one) continue;
    if (one.date < survey.from || one.date > survey.to) {
      skipped.add('outside_dates', line);
      continue;
    }
    if (one.date < date) {
      skipped.add('out_of_order', line);
      continue;
    }
    while (one.date > date) {
      yield whole();
      date = nextDay(date);
      purchases = [];
    }
    purchases.push(one);
  }
  for (; date <= survey.to; date = nextDay(date), purchases = []) yield whole();
}

/** A code of letters and digits for each brand, unique in its first twelve. */
function codesOf(names: readonly string[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(names.map((name) => {
    const base = name.toUpperCase().replace(/[^A-Z0-9]/g, '').slice(0, 10).padEnd(2, 'X');
    let code = base;
    for (let more = 2; taken.has(code); more += 1) code = `${base.slice(0, 10)}${more}`;
    taken.add(code);
    return [name, code];
  }));
}

function title(name: string): string {
  return name.toLowerCase().replace(/(^|[\s/&-])([a-z])/g, (_all, before: string, letter: string) => before + letter.toUpperCase());
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
