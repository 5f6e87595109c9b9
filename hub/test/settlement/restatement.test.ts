import { replay } from '../../src/settlement';
import type { InvoiceLineList } from '../../src/invoicing/invoicing.wire';
import type { RestatementDetail } from '../../src/settlement/restatement.wire';
import type { Window } from '../../src/settlement/settlement.wire';
import { atPrice as priceCorrected, correctedTerms } from '../support/corrected-terms';
import { givenFirstNight, type Code, type FirstNight } from '../support/first-night';

const reason = 'The price of the contract was 450 from the start.';

describe('restatement of a window', () => {
  let night: FirstNight;
  let first: Window;
  beforeEach(async () => {
    night = await givenFirstNight();
    await night.post();
    first = await night.closeNight();
  });
  afterEach(() => night.stop());

  const corrections = (codes: readonly Code[], from: RegExp, to: string): Promise<string[]> => correctedTerms(night, from, to, codes);
  const atPrice = (price: string): Promise<string[]> => priceCorrected(night, price);
  const propose = (termsIds: string[]): Promise<RestatementDetail> => night.maker.post<RestatementDetail>('/restatements', { windowId: first.id, termsIds, reason });
  const approve = (one: RestatementDetail): Promise<RestatementDetail> => night.checker.post<RestatementDetail>(`/restatements/${one.id}/approve`, { differenceHash: one.differenceHash });
  const restate = async (termsIds: string[]): Promise<RestatementDetail> => approve(await propose(termsIds));
  const lines = async (): Promise<unknown> => (await night.stack.db.owner.query(`SELECT line_type, payer_id, payee_id, trim_scale(exact::numeric)::text AS exact, amount_minor, points FROM settlement_line WHERE exact::numeric <> 0 ORDER BY line_type, payer_id, payee_id, payer_cycle_id`)).rows;
  const allReplay = async (): Promise<void> => {
    for await (const one of replay(night.stack.db.pool, undefined)) expect([one.businessDate, one.difference]).toEqual([one.businessDate, undefined]);
  };

  test('a lower price: the differences alone become credit notes, version 1 and its documents stay, and everything adds up to nothing', async () => {
    const before = (await night.stack.db.owner.query('SELECT calculation_hash, record FROM calculation ORDER BY window_id, version')).rows;
    const documents = (await night.stack.db.owner.query('SELECT invoice_id, total_minor FROM invoice ORDER BY 1')).rows;
    const preview = await propose(await atPrice('450'));
    // A: pays 7,650 less and receives 5,000 less; 1.5 % and 3.5 % of that and PPN on it.
    expect(preview.parties.find((one) => one.partyName === 'A')).toMatchObject({ principal: { value: '2650.00' }, fee: { value: '290.00' } });
    expect(preview.parties.reduce((sum, one) => sum + BigInt(one.net.value.replace('.', '')), 0n)).toBe(0n);
    expect((await night.positions())['A']?.position).toBe('-26500.00');
    const done = await approve(preview);
    expect([done.status, done.version, done.decidedBy]).toEqual(['IN_FORCE', 2, 'user:budi']);
    await night.closeNight();
    expect((await night.positions())['A']?.position).toBe('-23850.00');
    expect((await night.notes('A')).map((one) => [one.invoiceKind, one.subtotal.value]).sort()).toEqual([['FEE_INVOICE', '290.00'], ['POINTS_INVOICE', '7650.00'], ['REDEMPTION_INVOICE', '5000.00']]);
    expect((await night.stack.db.owner.query('SELECT calculation_hash, record FROM calculation WHERE version = 1 AND window_id = $1', [first.id.slice(4)])).rows).toEqual(before);
    expect((await night.stack.db.owner.query('SELECT invoice_id, total_minor FROM invoice WHERE invoice_id = ANY($1) ORDER BY 1', [documents.map((one) => (one as { invoice_id: string }).invoice_id)])).rows).toEqual(documents);
    // What is returned from now on is returned at the corrected price.
    await night.brands.B.client.reversals.create({ externalId: 'R', original: { externalId: 'P4' }, points: 100, reason: 'RETURN' });
    await night.closeNight();
    expect((await night.positions())['A']?.position).toBe('-9000.00');
    await allReplay();
  });

  test('a higher price: the current documents carry the difference in section RESTATED, with its fees and PPN', async () => {
    await restate(await atPrice('550'));
    await night.closeNight();
    for (const [kind, amounts, ppn] of [['POINTS_INVOICE', ['1650.00', '6000.00'], '0.00'], ['REDEMPTION_INVOICE', ['5000.00'], '0.00'], ['FEE_INVOICE', ['114.00', '175.00'], '32.00']] as const) {
      const invoice = await night.invoice('A', kind, 1);
      const list = await night.maker.get<InvoiceLineList>(`/invoices/${invoice.id}/lines`);
      expect([kind, list.data.map((line) => [line.section, line.amount.value]).sort(), invoice.ppn.value]).toEqual([kind, amounts.map((amount) => ['RESTATED', amount]).sort(), ppn]);
      expect(list.totals.total).toEqual(invoice.total);
    }
    expect(await night.notes('A')).toEqual([]);
    expect((await night.positions())['A']?.position).toBe('-29150.00');
    await allReplay();
  });

  test('to the same terms nothing is booked; twice is as once; and back is as if nothing had been', async () => {
    const untouched = await lines();
    await expect(propose(await atPrice('500'))).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await restate(await atPrice('437'));
    await night.closeNight();
    await restate(await atPrice('561'));
    await night.closeNight();
    const twice = await lines();
    await restate(await atPrice('500'));
    await night.closeNight();
    expect(await lines()).toEqual(untouched);
    await restate(await atPrice('561'));
    await night.closeNight();
    expect(await lines()).toEqual(twice);
    expect((await night.maker.get<{ data: RestatementDetail[] }>(`/restatements?windowId=${first.id}`)).data.map((one) => one.version)).toEqual([5, 4, 3, 2]);
    await allReplay();
  });

  test('one fee up and the other down: note and current document together carry the change of PPN', async () => {
    const ids = await corrections(['A', 'B', 'C'], /"rate":"0.015"/g, '"rate":"0.025"');
    const both = await corrections(['A', 'B', 'C'], /"rate":"0.015"([\s\S]*?)"rate":"0.035"/g, '"rate":"0.025"$1"rate":"0.02"');
    expect(ids.length).toBe(3);
    const one = await restate(both);
    await night.closeNight();
    const total = (await night.stack.db.owner.query<{ ppn: string }>(`SELECT (SELECT coalesce(sum(ppn_minor), 0) FROM invoice WHERE kind = 'FEE_INVOICE') - (SELECT coalesce(sum(ppn_minor), 0) FROM credit_note) AS ppn`)).rows[0]?.ppn;
    expect(total).toBe((await night.stack.db.owner.query<{ ppn: string }>(`SELECT sum(amount_minor) AS ppn FROM settlement_line WHERE line_type = 'PPN'`)).rows[0]?.ppn);
    expect(one.parties.every((party) => party.principal.value === '0.00')).toBe(true);
    expect((await night.notes('A')).length + (await night.maker.get<{ data: object[] }>('/invoices?kind=FEE_INVOICE')).data.length).toBeGreaterThan(3);
  });

  test('a window that these terms price nothing in says so: what only comes back keeps the fee it had, and the windows to restate are named', async () => {
    await night.brands.B.client.reversals.create({ externalId: 'R', original: { externalId: 'P4' }, points: 40, reason: 'RETURN' });
    const back = await night.closeNight();
    const empty = await night.closeNight();
    const dearer = await corrections(['B'], /"rate":"0.035"/g, '"rate":"0.05"');
    const ask = (windowId: string): Promise<RestatementDetail> => night.maker.post<RestatementDetail>('/restatements', { windowId, termsIds: dearer, reason });
    await expect(ask(back.id)).rejects.toMatchObject({ code: 'transition_not_allowed', message: expect.stringContaining(`priced on ${first.businessDate}`), problem: { pricedOn: [first.businessDate] } });
    await expect(ask(empty.id)).rejects.toMatchObject({ code: 'transition_not_allowed', message: expect.stringContaining('nothing that they could price') });
    // The window that the answer names has the difference: 1.5 % more of the 30,000 that B keeps of the 50,000 it received.
    expect((await ask(first.id)).parties.find((one) => one.partyName === 'B')).toMatchObject({ principal: { value: '0.00' }, fee: { value: '-450.00' } });
  });

  test.each([['before', ['back', 'lower']], ['between', ['lower', 'back', 'higher']], ['after', ['lower', 'higher', 'back']]] as const)('what comes back %s it is restated, too: once all is back, nothing is left of claims, fees and PPN', async (_when, steps) => {
    const back = (of: string, at: Code, points: number): Promise<unknown> => night.brands[at].client.reversals.create({ externalId: `${of}-${points}`, original: { externalId: of }, points, reason: 'RETURN' });
    for (const step of steps) {
      if (step === 'back') {
        await back('P4', 'B', 41);
        await back('P1', 'C', 77);
      } else await restate(await atPrice(step === 'lower' ? '437.31' : '561.77'));
      await night.closeNight();
    }
    const minorPrice = steps.includes('higher' as never) ? 56_177n : 43_731n;
    const { rows } = await night.stack.db.owner.query<{ points: string; exact: string }>(`SELECT points, trim_scale(exact::numeric)::text AS exact FROM settlement_line WHERE line_type = 'CLAIM'`);
    for (const row of rows) expect(row.exact).toBe((BigInt(row.points) * minorPrice).toString());
    await back('P4', 'B', 59 + (steps.includes('back' as never) ? 0 : 41));
    await back('P1', 'C', 123);
    await back('P3', 'A', 100);
    await night.closeNight();
    const left = (await night.stack.db.owner.query<{ line_type: string; amount_minor: string; points: string }>('SELECT line_type, amount_minor, points FROM settlement_line WHERE amount_minor <> 0 OR points <> 0')).rows;
    expect(left).toEqual([]);
    expect(Object.values(await night.positions()).map((one) => one.position)).toEqual(['0.00', '0.00', '0.00']);
    await allReplay();
  });

  test('prices with steps and fees with a least are not restated by a difference: it is refused, by the names of the clauses, and leaves nothing', async () => {
    const steps = await corrections(['A', 'B', 'C'], /"pointPrice":"500"/g, '"pointPrice":"500","steps":[{"fromPoints":0,"pointPrice":"500"},{"fromPoints":50,"pointPrice":"450"}]');
    await expect(propose(steps)).rejects.toMatchObject({ code: 'transition_not_allowed', problem: { clauses: expect.arrayContaining([expect.stringMatching(/@v2 clause burn-pay$/)]) as string[] } });
    const least = await corrections(['A'], /"rate":"0.015"/g, '"rate":"0.015","minPerCycle":{"currency":"IDR","value":"10000.00"}');
    await expect(propose(least)).rejects.toMatchObject({ code: 'transition_not_allowed', problem: { clauses: expect.arrayContaining([expect.stringMatching(/@v3 clause fee-issuer$/)]) as string[] } });
    expect((await night.stack.db.owner.query('SELECT 1 FROM restatement')).rowCount).toBe(0);
  });

  test('what several pay together is not restated to another price, which would leave one of them a rupiah, and is to another fee', async () => {
    await night.stop();
    night = await givenFirstNight();
    const { partnerId } = night.brands.A;
    await night.stack.db.owner.query(`UPDATE terms_version SET body = jsonb_set(body::jsonb, '{earnRule,fundingShares}', $2::jsonb) WHERE party_id = $1`, [partnerId.slice(4), JSON.stringify([{ party: partnerId, weight: '50' }, { party: night.brands.B.partnerId, weight: '33.3' }, { party: 'HUB', weight: '16.7' }])]);
    await night.post();
    first = await night.closeNight();
    await expect(propose(await atPrice('437.31'))).rejects.toMatchObject({ code: 'transition_not_allowed', problem: { clauses: expect.arrayContaining([expect.stringMatching(/ clause burn-pay$/)]) as string[] } });
    await restate(await corrections(['A'], /"rate":"0.015"/g, '"rate":"0.01"'));
    for (const [at, of, points] of [['C', 'P1', 200], ['B', 'P4', 100], ['A', 'P3', 100]] as const) await night.brands[at].client.reversals.create({ externalId: `${of}-R`, original: { externalId: of }, points, reason: 'RETURN' });
    await night.closeNight();
    expect((await night.stack.db.owner.query(`SELECT 1 FROM settlement_line WHERE amount_minor <> 0 OR points <> 0`)).rowCount).toBe(0);
    expect((await night.stack.db.owner.query(`SELECT 1 FROM settlement_line WHERE funding <> ''`)).rowCount).toBeGreaterThan(2);
    await allReplay();
  });

  test('two people decide over the same differences, and every refusal leaves nothing', async () => {
    const ids = await atPrice('450');
    for (const body of [{ windowId: first.id, termsIds: ['tms_00000000-0000-7000-8000-00000000dead'], reason }, { windowId: first.id, taxes: ['ppn-service@v99'], reason }, { windowId: first.id, termsIds: ids, reason: 'short' }]) await expect(night.maker.post('/restatements', body)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(night.maker.post('/restatements', { windowId: 'win_00000000-0000-7000-8000-000000000000', termsIds: ids, reason })).rejects.toMatchObject({ code: 'not_found' });
    await expect(night.checker.post('/restatements', { windowId: first.id, termsIds: ids, reason })).rejects.toMatchObject({ code: 'role_required' });
    await expect(night.owner.A.get('/restatements')).rejects.toMatchObject({ code: 'role_required' });
    const one = await propose(ids);
    await expect(propose(ids)).rejects.toMatchObject({ code: 'change_pending' });
    const both = await night.stack.person('rina', ['HUB_FINANCE', 'HUB_APPROVER']);
    await expect(both.post(`/restatements/${one.id}/approve`, { differenceHash: one.differenceHash })).rejects.toMatchObject({ code: 'second_person_required' });
    await expect(night.checker.post(`/restatements/${one.id}/approve`, { differenceHash: '0'.repeat(64) })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await night.checker.post<RestatementDetail>(`/restatements/${one.id}/reject`, { note: 'Not agreed.' })).status).toBe('REJECTED');
    await expect(approve(one)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await night.maker.post<RestatementDetail>(`/restatements/${(await propose(ids)).id}/reject`, { note: 'My mistake.' })).status).toBe('WITHDRAWN');
    expect((await night.stack.db.owner.query('SELECT 1 FROM line_correction UNION ALL SELECT 1 FROM calculation WHERE version > 1')).rowCount).toBe(0);
  });
});
