import { approvedOn } from '../operator';
import { HUB_ACCOUNT, virtualAccountOf, type DemoBrand } from './brands';
import type { Coalition, LiveBrand } from './set-up';

interface Money { readonly currency: string; readonly value: string }
interface Obligation { readonly id: string; readonly partyId: string; readonly settlementId: string; readonly status: string; readonly direction: 'PAYS_HUB' | 'HUB_PAYS' | 'NONE'; readonly fees: Money; readonly open: { readonly total: Money }; readonly dueDate: string; readonly bankReference?: string }
interface Payable { readonly settlementId: string; readonly open: Money; readonly bankReference: string; readonly partnerId: string; readonly held?: string }
interface Entry { readonly direction: 'IN' | 'OUT'; readonly amount: string; readonly name: string; readonly account: string; readonly remark: string; readonly virtualAccount?: string }

/** The settlement, counted from 0, of which one payer forgets its bill until it has been reminded. */
const FORGOTTEN = 1;
/** Days after its due date on which who forgot pays: the first reminder is a day after. */
const LATE_DAYS = 2;
/** Who withholds tax from its fees, and hands in the certificates. */
const WITHHOLDS = 'SEGAR';

const minor = (value: string): bigint => BigInt(value.replace('.', ''));
const dayAfter = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Each brand proposes its account, another of its people checks it, and the operator accepts it; the hub's own, and the numbers to which brands pay, take two people of the operator. */
export async function registerAccounts({ brands, maker, checker }: Coalition, validFrom: string): Promise<void> {
  const own = await maker.post<{ id: string }>('/bank-accounts', { ...HUB_ACCOUNT, validFrom });
  await checker.post(`/bank-accounts/${own.id}/approve`);
  for (const { brand, partnerId, owner, finance } of brands) {
    const virtual = virtualAccountOf(brand);
    if (virtual) await checker.post(`/virtual-accounts/${(await maker.post<{ id: string }>('/virtual-accounts', { ...virtual, partnerId, validFrom })).id}/approve`);
    if (!brand.account) continue;
    const account = await owner.post<{ id: string }>('/bank-accounts', { ...brand.account, holder: brand.legalName, validFrom });
    await finance.post(`/bank-accounts/${account.id}/approve`);
    await maker.post(`/bank-accounts/${account.id}/approve`);
  }
}

/** The operator's bank account day by day: what partners pay comes as the bank's files, what the hub owes goes out by instructions that the bank confirms. */
export class Treasury {
  private settled = 0;
  private files = 0;
  private entries = 0;
  private readonly forgotten = new Map<string, string>();

  constructor(private readonly coalition: Coalition) {}

  /** Two people approve what the schedule proposed, and the payers' bank moves the money on the same day. @returns how many settlements were approved */
  async approve(): Promise<number> {
    const { maker, checker } = this.coalition;
    const proposed = await maker.all<{ id: string; settlementHash: string }>('/settlements?status=PROPOSED');
    for (const settlement of proposed) {
      for (const person of [maker, checker]) await person.post(`/settlements/${settlement.id}/approve`, { settlementHash: settlement.settlementHash });
      await this.collect(settlement.id);
    }
    return proposed.length;
  }

  /** What every morning brings: who forgot pays once it has been reminded, and whatever can be paid out is. */
  async day(date: string): Promise<void> {
    const open = await this.coalition.maker.all<Obligation>('/obligations?status=OPEN&direction=PAYS_HUB');
    const late = open.filter((one) => (this.forgotten.get(one.id) ?? '9999') <= date);
    if (late.length > 0) await this.import(date, late.map((one) => this.paying(one)));
    await this.payOut(date);
  }

  private async collect(settlementId: string): Promise<void> {
    const { maker } = this.coalition;
    const paidOn = await approvedOn(maker, settlementId);
    const mine = async (): Promise<Obligation[]> => (await maker.get<{ data: Obligation[] }>(`/settlements/${settlementId}/obligations`)).data.filter((one) => one.partyId !== 'HUB' && one.status === 'OPEN' && one.direction === 'PAYS_HUB');
    for (const one of await mine()) await this.withhold(one);
    const payers = (await mine()).filter((one) => one.open.total.value !== '0.00');
    const least = [...payers].sort((a, b) => (minor(a.open.total.value) < minor(b.open.total.value) ? -1 : 1))[0];
    if (this.settled === FORGOTTEN && least) this.forgotten.set(least.id, dayAfter(least.dueDate, LATE_DAYS));
    this.settled += 1;
    await this.import(paidOn, payers.filter((one) => !this.forgotten.has(one.id)).map((one) => this.paying(one)));
    await this.payOut(paidOn);
  }

  /** A certificate of the tax that was withheld from the fees of an obligation; accepted, it counts like money, and the rest is paid. */
  private async withhold({ partyId, settlementId }: Obligation): Promise<void> {
    const { maker } = this.coalition;
    const brand = this.of(partyId);
    if (brand.brand.code !== WITHHOLDS) return;
    const invoices = await maker.all<{ id: string; issuedOn?: string; settlementId?: string }>(`/invoices?kind=FEE_INVOICE&partnerId=${partyId}`);
    for (const invoice of invoices.filter((one) => one.settlementId === settlementId && one.issuedOn !== undefined)) {
      const { data } = await maker.get<{ data: { expected: Money }[] }>(`/withholding?invoiceId=${invoice.id}`);
      const amount = data[0]?.expected;
      if (!amount || amount.value === '0.00') continue;
      const certificate = await brand.finance.post<{ id: string }>('/withholding-certificates', { invoiceId: invoice.id, number: `BP23-${invoice.issuedOn?.replaceAll('-', '') ?? ''}-001`, issuedOn: invoice.issuedOn, amount });
      await maker.post(`/withholding-certificates/${certificate.id}/accept`);
    }
  }

  /** Everything that nothing holds is put into one instruction a settlement, and the bank confirms it on the same day. */
  private async payOut(date: string): Promise<void> {
    const { maker } = this.coalition;
    const ready = (await maker.get<{ data: Payable[] }>('/payables')).data.filter((one) => one.held === undefined);
    for (const settlementId of new Set(ready.map((one) => one.settlementId))) await maker.post('/payment-instructions', { settlementId });
    await this.import(date, ready.map((one) => ({ direction: 'OUT', amount: one.open.value, remark: one.bankReference, ...this.accountOf(this.of(one.partnerId).brand) })));
  }

  private paying(one: Obligation): Entry {
    const { brand } = this.of(one.partyId);
    const virtual = virtualAccountOf(brand);
    return { direction: 'IN', amount: one.open.total.value, ...(virtual ? { remark: `SETORAN VA ${virtual.name}`, virtualAccount: virtual.number } : { remark: `TRSF ${one.bankReference ?? ''}` }), ...this.accountOf(brand) };
  }

  private accountOf(brand: DemoBrand): Pick<Entry, 'name' | 'account'> {
    return { name: brand.legalName, account: brand.account?.accountNo ?? '' };
  }

  private of(partyId: string): LiveBrand {
    return this.coalition.brands.find((one) => one.partnerId === partyId) as LiveBrand;
  }

  /** The bank's statement of a day; the last one of each month also has its interest, which is nobody's payment. */
  private async import(date: string, entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    const interest: Entry[] = date.endsWith('-21') && entries.some((one) => one.direction === 'IN') ? [{ direction: 'IN', amount: '18250.00', name: '', account: '', remark: 'BUNGA REKENING' }] : [];
    const rows = [...entries, ...interest].map((one) => ({ ...one, reference: `${date.replaceAll('-', '')}${String((this.entries += 1)).padStart(5, '0')}` }));
    const net = rows.reduce((sum, one) => sum + (one.direction === 'IN' ? 1n : -1n) * minor(one.amount), 0n);
    const digits = (net < 0n ? -net : net).toString().padStart(3, '0');
    this.files += 1;
    const content = [`H,KONGSI-BANK,1,RK-${date}-${this.files},${HUB_ACCOUNT.accountNo},IDR`, ...rows.map((one) => `E,${one.reference},${date},${one.direction},${one.amount},IDR,${one.name},${one.account},${one.remark},${one.virtualAccount ?? ''}`), `T,${rows.length},${net < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`, ''].join('\n');
    await this.coalition.maker.post('/bank-files', { format: 'CSV', name: `mutasi-${date}-${this.files}.csv`, content });
  }
}
