import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KongsiClient } from '../../../partner-sdk/src';
import { OfflineQueue, openFileStore, type Rejected } from '../../../partner-sdk/src/offline';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';

const HOUR = 3_600_000;

describe('a till that is alone', () => {
  let stack: Stack;
  let brand: Brand;
  let memberId: string;
  let folder: string;
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    stack = await givenStack();
    folder = mkdtempSync(join(tmpdir(), 'kongsi-offline-'));
  });
  beforeEach(async () => {
    brand = await stack.brand('Pasar Segar');
    // Sales of the days before are priced too, and signed with a key that was valid then.
    await stack.db.owner.query(`UPDATE partner_key SET valid_from = now() - interval '10 days'`);
    await stack.db.owner.query(`UPDATE terms_version SET valid_from = '2026-01-01' WHERE version = 1`);
    ({ id: memberId } = await brand.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: `C-${brand.tillId.slice(-8)}` }] }));
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await stack.stop();
  });
  const queue = async (client = brand.client, more: object = {}): Promise<OfflineQueue> => {
    const store = await openFileStore(folder, brand.tillId);
    closers.push(() => store.close());
    return OfflineQueue.open({ client, tillId: brand.tillId, store, ...more });
  };
  const sale = (n: number, points = 2): { op: 'EARN'; body: { externalId: string; member: string; outletId: string; points: number } } => ({ op: 'EARN', body: { externalId: `T3-${n}`, member: memberId, outletId: brand.outletId, points } });
  const postings = async (): Promise<{ external_id: string; occurred_at: Date; seq: string; late: boolean }[]> => (await stack.db.owner.query(`SELECT external_id, occurred_at, seq, late FROM posting WHERE partner_id = $1 ORDER BY seq`, [brand.partnerId.slice(4)])).rows;

  test('200 sales of six hours arrive once, each with its own time, however often they are sent', async () => {
    const start = Date.now() - 6 * HOUR;
    let calls = 0;
    const lossy = new KongsiClient({ partnerId: brand.partnerId, key: brand.key, baseUrl: stack.origin, tillId: brand.tillId, maxRetries: 0, fetch: async (url, init) => {
      calls += 1;
      const answer = await fetch(url as string, init);
      // The hub has carried the upload out; the till does not hear of it.
      if (calls % 2 === 1) throw new TypeError('the connection was cut');
      return answer;
    } });
    const till = await queue(lossy);
    for (let n = 1; n <= 200; n += 1) await till.enqueue(sale(n), new Date(start + n * 100_000));
    for (let attempt = 0; attempt < 3 && till.waiting > 0; attempt += 1) await till.drain().catch(() => undefined);
    expect(till.waiting).toBe(0);
    expect(calls).toBeGreaterThanOrEqual(4);
    const rows = await postings();
    expect(rows.map((row) => row.external_id).sort()).toEqual(Array.from({ length: 200 }, (_none, at) => `T3-${at + 1}`).sort());
    for (const row of rows) expect(row.occurred_at.getTime()).toBe(Math.floor((start + Number(row.external_id.slice(3)) * 100_000) / 1000) * 1000);
    expect((await brand.client.members.balance(memberId)).available).toBe(400);
    expect(await brand.client.tillCounters.list().toArray({ limit: 10 })).toMatchObject([{ highest: 200, arrived: 200, missing: [], broken: [] }]);
  });

  test('a sale that the hub cannot decide keeps the others waiting for a while, and is never lost', async () => {
    const stuck: Rejected[] = [];
    let broken = true;
    const names = (body: string): string[] => (JSON.parse(body) as { items: string[] }).items.map((token) => (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { jti: string }).jti);
    // The hub fails of one sale, whatever else comes with it.
    const failing = new KongsiClient({ partnerId: brand.partnerId, key: brand.key, baseUrl: stack.origin, tillId: brand.tillId, maxRetries: 0, fetch: async (url, init) => {
      const sent = names(Buffer.from(init?.body as Uint8Array).toString());
      if (!broken || !sent.includes('T3-1')) return fetch(url as string, init);
      return Response.json({ object: 'batch', items: sent.map((name) => (name === 'T3-1' ? { itemNo: 1, externalId: name, status: 500, problem: { code: 'internal_error', detail: 'Try again.' } } : { itemNo: 1, externalId: name, status: 503, problem: { code: 'busy', detail: 'Try again.' } })) });
    } });
    const till = await queue(failing, { onStuck: (one: Rejected) => stuck.push(one) });
    await till.enqueue(sale(1));
    await till.enqueue(sale(2));
    await till.enqueue({ op: 'REVERSAL', body: { externalId: 'T3-1R', original: { externalId: 'T3-1' }, reason: 'RETURN' } });
    await till.enqueue(sale(3));
    for (let run = 0; run < 3; run += 1) expect(await till.drain()).toEqual({ delivered: 0, rejected: 0, waiting: 4 });
    expect(await till.drain()).toEqual({ delivered: 2, rejected: 0, waiting: 2 });
    expect((await postings()).map((row) => row.external_id)).toEqual(['T3-2', 'T3-3']);
    expect(stuck.at(-1)).toEqual({ externalId: 'T3-1', status: 500, code: 'internal_error', detail: 'Try again.' });
    broken = false;
    expect(await till.drain()).toEqual({ delivered: 2, rejected: 0, waiting: 0 });
    expect((await postings()).map((row) => row.external_id)).toEqual(['T3-2', 'T3-3', 'T3-1', 'T3-1R']);
  });

  test('one externalId is one sale of the queue, and a damaged file says where', async () => {
    const store = await openFileStore(folder, brand.tillId);
    const till = await OfflineQueue.open({ client: brand.client, tillId: brand.tillId, store });
    expect([await till.enqueue(sale(1)), await till.enqueue(sale(1)), till.waiting]).toEqual([{ seq: 1 }, { seq: 1 }, 1]);
    await expect(till.enqueue(sale(1, 9))).rejects.toThrow(/externalId of its own/);
    await store.close();
    const path = join(folder, `${brand.tillId}.jsonl`);
    const good = readFileSync(path, 'utf8');
    writeFileSync(path, `garbage\n${good}`);
    await expect(openFileStore(folder, brand.tillId)).rejects.toThrow(`Line 1 of ${path} is damaged.`);
    expect(readFileSync(path, 'utf8')).toBe(`garbage\n${good}`);
    writeFileSync(path, good);
    expect((await queue()).waiting).toBe(1);
    await expect(openFileStore(folder, undefined as unknown as string)).rejects.toThrow(/id of the till/);
  });

  test('a gap is told until it is filled, and the posting after it tells so', async () => {
    const tokens: string[] = [];
    let previous: string | undefined;
    for (let seq = 1; seq <= 5; seq += 1) {
      const { token } = await brand.client.signOffline({ tillId: brand.tillId, externalId: `G-${seq}`, seq, op: 'EARN', body: { member: memberId, outletId: brand.outletId, points: 1 }, ...(previous && { previous }) });
      tokens.push(token);
      previous = token;
    }
    const [one = '', two = '', three = '', four = '', five = ''] = tokens;
    const gapped = await brand.client.batches.create({ items: [one, four] });
    expect(gapped.items?.map((item) => item.posting?.flags)).toEqual([[], ['SEQ_GAP']]);
    expect(await brand.client.tillCounters.list({ gapsOnly: true }).toArray({ limit: 10 })).toMatchObject([{ tillId: brand.tillId, highest: 4, missing: [{ from: 2, to: 3 }] }]);
    await brand.client.batches.create({ items: [five, two] });
    expect((await brand.client.tillCounters.list({ gapsOnly: true }).toArray({ limit: 10 }))[0]?.missing).toEqual([{ from: 3, to: 3 }]);
    const filled = await brand.client.batches.create({ items: [three, four] });
    expect(filled.items?.map((item) => [item.status, item.posting?.flags])).toEqual([[201, []], [201, []]]);
    expect(await brand.client.tillCounters.list({ gapsOnly: true }).toArray({ limit: 10 })).toEqual([]);
    const other = await brand.client.signOffline({ tillId: brand.tillId, externalId: 'G-6', seq: 6, op: 'EARN', body: { member: memberId, outletId: brand.outletId, points: 1 }, previous: one });
    expect((await brand.client.batches.create({ items: [other.token] })).items?.[0]?.posting?.flags).toEqual(['CHAIN_BROKEN']);
    expect((await brand.client.tillCounters.list({ gapsOnly: true }).toArray({ limit: 10 }))[0]?.broken).toEqual([6]);
    expect((await brand.client.postings.byExternalId('G-6'))?.flags).toEqual(['CHAIN_BROKEN']);
  });

  test('what is bad in an upload is refused on its own, and says why', async () => {
    const stranger = await stack.brand('Kopi Kita');
    // A client knows the hub's clock to the second: what it signs sooner may seem to be of before its key.
    await new Promise((resolve) => {
      setTimeout(resolve, 1_100);
    });
    const sign = async (client: KongsiClient, externalId: string, seq: number, more: object = {}): Promise<string> => (await client.signOffline({ tillId: brand.tillId, externalId, seq, op: 'EARN', body: { member: memberId, outletId: brand.outletId, points: 1 }, ...more })).token;
    const items = [await sign(brand.client, 'B-1', 1), 'no token', await sign(stranger.client, 'B-2', 1), await sign(brand.client, 'B-3', 2, { body: { member: memberId, outletId: brand.outletId, points: 0 } }), await sign(brand.client, 'B-4', 3, { op: 'BURN' }),
      await sign(brand.client, 'B-5', 4, { capturedAt: new Date(Date.now() + 5 * 60_000) }), await sign(brand.client, 'B-1', 5, { body: { member: memberId, outletId: brand.outletId, points: 9 } }), await sign(brand.client, 'B-6', 6, { tillId: stranger.tillId })];
    const { items: answers } = await brand.client.batches.create({ items });
    expect(answers?.map((item) => item.problem?.code)).toEqual([undefined, 'token_malformed', 'issuer_mismatch', 'validation_failed', 'offline_burn_not_allowed', 'occurred_at_in_future', 'idempotency_key_reused', 'till_disabled']);
    expect(await postings()).toHaveLength(1);
    // What was signed by the till and its key has arrived, refused or not.
    expect(await brand.client.tillCounters.list().toArray({ limit: 10 })).toMatchObject([{ arrived: 5, highest: 5, missing: [] }]);
  });

  test('a sale of more than 72 hours waits for two people of the operator', async () => {
    const rejected: Rejected[] = [];
    const till = await queue(brand.client, { onRejected: (one: Rejected) => rejected.push(one) });
    await till.enqueue(sale(1, 7), new Date(Date.now() - 80 * HOUR));
    await till.enqueue(sale(2, 8), new Date(Date.now() - 81 * HOUR));
    await till.enqueue(sale(3, 9), new Date(Date.now() - 71 * HOUR));
    expect(await till.drain()).toEqual({ delivered: 1, rejected: 2, waiting: 0 });
    expect(rejected.map((one) => one.code)).toEqual(['offline_window_expired', 'offline_window_expired']);
    expect(await till.deadLetters()).toMatchObject([{ externalId: 'T3-1' }, { externalId: 'T3-2' }]);
    const [rina, sari, reader]: Person[] = await Promise.all([stack.person('rina', ['HUB_SUPPORT']), stack.person('sari', ['HUB_APPROVER']), stack.person('tono', ['AUDITOR'])]);
    const held = (await rina?.get<{ data: { id: string; externalId: string; points: number; status: string; partnerId: string }[] }>('/quarantine?status=HELD'))?.data.filter((one) => one.partnerId === brand.partnerId) ?? [];
    expect(held.map((one) => [one.externalId, one.points]).sort()).toEqual([['T3-1', 7], ['T3-2', 8]]);
    const id = (name: string): string => held.find((one) => one.externalId === name)?.id ?? '';
    await expect(reader?.post(`/quarantine/${id('T3-1')}/approve`)).rejects.toMatchObject({ code: 'role_required' });
    expect(await rina?.post(`/quarantine/${id('T3-1')}/approve`)).toMatchObject({ status: 'HELD', firstApprovedBy: 'user:rina' });
    await expect(rina?.post(`/quarantine/${id('T3-1')}/approve`)).rejects.toMatchObject({ code: 'second_person_required' });
    expect(await postings()).toHaveLength(1);
    const posted = await Promise.all([sari?.post<{ status: string; postingId: string }>(`/quarantine/${id('T3-1')}/approve`), sari?.post<{ status: string; postingId: string }>(`/quarantine/${id('T3-1')}/approve`).catch(() => undefined)]);
    expect(posted[0]).toMatchObject({ status: 'POSTED', firstApprovedBy: 'user:rina', decidedBy: 'user:sari' });
    expect(await rina?.post(`/quarantine/${id('T3-2')}/reject`, { reason: 'No such sale in the books of the outlet.' })).toMatchObject({ status: 'REJECTED' });
    await expect(sari?.post(`/quarantine/${id('T3-2')}/approve`)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await postings()).map((row) => [row.external_id, row.late])).toEqual([['T3-3', true], ['T3-1', true]]);
    expect((await brand.client.members.balance(memberId)).available).toBe(16);
    // The refusal stands under its key for ever; the sale is found by its name.
    expect((await brand.client.postings.byExternalId('T3-1'))?.id).toBe(posted[0]?.postingId);
    expect(await brand.client.quarantine.list().toArray({ limit: 10 })).toHaveLength(2);
    expect((await stack.db.owner.query(`SELECT verb FROM audit_entry WHERE verb LIKE 'quarantine.%'`)).rows.length).toBeGreaterThanOrEqual(3);
  });

  test('a till earns offline no more in a day than its terms allow, also in two uploads at once', async () => {
    await stack.db.owner.query(`UPDATE terms_version SET body = body::jsonb || '{"offlineLimits": {"earnsPerDay": 5, "valuePerDay": {"currency": "IDR", "value": "20000.00"}}}' WHERE party_id = $1`, [brand.partnerId.slice(4)]);
    await stack.advance(1);
    const at = new Date();
    const sign = async (n: number, points: number): Promise<string> => (await brand.client.signOffline({ tillId: brand.tillId, externalId: `L-${n}`, seq: n, op: 'EARN', body: { member: memberId, outletId: brand.outletId, points }, capturedAt: at })).token;
    const tokens = await Promise.all(Array.from({ length: 8 }, (_none, n) => sign(n + 1, 1)));
    const [a, b] = await Promise.all([brand.client.batches.create({ items: tokens.slice(0, 4) }), brand.client.batches.create({ items: tokens.slice(4) })]);
    const codes = [...(a?.items ?? []), ...(b?.items ?? [])].map((item) => item.problem?.code ?? 'accepted');
    expect([codes.filter((code) => code === 'accepted').length, codes.filter((code) => code === 'limit_exceeded').length]).toEqual([5, 3]);
    const again = await brand.client.batches.create({ items: [...tokens].reverse() });
    expect(again.items?.filter((item) => item.posting)).toHaveLength(5);
  });

  test('a till that is killed at any moment loses no sale that it kept, and sends none twice', async () => {
    const root = join(__dirname, '../../..');
    mkdirSync(join(folder, 'node_modules/@kongsi'), { recursive: true });
    symlinkSync(join(root, 'partner-sdk'), join(folder, 'node_modules/@kongsi/partner-sdk'));
    symlinkSync(join(root, 'node_modules/jose'), join(folder, 'node_modules/jose'));
    writeFileSync(join(folder, 'till.mjs'), `
      import { KongsiClient } from '@kongsi/partner-sdk';
      import { OfflineQueue, openFileStore } from '@kongsi/partner-sdk/offline';
      const { folder, partnerId, tillId, outletId, key, baseUrl, member, from, to } = JSON.parse(process.argv[2]);
      const store = await openFileStore(folder, tillId);
      const queue = await OfflineQueue.open({ client: new KongsiClient({ partnerId, tillId, key, baseUrl }), tillId, store, batchSize: 7 });
      process.stdout.write('ready\\n');
      for (let n = from; n <= to; n += 1) {
        await queue.enqueue({ op: 'EARN', body: { externalId: 'K-' + n, member, outletId, points: 1 } });
        process.stdout.write('kept ' + n + '\\n');
        if (n % 9 === 0) void queue.drain().catch(() => undefined);
      }
      await queue.drain();
      process.stdout.write('done\\n');
      await store.close();
    `);
    const run = async (from: number, to: number, killAfterMs: number | undefined): Promise<number> => {
      const child = spawn(process.execPath, ['--no-warnings', '--preserve-symlinks', join(folder, 'till.mjs'), JSON.stringify({ folder, partnerId: brand.partnerId, tillId: brand.tillId, outletId: brand.outletId, key: brand.key, baseUrl: stack.origin, member: memberId, from, to })], { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        if (said === '' && killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
        said += chunk.toString();
      });
      await once(child, 'close');
      return Math.max(0, ...[...said.matchAll(/kept (\d+)\n/g)].map((match) => Number(match[1])));
    };
    let kept = 0;
    let kills = 0;
    const last = 150;
    for (; kills < 12 && kept < last; kills += 1) kept = Math.max(kept, await run(kept + 1, last, 5 + Math.random() * 60));
    await run(kept + 1, last, undefined);
    const names = (await postings()).map((row) => row.external_id);
    expect(kills).toBeGreaterThanOrEqual(3);
    expect(new Set(names).size).toBe(names.length);
    expect(names.sort()).toEqual(Array.from({ length: last }, (_none, at) => `K-${at + 1}`).sort());
    expect(await brand.client.tillCounters.list().toArray({ limit: 10 })).toMatchObject([{ missing: [], broken: [] }]);
  }, 60_000);
});
