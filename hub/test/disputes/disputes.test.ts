import { createHash } from 'node:crypto';
import { checkBooks } from '../../src/ledger/books.sql';
import { DISPUTE_INVARIANTS } from '../../src/disputes/disputed-books.sql';
import type { Dispute, DisputeDetail, DisputedLeg } from '../../src/disputes/disputes.wire';
import type { InvoiceLineList } from '../../src/invoicing/invoicing.wire';
import { givenFirstNight, type FirstNight } from '../support/first-night';

const note = 'The same receipt was charged twice.';
const reasons = 'The journal of the till shows one sale with two receipts.';

describe('the life of a dispute', () => {
  let night: FirstNight;
  beforeEach(async () => {
    night = await givenFirstNight();
    await night.post();
    await night.closeNight();
  });
  afterEach(() => night.stop());

  const open = async (changes: object = {}): Promise<DisputeDetail> => night.owner.B.post<DisputeDetail>('/disputes', { reason: 'DUPLICATE', note, postingId: await night.postingId('C', 'P1'), ...changes });
  const contest = (id: string): Promise<DisputeDetail> => night.owner.C.post<DisputeDetail>(`/disputes/${id}/answer`, { decision: 'CONTEST', note: 'It was one sale.' });
  const disputed = async (): Promise<string[]> => {
    const positions = await night.positions();
    return ['B', 'C'].map((code) => positions[code]?.disputed ?? '');
  };
  const remaining = async (code: 'A' | 'B' | 'C'): Promise<string[]> => (await night.stack.db.owner.query<{ remaining: string }>('SELECT remaining FROM lot WHERE issuer_id = $1 ORDER BY lot_id', [night.brands[code].partnerId.slice(4)])).rows.map((row) => row.remaining);

  test('accepted, it posts itself: the points are back in their lot under the reversal that it names', async () => {
    const { id } = await open();
    const before = await remaining('B');
    const accepted = await night.owner.C.post<DisputeDetail>(`/disputes/${id}/answer`, { decision: 'ACCEPT', note: 'We see it too.' });
    expect([accepted.status, accepted.thread.map((one) => one.kind)]).toEqual(['UPHELD', ['OPENED', 'ACCEPTED', 'REMEDIED']]);
    expect(await remaining('B')).toEqual(['80', before[1]]);
    const { data: legs } = await night.owner.B.get<{ data: DisputedLeg[] }>(`/disputes/${id}/legs`);
    expect(legs).toMatchObject([{ points: 80, reversalId: accepted.reversals[0] }]);
    expect(await night.maker.get(`/postings/${accepted.reversals[0] ?? ''}`)).toMatchObject({ type: 'REVERSAL', points: 80 });
    // Until the night carries the reversal the sub-balance stays, so that no settlement asks for it in between.
    expect(await disputed()).toEqual(['40000.00', '-40000.00']);
    await night.closeNight();
    expect(await disputed()).toEqual(['0.00', '0.00']);
    expect((await night.owner.B.get<DisputeDetail>(`/disputes/${id}`)).creditNotes.map((one) => [one.kind, one.total.value])).toEqual(expect.arrayContaining([['POINTS_INVOICE', '40000.00'], ['FEE_INVOICE', '666.00']]));
    expect((await night.owner.C.get<DisputeDetail>(`/disputes/${id}`)).creditNotes.map((one) => [one.kind, one.total.value])).toEqual(expect.arrayContaining([['REDEMPTION_INVOICE', '40000.00'], ['FEE_INVOICE', '1554.00']]));
    for (const again of [{ decision: 'ACCEPT', note }, { decision: 'CONTEST', note }]) await expect(night.owner.C.post(`/disputes/${id}/answer`, again)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(night.owner.B.post(`/disputes/${id}/withdraw`, {})).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(night.owner.B.post(`/disputes/${id}/messages`, { text: 'Thanks' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
  });

  test('accepted in part, that part is a dispute of its own and the rest goes to the operator; both add up', async () => {
    const { id } = await open();
    const answered = await night.owner.C.post<DisputeDetail>(`/disputes/${id}/answer`, { decision: 'ACCEPT', points: 30, note: 'Only the second receipt was ours.' });
    expect([answered.status, answered.points, answered.principal.value, answered.awaiting, answered.parts.length]).toEqual(['UNDER_REVIEW', 50, '25000.00', 'HUB', 1]);
    const part = await night.maker.get<DisputeDetail>(`/disputes/${answered.parts[0] ?? ''}`);
    expect([part.status, part.points, part.principal.value, part.splitFrom, part.reversals.length]).toEqual(['UPHELD', 30, '15000.00', id, 1]);
    expect(await disputed()).toEqual(['40000.00', '-40000.00']);
    await night.closeNight();
    expect(await disputed()).toEqual(['25000.00', '-25000.00']);
    const ruled = await night.maker.post<DisputeDetail>(`/disputes/${id}/rule`, { outcome: 'UPHELD', points: 20, text: reasons });
    expect([ruled.status, ruled.points, ruled.parts.length]).toEqual(['REJECTED', 30, 2]);
    await night.closeNight();
    expect(await disputed()).toEqual(['0.00', '0.00']);
    expect(await remaining('B')).toEqual(['50', '0']);
    const { data, totals } = await night.maker.get<{ data: Dispute[]; totals: { count: number; points: number } }>('/disputes?totals=true&sort=points');
    expect([data.map((one) => [one.status, one.points]), totals]).toEqual([[['UPHELD', 20], expect.anything(), expect.anything()], { count: 3, points: 80 }]);
  });

  test('withdrawn or rejected, the contested principal moves back, before it was settled and after', async () => {
    const first = await open();
    expect(await disputed()).toEqual(['40000.00', '-40000.00']);
    await night.owner.B.post(`/disputes/${first.id}/withdraw`, { note: 'We found it.' });
    expect(await disputed()).toEqual(['0.00', '0.00']);
    const obligations = await night.settle();
    expect([obligations['B']?.netCash.value, obligations['C']?.netCash.value]).toEqual(['-43441.00', '62057.00']);
    await night.pay(obligations);
    // What was withdrawn may be contested again; what was rejected may not.
    const { id } = await open();
    await night.closeNight();
    await night.pay(await night.settle());
    await contest(id);
    expect((await night.maker.post<DisputeDetail>(`/disputes/${id}/rule`, { outcome: 'REJECTED', text: reasons })).status).toBe('REJECTED');
    expect(await disputed()).toEqual(['-40000.00', '40000.00']);
    await night.closeNight();
    const back = await night.settle();
    expect([back['B']?.netCash.value, back['C']?.netCash.value, back['HUB']?.netCash.value]).toEqual(['-40000.00', '40000.00', '0.00']);
    await night.pay(back);
    expect(await disputed()).toEqual(['0.00', '0.00']);
    expect(await remaining('B')).toEqual(['0', '0']);
    await expect(open()).rejects.toMatchObject({ code: 'transition_not_allowed' });
  });

  test('silence for seven days is acceptance, and a ruling that is overdue is told', async () => {
    const { id } = await open();
    const other = await night.owner.A.post<DisputeDetail>('/disputes', { reason: 'OTHER', note, postingId: await night.postingId('B', 'P4') });
    await night.owner.B.post(`/disputes/${other.id}/answer`, { decision: 'CONTEST', note: 'It was sold.' });
    await night.stack.advance(6 * 86_400);
    expect((await night.maker.get<DisputeDetail>(`/disputes/${id}`)).status).toBe('OPENED');
    await night.stack.advance(2 * 86_400);
    const silent = await night.maker.get<DisputeDetail>(`/disputes/${id}`);
    expect([silent.status, silent.thread.map((one) => one.kind)]).toEqual(['UPHELD', ['OPENED', 'SILENCE', 'REMEDIED', 'CREDITED']]);
    expect(await remaining('B')).toEqual(['80', '0']);
    await expect(contest(id)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await night.stack.advance(8 * 86_400);
    const waiting = await night.maker.get<{ data: Dispute[] }>('/disputes?overdue=true');
    expect(waiting.data.map((one) => [one.id, one.status, one.overdue])).toEqual([[other.id, 'UNDER_REVIEW', true]]);
    expect((await night.maker.get<DisputeDetail>(`/disputes/${other.id}`)).thread.filter((one) => one.kind === 'OVERDUE')).toHaveLength(1);
  });

  test('in the hours between its time and the night, an answer comes too late', async () => {
    const { id } = await open();
    await night.stack.db.owner.query(`UPDATE dispute SET respond_by = opened_at WHERE dispute_id = $1`, [id.slice(4)]);
    await expect(contest(id)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await night.owner.C.get<DisputeDetail>(`/disputes/${id}`)).mayAnswer).toBe(false);
  });

  test('a document can be disputed for 60 days after its issue, and not on the 61st', async () => {
    await night.stack.advance(59 * 86_400);
    const { id } = await open();
    await night.owner.B.post(`/disputes/${id}/withdraw`, {});
    await night.stack.advance(3 * 86_400);
    await expect(open()).rejects.toMatchObject({ code: 'dispute_window_closed', problem: { lastDay: expect.any(String) } });
    expect((await night.maker.get<{ data: Dispute[] }>('/disputes')).data).toHaveLength(1);
  });

  test('above the limit a ruling waits for a second person, who may turn it down', async () => {
    await night.stack.db.owner.query(`UPDATE terms_version SET body = jsonb_set(body, '{disputeRule}', '{"twoPeopleAbove":{"currency":"IDR","value":"39999.00"}}') WHERE party_id = '00000000-0000-7000-8000-000000000001'`);
    // The hub reads terms again at most once a second.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const { id } = await open();
    await contest(id);
    const proposed = await night.maker.post<DisputeDetail>(`/disputes/${id}/rule`, { outcome: 'UPHELD', text: reasons });
    expect([proposed.status, proposed.twoPeople, proposed.pendingRuling]).toEqual(['UNDER_REVIEW', true, expect.objectContaining({ outcome: 'UPHELD', madeBy: 'user:rina' })]);
    expect(JSON.stringify(await night.owner.B.get(`/disputes/${id}`))).not.toMatch(/pendingRuling|RULING_PROPOSED|one sale with two/);
    await expect(night.maker.post(`/disputes/${id}/rule`, { outcome: 'REJECTED', text: reasons })).rejects.toMatchObject({ code: 'change_pending' });
    await expect(night.owner.B.post(`/disputes/${id}/withdraw`, {})).rejects.toMatchObject({ code: 'change_pending' });
    await expect(night.maker.post(`/disputes/${id}/ruling/approve`, { note: 'Seen.' })).rejects.toMatchObject({ code: 'role_required' });
    const both = await night.stack.person('rina', ['HUB_FINANCE', 'HUB_APPROVER']);
    await expect(both.post(`/disputes/${id}/ruling/approve`, { note: 'Seen.' })).rejects.toMatchObject({ code: 'second_person_required' });
    await night.checker.post(`/disputes/${id}/ruling/reject`, { note: 'The receipt numbers differ.' });
    await expect(night.checker.post(`/disputes/${id}/ruling/approve`, { note: 'Seen.' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await night.maker.post(`/disputes/${id}/rule`, { outcome: 'UPHELD', text: reasons });
    const ruled = await night.checker.post<DisputeDetail>(`/disputes/${id}/ruling/approve`, { note: 'Seen.' });
    expect([ruled.status, ruled.pendingRuling, ruled.reversals.length]).toEqual(['UPHELD', undefined, 1]);
    await night.closeNight();
    expect((await night.stack.db.owner.query<{ kind: string; bytes: string }>(`SELECT bytes FROM log_leaf WHERE kind = 'RULING'`)).rows.map((row) => (JSON.parse(row.bytes) as { disputeId: string; outcome: string }))).toMatchObject([{ disputeId: id, outcome: 'UPHELD', kind: 'RULING' }]);
    expect((await night.stack.db.owner.query<{ bytes: string }>(`SELECT bytes FROM log_leaf WHERE kind = 'RULING'`)).rows[0]?.bytes).not.toMatch(/rina|budi|receipts/);
  });

  test('who bears fraud follows its cause: the redeemer for the till, the hub for the take-over of an account', async () => {
    const { id } = await open({ reason: 'FRAUD' });
    await contest(id);
    await expect(night.maker.post(`/disputes/${id}/rule`, { outcome: 'UPHELD', text: reasons })).rejects.toMatchObject({ code: 'validation_failed' });
    const ruled = await night.maker.post<DisputeDetail>(`/disputes/${id}/rule`, { outcome: 'UPHELD', cause: 'ACCOUNT_TAKE_OVER', text: reasons });
    expect([ruled.status, ruled.bearer]).toEqual(['UPHELD', 'HUB']);
    await night.closeNight();
    const detail = await night.maker.get<DisputeDetail>(`/disputes/${id}`);
    // The redeemer is held harmless to the rupiah: it loses the claim, gets fee and PPN back, and the hub pays the rest.
    expect(detail.effects.map((one) => [one.role, one.net.value])).toEqual([['ISSUER', '40666.00'], ['REDEEMER', '0.00'], ['HUB', '-40666.00']]);
    const obligations = await night.settle();
    expect(['A', 'B', 'C', 'HUB'].map((party) => obligations[party]?.netCash.value)).toEqual(['-29717.00', '-2775.00', '62057.00', '-29565.00']);
    const till = await night.owner.A.post<DisputeDetail>('/disputes', { reason: 'FRAUD', note, postingId: await night.postingId('B', 'P4') });
    await night.owner.B.post(`/disputes/${till.id}/answer`, { decision: 'CONTEST', note: 'No.' });
    expect((await night.maker.post<DisputeDetail>(`/disputes/${till.id}/rule`, { outcome: 'UPHELD', cause: 'TILL_FRAUD', text: reasons })).bearer).toBe('REDEEMER');
    await night.closeNight();
  });

  test('a reversal at the outlet while it is open upholds that part; nothing is given back twice', async () => {
    const { id } = await open();
    await night.brands.C.client.reversals.create({ externalId: 'OWN', original: { externalId: 'P1' }, points: 50, reason: 'RETURN' });
    await night.closeNight();
    const rest = await night.maker.get<DisputeDetail>(`/disputes/${id}`);
    expect([rest.status, rest.points, rest.parts.length]).toEqual(['OPENED', 30, 1]);
    expect((await night.maker.get<DisputeDetail>(`/disputes/${rest.parts[0] ?? ''}`))).toMatchObject({ status: 'UPHELD', points: 50, creditedAt: expect.any(String) });
    expect(await disputed()).toEqual(['15000.00', '-15000.00']);
    const obligations = await night.settle();
    expect([obligations['B']?.position.value, obligations['C']?.position.value]).toEqual(['0.00', '26500.00']);
    // The rest is reversed between two clicks of the person who accepts.
    await night.brands.C.client.reversals.create({ externalId: 'OWN2', original: { externalId: 'P1' }, points: 30, reason: 'RETURN' });
    await night.owner.C.post(`/disputes/${id}/answer`, { decision: 'ACCEPT', note: 'Done already.' });
    await night.closeNight();
    expect((await night.maker.get<DisputeDetail>(`/disputes/${id}`))).toMatchObject({ status: 'UPHELD', points: 30, creditedAt: expect.any(String) });
    expect(await remaining('B')).toEqual(['80', '0']);
    expect(await disputed()).toEqual(['0.00', '0.00']);
  });

  test('with money alone the points stay burned; returned later, they come back without money a second time', async () => {
    const { id } = await open({ reason: 'WRONG_PRICE' });
    const accepted = await night.owner.C.post<DisputeDetail>(`/disputes/${id}/answer`, { decision: 'ACCEPT', points: 60, note: 'The price was wrong.' });
    const part = await night.maker.get<DisputeDetail>(`/disputes/${accepted.parts[0] ?? ''}`);
    expect([part.status, part.remedy, part.reversals]).toEqual(['UPHELD', 'MONEY_ONLY', []]);
    await night.owner.B.post(`/disputes/${id}/withdraw`, {});
    await night.closeNight();
    expect(await remaining('B')).toEqual(['0', '0']);
    expect([await disputed(), (await night.positions())['B']?.position]).toEqual([['0.00', '0.00'], '-10000.00']);
    await expect(open({ points: 21 })).rejects.toMatchObject({ code: 'validation_failed' });
    await night.brands.C.client.reversals.create({ externalId: 'LATER', original: { externalId: 'P1' }, points: 80, reason: 'RETURN' });
    await night.closeNight();
    expect(await remaining('B')).toEqual(['80', '0']);
    expect((await night.positions())['B']?.position).toBe('0.00');
  });

  test('of two disputes over the same points, sent together, one is opened', async () => {
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.allSettled([open(), open({ reason: 'OTHER' }), open({ reason: 'TIMING' })]);
      const opened = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(opened).toHaveLength(1);
      expect(answers.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []))).toEqual(['transition_not_allowed', 'transition_not_allowed']);
      expect(await disputed()).toEqual(['40000.00', '-40000.00']);
      await night.owner.B.post(`/disputes/${opened[0]?.id ?? ''}/withdraw`, {});
    }
    const [half, more] = [await open({ points: 50 }), await open({ points: 30 })];
    expect([half.points, more.points]).toEqual([50, 30]);
    await expect(open({ points: 1 })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    // Answered and ruled at once: every ending wins alone.
    const ends = await Promise.allSettled([night.owner.C.post(`/disputes/${half.id}/answer`, { decision: 'ACCEPT', note }), night.owner.B.post(`/disputes/${half.id}/withdraw`, {}), contest(half.id)]);
    expect(ends.filter((one) => one.status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    await night.closeNight();
  });

  test('an invoice line is disputed whole or in part, and the contested sum leaves what is due', async () => {
    const invoice = await night.invoice('B', 'POINTS_INVOICE');
    const lines = await night.owner.B.get<InvoiceLineList>(`/invoices/${invoice.id}/lines`);
    const line = lines.data.find((one) => one.counterpartyName === 'C');
    const opened = await night.owner.B.post<DisputeDetail>('/disputes', { reason: 'OTHER', note, invoiceId: invoice.id, lineId: line?.id, points: 20 });
    expect([opened.points, opened.principal.value, opened.invoiceNumber, opened.lineId]).toEqual([20, '10000.00', invoice.number, line?.id]);
    const after = await night.invoice('B', 'POINTS_INVOICE');
    expect([after.total.value, after.disputed.value, after.open.value]).toEqual([invoice.total.value, '10000.00', '80000.00']);
    expect((await night.invoice('C', 'REDEMPTION_INVOICE')).disputed.value).toBe('10000.00');
    expect((await night.owner.C.get<Dispute & { invoiceId?: string }>(`/disputes/${opened.id}`)).invoiceId).toBeUndefined();
    const fee = await night.invoice('B', 'FEE_INVOICE');
    const feeLine = (await night.owner.B.get<InvoiceLineList>(`/invoices/${fee.id}/lines`)).data[0];
    await expect(night.owner.B.post('/disputes', { reason: 'WRONG_PRICE', note, invoiceId: fee.id, lineId: feeLine?.id })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(night.owner.B.post('/disputes', { reason: 'OTHER', note, invoiceId: invoice.id, lineId: feeLine?.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(night.owner.B.post('/disputes', { reason: 'OTHER', note, invoiceId: invoice.id, lineId: line?.id, points: 61 })).rejects.toMatchObject({ code: 'validation_failed' });
  });

  test('each refusal is clear and leaves nothing', async () => {
    const posting = await night.postingId('C', 'P1');
    const before = async (): Promise<unknown> => (await night.stack.db.owner.query('SELECT (SELECT count(*) FROM dispute) AS a, (SELECT count(*) FROM position_movement) AS b, (SELECT count(*) FROM dispute_file) AS c, (SELECT count(*) FROM audit_entry) AS d')).rows[0];
    const picture = await before();
    const refused: [object, string][] = [
      [{ postingId: undefined }, 'validation_failed'], [{ legs: [], postingId: undefined }, 'validation_failed'], [{ invoiceId: 'inv_00000000-0000-7000-8000-000000000000' }, 'validation_failed'], [{ points: 81 }, 'validation_failed'], [{ points: 0 }, 'validation_failed'],
      [{ postingId: 'pst_00000000-0000-7000-8000-000000000000' }, 'not_found'], [{ postingId: await night.postingId('A', 'P3'), points: 101 }, 'validation_failed'], [{ reason: 'ANGER' }, 'validation_failed'], [{ note: 'x' }, 'validation_failed'],
      [{ files: [{ name: 'a/b.pdf', mediaType: 'application/pdf', content: 'JVBERi0=' }] }, 'validation_failed'], [{ files: [{ name: 'b.pdf', mediaType: 'application/pdf', content: 'QUJDRA==' }] }, 'validation_failed'],
      [{ files: [{ name: 'b.exe', mediaType: 'application/x-msdownload', content: 'TVo=' }] }, 'validation_failed'], [{ files: [{ name: 'big.txt', mediaType: 'text/plain', content: Buffer.alloc(1_048_577, 65).toString('base64') }] }, 'validation_failed'],
    ];
    for (const [changes, code] of refused) await expect(open(changes).catch((error: { code: string }) => [changes, error.code])).resolves.toEqual([changes, code]);
    await expect(night.owner.C.post('/disputes', { reason: 'OTHER', note, postingId: posting })).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [expect.objectContaining({ pointer: '/legs' })] } });
    await expect(night.maker.post('/disputes', { reason: 'OTHER', note, postingId: posting })).rejects.toMatchObject({ code: 'role_required' });
    const fresh = await night.burn('C', await night.member([['B', 10]]), 10, 'TODAY');
    await expect(open({ postingId: fresh.id })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect(await before()).toEqual(picture);
    // The redeemer may contest, too: what it was given.
    await expect(night.owner.A.post('/disputes', { reason: 'OTHER', note, postingId: await night.postingId('A', 'P3'), points: 1 })).resolves.toMatchObject({ counterpartyName: 'B', effects: [{ role: 'REDEEMER', principal: { value: '-500.00' } }] });
    const { id } = await open();
    await expect(night.owner.B.post(`/disputes/${id}/answer`, { decision: 'ACCEPT', note })).rejects.toMatchObject({ code: 'role_required' });
    await expect(night.owner.C.post(`/disputes/${id}/withdraw`, {})).rejects.toMatchObject({ code: 'role_required' });
    await expect(night.maker.post(`/disputes/${id}/answer`, { decision: 'ACCEPT', note })).rejects.toMatchObject({ code: 'role_required' });
    await expect(night.maker.post(`/disputes/${id}/rule`, { outcome: 'UPHELD', text: reasons })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(night.owner.C.post(`/disputes/${id}/answer`, { decision: 'CONTEST', points: 3, note })).rejects.toMatchObject({ code: 'validation_failed' });
    await contest(id);
    await expect(night.maker.post(`/disputes/${id}/rule`, { outcome: 'REJECTED', points: 5, text: reasons })).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(night.maker.post(`/disputes/${id}/rule`, { outcome: 'UPHELD', cause: 'TILL_FRAUD', text: reasons })).rejects.toMatchObject({ code: 'validation_failed' });
    for (const person of [night.owner.B, night.owner.C]) await expect(person.post(`/disputes/${id}/rule`, { outcome: 'UPHELD', text: reasons })).rejects.toMatchObject({ code: 'role_required' });
    for (const path of [`/disputes/${id}`, `/disputes/${id}/legs`]) await expect(night.owner.A.get(path)).rejects.toMatchObject({ code: 'not_found' });
    for (const [path, body] of [['answer', { decision: 'ACCEPT', note }], ['withdraw', {}], ['messages', { text: 'Hello' }]] as const) await expect(night.owner.A.post(`/disputes/${id}/${path}`, body)).rejects.toMatchObject({ code: 'not_found' });
    expect((await night.owner.A.get<{ data: Dispute[] }>('/disputes')).data.map((one) => one.openerName)).toEqual(['A']);
  });

  test('evidence is kept with its hash, both sides take it as it was sent, and the thread shows who said what', async () => {
    const csv = Buffer.from('receipt,points\nR-1,80\n');
    const { id } = await open({ files: [{ name: 'jurnal kasir.csv', mediaType: 'text/csv', content: csv.toString('base64') }] });
    await night.owner.C.post(`/disputes/${id}/messages`, { text: 'Which till was it?' });
    await night.owner.C.post(`/disputes/${id}/files`, { name: 'again.csv', mediaType: 'text/csv', content: csv.toString('base64') });
    const seen = await night.owner.B.get<DisputeDetail>(`/disputes/${id}`);
    expect(seen.files).toMatchObject([{ name: 'jurnal kasir.csv', size: csv.length, sha256: createHash('sha256').update(csv).digest('hex'), partyName: 'B' }]);
    expect(seen.thread.map((one) => [one.kind, one.partyName, one.by !== undefined])).toEqual([['OPENED', 'B', true], ['FILE', 'B', true], ['MESSAGE', 'C', false]]);
    const file = await fetch(`${night.stack.origin}/v1/disputes/${id}/files/${seen.files[0]?.id ?? ''}`, { headers: { authorization: `Bearer ${night.owner.C.token}` } });
    expect([file.status, file.headers.get('content-type'), file.headers.get('content-disposition'), Buffer.from(await file.arrayBuffer()).equals(csv)]).toEqual([200, 'application/octet-stream', "attachment; filename*=UTF-8''jurnal%20kasir.csv", true]);
    expect((await fetch(`${night.stack.origin}/v1/disputes/${id}/files/${seen.files[0]?.id ?? ''}`, { headers: { authorization: `Bearer ${night.owner.A.token}` } })).status).toBe(404);
  });

  test('a window that the partner signed is disputed only with evidence newer than its signature', async () => {
    const { client } = night.brands.B;
    const { data } = await night.maker.get<{ data: { id: string }[] }>('/settlement-windows?status=CLOSED');
    const { statement } = await client.settlementWindows.signatures(data[0]?.id ?? '');
    await client.settlementWindows.sign(data[0]?.id ?? '', statement);
    const files = [{ name: 'later.csv', mediaType: 'text/csv', content: Buffer.from('receipt,points\nR-1,80\n').toString('base64') }];
    const before = new Date(Date.now() - 3_600_000).toISOString();
    for (const changes of [{}, { files }, { files, evidenceMadeAt: before }, { evidenceMadeAt: new Date(Date.now() + 5_000).toISOString() }, { files, evidenceMadeAt: new Date(Date.now() + 3_600_000).toISOString() }]) await expect(open(changes)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await open({ files, evidenceMadeAt: new Date().toISOString() })).status).toBe('OPENED');
    // The other side signed nothing.
    await expect(night.owner.A.post('/disputes', { reason: 'OTHER', note, postingId: await night.postingId('B', 'P4') })).resolves.toMatchObject({ status: 'OPENED' });
  });

  test('a leg is named once, a list of legs holds one, and a repeated request says that it is', async () => {
    const body = { reason: 'OTHER', note, postingId: await night.postingId('C', 'P1') };
    const send = (key: string): Promise<Response> => fetch(`${night.stack.origin}/v1/disputes`, { method: 'POST', headers: { authorization: `Bearer ${night.owner.B.token}`, 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body) });
    const opened = await send('ONCE');
    expect([opened.status, opened.headers.get('idempotent-replayed'), (await send('ONCE')).headers.get('idempotent-replayed')]).toEqual([201, null, 'true']);
    const { id } = (await opened.json()) as DisputeDetail;
    const { data: legs } = await night.owner.B.get<{ data: DisputedLeg[] }>(`/disputes/${id}/legs`);
    const [legId] = legs.map((leg) => leg.legId);
    await expect(open({ postingId: undefined, legs: [{ legId, points: 1 }, { legId, points: 1 }] })).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [{ pointer: '/legs/1/legId', code: 'repeated' }] } });
    await expect(open({ postingId: undefined, legs: [] })).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [{ pointer: '/legs', detail: 'Send at least 1 entry.' }] } });
  });

  test('by the SDK, and under one key once', async () => {
    const { client } = night.brands.B;
    const body = { reason: 'OTHER' as const, note, postingId: await night.postingId('C', 'P1') };
    const [first, again] = [await client.disputes.open(body, { idempotencyKey: 'D-1' }), await client.disputes.open(body, { idempotencyKey: 'D-1' })];
    expect(again.id).toBe(first.id);
    await expect(client.disputes.open({ ...body, points: 3 }, { idempotencyKey: 'D-1' })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect((await night.brands.C.client.disputes.list({ awaiting: 'COUNTERPARTY' }).page()).data.map((one) => one.mayAnswer)).toEqual([true]);
    expect((await night.brands.C.client.disputes.answer(first.id, { decision: 'CONTEST', note: 'It was one sale.' })).status).toBe('UNDER_REVIEW');
    expect((await client.disputes.message(first.id, 'See the journal.')).thread.at(-1)?.text).toBe('See the journal.');
    expect((await client.disputes.withdraw(first.id)).status).toBe('WITHDRAWN');
  });

  test.each([
    ['D1', `UPDATE position_movement SET amount_minor = amount_minor - 100`], ['D2', `UPDATE dispute_leg SET points = points + 1`], ['D3', `UPDATE dispute SET points = points + 1`], ['D4', `UPDATE dispute_leg SET remedy_posting_id = posting_id`],
    ['D5', `UPDATE dispute_line SET credited_minor = credited_minor - 100`], ['D6', `UPDATE dispute_line SET exact = (exact::numeric - 100)::text`], ['D7', `UPDATE obligation SET position_minor = position_minor + 100, receivable_minor = receivable_minor + 100, amount_minor = amount_minor + 100 WHERE party_id::text NOT LIKE '0000%'`], ['D8', `INSERT INTO settlement_movement SELECT gen_random_uuid(), movement_id FROM settlement_movement`],
  ])('the invariant %s finds a planted fault', async (id, fault) => {
    const opened = await open();
    await night.settle();
    if (id === 'D5') {
      await night.owner.C.post(`/disputes/${opened.id}/answer`, { decision: 'ACCEPT', note });
      await night.closeNight();
    }
    const client = await night.stack.db.owner.connect();
    try {
      await client.query('BEGIN; SET LOCAL session_replication_role = replica');
      if (id === 'D8') await client.query(`INSERT INTO settlement (settlement_id, state, settlement_hash, gross_minor, bilateral_minor, multilateral_minor, made_by, created_at) VALUES ('00000000-0000-7000-8000-0000000000ff', 'PROPOSED', '', 0, 0, 0, 'x', now())`);
      await client.query(fault.replace('gen_random_uuid()', `'00000000-0000-7000-8000-0000000000ff'`));
      expect((await checkBooks(client, DISPUTE_INVARIANTS)).map((one) => one.id)).toContain(id);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});
