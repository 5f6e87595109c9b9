import { HUB_PARTY } from '../../src/kernel/parties';
import { dayCsv } from '../support/day';
import { givenFirstNight, idr, type FirstNight as SettledNight } from '../support/first-settlement';
import { givenFirstNight as givenDisputedNight, type FirstNight } from '../support/first-night';
import type { BankAccount } from '../../src/cash/bank.wire';
import type { Payment, Refund } from '../../src/cash/payments.wire';
import type { WithholdingCertificate } from '../../src/cash/withholding.wire';
import type { DisputeDetail } from '../../src/disputes/disputes.wire';
import type { Invoice } from '../../src/invoicing/invoicing.wire';
import type { Break, BreakDetail } from '../../src/reconciliation/reconciliation.wire';
import type { Obligation, Settlement, Window } from '../../src/settlement/settlement.wire';
import { proposedBy } from '../support/proposed';

/** What became of an act: the state after it, or the code of its refusal. */
const outcome = (act: Promise<unknown>, after: () => Promise<string>): Promise<string> => act.then(after, (error: { code: string }) => error.code);
const NO = 'transition_not_allowed';

describe('the states of a window and of a settlement', () => {
  let night: SettledNight;
  let serial = 0;
  beforeAll(async () => {
    night = await givenFirstNight();
    await night.settle();
  });
  afterAll(async () => {
    expect(night.stack.logged).toEqual([]);
    await night.stack.stop();
  });
  const today = async (): Promise<string> => (await night.maker.get<{ data: { issuedOn: string }[] }>('/statements?limit=1&sort=issuedOn')).data[0]?.issuedOn ?? '';
  const approve = (one: Settlement, person = night.maker): Promise<Settlement> => person.post<Settlement>(`/settlements/${one.id}/approve`, { settlementHash: one.settlementHash });
  const abort = (one: Settlement, person = night.maker): Promise<Settlement> => person.post<Settlement>(`/settlements/${one.id}/abort`, { reason: 'A price was wrong.' });
  const obligationsOf = async (one: Settlement): Promise<Obligation[]> => (await night.maker.get<{ data: Obligation[] }>(`/settlements/${one.id}/obligations`)).data.filter(({ partyId, netCash }) => partyId !== 'HUB' && netCash.value !== '0.00');
  const pay = async (one: Obligation): Promise<unknown> => night.maker.post('/payments', { obligationId: one.id, amount: idr(one.netCash.value.replace('-', '')), bankReference: `T-${(serial += 1)}`, paidOn: await today() });

  /** A settlement of one burn in a state. */
  const given = async (state: Settlement['status']): Promise<Settlement> => {
    const { id } = await night.brands.A.client.members.enrol({ name: 'S', identifiers: [{ kind: 'CARD', value: `T${(serial += 1)}` }] });
    await night.brands.A.client.earns.create({ externalId: `TE${serial}`, member: id, outletId: night.brands.A.outletId, points: 10 });
    await night.brands.B.client.burns.create({ externalId: `TB${serial}`, member: id, outletId: night.brands.B.outletId, points: 10 });
    await night.closeNight();
    for (const left of (await night.maker.get<{ data: Settlement[] }>('/settlements?status=PROPOSED')).data) for (const person of [night.maker, night.checker]) await abort(left, person).catch((error: { code: string }) => expect(error.code).toBe('second_person_required'));
    const proposed = await proposedBy(night.maker, night.checker);
    if (state === 'SETTLING' || state === 'SETTLED') for (const person of [night.maker, night.checker]) await approve(proposed, person);
    if (state === 'SETTLED') for (const one of await obligationsOf(proposed)) await pay(one);
    if (state === 'ABORTED') for (const person of [night.maker, night.checker]) await abort(proposed, person);
    const found = await night.maker.get<Settlement>(`/settlements/${proposed.id}`);
    expect(found.status).toBe(state);
    return found;
  };
  type Verb = 'approve' | 'approve by a second' | 'abort' | 'abort by a second' | 'pay whole' | 'instruct';
  const act = async (verb: Verb, one: Settlement): Promise<unknown> => {
    if (verb === 'approve') return approve(one);
    if (verb === 'abort') return abort(one);
    if (verb === 'approve by a second') return approve(one).then(() => approve(one, night.checker));
    if (verb === 'abort by a second') return abort(one).then(() => abort(one, night.checker));
    if (verb === 'instruct') return night.maker.post('/payment-instructions', { settlementId: one.id });
    for (const obligation of await obligationsOf(one)) await pay(obligation);
    return undefined;
  };
  test.each<[Settlement['status'], Verb, string]>([
    ['PROPOSED', 'approve', 'PROPOSED'], ['PROPOSED', 'approve by a second', 'SETTLING'], ['PROPOSED', 'abort', 'PROPOSED'], ['PROPOSED', 'abort by a second', 'ABORTED'], ['PROPOSED', 'pay whole', NO], ['PROPOSED', 'instruct', NO],
    ['SETTLING', 'approve', NO], ['SETTLING', 'abort', 'SETTLING'], ['SETTLING', 'abort by a second', 'ABORTED'], ['SETTLING', 'pay whole', 'SETTLED'], ['SETTLING', 'instruct', NO],
    ['SETTLED', 'approve', NO], ['SETTLED', 'abort', NO], ['SETTLED', 'pay whole', NO], ['SETTLED', 'instruct', NO],
    ['ABORTED', 'approve', NO], ['ABORTED', 'abort', NO], ['ABORTED', 'pay whole', NO], ['ABORTED', 'instruct', NO],
  ])('a settlement that is %s: %s gives %s', async (state, verb, expected) => {
    const one = await given(state);
    expect(await outcome(act(verb, one), async () => (await night.maker.get<Settlement>(`/settlements/${one.id}`)).status)).toBe(expected);
    if (expected === NO) expect((await night.maker.get<Settlement>(`/settlements/${one.id}`)).status).toBe(state);
    const { rows } = await night.stack.db.owner.query<{ states: string }>(`SELECT string_agg(to_state, '>' ORDER BY change_id) AS states FROM state_change WHERE subject_kind = 'SETTLEMENT' AND subject_id = $1`, [one.id.slice(4)]).catch(() => ({ rows: [] as { states: string }[] }));
    for (const row of rows) expect(row.states).toMatch(/^PROPOSED(>SETTLING(>SETTLED|>ABORTED)?|>ABORTED)?$/);
  });

  test('a window that is open can be closed and not run; one that is closed stays closed, whatever is asked of it', async () => {
    const { data } = await night.maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    const id = data[0]?.id ?? '';
    const state = async (): Promise<string> => (await night.maker.get<Window>(`/settlement-windows/${id}`)).status;
    const close = (): Promise<unknown> => night.maker.post(`/settlement-windows/${id}/close`);
    expect(await outcome(night.maker.post(`/settlement-windows/${id}/run`), state)).toBe(NO);
    expect(await outcome(close(), state)).toBe('CLOSED');
    const before = await night.maker.get<Window>(`/settlement-windows/${id}`);
    expect(await outcome(close(), state)).toBe('CLOSED');
    expect(await outcome(night.maker.post(`/settlement-windows/${id}/run`), state)).toBe('CLOSED');
    expect(await night.maker.get<Window>(`/settlement-windows/${id}`)).toEqual(before);
    expect((await night.maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN')).data).toHaveLength(1);
  });

  test('a bank account, a withholding certificate and a refund go their way and no other', async () => {
    const b = night.brands.B.partnerId;
    const [owner, finance] = [await night.stack.person('bela', ['PARTNER_OWNER'], b), await night.stack.person('beni', ['PARTNER_FINANCE'], b)];
    const validFrom = (await today()) > '2026' ? '2099-01-01' : '';
    const account = await owner.post<BankAccount>('/bank-accounts', { bankName: 'BCA', bic: 'CENAIDJA', accountNo: '9876543210', holder: 'PT B', validFrom });
    const accountIs = async (): Promise<string> => (await finance.get<{ data: BankAccount[] }>('/bank-accounts')).data.find((one) => one.id === account.id)?.status ?? '';
    const yes = (person: SettledNight['maker']): Promise<string> => outcome(person.post(`/bank-accounts/${account.id}/approve`), accountIs);
    expect([await yes(night.maker), await yes(owner), await yes(finance), await yes(finance), await yes(night.maker), await yes(night.maker), await outcome(night.maker.post(`/bank-accounts/${account.id}/reject`, { reason: 'Late.' }), accountIs)]).toEqual([NO, 'second_person_required', 'CHECKED', NO, 'ACCEPTED', NO, NO]);

    const fee = (await night.maker.get<{ data: Invoice[] }>(`/invoices?kind=FEE_INVOICE&partnerId=${b}&sort=issuedOn&limit=1`)).data[0] as Invoice;
    for (const [first, then] of [['accept', 'ACCEPTED'], ['reject', 'REJECTED']] as const) {
      const one = await finance.post<WithholdingCertificate>('/withholding-certificates', { invoiceId: fee.id, number: `BP-${first}`, issuedOn: fee.issuedOn ?? '', amount: idr('1.00') });
      const is = async (): Promise<string> => (await finance.get<{ data: WithholdingCertificate[] }>('/withholding-certificates')).data.find((each) => each.id === one.id)?.status ?? '';
      const decide = (verb: string): Promise<string> => outcome(night.maker.post(`/withholding-certificates/${one.id}/${verb}`, verb === 'reject' ? { reason: 'Not ours.' } : undefined), is);
      expect([await decide(first), await decide('accept'), await decide('reject')]).toEqual([then, NO, NO]);
    }

    const source = await night.maker.post<Payment>('/payments', { partnerId: night.brands.C.partnerId, amount: idr('100000.00'), bankReference: 'T-R', paidOn: await today() });
    const refund = await night.maker.post<Refund>('/refunds', { paymentId: source.id, amount: idr('10.00'), reason: 'Too much.' });
    const is = async (): Promise<string> => (await night.maker.get<Refund>(`/refunds/${refund.id}`)).status;
    const paid = async (): Promise<string> => outcome(night.maker.post('/payments', { refundId: refund.id, amount: idr('10.00'), bankReference: `T-R${(serial += 1)}`, paidOn: await today() }), is);
    const withdraw = (): Promise<string> => outcome(night.maker.post(`/refunds/${refund.id}/withdraw`, { reason: 'Kept after all.' }), is);
    expect([await paid(), await withdraw(), await withdraw(), await outcome(night.checker.post(`/refunds/${refund.id}/approve`), is), await paid()]).toEqual([NO, 'WITHDRAWN', NO, NO, NO]);
  });
});

describe('the states of a dispute', () => {
  let night: FirstNight;
  let next = 12;
  const burns: string[] = [];
  beforeAll(async () => {
    night = await givenDisputedNight();
    // Two points are above the limit at which a ruling takes two people.
    await night.stack.db.owner.query(`UPDATE terms_version SET body = jsonb_set(body::jsonb, '{disputeRule}', '{"openDays": 60, "answerDays": 7, "rulingDays": 14, "twoPeopleAbove": {"currency": "IDR", "value": "700.00"}}') WHERE party_id = $1`, [HUB_PARTY]);
    const id = await night.member([['B', 200]]);
    for (let at = 0; at < 60; at += 1) burns.push((await night.burn('C', id, at < 12 ? 2 : 1, `D${at}`)).id);
    await night.closeNight();
  });
  afterAll(() => night.stop());

  type State = 'OPENED' | 'UNDER_REVIEW' | 'UNDER_REVIEW, ruled by one' | 'UPHELD' | 'REJECTED' | 'WITHDRAWN';
  const VERBS = {
    accept: (id: string) => night.owner.C.post(`/disputes/${id}/answer`, { decision: 'ACCEPT', note: 'We see it too.' }),
    contest: (id: string) => night.owner.C.post(`/disputes/${id}/answer`, { decision: 'CONTEST', note: 'It was one sale.' }),
    withdraw: (id: string) => night.owner.B.post(`/disputes/${id}/withdraw`, {}),
    uphold: (id: string) => night.maker.post(`/disputes/${id}/rule`, { outcome: 'UPHELD', text: 'The journal shows two receipts.' }),
    reject: (id: string) => night.maker.post(`/disputes/${id}/rule`, { outcome: 'REJECTED', text: 'The journal shows one receipt.' }),
    'let it stand': (id: string) => night.checker.post(`/disputes/${id}/ruling/approve`, { note: 'Seen.' }),
    'turn it down': (id: string) => night.checker.post(`/disputes/${id}/ruling/reject`, { note: 'Say more.' }),
    speak: (id: string) => night.owner.B.post(`/disputes/${id}/messages`, { text: 'Please look at the till.' }),
  } as const;
  type Verb = keyof typeof VERBS;
  const given = async (state: State, verb: Verb): Promise<string> => {
    const at = state === 'UNDER_REVIEW, ruled by one' ? Object.keys(VERBS).indexOf(verb) : (next += 1) - 1;
    const { id } = await night.owner.B.post<DisputeDetail>('/disputes', { reason: 'DUPLICATE', note: 'Charged twice.', postingId: burns[at] ?? '' });
    const way: Record<State, Verb[]> = { OPENED: [], UNDER_REVIEW: ['contest'], 'UNDER_REVIEW, ruled by one': ['contest', 'uphold'], UPHELD: ['accept'], REJECTED: ['contest', 'reject'], WITHDRAWN: ['withdraw'] };
    for (const step of way[state]) await VERBS[step](id);
    return id;
  };
  const table: Record<State, Partial<Record<Verb, string>>> = {
    OPENED: { accept: 'UPHELD', contest: 'UNDER_REVIEW', withdraw: 'WITHDRAWN', speak: 'OPENED' },
    UNDER_REVIEW: { withdraw: 'WITHDRAWN', uphold: 'UPHELD', reject: 'REJECTED', speak: 'UNDER_REVIEW' },
    'UNDER_REVIEW, ruled by one': { withdraw: 'change_pending', uphold: 'change_pending', reject: 'change_pending', 'let it stand': 'UPHELD', 'turn it down': 'UNDER_REVIEW', speak: 'UNDER_REVIEW' },
    UPHELD: {}, REJECTED: {}, WITHDRAWN: {},
  };
  test.each(Object.entries(table).flatMap(([state, allowed]) => (Object.keys({ accept: 0, contest: 0, withdraw: 0, uphold: 0, reject: 0, 'let it stand': 0, 'turn it down': 0, speak: 0 }) as Verb[]).map((verb) => [state as State, verb, allowed[verb] ?? NO] as const)))('a dispute that is %s: %s gives %s', async (state, verb, expected) => {
    const id = await given(state, verb);
    expect(await outcome(VERBS[verb](id), async () => (await night.maker.get<DisputeDetail>(`/disputes/${id}`)).status)).toBe(expected);
    if (expected === NO || expected === 'change_pending') expect((await night.maker.get<DisputeDetail>(`/disputes/${id}`)).status).toBe(state.split(',')[0]);
  });

  test('of two rulings at once one is made, of two second people one decides, and what is upheld is posted once', async () => {
    const racing = async (postingId: string): Promise<string> => {
      const { id } = await night.owner.B.post<DisputeDetail>('/disputes', { reason: 'DUPLICATE', note: 'Charged twice.', postingId });
      await VERBS.contest(id);
      return id;
    };
    const [sari, tono] = [await night.stack.person('sari', ['HUB_FINANCE']), await night.stack.person('tono', ['HUB_APPROVER'])];
    for (const postingId of [burns[58], burns[59], burns[57]]) {
      const id = await racing(postingId ?? '');
      const answers = await Promise.allSettled([VERBS.uphold(id), sari.post(`/disputes/${id}/rule`, { outcome: 'REJECTED', text: 'The journal shows one receipt.' }), sari.post(`/disputes/${id}/rule`, { outcome: 'UPHELD', text: 'The journal shows two receipts.' })]);
      expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
      const { status, reversals } = await night.maker.get<DisputeDetail>(`/disputes/${id}`);
      expect([status, reversals.length]).toEqual(status === 'UPHELD' ? ['UPHELD', 1] : ['REJECTED', 0]);
    }
    const id = await racing(burns[11] ?? '');
    await VERBS.uphold(id);
    const answers = await Promise.allSettled([VERBS['let it stand'](id), tono.post(`/disputes/${id}/ruling/approve`, { note: 'Seen.' }), VERBS['let it stand'](id)]);
    expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const { status, reversals } = await night.maker.get<DisputeDetail>(`/disputes/${id}`);
    expect([status, reversals.length]).toEqual(['UPHELD', 1]);
    const { rows } = await night.stack.db.owner.query<{ n: string }>(`SELECT count(*) AS n FROM leg r JOIN dispute_leg d ON d.leg_id = r.reverses_leg_id WHERE d.dispute_id = $1`, [id.slice(4)]);
    expect(rows[0]?.n).toBe('1');
  });
});

describe('the states of a break', () => {
  let night: FirstNight;
  const found: Break[] = [];
  let takenBack = '';
  beforeAll(async () => {
    night = await givenDisputedNight();
    const id = await night.member([]);
    const brand = night.brands.A;
    const occurredAt = new Date(Date.now()).toISOString();
    for (let at = 0; at < 8; at += 1) await brand.client.earns.create({ externalId: `K${at}`, member: id, outletId: brand.outletId, points: 1 });
    takenBack = (await brand.client.reversals.create({ externalId: 'K-back', original: { externalId: 'K7' }, reason: 'ERROR' })).id;
    await brand.client.reconciliations.upload(dayCsv(brand.partnerId, new Date(Date.parse(occurredAt) + 7 * 3_600_000).toISOString().slice(0, 10), Array.from({ length: 8 }, (_, at) => ({ recordId: `K${at}`, type: 'EARN', externalId: `K${at}`, outletId: brand.outletId, points: 2, occurredAt, status: 'POSTED' }))));
    found.push(...(await night.maker.get<{ data: Break[] }>('/breaks?limit=50')).data);
    expect(found.filter((one) => one.class === 'AMOUNT_DIFFERS').length).toBeGreaterThanOrEqual(7);
  });
  afterAll(() => night.stop());

  const ask = (verb: 'explain' | 'correct' | 'reopen', id: string, person = night.maker): Promise<unknown> => person.post(`/breaks/${id}/${verb}`, verb === 'explain' ? { causeCode: 'OTHER', reason: 'The till counted twice.' } : verb === 'correct' ? { postingId: takenBack, reason: 'Taken back.' } : { reason: 'The till was read again.' });
  const is = async (id: string): Promise<string> => (await night.maker.get<BreakDetail>(`/breaks/${id}`)).break.state;
  test.each<[Break['state'], 'explain' | 'correct' | 'reopen', string]>([
    ['OPEN', 'explain', 'EXPLAINED'], ['OPEN', 'reopen', NO],
    ['EXPLAINED', 'explain', NO], ['EXPLAINED', 'correct', NO], ['EXPLAINED', 'reopen', 'OPEN'],
    ['CORRECTED', 'explain', NO], ['CORRECTED', 'correct', NO], ['CORRECTED', 'reopen', NO],
  ])('a break that is %s: %s gives %s', async (state, verb, expected) => {
    const id = found.filter((one) => one.class === 'AMOUNT_DIFFERS')[state === 'CORRECTED' ? 6 : ['explain', 'correct', 'reopen'].indexOf(verb) + (state === 'EXPLAINED' ? 3 : 0)]?.id ?? '';
    if (state === 'EXPLAINED') await ask('explain', id);
    if (state === 'CORRECTED' && (await is(id)) === 'OPEN') for (const person of [night.maker, night.checker]) await ask('correct', id, person);
    expect(await is(id)).toBe(state);
    expect(await outcome(ask(verb, id), () => is(id))).toBe(expected);
    expect(await is(id)).toBe(expected === NO ? state : expected);
  });
});

/** A document cycle from its first night to its end; a partner without anything to bill has no document and uses no number. */
describe('the states of an invoice', () => {
  let night: FirstNight;
  beforeAll(async () => {
    night = await givenDisputedNight();
    await night.stack.db.owner.query(`UPDATE terms_version SET body = body || '{"documentCycle": "WEEKLY", "reviewDays": 2}'`);
  });
  afterAll(() => night.stop());
  const statuses = async (): Promise<Record<string, string>> => Object.fromEntries((await night.maker.get<{ data: Invoice[] }>(`/invoices?partnerId=${night.brands.A.partnerId}&limit=50`)).data.map((one) => [one.kind, one.status]));

  test('draft while its cycle lasts, in review when it ended, issued when the review is over, then as it is met', async () => {
    await night.post();
    const seen: string[] = [];
    for (let nights = 0; nights < 12 && seen.at(-1) !== 'ISSUED'; nights += 1) {
      await night.closeNight();
      const now = (await statuses())['FEE_INVOICE'] ?? 'NONE';
      if (seen.at(-1) !== now) seen.push(now);
    }
    expect(seen.join('>')).toMatch(/^(DRAFT>)?IN_REVIEW>ISSUED$/);
    // Nothing of it can be changed from now on, by anybody, whatever row.
    for (const change of [`UPDATE invoice SET status = 'DRAFT'`, `UPDATE invoice SET subtotal_minor = 0`, `UPDATE invoice_line SET amount_minor = 0`, 'DELETE FROM invoice']) await expect(night.stack.db.pool.query(change)).rejects.toBeDefined();
    while ((await night.maker.get<{ data: Settlement[] }>('/settlements?status=PROPOSED')).data.length > 0) {
      const proposed = (await night.maker.get<{ data: Settlement[] }>('/settlements?status=PROPOSED')).data[0] as Settlement;
      for (const person of [night.maker, night.checker]) await person.post(`/settlements/${proposed.id}/abort`, { reason: 'One settlement of all.' });
    }
    const obligations = await night.settle();
    expect(await statuses()).toMatchObject({ POINTS_INVOICE: 'PARTLY_PAID', REDEMPTION_INVOICE: 'PAID', FEE_INVOICE: 'ISSUED' });
    await night.maker.post('/payments', { obligationId: obligations['A']?.id, amount: idr('27000.00'), bankReference: 'I-1', paidOn: night.stack.today() });
    expect(await statuses()).toMatchObject({ POINTS_INVOICE: 'PAID', FEE_INVOICE: 'PARTLY_PAID' });
    await night.maker.post('/payments', { obligationId: obligations['A']?.id, amount: idr('2717.00'), bankReference: 'I-2', paidOn: night.stack.today() });
    expect(await statuses()).toMatchObject({ POINTS_INVOICE: 'PAID', FEE_INVOICE: 'PAID' });
    expect((await night.maker.get<{ data: Invoice[] }>('/invoices?limit=100')).data.every((one) => one.number !== undefined && one.lineCount > 0)).toBe(true);
  });
});
