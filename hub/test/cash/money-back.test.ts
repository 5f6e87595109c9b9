import { CASH_INVARIANTS } from '../../src/cash/cash-books.sql';
import { checkBooks } from '../../src/ledger/books.sql';
import { bankCsv, givenFirstNight, idr, type FirstNight } from '../support/first-settlement';
import type { Journal } from '../../src/accounting/journal.wire';
import type { BankAccount, BankEntry, BankFile, PaymentInstruction } from '../../src/cash/bank.wire';
import type { Payment, Refund } from '../../src/cash/payments.wire';
import type { AccountStatementDetail, Receipt } from '../../src/invoicing/accounts.wire';
import type { Invoice } from '../../src/invoicing/invoicing.wire';
import type { Obligation, Settlement } from '../../src/settlement/settlement.wire';

/** Money that was recorded wrongly, and money that was too much; each test goes on where the one before ended. */
describe('money that turns back', () => {
  let night: FirstNight;
  let settlement: Settlement;
  let obligations: Record<string, Obligation>;
  let approver: FirstNight['maker'];
  beforeAll(async () => {
    night = await givenFirstNight();
    ({ settlement, obligations } = await night.settle());
    await night.registerAccount();
    approver = night.checker;
  });
  afterAll(async () => {
    expect(night.stack.logged).toEqual([]);
    await night.stack.stop();
  });
  const of = (code: string): Obligation => obligations[code] as Obligation;
  const open = async (code: string): Promise<string> => (await night.obligation(of(code).id)).open.total.value;
  const post = (content: string): Promise<BankFile> => night.maker.post<BankFile>('/bank-files', { format: 'CSV', name: 'bank.csv', content });
  const entry = async (reference: string): Promise<BankEntry> => (await night.maker.get<{ data: BankEntry[] }>('/bank-entries?limit=100')).data.find((one) => one.bankReference === reference) as BankEntry;
  const unmatch = (person: FirstNight['maker'], id: string): Promise<Payment> => person.post<Payment>(`/payments/${id}/unmatch`, { reason: 'It was the other partner\'s money.' });
  const pay = (body: object): Promise<Payment> => night.maker.post<Payment>('/payments', { paidOn: night.stack.today(), ...body });
  const dates = (): string => `from=${night.stack.today(-30)}&to=${night.stack.today(60)}`;
  const bank = async (): Promise<string[]> => (await night.maker.get<Journal>(`/journal?${dates()}`)).accounts.filter((one) => one.key === 'BANK').map((one) => `${one.debit.value} ${one.credit.value}`);
  const books = async (): Promise<unknown> => expect(await checkBooks(night.stack.db.owner, CASH_INVARIANTS)).toEqual([]);

  test('an entry that was applied to the wrong partner is un-matched by two people and applied to the right one', async () => {
    await post(bankCsv([{ reference: 'X1', amount: '29717.00' }]));
    const wrong = await night.maker.post<BankEntry>(`/bank-entries/${(await entry('X1')).id}/apply`, { obligationId: of('B').id });
    expect([await open('A'), await open('B')]).toEqual(['29717.00', '13724.00']);
    expect((await night.maker.get<{ data: Receipt[] }>('/receipts')).data).toHaveLength(1);
    const id = wrong.paymentId ?? '';
    const asked = await unmatch(night.maker, id);
    expect([asked.unmatch?.askedBy, asked.unmatch?.doneBy, await open('B')]).toEqual(['user:rina', undefined, '13724.00']);
    await expect(unmatch(night.maker, id)).rejects.toMatchObject({ code: 'second_person_required' });
    for (const [person, code] of [[await night.stack.person('odi', ['AUDITOR']), 'role_required'], [await night.stack.person('ayu', ['PARTNER_FINANCE'], night.brands.B.partnerId), 'role_required']] as const) await expect(unmatch(person, id)).rejects.toMatchObject({ code });
    const done = await unmatch(approver, id);
    expect([done.unmatch?.doneBy, done.applications, done.unapplied.value]).toEqual(['user:budi', [], '0.00']);
    expect([await open('A'), await open('B'), (await entry('X1')).status]).toEqual(['29717.00', '43441.00', 'OPEN']);
    await expect(unmatch(approver, id)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await entry('X1')).suggestions.map((one) => [one.obligationId, one.reason])).toEqual([[of('A').id, 'AMOUNT']]);
    expect(await night.maker.post<BankEntry>(`/bank-entries/${wrong.id}/apply`, { obligationId: of('A').id })).toMatchObject({ status: 'APPLIED', reason: 'CONFIRMED' });
    expect([await open('A'), await open('B')]).toEqual(['0.00', '43441.00']);
    // The receipt that was given stays as it was issued, and says to whoever asks that it stands no more.
    const receipts = (await night.maker.get<{ data: Receipt[] }>('/receipts?sort=issuedOn')).data;
    expect(receipts.map((one) => [one.partnerId, one.unmatchedOn !== undefined])).toEqual([[night.brands.B.partnerId, true], [night.brands.A.partnerId, false]]);
    await fetch(`${night.stack.origin}/v1/receipts/${receipts[0]?.id ?? ''}/json`, { headers: { authorization: `Bearer ${night.maker.token}` } });
    const { jsonSha256 } = await night.maker.get<Receipt>(`/receipts/${receipts[0]?.id ?? ''}`);
    expect(await (await fetch(`${night.stack.origin}/v1/verify/${jsonSha256 ?? ''}`)).json()).toMatchObject({ kind: 'RECEIPT', status: 'VOID' });
    // In the journal the bank has it once.
    expect((await bank()).map((one) => one.split(' ').map(Number)).map(([debit, credit]) => (debit ?? 0) - (credit ?? 0))).toEqual([29717]);
    await books();
  });

  test('a payment that a person recorded with a wrong amount is un-matched and recorded anew under its reference', async () => {
    const typo = await pay({ obligationId: of('B').id, amount: idr('43441.00'), bankReference: 'X2' });
    expect(await night.obligation(of('B').id)).toMatchObject({ status: 'SETTLED' });
    await expect(pay({ obligationId: of('B').id, amount: idr('43000.00'), bankReference: 'X2' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await unmatch(night.maker, typo.id);
    await unmatch(approver, typo.id);
    expect(await night.obligation(of('B').id)).toMatchObject({ status: 'OPEN' });
    expect((await pay({ obligationId: of('B').id, amount: idr('43000.00'), bankReference: 'X2' })).id).not.toBe(typo.id);
    expect([await open('B'), (await night.maker.get<{ data: Invoice[] }>(`/invoices?kind=POINTS_INVOICE&partnerId=${night.brands.B.partnerId}`)).data[0]?.status]).toEqual(['441.00', 'PAID']);
    await books();
  });

  test('of two people who take it back at once it is taken back once', async () => {
    const one = await pay({ obligationId: of('B').id, amount: idr('1.00'), bankReference: 'X3' });
    await unmatch(night.maker, one.id);
    const answers = await Promise.allSettled([unmatch(approver, one.id), unmatch(await night.stack.person('sari', ['HUB_APPROVER']), one.id), unmatch(await night.stack.person('tono', ['HUB_FINANCE']), one.id)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await open('B')).toBe('441.00');
  });

  test('what bad input asks for is refused and leaves nothing', async () => {
    const picture = async (): Promise<unknown> => (await night.stack.db.owner.query(`SELECT (SELECT count(*) FROM payment) AS payments, (SELECT count(*) FROM application_record) AS applications, (SELECT count(*) FROM refund) AS refunds`)).rows[0];
    const before = await picture();
    const nobody = 'prt_0197a0e0-0000-7000-8000-00000000dead';
    await expect(pay({ partnerId: nobody, amount: idr('5.00'), bankReference: 'X4' })).rejects.toMatchObject({ code: 'not_found', problem: { errors: [expect.objectContaining({ pointer: '/partnerId' })] } });
    await expect(pay({ partnerId: night.brands.A.partnerId, amount: idr('5.00'), bankReference: 'X4', paidOn: night.stack.today(2) })).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [expect.objectContaining({ pointer: '/paidOn', code: 'in_future' })] } });
    await expect(unmatch(night.maker, 'pay_0197a0e0-0000-7000-8000-00000000dead')).rejects.toMatchObject({ code: 'not_found' });
    await expect(night.maker.post('/refunds', { paymentId: 'pay_0197a0e0-0000-7000-8000-00000000dead', reason: 'Too much.' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await picture()).toEqual(before);
  });

  test('an over-payment is refunded by two people: set aside at once, instructed with the approval, confirmed by the bank', async () => {
    const over = await pay({ obligationId: of('B').id, amount: idr('1441.00'), bankReference: 'X5' });
    expect(over.unapplied.value).toBe('1000.00');
    const ask = (amount?: string): Promise<Refund> => night.maker.post<Refund>('/refunds', { paymentId: over.id, ...(amount !== undefined && { amount: idr(amount) }), reason: 'Paid too much.' });
    await expect(ask('1001.00')).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(ask('0.50')).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(approver.post('/refunds', { paymentId: over.id, reason: 'Paid too much.' })).rejects.toMatchObject({ code: 'role_required' });
    const both = await Promise.allSettled([ask('600.00'), ask('600.00')]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const first = (both.find((one) => one.status === 'fulfilled') as PromiseFulfilledResult<Refund>).value;
    const second = await ask();
    expect([second.amount.value, (await night.maker.get<Payment>(`/payments/${over.id}`)).unapplied.value]).toEqual(['400.00', '0.00']);
    await expect(unmatch(night.maker, over.id)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await night.maker.post<Refund>(`/refunds/${second.id}/withdraw`, { reason: 'Later.' })).status).toBe('WITHDRAWN');
    expect((await night.maker.get<Payment>(`/payments/${over.id}`)).unapplied.value).toBe('400.00');

    await expect(approver.post(`/refunds/${first.id}/approve`)).rejects.toMatchObject({ code: 'transition_not_allowed', problem: { detail: expect.stringContaining('bank account') } });
    const [owner, finance] = [await night.stack.person('bela', ['PARTNER_OWNER'], night.brands.B.partnerId), await night.stack.person('beni', ['PARTNER_FINANCE'], night.brands.B.partnerId)];
    const validFrom = (await night.maker.get<{ issuedOn: string }>(`/statements/${of('B').statementId ?? ''}`)).issuedOn;
    const account = await owner.post<BankAccount>('/bank-accounts', { bankName: 'BCA', bic: 'CENAIDJA', accountNo: '9876543210', holder: 'PT B', validFrom });
    await finance.post(`/bank-accounts/${account.id}/approve`);
    await night.maker.post(`/bank-accounts/${account.id}/approve`);
    await expect((await night.stack.person('rina', ['HUB_FINANCE', 'HUB_APPROVER'])).post(`/refunds/${first.id}/approve`)).rejects.toMatchObject({ code: 'second_person_required' });
    const approved = await approver.post<Refund>(`/refunds/${first.id}/approve`);
    const instruction = (await night.maker.get<{ data: PaymentInstruction[] }>('/payment-instructions')).data[0];
    expect([approved.status, instruction?.id, instruction?.refundId, instruction?.total.value, instruction?.confirmed.value, instruction?.settlementId]).toEqual(['APPROVED', approved.instructionId, first.id, '600.00', '0.00', undefined]);
    await expect(approver.post(`/refunds/${first.id}/approve`)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(night.maker.post(`/refunds/${first.id}/withdraw`, { reason: 'Not now.' })).rejects.toMatchObject({ code: 'second_person_required' });
    // Another amount, money in, and another remark do not confirm it.
    await post(bankCsv([{ reference: 'X6', direction: 'OUT', amount: '599.00', remark: first.bankReference }, { reference: 'X7', amount: '600.00', remark: first.bankReference }], 'ST-6'));
    expect([(await entry('X6')).status, (await entry('X7')).status]).toEqual(['OPEN', 'OPEN']);
    await expect(night.maker.post(`/bank-entries/${(await entry('X7')).id}/apply`, { refundId: first.id })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(night.maker.post(`/bank-entries/${(await entry('X6')).id}/apply`, { refundId: first.id })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await post(bankCsv([{ reference: 'X8', direction: 'OUT', amount: '600.00', remark: `TRSF ${first.bankReference.toLowerCase()}` }], 'ST-7'));
    const paid = await night.maker.get<Refund>(`/refunds/${first.id}`);
    expect([paid.status, (await entry('X8')).paymentId]).toEqual(['PAID', paid.paidByPaymentId]);
    expect((await night.maker.get<{ data: PaymentInstruction[] }>('/payment-instructions')).data[0]?.confirmed.value).toBe('600.00');
    await expect(approver.post(`/refunds/${first.id}/withdraw`, { reason: 'Too late.' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    const own = await finance.get<{ data: Refund[] }>('/refunds');
    expect([own.data.length, (await (await night.stack.person('cici', ['PARTNER_OWNER'], night.brands.C.partnerId)).get<{ data: Refund[] }>('/refunds')).data]).toEqual([2, []]);
    await books();
  });

  test('a refund that a person says was paid, whose payment is un-matched, waits for the bank again', async () => {
    const over = (await night.maker.get<{ data: Payment[] }>('/payments?unapplied=true')).data[0] as Payment;
    const refund = await night.maker.post<Refund>('/refunds', { paymentId: over.id, reason: 'The rest too.' });
    await expect(pay({ refundId: refund.id, amount: idr('400.00'), bankReference: 'X9' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await approver.post(`/refunds/${refund.id}/approve`);
    const out = await pay({ refundId: refund.id, amount: idr('400.00'), bankReference: 'X9' });
    expect([out.direction, out.refundId, (await pay({ refundId: refund.id, amount: idr('400.00'), bankReference: 'X9' })).id]).toEqual(['OUT', refund.id, out.id]);
    await unmatch(night.maker, out.id);
    await unmatch(approver, out.id);
    expect((await night.maker.get<Refund>(`/refunds/${refund.id}`)).status).toBe('APPROVED');
    expect((await pay({ refundId: refund.id, amount: idr('400.00'), bankReference: 'X9' })).id).not.toBe(out.id);
    await books();
  });

  test('the journal leaves nothing on a partner that paid too much and had it back; the settlement that is settled takes no payment back', async () => {
    await pay({ obligationId: of('C').id, amount: idr('62057.00'), bankReference: 'X10' });
    expect(await night.maker.get<Settlement>(`/settlements/${settlement.id}`)).toMatchObject({ status: 'SETTLED' });
    const last = (await night.maker.get<{ data: Payment[] }>('/payments')).data[0] as Payment;
    await expect(unmatch(night.maker, last.id)).rejects.toMatchObject({ code: 'transition_not_allowed', problem: { detail: expect.stringContaining('settled') } });
    const csv = await (await fetch(`${night.stack.origin}/v1/journal/csv?${dates()}`, { headers: { authorization: `Bearer ${night.maker.token}` } })).text();
    const rest = new Map<string, number>();
    for (const cells of csv.split('\r\n').map((line) => line.split(',')).filter((one) => ['RECEIVABLE', 'PAYABLE'].includes(one[6] ?? ''))) rest.set(cells[7] ?? '', (rest.get(cells[7] ?? '') ?? 0) + Number(cells[9] || 0) - Number(cells[10] || 0));
    expect([...rest.values()]).toEqual([0, 0, 0]);
  });
});

/** What statements of account say of money that was taken back after they were issued. */
test('a statement of account takes back what the one before said of a payment that was un-matched since', async () => {
  const night = await givenFirstNight();
  try {
    const { obligations } = await night.settle();
    const paid = await night.maker.post<Payment>('/payments', { obligationId: obligations['A']?.id, amount: idr('100.00'), bankReference: 'Y1', paidOn: night.stack.today() });
    await night.closeNight();
    const statements = async (): Promise<AccountStatementDetail[]> => {
      const { data } = await night.maker.get<{ data: AccountStatementDetail[] }>(`/account-statements?partnerId=${night.brands.A.partnerId}&sort=to`);
      return Promise.all(data.map((one) => night.maker.get<AccountStatementDetail>(`/account-statements/${one.id}`)));
    };
    const moved = (one: AccountStatementDetail | undefined): string[] => (one?.movements ?? []).filter((each) => each.type === 'PAYMENT_RECEIVED').map((each) => each.amount.value);
    const before = (await statements()).at(-1);
    expect(moved(before)).toEqual(['100.00']);
    for (const person of [night.maker, night.checker]) await person.post(`/payments/${paid.id}/unmatch`, { reason: 'Not theirs.' });
    await night.closeNight();
    const after = (await statements()).at(-1);
    expect([after?.id === before?.id, moved(after), after?.opening.value, Number(after?.closing.value)]).toEqual([false, ['-100.00'], before?.closing.value, Number(before?.closing.value) - 100]);
    // The one before stays as it was issued.
    expect((await statements()).find((one) => one.id === before?.id)).toEqual(before);
    expect(night.stack.logged).toEqual([]);
  } finally {
    await night.stack.stop();
  }
});
