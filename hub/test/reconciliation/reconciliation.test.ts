import { dayCsv, type DayRow } from '../support/day';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import type { Break, BreakDetail, DryRun, ReconciledRecord, Reconciliation, ReconciliationRule } from '../../src/reconciliation/reconciliation.wire';
import type { Window } from '../../src/settlement/settlement.wire';

const DAY_MS = 86_400_000;
const dateOf = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);

describe('a partner\u2019s day beside the hub\u2019s postings', () => {
  let stack: Stack;
  let brand: Brand;
  let rina: Person;
  let budi: Person;
  let memberId: string;
  let places = 0;
  beforeAll(async () => {
    stack = await givenStack();
    [rina, budi] = [await stack.person('rina', ['HUB_FINANCE', 'HUB_ADMIN']), await stack.person('budi', ['HUB_APPROVER'])];
  });
  beforeEach(async () => {
    brand = await stack.brand(`Toko ${(places += 1)}`);
    memberId = (await brand.client.members.enrol({ name: 'Ani', identifiers: [{ kind: 'CARD', value: `C${places}` }] })).id;
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const now = async (): Promise<number> => (await stack.db.owner.query<{ at: Date }>(`SELECT now() + make_interval(secs => (SELECT offset_ms FROM test_clock) / 1000.0) AS at`)).rows[0]?.at.getTime() ?? 0;
  const earn = async (name: string, points: number, more: object = {}): Promise<string> => (await brand.client.earns.create({ externalId: name, member: memberId, outletId: brand.outletId, points, ...more })).id;
  const row = (recordId: string, points: number, more: Partial<DayRow> = {}): DayRow => ({ recordId, type: 'EARN', outletId: brand.outletId, points, status: 'POSTED', occurredAt: more.occurredAt ?? stamp, ...more });
  let stamp = '';
  let today = '';
  const here = async (): Promise<void> => {
    const at = await now();
    [stamp, today] = [new Date(at).toISOString(), dateOf(at)];
  };
  beforeEach(here);
  const upload = (rows: readonly DayRow[], date = today, change: Parameters<typeof dayCsv>[3] = {}): Promise<Reconciliation> => brand.client.reconciliations.upload(dayCsv(brand.partnerId, date, rows, change)) as Promise<Reconciliation>;
  const breaks = async (filter = ''): Promise<Break[]> => (await rina.get<{ data: Break[] }>(`/breaks?limit=100&partnerId=${brand.partnerId}${filter}`)).data;
  const classes = (one: Reconciliation): Record<string, [number, number]> => Object.fromEntries(one.classes.map((sum) => [sum.class, [sum.records, sum.postings]]));
  const records = async (id: string): Promise<ReconciledRecord[]> => (await brand.client.reconciliations.records(id).toArray({ limit: 1_000 })) as ReconciledRecord[];
  const rows = async (table: string): Promise<number> => Number((await stack.db.owner.query<{ n: string }>(`SELECT count(*) AS n FROM ${table} WHERE partner_id = $1`, [brand.partnerId.slice(4)])).rows[0]?.n);

  /** Rows of every table, so that whoever says that nothing was kept has looked everywhere. */
  const allRows = async (): Promise<Record<string, string>> => {
    const { rows: tables } = await stack.db.owner.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`);
    return Object.fromEntries(await Promise.all(tables.map(async ({ name }) => [name, (await stack.db.owner.query<{ n: string }>(`SELECT count(*)::text AS n FROM "${name}"`)).rows[0]?.n ?? ''] as const)));
  };

  test('each key and each class, over HTTP, with an answer to each record and sums that are those of both sides', async () => {
    const postings = [await earn('A', 10), await earn('B', 20, { receiptNo: 'R-B' }), await earn('D', 40), await earn('E', 50), await earn('F', 60), await earn('G', 70), await earn('H', 80, { receiptNo: 'R-H' })];
    await brand.client.reversals.create({ externalId: 'F-back', original: { externalId: 'F' }, reason: 'RETURN' });
    const held = await brand.client.holds.create({ externalId: 'HLD', member: memberId, outletId: brand.outletId, points: 5 });
    await brand.client.holds.release(held.id);
    const answer = await upload([row('1', 10, { externalId: 'A' }), row('2', 20, { receiptNo: 'R-B' }), row('3', 99, { externalId: 'C' }), row('4', 41, { externalId: 'D' }), row('5', 50, { member: `card:C${places}` }), row('6', 60, { externalId: 'F' }), row('7', 30, { receiptNo: 'R-H' }), row('8', 50, { receiptNo: 'R-H' }),
      row('9', 10, { externalId: 'A' }), row('10', 5, { externalId: 'HLD', type: 'BURN' })]);
    expect(classes(answer)).toEqual({ MATCHED: [3, 3], MATCHED_SPLIT: [2, 1], MISSING_HERE: [1, 0], MISSING_THERE: [0, 2], AMOUNT_DIFFERS: [1, 1], STATUS_DIFFERS: [2, 2], DUPLICATE: [1, 0] });
    expect(answer.classes.reduce((sum, one) => sum + one.pointsTheirs, 0)).toBe(answer.trailer.points);
    expect(answer.classes.reduce((sum, one) => sum + one.pointsOurs, 0)).toBe(10 + 20 + 40 + 50 + 60 + 70 + 80 + 60 + 5);
    expect((await records(answer.id)).map((one) => [one.recordId, one.class, one.matchKey])).toEqual([['1', 'MATCHED', 'EXTERNAL_ID'], ['2', 'MATCHED', 'RECEIPT'], ['3', 'MISSING_HERE', undefined], ['4', 'AMOUNT_DIFFERS', 'EXTERNAL_ID'], ['5', 'MATCHED', 'MEMBER_TIME'], ['6', 'STATUS_DIFFERS', 'EXTERNAL_ID'],
      ['7', 'MATCHED_SPLIT', 'RECEIPT'], ['8', 'MATCHED_SPLIT', 'RECEIPT'], ['9', 'DUPLICATE', 'EXTERNAL_ID'], ['10', 'STATUS_DIFFERS', 'EXTERNAL_ID']]);
    const found = await breaks();
    const facts = found.map((one) => [one.class, one.owner, one.proposal, one.state, one.closedByRule ?? '']);
    expect([...facts].sort()).toEqual([['AMOUNT_DIFFERS', 'PARTNER', 'POST_DIFFERENCE', 'OPEN', ''], ['DUPLICATE', 'PARTNER', 'DROP_DUPLICATE', 'EXPLAINED', 'said-twice@v1'], ['MISSING_HERE', 'HUB', 'PROVE', 'OPEN', ''], ['MISSING_THERE', 'PARTNER', 'CONFIRM', 'OPEN', ''], ['MISSING_THERE', 'PARTNER', 'CONFIRM', 'OPEN', ''],
      ['STATUS_DIFFERS', 'PARTNER', 'CAPTURE', 'OPEN', ''], ['STATUS_DIFFERS', 'PARTNER', 'CORRECT_RECORD', 'OPEN', '']]);
    const absent = found.find((one) => one.postingIds[0] === postings[5]) as Break;
    const detail = await rina.get<BreakDetail>(`/breaks/${absent.id}`);
    expect(detail.ours[0]).toMatchObject({ externalId: 'G', points: 70, evidence: { kid: brand.signer.kid } });
    expect(detail.steps).toMatchObject([{ to: 'OPEN', by: 'matching' }]);
    expect(found.find((one) => one.proposal === 'CAPTURE')?.postingIds).toEqual([held.id]);
    const handBack = new TextDecoder().decode(await brand.client.reconciliations.handBack(answer.id));
    expect(handBack.split('\n')).toEqual(expect.arrayContaining([`H,kongsi-hand-back/1,${brand.partnerId},${today},PARTNER_FILE,${answer.id}`, `3,1,ACCEPTED,,MATCHED,EXTERNAL_ID,${postings[0] ?? ''}`, '5,3,ACCEPTED,,MISSING_HERE,,', 'T,10,10,0,0,0']));
    const json = JSON.parse(new TextDecoder().decode(await brand.client.reconciliations.handBack(answer.id, 'json'))) as { records: ReconciledRecord[]; trailer: object };
    expect([json.records.length, json.trailer]).toEqual([10, { records: 10, accepted: 10, warned: 0, refused: 0, merged: 0 }]);
  });

  test('the same file again, and at once from two sides, is the same answer and adds nothing; a later file is merged record by record', async () => {
    await earn('A', 10);
    const file = dayCsv(brand.partnerId, today, [row('1', 10, { externalId: 'A' }), row('2', 7, { externalId: 'B' })]);
    const [first, second] = await Promise.all([brand.client.reconciliations.upload(file), brand.client.reconciliations.upload(file)]);
    expect(second).toMatchObject({ ...first, matchedAt: expect.any(String) as string });
    const once = await allRows();
    expect(await brand.client.reconciliations.upload(file)).toMatchObject({ id: first.id, answers: first.answers, classes: first.classes });
    expect(await allRows()).toEqual(once);
    expect([await rows('day_file'), await rows('day_record'), await rows('reconciliation_break')]).toEqual([1, 2, 1]);
    await earn('B', 8);
    const later = await upload([row('1', 10, { externalId: 'A' }), row('2', 8, { externalId: 'B' }), row('3', 3, { externalId: 'C' }), row('3', 3, { externalId: 'C' }), row('3', 4, { externalId: 'C' }), row('4', 1, { outletId: 'out_01a1c9e0-1000-7d64-9c51-9e4fa06b7283' }), row('5', 1, { externalId: 'X', occurredAt: new Date(Date.parse(stamp) - 2 * DAY_MS).toISOString() }), row('6', 2, { member: 'card:nobody', externalId: 'Y' })]);
    expect((await records(later.id)).map((one) => [one.recordId, one.answer, one.reason])).toEqual([['1', 'MERGED', 'known'], ['2', 'MERGED', 'replaces'], ['3', 'ACCEPTED', undefined], ['3', 'MERGED', 'repeated'], ['3', 'REFUSED', 'record_id_repeated'], ['4', 'REFUSED', 'outlet_unknown'], ['5', 'REFUSED', 'wrong_date'], ['6', 'WARNED', 'member_unknown']]);
    expect(later.answers).toEqual({ accepted: 1, warned: 1, refused: 3, merged: 3 });
    // The sale that was missing was posted since, and the partner tells it alike now.
    expect((await breaks()).map((one) => [one.recordIds[0], one.state, one.linkedPostingId !== undefined]).sort()).toEqual([['2', 'CORRECTED', true], ['3', 'OPEN', false], ['6', 'OPEN', false]]);
  });

  test('the last word is the partner\'s: a file that is sent once more after another one counts again', async () => {
    await earn('A', 10);
    const right = dayCsv(brand.partnerId, today, [row('1', 10, { externalId: 'A' })]);
    expect(classes((await brand.client.reconciliations.upload(right)) as Reconciliation)).toEqual({ MATCHED: [1, 1] });
    const wrong = await upload([row('1', 949, { externalId: 'A' })]);
    expect(classes(wrong)).toEqual({ AMOUNT_DIFFERS: [1, 1] });
    expect(classes((await brand.client.reconciliations.upload(right)) as Reconciliation)).toEqual({ MATCHED: [1, 1] });
    expect((await breaks()).map((one) => [one.class, one.state, one.causeCode])).toEqual([['AMOUNT_DIFFERS', 'EXPLAINED', 'LATER_FILE']]);
    expect([await rows('day_file'), await rows('day_record')]).toEqual([2, 3]);
    await brand.client.reconciliations.upload(right);
    expect(await rows('day_record')).toBe(3);
  });

  test('a thousand records of one sale are one break, and neither the upload nor the night fails of it', async () => {
    await earn('A', 10);
    const many = Array.from({ length: 1_200 }, (_none, n) => row(`${'r'.repeat(50)}${n}`, 1, { externalId: 'A' }));
    expect(classes(await upload(many))).toEqual({ AMOUNT_DIFFERS: [1_200, 1] });
    expect((await upload(many.slice(1))).openBreaks).toBe(1);
  });

  test('a hold that came to nothing is no difference, unless the partner tells of it', async () => {
    await earn('A', 50);
    const released = await brand.client.holds.create({ externalId: 'H1', member: memberId, outletId: brand.outletId, points: 5 });
    await brand.client.holds.release(released.id);
    await brand.client.holds.create({ externalId: 'H2', member: memberId, outletId: brand.outletId, points: 6 });
    expect(classes(await upload([row('1', 50, { externalId: 'A' })]))).toEqual({ MATCHED: [1, 1] });
    expect(classes(await upload([row('2', 5, { externalId: 'H1', type: 'BURN' })]))).toEqual({ MATCHED: [1, 1], STATUS_DIFFERS: [1, 1] });
  });

  test('a file that cannot be taken is refused as a whole with its lines, and leaves no trace', async () => {
    const other = await stack.brand('Lain');
    const good = [row('1', 10, { externalId: 'A', amount: '1000.00' })];
    const columns = 'recordId,type,outletId,points,occurredAt,status';
    const cases: [string, string, string[]][] = [
      ['wrong count', dayCsv(brand.partnerId, today, good, { trailer: 'T,2,10,1000.00' }), ['/lines/4 trailer_count']],
      ['wrong sums', dayCsv(brand.partnerId, today, good, { trailer: 'T,1,11,999.00' }), ['/lines/4 trailer_points', '/lines/4 trailer_amount']],
      ['no trailer', dayCsv(brand.partnerId, today, good, { trailer: '' }), ['/lines/3 trailer']],
      ['no header', dayCsv(brand.partnerId, today, good, { header: 'hello' }), ['/lines/1 header']],
      ['header of another partner', dayCsv(other.partnerId, today, good), ['/header header_partner']],
      ['a date that lies ahead', dayCsv(brand.partnerId, dateOf(Date.parse(stamp) + DAY_MS), good), ['/header header_date']],
      ['no date', dayCsv(brand.partnerId, '2026-02-30', good), ['/lines/1 header_date']],
      ['an unknown column', dayCsv(brand.partnerId, today, good, { columns: `${columns},colour` }), ['/lines/2 columns']],
      ['broken rows', dayCsv(brand.partnerId, today, [row('1', 10), row('2', 1.5 as number), row('3', 1, { type: 'GIFT', occurredAt: 'noon' }), row('4', 1, { outletId: '' })], { trailer: 'T,4,13,0.00' }), ['/lines/4/points invalid', '/lines/5/type invalid', '/lines/5/occurredAt invalid', '/lines/6/outletId missing']],
      ['a short row', dayCsv(brand.partnerId, today, good).replace(',1000.00,', ',1000.00'), ['/lines/3 columns']],
      ['an open quote', dayCsv(brand.partnerId, today, [row('1', 10, { receiptNo: '"abc' })]), ['/lines/3 quotes']],
      ['a quote that opens a line and never closes', dayCsv(brand.partnerId, today, [row('"R0', 10)]), ['/lines/3 quotes']],
      ['text behind a quote', dayCsv(brand.partnerId, today, [row('"1"x', 10)]), ['/lines/3 quotes']],
      ['a quote inside a field', dayCsv(brand.partnerId, today, [row('1"x', 10)]), ['/lines/3 quotes']],
      ['a header of quotes', `"\n"\n"`, ['/lines/1 quotes']],
      ['a year that was never counted', dayCsv(brand.partnerId, '0000-01-01', good), ['/lines/1 header_date']],
    ];
    const before = await allRows();
    for (const [name, file, expected] of cases) {
      const problem = await brand.client.reconciliations.upload(file, { contentType: 'text/csv' }).then(() => undefined, (error: { code: string; problem: { errors?: { pointer: string; code: string }[] } }) => error);
      expect([name, problem?.code, problem?.problem.errors?.map((one) => `${one.pointer} ${one.code}`).slice(0, expected.length)]).toEqual([name, 'validation_failed', expected]);
    }
    const latin = new Uint8Array([...new TextEncoder().encode(dayCsv(brand.partnerId, today, good)), 0xe9]);
    await expect(brand.client.reconciliations.upload(latin)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(brand.client.reconciliations.upload(JSON.stringify({ header: {}, records: [], trailer: {}, x: 1 }))).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(brand.client.reconciliations.upload('{"header":1.5}')).rejects.toMatchObject({ code: 'validation_failed' });
    expect(await allRows()).toEqual(before);
  });

  test('JSON, semicolons and quotes say the same as commas', async () => {
    await earn('A', 10, { receiptNo: 'R 1' });
    const record = { recordId: '1', type: 'EARN' as const, outletId: brand.outletId, receiptNo: 'R 1', points: 10, occurredAt: stamp, status: 'POSTED' as const };
    const header = { format: 'kongsi-day/1' as const, partnerId: brand.partnerId, businessDate: today, source: 'PARTNER_FILE' as const };
    expect(classes((await brand.client.reconciliations.upload({ header, records: [record], trailer: { records: 1, points: 10, amount: { currency: 'IDR', value: '0.00' } } })) as Reconciliation)).toEqual({ MATCHED: [1, 1] });
    expect(await upload([row('1', 10, { receiptNo: '"R 1"' })], today, { separator: ';' })).toMatchObject({ answers: { merged: 1 }, classes: [{ class: 'MATCHED' }] });
    await expect(brand.client.reconciliations.upload({ header, records: [{ ...record, colour: 'red' } as never], trailer: { records: 1, points: 10, amount: { currency: 'IDR', value: '0.00' } } })).rejects.toMatchObject({ problem: { errors: [{ pointer: '/records/0/colour' }] } });
    const journal = await upload([row('1', 10, { externalId: 'A' })], today, { source: 'SDK_JOURNAL' });
    expect([classes(journal), await rows('reconciliation_day')]).toEqual([{ MATCHED: [1, 1] }, 2]);
  });

  test('a sale on either side of midnight is found on the neighbouring date, in whatever order the files come', async () => {
    await earn('LATE', 10);
    const yesterday = dateOf(Date.parse(stamp) - DAY_MS);
    const first = await upload([row('1', 10, { externalId: 'LATE', occurredAt: new Date(Date.parse(`${yesterday}T16:59:00Z`)).toISOString() })], yesterday);
    expect(classes(first)).toEqual({ TIMING: [1, 1] });
    expect((await breaks()).map((one) => [one.class, one.state, one.causeCode, one.closedByRule])).toEqual([['TIMING', 'EXPLAINED', 'TIMING', 'neighbouring-date@v1']]);
    // Today's own file does not know the sale; it is still the one of yesterday.
    const second = await upload([]);
    expect(classes(second)).toEqual({ TIMING: [1, 1] });
    expect((await breaks('&state=OPEN'))).toEqual([]);
    // When today's file tells it after all, yesterday's record is the one that stands alone, and says it again.
    await upload([row('9', 10, { externalId: 'LATE' })]);
    expect((await breaks('&state=OPEN')).map((one) => [one.class, one.businessDate])).toEqual([['MISSING_HERE', yesterday]]);
  });

  test('a sale that a till signed while it was alone is posted late by the upload, and one that is too late goes to quarantine', async () => {
    const sign = async (externalId: string, seq: number, hoursAgo: number, previous?: string): Promise<string> => (await brand.client.signOffline({ tillId: brand.tillId, externalId, seq, op: 'EARN', body: { member: memberId, outletId: brand.outletId, points: 6 }, capturedAt: new Date(Date.parse(stamp) - hoursAgo * 3_600_000), ...(previous !== undefined && { previous }) })).token;
    await stack.db.owner.query(`UPDATE partner_key SET valid_from = valid_from - interval '10 days' WHERE partner_id = $1`, [brand.partnerId.slice(4)]);
    const token = await sign('OFF-1', 1, 1);
    const at = new Date(Math.floor((Date.parse(stamp) - 3_600_000) / 1_000) * 1_000);
    const answer = await upload([row('1', 6, { externalId: 'OFF-1', occurredAt: at.toISOString(), token })], dateOf(at.getTime()));
    expect((await breaks())[0]?.note).toBe('The signed sale was posted late.');
    expect(classes(answer)).toEqual({ MATCHED: [1, 1] });
    expect(await breaks()).toMatchObject([{ class: 'MISSING_HERE', state: 'CORRECTED', closedByRule: 'signed-late@v1', linkedPostingId: expect.stringMatching(/^pst_/) as string }]);
    expect((await brand.client.members.balance(memberId)).available).toBe(6);
    const old = new Date(Date.parse(stamp) - 80 * 3_600_000);
    const late = await upload([row('1', 6, { externalId: 'OFF-2', occurredAt: old.toISOString(), token: await sign('OFF-2', 2, 80, token) })], dateOf(old.getTime()));
    expect(classes(late)).toEqual({ MISSING_HERE: [1, 0] });
    expect((await breaks('&state=OPEN'))[0]).toMatchObject({ note: expect.stringMatching(/^offline_window_expired/) as string, proposal: 'POST_LATE' });
    expect((await brand.client.quarantine.list().toArray({ limit: 5 })).map((one) => one.externalId)).toEqual(['OFF-2']);
    // What the partner itself undid is not posted, and one sale is not posted for two records.
    const undone = await upload([row('3', 6, { externalId: 'OFF-4', status: 'REVERSED', token: await sign('OFF-4', 3, 0.5) })]);
    expect(classes(undone)['MISSING_HERE']).toEqual([1, 0]);
    expect((await breaks('&state=OPEN')).find((one) => one.recordIds[0] === '3')).toMatchObject({ proposal: 'NOTHING' });
    expect((await brand.client.members.balance(memberId)).available).toBe(6);
    // Told on today's date whatever the hour, also when the sale lies before midnight.
    await upload([row('4', 6, { externalId: 'OFF-1-B', occurredAt: at.toISOString(), token })]);
    expect((await breaks('&state=OPEN')).find((one) => one.recordIds[0] === '4')).toMatchObject({ class: 'MISSING_HERE', note: 'The token is that of record 1; a sale is posted once.' });
    // A token of another partner, or none at all, posts nothing.
    const forged = await upload([row('2', 6, { externalId: 'OFF-3', token: 'a.b.c' })]);
    expect(classes(forged)['MISSING_HERE']).toEqual([3, 0]);
  });

  test('silence of seven days explains what the partner does not have, and new evidence opens it again', async () => {
    const id = await earn('QUIET', 10);
    await upload([]);
    const [open] = await breaks();
    expect(open).toMatchObject({ class: 'MISSING_THERE', state: 'OPEN', owner: 'PARTNER' });
    expect(Date.parse(open?.answerBy ?? '') - Date.parse(open?.openedAt ?? '')).toBe(7 * DAY_MS);
    await stack.advance(6 * 86_400);
    expect((await breaks())[0]?.state).toBe('OPEN');
    await stack.advance(2 * 86_400);
    expect((await breaks())[0]).toMatchObject({ state: 'EXPLAINED', causeCode: 'SILENCE', closedByRule: 'silence@v1', closedBy: 'rule:silence@v1', postingIds: [id] });
    expect(await brand.client.breaks.reopen(open?.id ?? '', { reason: 'The till of the outlet knows no such sale.' })).toMatchObject({ state: 'OPEN' });
    await expect(brand.client.breaks.reopen(open?.id ?? '', { reason: 'Once more.' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
    expect((await brand.client.breaks.get(open?.id ?? '')).steps.map((step) => [step.from, step.to, step.by.split(':')[0]])).toEqual([[undefined, 'OPEN', 'matching'], ['OPEN', 'EXPLAINED', 'rule'], ['EXPLAINED', 'OPEN', 'key']]);
    // The run of each night lists the step.
    const { data } = await rina.get<{ data: Window[] }>('/settlement-windows?status=CLOSED&limit=1');
    expect((await rina.get<Window>(`/settlement-windows/${data[0]?.id ?? ''}`)).run.steps.map((step) => step.step)).toContain('MATCH');
  });

  test('two people write off, within a limit; a correction links what was posted, and two people too', async () => {
    await earn('W', 10);
    await earn('BIG', 900_000);
    await upload([]);
    const byPosting = async (points: number): Promise<string> => (await breaks('&state=OPEN')).find((one) => one.pointsOurs === points)?.id ?? '';
    const [small, big] = [await byPosting(10), await byPosting(900_000)];
    await expect(brand.client.breaks.explain(small, { causeCode: 'WRITTEN_OFF', reason: 'Not worth it.' })).rejects.toMatchObject({ code: 'role_required' });
    expect(await rina.post<Break>(`/breaks/${small}/explain`, { causeCode: 'WRITTEN_OFF', reason: 'Not worth it.' })).toMatchObject({ state: 'OPEN', pending: { kind: 'WRITE_OFF', by: 'user:rina' } });
    await expect(rina.post(`/breaks/${small}/explain`, { causeCode: 'WRITTEN_OFF', reason: 'Not worth it.' })).rejects.toMatchObject({ code: 'second_person_required' });
    expect(await budi.post<Break>(`/breaks/${small}/explain`, { causeCode: 'WRITTEN_OFF', reason: 'Agreed.' })).toMatchObject({ state: 'EXPLAINED', causeCode: 'WRITTEN_OFF', closedBy: 'user:rina, user:budi' });
    await expect(rina.post(`/breaks/${big}/explain`, { causeCode: 'WRITTEN_OFF', reason: 'Too much.' })).rejects.toMatchObject({ code: 'limit_exceeded' });
    const back = await brand.client.reversals.create({ externalId: 'BIG-back', original: { externalId: 'BIG' }, reason: 'ERROR' });
    await expect(rina.post(`/breaks/${big}/correct`, { postingId: 'pst_01a1c9e0-1000-7d64-9c51-9e4fa06b7283', reason: 'No such thing.' })).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(rina.post(`/breaks/${big}/correct`, { reason: 'Nothing named.' })).rejects.toMatchObject({ code: 'validation_failed' });
    expect(await brand.client.breaks.correct(big, { postingId: back.id, reason: 'Taken back.' })).toMatchObject({ state: 'OPEN', pending: { kind: 'CORRECT', postingId: back.id } });
    await expect(brand.client.breaks.correct(big, { postingId: back.id, reason: 'Taken back.' })).rejects.toMatchObject({ code: 'second_person_required' });
    expect(await budi.post<Break>(`/breaks/${big}/correct`, { postingId: back.id, reason: 'Seen.' })).toMatchObject({ state: 'CORRECTED', linkedPostingId: back.id });
    await expect(budi.post(`/breaks/${big}/reopen`, { reason: 'Anew.' })).rejects.toMatchObject({ code: 'transition_not_allowed' });
  });

  test('a break takes no other step than those of its life, and a refused one leaves no trace', async () => {
    for (const name of ['ONE', 'TWO', 'THREE']) await earn(name, 10 + name.length);
    await upload([]);
    const [open, explained, corrected] = (await breaks('&state=OPEN')).map((one) => one.id) as [string, string, string];
    await brand.client.breaks.explain(explained, { causeCode: 'ACCEPTED', reason: 'Found it.' });
    const instead = await earn('INSTEAD', 1);
    const correction = { postingId: instead, reason: 'Posted since.' };
    await brand.client.breaks.correct(corrected, correction);
    await budi.post(`/breaks/${corrected}/correct`, correction);
    const steps: [string, object][] = [['explain', { causeCode: 'ACCEPTED', reason: 'Once more.' }], ['correct', correction], ['reopen', { reason: 'Seen again.' }]];
    const allowed: Record<string, string[]> = { [open]: ['explain', 'correct'], [explained]: ['reopen'], [corrected]: [] };
    const [states, before] = [async (): Promise<unknown> => (await breaks()).map((one) => [one.id, one.state, one.closedAt]).sort(), await allRows()];
    const now = await states();
    for (const id of [open, explained, corrected]) {
      for (const [step, body] of steps.filter(([name]) => !allowed[id]?.includes(name))) {
        await expect(rina.post(`/breaks/${id}/${step}`, body)).rejects.toMatchObject({ code: 'transition_not_allowed' });
        expect([id, step, await states()]).toEqual([id, step, now]);
      }
    }
    expect(await allRows()).toEqual(before);
  });

  test('a corrected break stays closed when its day is matched again; what the partner tells otherwise afterwards is another break', async () => {
    await earn('C', 10);
    await upload([row('1', 12, { externalId: 'C' })]);
    const [found] = await breaks();
    expect(found).toMatchObject({ class: 'AMOUNT_DIFFERS', state: 'OPEN', pointsTheirs: 12, pointsOurs: 10 });
    const more = await brand.client.earns.create({ externalId: 'C-more', member: memberId, outletId: brand.outletId, points: 2 });
    const correction = { postingId: more.id, reason: 'The two points that were missing.' };
    await rina.post(`/breaks/${found?.id ?? ''}/correct`, correction);
    await budi.post(`/breaks/${found?.id ?? ''}/correct`, correction);
    // The correction itself changes what stands beside the record: a refund of one point of it, too.
    await brand.client.reversals.create({ externalId: 'C-back', original: { externalId: 'C' }, points: 1, reason: 'RETURN' });
    await upload([row('1', 12, { externalId: 'C' }), row('2', 2, { externalId: 'C-more' })]);
    expect((await breaks()).filter((one) => one.recordIds.includes('1')).map((one) => [one.id, one.state, one.linkedPostingId])).toEqual([[found?.id, 'CORRECTED', more.id]]);
    await upload([row('1', 15, { externalId: 'C' }), row('2', 2, { externalId: 'C-more' })]);
    const both = (await breaks()).filter((one) => one.recordIds.includes('1'));
    expect(both.map((one) => [one.state, one.pointsTheirs]).sort()).toEqual([['CORRECTED', 12], ['OPEN', 15]]);
    // The new one lives as any other: told alike in the end, it is explained.
    await upload([row('1', 10, { externalId: 'C' }), row('2', 2, { externalId: 'C-more' })]);
    expect((await breaks()).filter((one) => one.recordIds.includes('1')).map((one) => one.state).sort()).not.toContain('OPEN');
    expect((await brand.client.breaks.get(found?.id ?? '')).steps.map((step) => [step.from, step.to])).toEqual([[undefined, 'OPEN'], ['OPEN', 'CORRECTED']]);
  });

  test('a rule is data: shown dry, approved by another person, and named by what it closes; it closes only what fits', async () => {
    await earn('R', 3);
    await upload([row('1', 3, { externalId: 'ELSEWHERE', outletId: brand.outletId })]);
    const body = { name: 'small-and-here', place: 15, class: 'MISSING_HERE', conditions: { pointsAtMost: 3, token: false }, action: 'EXPLAIN', causeCode: 'ACCEPTED' };
    const rule = await rina.post<ReconciliationRule>('/reconciliation-rules', body);
    expect(rule).toMatchObject({ version: 1, status: 'PROPOSED' });
    const dry = await rina.get<DryRun>(`/reconciliation-rules/${rule.id}/dry-run`);
    expect(dry.breaks.some((one) => one.partnerId === brand.partnerId && one.class === 'MISSING_HERE' && one.state === 'OPEN')).toBe(true);
    expect(dry.count).toBe(dry.breaks.length);
    await expect(rina.post(`/reconciliation-rules/${rule.id}/approve`)).rejects.toMatchObject({ code: 'role_required' });
    const both = await stack.person('rina', ['HUB_FINANCE', 'HUB_APPROVER']);
    await expect(both.post(`/reconciliation-rules/${rule.id}/approve`)).rejects.toMatchObject({ code: 'second_person_required' });
    await expect(rina.post('/reconciliation-rules', { ...body, ruleId: rule.id })).rejects.toMatchObject({ code: 'change_pending' });
    expect(await budi.post(`/reconciliation-rules/${rule.id}/approve`)).toMatchObject({ status: 'ACTIVE', checkedBy: 'user:budi' });
    expect((await breaks('&class=MISSING_HERE'))[0]?.state).toBe('OPEN');
    await upload([row('2', 2, { externalId: 'SMALL' }), row('3', 4, { externalId: 'LARGE' })]);
    expect((await breaks('&class=MISSING_HERE')).map((one) => [one.recordIds[0], one.state, one.closedByRule]).sort()).toEqual([['1', 'EXPLAINED', 'small-and-here@v1'], ['2', 'EXPLAINED', 'small-and-here@v1'], ['3', 'OPEN', undefined]]);
    for (const wrong of [{ ...body, class: 'AMOUNT_DIFFERS' }, { ...body, conditions: {} }, { ...body, causeCode: undefined }, { ...body, action: 'POST_LATE' }]) await expect(rina.post('/reconciliation-rules', wrong)).rejects.toMatchObject({ code: 'validation_failed' });
    const retired = await rina.post<ReconciliationRule>('/reconciliation-rules', { ...body, ruleId: rule.id, retires: true });
    expect(retired.version).toBe(2);
    expect(await budi.post(`/reconciliation-rules/${rule.id}/approve`)).toMatchObject({ status: 'RETIRED' });
    expect((await rina.get<{ data: ReconciliationRule[] }>('/reconciliation-rules?status=ACTIVE')).data.map((one) => one.name)).toEqual(['signed-late', 'neighbouring-date', 'said-twice', 'silence']);
  });

  test('a partner sees and moves only its own', async () => {
    await earn('MINE', 10);
    const { id } = await upload([]);
    const [open] = await breaks();
    const stranger = await stack.brand('Orang Luar');
    for (const call of [stranger.client.reconciliations.get(id), stranger.client.reconciliations.handBack(id), stranger.client.reconciliations.records(id).page(), stranger.client.breaks.get(open?.id ?? ''), stranger.client.breaks.explain(open?.id ?? '', { causeCode: 'ACCEPTED', reason: 'Not mine.' }), stranger.client.breaks.list({ partnerId: brand.partnerId }).page()]) await expect(call).rejects.toMatchObject({ code: 'not_found' });
    expect(await stranger.client.breaks.list().toArray({ limit: 5 })).toEqual([]);
    expect(await stranger.client.reconciliations.days().toArray({ limit: 5 })).toEqual([]);
    const [owner, viewer] = [await stack.person('ratna', ['PARTNER_OWNER'], brand.partnerId), await stack.person('vina', ['PARTNER_VIEWER'], brand.partnerId)];
    await expect(viewer.get('/breaks')).rejects.toMatchObject({ code: 'role_required' });
    expect((await owner.get<{ data: { count: number }[] }>('/break-counts')).data).toMatchObject([{ partnerId: brand.partnerId, class: 'MISSING_THERE', state: 'OPEN', age: 'UP_TO_1', count: 1, points: 10 }]);
    expect(await owner.post<Break>(`/breaks/${open?.id ?? ''}/explain`, { causeCode: 'ACCEPTED', reason: 'We found it.' })).toMatchObject({ state: 'EXPLAINED', closedBy: 'user:ratna' });
  });
});
