import type { HubSchemas } from '@kongsi/partner-sdk';
import { addDays } from './history';
import type { LiveBrand } from './set-up';

type Record = HubSchemas['schemas']['DayRecord'];

/** A brand's own day, as its tills would have written it: read from the hub, since the demo's tills keep no books. */
async function dayOf({ client, partnerId }: LiveBrand, date: string): Promise<Record[]> {
  const postings = await client.postings.list({ partnerId, businessDateFrom: date, businessDateTo: addDays(date, 1), limit: 100, sort: 'sequence' }).toArray({ limit: 2_000 });
  return postings.flatMap((one): Record[] => {
    const { type, externalId, outletId, points, occurredAt, receiptNo, memberId, amount, value } = one;
    if ((type !== 'EARN' && type !== 'BURN' && type !== 'REVERSAL') || externalId === undefined || outletId === undefined || points === 0) return [];
    const rupiah = type === 'BURN' ? value : amount;
    return [{ recordId: `R-${externalId}`, type, externalId, outletId, points, occurredAt, status: 'POSTED', member: memberId, ...(receiptNo !== undefined && { receiptNo }), ...(rupiah && { amount: rupiah }) }];
  });
}

async function upload({ client, partnerId }: LiveBrand, businessDate: string, records: Record[]): Promise<void> {
  const minor = records.reduce((sum, one) => sum + BigInt((one.amount?.value ?? '0.00').replace('.', '')), 0n).toString().padStart(3, '0');
  await client.reconciliations.upload({ header: { format: 'kongsi-day/1', partnerId, businessDate, source: 'PARTNER_FILE' }, records,
    trailer: { records: records.length, points: records.reduce((sum, one) => sum + one.points, 0), amount: { currency: 'IDR', value: `${minor.slice(0, -2)}.${minor.slice(-2)}` } } });
}

/** What tills get wrong: a digit, a sale that was never sent, one that was sent and not kept, a row twice, a sale that the shop took back on its own. */
function mistaken(records: readonly Record[]): Record[] {
  const [wrong, lost, undone] = records.filter((one) => one.type === 'EARN');
  if (!wrong || !lost || !undone) return [...records];
  const kept = records.flatMap((one): Record[] => (one === lost ? [] : one === wrong ? [{ ...one, points: one.points + 10 }] : one === undone ? [{ ...one, status: 'REVERSED' }] : [one]));
  const last = kept.at(-1);
  return [...kept, ...(last ? [{ ...last, recordId: `${last.recordId}-2` }] : []), { ...wrong, recordId: 'R-UNSENT', externalId: 'KASIR-2-UNSENT', receiptNo: 'KASIR-2-UNSENT' }];
}

/** Two brands send their last two days; the last one of each has what people have to look at. */
export async function reconcile(brands: readonly LiveBrand[], lastDay: string): Promise<void> {
  for (const brand of brands.slice(0, 2)) {
    const before = addDays(lastDay, -1);
    await upload(brand, before, await dayOf(brand, before));
    await upload(brand, lastDay, mistaken(await dayOf(brand, lastDay)));
  }
}
