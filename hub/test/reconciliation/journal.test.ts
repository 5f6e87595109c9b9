import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KongsiClient } from '../../../partner-sdk/src';
import { journalDay, openFileJournal, type Journal } from '../../../partner-sdk/src/journal';
import { OfflineQueue, openFileStore } from '../../../partner-sdk/src/offline';
import { givenStack, type Brand, type Stack } from '../support/stack';

describe('the journal of the SDK', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-journal-'));
  let stack: Stack;
  let brand: Brand;
  let client: KongsiClient;
  let journal: Journal;
  let member: string;
  const faults: Error[] = [];
  const today = (): string => stack.today();
  beforeAll(async () => {
    stack = await givenStack();
    brand = await stack.brand('Toko');
    journal = await openFileJournal(folder);
    client = new KongsiClient({ partnerId: brand.partnerId, tillId: brand.tillId, key: brand.key, baseUrl: stack.origin, journal, onJournalFault: (fault) => faults.push(fault) });
    member = (await client.members.enrol({ name: 'Ani', identifiers: [{ kind: 'CARD', value: 'C1' }] })).id;
    await stack.db.owner.query(`UPDATE partner_key SET valid_from = valid_from - interval '10 days'`);
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const day = async (): Promise<Awaited<ReturnType<typeof journalDay>>> => journalDay(journal, { partnerId: brand.partnerId, businessDate: today(), outletId: brand.outletId });

  test('what the hub acknowledged is on disk, refunds too, and matches wholly', async () => {
    await client.earns.create({ externalId: 'J-1', member, outletId: brand.outletId, amount: { currency: 'IDR', value: '120000.00' } });
    await client.earns.create({ externalId: 'J-2', member, outletId: brand.outletId, points: 30 });
    await client.burns.create({ externalId: 'J-3', member, outletId: brand.outletId, points: 5 });
    await client.holds.capture((await client.holds.create({ externalId: 'J-4', member, outletId: brand.outletId, points: 4 })).id);
    await client.reversals.create({ externalId: 'J-5', original: { externalId: 'J-2' }, reason: 'RETURN' });
    await client.batches.create({ items: [{ op: 'EARN', body: { externalId: 'J-6', member, outletId: brand.outletId, points: 2 } }, { op: 'EARN', body: { externalId: 'J-7', member, outletId: brand.outletId, points: 0 } as never }] });
    await expect(client.burns.create({ externalId: 'J-8', member, outletId: brand.outletId, points: 9_999 })).rejects.toMatchObject({ code: 'insufficient_points' });
    const file = await day();
    expect(file.records.map((one) => [one.recordId, one.type]).sort()).toEqual([['J-1', 'EARN'], ['J-2', 'EARN'], ['J-3', 'BURN'], ['J-4', 'BURN'], ['J-5', 'REVERSAL'], ['J-6', 'EARN']]);
    const answer = await client.reconciliations.upload(file);
    expect(answer).toMatchObject({ header: { source: 'SDK_JOURNAL' }, classes: [{ class: 'MATCHED', records: 6, postings: 6 }], openBreaks: 0 });
  });

  test('a sale that never left the till is posted late by its token; a torn line loses only itself', async () => {
    const store = await openFileStore(folder, brand.tillId);
    const queue = await OfflineQueue.open({ client, tillId: brand.tillId, store });
    await queue.enqueue({ op: 'EARN', body: { externalId: 'J-9', member, outletId: brand.outletId, points: 3 } });
    appendFileSync(join(folder, `${today()}.jsonl`), '\n{"type":"EARN","externalId":"J-10","poi');
    expect((await client.reconciliations.upload(await day())).classes).toEqual([expect.objectContaining({ class: 'MATCHED', records: 7, postings: 7 })]);
    expect((await client.breaks.list().toArray({ limit: 5 })).map((one) => [one.class, one.state, one.closedByRule])).toEqual([['MISSING_HERE', 'CORRECTED', 'signed-late@v1']]);
    // The queue delivers the same sale later, and it is posted once.
    expect(await queue.drain()).toEqual({ delivered: 1, rejected: 0, waiting: 0 });
    expect((await client.reconciliations.upload(await day())).classes).toEqual([expect.objectContaining({ class: 'MATCHED', records: 7, postings: 7 })]);
    await store.close();
  });

  test('a journal that cannot be written is told, and the sale stands', async () => {
    const broken = new KongsiClient({ partnerId: brand.partnerId, key: brand.key, baseUrl: stack.origin, journal: { keep: () => Promise.reject(new Error('The disk is full.')), entries: () => Promise.resolve([]) }, onJournalFault: (fault) => faults.push(fault) });
    expect((await broken.earns.create({ externalId: 'J-11', member, outletId: brand.outletId, points: 1 })).points).toBe(1);
    expect(faults.map((fault) => fault.message)).toEqual(['The disk is full.']);
  });
});
