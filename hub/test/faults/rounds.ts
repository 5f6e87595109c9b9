import { setTimeout as wait } from 'node:timers/promises';
import { CASH_INVARIANTS } from '../../src/cash/cash-books.sql';
import { SETTLEMENT_INVARIANTS } from '../../src/invoicing/settled-books.sql';
import { checkBooks, LEDGER_INVARIANTS } from '../../src/ledger/books.sql';
import { FAULTS } from './faults';
import { System, type Till } from './system';

type Fate = 'acked' | 'refused' | 'unknown';
interface Asked { readonly number: number; readonly burns: boolean; readonly member: string; fate: Fate; done: boolean }

/** What came of one kind of fault. A fault counts when it was seen to happen and something was under way then. */
export interface Entry { readonly name: string; fired: number; counted: number; survived: number; acked: number; refused: number; unknown: number }

/** How loudly the tills sell: that many send one sale at a time, that many send batches of that size; and for how long once the fault is healed, in ms. */
export interface Load { readonly singles: number; readonly batches: number; readonly size: number; readonly members: number; readonly healedMs: number }

/** What was wrong after a fault; all empty when it was survived. */
export interface Wrong { lost: string[]; doubled: string[]; applied: string[]; open: string[]; broken: { id: string }[] }

const externalIdOf = (number: number): string => `F-${number}`;

/** Two tills that sell while things break, and what became of every single sale. */
export class Rounds {
  private readonly entries = new Map<string, Entry>();
  /** By number of the sale: how it ended. */
  private readonly fates: Fate[] = [];
  /** Longest time from a fault to readiness, by fault, ms. */
  readonly healed = new Map<string, number>();
  private over = false;
  private constructor(readonly system: System, private readonly tills: readonly Till[], private readonly members: readonly string[], private readonly load: Load) {}

  static async start(load: Load): Promise<Rounds> {
    const system = await System.start();
    const tills = [await system.till('Segar'), await system.till('Kopi')];
    const members: string[] = [];
    for (let at = 0; at < load.members; at += 1) members.push((await (tills[0] as Till).client.members.enrol({ name: `M${at}`, identifiers: [{ kind: 'CARD', value: `F-${at}` }] })).id);
    return new Rounds(system, tills, members, load);
  }

  /** Nobody asks any more, whatever is open; then the system ends. */
  async stop(): Promise<void> {
    this.over = true;
    await this.system.stop();
  }

  get report(): Entry[] {
    return [...this.entries.values()];
  }

  count(fate: Fate): number {
    return this.fates.reduce((sum, one) => sum + Number(one === fate), 0);
  }

  private sale(member: string): Asked {
    const number = this.fates.length;
    this.fates.push('unknown');
    return { number, burns: number % 3 === 0, member, fate: 'unknown', done: false };
  }

  private end(one: Asked, fate: 'acked' | 'refused'): void {
    Object.assign(one, { fate, done: true });
    this.fates[one.number] = fate;
  }

  /** One sale or burn, asked again under the same externalId until the answer is clear. */
  private async single(till: Till, one: Asked): Promise<void> {
    const common = { externalId: externalIdOf(one.number), member: one.member, outletId: till.outletId };
    while (!one.done && !this.over) {
      try {
        if (one.burns) await till.client.burns.create({ ...common, points: 3 });
        else await till.client.earns.create({ ...common, amount: { currency: 'IDR', value: '100000.00' } });
        this.end(one, 'acked');
      } catch (error) {
        const { status = 0 } = error as { status?: number };
        if (status >= 400 && status < 500) this.end(one, 'refused');
        else await wait(60);
      }
    }
  }

  /** A batch, sent again until each of its sales has a clear answer. */
  private async batch(till: Till, sales: readonly Asked[]): Promise<void> {
    const items = sales.map((one) => ({ op: one.burns ? ('BURN' as const) : ('EARN' as const), body: { externalId: externalIdOf(one.number), member: one.member, outletId: till.outletId, points: one.burns ? 3 : 10 } }));
    while (sales.some((one) => !one.done) && !this.over) {
      const answer = await till.client.batches.create({ items }).catch(() => undefined);
      if (!answer) await wait(60);
      for (const [at, { status }] of (answer?.items ?? []).entries()) {
        const one = sales[at] as Asked;
        if (!one.done && status < 500) this.end(one, status < 300 ? 'acked' : 'refused');
      }
    }
  }

  /** Breaks one thing while the tills sell, lets it heal, and looks at what became of everything that was asked meanwhile. */
  async round(name: string, checks: boolean): Promise<{ fired: boolean; wrong: Wrong }> {
    const { system, load } = this;
    const since = await system.look(async (client) => (await client.query<{ seq: string }>('SELECT coalesce(max(seq), 0) AS seq FROM posting')).rows[0]?.seq ?? '0');
    const all: Asked[] = [];
    const state = { selling: true };
    const selling = Promise.all(Array.from({ length: load.singles + load.batches }, async (_none, at) => {
      for (let turn = at; state.selling && !this.over; turn += load.size) {
        const sales = Array.from({ length: at < load.singles ? 1 : load.size }, (_one, n) => this.sale(this.members[(turn + n) % this.members.length] as string));
        all.push(...sales);
        const till = this.tills[at % this.tills.length] as Till;
        await (at < load.singles ? this.single(till, sales[0] as Asked) : this.batch(till, sales));
      }
    }));
    await wait(250);
    const underWay = all.filter((one) => !one.done).length;
    const { fired, heal } = await (FAULTS[name] as (typeof FAULTS)[string])(system);
    const unknown = all.filter((one) => !one.done).length;
    const broken = Date.now();
    await heal();
    this.healed.set(name, Math.max(this.healed.get(name) ?? 0, Date.now() - broken));
    await wait(load.healedMs);
    state.selling = false;
    const open = await Promise.race([selling.then(() => []), wait(60_000, undefined, { ref: false }).then(() => all.filter((one) => !one.done).map((one) => externalIdOf(one.number)))]);
    const kept = await system.look(async (client) => new Map((await client.query<{ external_id: string; n: number }>(`SELECT external_id, count(*)::int AS n FROM posting WHERE seq > $1 AND external_id LIKE 'F-%' GROUP BY 1`, [since])).rows.map((row) => [row.external_id, row.n])));
    const named = (wanted: (one: Asked, times: number) => boolean): string[] => all.filter((one) => wanted(one, kept.get(externalIdOf(one.number)) ?? 0)).map((one) => externalIdOf(one.number));
    const wrong: Wrong = { lost: named((one, times) => one.fate === 'acked' && times === 0), doubled: named((_one, times) => times > 1), applied: named((one, times) => one.fate === 'refused' && times > 0), open,
      broken: checks ? await this.check() : [] };
    const entry = this.entries.get(name) ?? { name, fired: 0, counted: 0, survived: 0, acked: 0, refused: 0, unknown: 0 };
    this.entries.set(name, entry);
    const counts = fired && underWay > 0;
    entry.fired += Number(fired);
    entry.counted += Number(counts);
    entry.survived += Number(counts && Object.values(wrong).every((list: unknown[]) => list.length === 0));
    entry.acked += all.filter((one) => one.fate === 'acked').length;
    entry.refused += all.filter((one) => one.fate === 'refused').length;
    entry.unknown += unknown;
    return { fired, wrong };
  }

  /** The invariants that do not hold. With every crash PostgreSQL forgets what has changed since it last took the measure of its tables, so by itself it never does here. */
  check(): Promise<{ id: string }[]> {
    return this.system.look(async (client) => {
      await client.query('ANALYZE');
      return checkBooks(client, [...LEDGER_INVARIANTS, ...SETTLEMENT_INVARIANTS, ...CASH_INVARIANTS]);
    });
  }

  /** Looks at every sale of all rounds once more: the last fault may have taken what an earlier one left. */
  async everything(): Promise<Pick<Wrong, 'lost' | 'doubled' | 'applied'>> {
    const times = new Uint8Array(this.fates.length);
    await this.system.look(async (client) => {
      for (let last = '0'; ;) {
        const { rows } = await client.query<{ external_id: string | null; seq: string }>(`SELECT external_id, seq FROM posting WHERE seq > $1 ORDER BY seq LIMIT 50000`, [last]);
        for (const { external_id: name } of rows) if (name?.startsWith('F-')) times[Number(name.slice(2))] = (times[Number(name.slice(2))] ?? 0) + 1;
        if (rows.length === 0) return;
        last = rows.at(-1)?.seq ?? last;
      }
    });
    const named = (wanted: (fate: Fate, times: number) => boolean): string[] => this.fates.flatMap((fate, number) => (wanted(fate, times[number] ?? 0) ? [externalIdOf(number)] : []));
    return { lost: named((fate, n) => fate === 'acked' && n === 0), doubled: named((_fate, n) => n > 1), applied: named((fate, n) => fate === 'refused' && n > 0) };
  }
}

/** What came of each kind of fault on several systems together. */
export function together(reports: readonly (readonly Entry[])[]): Entry[] {
  const sums = new Map<string, Entry>();
  for (const { name, ...counts } of reports.flat()) {
    const sum = sums.get(name) ?? { name, fired: 0, counted: 0, survived: 0, acked: 0, refused: 0, unknown: 0 };
    for (const what of Object.keys(counts) as (keyof typeof counts)[]) sum[what] += counts[what];
    sums.set(name, sum);
  }
  return [...sums.values()];
}

/** The report as lines of text, with the upper bound that no failure in so many faults leaves (95 %, three over n). */
export function linesOf(report: readonly Entry[]): string {
  const total = report.reduce((sum, one) => sum + one.counted, 0);
  const lines = report.map((one) => `${one.name.padEnd(58)} ${one.survived}/${one.counted} (${one.fired})  acked ${one.acked}, refused ${one.refused}, unknown at first ${one.unknown}`);
  return `survived/counted (fired)\n${lines.join('\n')}\n${total} counted faults; with none lost, fewer than ${((3 / Math.max(1, total)) * 100).toFixed(2)} % of such faults lose something (95 %)\n`;
}
