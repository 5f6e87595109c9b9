import { OffsetClock } from '../../src/kernel/clock';
import { replay, WindowService } from '../../src/settlement';
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
    expect((await night.notes('A')).map((one) => [one.invoiceKind, one.subtotal.value, one.reason]).sort()).toEqual([['FEE_INVOICE', '290.00', 'RESTATEMENT'], ['POINTS_INVOICE', '7650.00', 'RESTATEMENT'], ['REDEMPTION_INVOICE', '5000.00', 'RESTATEMENT']]);
    expect((await night.stack.db.owner.query('SELECT calculation_hash, record FROM calculation WHERE version = 1 AND window_id = $1', [first.id.slice(4)])).rows).toEqual(before);
    expect((await night.stack.db.owner.query('SELECT invoice_id, total_minor FROM invoice WHERE invoice_id = ANY($1) ORDER BY 1', [documents.map((one) => (one as { invoice_id: string }).invoice_id)])).rows).toEqual(documents);
    // What is returned from now on is returned at the corrected price.
    await night.brands.B.client.reversals.create({ externalId: 'R', original: { externalId: 'P4' }, points: 100, reason: 'RETURN' });
    await night.closeNight();
    expect(new Set((await night.notes('A')).map((one) => one.reason))).toEqual(new Set(['REVERSAL', 'RESTATEMENT']));
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

  const nothingLeft = async (): Promise<void> => {
    expect((await night.stack.db.owner.query('SELECT line_type, payer_id, amount_minor, points FROM settlement_line WHERE amount_minor <> 0 OR points <> 0')).rows).toEqual([]);
    expect(new Set(Object.values(await night.positions()).map((one) => one.position))).toEqual(new Set(['0.00']));
    await allReplay();
  };
  const back = (at: Code, of: string, points: number): Promise<unknown> => night.brands[at].client.reversals.create({ externalId: `${of}-${points}`, original: { externalId: of }, points, reason: 'RETURN' });
  const claim = async (payer: Code, payee: Code): Promise<string> => {
    const { rows } = await night.stack.db.owner.query<{ exact: string }>(`SELECT trim_scale(exact::numeric / 100)::text AS exact FROM settlement_line WHERE line_type = 'CLAIM' AND payer_id = $1 AND payee_id = $2 AND points <> 0`, [night.brands[payer].partnerId.slice(4), night.brands[payee].partnerId.slice(4)]);
    return rows.map((row) => row.exact).join(' ');
  };

  test('prices with steps, and fees with steps, a least and an amount a burn: the window comes to what it would have from the start, and to nothing when all is back', async () => {
    await back('B', 'P4', 20);
    await night.closeNight();
    const steps = await corrections(['A', 'B', 'C'], /"pointPrice":"500"/g, '"pointPrice":"500","steps":[{"fromPoints":0,"pointPrice":"500"},{"fromPoints":50,"pointPrice":"450"}]');
    await restate(steps);
    await night.closeNight();
    // 200 of A's and B's points at C: 120 and 80; at B 33 of A's, and 67 of C's of which 20 had come back.
    expect([await claim('A', 'C'), await claim('B', 'C'), await claim('A', 'B'), await claim('C', 'B')]).toEqual(['56500', '38500', '16500', '23500']);
    const fees = await corrections(['A', 'B', 'C'], /"rate":"0.015"/g, '"rate":"0.02","steps":[{"fromAmount":{"currency":"IDR","value":"0.00"},"rate":"0.02"},{"fromAmount":{"currency":"IDR","value":"50000.00"},"rate":"0.01"}],"minPerCycle":{"currency":"IDR","value":"900.00"},"flatPerBurn":{"currency":"IDR","value":"25.00"}');
    await restate([...steps, ...fees]);
    await night.closeNight();
    const issuerFee = async (of: Code): Promise<string | undefined> => (await night.stack.db.owner.query<{ amount: string }>(`SELECT sum(amount_minor / 100)::text AS amount FROM settlement_line WHERE line_type = 'ISSUER_FEE' AND payer_id = $1`, [night.brands[of].partnerId.slice(4)])).rows[0]?.amount;
    // The last corrections of a party rule, so the price is 500 again. A: 76,500 in two burns, B: 90,000 in two, C: 23,500 in one and at least 900.
    expect([await claim('A', 'C'), await claim('C', 'B')]).toEqual(['60000', '23500']);
    expect([await issuerFee('A'), await issuerFee('B'), await issuerFee('C')]).toEqual(['1315', '1450', '900']);
    for (const [at, of, points] of [['B', 'P4', 80], ['C', 'P1', 200], ['A', 'P3', 100]] as const) await back(at, of, points);
    await night.closeNight();
    await nothingLeft();
  });

  test('one side alone: what was one price is two, and the points move to the lines of the rate difference and come back from there', async () => {
    await back('C', 'P1', 30);
    await night.closeNight();
    await restate(await corrections(['A'], /"clauseId":"burn-pay"([^}]*)"pointPrice":"500"/g, '"clauseId":"burn-pay"$1"pointPrice":"520"'));
    await night.closeNight();
    expect(await claim('A', 'C')).toBe('');
    await back('B', 'P4', 100);
    await night.closeNight();
    for (const [at, of, points] of [['C', 'P1', 170], ['A', 'P3', 100]] as const) await back(at, of, points);
    await night.closeNight();
    await nothingLeft();
  });

  test('what several pay together moves with its parts: once all is back, nobody keeps a rupiah', async () => {
    await night.stop();
    night = await givenFirstNight();
    const { partnerId } = night.brands.A;
    await night.stack.db.owner.query(`UPDATE terms_version SET body = jsonb_set(body::jsonb, '{earnRule,fundingShares}', $2::jsonb) WHERE party_id = $1`, [partnerId.slice(4), JSON.stringify([{ party: partnerId, weight: '50' }, { party: night.brands.B.partnerId, weight: '33.3' }, { party: 'HUB', weight: '16.7' }])]);
    await night.post();
    first = await night.closeNight();
    await back('C', 'P1', 7);
    await night.closeNight();
    await restate(await atPrice('437.31'));
    await night.closeNight();
    await restate(await corrections(['A'], /"rate":"0.015"/g, '"rate":"0.01"'));
    await night.closeNight();
    expect((await night.stack.db.owner.query(`SELECT 1 FROM settlement_line WHERE funding <> '' AND amount_minor > 0`)).rowCount).toBeGreaterThan(2);
    for (const [at, of, points] of [['C', 'P1', 193], ['B', 'P4', 100], ['A', 'P3', 100]] as const) await back(at, of, points);
    await night.closeNight();
    await nothingLeft();
  });

  test('how an issuer pays is not restated: it is refused by the names of the clauses, and leaves nothing', async () => {
    const hybrid = await corrections(['A'], /"preset":"PAY_AT_BURN"/g, '"preset":"HYBRID_RESERVE"');
    await expect(propose(hybrid)).rejects.toMatchObject({ code: 'transition_not_allowed', problem: { clauses: expect.arrayContaining([expect.stringMatching(/@v2 reserve$/)]) as string[] } });
    expect((await night.stack.db.owner.query('SELECT 1 FROM restatement')).rowCount).toBe(0);
  });

  test('while a closed window waits for its night nothing is approved: what that night takes back would be told twice', async () => {
    const one = await propose(await atPrice('450'));
    await back('B', 'P4', 40);
    const windows = new WindowService(night.stack.db.owner, new OffsetClock());
    await windows.syncClock();
    expect(await windows.close((await windows.open()).windowId, 'test')).toBe(true);
    await expect(approve(one)).rejects.toMatchObject({ code: 'transition_not_allowed', message: expect.stringContaining('not calculated yet') });
    await night.closeNight();
    // What came back meanwhile is no longer there to be moved, so the differences are others.
    await expect(approve(one)).rejects.toMatchObject({ code: 'transition_not_allowed', message: expect.stringContaining('not those that were proposed') });
    await night.maker.post(`/restatements/${one.id}/reject`, { note: 'Proposed again.' });
    await restate(await atPrice('450'));
    await night.closeNight();
    for (const [at, of, points] of [['C', 'P1', 200], ['B', 'P4', 60], ['A', 'P3', 100]] as const) await back(at, of, points);
    await night.closeNight();
    await nothingLeft();
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
    expect((await night.stack.db.owner.query('SELECT 1 FROM restated_group UNION ALL SELECT 1 FROM calculation WHERE version > 1')).rowCount).toBe(0);
  });
});
