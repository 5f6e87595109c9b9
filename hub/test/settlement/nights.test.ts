import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import { minorToValue } from '../../src/kernel/money';
import type { CreditNote, Invoice, InvoiceLine, NettingStatement } from '../../src/invoicing/invoicing.wire';
import type { Obligation, Settlement, Window } from '../../src/settlement/settlement.wire';
import { vector } from '../support/vectors';
import { expectGapless } from '../support/gapless';
import { proposedBy } from '../support/proposed';

const rupiah = (minor: unknown): string => String(minor);

describe('the worked examples, driven over HTTP', () => {
  let stack: Stack;
  let brands: Record<string, Brand>;
  let maker: Person;
  let checker: Person;
  let sale = 0;

  beforeEach(async () => {
    stack = await givenStack();
    brands = { A: await stack.brand('A'), B: await stack.brand('B'), C: await stack.brand('C') };
    maker = await stack.person('rina', ['HUB_FINANCE']);
    checker = await stack.person('budi', ['HUB_APPROVER']);
  });
  afterEach(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const brand = (code: string): Brand => brands[code] as Brand;
  const code = (partyId: string): string => Object.keys(brands).find((one) => brand(one).partnerId === partyId) ?? partyId;
  const member = async (earned: [string, number][]): Promise<string> => {
    sale += 1;
    const { id } = await brand('A').client.members.enrol({ name: 'Wulan', identifiers: [{ kind: 'PHONE', value: `+628120${String(sale).padStart(6, '0')}` }] });
    for (const [from, points] of earned) await brand(from).client.earns.create({ externalId: `E-${(sale += 1)}`, member: id, outletId: brand(from).outletId, points });
    return id;
  };
  const burn = (at: string, memberId: string, points: number, externalId: string): Promise<{ id: string }> => brand(at).client.burns.create({ externalId, member: memberId, outletId: brand(at).outletId, points });

  const closeNight = async (): Promise<Window> => {
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    const closed = await maker.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`);
    expect([closed.status, closed.run.status, closed.run.parkedReason]).toEqual(['CLOSED', 'DONE', undefined]);
    expect(closed.run.checks.filter((check) => !check.ok)).toEqual([]);
    return closed;
  };
  const settle = async (): Promise<{ settlement: Settlement; obligations: Record<string, Obligation> }> => {
    const proposed = await proposedBy(maker, checker);
    await expect(maker.post(`/settlements/${proposed.id}/approve`, { settlementHash: '0'.repeat(64) })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await maker.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
    await expect(maker.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash })).rejects.toMatchObject({ code: 'second_person_required' });
    const settling = await checker.post<Settlement>(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
    const { data } = await maker.get<{ data: Obligation[] }>(`/settlements/${proposed.id}/obligations`);
    return { settlement: settling, obligations: Object.fromEntries(data.map((one) => [code(one.partyId), one])) };
  };

  /** W1: one night of three brands. */
  const firstNight = async (): Promise<{ m3: string }> => {
    const m1 = await member([['A', 120], ['B', 80], ['C', 50]]);
    const m2 = await member([['B', 100]]);
    const m3 = await member([['A', 33], ['C', 67]]);
    await burn('C', m1, 250, 'P1');
    await brand('C').client.reversals.create({ externalId: 'P2', original: { externalId: 'P1' }, points: 50, reason: 'RETURN' });
    await burn('A', m2, 100, 'P3');
    await burn('B', m3, 100, 'P4');
    return { m3 };
  };

  interface Printed { partyId: string; kind: string; total?: string; feeBase?: string; ppn?: string; ppnByLine?: string[]; setOff?: string; netCash?: string }
  /** The issued documents say what the example says, line by line. */
  const checkDocuments = async (wanted: readonly Printed[]): Promise<void> => {
    for (const { partyId, kind, ...figures } of wanted) {
      const own = `partnerId=${brand(partyId).partnerId}`;
      if (kind === 'NETTING_STATEMENT') {
        const [statement] = (await maker.get<{ data: NettingStatement[] }>(`/statements?${own}`)).data;
        expect([partyId, statement?.setOff.value, `${statement?.direction === 'PAYS_HUB' ? '-' : ''}${statement?.netCash.value.replace('-', '') ?? ''}`]).toEqual([partyId, figures.setOff, figures.netCash]);
        continue;
      }
      const [invoice] = (await maker.get<{ data: Invoice[] }>(`/invoices?${own}&kind=${kind}`)).data;
      const { data: lines } = await maker.get<{ data: InvoiceLine[] }>(`/invoices/${invoice?.id ?? ''}/lines`);
      expect([partyId, kind, invoice?.status, invoice?.total.value, ...(figures.feeBase === undefined ? [] : [invoice?.subtotal.value, invoice?.ppn.value, lines.map((line) => line.ppn?.value)])]).toEqual([partyId, kind, invoice?.status, figures.total, ...(figures.feeBase === undefined ? [] : [figures.feeBase, figures.ppn, figures.ppnByLine])]);
    }
  };
  interface Credited { partyId: string; corrects: string; total: string; fee?: string; ppn?: string }
  /** The credit notes of each invoice add up to what the example says. */
  const checkNotes = async (wanted: readonly Credited[]): Promise<void> => {
    const { data: notes } = await maker.get<{ data: CreditNote[] }>('/credit-notes?limit=100');
    const sums = (one: Credited, of: 'subtotal' | 'ppn' | 'total'): bigint => notes.filter((note) => code(note.partnerId) === one.partyId && note.invoiceKind === one.corrects).reduce((total, note) => total + BigInt(note[of].value.replace('.', '')), 0n);
    for (const one of wanted) expect([one.partyId, one.corrects, ...(['subtotal', 'ppn', 'total'] as const).map((of) => minorToValue(sums(one, of)))]).toEqual([one.partyId, one.corrects, one.fee ?? one.total, one.ppn ?? '0.00', one.total]);
    expect(new Set(notes.map((note) => `${code(note.partnerId)} ${note.invoiceKind}`))).toEqual(new Set(wanted.map((one) => `${one.partyId} ${one.corrects}`)));
  };

  test('one night: claims, fees, PPN, netting and net cash to the rupiah, and running any step again changes nothing', async () => {
    await firstNight();
    const closed = await closeNight();
    expect(closed.pointsBurned).toBe(400);
    const again = await maker.post<Window>(`/settlement-windows/${closed.id}/close`);
    expect(again).toEqual(closed);
    expect(await maker.post<Window>(`/settlement-windows/${closed.id}/run`)).toEqual(closed);

    const { settlement, obligations } = await settle();
    const expected = vector('W1').expected;
    for (const party of expected.parties) {
      const got = obligations[party.partyId];
      expect([got?.position.value, got?.netCash.value, got?.ppn.value]).toEqual([party.position, party.netCash, party.ppn].map(rupiah));
    }
    expect(obligations['HUB']?.netCash.value).toBe(expected.hub.netCash);
    expect([settlement.gross?.value, settlement.bilateral?.value, settlement.multilateral?.value]).toEqual([expected.netting.GROSS, expected.netting.BILATERAL.total, expected.netting.MULTILATERAL.total]);
    expect(Object.values(obligations).reduce((sum, one) => sum + BigInt(one.netCash.value.replace('.', '')), 0n)).toBe(0n);

    await checkDocuments(expected.documents);
    for (const obligation of Object.values(obligations).filter((one) => one.partyId !== 'HUB')) {
      const amount = { currency: 'IDR', value: obligation.netCash.value.replace('-', '') };
      const payment = { obligationId: obligation.id, amount, bankReference: `BCA-${obligation.id.slice(-6)}`, paidOn: stack.today() };
      await maker.post('/payments', payment);
      await maker.post('/payments', payment);
    }
    expect(await maker.get<Settlement>(`/settlements/${settlement.id}`)).toMatchObject({ status: 'SETTLED' });
    const positions = await maker.get<{ data: { position: { value: string } }[]; sum: { value: string } }>('/positions');
    expect(positions.data.every((one) => one.position.value === '0.00')).toBe(true);
    expect(positions.sum.value).toBe('0.00');
  });

  test('weeks in which nothing was claimed make no settlement; their windows wait for the next one that has something to settle', async () => {
    await firstNight();
    await stack.advance(14 * 86_400);
    const all = async (): Promise<Settlement[]> => (await maker.get<{ data: Settlement[] }>('/settlements?limit=100&sort=createdAt')).data;
    const busy = await all();
    expect(busy.length).toBeGreaterThanOrEqual(1);
    for (const one of busy) for (const person of [maker, checker]) await person.post(`/settlements/${one.id}/approve`, { settlementHash: one.settlementHash });
    await stack.advance(21 * 86_400);
    expect((await all()).map((one) => one.id)).toEqual(busy.map((one) => one.id));
    await expect(maker.post('/settlements', {})).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await burn('B', await member([['A', 40]]), 15, 'LATER');
    await stack.advance(7 * 86_400);
    const [last, ...more] = (await all()).slice(busy.length);
    const waited = (await maker.get<{ data: Window[] }>('/settlement-windows?status=CLOSED&limit=100')).data.filter((one) => one.settlementId === last?.id);
    expect([last?.status, more.length, waited.length >= 21]).toEqual(['PROPOSED', 0, true]);
  });

  test.each([['wholly', [100], 'W2'], ['in three parts', [40, 40, 20], 'W2-PARTS']] as const)('a burn reversed %s after the invoices were issued is credited at the original prices, fees and tax', async (_name, parts, id) => {
    await firstNight();
    await closeNight();
    await settle();
    for (const [at, points] of parts.entries()) {
      await brand('B').client.reversals.create({ externalId: `R${at}`, original: { externalId: 'P4' }, points, reason: 'RETURN' });
      await closeNight();
      const { obligations } = await settle();
      const steps = id === 'W2' ? [vector('W2').expected] : vector('W2-PARTS').expected.steps;
      for (const party of steps[at].parties) {
        const got = obligations[party.partyId];
        expect([party.partyId, got?.position.value, got?.netCash.value]).toEqual([party.partyId, party.positionChange, party.netCash]);
        expect(got?.ppn.value).toBe(party.ppnChange);
      }
    }
    await checkNotes(vector('W2').expected.creditNotes);
    const notes = (await stack.db.owner.query<{ number: string }>('SELECT number FROM credit_note ORDER BY number')).rows;
    expectGapless(notes.map((note) => note.number), 'CRN');
  });

  test('a step that fails for a reason nobody foresaw parks the night where people see it, and it goes on when the cause is gone', async () => {
    await firstNight();
    await stack.db.owner.query(`CREATE FUNCTION no_documents() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no documents today'; END $$; CREATE TRIGGER no_documents BEFORE INSERT ON invoice EXECUTE FUNCTION no_documents()`);
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    const parked = await maker.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`);
    expect([parked.run.status, parked.run.parkedReason, parked.run.steps.find((step) => step.status === 'PARKED')?.step]).toEqual(['PARKED', 'internal_error: no documents today', 'DOCUMENTS']);
    await stack.db.owner.query('DROP TRIGGER no_documents ON invoice; DROP FUNCTION no_documents');
    expect((await maker.post<Window>(`/settlement-windows/${parked.id}/run`)).run.status).toBe('DONE');
  });

  test('a night whose books do not agree is parked with its reason, writes nothing, holds later nights back, and goes on when they agree again', async () => {
    const { m3 } = await firstNight();
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    await stack.db.owner.query(`UPDATE member_balance SET balance = balance + 1 WHERE member_id = $1`, [m3.slice(4)]);
    const parked = await maker.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`);
    expect([parked.status, parked.run.status, parked.run.steps.find((step) => step.status === 'PARKED')?.step]).toEqual(['CLOSED', 'PARKED', 'CHECK']);
    expect(parked.run.parkedReason).toMatch(/^I1: balances of the members/);
    const next = (await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN')).data[0];
    const waiting = await maker.post<Window>(`/settlement-windows/${next?.id ?? ''}/close`);
    expect([waiting.status, waiting.run.status]).toEqual(['CLOSED', 'PENDING']);
    expect((await stack.db.owner.query('SELECT 1 FROM calculation UNION ALL SELECT 1 FROM claim UNION ALL SELECT 1 FROM invoice')).rowCount).toBe(0);
    await expect(maker.post('/settlements', {})).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await stack.db.owner.query(`UPDATE member_balance SET balance = balance - 1 WHERE member_id = $1`, [m3.slice(4)]);
    const resumed = await maker.post<Window>(`/settlement-windows/${parked.id}/run`);
    expect([resumed.run.status, resumed.run.parkedReason, resumed.pointsBurned]).toEqual(['DONE', undefined, 400]);
    expect((await maker.get<Window>(`/settlement-windows/${waiting.id}`)).run.status).toBe('DONE');
  });

  test('the page of a night has every invariant of the settlement', async () => {
    await firstNight();
    const { run } = await closeNight();
    expect([...new Set(run.checks.map((check) => check.id.replace(/b$/, '')))].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))).toEqual(Array.from({ length: 14 }, (_one, at) => `I${at + 1}`));
    expect(new Set(run.checks.map((check) => check.id)).size).toBe(run.checks.length);
    expect(run.checks.every((check) => check.title !== check.id)).toBe(true);
  });

  const MEMBER = '(SELECT member_id FROM posting ORDER BY seq DESC LIMIT 1)';
  const LEG = `(SELECT leg_id FROM leg WHERE credit_account = 'REDEEMER' ORDER BY seq DESC LIMIT 1)`;
  const NOTHING_DONE = `SELECT window_id FROM calculation WHERE window_id = $1 UNION ALL SELECT window_id FROM claim WHERE window_id = $1 UNION ALL SELECT window_id FROM position WHERE window_id = $1`;
  /** What is broken before the second night, how it shows, and what mends it. */
  const broken: [string, string, RegExp, string, string][] = [
    ['a balance', 'CHECK', /^I1: balances/, `UPDATE member_balance SET balance = balance + 1, held = held + 1 WHERE member_id = ${MEMBER}`, `UPDATE member_balance SET balance = balance - 1, held = held - 1 WHERE member_id = ${MEMBER}`],
    ['what remains of a lot', 'CHECK', /I1b: what remains/, `UPDATE lot SET remaining = remaining - 1 WHERE member_id = ${MEMBER}`, `UPDATE lot SET remaining = remaining + 1 WHERE member_id = ${MEMBER}`],
    ['a leg of a burn', 'CHECK', /I2: the legs of each burn/, `UPDATE leg SET points = points + 1 WHERE leg_id = ${LEG}`, `UPDATE leg SET points = points - 1 WHERE leg_id = ${LEG}`],
    ['the numbers of windows', 'CHECK', /I5: the numbers/, `UPDATE settlement_window SET last_seq = last_seq + 1000000 WHERE window_no = (SELECT max(window_no) - 1 FROM settlement_window)`, `UPDATE settlement_window SET last_seq = last_seq - 1000000 WHERE last_seq > 1000000`],
    ['an earlier calculation', 'CHECK', /I8: what was calculated/, `UPDATE calculation SET record = record || ' '`, `UPDATE calculation SET record = rtrim(record)`],
    ['a right that the hub must not have', 'CHECK', /I8: .*right to change claim/, `GRANT UPDATE ON claim TO kongsi_app`, `REVOKE UPDATE ON claim FROM kongsi_app`],
    ['a posting of points given back', 'CHECK', /^I14: members, partners and the operator .* Members 9, partners 10, operator 10/, `UPDATE posting SET points = points + 1 WHERE seq = (SELECT max(seq) FROM posting WHERE type = 'REVERSAL')`, `UPDATE posting SET points = points - 1 WHERE seq = (SELECT max(seq) FROM posting WHERE type = 'REVERSAL')`],
    ['a missing price', 'CALCULATE', /^price_missing: /, `UPDATE terms_version SET valid_from = valid_from + 400000 WHERE party_id <> '00000000-0000-7000-8000-000000000001'`, `UPDATE terms_version SET valid_from = valid_from - 400000 WHERE party_id <> '00000000-0000-7000-8000-000000000001'`],
  ];
  test('whatever is broken parks the night with its reason and leaves nothing; mended, the night goes on from there', async () => {
    await firstNight();
    await closeNight();
    for (const [at, [name, step, reason, plant, mend]] of broken.entries()) {
      await burn('B', await member([['A', 40]]), 15, `Q${at}`);
      await brand('B').client.reversals.create({ externalId: `R${at}`, original: { externalId: `Q${at}` }, points: 5, reason: 'RETURN' });
      const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
      const windowId = data[0]?.id ?? '';
      await stack.db.owner.query(plant);
      const parked = await maker.post<Window>(`/settlement-windows/${windowId}/close`);
      expect([name, parked.status, parked.run.status, parked.run.steps.find((one) => one.status === 'PARKED')?.step]).toEqual([name, 'CLOSED', 'PARKED', step]);
      expect(parked.run.parkedReason).toMatch(reason);
      expect((await stack.db.owner.query(NOTHING_DONE, [windowId.slice(4)])).rowCount).toBe(0);
      // Run again without being mended, it is parked again for the same reason.
      expect((await maker.post<Window>(`/settlement-windows/${windowId}/run`)).run.parkedReason).toBe(parked.run.parkedReason);
      await stack.db.owner.query(mend);
      const resumed = await maker.post<Window>(`/settlement-windows/${windowId}/run`);
      expect([name, resumed.run.status, resumed.run.parkedReason, resumed.pointsBurned]).toEqual([name, 'DONE', undefined, 10]);
      expect(resumed.run.checks.every((check) => check.ok)).toBe(true);
    }
  }, 180_000);

  test('a document whose lines do not add up parks the night at its documents', async () => {
    await firstNight();
    await closeNight();
    // An issued document refuses every change, so whoever changes one has to switch that off first.
    const against = (sql: string): Promise<unknown> => stack.db.owner.query(`ALTER TABLE invoice DISABLE TRIGGER USER; ${sql}; ALTER TABLE invoice ENABLE TRIGGER USER`);
    await against(`UPDATE invoice SET subtotal_minor = subtotal_minor + 100, total_minor = total_minor + 100 WHERE invoice_id = (SELECT invoice_id FROM invoice WHERE status IN ('IN_REVIEW', 'ISSUED') ORDER BY issued_on DESC NULLS LAST LIMIT 1)`);
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN');
    const parked = await maker.post<Window>(`/settlement-windows/${data[0]?.id ?? ''}/close`);
    expect([parked.run.status, parked.run.steps.find((one) => one.status === 'PARKED')?.step, parked.run.checks.find((check) => check.id === 'I6b')?.ok]).toEqual(['PARKED', 'DOCUMENTS', false]);
    expect(parked.run.parkedReason).toMatch(/^I6b: the lines of each document/);
    await against(`UPDATE invoice i SET subtotal_minor = n.sum, total_minor = n.sum + i.ppn_minor FROM (SELECT invoice_id, sum(amount_minor) AS sum FROM invoice_line GROUP BY 1) n WHERE n.invoice_id = i.invoice_id`);
    const resumed = await maker.post<Window>(`/settlement-windows/${parked.id}/run`);
    expect([resumed.run.status, resumed.run.checks.filter((check) => check.id === 'I6b').map((check) => check.ok)]).toEqual(['DONE', [true]]);
  });

  test('nights that nobody was there for are made up in order, one window a business date, and two workers do each once', async () => {
    await firstNight();
    await Promise.all([stack.advance(4 * 86_400), stack.advance(4 * 86_400).catch(() => undefined)]);
    const { data } = await maker.get<{ data: Window[] }>('/settlement-windows?status=CLOSED&limit=100&sort=businessDate');
    expect(data.length).toBeGreaterThanOrEqual(4);
    expect(new Set(data.map((one) => one.businessDate)).size).toBe(data.length);
    expect(data.every((one) => one.run.status === 'DONE')).toBe(true);
    expect((await stack.db.owner.query<{ n: string }>('SELECT count(*) AS n FROM calculation')).rows[0]?.n).toBe(String(data.length));
  });
});
