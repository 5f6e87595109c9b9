import { CASH_INVARIANTS } from '../../src/cash/cash-books.sql';
import { bankCsv, givenFirstNight, idr, OWN_ACCOUNT, type FirstNight } from '../support/first-settlement';
import { pdfText } from '../support/pdf-text';
import type { BankEntry, BankFile } from '../../src/cash/bank.wire';
import type { Payment } from '../../src/cash/payments.wire';
import type { VirtualAccount } from '../../src/cash/virtual-accounts.wire';
import type { Invoice } from '../../src/invoicing/invoicing.wire';
import type { Obligation, Settlement } from '../../src/settlement/settlement.wire';
import type { Terms } from '../../src/terms/terms.wire';
import { proposedBy } from '../support/proposed';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import { expectFound } from '../support/planted-fault';

const NUMBER = '7001200000000042';

/** Virtual accounts from their proposal to the last rupiah that comes to them; each test goes on where the one before ended. */
describe('virtual accounts', () => {
  let night: FirstNight;
  let obligations: Record<string, Obligation>;
  let frozen: { pdf: string; json: string; csv: string };
  const accounts: Record<string, VirtualAccount> = {};
  beforeAll(async () => {
    night = await givenFirstNight();
    await night.registerAccount();
  });
  afterAll(async () => {
    expect(night.stack.logged).toEqual([]);
    await night.stack.stop();
  });
  const of = (code: string): Obligation => obligations[code] as Obligation;
  const open = async (one: Obligation): Promise<string> => (await night.obligation(one.id)).open.total.value;
  const request = (code: 'A' | 'B' | 'C', number: string, change: object = {}): object => ({ partnerId: night.brands[code].partnerId, bankCode: '014', bankName: 'BCA', number, name: `KONGSI ${code}`, validFrom: night.stack.today(), ...change });
  const propose = (code: 'A' | 'B' | 'C', number: string, change?: object): Promise<VirtualAccount> => night.maker.post<VirtualAccount>('/virtual-accounts', request(code, number, change));
  const approve = (id: string): Promise<VirtualAccount> => night.checker.post<VirtualAccount>(`/virtual-accounts/${id}/approve`);
  const bytes = async (path: string): Promise<Buffer> => Buffer.from(await (await fetch(`${night.stack.origin}/v1${path}`, { headers: { authorization: `Bearer ${night.maker.token}` } })).arrayBuffer());
  const papers = async (one: Obligation): Promise<{ pdf: string; json: string; csv: string }> => {
    const [pdf, json, csv] = [await bytes(`/statements/${one.statementId ?? ''}/pdf`), await bytes(`/statements/${one.statementId ?? ''}/json`), await bytes(`/statements/${one.statementId ?? ''}/csv`)];
    return { pdf: pdfText(pdf).join(' ').replace(/\s+/g, ' '), json: json.toString(), csv: csv.toString() };
  };
  let files = 0;
  const post = (rows: Parameters<typeof bankCsv>[0]): Promise<BankFile> => night.maker.post<BankFile>('/bank-files', { format: 'CSV', name: 'bank.csv', content: bankCsv(rows, `VA-${(files += 1)}`) });
  const entry = async (reference: string): Promise<BankEntry> => (await night.maker.get<{ data: BankEntry[] }>('/bank-entries?limit=100')).data.find((one) => one.bankReference === reference) as BankEntry;
  const outcome = async (reference: string): Promise<unknown[]> => {
    const one = await entry(reference);
    return [one.status, one.reason, one.payerName, one.suggestions.map((each) => each.reason)];
  };

  test('one person of the operator proposes and another accepts; a partner sees its own once it is accepted, and nobody else\u2019s', async () => {
    const [owner, other] = [await night.stack.person('ayu', ['PARTNER_OWNER'], night.brands.A.partnerId), await night.stack.person('beni', ['PARTNER_FINANCE'], night.brands.B.partnerId)];
    for (const person of [owner, night.checker]) await expect(person.post('/virtual-accounts', request('A', NUMBER))).rejects.toMatchObject({ code: 'role_required' });
    const proposed = await propose('A', NUMBER);
    expect(proposed).toMatchObject({ object: 'virtualAccount', partnerName: 'A', bankCode: '014', bankName: 'BCA', number: NUMBER, name: 'KONGSI A', status: 'PROPOSED', printed: false, madeBy: 'user:rina' });
    await expect(night.maker.post(`/virtual-accounts/${proposed.id}/approve`)).rejects.toMatchObject({ code: 'second_person_required' });
    await expect(owner.post(`/virtual-accounts/${proposed.id}/approve`)).rejects.toMatchObject({ code: 'role_required' });
    await expect(owner.get(`/virtual-accounts/${proposed.id}`)).rejects.toMatchObject({ code: 'not_found' });
    await expect(night.maker.post(`/virtual-accounts/${proposed.id}/end`, { reason: 'Too early.' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await owner.get<{ data: VirtualAccount[] }>('/virtual-accounts')).data).toEqual([]);
    accounts['A'] = await approve(proposed.id);
    expect([accounts['A'].status, accounts['A'].printed, accounts['A'].decidedBy]).toEqual(['ACCEPTED', true, 'user:budi']);
    await expect(approve(proposed.id)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await owner.get<{ data: VirtualAccount[] }>('/virtual-accounts')).data.map((one) => one.number)).toEqual([NUMBER]);
    expect((await other.get<{ data: VirtualAccount[] }>(`/virtual-accounts?partnerId=${night.brands.A.partnerId}`)).data).toEqual([]);
    await expect(other.get(`/virtual-accounts/${proposed.id}`)).rejects.toMatchObject({ code: 'not_found' });
    const { rows } = await night.stack.db.owner.query<{ verb: string }>(`SELECT verb FROM audit_entry WHERE verb LIKE 'virtual-account.%' ORDER BY at`);
    expect(rows.map((one) => one.verb)).toEqual(['virtual-account.propose', 'virtual-account.accepted']);
  });

  test('a number is digits, alive once, and never another partner\u2019s; every refusal names the field and leaves nothing', async () => {
    const count = async (): Promise<unknown> => (await night.stack.db.owner.query('SELECT count(*) FROM virtual_account')).rows[0];
    const before = await count();
    for (const [code, number, change, pointer, why] of [
      ['B', '7001 2000 0042', {}, '/number', undefined], ['B', '12345', {}, '/number', undefined], ['B', '0000000000000000', {}, '/number', undefined], ['B', '1'.repeat(29), {}, '/number', undefined], ['B', '70012-42', {}, '/number', undefined],
      ['B', NUMBER, {}, '/number', 'taken'], ['B', `0${NUMBER}`, {}, '/number', 'taken'], ['A', NUMBER, {}, '/number', 'taken'], ['B', OWN_ACCOUNT, {}, '/number', 'bank_account'],
      ['B', '7001200000000043', { validFrom: night.stack.today(-1) }, '/validFrom', 'in_past'], ['B', '7001200000000043', { bankCode: 'BCA' }, '/bankCode', undefined], ['B', '7001200000000043', { partnerId: 'prt_x' }, '/partnerId', undefined],
    ] as const) await expect(propose(code, number, change)).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [expect.objectContaining({ pointer, ...(why !== undefined && { code: why }) })] } });
    await expect(propose('B', '7001200000000043', { partnerId: 'prt_01a1c9e0-1000-7d64-9c51-9e4fa06b7283' })).rejects.toMatchObject({ code: 'not_found', problem: { errors: [expect.objectContaining({ pointer: '/partnerId' })] } });
    expect(await count()).toEqual(before);
    await expect(night.maker.post('/bank-accounts', { bankName: 'BCA', bic: 'CENAIDJA', accountNo: NUMBER, holder: 'PT Kongsi', validFrom: night.stack.today() })).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [expect.objectContaining({ pointer: '/accountNo', code: 'virtual_account' })] } });
    // What was rejected never was anybody's.
    const wrong = await propose('C', '0007001200000000043');
    await expect(propose('B', '7001200000000043')).rejects.toMatchObject({ code: 'validation_failed' });
    expect(await night.checker.post<VirtualAccount>(`/virtual-accounts/${wrong.id}/reject`, { reason: 'It is of B.' })).toMatchObject({ status: 'REJECTED', reason: 'It is of B.' });
    accounts['B'] = await approve((await propose('B', '0007001200000000043')).id);
    // Two people who register one number at the same moment: one of them does.
    const race = await Promise.allSettled([propose('A', '7001200000000099'), propose('C', '7001200000000099'), propose('B', '07001200000000099')]);
    expect(race.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const change of [`UPDATE virtual_account SET number = '700120000001'`, 'UPDATE virtual_account SET partner_id = partner_id', 'DELETE FROM virtual_account']) await expect(night.stack.db.pool.query(change)).rejects.toMatchObject({ code: '42501' });
  });

  test('the statement of who pays prints it beside amount, reference and due date, in PDF, JSON and CSV alike; of who is paid it does not', async () => {
    await approve((await propose('C', '7001200000000044')).id);
    const later = await approve((await propose('A', '7001200000000077', { validFrom: night.stack.today(1) })).id);
    expect(later.printed).toBe(false);
    ({ obligations } = await night.settle());
    frozen = await papers(of('A'));
    expect(JSON.parse(frozen.json)).toMatchObject({ direction: 'PAYS_HUB', netCash: idr('29717.00'), bankReference: of('A').bankReference, virtualAccount: { bankCode: '014', bankName: 'BCA', number: NUMBER, name: 'KONGSI A' }, account: { accountNo: OWN_ACCOUNT } });
    for (const shown of [NUMBER, 'BCA (014)', 'KONGSI A', of('A').bankReference ?? '', 'Rp 29.717', OWN_ACCOUNT, 'Bayarlah tepat sejumlah ini ke virtual account', 'Pay exactly this amount to the virtual account']) expect(frozen.pdf).toContain(shown);
    for (const row of ['HEAD,,virtualAccount.bankCode,,,014,', `HEAD,,virtualAccount.number,,,${NUMBER},`, 'HEAD,,virtualAccount.name,,,KONGSI A,', 'HEAD,,virtualAccount.bankName,,,BCA,']) expect(frozen.csv).toContain(row);
    expect(JSON.parse((await papers(of('B'))).json)).toMatchObject({ virtualAccount: { number: '0007001200000000043' } });
    const paid = await papers(of('C'));
    expect([JSON.parse(paid.json).direction, paid.json.includes('virtualAccount'), paid.pdf.includes('7001200000000044')]).toEqual(['HUB_PAYS', false, false]);
  });

  test('money to it is its partner\u2019s: the one thing that is open is met, in part or whole, and what is more lies on account', async () => {
    const file = await post([{ reference: 'V1', amount: '20000.00', remark: 'SETORAN', virtualAccount: NUMBER }, { reference: 'V2', amount: '9000.00', remark: `BI-FAST CR 000${NUMBER}/KONGSI A` }, { reference: 'V3', amount: '1000.00', virtualAccount: ` 7001-2000-0000-0042 ` }]);
    expect([file.applied, file.open]).toEqual([3, 0]);
    for (const reference of ['V1', 'V2', 'V3']) expect(await outcome(reference)).toEqual(['APPLIED', 'VIRTUAL_ACCOUNT', 'A', []]);
    expect([(await entry('V1')).virtualAccount, (await entry('V2')).virtualAccount]).toEqual([NUMBER, `000${NUMBER}`]);
    const payments = (await night.maker.get<{ data: Payment[] }>('/payments?limit=100')).data;
    expect(['V1', 'V2', 'V3'].map((reference) => payments.find((one) => one.bankReference === reference)).map((one) => [one?.partnerId, one?.obligationId, one?.applications.map((each) => each.amount.value), one?.unapplied.value]))
      .toEqual([[night.brands.A.partnerId, of('A').id, ['20000.00'], '0.00'], [night.brands.A.partnerId, of('A').id, ['9000.00'], '0.00'], [night.brands.A.partnerId, of('A').id, ['717.00'], '283.00']]);
    expect(await night.obligation(of('A').id)).toMatchObject({ status: 'SETTLED' });
    // Nothing is open now, so it lies on account for the next settlement.
    await post([{ reference: 'V4', amount: '50.00', virtualAccount: NUMBER }]);
    expect([await outcome('V4'), (await night.maker.get<{ data: Payment[] }>('/payments')).data.find((one) => one.bankReference === 'V4')?.unapplied.value]).toEqual([['APPLIED', 'VIRTUAL_ACCOUNT', 'A', []], '50.00']);
    // The same entries in another file, and the same file, add nothing.
    const again = await post([{ reference: 'V1', amount: '20000.00', remark: 'SETORAN', virtualAccount: NUMBER }, { reference: 'V4', amount: '50.00', virtualAccount: NUMBER }]);
    expect([again.entries, again.newEntries, again.applied]).toEqual([2, 0, 0]);
  });

  test('what contradicts it, goes out, has sen or comes to a number of nobody is not matched by it', async () => {
    await post([{ reference: 'W1', amount: '43441.00', remark: of('B').bankReference ?? '', virtualAccount: NUMBER }, { reference: 'W2', amount: '10.50', virtualAccount: '0007001200000000043' }, { reference: 'W3', direction: 'OUT', amount: '10.00', virtualAccount: '7001200000000043' }, { reference: 'W4', amount: '10.00', virtualAccount: '7001200000000555' }, { reference: 'W5', amount: '10.00', remark: `${NUMBER} 7001200000000043` }, { reference: 'W6', amount: '10.00', remark: `X${NUMBER}` }, { reference: 'W7', amount: '10.00', virtualAccount: '7001200000000077' }]);
    // The remark names B and the account A: nobody guesses, and of others only what is named is suggested.
    expect(await outcome('W1')).toEqual(['OPEN', undefined, 'A', ['REFERENCE']]);
    expect(await outcome('W2')).toEqual(['OPEN', undefined, 'B', ['VIRTUAL_ACCOUNT']]);
    expect(await outcome('W3')).toEqual(['OPEN', undefined, 'B', []]);
    for (const reference of ['W4', 'W5', 'W6']) expect(await outcome(reference)).toEqual(['OPEN', undefined, undefined, []]);
    // Its day has not come.
    expect(await outcome('W7')).toEqual(['OPEN', undefined, 'A', []]);
    expect(await open(of('B'))).toBe('43441.00');
    await expect(night.maker.post('/bank-files', { format: 'CSV', name: 'x', content: bankCsv([{ reference: 'W8', amount: '1.00', virtualAccount: 'BCA 42' }]) })).rejects.toMatchObject({ problem: { errors: [expect.objectContaining({ code: 'virtual_account_invalid', pointer: '/content#line=2' })] } });
  });

  test('a camt.053 file brings it too; money to several numbers that was booked as one waits for a person', async () => {
    const to = (...numbers: string[]): string => numbers.map((number) => `<TxDtls><RltdPties><CdtrAcct><Id><Othr><Id>${number}</Id></Othr></Id></CdtrAcct></RltdPties></TxDtls>`).join('');
    const entries = [['K1', '11', to(NUMBER)], ['K2', '12', `<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RmtInf><Strd><CdtrRefInf><Ref>${NUMBER}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>`], ['K3', '13', `${to(NUMBER, '0007001200000000043')}<TxDtls><RmtInf><Ustrd>${of('B').bankReference ?? ''}</Ustrd></RmtInf></TxDtls>`]] as const;
    const content = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>CAMT-1</Id><Acct><Id><Othr><Id>${OWN_ACCOUNT}</Id></Othr></Id><Ccy>IDR</Ccy></Acct><TxsSummry><TtlNtries><NbOfNtries>3</NbOfNtries><Sum>36</Sum></TtlNtries></TxsSummry>${entries.map(([reference, amount, details]) =>
      `<Ntry><Amt Ccy="IDR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${night.stack.today()}</Dt></BookgDt><AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls>${details}</NtryDtls></Ntry>`).join('')}</Stmt></BkToCstmrStmt></Document>`;
    const file = await night.maker.post<BankFile>('/bank-files', { format: 'CAMT053', name: 'bank.xml', content });
    expect([file.applied, file.open]).toEqual([2, 1]);
    for (const reference of ['K1', 'K2']) expect(await outcome(reference)).toEqual(['APPLIED', 'VIRTUAL_ACCOUNT', 'A', []]);
    expect(await outcome('K3')).toEqual(['OPEN', undefined, undefined, ['REFERENCE']]);
  });

  test('a person says whose money an entry is, without an obligation: it meets the oldest first', async () => {
    const w7 = await entry('W7');
    for (const [body, code] of [[{}, 'validation_failed'], [{ partnerId: night.brands.A.partnerId, obligationId: of('B').id }, 'validation_failed'], [{ partnerId: 'prt_01a1c9e0-1000-7d64-9c51-9e4fa06b7283' }, 'not_found']] as const) await expect(night.maker.post(`/bank-entries/${w7.id}/apply`, body)).rejects.toMatchObject({ code });
    await expect(night.maker.post(`/bank-entries/${(await entry('W3')).id}/apply`, { partnerId: night.brands.B.partnerId })).rejects.toMatchObject({ code: 'transition_not_allowed', problem: { errors: [expect.objectContaining({ pointer: '/partnerId' })] } });
    await expect(night.maker.post(`/bank-entries/${(await entry('W2')).id}/apply`, { partnerId: night.brands.B.partnerId })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect(await night.maker.post<BankEntry>(`/bank-entries/${w7.id}/apply`, { partnerId: night.brands.A.partnerId })).toMatchObject({ status: 'APPLIED', reason: 'CONFIRMED' });
    expect((await night.maker.get<{ data: Payment[] }>('/payments')).data.find((one) => one.bankReference === 'W7')?.unapplied.value).toBe('10.00');
  });

  test('of two things that are open the reference or the very amount says which; two equal amounts wait for a person', async () => {
    const { id } = await night.brands.B.client.members.enrol({ name: 'Wulan', identifiers: [{ kind: 'CARD', value: 'VA-1' }] });
    await night.brands.B.client.earns.create({ externalId: 'VA-E', member: id, outletId: night.brands.B.outletId, points: 40 });
    await night.brands.C.client.burns.create({ externalId: 'VA-B', member: id, outletId: night.brands.C.outletId, points: 40 });
    await night.closeNight();
    const second = (await night.settle()).obligations['B'] as Obligation;
    const rest = await open(second);
    const [first, last] = [BigInt((await open(of('B'))).replace('.', '')), BigInt(rest.replace('.', ''))];
    expect([second.direction, last > 0n && last < first]).toEqual(['PAYS_HUB', true]);
    const value = (minor: bigint): string => `${minor / 100n}.00`;
    // No amount fits one of the two: a part payment waits. With a reference it is known.
    await post([{ reference: 'Y1', amount: '7.00', virtualAccount: '7001200000000043' }, { reference: 'Y2', amount: value(first - last), remark: of('B').bankReference ?? '', virtualAccount: '7001200000000043' }]);
    expect(await outcome('Y1')).toEqual(['OPEN', undefined, 'B', ['VIRTUAL_ACCOUNT', 'VIRTUAL_ACCOUNT']]);
    expect([await outcome('Y2'), await open(of('B')), await open(second)]).toEqual([['APPLIED', 'VIRTUAL_ACCOUNT', 'B', []], rest, rest]);
    // Now both are of one amount, and nothing says which.
    await post([{ reference: 'Y3', amount: rest, virtualAccount: '7001200000000043' }]);
    expect(await outcome('Y3')).toEqual(['OPEN', undefined, 'B', ['VIRTUAL_ACCOUNT_AND_AMOUNT', 'VIRTUAL_ACCOUNT_AND_AMOUNT']]);
    await post([{ reference: 'Y4', amount: '100.00', remark: second.bankReference ?? '', virtualAccount: '7001200000000043' }, { reference: 'Y5', amount: value(last - 10_000n), virtualAccount: '7001200000000043' }]);
    expect([await outcome('Y5'), await open(of('B')), await open(second)]).toEqual([['APPLIED', 'VIRTUAL_ACCOUNT', 'B', []], rest, '0.00']);
  });

  test('once it has ended money waits for a person, its number stays with its partner, and documents stay as they were issued', async () => {
    const owner = await night.stack.person('ayu', ['PARTNER_OWNER'], night.brands.A.partnerId);
    await expect(owner.post(`/virtual-accounts/${accounts['A']?.id ?? ''}/end`, { reason: 'Mine.' })).rejects.toMatchObject({ code: 'role_required' });
    const ended = await night.maker.post<VirtualAccount>(`/virtual-accounts/${accounts['A']?.id ?? ''}/end`, { reason: 'The bank gave a new prefix.' });
    expect(ended).toMatchObject({ status: 'ENDED', printed: false, endedOn: night.stack.today(), endedBy: 'user:rina', endedReason: 'The bank gave a new prefix.' });
    await expect(night.maker.post(`/virtual-accounts/${ended.id}/end`, { reason: 'Again.' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(propose('C', NUMBER)).rejects.toMatchObject({ problem: { errors: [expect.objectContaining({ pointer: '/number', code: 'taken' })] } });
    await post([{ reference: 'Z1', amount: '43.00', virtualAccount: NUMBER }]);
    expect((await outcome('Z1')).slice(0, 3)).toEqual(['OPEN', undefined, 'A']);
    expect(await papers(of('A'))).toEqual(frozen);
    // The partner may get its own number back.
    expect((await approve((await propose('A', NUMBER)).id)).printed).toBe(true);
    expect((await owner.get<{ data: VirtualAccount[] }>('/virtual-accounts')).data.map((one) => one.status).sort()).toEqual(['ACCEPTED', 'ACCEPTED', 'ENDED']);
  });

  test.each([
    ['M17', `UPDATE virtual_account SET partner_id = (SELECT partner_id FROM partner WHERE brand_name = 'C') WHERE status = 'ENDED'`],
    ['M18', `UPDATE payment SET party_id = (SELECT partner_id FROM partner WHERE brand_name = 'C') WHERE reference = 'V4'`],
  ])('%s finds a planted fault', (id, fault) => expectFound(night.stack.db.owner, CASH_INVARIANTS, id, fault));
});

describe('the virtual account of a partner that pays its fees apart', () => {
  const number = '7001200000000042';
  let stack: Stack;
  let [a, b]: [Brand, Brand] = [undefined as unknown as Brand, undefined as unknown as Brand];
  let [maker, checker]: [Person, Person] = [undefined as unknown as Person, undefined as unknown as Person];
  let invoice: Invoice;
  let obligation: Obligation;
  beforeAll(async () => {
    stack = await givenStack();
    [a, b] = [await stack.brand('A'), await stack.brand('B')];
    [maker, checker] = [await stack.person('rina', ['HUB_FINANCE']), await stack.person('budi', ['HUB_APPROVER'])];
    const account = await maker.post<{ id: string }>('/bank-accounts', { bankName: 'BCA', bic: 'CENAIDJA', accountNo: OWN_ACCOUNT, holder: 'PT Kongsi', validFrom: stack.today() });
    await checker.post(`/bank-accounts/${account.id}/approve`);
    const virtual = await maker.post<VirtualAccount>('/virtual-accounts', { partnerId: a.partnerId, bankCode: '014', bankName: 'BCA', number, name: 'KONGSI A', validFrom: stack.today() });
    await checker.post(`/virtual-accounts/${virtual.id}/approve`);
    const { body } = (await maker.get<{ data: Terms[] }>(`/terms?party=${a.partnerId}`)).data[0] as Terms;
    const terms = await maker.post<Terms>('/terms', { party: a.partnerId, validFrom: stack.today(1), body: { ...body, netFees: false } });
    await checker.post(`/terms/${terms.id}/approve`, { termsHash: terms.termsHash });
    await (await stack.person('ayu', ['PARTNER_OWNER'], a.partnerId)).post(`/terms/${terms.id}/countersign`, { termsHash: terms.termsHash });
    await stack.advance(86_400);
    const { id } = await a.client.members.enrol({ name: 'Wulan', identifiers: [{ kind: 'CARD', value: 'VA-2' }] });
    await a.client.earns.create({ externalId: 'E', member: id, outletId: a.outletId, points: 40 });
    await b.client.burns.create({ externalId: 'B', member: id, outletId: b.outletId, points: 40 });
    const { data } = await maker.get<{ data: { id: string }[] }>('/settlement-windows?status=OPEN');
    await maker.post(`/settlement-windows/${data[0]?.id ?? ''}/close`);
    const proposed = await proposedBy(maker, checker);
    for (const person of [maker, checker]) await person.post<Settlement>(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
    obligation = (await maker.get<{ data: Obligation[] }>(`/settlements/${proposed.id}/obligations`)).data.find((one) => one.partyId === a.partnerId) as Obligation;
    invoice = (await maker.get<{ data: Invoice[] }>(`/invoices?kind=FEE_INVOICE&partnerId=${a.partnerId}`)).data[0] as Invoice;
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });
  let files = 0;
  const post = (rows: Parameters<typeof bankCsv>[0]): Promise<BankFile> => maker.post<BankFile>('/bank-files', { format: 'CSV', name: 'bank.csv', content: bankCsv(rows, `AP-${(files += 1)}`) });
  const openOf = async (): Promise<string[]> => [(await maker.get<Obligation>(`/obligations/${obligation.id}`)).open.total.value, (await maker.get<Invoice>(`/invoices/${invoice.id}`)).open.value];

  test('the invoice says where to pay it, as a statement does', async () => {
    const bytes = async (format: string): Promise<Buffer> => Buffer.from(await (await fetch(`${stack.origin}/v1/invoices/${invoice.id}/${format}`, { headers: { authorization: `Bearer ${maker.token}` } })).arrayBuffer());
    const reference = (invoice.number ?? '').replaceAll('/', '');
    expect(JSON.parse((await bytes('json')).toString())).toMatchObject({ bankReference: reference, account: { accountNo: OWN_ACCOUNT }, virtualAccount: { number, bankCode: '014', bankName: 'BCA', name: 'KONGSI A' } });
    const page = pdfText(await bytes('pdf')).join(' ').replace(/\s+/g, ' ');
    for (const shown of [number, reference, OWN_ACCOUNT, 'BCA (014) · KONGSI A', 'Faktur ini dibayar tersendiri']) expect(page).toContain(shown);
    const other = (await maker.get<{ data: Invoice[] }>(`/invoices?kind=FEE_INVOICE&partnerId=${b.partnerId}`)).data[0] as Invoice;
    expect(await (await fetch(`${stack.origin}/v1/invoices/${other.id}/json`, { headers: { authorization: `Bearer ${maker.token}` } })).text()).not.toMatch(/bankReference|virtualAccount/);
  });

  test('its invoice is one of the things that money may be for: by its number, and without a virtual account by its very amount too', async () => {
    const [owed, total] = await openOf();
    expect([obligation.fees.value, owed, total, invoice.status]).toEqual(['0.00', '20000.00', invoice.total.value, 'ISSUED']);
    const half = `${String(BigInt(invoice.total.value.replace('.', '')) / 200n)}.00`;
    // Neither: what is open of the two is another amount.
    await post([{ reference: 'P0', amount: '1.00', virtualAccount: number }]);
    expect((await maker.get<{ data: BankEntry[] }>('/bank-entries')).data[0]).toMatchObject({ status: 'OPEN', payerName: 'A' });
    // Without a virtual account its number alone is not enough: the amount has to be the open one.
    await post([{ reference: 'P9', amount: half, remark: `Bayar ${invoice.number ?? ''}` }]);
    expect((await maker.get<{ data: BankEntry[] }>('/bank-entries')).data.find((one) => one.bankReference === 'P9')?.status).toBe('OPEN');
    await post([{ reference: 'P1', amount: half, remark: `Bayar ${invoice.number ?? ''}`, virtualAccount: number }]);
    const rest = (await openOf())[1] ?? '';
    expect(await openOf()).toEqual(['20000.00', `${String((BigInt(invoice.total.value.replace('.', '')) - BigInt(half.replace('.', ''))) / 100n)}.00`]);
    await post([{ reference: 'P8', amount: rest, remark: `${invoice.number ?? ''} ${obligation.bankReference ?? ''}`, virtualAccount: number }]);
    expect(await openOf()).toEqual(['20000.00', rest]);
    await post([{ reference: 'P2', amount: rest, remark: `BYR FAKTUR ${(invoice.number ?? '').toLowerCase()}` }]);
    expect([await openOf(), (await maker.get<Invoice>(`/invoices/${invoice.id}`)).status]).toEqual([['20000.00', '0.00'], 'PAID']);
    await post([{ reference: 'P3', amount: '20000.00', virtualAccount: number }]);
    expect(await openOf()).toEqual(['0.00', '0.00']);
  });

  test('a fee invoice that a settlement will take is not paid by its number', async () => {
    const { id } = await b.client.members.enrol({ name: 'Bayu', identifiers: [{ kind: 'CARD', value: 'VA-3' }] });
    await b.client.earns.create({ externalId: 'E2', member: id, outletId: b.outletId, points: 40 });
    await a.client.burns.create({ externalId: 'B2', member: id, outletId: a.outletId, points: 40 });
    await maker.post(`/settlement-windows/${(await maker.get<{ data: { id: string }[] }>('/settlement-windows?status=OPEN')).data[0]?.id ?? ''}/close`);
    const netted = (await maker.get<{ data: Invoice[] }>(`/invoices?kind=FEE_INVOICE&partnerId=${b.partnerId}&limit=100`)).data.find((one) => one.status === 'ISSUED' && one.settlementId === undefined) as Invoice;
    await post([{ reference: 'Q1', amount: netted.total.value, remark: netted.number ?? '' }]);
    expect((await maker.get<{ data: BankEntry[] }>('/bank-entries?limit=100')).data.find((one) => one.bankReference === 'Q1')).toMatchObject({ status: 'OPEN', suggestions: [] });
  });
});
