import { CASH_INVARIANTS } from '../../src/cash/cash-books.sql';
import { bankCsv, givenFirstNight, idr, type FirstNight } from '../support/first-settlement';
import type { BankAccount, BankEntry, BankFile, Payable, PaymentInstruction } from '../../src/cash/bank.wire';
import type { Payment } from '../../src/cash/payments.wire';
import type { WithholdingCertificate, WithholdingList } from '../../src/cash/withholding.wire';
import type { Invoice, InvoiceApplications, NettingStatement } from '../../src/invoicing/invoicing.wire';
import type { Obligation, Settlement } from '../../src/settlement/settlement.wire';
import { vector } from '../support/vectors';
import { expectFound } from '../support/planted-fault';

const parts = (one: Obligation): string[] => [one.open.principal.value, one.open.fee.value, one.open.ppn.value, one.open.total.value];

/** One settlement from its approval to the last rupiah; each test goes on where the one before ended. */
describe('money meets a settlement', () => {
  let night: FirstNight;
  let settlement: Settlement;
  let obligations: Record<string, Obligation>;
  beforeAll(async () => {
    night = await givenFirstNight();
    ({ settlement, obligations } = await night.settle());
  });
  afterAll(async () => {
    expect(night.stack.logged).toEqual([]);
    await night.stack.stop();
  });
  const invoice = async (code: 'A' | 'B' | 'C', kind: string): Promise<Invoice> => (await night.maker.get<{ data: Invoice[] }>(`/invoices?kind=${kind}&partnerId=${night.brands[code].partnerId}`)).data[0] as Invoice;
  /** What met an invoice: kind, amount, reference and statement of each row; total, set-off, money and what is open. */
  const met = async (code: 'A' | 'B' | 'C', kind: string): Promise<unknown> => {
    const { data, totals } = await night.maker.get<InvoiceApplications>(`/invoices/${(await invoice(code, kind)).id}/applications`);
    return { rows: data.map((one) => [one.kind, one.amount.value, one.reference, one.statementNumber]), totals: [totals.total.value, totals.setOff.value, totals.money.value, totals.open.value] };
  };
  const of = (code: string): Obligation => obligations[code] as Obligation;
  const pay = (body: object): Promise<Payment> => night.maker.post<Payment>('/payments', { paidOn: night.stack.today(), ...body });

  test('what is set off has met its documents before any cash moves', async () => {
    expect([await invoice('A', 'POINTS_INVOICE'), await invoice('A', 'REDEMPTION_INVOICE'), await invoice('A', 'FEE_INVOICE'), await invoice('C', 'REDEMPTION_INVOICE'), await invoice('C', 'FEE_INVOICE')].map((one) => [one.status, one.paid.value, one.open.value])).toEqual([
      ['PARTLY_PAID', '50000.00', '26500.00'], ['PAID', '50000.00', '0.00'], ['ISSUED', '0.00', '3217.00'], ['PARTLY_PAID', '37943.00', '62057.00'], ['PAID', '4443.00', '0.00']]);
  });

  test('an invoice tells what was set off of it, by which statement, and what is open adds up to its total', async () => {
    const statement = await night.maker.get<NettingStatement>(`/statements/${of('A').statementId ?? ''}`);
    expect(await met('A', 'POINTS_INVOICE')).toEqual({ rows: [['SET_OFF', '50000.00', undefined, statement.number]], totals: ['76500.00', '50000.00', '0.00', '26500.00'] });
    expect(await met('C', 'REDEMPTION_INVOICE')).toMatchObject({ totals: ['100000.00', '37943.00', '0.00', '62057.00'] });
    expect(await met('A', 'FEE_INVOICE')).toEqual({ rows: [], totals: ['3217.00', '0.00', '0.00', '3217.00'] });
    const other = await night.stack.person('beni', ['PARTNER_FINANCE'], night.brands.B.partnerId);
    await expect(other.get(`/invoices/${(await invoice('A', 'FEE_INVOICE')).id}/applications`)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('W15: a part payment leaves the amount and meets principal first; its invoices follow', async () => {
    const { given, expected } = vector('W15');
    const payment = await pay({ obligationId: of('A').id, amount: idr(given.paid), bankReference: 'BCA-1' });
    expect(payment.applications).toEqual([{ obligationId: of('A').id, amount: idr('20000.00'), principal: idr('20000.00'), fee: idr('0.00'), ppn: idr('0.00'), appliedOn: payment.paidOn }]);
    const now = await night.obligation(of('A').id);
    expect([now.netCash.value, ...parts(now)]).toEqual([`-${expected.obligationUnchanged}`, expected.openPrincipal, expected.openFee, expected.openPpn, expected.open]);
    expect([(await invoice('A', 'POINTS_INVOICE')).open.value, (await invoice('A', 'FEE_INVOICE')).open.value]).toEqual(['6500.00', '3217.00']);
    expect((await pay({ obligationId: of('A').id, amount: idr(given.paid), bankReference: 'BCA-1' })).id).toBe(payment.id);
    await expect(pay({ obligationId: of('A').id, amount: idr('1.00'), bankReference: 'BCA-1' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    for (const [body, code] of [[{ obligationId: of('A').id, partnerId: night.brands.A.partnerId }, 'validation_failed'], [{}, 'validation_failed'], [{ obligationId: of('A').id, amount: idr('1.50') }, 'validation_failed'], [{ obligationId: of('A').id, amount: { currency: 'USD', value: '1.00' } }, 'currency_not_supported'],
      [{ obligationId: of('A').id, amount: idr('-1.00') }, 'validation_failed'], [{ obligationId: of('HUB').id }, 'not_found'], [{ obligationId: of('C').id, amount: idr('99999.00') }, 'transition_not_allowed']] as const) await expect(pay({ amount: idr('5.00'), bankReference: 'BCA-X', ...body })).rejects.toMatchObject({ code });
  });

  test('a withholding certificate meets the fee once a second person accepts it; the invoice does not change', async () => {
    const finance = await night.stack.person('ayu', ['PARTNER_FINANCE'], night.brands.A.partnerId);
    const fee = await invoice('A', 'FEE_INVOICE');
    const body = { invoiceId: fee.id, number: 'BP-1', issuedOn: fee.issuedOn ?? '', amount: idr('58.00') };
    for (const issuedOn of [night.stack.today(-300), night.stack.today(4)]) await expect(finance.post('/withholding-certificates', { ...body, issuedOn })).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(finance.post('/withholding-certificates', { ...body, amount: idr('2899.00') })).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(finance.post('/withholding-certificates', { ...body, invoiceId: (await invoice('B', 'FEE_INVOICE')).id })).rejects.toMatchObject({ code: 'not_found' });
    const handed = await finance.post<WithholdingCertificate>('/withholding-certificates', body);
    expect([handed.expected.value, handed.status]).toEqual(['58.00', 'SUBMITTED']);
    await expect(finance.post('/withholding-certificates', body)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(finance.post(`/withholding-certificates/${handed.id}/accept`)).rejects.toMatchObject({ code: 'role_required' });
    const own = await night.maker.post<WithholdingCertificate>('/withholding-certificates', { ...body, number: 'BP-2', amount: idr('1.00'), excessReason: 'A second certificate of the same fee.' });
    await expect(night.maker.post(`/withholding-certificates/${own.id}/accept`)).rejects.toMatchObject({ code: 'second_person_required' });
    expect((await night.checker.post<WithholdingCertificate>(`/withholding-certificates/${own.id}/reject`, { reason: 'Not ours.' })).status).toBe('REJECTED');
    expect((await night.maker.post<WithholdingCertificate>(`/withholding-certificates/${handed.id}/accept`)).status).toBe('ACCEPTED');
    await expect(night.maker.post(`/withholding-certificates/${handed.id}/accept`)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect(parts(await night.obligation(of('A').id))).toEqual(['6500.00', '2840.00', '319.00', '9659.00']);
    expect(await invoice('A', 'FEE_INVOICE')).toMatchObject({ total: fee.total, status: 'PARTLY_PAID', paid: idr('58.00') });
    const list = await night.maker.get<WithholdingList>('/withholding');
    expect(list.partners.map((one) => [one.expected.value, one.received.value, one.difference.value]).sort()).toEqual([['58.00', '58.00', '0.00'], ['62.00', '0.00', '-62.00'], ['80.00', '0.00', '-80.00']]);
    expect((await finance.get<WithholdingList>('/withholding')).partners).toHaveLength(1);
  });

  test('an over-payment meets what is open and leaves unapplied cash', async () => {
    const payment = await pay({ obligationId: of('A').id, amount: idr('10000.00'), bankReference: 'BCA-2' });
    expect([payment.applications[0]?.principal.value, payment.applications[0]?.fee.value, payment.applications[0]?.ppn.value, payment.unapplied.value]).toEqual(['6500.00', '2840.00', '319.00', '341.00']);
    expect(await night.obligation(of('A').id)).toMatchObject({ status: 'SETTLED', paid: idr('29717.00') });
    expect([(await invoice('A', 'POINTS_INVOICE')).status, (await invoice('A', 'FEE_INVOICE')).status]).toEqual(['PAID', 'PAID']);
    expect(await met('A', 'POINTS_INVOICE')).toMatchObject({ rows: [['SET_OFF', '50000.00', undefined, expect.any(String)], ['BANK', '20000.00', 'BCA-1', expect.any(String)], ['BANK', '6500.00', 'BCA-2', expect.any(String)]], totals: ['76500.00', '50000.00', '26500.00', '0.00'] });
    expect(await met('A', 'FEE_INVOICE')).toMatchObject({ rows: expect.arrayContaining([['CERTIFICATE', '58.00', 'BP-1', expect.any(String)], ['BANK', '3159.00', 'BCA-2', expect.any(String)]]), totals: ['3217.00', '0.00', '3217.00', '0.00'] });
    await expect(pay({ obligationId: of('A').id, amount: idr('1.00'), bankReference: 'BCA-3' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
  });

  test('an account is made by one person, checked by another and accepted by the operator; others see four digits', async () => {
    const [owner, finance, viewer, auditor] = [await night.stack.person('cici', ['PARTNER_OWNER'], night.brands.C.partnerId), await night.stack.person('cahya', ['PARTNER_FINANCE'], night.brands.C.partnerId), await night.stack.person('vivi', ['PARTNER_OWNER'], night.brands.B.partnerId), await night.stack.person('odi', ['AUDITOR'])];
    const body = { bankName: 'BCA', bic: 'CENAIDJA', accountNo: '9876543210', holder: 'PT C', validFrom: (await night.maker.get<{ settlementId: string; issuedOn: string }>(`/statements/${of('C').statementId ?? ''}`)).issuedOn };
    await expect(owner.post('/bank-accounts', { ...body, validFrom: '2020-01-01' })).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(owner.post('/bank-accounts', { ...body, bic: 'BCA' })).rejects.toMatchObject({ code: 'validation_failed' });
    const account = await owner.post<BankAccount>('/bank-accounts', body);
    await expect(owner.post(`/bank-accounts/${account.id}/approve`)).rejects.toMatchObject({ code: 'second_person_required' });
    await expect(night.maker.post(`/bank-accounts/${account.id}/approve`)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(viewer.post(`/bank-accounts/${account.id}/approve`)).rejects.toMatchObject({ code: 'not_found' });
    expect((await night.maker.get<{ data: Payable[] }>('/payables')).data.map((one) => one.held)).toEqual(['COLLECTION']);
    expect((await finance.post<BankAccount>(`/bank-accounts/${account.id}/approve`)).status).toBe('CHECKED');
    await expect(finance.post(`/bank-accounts/${account.id}/approve`)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await night.maker.post<BankAccount>(`/bank-accounts/${account.id}/approve`)).status).toBe('ACCEPTED');
    expect((await auditor.get<{ data: BankAccount[] }>('/bank-accounts')).data.map((one) => one.accountNo)).toEqual(['••••••3210']);
    expect((await finance.get<{ data: BankAccount[] }>('/bank-accounts')).data.map((one) => one.accountNo)).toEqual(['9876543210']);
    expect((await viewer.get<{ data: BankAccount[] }>('/bank-accounts')).data).toEqual([]);
    expect(JSON.stringify(await auditor.get('/bank-accounts'))).not.toContain('987654');
  });

  test('the hub pays out after collection, once, and not to a suspended partner', async () => {
    await expect(night.maker.post('/payment-instructions', { settlementId: settlement.id })).rejects.toMatchObject({ code: 'transition_not_allowed', problem: { held: [{ reason: 'COLLECTION' }] } });
    await pay({ obligationId: of('B').id, amount: idr('43441.00'), bankReference: 'BANK-B' });
    expect(await night.obligation(of('B').id)).toMatchObject({ status: 'SETTLED' });
    const admin = await night.stack.person('adi', ['HUB_ADMIN']);
    await admin.post(`/partners/${night.brands.C.partnerId}/suspend`, { reason: 'Under review.' });
    await expect(night.maker.post('/payment-instructions', { settlementId: settlement.id })).rejects.toMatchObject({ problem: { held: [{ reason: 'SUSPENDED' }] } });
    await admin.post(`/partners/${night.brands.C.partnerId}/resume`, { reason: 'Cleared.' });
    const made = await night.maker.post<PaymentInstruction>('/payment-instructions', { settlementId: settlement.id });
    expect([made.payouts, made.total.value, made.confirmed.value, made.xmlSha256]).toEqual([1, '62057.00', '0.00', undefined]);
    await expect(night.maker.post('/payment-instructions', { settlementId: settlement.id })).rejects.toMatchObject({ problem: { held: [{ reason: 'INSTRUCTED' }] } });
    const file = async (person: { token: string }, format: string): Promise<Response> => fetch(`${night.stack.origin}/v1/payment-instructions/${made.id}/${format}`, { headers: { authorization: `Bearer ${person.token}` } });
    const csv = await (await file(night.maker, 'csv')).text();
    expect(csv).toContain(`P,${of('C').bankReference ?? ''},62057.00,IDR,BCA,CENAIDJA,9876543210,PT C`);
    expect([(await file(await night.stack.person('odi', ['AUDITOR']), 'csv')).status, (await file(night.maker, 'xml')).status]).toEqual([403, 409]);
  });

  test('the bank confirms the payout, and the settlement is settled', async () => {
    const statement = { format: 'CSV', name: 'c.csv', content: bankCsv([{ reference: 'BANK-C', direction: 'OUT', amount: '62057.00', remark: `trsf ${(of('C').bankReference ?? '').toLowerCase()} lunas` }], 'ST-2') };
    // Until two people have said that this account is the hub's, its statement is nobody's.
    await expect(night.maker.post('/bank-files', statement)).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [expect.objectContaining({ code: 'account_unknown', detail: expect.stringContaining('…7890') })] } });
    await night.registerAccount();
    const imported = await night.maker.post<BankFile>('/bank-files', statement);
    expect([imported.entries, imported.newEntries, imported.applied, imported.open]).toEqual([1, 1, 1, 0]);
    expect(await night.maker.get<Settlement>(`/settlements/${settlement.id}`)).toMatchObject({ status: 'SETTLED' });
    expect((await night.maker.get<{ data: PaymentInstruction[] }>('/payment-instructions')).data[0]?.confirmed.value).toBe('62057.00');
    expect((await invoice('C', 'REDEMPTION_INVOICE')).status).toBe('PAID');
  });

  test('unapplied cash is used in the next settlement, on its statement too', async () => {
    await night.closeNight();
    const next = await night.settle();
    expect([next.obligations['A']?.credits.value, next.obligations['A']?.netCash.value, next.obligations['HUB']?.netCash.value]).toEqual(['341.00', '341.00', '-341.00']);
    expect((await night.maker.get<{ data: Payment[] }>('/payments?unapplied=true')).data).toEqual([]);
    const pdf = await fetch(`${night.stack.origin}/v1/statements/${next.obligations['A']?.statementId ?? ''}/pdf`, { headers: { authorization: `Bearer ${night.maker.token}` } });
    expect(pdf.status).toBe(200);
  });
});

describe('the invariants of money', () => {
  let night: FirstNight;
  beforeAll(async () => {
    night = await givenFirstNight();
    const { obligations } = await night.settle();
    await night.registerAccount();
    await night.maker.post('/bank-files', { format: 'CSV', name: 'x', content: bankCsv([{ reference: 'M-1', amount: '30000.00', remark: obligations['A']?.bankReference ?? '' }]) });
    await night.maker.post('/payments', { obligationId: obligations['C']?.id, amount: idr('1000.00'), bankReference: 'M-2', paidOn: night.stack.today() });
  });
  afterAll(() => night.stack.stop());

  test.each([
    ['M1', `UPDATE cash_application SET principal_minor = principal_minor + 6000000, amount_minor = amount_minor + 6000000`],
    ['M2', `UPDATE payment SET amount_minor = 100 WHERE reference = 'M-1'`],
    ['M3', `UPDATE payment SET amount_minor = 100 WHERE reference = 'M-2'`],
    ['M4', `UPDATE payment SET direction = 'OUT' WHERE reference = 'M-1'`],
    ['M4', `UPDATE payment SET party_id = (SELECT party_id FROM obligation_open WHERE state = 'SETTLING' AND direction = 'OUT') WHERE reference = 'M-1'`],
    ['M5', `INSERT INTO default_case SELECT gen_random_uuid(), obligation_id, party_id, 'DECLARED', 'NET_EXPOSURE', '', '{}', 0, 0, 0, 100, 0, 'x', now() FROM obligation_open WHERE state = 'SETTLING' AND direction = 'IN' LIMIT 1`],
    ['M6', `INSERT INTO default_case SELECT '00000000-0000-0000-0000-000000000001', obligation_id, party_id, 'DECLARED', 'NET_EXPOSURE', '', '{}', 0, 0, 0, 0, 0, 'x', now() FROM obligation_open WHERE state = 'SETTLING' AND direction = 'IN' LIMIT 1; INSERT INTO recovery SELECT payment_id, '00000000-0000-0000-0000-000000000001', 200, 100 FROM payment LIMIT 1`],
    ['M7', `UPDATE obligation SET credits_minor = 100, amount_minor = amount_minor + 100 WHERE position_minor > 0`],
    ['M8', `INSERT INTO default_case SELECT '00000000-0000-0000-0000-000000000001', obligation_id, party_id, 'DECLARED', 'NET_EXPOSURE', '', '{}', 0, 0, 0, 100, 0, 'x', now() FROM obligation_open WHERE state = 'SETTLING' AND direction = 'IN' LIMIT 1; INSERT INTO loss_share SELECT '00000000-0000-0000-0000-000000000001', party_id, 100 FROM obligation_open WHERE state = 'SETTLING' AND direction = 'OUT'; INSERT INTO settlement_credit SELECT settlement_id, party_id, 'LOSS_SHARE', '00000000-0000-0000-0000-000000000001', -50 FROM obligation_open WHERE state = 'SETTLING' AND direction = 'OUT'`],
    ['M9', `UPDATE obligation SET status = 'OPEN' WHERE amount_minor < 0`],
    ['M10', `UPDATE settlement SET state = 'PROPOSED'`],
    ['M11', `UPDATE bank_entry SET amount_minor = 1`],
    ['M12', `INSERT INTO payment_instruction SELECT gen_random_uuid(), settlement_id, current_date, 1, 100, '', '', NULL, NULL, 'x', now() FROM settlement`],
    ['M13', `INSERT INTO statement_void SELECT gen_random_uuid(), statement_id, partner_id, 'NET/2026/999999', current_date, 'x' FROM statement LIMIT 1`],
    ['M14', `INSERT INTO withholding_certificate SELECT gen_random_uuid(), i.invoice_id, i.partner_id, 'x', current_date, 1, 'ACCEPTED', 'x', now(), 'y', now(), NULL, (SELECT payment_id FROM payment LIMIT 1) FROM invoice i WHERE kind = 'FEE_INVOICE' LIMIT 1`],
    ['M15', `INSERT INTO refund SELECT gen_random_uuid(), payment_id, (SELECT party_id FROM obligation_open WHERE state = 'SETTLING' AND direction = 'OUT'), 100, 'RFDX', 'x', 'PROPOSED', 'x', now() FROM payment WHERE reference = 'M-1'`],
    ['M16', `UPDATE payment SET unmatch_asked_by = 'x', unmatch_asked_at = now(), unmatch_reason = 'x', unmatched_by = 'y', unmatched_at = now(), unmatched_on = current_date WHERE reference = 'M-1'; INSERT INTO settlement_credit SELECT settlement_id, party_id, 'UNAPPLIED_CASH', (SELECT payment_id FROM payment WHERE reference = 'M-1'), 100 FROM obligation_open WHERE state = 'SETTLING' AND direction = 'IN' LIMIT 1`],
  ])('%s finds a planted fault', (id, fault) => expectFound(night.stack.db.owner, CASH_INVARIANTS, id, fault));

  test('what is recorded of money cannot be changed', async () => {
    for (const table of ['payment', 'cash_application', 'application_record', 'refund', 'settlement_credit', 'payout', 'bank_file', 'dunning_notice', 'loss_share', 'recovery', 'recovery_share', 'statement_void']) await expect(night.stack.db.pool.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '42501' });
    for (const change of ['UPDATE payment SET amount_minor = 1', 'UPDATE cash_application SET fee_minor = 1', 'UPDATE application_record SET fee_minor = 1', 'INSERT INTO application_record SELECT * FROM application_record', 'UPDATE refund SET amount_minor = 1', 'UPDATE bank_entry SET amount_minor = 1', 'UPDATE bank_account SET account_no = account_no', 'UPDATE earn_stop SET since = since', 'UPDATE withholding_certificate SET amount_minor = 1', 'UPDATE default_case SET shortfall_minor = 0', 'UPDATE payment_instruction SET csv = csv']) await expect(night.stack.db.pool.query(change)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('bank files', () => {
  let night: FirstNight;
  let obligations: Record<string, Obligation>;
  beforeAll(async () => {
    night = await givenFirstNight();
    ({ obligations } = await night.settle());
    await night.registerAccount();
  });
  afterAll(async () => {
    expect(night.stack.logged).toEqual([]);
    await night.stack.stop();
  });
  const post = (content: string, format = 'CSV'): Promise<BankFile> => night.maker.post<BankFile>('/bank-files', { format, name: 'bank.csv', content });
  const picture = async (): Promise<unknown> => (await night.stack.db.owner.query(`SELECT (SELECT count(*) FROM bank_file) AS files, (SELECT count(*) FROM bank_entry) AS entries, (SELECT count(*) FROM payment) AS payments, (SELECT count(*) FROM cash_application) AS applications, (SELECT count(*) FROM audit_entry) AS audits`)).rows[0];
  const reference = (code: string): string => obligations[code]?.bankReference ?? '';

  test('a broken file is refused whole, with the line of each fault, and leaves no trace', async () => {
    const before = await picture();
    const good = bankCsv([{ reference: 'R1', amount: '1000.00', remark: reference('A') }, { reference: 'R2', amount: '5.00' }]);
    for (const [content, codes] of [[good.replace('T,2', 'T,9'), ['trailer_count']], [good.replace('5.00,IDR', '5.00,USD'), ['currency_not_supported']], [good.replace(',5.00', ',-5.00'), ['negative_amount', 'trailer_sum']], [good.replace('R2', 'R1'), ['reference_repeated']], ['<xml/>', ['header_missing', 'trailer_missing']]] as const) {
      await expect(post(content)).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: codes.map((code) => expect.objectContaining({ code, detail: expect.stringMatching(/^Line \d+: /), pointer: expect.stringMatching(/^\/content#line=\d+$/) })) } });
    }
    await expect(post('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'CAMT053')).rejects.toMatchObject({ problem: { errors: [expect.objectContaining({ code: 'doctype' })] } });
    expect(await picture()).toEqual(before);
    await expect((await night.stack.person('ayu', ['PARTNER_FINANCE'], night.brands.A.partnerId)).post('/bank-files', { format: 'CSV', name: 'x', content: good })).rejects.toMatchObject({ code: 'role_required' });
  });

  test('of two imports of one file at once one is taken in; overlapping files add what is new; a changed entry makes the file suspect', async () => {
    const content = bankCsv([{ reference: 'R1', amount: '1000.00', remark: reference('A') }, { reference: 'R2', amount: '43441.00' }]);
    const answers = await Promise.allSettled([post(content), post(content), post(content)]);
    expect(answers.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const one of answers) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'transition_not_allowed', problem: { bankFileId: expect.stringMatching(/^bfl_/), errors: [expect.objectContaining({ code: 'already_imported' })] } });
    const overlap = await post(bankCsv([{ reference: 'R1', amount: '1000.00', remark: reference('A') }, { reference: 'R2', amount: '43441.00' }, { reference: 'R3', amount: '7.25', remark: 'Bunga' }], 'ST-9'));
    expect([overlap.entries, overlap.newEntries, overlap.applied]).toEqual([3, 1, 0]);
    const before = await picture();
    await expect(post(bankCsv([{ reference: 'R4', amount: '1.00' }, { reference: 'R1', amount: '1001.00' }], 'ST-10'))).rejects.toMatchObject({ problem: { errors: [expect.objectContaining({ code: 'reference_known', detail: expect.stringContaining('Line 3') })] } });
    expect(await picture()).toEqual(before);
    expect((await night.obligation(obligations['A']?.id ?? '')).open.total.value).toBe('28717.00');
  });

  test('an equal amount without a reference is suggested and not applied; a person confirms it or sets it aside', async () => {
    const open = (await night.maker.get<{ data: BankEntry[] }>('/bank-entries?status=OPEN&sort=amount')).data;
    expect(open.map((one) => [one.bankReference, one.suggestions.map((each) => [each.obligationId, each.reason])])).toEqual([['R3', []], ['R2', [[obligations['B']?.id, 'AMOUNT']]]]);
    const [interest, equal] = open as [BankEntry, BankEntry];
    expect((await night.obligation(obligations['B']?.id ?? '')).open.total.value).toBe('43441.00');
    await expect(night.maker.post(`/bank-entries/${interest.id}/apply`, { obligationId: obligations['B']?.id })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(night.maker.post(`/bank-entries/${equal.id}/apply`, { obligationId: obligations['C']?.id })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(night.checker.post(`/bank-entries/${equal.id}/apply`, { obligationId: obligations['B']?.id })).rejects.toMatchObject({ code: 'role_required' });
    expect(await night.maker.post<BankEntry>(`/bank-entries/${equal.id}/apply`, { obligationId: obligations['B']?.id })).toMatchObject({ status: 'APPLIED', reason: 'CONFIRMED' });
    expect(await night.maker.post<BankEntry>(`/bank-entries/${interest.id}/set-aside`, { reason: 'Interest of the bank.' })).toMatchObject({ status: 'SET_ASIDE' });
    for (const entry of [equal, interest]) await expect(night.maker.post(`/bank-entries/${entry.id}/set-aside`, { reason: 'Again.' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect(await night.obligation(obligations['B']?.id ?? '')).toMatchObject({ status: 'SETTLED' });
  });

  test('files in any order, cut in any way and sent again, end in the same books', async () => {
    const rows = [{ reference: 'I1', amount: '100.00', remark: reference('A') }, { reference: 'I2', amount: '200.00', remark: reference('A') }, { reference: 'I3', amount: '300.00', remark: reference('A') }, { reference: 'I4', amount: '55.55', remark: reference('A') }];
    const cuts = [[0, 1], [1, 2, 3], [3, 0], [2], [0, 1, 2, 3], [2, 1]].map((cut, at) => bankCsv(cut.map((one) => rows[one] as (typeof rows)[number]), `I-${at}`));
    await Promise.allSettled([...cuts, ...[...cuts].reverse()].map((content) => post(content)));
    const { rows: kept } = await night.stack.db.owner.query<{ reference: string; status: string }>(`SELECT bank_reference AS reference, status FROM bank_entry WHERE bank_reference LIKE 'I%' ORDER BY 1`);
    expect(kept).toEqual([{ reference: 'I1', status: 'APPLIED' }, { reference: 'I2', status: 'APPLIED' }, { reference: 'I3', status: 'APPLIED' }, { reference: 'I4', status: 'OPEN' }]);
    expect((await night.obligation(obligations['A']?.id ?? '')).open.total.value).toBe('28117.00');
  });

  test('what a person recorded by its bank reference is the entry of the bank file', async () => {
    await night.maker.post('/payments', { obligationId: obligations['A']?.id, amount: idr('500.00'), bankReference: 'R5', paidOn: night.stack.today() });
    const file = await post(bankCsv([{ reference: 'R5', amount: '500.00', remark: reference('A') }], 'ST-11'));
    expect([file.applied, (await night.obligation(obligations['A']?.id ?? '')).open.total.value]).toEqual([1, '27617.00']);
  });
});
