import { parse } from 'csv-parse/sync';
import type { DunningNotice } from '../../src/cash/defaults.wire';
import type { WithholdingCertificate } from '../../src/cash/withholding.wire';
import type { DisputeDetail } from '../../src/disputes/disputes.wire';
import type { GuardedIssuer } from '../../src/guard/guard.wire';
import type { Invoice, InvoiceApplications, NettingStatement } from '../../src/invoicing/invoicing.wire';
import type { Obligation, PositionList, PositionMatrix, SettlementLine } from '../../src/settlement/settlement.wire';
import { expectAddsUp } from '../support/adds-up';
import { givenFirstNight, type Code, type FirstNight } from '../support/first-night';
import { pdfText } from '../support/pdf-text';
import { proposedBy } from '../support/proposed';

jest.setTimeout(300_000);
const DAY = 86_400;
const minor = (money: { value: string } | undefined): bigint => BigInt((money?.value ?? '0.00').replace('.', ''));
const idr = (value: string): { currency: string; value: string } => ({ currency: 'IDR', value });
/** An amount in a column of a page: `2.500`, and with two decimals where it has sen. */
const shown = (value: string): string => value.replace('-', '').replace(/\.00$/, '').replace('.', ',').replace(/\B(?=(\d{3})+(?!\d))/g, '.');

let night: FirstNight;
beforeEach(async () => {
  night = await givenFirstNight();
});
afterEach(() => night.stop());

const bytes = async (path: string): Promise<Buffer> => Buffer.from(await (await fetch(`${night.stack.origin}/v1${path}`, { headers: { authorization: `Bearer ${night.maker.token}` } })).arrayBuffer());
const ids = async (path: string): Promise<string[]> => (await night.maker.get<{ data: { id: string }[] }>(`/${path}?limit=100`)).data.map((one) => `/${path}/${one.id}`);
const list = (): Promise<PositionList> => night.maker.get<PositionList>('/positions');
const of = async (code: Code): Promise<PositionList['data'][number]> => (await list()).data.find((one) => one.partyId === night.brands[code].partnerId) as PositionList['data'][number];
const statement = async (settlementId: string, code: Code): Promise<NettingStatement> => (await night.maker.get<{ data: NettingStatement[] }>(`/statements?settlementId=${settlementId}&partnerId=${night.brands[code].partnerId}`)).data[0] as NettingStatement;
const payIn = (obligation: Obligation | undefined, value: string, reference: string): Promise<unknown> => night.maker.post('/payments', { obligationId: obligation?.id, amount: idr(value), bankReference: reference, paidOn: night.stack.today() });

/** What met an issued invoice and what is open of it come to its total, and its rows to what the invoice calls paid. */
async function whatMetItAddsUp(path: string): Promise<void> {
  const [{ data, totals: one }, invoice] = [await night.maker.get<InvoiceApplications>(`${path}/applications`), await night.maker.get<Invoice>(path)];
  if (invoice.number === undefined) return expect([path, data]).toEqual([path, []]);
  expect([path, minor(one.setOff) + minor(one.money) + minor(one.credited) + minor(one.disputed) - minor(one.returned) + minor(one.open)]).toEqual([path, minor(invoice.total)]);
  expect([path, minor(one.setOff) + minor(one.money), data.reduce((sum, row) => sum + minor(row.amount), 0n)]).toEqual([path, minor(invoice.paid), minor(invoice.paid)]);
}

/** What positions are made of adds up to them: of each partner in its own eyes, and of all in the operator's. */
async function positionsAreTheirMatrix(): Promise<void> {
  const sums = (data: PositionMatrix['data'], partyId: string): bigint => data.reduce((sum, one) => sum + (one.payeeId === partyId ? 1n : 0n) * (minor(one.amount) + minor(one.disputed)) - (one.payerId === partyId ? 1n : 0n) * (minor(one.amount) + minor(one.disputed)), 0n);
  const { data: all } = await night.maker.get<PositionMatrix>('/positions/matrix');
  for (const code of ['A', 'B', 'C'] as const) {
    const { partnerId } = night.brands[code];
    const { data: own } = await night.owner[code].get<PositionMatrix>('/positions/matrix');
    const { position } = await of(code);
    expect([code, own.every((one) => [one.payerId, one.payeeId].includes(partnerId)), sums(own, partnerId), sums(all, partnerId)]).toEqual([code, true, minor(position), minor(position)]);
  }
}

/** Every document that was issued, added up from its own rows, with the same amounts on its page and in its twin. */
async function everyDocumentAddsUp(): Promise<Record<string, number>> {
  await positionsAreTheirMatrix();
  const kinds: Record<string, number> = {};
  for (const path of (await Promise.all(['invoices', 'credit-notes', 'statements', 'account-statements', 'receipts'].map(ids))).flat()) {
    const rows = expectAddsUp((await bytes(`${path}/csv`)).toString());
    const twin = (await bytes(`${path}/json`)).toString();
    const amounts = [...twin.matchAll(/"currency":"IDR","value":"([^"]+)"/g)].map(([, value]) => value).sort();
    expect(rows.flatMap((row) => [row['base'], row['amount'], row['ppn'], row['applied']]).filter((cell) => cell !== undefined && cell !== '').sort()).toEqual(amounts);
    const page = pdfText(await bytes(`${path}/pdf`)).join(' ').replace(/\s+/g, '');
    for (const row of rows.filter((one) => ['LINE', 'MOVEMENT', 'AGEING', 'DOCUMENT', 'MATRIX', 'OUTLET', 'TOTAL'].includes(one['record'] ?? ''))) expect([path, row['record'], row['type'], row['amount'], page.includes(shown(row['amount'] ?? ''))]).toEqual([path, row['record'], row['type'], row['amount'], true]);
    if (path.startsWith('/invoices/')) await whatMetItAddsUp(path);
    const kind = rows.find((row) => row['type'] === 'kind')?.['text'] ?? '';
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
}

describe('a settlement with everything in it', () => {
  test('its statement says the same in the list, on the page, in the twin and in the table, and every document adds up from its own rows', async () => {
    await night.post();
    await night.closeNight();
    const first = await night.settle();
    // A pays more than it owes, and then hands in tax that it had withheld; neither meets anything any more.
    await payIn(first['A'], '30058.00', 'BCA-A');
    await payIn(first['B'], '43441.00', 'BCA-B');
    const fee = await night.invoice('A', 'FEE_INVOICE');
    const certificate = await night.owner.A.post<WithholdingCertificate>('/withholding-certificates', { invoiceId: fee.id, number: 'BP-1', issuedOn: fee.issuedOn, amount: idr('58.00') });
    await night.maker.post(`/withholding-certificates/${certificate.id}/accept`);
    await payIn(first['C'], '62057.00', 'BCA-C');
    // P4 is reversed after its invoices are issued (W2), and B contests the 80 points that C charged (W11).
    await night.brands.B.client.reversals.create({ externalId: 'R4', original: { externalId: 'P4' }, points: 100, reason: 'RETURN' });
    await night.burn('A', await night.member([['C', 40]]), 40, 'P5');
    await night.owner.B.post<DisputeDetail>('/disputes', { reason: 'DUPLICATE', remedy: 'MONEY_ONLY', note: 'The same receipt was charged twice.', postingId: await night.postingId('C', 'P1') });
    await night.closeNight();
    const second = await night.settle();
    const a = await statement(second['A']?.settlementId ?? '', 'A');
    expect(a).toMatchObject({ payable: idr('0.00'), reversedClaims: idr('16500.00'), receivable: idr('20000.00'), fees: idr('700.00'), ppn: idr('77.00'), creditNotes: idr('275.00'), withheld: idr('58.00'), unapplied: idr('341.00'), credits: idr('399.00'), netCash: second['A']?.netCash });
    const b = await statement(second['B']?.settlementId ?? '', 'B');
    expect(b).toMatchObject({ disputed: idr('40000.00'), creditNotes: idr('1942.00'), reversedClaims: idr('-50000.00'), direction: 'PAYS_HUB' });
    for (const code of ['A', 'B', 'C'] as const) {
      const one = await statement(second[code]?.settlementId ?? '', code);
      const twin = JSON.parse((await bytes(`/statements/${one.id}/json`)).toString()) as Record<string, { value: string } | undefined>;
      for (const name of ['receivable', 'payable', 'fees', 'ppn', 'creditNotes', 'reversedClaims', 'withheld', 'unapplied', 'recoveries', 'lossShares', 'disputed', 'setOff'] as const) expect([code, name, twin[name]?.value ?? '0.00']).toEqual([code, name, one[name].value]);
      expect(one.netCash.value.replace('-', '')).toBe(twin['netCash']?.value);
      expect(minor(one.receivable) - minor(one.payable) - minor(one.fees) - minor(one.ppn) + minor(one.creditNotes) + minor(one.reversedClaims) + minor(one.credits) + minor(one.disputed)).toBe(minor(one.netCash));
      expect(minor(second[code]?.netCash)).toBe(minor(one.netCash));
      const page = pdfText(await bytes(`/statements/${one.id}/pdf`)).join(' ');
      // The page lists what it settles and where the money goes, and what may be withheld of it.
      expect([code, one.direction === 'PAYS_HUB', page.includes('Jika PPh 23 dipotong')]).toEqual([code, one.direction === 'PAYS_HUB', one.direction === 'PAYS_HUB' && minor(one.fees) > 0n && (twin['withholding'] !== undefined)]);
      expect((twin['documents'] as unknown as { kind: string; number?: string }[]).filter((each) => each.number === undefined).map((each) => each.kind)).toEqual(minor(one.disputed) === 0n ? [] : ['DISPUTED']);
      // A certificate is no credit note.
      expect([code, page.includes('Nota kredit atas biaya jasa'), page.includes('Bukti potong PPh 23'), page.includes('BP-1')]).toEqual([code, minor(one.creditNotes) > 0n, code === 'A', code === 'A']);
    }
    // A credit note says in words why, from how many legs, and on which tax base.
    const note = (await night.notes('B')).find((one) => one.invoiceKind === 'FEE_INVOICE');
    const noted = JSON.parse((await bytes(`/credit-notes/${note?.id ?? ''}/json`)).toString()) as { reason: string; lines: { legCount: number }[]; totals: { dpp?: { value: string } }; log?: object; termsRef?: string };
    expect([noted.reason.startsWith('Penukaran'), noted.lines.every((line) => line.legCount > 0), noted.totals.dpp?.value, noted.log !== undefined, noted.termsRef?.includes('@v')]).toEqual([true, true, '1604.17', true, true]);
    const accounts = (await Promise.all((await ids('account-statements')).map((path) => bytes(`${path}/json`)))).map(String).join();
    expect([accounts.includes('"reference":"BP-1"'), /[0-9a-f]{8}-[0-9a-f]{4}-7[^ "]* BP-1/.test(accounts)]).toEqual([true, false]);
    expect(Object.keys(await everyDocumentAddsUp()).sort()).toEqual(['CREDIT_NOTE', 'FEE_INVOICE', 'NETTING_STATEMENT', 'POINTS_INVOICE', 'RECEIPT', 'REDEMPTION_INVOICE', 'STATEMENT']);
    // The money that met nothing says so on its receipt.
    const receipts = await night.maker.get<{ data: { id: string; partnerId: string }[] }>('/receipts?limit=100');
    const mine = receipts.data.find((one) => one.partnerId === night.brands.A.partnerId);
    const receipt = parse((await bytes(`/receipts/${mine?.id ?? ''}/csv`)).toString(), { bom: true, columns: true }) as Record<string, string>[];
    expect(receipt.filter((row) => row['record'] === 'TOTAL').map((row) => [row['type'], row['amount']])).toEqual(expect.arrayContaining([['amount', '30058.00'], ['unapplied', '341.00']]));
    expect(pdfText(await bytes(`/receipts/${mine?.id ?? ''}/pdf`)).join(' ')).toContain('Belum diperhitungkan');
  });
});

describe('two prices of one claim', () => {
  test('gross and bilateral count it once, between its brands, and the matrix is what the documents say', async () => {
    await night.stack.db.owner.query(`UPDATE terms_version SET body = jsonb_set(body, '{clauses}', '[{"clauseId":"burn-pay","event":"BURN","side":"PAY","pointPrice":"500"},{"clauseId":"burn-receive","event":"BURN","side":"RECEIVE","pointPrice":"475"}]') WHERE party_id <> '00000000-0000-7000-8000-000000000001'`);
    await night.post();
    await night.closeNight();
    const proposed = await proposedBy(night.maker, night.checker);
    // W1's claims are 200,000 at 500 and 190,000 at 475; A and B set off 16,500 less 5 % against 50,000 less 5 %.
    expect([proposed.gross?.value, proposed.bilateral?.value]).toEqual(['200000.00', '105000.00']);
    for (const one of [night.maker, night.checker]) await one.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
    const matrix = async (person: typeof night.maker): Promise<SettlementLine[]> => (await person.get<{ data: SettlementLine[] }>(`/settlements/${proposed.id}/lines`)).data;
    const all = await matrix(night.maker);
    const id = (code: Code): string => night.brands[code].partnerId;
    const cell = (lines: SettlementLine[], payer: string, payee: string): string | undefined => lines.find((one) => one.payerId === payer && one.payeeId === payee)?.amount.value;
    expect([cell(all, id('A'), id('C')), cell(all, id('A'), 'HUB:rateDifference'), cell(all, id('B'), id('A')), all.some((one) => one.payerId === 'HUB:rateDifference')]).toEqual(['57000.00', '3825.00', '47500.00', false]);
    // A partner reads its own prices, as its documents print them.
    const own = await matrix(night.owner.A);
    expect([cell(own, id('A'), id('C')), cell(own, id('A'), id('B')), cell(own, id('B'), id('A'))]).toEqual(['60000.00', '16500.00', '47500.00']);
    const { receivable, payable } = await statement(proposed.id, 'A');
    const side = (lines: SettlementLine[], name: 'payerId' | 'payeeId'): bigint => lines.filter((one) => one[name] === id('A') && one.payerId !== one.payeeId).reduce((sum, one) => sum + minor(one.amount), 0n);
    expect([side(own, 'payerId'), side(own, 'payeeId'), side(all, 'payerId'), side(all, 'payeeId')]).toEqual([minor(payable), minor(receivable), minor(payable), minor(receivable)]);
    await everyDocumentAddsUp();
  });
});

describe('what is open of a settlement that is settling', () => {
  test('who has paid reads nothing to pay, whoever else has not been paid out; fees that were set off or paid are open no more', async () => {
    await night.stack.db.owner.query('UPDATE terms_version SET body = body || $2 WHERE party_id = $1', [night.brands.A.partnerId.slice(4), JSON.stringify({ netDebitCap: idr('100000.00') })]);
    const guarded = (): Promise<GuardedIssuer> => night.maker.get<GuardedIssuer>(`/guard/issuers/${night.brands.A.partnerId}`);
    await night.post();
    await night.closeNight();
    expect([(await of('A')).openPosition, (await of('A')).openFees, (await guarded()).headroom].map((one) => one?.value)).toEqual(['-26500.00', '3217.00', '73500.00']);
    const obligations = await night.settle();
    // The hub set off C's fees against what it owes C: they are open no more, and so much less of the position is.
    expect([(await of('C')).position, (await of('C')).met, (await of('C')).openPosition, (await of('C')).openFees].map((one) => one.value)).toEqual(['66500.00', '-4443.00', '62057.00', '0.00']);
    await payIn(obligations['A'], '20000.00', 'BCA-1');
    expect([(await of('A')).openPosition, (await of('A')).openFees, (await guarded()).headroom].map((one) => one?.value)).toEqual(['-6500.00', '3217.00', '93500.00']);
    await payIn(obligations['A'], '9717.00', 'BCA-2');
    const paid = await of('A');
    // The position itself stands until its settlement is settled.
    expect([paid.position, paid.met, paid.openPosition, paid.openLivePosition, paid.openFees].map((one) => one.value)).toEqual(['-26500.00', '26500.00', '0.00', '0.00', '0.00']);
    expect(await guarded()).toMatchObject({ position: idr('-26500.00'), met: idr('26500.00'), openPosition: idr('0.00'), headroom: idr('100000.00') });
    await payIn(obligations['B'], '43441.00', 'BCA-3');
    await payIn(obligations['C'], '62057.00', 'BCA-4');
    const settled = await of('A');
    expect([settled.position, settled.met, settled.openPosition, settled.openFees].map((one) => one.value)).toEqual(['0.00', '0.00', '0.00', '0.00']);
    expect(await guarded()).toMatchObject({ headroom: idr('100000.00') });
    // A credit on a line that is settled already is owed back until a settlement takes it.
    await night.brands.B.client.reversals.create({ externalId: 'R4', original: { externalId: 'P4' }, points: 100, reason: 'RETURN' });
    await night.closeNight();
    expect([(await of('A')).openFees, (await of('B')).openFees, (await of('C')).openFees].map((one) => one.value)).toEqual(['-275.00', '-1942.00', '-558.00']);
    await night.pay(await night.settle());
    expect([(await of('A')).openFees, (await of('B')).openFees, (await of('C')).openFees].map((one) => one.value)).toEqual(['0.00', '0.00', '0.00']);
  });
});

describe('days to pay', () => {
  test('count from the approval: nothing is due before it is asked for, and nobody is reminded twice in one night', async () => {
    await night.post();
    await night.closeNight();
    const proposed = await proposedBy(night.maker, night.checker);
    await night.stack.advance(40 * DAY);
    for (const one of [night.maker, night.checker]) await one.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
    const a = await statement(proposed.id, 'A');
    expect(a.dueDate > a.issuedOn).toBe(true);
    expect(new Date(a.dueDate).getTime() - new Date(a.issuedOn).getTime()).toBeGreaterThanOrEqual(14 * DAY * 1_000);
    const notices = async (): Promise<number[]> => (await night.maker.get<{ data: DunningNotice[] }>(`/dunning-notices?partnerId=${night.brands.A.partnerId}&sort=noticedOn`)).data.map((one) => one.level);
    await night.stack.advance(13 * DAY);
    expect(await notices()).toEqual([]);
    await night.stack.advance(2 * DAY);
    expect(await notices()).toEqual([1]);
    const invoices = (await night.maker.get<{ data: Invoice[] }>('/invoices?limit=100')).data.filter((one) => one.issuedOn !== undefined && one.dueDate !== undefined);
    expect(invoices.every((one) => (one.dueDate ?? '') >= (one.issuedOn ?? ''))).toBe(true);
  });
});

describe('certificates of tax withheld', () => {
  test('one above what is still expected is refused, unless it says why; a credit note lowers what is expected', async () => {
    await night.post();
    await night.closeNight();
    await night.pay(await night.settle());
    const fee = await night.invoice('A', 'FEE_INVOICE');
    const hand = (number: string, value: string, excessReason?: string): Promise<WithholdingCertificate> => night.owner.A.post<WithholdingCertificate>('/withholding-certificates', { invoiceId: fee.id, number, issuedOn: fee.issuedOn, amount: idr(value), ...(excessReason && { excessReason }) });
    await expect(hand('BP-1', '99.00')).rejects.toMatchObject({ code: 'withholding_above_expected' });
    expect((await hand('BP-2', '50.00')).expected.value).toBe('58.00');
    await expect(hand('BP-3', '9.00')).rejects.toMatchObject({ code: 'withholding_above_expected' });
    expect((await hand('BP-4', '8.00')).excessReason).toBeUndefined();
    const more = await hand('BP-5', '58.00', 'Withheld at 4 %, our file had no NPWP of the hub.');
    expect(more.excessReason).toContain('4 %');
    await expect(hand('BP-6', '2898.00', 'More than the whole fee of the invoice.')).rejects.toMatchObject({ code: 'validation_failed' });
    await night.brands.B.client.reversals.create({ externalId: 'R4', original: { externalId: 'P4' }, points: 100, reason: 'RETURN' });
    await night.closeNight();
    // 2 % of 2,898 - 248.
    expect((await night.maker.get<WithholdingCertificate[] & { data: WithholdingCertificate[] }>('/withholding-certificates')).data.map((one) => one.expected.value)).toEqual(['53.00', '53.00', '53.00']);
  });
});
