import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyProof } from '../../../partner-sdk/src';
import type { ConsistencyProof, HubKeys, LogCheckpoint } from '../../src/proof/proof.wire';
import type { Window } from '../../src/settlement/settlement.wire';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';

describe('the proof of an invoice', () => {
  let stack: Stack;
  let brands: Brand[];
  let maker: Person;
  let keys: string[];
  beforeAll(async () => {
    stack = await givenStack();
    brands = [await stack.brand('Pasar Segar'), await stack.brand('Apotek Sehat'), await stack.brand('Kopi Kita')];
    maker = await stack.person('rina', ['HUB_FINANCE']);
    for (let at = 0; at < 12; at += 1) {
      const [from, to] = [brands[at % 3] as Brand, brands[(at + 1) % 3] as Brand];
      const { id } = await from.client.members.enrol({ name: 'Siti Rahayu', identifiers: [{ kind: 'PHONE', value: `+62812000000${String(at).padStart(2, '0')}` }] });
      await from.client.earns.create({ externalId: `E${at}`, member: id, outletId: from.outletId, points: 100 + at });
      await to.client.burns.create({ externalId: `B${at}`, member: id, outletId: to.outletId, points: 33 + at, receiptNo: `R-${at}` });
      if (at % 4 === 0) await to.client.reversals.create({ externalId: `R${at}`, original: { externalId: `B${at}` }, points: 10, reason: 'RETURN' });
    }
    await closeNight();
    keys = ((await (await fetch(`${stack.origin}/v1/log/keys`)).json()) as HubKeys).keys;
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });
  const closeNight = async (): Promise<void> => {
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    expect((await maker.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`)).run).toMatchObject({ status: 'DONE' });
  };
  const proofOf = async (brand: Brand, invoiceId: string, query = ''): Promise<string> => new TextDecoder().decode(await brand.client.invoices.proof(invoiceId, query === '' ? {} : { since: Number(query) }));
  const invoicesOf = (brand: Brand): Promise<{ id: string; kind: string; total: { value: string }; number?: string }[]> => brand.client.invoices.list({ sort: 'number' }).toArray({ limit: 20 });

  test('every invoice of every partner verifies offline, and prints the totals that were computed again', async () => {
    for (const brand of brands) {
      const invoices = await invoicesOf(brand);
      expect(invoices).toHaveLength(3);
      const result = await verifyProof(await proofOf(brand, invoices[0]?.id ?? ''), { hubKeys: keys });
      expect([result.status, result.detail]).toEqual(['VERIFIED', 'Every step holds.']);
      expect(result.summary?.documents.map((one) => `${one.number} ${one.total}`).sort()).toEqual(invoices.map((one) => `${one.number ?? ''} ${one.total.value}`).sort());
      expect(result.summary?.legs).toBeGreaterThan(4);
    }
  });

  test('a partner gets no proof of another, and learns of it neither legs nor members', async () => {
    const [mine, other] = brands as [Brand, Brand];
    const foreign = (await invoicesOf(other))[0]?.id ?? '';
    await expect(proofOf(mine, foreign)).rejects.toMatchObject({ code: 'not_found' });
    const text = await proofOf(mine, (await invoicesOf(mine))[0]?.id ?? '');
    expect(text).not.toContain('Siti');
    expect(text).not.toContain('mem_');
    const bundle = JSON.parse(text) as { legs: { facts: { issuerId: string; redeemerId: string } }[] };
    expect(bundle.legs.filter(({ facts }) => facts.issuerId !== mine.partnerId && facts.redeemerId !== mine.partnerId)).toEqual([]);
  });

  test('a changed byte is found, wherever it is', async () => {
    const text = await proofOf(brands[0] as Brand, (await invoicesOf(brands[0] as Brand))[0]?.id ?? '');
    for (let n = 0; n < 150; n += 1) {
      const at = Math.floor((n * text.length) / 150);
      const flipped = text.slice(0, at) + (text[at] === '7' ? '8' : '7') + text.slice(at + 1);
      if (flipped !== text) expect((await verifyProof(flipped, { hubKeys: keys })).status).not.toBe('VERIFIED');
    }
  });

  test('the log continues every checkpoint that was kept, and the proof says so', async () => {
    const before = (await (await fetch(`${stack.origin}/v1/log/checkpoint`)).json()) as LogCheckpoint;
    const brand = brands[0] as Brand;
    const { id } = await brand.client.members.enrol({ name: 'Budi', identifiers: [{ kind: 'CARD', value: 'C-900' }] });
    await brand.client.earns.create({ externalId: 'E900', member: id, outletId: brand.outletId, points: 5 });
    const text = await proofOf(brand, (await invoicesOf(brand))[0]?.id ?? '', '').then(async (first) => {
      const size = Number((JSON.parse(first) as { checkpoint: string }).checkpoint.split('\n')[1]);
      expect(size).toBeGreaterThan(before.size);
      return proofOf(brand, (await invoicesOf(brand))[0]?.id ?? '', String(before.size));
    });
    expect(await verifyProof(text, { hubKeys: keys, since: before.note })).toMatchObject({ status: 'VERIFIED', summary: { sinceSize: before.size } });
    const now = (await (await fetch(`${stack.origin}/v1/log/checkpoint`)).json()) as LogCheckpoint;
    const proof = (await (await fetch(`${stack.origin}/v1/log/consistency?from=${before.size}&to=${now.size}`)).json()) as ConsistencyProof;
    expect([proof.from.note, proof.to.note, proof.path.length > 0]).toEqual([before.note, now.note, true]);
    expect((await fetch(`${stack.origin}/v1/log/consistency?from=${now.size}&to=${before.size}`)).status).toBe(400);
  });

  test('every posting has one leaf, and no leaf holds personal data', async () => {
    const { rows } = await stack.db.owner.query<{ bare: string; leaves: string; size: string; text: string }>(`SELECT (SELECT count(*) FROM posting p WHERE NOT EXISTS (SELECT 1 FROM log_leaf f WHERE f.kind = 'POSTING' AND f.subject_id = p.posting_id::text)) AS bare,
      (SELECT count(*) FROM log_leaf) AS leaves, (SELECT size FROM log_head) AS size, (SELECT string_agg(bytes, ' ') FROM log_leaf) AS text`);
    expect([rows[0]?.bare, rows[0]?.leaves]).toEqual(['0', rows[0]?.size]);
    for (const personal of ['Siti', 'Rahayu', '+62812', 'C-900']) expect(rows[0]?.text).not.toContain(personal);
  });

  test('kongsi verify says what was proved, and refuses a tampered file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kongsi-verify-'));
    const text = await proofOf(brands[1] as Brand, (await invoicesOf(brands[1] as Brand))[0]?.id ?? '');
    writeFileSync(join(folder, 'hub-keys.json'), JSON.stringify({ format: 'kongsi-hub-keys/1', keys }));
    writeFileSync(join(folder, 'proof.json'), text);
    writeFileSync(join(folder, 'tampered.json'), text.replace(/"points":(\d)/, (_all, digit: string) => `"points":${(Number(digit) % 9) + 1}`));
    const run = (file: string): Promise<{ code: number; said: string }> => new Promise((resolve) => {
      const child = execFile(process.execPath, [join(__dirname, '../../../partner-sdk/dist/cli.mjs'), 'verify', join(folder, file)], (_error, out, err) => resolve({ code: child.exitCode ?? -1, said: out + err }));
    });
    const good = await run('proof.json');
    expect([good.code, good.said.split('\n')[0]]).toEqual([0, expect.stringContaining('VERIFIED')]);
    const bad = await run('tampered.json');
    expect([bad.code, bad.said.split('\n')[0]]).toEqual([1, expect.stringContaining('FAILED')]);
    rmSync(folder, { recursive: true });
  });

  test('who changes the books after they were logged can make no proof any more', async () => {
    const brand = brands[2] as Brand;
    const invoice = (await invoicesOf(brand))[0]?.id ?? '';
    stack.db.leaveUnchecked();
    await stack.db.owner.query(`UPDATE posting SET occurred_at = occurred_at - interval '1 second' WHERE posting_id = (SELECT posting_id FROM leg WHERE issuer_id = $1 AND redeemer_id IS NOT NULL AND redeemer_id <> issuer_id LIMIT 1)`, [brand.partnerId.slice(4)]);
    await expect(proofOf(brand, invoice)).rejects.toMatchObject({ code: 'internal_error' });
    expect(JSON.stringify(stack.logged.splice(0))).toContain('the books were changed');
  });
});
