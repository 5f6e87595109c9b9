import { bankCsv, givenFirstNight, idr, type FirstNight } from '../support/first-settlement';
import type { Default, DefaultSimulation, DunningNotice } from '../../src/cash/defaults.wire';
import type { Payment } from '../../src/cash/payments.wire';
import type { NettingStatement } from '../../src/invoicing/invoicing.wire';
import type { Obligation, Settlement } from '../../src/settlement/settlement.wire';
import type { Journal } from '../../src/accounting/journal.wire';
import { addDays, daysBetween } from '../../src/kernel/business-date';
import { vector } from '../support/vectors';
import { proposedBy } from '../support/proposed';

const DAY = 86_400;
const minor = (value: string): bigint => BigInt(value.replace('.', ''));

describe('a settlement that is aborted', () => {
  let night: FirstNight;
  beforeEach(async () => {
    night = await givenFirstNight();
  });
  afterEach(async () => {
    expect(night.stack.logged).toEqual([]);
    await night.stack.stop();
  });
  const abort = (person: FirstNight['maker'], id: string): Promise<Settlement> => person.post<Settlement>(`/settlements/${id}/abort`, { reason: 'A price was wrong.' });

  test('after its obligations were fixed: two people, its statements are answered, and everything comes again', async () => {
    const first = await night.settle();
    const asked = await abort(night.maker, first.settlement.id);
    expect([asked.status, asked.abort?.by]).toEqual(['SETTLING', 'user:rina']);
    await expect(abort(night.maker, first.settlement.id)).rejects.toMatchObject({ code: 'second_person_required' });
    expect((await abort(night.checker, first.settlement.id)).status).toBe('ABORTED');
    await expect(abort(night.checker, first.settlement.id)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(night.maker.post('/payments', { obligationId: first.obligations['A']?.id, amount: idr('1.00'), bankReference: 'X', paidOn: night.stack.today() })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    const statements = (await night.maker.get<{ data: NettingStatement[] }>('/statements?sort=issuedOn')).data;
    expect(statements.map((one) => [one.number.slice(-1), one.void?.number.slice(-1)])).toEqual([['1', '4'], ['2', '5'], ['3', '6']]);
    const own = await night.stack.person('ayu', ['PARTNER_FINANCE'], night.brands.A.partnerId);
    const mine = (await own.get<{ data: NettingStatement[] }>('/statements')).data;
    const pdf = async (id: string, token = own.token): Promise<number> => (await fetch(`${night.stack.origin}/v1/statement-voids/${id}/pdf`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect([mine.length, await pdf(mine[0]?.void?.id ?? ''), await pdf(statements.find((one) => one.id !== mine[0]?.id)?.void?.id ?? '')]).toEqual([1, 200, 404]);
    await expect(night.stack.db.pool.query('UPDATE statement_void SET reason = reason')).rejects.toMatchObject({ code: '42501' });
    const second = await night.settle();
    expect(Object.entries(second.obligations).map(([code, one]) => [code, one.netCash.value]).sort()).toEqual(Object.entries(first.obligations).map(([code, one]) => [code, one.netCash.value]).sort());
    expect(second.obligations['A']?.id).not.toBe(first.obligations['A']?.id);
  });

  test('while it is proposed: two people too, and nothing is issued', async () => {
    const proposed = await proposedBy(night.maker, night.checker);
    await abort(night.maker, proposed.id);
    expect((await abort(night.checker, proposed.id)).status).toBe('ABORTED');
    expect((await night.maker.get<{ data: unknown[] }>('/statements')).data).toEqual([]);
    await night.settle();
  });

  test('not once money has met it, in any race of a payment, an import and the second person', async () => {
    await night.registerAccount();
    for (let round = 0; round < 4; round += 1) {
      const { settlement, obligations } = await night.settle();
      await abort(night.maker, settlement.id);
      const a = obligations['A'] as Obligation;
      const money = round % 2 === 0 ? (): Promise<unknown> => night.maker.post('/payments', { obligationId: a.id, amount: idr('100.00'), bankReference: `P${round}`, paidOn: night.stack.today() }) : (): Promise<unknown> => night.maker.post('/bank-files', { format: 'CSV', name: 'x', content: bankCsv([{ reference: `P${round}`, amount: '100.00', remark: a.bankReference ?? '' }], `S${round}`) });
      const [aborted, paid] = await Promise.allSettled(round < 2 ? [abort(night.checker, settlement.id), money()] : [money(), abort(night.checker, settlement.id)].reverse());
      const now = await night.maker.get<Settlement>(`/settlements/${settlement.id}`);
      const { rows } = await night.stack.db.owner.query<{ n: string }>('SELECT count(*) AS n FROM cash_application WHERE obligation_id = $1', [a.id.slice(4)]);
      expect([now.status, aborted?.status, rows[0]?.n]).toEqual(now.status === 'ABORTED' ? ['ABORTED', 'fulfilled', '0'] : ['SETTLING', 'rejected', '1']);
      if (round % 2 === 0) expect(paid?.status).toBe(now.status === 'ABORTED' ? 'rejected' : 'fulfilled');
      if (now.status === 'SETTLING') break;
    }
  });
});

describe('what is overdue', () => {
  let night: FirstNight;
  let obligations: Record<string, Obligation>;
  const of = (code: string): Obligation => obligations[code] as Obligation;
  beforeAll(async () => {
    night = await givenFirstNight();
    await night.stack.db.owner.query(`UPDATE terms_version SET body = jsonb_set(body::jsonb, '{collateral}', '{"currency":"IDR","value":"20000.00"}') WHERE party_id = $1`, [night.brands.A.partnerId.slice(4)]);
    ({ obligations } = await night.settle());
    await night.maker.post('/payments', { obligationId: of('B').id, amount: idr('40000.00'), bankReference: 'B-1', paidOn: night.stack.today() });
  });
  afterAll(async () => {
    expect(night.stack.logged).toEqual([]);
    await night.stack.stop();
  });
  /** Settles what the schedule proposed before, and then what is new. */
  const settleNow = async (): Promise<Record<string, Obligation>> => {
    while ((await night.maker.get<{ data: Settlement[] }>('/settlements?status=PROPOSED')).data.length > 0) await night.settle();
    await night.closeNight();
    return (await night.settle()).obligations;
  };
  const notices = async (code: 'A' | 'B'): Promise<[number, string][]> => (await night.maker.get<{ data: DunningNotice[] }>(`/dunning-notices?partnerId=${night.brands[code].partnerId}&sort=noticedOn`)).data.map((one) => [one.level, one.open.value]);
  const earn = (code: 'A' | 'B', externalId: string): Promise<unknown> => night.brands[code].client.members.enrol({ name: 'S', identifiers: [{ kind: 'CARD', value: externalId }] }).then(({ id }) => night.brands[code].client.earns.create({ externalId, member: id, outletId: night.brands[code].outletId, points: 1 }));

  test('is dunned on the open rest, each level once; the third stops earns until it is paid', async () => {
    // Fourteen days, and on to the next day on which banks settle.
    const { issuedOn } = await night.maker.get<NettingStatement>(`/statements/${of('A').statementId ?? ''}`);
    expect(daysBetween(issuedOn, of('A').dueDate)).toBeGreaterThanOrEqual(14);
    await night.stack.advance(daysBetween(issuedOn, of('A').dueDate) * DAY);
    expect([await notices('A'), await notices('B')]).toEqual([[], []]);
    await night.stack.advance(DAY);
    expect([await notices('A'), await notices('B')]).toEqual([[[1, '29717.00']], [[1, '3441.00']]]);
    await expect(night.maker.post('/defaults', { obligationId: of('A').id })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await night.maker.post('/payments', { obligationId: of('B').id, amount: idr('441.00'), bankReference: 'B-2', paidOn: night.stack.today() });
    await night.stack.advance(6 * DAY);
    expect([await notices('A'), await notices('B')]).toEqual([[[1, '29717.00'], [2, '29717.00']], [[1, '3441.00'], [2, '3000.00']]]);
    await earn('B', 'still');
    await night.stack.advance(7 * DAY);
    await night.stack.advance(3 * DAY);
    expect((await notices('B')).map(([level]) => level)).toEqual([1, 2, 3]);
    await expect(earn('B', 'stopped')).rejects.toMatchObject({ code: 'issuer_earn_stopped' });
    expect(await night.obligation(of('B').id)).toMatchObject({ overdue: true, open: { total: idr('3000.00') } });
    await night.maker.post('/payments', { obligationId: of('B').id, amount: idr('2999.00'), bankReference: 'B-3', paidOn: night.stack.today() });
    await expect(earn('B', 'stopped-still')).rejects.toMatchObject({ code: 'issuer_earn_stopped' });
    const last = await night.maker.post<Payment>('/payments', { obligationId: of('B').id, amount: idr('1.00'), bankReference: 'B-4', paidOn: night.stack.today() });
    await earn('B', 'again');
    // Taken back, what was paid by it is open again, and so is the stop.
    for (const person of [night.maker, night.checker]) await person.post(`/payments/${last.id}/unmatch`, { reason: 'It was not theirs.' });
    await expect(earn('B', 'stopped-again')).rejects.toMatchObject({ code: 'issuer_earn_stopped' });
    await night.maker.post('/payments', { obligationId: of('B').id, amount: idr('1.00'), bankReference: 'B-4', paidOn: night.stack.today() });
    await earn('B', 'and-again');
    const own = await night.stack.person('ayu', ['PARTNER_FINANCE'], night.brands.A.partnerId);
    const mine = (await own.get<{ data: DunningNotice[] }>('/dunning-notices')).data;
    expect([mine.length, mine[0]?.text.id]).toEqual([3, expect.stringMatching(/terlambat 14 hari.*Rp 29\.717\. Pemberian poin/)]);
  });

  test('W12: a default covers the obligation, the shares enter the next settlement, and every figure is the vector\'s', async () => {
    const { expected } = vector('W12');
    const simulation = await night.maker.get<DefaultSimulation>(`/obligations/${of('A').id}/default-simulation`);
    expect([simulation.figures.collateralToPartners.value, simulation.figures.collateralToHub.value, simulation.figures.shortfall.value, simulation.figures.hubUnpaid.value]).toEqual([expected.collateralToPartners, expected.collateralToHub, expected.shortfall, expected.hubUnpaid]);
    const byName = (pick: 'netExposure' | 'grossClaim'): string[] => simulation.figures.losses.map((one) => [one.partnerName, one[pick].value]).sort().map(([, value]) => value ?? '');
    expect([byName('netExposure'), byName('grossClaim')]).toEqual([expected.NET_EXPOSURE, expected.GROSS_CLAIM].map((one: { loss: { amount: string }[] }) => one.loss.map((each) => each.amount)));

    await expect(night.checker.post('/defaults', { obligationId: of('A').id })).rejects.toMatchObject({ code: 'role_required' });
    const proposed = await night.maker.post<Default>('/defaults', { obligationId: of('A').id });
    await expect(night.maker.post('/defaults', { obligationId: of('A').id })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    const both = await night.stack.person('rina', ['HUB_FINANCE', 'HUB_APPROVER']);
    await expect(both.post(`/defaults/${proposed.id}/declare`, { defaultHash: proposed.defaultHash })).rejects.toMatchObject({ code: 'second_person_required' });
    await expect(night.checker.post(`/defaults/${proposed.id}/declare`, { defaultHash: '0'.repeat(64) })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await night.checker.post<Default>(`/defaults/${proposed.id}/declare`, { defaultHash: proposed.defaultHash })).status).toBe('DECLARED');
    await expect(night.checker.post(`/defaults/${proposed.id}/declare`, { defaultHash: proposed.defaultHash })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect(await night.obligation(of('A').id)).toMatchObject({ status: 'SETTLED', netCash: idr('-29717.00'), open: { total: idr('0.00') } });
    await expect(earn('A', 'defaulted')).rejects.toMatchObject({ code: 'issuer_earn_stopped' });

    const cash: Record<string, bigint> = { A: -20_000_00n, B: minor(of('B').netCash.value), C: minor(of('C').netCash.value) };
    const next = await settleNow();
    for (const code of ['B', 'C']) cash[code] = (cash[code] ?? 0n) + minor(next[code]?.netCash.value ?? '0.00');
    cash['HUB'] = -Object.values(cash).reduce((sum, one) => sum + one, 0n);
    expect(cash).toEqual(Object.fromEntries(expected.NET_EXPOSURE.finalCash.map((one: { partyId: string; amount: string }) => [one.partyId, minor(one.amount)])));
    expect(next['C']).toMatchObject({ credits: idr('-6500.00'), direction: 'PAYS_HUB', due: { principal: idr('6500.00') } });
    // Its statement prints both allocations, in its twin and so in its PDF and CSV.
    const twin = await fetch(`${night.stack.origin}/v1/statements/${next['C']?.statementId ?? ''}/json`, { headers: { authorization: `Bearer ${night.maker.token}` } }).then((answer) => answer.json() as Promise<{ losses: unknown[] }>);
    expect(twin.losses).toEqual([{ defaulter: 'A', rule: 'NET_EXPOSURE', amount: idr('6500.00'), netExposure: idr('6500.00'), grossClaim: idr('5098.00') }]);
  });

  test('recoveries repay the losses first, then the hub, and end the stop of earns', async () => {
    const pay = (value: string, bankReference: string): Promise<Payment> => night.maker.post<Payment>('/payments', { partnerId: night.brands.A.partnerId, amount: idr(value), bankReference, paidOn: night.stack.today() });
    await pay('6000.00', 'A-1');
    expect((await night.maker.get<{ data: Default[] }>('/defaults')).data[0]?.recovered.value).toBe('6000.00');
    await expect(earn('A', 'still-defaulted')).rejects.toMatchObject({ code: 'issuer_earn_stopped' });
    expect((await pay('3800.00', 'A-2')).unapplied.value).toBe('83.00');
    await earn('A', 'recovered');
    const { rows } = await night.stack.db.owner.query<{ hub: string; shares: string }>(`SELECT sum(hub_minor) AS hub, (SELECT sum(amount_minor) FROM recovery_share) AS shares FROM recovery`);
    expect(rows[0]).toEqual({ hub: '321700', shares: '650000' });
    const next = await settleNow();
    expect([next['C']?.credits.value, next['A']?.credits.value]).toEqual(['6500.00', '83.00']);
    // In the operator's books nothing of the loss is left: what partners bore came back to them, and the hub's bad debt is undone.
    const { issuedOn } = await night.maker.get<NettingStatement>(`/statements/${of('A').statementId ?? ''}`);
    const journal = await night.maker.get<Journal>(`/journal?from=${addDays(issuedOn, -2)}&to=${addDays(issuedOn, 89)}`);
    for (const key of ['ADJUSTMENT', 'BAD_DEBT']) expect([key, journal.accounts.find((one) => one.key === key)?.debit.value]).toEqual([key, journal.accounts.find((one) => one.key === key)?.credit.value]);
    expect(journal.accounts.find((one) => one.key === 'BAD_DEBT')?.debit.value).toBe('3217.00');
  });
});
