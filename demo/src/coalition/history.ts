import type { BatchItem } from '@kongsi/partner-sdk';
import { Random } from '../random';
import type { Progress } from '../progress';
import { memberName } from './brands';
import { NEWS_ON_DAY, publishNewTerms } from './new-terms';
import type { Coalition, LiveBrand } from './set-up';
import { Treasury } from './treasury';

export interface DemoMember {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
}

export interface Played {
  readonly members: readonly DemoMember[];
  readonly counts: Record<string, number>;
}

const DAY_MS = 86_400_000;
/** How often an item is sent to a hub that is busy. */
const PATIENCE = 30;
const JAKARTA_MS = 7 * 3_600_000;
const startOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) - JAKARTA_MS;
export const addDays = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

interface Sold {
  readonly brand: LiveBrand;
  readonly externalId: string;
  readonly amount: number;
  refunded: number;
}

/** Plays the history of the coalition day by day through the SDK, with the clock moved night by night. */
export class History {
  private readonly random: Random;
  private readonly members: DemoMember[] = [];
  /** What each member can afford, as the hub last said. */
  private readonly balances = new Map<string, number>();
  private readonly sold: Sold[] = [];
  private readonly burned: { brand: LiveBrand; externalId: string; points: number }[] = [];
  private serial = 0;
  readonly counts: Record<string, number> = {};
  private readonly treasury: Treasury;

  constructor(private readonly coalition: Coalition, seed: number) {
    this.treasury = new Treasury(coalition);
    this.random = new Random(seed);
  }

  async play(firstDay: string, days: number, memberCount: number, progress: Progress): Promise<Played> {
    await this.coalition.clock.advance(new Date(startOf(firstDay) + 6 * 3_600_000));
    await this.enrol(memberCount);
    for (let day = 0; day < days; day += 1) {
      const date = addDays(firstDay, day);
      await this.day(date, day);
      if (day === days - 1) await this.lonelyTill(date);
      await this.coalition.clock.advance(new Date(startOf(addDays(date, 1)) + 60_000));
      if (day === NEWS_ON_DAY) await publishNewTerms(this.coalition);
      await this.settle(addDays(date, 1), day >= days - 7);
      await this.dispute(days - day);
      progress.at(day + 1, `${date}  ${Object.values(this.counts).reduce((sum, count) => sum + count, 0)} postings`);
    }
    return { members: this.members, counts: this.counts };
  }

  private async enrol(count: number): Promise<void> {
    const issuers = this.coalition.brands.filter((one) => one.brand.amountPerPoint !== undefined);
    const all = Array.from({ length: count }, (_one, at) => ({ name: memberName((list) => this.random.pick(list)), phone: `+62812${String(10_000_000 + at * 37_199).slice(-8)}`, brand: this.random.pick(issuers), card: `KG-${String(100_000 + at)}` }));
    for (let from = 0; from < all.length; from += 25) {
      const made = await Promise.all(all.slice(from, from + 25).map(async ({ name, phone, brand, card }) => ({ ...(await brand.client.members.enrol({ name, identifiers: [{ kind: 'PHONE', value: phone }, { kind: 'CARD', value: card }] })), name, phone })));
      this.members.push(...made.map(({ id, name, phone }) => ({ id, name, phone })));
    }
  }

  /** A day's sales are sent in the evening, as many tills do, at the times at which they happened; holds and returns as they happen. */
  private async day(date: string, day: number): Promise<void> {
    const [morning, evening] = [startOf(date) + 8 * 3_600_000, startOf(date) + 21 * 3_600_000];
    await this.coalition.clock.advance(new Date(evening));
    const at = (): string => new Date(morning + Math.floor(this.random.next() * (evening - morning - 600_000))).toISOString();
    const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
    await this.postAll(this.earns(date, weekend ? 95 : 65, at));
    if (day < 2) return;
    await this.postAll(this.burns(date, weekend ? 38 : 26, at));
    await this.holds(date);
    await this.postAll(this.returns(date));
  }

  private earns(date: string, count: number, at: () => string): [LiveBrand, BatchItem][] {
    return Array.from({ length: count }, () => {
      const brand = this.weighted('earnShare');
      const amount = Math.round(this.random.whole(...brand.brand.basket) / 500) * 500;
      const externalId = this.name(date, 'E');
      this.sold.push({ brand, externalId, amount, refunded: 0 });
      const body = { externalId, member: this.random.pick(this.members).id, outletId: this.random.pick(brand.outletIds), amount: rupiah(amount), occurredAt: at(), receiptNo: externalId.slice(0, -2) };
      return [brand, { op: 'EARN', body }];
    });
  }

  private burns(date: string, count: number, at: () => string): [LiveBrand, BatchItem][] {
    const items: [LiveBrand, BatchItem][] = [];
    for (let tried = 0; tried < count * 3 && items.length < count; tried += 1) {
      const member = this.random.pick(this.members);
      const brand = this.weighted('burnShare');
      const balance = this.balances.get(member.id) ?? 0;
      const least = brand.brand.minPoints ?? 2;
      if (balance < least) continue;
      const points = this.random.whole(least, Math.max(least, Math.min(balance, 220)));
      this.balances.set(member.id, balance - points);
      const externalId = this.name(date, 'B');
      this.burned.push({ brand, externalId, points });
      items.push([brand, { op: 'BURN', body: { externalId, member: member.id, outletId: this.random.pick(brand.outletIds), points, occurredAt: at(), receiptNo: externalId.slice(0, -2) } }]);
    }
    return items;
  }

  /** Holds of online orders: captured wholly or in part, released, or left until their time is over. */
  private async holds(date: string): Promise<void> {
    for (let count = this.random.whole(2, 4); count > 0; count -= 1) {
      const member = this.random.pick(this.members);
      const brand = this.weighted('burnShare');
      const balance = this.balances.get(member.id) ?? 0;
      if (balance < Math.max(10, brand.brand.minPoints ?? 0)) continue;
      const points = Math.min(balance, this.random.whole(Math.max(10, brand.brand.minPoints ?? 10), 120));
      const externalId = this.name(date, 'H');
      const hold = await brand.client.holds.create({ externalId, member: member.id, outletId: this.random.pick(brand.outletIds), points, channel: 'ONLINE', expiresInSeconds: 3_600 }).catch(() => undefined);
      if (!hold) continue;
      const fate = this.random.next();
      if (fate < 0.6) {
        const taken = this.random.chance(0.25) ? Math.max(1, Math.floor(points / 2)) : points;
        await brand.client.holds.capture(hold.id, { points: taken });
        this.balances.set(member.id, balance - taken);
        this.count('holds captured');
      } else if (fate < 0.8) {
        await brand.client.holds.release(hold.id);
        this.count('holds released');
      } else this.count('holds timed out');
    }
  }

  /** Part returns of burns and refunds of sales, some of earlier months. */
  private returns(date: string): [LiveBrand, BatchItem][] {
    const items: [LiveBrand, BatchItem][] = [];
    for (let count = this.random.whole(1, 3); count > 0 && this.burned.length > 0; count -= 1) {
      const at = this.random.whole(0, this.burned.length - 1);
      const [burn] = this.burned.splice(at, 1);
      if (!burn || burn.brand.brand.code === 'PEDULI') continue;
      const points = this.random.chance(0.4) ? burn.points : Math.max(1, Math.floor(burn.points / 3));
      items.push([burn.brand, { op: 'REVERSAL', body: { externalId: this.name(date, 'R'), original: { externalId: burn.externalId }, points, reason: 'RETURN' } }]);
    }
    if (this.random.chance(0.7) && this.sold.length > 0) {
      const sale = this.random.pick(this.sold);
      const part = Math.round(sale.amount / 4 / 500) * 500;
      if (sale.refunded === 0 && part > 0) {
        sale.refunded = part;
        items.push([sale.brand, { op: 'REVERSAL', body: { externalId: this.name(date, 'R'), original: { externalId: sale.externalId }, amount: rupiah(part), reason: 'RETURN' } }]);
      }
    }
    return items;
  }

  /** The last evening: a till of the first brand has sold while it was alone, and two of its six sales have not come yet. */
  private async lonelyTill(date: string): Promise<void> {
    const [brand] = this.coalition.brands;
    if (!brand) return;
    const capturedAt = new Date(startOf(date) + 21 * 3_600_000);
    const tokens: string[] = [];
    for (let seq = 1; seq <= 6; seq += 1) {
      const previous = tokens.at(-1);
      const body = { member: (this.members[seq] as DemoMember).id, outletId: brand.outletIds[0] ?? '', amount: rupiah(40_000 + seq * 1_000) };
      tokens.push((await brand.client.signOffline({ tillId: brand.tillId, externalId: `TILL-${date.replaceAll('-', '')}-${seq}`, seq, op: 'EARN', body, capturedAt, ...(previous !== undefined && { previous }) })).token);
    }
    const arrived = await brand.client.batches.create({ items: tokens.filter((_token, at) => at < 3 || at === 5) });
    for (const item of arrived.items ?? []) this.count(item.posting ? 'earns' : `refused: ${item.problem?.code ?? 'unknown'}`);
  }

  private async postAll(items: readonly [LiveBrand, BatchItem][]): Promise<void> {
    const byBrand = new Map<LiveBrand, BatchItem[]>();
    for (const [brand, item] of items) byBrand.set(brand, [...(byBrand.get(brand) ?? []), item]);
    // One brand after the other: who comes first decides which lots a burn takes, and the same seed must make the same books.
    for (const [brand, list] of byBrand) {
      let left: readonly BatchItem[] = list;
      for (let tries = 1; left.length > 0; tries += 1) {
        const sent = left;
        const batch = await brand.client.batches.create({ items: [...sent] });
        const answers = batch.items ?? [];
        // What a busy hub did not do it is sent again; nothing happened.
        const again = (answer: (typeof answers)[number]): boolean => answer.problem?.retryable === true && tries < PATIENCE;
        left = sent.filter((_item, at) => answers[at] !== undefined && again(answers[at]));
        for (const answer of answers.filter((one) => !again(one))) this.note(answer);
      }
    }
  }

  private note(answer: { readonly posting?: { readonly type: string; readonly memberId: string; readonly balance?: { readonly available: number } }; readonly problem?: { readonly code: string } }): void {
    const { posting, problem } = answer;
    if (!posting) return this.count(`refused: ${problem?.code ?? 'unknown'}`);
    this.count(`${posting.type.toLowerCase()}s`);
    if (posting.balance) this.balances.set(posting.memberId, posting.balance.available);
  }

  /** What the week proposed is approved and paid, except for the newest settlement, which stays for a person to look at. */
  private async settle(date: string, leave: boolean): Promise<void> {
    if (!leave) for (let approved = await this.treasury.approve(); approved > 0; approved -= 1) this.count('settlements approved');
    await this.treasury.day(date);
  }

  /** Brands object to lines of their invoices: one dispute was accepted, one waits for the operator's ruling, one for an answer. */
  private async dispute(daysLeft: number): Promise<void> {
    const stories = { 10: { reason: 'REVERSED_AT_OUTLET', note: 'Nota ini dibatalkan di kasir pada hari yang sama; salinan jurnal ada pada kami.', answer: 'ACCEPT' }, 6: { reason: 'DUPLICATE', note: 'Satu nota ditagih dua kali dalam sepuluh menit.', answer: 'CONTEST' }, 2: { reason: 'NOT_OUR_MEMBER', note: 'Poin ini bukan milik anggota yang kami daftarkan.', answer: undefined } } as const;
    const story = stories[daysLeft as keyof typeof stories];
    const opener = this.coalition.brands[daysLeft === 6 ? 1 : 0];
    if (!story || !opener) return;
    const invoices = await opener.client.invoices.list({ kind: 'POINTS_INVOICE', limit: 20, sort: '-cycleFrom' }).page();
    const invoice = invoices.data.find((one) => one.number !== undefined && one.total.value !== '0.00');
    const line = invoice && (await opener.client.invoices.lines(invoice.id)).data.find((one) => (one.points ?? 0) > 1 && one.counterpartyId?.startsWith('prt_'));
    if (!line) return;
    const legs = (await opener.client.invoices.legs(invoice.id, line.id).page()).data.sort((a, b) => b.points - a.points);
    // The largest leg of which something is left: some were returned at the counter.
    const tries = legs.filter((leg) => leg.points > 0).map((leg) => () => opener.client.disputes.open({ reason: story.reason, note: story.note, legs: [{ legId: leg.legId }], remedy: 'REVERSAL' }).catch(() => undefined));
    let opened: Awaited<ReturnType<(typeof tries)[number]>>;
    for (const open of tries) if ((opened = await open())) break;
    if (!opened) return;
    const { id, counterpartyId } = opened;
    await opener.client.disputes.addFile(id, { name: 'jurnal-kasir.csv', mediaType: 'text/csv', content: Buffer.from('nota,poin,waktu\nR-1,90,10:05\nR-1,90,10:12\n').toString('base64') });
    const other = this.coalition.brands.find((one) => one.partnerId === counterpartyId);
    if (story.answer && other) await other.client.disputes.answer(id, { decision: story.answer, note: story.answer === 'ACCEPT' ? 'Benar, kami lihat pembatalannya.' : 'Jurnal kami mencatat dua penjualan yang berbeda.' });
    this.count('disputes');
  }

  private weighted(share: 'earnShare' | 'burnShare'): LiveBrand {
    const total = this.coalition.brands.reduce((sum, one) => sum + one.brand[share], 0);
    let at = this.random.next() * total;
    for (const one of this.coalition.brands) {
      at -= one.brand[share];
      if (at < 0) return one;
    }
    return this.coalition.brands[0] as LiveBrand;
  }

  private name(date: string, verb: string): string {
    this.serial += 1;
    return `POS-${date.replaceAll('-', '')}-${String(this.serial).padStart(6, '0')}-${verb}`;
  }

  private count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }
}

function rupiah(amount: number): { currency: string; value: string } {
  return { currency: 'IDR', value: `${amount}.00` };
}
