import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { FAULTS } from './faults';
import { Rounds } from './rounds';

/** How long faults go on, in minutes: `npm run faults -- --minutes 30`. */
const MINUTES = Number(process.env['KONGSI_FAULTS_MINUTES'] ?? 0);
const HUB = 'hub killed with -9';
const POSTGRES = 'PostgreSQL killed with -9';
/** Of ten faults three kill the hub and two the database; the others come in turn. */
const ORDER = [HUB, '', POSTGRES, '', 'hub killed with -9 while a transaction stands still', '', HUB, POSTGRES, '', ''];
/** All invariants are looked at after each so many faults and at the end; what became of the sales, after every one. */
const CHECKED_EACH = 60;
const BY_OURSELVES = Object.keys(FAULTS).filter((name) => !ORDER.includes(name));

(MINUTES > 0 ? describe : describe.skip)('faults for a long time', () => {
  test('nothing acknowledged is lost, nothing is doubled, nothing refused is in the books', async () => {
    const rounds = await Rounds.start({ singles: 4, batches: 4, size: 100, members: 400 });
    const began = Date.now();
    const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', cwd: __dirname }).stdout.trim();
    const wrong: unknown[] = [];
    let other = 0;
    let done = 0;
    try {
      for (; Date.now() - began < MINUTES * 60_000 && wrong.length === 0; done += 1) {
        const name = ORDER[done % ORDER.length] || (BY_OURSELVES[(other += 1) % BY_OURSELVES.length] as string);
        const seen = await rounds.round(name, done % CHECKED_EACH === CHECKED_EACH - 1).catch((error: unknown) => ({ wrong: { error: [String(error)] } }));
        if (Object.values(seen.wrong).some((list: unknown[]) => list.length > 0)) wrong.push({ name, done, ...seen.wrong });
        if (done % 25 === 24) process.stdout.write(`${Math.round((Date.now() - began) / 60_000)} min: ${done + 1} faults, ${rounds.count('acked')} acknowledged\n`);
      }
      const all = await rounds.everything();
      const broken = await rounds.check();
      store(rounds, done, (Date.now() - began) / 60_000, { commit, ...all, broken, wrong });
      process.stdout.write(rounds.lines());
      expect(wrong).toEqual([]);
      expect({ ...all, broken }).toEqual({ lost: [], doubled: [], applied: [], broken: [] });
      for (const entry of rounds.report) expect([entry.name, entry.survived]).toEqual([entry.name, entry.counted]);
    } finally {
      await rounds.stop();
    }
  }, MINUTES * 60_000 + 1_800_000);
});

/** Keeps the counts with the machine and the date. */
function store(rounds: Rounds, done: number, minutes: number, found: { commit: string; lost: string[]; doubled: string[]; applied: string[]; broken: { id: string }[]; wrong: unknown[] }): void {
  const counted = rounds.report.reduce((sum, one) => sum + one.counted, 0);
  const of = (...names: string[]): number => rounds.report.reduce((sum, one) => sum + (names.includes(one.name) ? one.counted : 0), 0);
  const [acked, refused, unknown] = [rounds.count('acked'), rounds.count('refused'), rounds.count('unknown')];
  const unresolvedAtFirst = rounds.report.reduce((sum, one) => sum + one.unknown, 0);
  const date = new Date().toISOString().slice(0, 10);
  const folder = join(__dirname, '../../../bench/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `faults-${date}.json`), `${JSON.stringify({
    date, command: `npm run faults -- --minutes ${MINUTES}`, commit: found.commit,
    machine: { cores: cpus().length, cpu: cpus()[0]?.model ?? '', node: process.version }, minutes: Math.round(minutes * 10) / 10, faults: done, counted,
    killed: { hub: of(...ORDER.filter((name) => name.startsWith('hub killed'))), postgres: of(POSTGRES), backend: of('one backend killed with -9') },
    acknowledged: acked, refused, neverAnswered: unknown, unknownAtFirst: unresolvedAtFirst, lost: found.lost.length, doubled: found.doubled.length, refusedButApplied: found.applied.length, brokenInvariants: found.broken.map((one) => one.id), wrong: found.wrong,
    bound: { ofFaults: 3 / Math.max(1, counted), ofAcknowledged: 3 / Math.max(1, acked), note: 'three over n: with none lost, the rate is below this at 95 %' },
    longestHealMs: Object.fromEntries(rounds.healed), byFault: rounds.report,
  }, null, 1)}\n`);
}
