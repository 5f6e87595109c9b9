import { breachesOf, readXml, type XmlElement } from '../support/xml';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import type { CreditNote, Invoice } from '../../src/invoicing/invoicing.wire';
import type { Obligation, Window } from '../../src/settlement/settlement.wire';
import type { StampDuty, TaxInvoice, TaxInvoiceDetail } from '../../src/taxation/taxation.wire';
import { proposedBy } from '../support/proposed';

describe('tax invoices and stamps', () => {
  let stack: Stack;
  let brands: Brand[];
  let maker: Person;
  let other: Person;
  let owner: Person;
  let taxInvoices: TaxInvoice[];
  let today: string;
  const nsfp = (serial: number, status = '00'): string => `04${status}26${String(serial).padStart(11, '0')}`;

  beforeAll(async () => {
    stack = await givenStack();
    today = stack.today();
    brands = [await stack.brand('Pasar Segar'), await stack.brand('Apotek <Sehat> & Rekan'), await stack.brand('Kopi Kita')];
    maker = await stack.person('rina', ['HUB_FINANCE']);
    other = await stack.person('sari', ['HUB_FINANCE']);
    owner = await stack.person('owner', ['PARTNER_OWNER', 'PARTNER_FINANCE'], brands[0]?.partnerId);
    for (let at = 0; at < 6; at += 1) {
      const [from, to] = [brands[at % 3] as Brand, brands[(at + 1) % 3] as Brand];
      const { id } = await from.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: `C${at}` }] });
      await from.client.earns.create({ externalId: `E${at}`, member: id, outletId: from.outletId, points: 60_000 });
      await to.client.burns.create({ externalId: `B${at}`, member: id, outletId: to.outletId, points: 20_000 + at * 1_000 });
    }
    const close = async (): Promise<void> => void (await maker.post(`/settlement-windows/${(await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN')).data[0]?.id ?? ''}/close`));
    await close();
    await brands[1]?.client.reversals.create({ externalId: 'R0', original: { externalId: 'B0' }, points: 1_000, reason: 'RETURN' });
    await close();
    // The nights were closed ahead of the clock; documents of the next days are dated when those days have come.
    await stack.advance(3 * 86_400);
    const checker = await stack.person('budi', ['HUB_APPROVER']);
    const proposed = await proposedBy(maker, checker);
    for (const person of [maker, checker]) await person.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
    for (const one of (await maker.get<{ data: Obligation[] }>(`/settlements/${proposed.id}/obligations`)).data.filter((obligation) => obligation.partyId !== 'HUB')) {
      await maker.post('/payments', { obligationId: one.id, amount: { currency: 'IDR', value: one.netCash.value.replace('-', '') }, bankReference: `BCA-${one.id.slice(-6)}`, paidOn: today });
    }
    taxInvoices = (await maker.get<{ data: TaxInvoice[] }>('/tax-invoices?limit=100&sort=number')).data.filter((one) => one.status === 'TO_UPLOAD');
    expect(taxInvoices).toHaveLength(3);
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const file = async (path: string, person = maker): Promise<{ status: number; text: string; headers: Headers }> => {
    const answer = await fetch(`${stack.origin}/v1${path}`, { headers: { authorization: `Bearer ${person.token}` } });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  const child = (element: XmlElement, ...names: string[]): XmlElement => names.reduce((one, name) => one.children.find((found) => found.name === name) as XmlElement, element);
  const step = (one: TaxInvoice | undefined, body: object, person = maker): Promise<TaxInvoiceDetail> => person.post(`/tax-invoices/${one?.invoiceId ?? ''}/steps`, body);

  test('a made-up number is refused before it leaves the house, with the field and what to do', async () => {
    for (const one of taxInvoices) expect(one.faults.map((fault) => [fault.field, fault.code])).toEqual([['buyer/npwp', 'dummy'], ['buyer/nitku', 'dummy']]);
    const refused = await file(`/tax-invoices/${taxInvoices[0]?.invoiceId ?? ''}/xml`);
    expect([refused.status, JSON.parse(refused.text)]).toEqual([409, expect.objectContaining({ code: 'transition_not_allowed', errors: expect.arrayContaining([expect.objectContaining({ pointer: '/buyer/npwp', code: 'dummy', detail: expect.stringContaining('Enter the number on its NPWP card') })]) })]);
    expect((JSON.parse((await file('/tax-invoice-batch')).text) as { errors: unknown[] }).errors).toHaveLength(6);
    await expect(step(taxInvoices[0], { step: 'UPLOAD' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await maker.get<TaxInvoice>(`/tax-invoices/${taxInvoices[0]?.invoiceId ?? ''}`)).status).toBe('TO_UPLOAD');
  });

  test('the file of one and of many adds up to the invoices', async () => {
    for (const [at, brand] of brands.entries()) await stack.db.owner.query(`UPDATE partner SET npwp = $2, nitku = $2 || '000000' WHERE partner_id = $1`, [brand.partnerId.slice(4), `082345678901300${at}`]);
    const one = await file(`/tax-invoices/${taxInvoices[0]?.invoiceId ?? ''}/xml`);
    expect([one.status, one.headers.get('content-type'), one.headers.get('content-disposition')]).toEqual([200, 'application/xml; charset=utf-8', `attachment; filename="coretax_${(taxInvoices[0]?.number ?? '').replaceAll('/', '-')}.xml"`]);
    const batch = await file('/tax-invoice-batch');
    expect([batch.headers.get('kongsi-parts'), batch.headers.get('kongsi-invoices')]).toEqual(['1', '3']);
    const bulk = child(readXml(batch.text), 'ListOfTaxInvoice').children;
    expect(bulk.map((invoice) => child(invoice, 'RefDesc').text)).toEqual(taxInvoices.map((invoice) => invoice.number));
    for (const [at, invoice] of bulk.entries()) {
      const goods = child(invoice, 'ListOfGoodService').children;
      const sum = (name: string): bigint => goods.reduce((total, good) => total + BigInt(child(good, name).text.replace('.', '')), 0n);
      const wire = taxInvoices[at];
      expect([sum('TaxBase'), sum('OtherTaxBase'), sum('VAT')]).toEqual([wire?.feeBase, wire?.taxBase, wire?.ppn].map((money) => BigInt((money?.value ?? '').replace('.', ''))));
      expect(breachesOf(child(invoice, 'BuyerName'), new RegExp(`^${(wire?.partnerName ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`))).toEqual([]);
    }
    expect((await file(`/tax-invoice-batch?part=2`)).status).toBe(400);
    expect((await file(`/tax-invoice-batch?issuedTo=2020-01-01`)).status).toBe(404);
  });

  test('is uploaded, refused, uploaded again, approved with the number of the tax office, replaced and cancelled by two people', async () => {
    const [first, second, third] = taxInvoices;
    expect((await step(first, { step: 'UPLOAD' })).status).toBe('UPLOADED');
    await expect(step(first, { step: 'REJECT' })).rejects.toMatchObject({ code: 'validation_failed' });
    expect((await step(first, { step: 'REJECT', reason: 'NITKU pembeli tidak valid' })).status).toBe('TO_UPLOAD');
    await expect(step(first, { step: 'APPROVE', nsfp: nsfp(1) })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    for (const one of [first, second]) await step(one, { step: 'UPLOAD' });
    for (const wrong of ['', undefined, '123', nsfp(1).replace(/^04/, '01'), nsfp(1, '01'), `0400${'0'.repeat(13)}`]) await expect(step(first, { step: 'APPROVE', ...(wrong !== undefined && { nsfp: wrong }) })).rejects.toMatchObject({ code: 'validation_failed' });
    expect(await step(first, { step: 'APPROVE', nsfp: '04.00-26.00000000001' })).toMatchObject({ status: 'APPROVED', nsfp: nsfp(1) });
    await expect(step(second, { step: 'APPROVE', nsfp: nsfp(1) })).rejects.toMatchObject({ code: 'identifier_in_use', problem: { errors: [{ pointer: '/nsfp' }] } });
    expect((await step(second, { step: 'APPROVE', nsfp: nsfp(2) })).status).toBe('APPROVED');
    await expect(step(second, { step: 'REPLACE', nsfp: nsfp(1, '01'), reason: 'Alamat' })).rejects.toMatchObject({ code: 'validation_failed' });
    expect(await step(second, { step: 'REPLACE', nsfp: nsfp(2, '01'), reason: 'Alamat pembeli' })).toMatchObject({ status: 'REPLACED', nsfp: nsfp(2, '01'), numbers: [nsfp(2), nsfp(2, '01')] });
    await expect(step(first, { step: 'CANCEL', reason: 'Salah pembeli' })).rejects.toMatchObject({ code: 'second_person_required' });
    const cancelled = await step(first, { step: 'CANCEL', reason: 'Salah pembeli' }, other);
    expect(cancelled.changes.map((change) => [change.from, change.to, change.by])).toEqual([['TO_UPLOAD', 'UPLOADED', 'user:rina'], ['UPLOADED', 'TO_UPLOAD', 'user:rina'], ['TO_UPLOAD', 'UPLOADED', 'user:rina'], ['UPLOADED', 'APPROVED', 'user:rina'], ['APPROVED', 'CANCELLED', 'user:sari']]);
    await expect(step(first, { step: 'UPLOAD' }, other)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await maker.get<{ data: TaxInvoice[] }>('/tax-invoices?status=TO_UPLOAD')).data.map((one) => one.number)).toEqual([third?.number]);
    expect((await stack.db.owner.query(`SELECT 1 FROM tax_invoice_number`)).rowCount).toBe(3);
  });

  test('two people who record the same number at once: one wins', async () => {
    const [, , third] = taxInvoices;
    await step(third, { step: 'UPLOAD' });
    const answers = await Promise.allSettled([maker, other].map((person) => step(third, { step: 'APPROVE', nsfp: nsfp(3) }, person)));
    expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((await maker.get<TaxInvoiceDetail>(`/tax-invoices/${third?.invoiceId ?? ''}`)).numbers).toEqual([nsfp(3)]);
  });

  test('the day to upload by is the 20th of the next month', () => {
    for (const one of taxInvoices) {
      const [year = 0, month = 0] = one.issuedOn.split('-').map(Number);
      expect(one.uploadBy).toBe(`${month === 12 ? year + 1 : year}-${String((month % 12) + 1).padStart(2, '0')}-20`);
    }
  });

  test('a partner sees its own tax invoices and changes none; the credit note holds its nota retur', async () => {
    expect((await owner.get<{ data: TaxInvoice[] }>('/tax-invoices?limit=100')).data.map((one) => one.partnerId).every((id) => id === brands[0]?.partnerId)).toBe(true);
    const foreign = taxInvoices.find((one) => one.partnerId !== brands[0]?.partnerId);
    await expect(owner.get(`/tax-invoices/${foreign?.invoiceId ?? ''}`)).rejects.toMatchObject({ code: 'not_found' });
    await expect(step(foreign, { step: 'UPLOAD' }, owner)).rejects.toMatchObject({ code: 'role_required' });
    const invoices = (await maker.get<{ data: Invoice[] }>('/invoices?limit=100')).data;
    const kindOf = (note: CreditNote): string | undefined => invoices.find((one) => one.id === note.invoiceId)?.kind;
    const notes = (await maker.get<{ data: CreditNote[] }>('/credit-notes?limit=100')).data;
    const [fee, plain] = [notes.find((one) => kindOf(one) === 'FEE_INVOICE' && one.partnerId === brands[0]?.partnerId), notes.find((one) => kindOf(one) === 'POINTS_INVOICE' && one.partnerId === brands[0]?.partnerId)];
    const body = { kind: 'NOTA_RETUR', number: 'NR-2026-0007', datedOn: fee?.issuedOn };
    expect((await owner.post<CreditNote>(`/credit-notes/${fee?.id ?? ''}/return-note`, body)).returnNote).toEqual(body);
    expect((await owner.post<CreditNote>(`/credit-notes/${fee?.id ?? ''}/return-note`, body)).returnNote).toEqual(body);
    await expect(owner.post(`/credit-notes/${fee?.id ?? ''}/return-note`, { ...body, number: 'NR-8' })).rejects.toMatchObject({ code: 'identifier_in_use' });
    await expect(owner.post(`/credit-notes/${plain?.id ?? ''}/return-note`, body)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    const stranger = await stack.person('eve', ['PARTNER_OWNER'], brands[2]?.partnerId);
    await expect(stranger.post(`/credit-notes/${fee?.id ?? ''}/return-note`, body)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a receipt and a set-off above the threshold are listed until their stamp is recorded', async () => {
    await maker.get('/receipts');
    const { data } = await maker.get<{ data: StampDuty[] }>('/stamp-duties?missing=true&limit=100');
    expect(new Set(data.map((one) => one.documentKind))).toEqual(new Set(['RECEIPT', 'NETTING_STATEMENT'].filter((kind) => data.some((one) => one.documentKind === kind))));
    expect(data.length).toBeGreaterThan(0);
    for (const one of data) expect([BigInt(one.stated.value.replace('.', '')) > 500_000_000n, one.duty.value]).toEqual([true, '10000.00']);
    const small = (await stack.db.owner.query<{ n: number }>(`SELECT (SELECT count(*) FROM statement WHERE set_off_minor > 500000000)::int + (SELECT count(*) FROM payment_receipt WHERE amount_minor > 500000000)::int AS n`)).rows[0]?.n;
    expect(data).toHaveLength(small ?? 0);
    const [first, second] = data;
    const stamp = { serial: 'GXD5XA8M5Q0A1B2C', stampedOn: first?.issuedOn };
    expect(await maker.post<StampDuty>(`/stamp-duties/${first?.documentId ?? ''}`, stamp)).toMatchObject({ serial: stamp.serial });
    await expect(maker.post(`/stamp-duties/${second?.documentId ?? ''}`, stamp)).rejects.toMatchObject({ code: 'identifier_in_use' });
    await expect(maker.post(`/stamp-duties/${second?.documentId ?? ''}`, { ...stamp, serial: 'x' })).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(maker.post(`/stamp-duties/${second?.documentId ?? ''}`, { serial: 'GXD5XA8M5Q0A1B2D', stampedOn: '2020-01-01' })).rejects.toMatchObject({ code: 'validation_failed' });
    expect((await maker.get<{ data: StampDuty[] }>('/stamp-duties?missing=true&limit=100')).data).toHaveLength(data.length - 1);
    await expect(owner.post(`/stamp-duties/${second?.documentId ?? ''}`, stamp)).rejects.toMatchObject({ code: 'role_required' });
  });
});
