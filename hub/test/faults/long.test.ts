import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { FAULTS } from './faults';
import { linesOf, Rounds, together, type Wrong } from './rounds';

/** How long faults go on, in minutes: `npm run faults -- --minutes 30`. */
const MINUTES = Number(process.env['KONGSI_FAULTS_MINUTES'] ?? 0);
const HUB = 'hub killed with -9';
const POSTGRES = 'PostgreSQL killed with -9';
/** Of ten faults three kill the hub and two the database; the others come in turn. */
const ORDER = [HUB, '', POSTGRES, '', 'hub killed with -9 while a transaction stands still', '', HUB, POSTGRES, '', ''];
/** A hub that is started again leaves the processors idle for most of that time, so two systems break side by side. */
const SYSTEMS = 2;
/** All invariants are looked at after each so many faults and at the end; what became of the sales, after every one. */
const CHECKED_EACH = 60;
const BY_OURSELVES = Object.keys(FAULTS).filter((name) => !ORDER.includes(name));


/** Breaks one system as long as it may, beginning at its own place in the order. */
class Broken {
  readonly wrong: object[] = [];
  done = 0;
  private constructor(readonly rounds: Rounds, private readonly offset: number) {}

  static async start(offset: number): Promise<Broken> {
    return new Broken(await Rounds.start({ singles: 4, batches: 4, size: 100, members: 400, healedMs: 800 }), offset);
  }

  async goOn(until: number): Promise<void> {
    let other = this.offset;
    for (; Date.now() < until && this.wrong.length === 0; this.done += 1) {
      const name = ORDER[(this.done + this.offset) % ORDER.length] || (BY_OURSELVES[(other += 1) % BY_OURSELVES.length] as string);
      const seen = await this.rounds.round(name, this.done % CHECKED_EACH === CHECKED_EACH - 1).catch((error: unknown) => ({ wrong: { error: [String(error)] } }));
      if (Object.values(seen.wrong).every((list: unknown[]) => list.length === 0)) continue;
      this.wrong.push({ name, done: this.done, ...seen.wrong });
      process.stdout.write(`${JSON.stringify(this.wrong)}\n${this.rounds.system.lastWords}\n`);
    }
  }
}

(MINUTES > 0 ? describe : describe.skip)('faults for a long time', () => {
  test('nothing acknowledged is lost, nothing is doubled, nothing refused is in the books', async () => {
    const systems: Broken[] = [];
    const began = Date.now();
    const sum = (what: (one: Broken) => number): number => systems.reduce((total, one) => total + what(one), 0);
    const telling = setInterval(() => process.stdout.write(`${Math.round((Date.now() - began) / 60_000)} min: ${sum((one) => one.done)} faults, ${sum((one) => one.rounds.count('acked'))} acknowledged\n`), 120_000);
    try {
      for (let at = 0; at < SYSTEMS; at += 1) systems.push(await Broken.start(at * 5));
      await Promise.all(systems.map((one) => one.goOn(began + MINUTES * 60_000)));
      const found: Found = { lost: [], doubled: [], applied: [], broken: [], wrong: systems.flatMap((one) => one.wrong) };
      for (const { rounds } of systems) {
        const { lost, doubled, applied } = await rounds.everything();
        found.lost.push(...lost);
        found.doubled.push(...doubled);
        found.applied.push(...applied);
        found.broken.push(...(await rounds.check()));
      }
      store(systems, (Date.now() - began) / 60_000, found);
      const report = together(systems.map((one) => one.rounds.report));
      process.stdout.write(linesOf(report));
      expect(found).toEqual({ lost: [], doubled: [], applied: [], broken: [], wrong: [] });
      for (const entry of report) expect([entry.name, entry.survived]).toEqual([entry.name, entry.counted]);
    } finally {
      clearInterval(telling);
      await Promise.all(systems.map((one) => one.rounds.stop()));
    }
  }, MINUTES * 60_000 + 1_800_000);
});

type Found = Pick<Wrong, 'lost' | 'doubled' | 'applied' | 'broken'> & { readonly wrong: object[] };

/** Keeps the counts with the machine and the date. */
function store(systems: readonly Broken[], minutes: number, found: Found): void {
  const all = systems.map((one) => one.rounds);
  const report = together(all.map((one) => one.report));
  const counted = report.reduce((sum, one) => sum + one.counted, 0);
  const of = (...names: string[]): number => report.reduce((sum, one) => sum + (names.includes(one.name) ? one.counted : 0), 0);
  const [acked, refused, unknown] = (['acked', 'refused', 'unknown'] as const).map((fate) => all.reduce((sum, one) => sum + one.count(fate), 0)) as [number, number, number];
  const healed = new Map<string, number>();
  for (const [name, ms] of all.flatMap((one) => [...one.healed])) healed.set(name, Math.max(healed.get(name) ?? 0, ms));
  const date = new Date().toISOString().slice(0, 10);
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', cwd: __dirname }).stdout.trim();
  const folder = join(__dirname, '../../../bench/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `faults-${date}.json`), `${JSON.stringify({
    date, command: `npm run faults -- --minutes ${MINUTES}`, commit,
    machine: { cores: cpus().length, cpu: cpus()[0]?.model ?? '', node: process.version }, systems: systems.length, minutes: Math.round(minutes * 10) / 10, faults: systems.reduce((sum, one) => sum + one.done, 0), counted,
    killed: { hub: of(...ORDER.filter((name) => name.startsWith('hub killed'))), postgres: of(POSTGRES), backend: of('one backend killed with -9') },
    acknowledged: acked, refused, neverAnswered: unknown, underWayAtFaults: report.reduce((sum, one) => sum + one.unknown, 0), lost: found.lost.length, doubled: found.doubled.length, refusedButApplied: found.applied.length, brokenInvariants: found.broken.map((one) => one.id), wrong: found.wrong,
    bound: { ofFaults: 3 / Math.max(1, counted), ofAcknowledged: 3 / Math.max(1, acked), note: 'three over n: with none lost, the rate is below this at 95 %' },
    longestHealMs: Object.fromEntries(healed), byFault: report,
  }, null, 1)}\n`);
}
