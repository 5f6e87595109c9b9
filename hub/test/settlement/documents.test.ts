import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { SETTLEMENT_INVARIANTS } from '../../src/invoicing/settled-books.sql';
import { pdfText } from '../support/pdf-text';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import type { CreditNote, Invoice, InvoiceLegPage, InvoiceLineList, NettingStatement } from '../../src/invoicing/invoicing.wire';
import type { Window } from '../../src/settlement/settlement.wire';
import { proposedBy } from '../support/proposed';
import { expectFound } from '../support/planted-fault';

const minor = (money: { value: string }): bigint => BigInt(money.value.replace('.', ''));

describe('documents of a night', () => {
  let stack: Stack;
  let brands: Brand[];
  let maker: Person;
  let owner: Person;
  beforeAll(async () => {
    stack = await givenStack();
    brands = [await stack.brand('Pasar Segar'), await stack.brand('Apotek Sehat'), await stack.brand('Kopi Kita')];
    maker = await stack.person('rina', ['HUB_FINANCE']);
    owner = await stack.person('owner', ['PARTNER_OWNER'], brands[0]?.partnerId);
    for (let at = 0; at < 12; at += 1) {
      const [from, to] = [brands[at % 3] as Brand, brands[(at + 1) % 3] as Brand];
      const { id } = await from.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: `C${at}` }] });
      await from.client.earns.create({ externalId: `E${at}`, member: id, outletId: from.outletId, points: 100 + at });
      await to.client.burns.create({ externalId: `B${at}`, member: id, outletId: to.outletId, points: 33 + at, receiptNo: `R-${at}` });
    }
    await closeNight();
    await brands[1]?.client.reversals.create({ externalId: 'R0', original: { externalId: 'B0' }, points: 10, reason: 'RETURN' });
    await closeNight();
    const checker = await stack.person('budi', ['HUB_APPROVER']);
    const proposed = await proposedBy(maker, checker);
    await maker.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
    await checker.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });
  const closeNight = async (): Promise<void> => {
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    expect((await maker.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`)).run.status).toBe('DONE');
  };
  const bytes = async (path: string, person = maker): Promise<{ status: number; body: Buffer; headers: Headers }> => {
    const answer = await fetch(`${stack.origin}/v1${path}`, { headers: { authorization: `Bearer ${person.token}` } });
    return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
  };

  test('from the document to its lines to their legs the total is one and the same', async () => {
    const invoices = await maker.get<{ data: Invoice[]; totals: { count: number; amount: { value: string } } }>('/invoices?limit=100&totals=true&sort=number');
    expect(invoices.data.length).toBe(invoices.totals.count);
    expect(invoices.data.reduce((sum, one) => sum + minor(one.total), 0n)).toBe(minor(invoices.totals.amount));
    expect(invoices.data.map((one) => one.kind).sort()).toEqual([...Array<string>(3).fill('FEE_INVOICE'), ...Array<string>(3).fill('POINTS_INVOICE'), ...Array<string>(3).fill('REDEMPTION_INVOICE')]);
    for (const invoice of invoices.data) {
      const lines = await maker.get<InvoiceLineList>(`/invoices/${invoice.id}/lines`);
      expect(lines.totals.total).toEqual(invoice.total);
      expect(lines.data.reduce((sum, line) => sum + minor(line.amount), 0n) + minor(invoice.ppn)).toBe(minor(invoice.total));
      if (invoice.kind === 'FEE_INVOICE') expect(lines.data.reduce((sum, line) => sum + minor(line.ppn ?? { value: '0.00' }), 0n)).toBe(minor(invoice.ppn));
      for (const line of lines.data) {
        const legs = await maker.get<InvoiceLegPage>(`/invoices/${invoice.id}/lines/${line.id}/legs?limit=100`);
        expect([legs.totals.count, legs.data.length, legs.totals.amount]).toEqual([line.legCount, line.legCount, line.amount]);
        if (line.points !== undefined) {
          expect([legs.data.reduce((sum, leg) => sum + leg.points, 0), legs.totals.points, legs.totals.exact]).toEqual([line.points, line.points, line.exact]);
        }
        for (const leg of legs.data) expect(await maker.get<{ legs: { legId: string }[] }>(`/postings/${leg.postingId}`)).toMatchObject({ legs: expect.arrayContaining([expect.objectContaining({ legId: leg.legId })]) });
      }
    }
  });

  test('numbers have no gaps, and an issued row refuses every change', async () => {
    const { data } = await maker.get<{ data: Invoice[] }>('/invoices?limit=100&sort=number&kind=POINTS_INVOICE');
    expect(data.map((one) => one.number?.slice(-6))).toEqual(data.map((_one, at) => String(at + 1).padStart(6, '0')));
    await expect(stack.db.owner.query(`UPDATE invoice SET total_minor = total_minor + 100, subtotal_minor = subtotal_minor + 100`)).rejects.toThrow('never changes');
    await expect(stack.db.owner.query(`DELETE FROM credit_note`)).rejects.toThrow('never changes');
    await expect(stack.db.pool.query(`UPDATE document_file SET json = ''`)).rejects.toThrow('permission denied');
  });

  test('the PDF is the same bytes every time, carries its JSON, and anybody can confirm it by its hash', async () => {
    const folder = process.env['KONGSI_SHOW_DOCUMENTS'];
    if (folder) mkdirSync(folder, { recursive: true });
    const paths = [...(await maker.get<{ data: Invoice[] }>('/invoices?limit=100')).data.map((one) => `/invoices/${one.id}`), ...(await maker.get<{ data: CreditNote[] }>('/credit-notes')).data.map((one) => `/credit-notes/${one.id}`),
      ...(await maker.get<{ data: NettingStatement[] }>('/statements')).data.map((one) => `/statements/${one.id}`)];
    expect(paths.length).toBe(9 + 4 + 3);
    for (const path of paths) {
      const first = await bytes(`${path}/pdf`);
      expect([first.status, first.headers.get('content-type'), first.body.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
      if (folder) writeFileSync(`${folder}/${/filename="(.+)"/.exec(first.headers.get('content-disposition') ?? '')?.[1] ?? 'x.pdf'}`, first.body);
      await stack.db.owner.query('DELETE FROM document_file');
      expect((await bytes(`${path}/pdf`)).body.equals(first.body)).toBe(true);
    }
    const { data } = await maker.get<{ data: Invoice[] }>('/invoices?kind=FEE_INVOICE&limit=1');
    await bytes(`/invoices/${data[0]?.id ?? ''}/pdf`);
    const json = (await bytes(`/invoices/${data[0]?.id ?? ''}/json`)).body;
    const hash = createHash('sha256').update(json).digest('hex');
    expect(JSON.stringify(JSON.parse(json.toString()))).toContain(data[0]?.total.value);
    expect(await (await fetch(`${stack.origin}/v1/verify/${hash}`)).json()).toEqual({ object: 'verifiedDocument', kind: 'FEE_INVOICE', number: data[0]?.number, issuedOn: data[0]?.issuedOn, total: data[0]?.total, status: expect.stringMatching(/ISSUED|CREDITED/) });
    expect((await fetch(`${stack.origin}/v1/verify/${'0'.repeat(64)}`)).status).toBe(404);
  });

  test('JSON, CSV and PDF of every issued document carry the same amounts, and the annex by outlet adds up to its invoice', async () => {
    interface Twin { totals?: { total: { value: string } }; outlets?: { amount: { value: string }; points: number; outlet: string }[]; lines?: { points?: number }[]; withholding?: { base: { value: string }; expected: { value: string } } }
    const list = async (path: string): Promise<string[]> => (await maker.get<{ data: { id: string }[] }>(`/${path}?limit=100`)).data.map((one) => `/${path}/${one.id}`);
    const paths = [...await list('invoices'), ...await list('credit-notes'), ...await list('statements'), ...await list('account-statements')];
    let annexes = 0;
    for (const path of paths) {
      const text = (await bytes(`${path}/json`)).body.toString();
      const csv = await bytes(`${path}/csv`);
      expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
      const rows = parse(csv.body.toString(), { bom: true, columns: true }) as Record<string, string>[];
      const amounts = [...text.matchAll(/"currency":"IDR","value":"([^"]+)"/g)].map(([, value]) => value).sort();
      expect(rows.flatMap((row) => [row['base'], row['amount'], row['ppn'], row['applied']]).filter((cell) => cell !== undefined && cell !== '').sort()).toEqual(amounts);
      const page = pdfText((await bytes(`${path}/pdf`)).body).join(' ').replace(/\s+/g, '');
      for (const row of rows.filter((one) => one['record'] === 'LINE' || one['record'] === 'MOVEMENT' || one['type'] === 'total')) expect([row['amount'], page.includes((row['amount'] ?? '').replace('-', '').replace(/\.00$/, '').replace(/\B(?=(\d{3})+$)/g, '.'))]).toEqual([row['amount'], true]);
      const twin = JSON.parse(text) as Twin;
      if (twin.outlets !== undefined) {
        annexes += 1;
        expect(twin.outlets.reduce((sum, one) => sum + minor(one.amount), 0n)).toBe(minor(twin.totals?.total ?? { value: '' }));
        expect(twin.outlets.reduce((sum, one) => sum + one.points, 0)).toBe(twin.lines?.reduce((sum, line) => sum + (line.points ?? 0), 0));
      }
      if (twin.withholding !== undefined) expect(minor(twin.withholding.expected)).toBe((minor(twin.withholding.base) * 2n / 100n + 50n) / 100n * 100n);
    }
    expect(annexes).toBe(6);
  });

  test.each([
    ['S1', `UPDATE position SET change_minor = change_minor + 100 WHERE party_id = (SELECT party_id FROM position ORDER BY party_id LIMIT 1)`],
    ['S3', `UPDATE settlement_line SET points = points + 1 WHERE line_type = 'CLAIM'`],
    ['S4', `UPDATE settlement_line SET amount_minor = amount_minor + 100, exact = exact WHERE line_type = 'PPN'`],
    ['S5', `DELETE FROM price_group_line; DELETE FROM price_group`],
    ['S6', `UPDATE invoice_line SET amount_minor = amount_minor + 100 WHERE line_no = 1`],
    ['S7', `UPDATE credit_note_line SET amount_minor = 100000000000`],
    ['S8', `UPDATE number_series SET last = last + 1 WHERE series = 'INV'`],
    ['S9', `UPDATE obligation SET amount_minor = amount_minor + 100, position_minor = position_minor + 100, receivable_minor = receivable_minor + 100 WHERE position_minor > 0`],
    ['S12', `UPDATE calculation SET points_burned = points_burned + 1`],
  ])('the invariant %s finds a planted fault', (id, fault) => expectFound(stack.db.owner, SETTLEMENT_INVARIANTS, id, fault));

  test('a partner sees its own documents only', async () => {
    const own = await owner.get<{ data: Invoice[] }>('/invoices?limit=100');
    expect(new Set(own.data.map((one) => one.partnerId))).toEqual(new Set([brands[0]?.partnerId]));
    const foreign = (await maker.get<{ data: Invoice[] }>('/invoices?limit=100')).data.find((one) => one.partnerId !== brands[0]?.partnerId);
    for (const rest of ['', '/lines', '/pdf', '/json']) await expect(owner.get(`/invoices/${foreign?.id ?? ''}${rest}`)).rejects.toMatchObject({ code: 'not_found' });
    expect((await owner.get<{ data: NettingStatement[] }>('/statements')).data).toHaveLength(1);
    const flows = await owner.get<{ data: { issuerId: string; redeemerId: string }[] }>('/positions/flows');
    expect(flows.data.every((flow) => [flow.issuerId, flow.redeemerId].includes(brands[0]?.partnerId ?? ''))).toBe(true);
  });
});
