import { createHash } from 'node:crypto';
import type { BatchItem } from '@kongsi/partner-sdk';
import type { Coalition, LiveBrand } from '../coalition/set-up';
import { approvedOn } from '../operator';
import type { Progress } from '../progress';
import type { ReplayMap } from './map';
import { Reasons, type Purchase, type Redemption } from './rows';

const JAKARTA_MS = 7 * 3_600_000;
const BATCH = 500;
const AT_ONCE = 4;

const startOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) - JAKARTA_MS;
const next = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

interface Sent {
  readonly brand: LiveBrand;
  readonly item: BatchItem;
  readonly member: string;
  readonly line: number;
}

/** Carries days of purchases and redemptions into the hub: earns, then burns, then the night. */
export class Replayer {
  readonly posted = { earns: 0, burns: 0 };
  readonly refused = new Reasons();
  private readonly members = new Map<string, string>();
  private readonly balances = new Map<string, number>();
  private readonly mostAt = new Map<string, Map<string, number>>();

  constructor(private readonly coalition: Coalition, private readonly brands: ReadonlyMap<string, LiveBrand>, private readonly map: ReplayMap, private readonly skipped: Reasons) {}

  /** One business date, to its end and through its night. */
  async day(date: string, purchases: readonly Purchase[], redemptions: readonly Redemption[]): Promise<void> {
    await this.coalition.clock.advance(new Date(startOf(next(date)) - 30_000));
    await this.enrol([...new Set(purchases.map((one) => one.member))]);
    await this.send(purchases.map((one) => this.earn(one)));
    await this.send(redemptions.flatMap((one) => this.burn(one) ?? []));
    await this.coalition.clock.advance(new Date(startOf(next(date)) + 1_000));
    await this.settle();
  }

  private earn(one: Purchase): Sent {
    const brand = this.brands.get(one.brand) as LiveBrand;
    const member = this.members.get(one.member) as string;
    const visits = this.mostAt.get(member) ?? new Map<string, number>();
    visits.set(one.brand, (visits.get(one.brand) ?? 0) + 1);
    this.mostAt.set(member, visits);
    return { brand, member, line: one.line, item: { op: 'EARN', body: { externalId: `L${one.line}`, member, outletId: brand.outletIds[0] as string, amount: { currency: 'IDR', value: `${one.rupiah}.00` }, occurredAt: one.at.toISOString() } } };
  }

  /** A redemption burns at another brand than the one where the member shops most, chosen by a hash, so that every run chooses alike. */
  private burn(one: Redemption): Sent | undefined {
    const member = this.members.get(one.member);
    const balance = member === undefined ? 0 : (this.balances.get(member) ?? 0);
    if (member === undefined) this.skipped.add('redemption_of_unknown_member', one.line);
    else if (balance === 0) this.skipped.add('redemption_without_points', one.line);
    if (member === undefined || balance === 0) return undefined;
    const usual = [...(this.mostAt.get(member) ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0];
    const others = [...this.brands.keys()].filter((name) => name !== usual).sort();
    const hash = createHash('sha256').update(`${one.member}:${one.date}:${one.line}`).digest().readUInt32BE(0);
    const brand = this.brands.get(others[hash % others.length] ?? '') as LiveBrand;
    const points = Math.min(balance, this.map.redemptions.pointsPerRedemption);
    this.balances.set(member, balance - points);
    return { brand, member, line: one.line, item: { op: 'BURN', body: { externalId: `C${one.line}`, member, outletId: brand.outletIds[0] as string, points } } };
  }

  private async enrol(households: readonly string[]): Promise<void> {
    const fresh = households.filter((one) => !this.members.has(one));
    const first = this.coalition.brands[0] as LiveBrand;
    await inTurns(fresh, 8, async (household) => {
      const member = await first.client.members.enrol({ name: `Household ${household}`, identifiers: [{ kind: 'CARD', value: `HH-${household}` }] });
      this.members.set(household, member.id);
    });
  }

  private async send(all: readonly Sent[]): Promise<void> {
    const batches: Sent[][] = [];
    const open = new Map<LiveBrand, Sent[]>();
    for (const one of all) {
      let list = open.get(one.brand);
      if (!list || list.length === BATCH) {
        list = [];
        batches.push(list);
        open.set(one.brand, list);
      }
      list.push(one);
    }
    await inTurns(batches, AT_ONCE, async (list) => {
      const { items = [] } = await (list[0] as Sent).brand.client.batches.create({ items: list.map((one) => one.item) });
      items.forEach((item, at) => {
        const sent = list[at] as Sent;
        if (!item.posting) this.refused.add(item.problem?.code ?? 'unknown', sent.line);
        else {
          this.posted[item.posting.type === 'EARN' ? 'earns' : 'burns'] += 1;
          if (item.posting.balance) this.balances.set(sent.member, item.posting.balance.available);
        }
      });
    });
  }

  /** Two people approve the night's settlement, and the money comes in. */
  private async settle(): Promise<void> {
    const { maker, checker } = this.coalition;
    const { data } = await maker.get<{ data: { id: string; settlementHash: string }[] }>('/settlements?status=PROPOSED');
    for (const settlement of data) {
      await maker.post(`/settlements/${settlement.id}/approve`, { settlementHash: settlement.settlementHash });
      await checker.post(`/settlements/${settlement.id}/approve`, { settlementHash: settlement.settlementHash });
      const { data: obligations } = await maker.get<{ data: { id: string; partyId: string; status: string; netCash: { currency: string; value: string } }[] }>(`/settlements/${settlement.id}/obligations`);
      const paidOn = await approvedOn(maker, settlement.id);
      await inTurns(obligations.filter((one) => one.partyId !== 'HUB'), AT_ONCE, async (one) => {
        const minor = BigInt(one.netCash.value.replace('.', ''));
        this.netCash.set(one.partyId, (this.netCash.get(one.partyId) ?? 0n) + minor);
        if (one.status === 'OPEN') await maker.post('/payments', { obligationId: one.id, amount: { ...one.netCash, value: one.netCash.value.replace('-', '') }, bankReference: `BCA-${one.id.slice(4)}`, paidOn });
      });
    }
  }

  /** Net cash of all settlements by partner, minor units; positive: the hub paid. */
  readonly netCash = new Map<string, bigint>();

  async run(days: AsyncIterable<{ date: string; purchases: Purchase[]; redemptions: Redemption[] }>, total: number, progress: Progress): Promise<void> {
    let done = 0;
    for await (const { date, purchases, redemptions } of days) {
      await this.day(date, purchases, redemptions);
      done += 1;
      progress.at(done, `${date}  ${this.posted.earns + this.posted.burns} postings`);
    }
  }
}

/** Runs work over a list, some at a time. */
async function inTurns<T>(list: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  let at = 0;
  const turn = async (): Promise<void> => {
    while (at < list.length) {
      const one = list[at] as T;
      at += 1;
      await work(one);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, turn));
}
