import { parse } from 'csv-parse/sync';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import type { Journal } from '../../src/accounting/journal.wire';
import type { Obligation, Window } from '../../src/settlement/settlement.wire';
import { addDays } from '../../src/kernel/business-date';
import { vector } from '../support/vectors';
import { proposedBy } from '../support/proposed';

interface Booked { debit?: string; credit?: string; amount: string; text?: string }
const expected: readonly Booked[] = vector('W1').expected.journal;
type Row = Record<'entry' | 'date' | 'type' | 'account' | 'accountName' | 'accountKey' | 'partnerCode' | 'partner' | 'debit (IDR)' | 'credit (IDR)' | 'reference', string>;
const NAMES: Record<string, string> = { RECEIVABLE: 'receivable', PAYABLE: 'payable', FEE_REVENUE: 'feeRevenue', PPN_OUT: 'ppnOut' };
const minor = (text: string): bigint => BigInt((text || '0.00').replace('.', ''));

describe('the journal', () => {
  let stack: Stack;
  let brands: Record<string, Brand>;
  let maker: Person;
  let windowId: string;
  let obligations: Obligation[];
  let today: string;
  let later: string;

  beforeAll(async () => {
    stack = await givenStack();
    [today, later] = [stack.today(), stack.today(3)];
    brands = { A: await stack.brand('=A, "cabang" satu'), B: await stack.brand('B'), C: await stack.brand('C') };
    maker = await stack.person('rina', ['HUB_FINANCE']);
    const brand = (code: string): Brand => brands[code] as Brand;
    let sale = 0;
    const member = async (earned: [string, number][]): Promise<string> => {
      const { id } = await brand('A').client.members.enrol({ name: 'Wulan', identifiers: [{ kind: 'CARD', value: `C-${(sale += 1)}` }] });
      for (const [from, points] of earned) await brand(from).client.earns.create({ externalId: `E-${(sale += 1)}`, member: id, outletId: brand(from).outletId, points });
      return id;
    };
    const burn = (at: string, id: string, points: number, externalId: string): Promise<unknown> => brand(at).client.burns.create({ externalId, member: id, outletId: brand(at).outletId, points });
    const [m1, m2, m3] = [await member([['A', 120], ['B', 80], ['C', 50]]), await member([['B', 100]]), await member([['A', 33], ['C', 67]])];
    await burn('C', m1, 250, 'P1');
    await brand('C').client.reversals.create({ externalId: 'P2', original: { externalId: 'P1' }, points: 50, reason: 'RETURN' });
    await burn('A', m2, 100, 'P3');
    await burn('B', m3, 100, 'P4');
    windowId = (await maker.get<{ data: Window[] }>('/settlement-windows?status=OPEN')).data[0]?.id ?? '';
    await maker.post(`/settlement-windows/${windowId}/close`);
    const checker = await stack.person('budi', ['HUB_APPROVER']);
    const proposed = await proposedBy(maker, checker);
    for (const person of [maker, checker]) await person.post(`/settlements/${proposed.id}/approve`, { settlementHash: proposed.settlementHash });
    obligations = (await maker.get<{ data: Obligation[] }>(`/settlements/${proposed.id}/obligations`)).data.filter((one) => one.partyId !== 'HUB');
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  const csv = async (query: string, person = maker): Promise<{ rows: Row[]; text: string; status: number }> => {
    const answer = await fetch(`${stack.origin}/v1/journal/csv?${query}`, { headers: { authorization: `Bearer ${person.token}` } });
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
    return { status: answer.status, text, rows: answer.ok ? (parse(text, { bom: true, columns: true, delimiter: query.includes('SEMICOLON') ? ';' : ',' }) as Row[]) : [] };
  };
  const code = (row: Row): string => Object.keys(brands).find((one) => row.partner.replace(/^'/, '') === (one === 'A' ? '=A, "cabang" satu' : one)) ?? '';
  /** Sums by entry type, account, party and side, as the worked example lists them. */
  const summed = (rows: readonly Row[]): Record<string, bigint> => {
    const sums: Record<string, bigint> = {};
    const group: Record<string, string> = { CLAIM: 'points claims', FEE: 'fees and PPN', PPN: 'fees and PPN', SET_OFF: 'set-off' };
    for (const row of rows.filter((one) => one.type !== 'MONEY')) {
      const account = `${NAMES[row.accountKey] ?? row.accountKey}${row.partner === '' ? '' : `:${code(row)}`}`;
      const key = `${group[row.type] ?? row.type} ${row['debit (IDR)'] === '' ? 'credit' : 'debit'} ${account}`;
      sums[key] = (sums[key] ?? 0n) + minor(row['debit (IDR)']) + minor(row['credit (IDR)']);
    }
    return sums;
  };

  test('is the journal of the worked example, line by line and to the rupiah', async () => {
    const { rows } = await csv(`from=${today}&to=${later}`);
    const wanted = Object.fromEntries(expected.map((one) => [`${one.text ?? 'fees and PPN'} ${one.debit === undefined ? 'credit' : 'debit'} ${one.debit ?? one.credit ?? ''}`, minor(one.amount)]));
    expect(summed(rows)).toEqual(wanted);
    const balance = (column: 'debit (IDR)' | 'credit (IDR)'): bigint => rows.reduce((sum, row) => sum + minor(row[column]), 0n);
    expect(balance('debit (IDR)')).toBe(balance('credit (IDR)'));
    // Nothing but booking lines, each of which a ledger can import, and every claim names the document that carries it.
    expect(rows.every((row) => row.account !== '' && (row['debit (IDR)'] === '') !== (row['credit (IDR)'] === ''))).toBe(true);
    const references = (type: string, key: string): string[] => [...new Set(rows.filter((row) => row.type === type && row.accountKey === key).map((row) => row.reference.replace(/\d{6}$/, '#')))];
    // The documents of a day are issued, and numbered, on the next one.
    const year = addDays(today, 1).slice(0, 4);
    expect([references('CLAIM', 'RECEIVABLE'), references('CLAIM', 'PAYABLE'), references('FEE', 'FEE_REVENUE'), references('PPN', 'RECEIVABLE')]).toEqual([[`INP/${year}/#`], [`INR/${year}/#`], [`INV/${year}/#`], [`INV/${year}/#`]]);
  });

  test('leaves each partner with its net cash before money moves, and with nothing after', async () => {
    const rest = async (): Promise<Record<string, bigint>> => {
      const sums: Record<string, bigint> = {};
      for (const row of (await csv(`from=${today}&to=${later}`)).rows.filter((one) => one.partner !== '')) sums[code(row)] = (sums[code(row)] ?? 0n) + minor(row['credit (IDR)']) - minor(row['debit (IDR)']);
      return sums;
    };
    expect(await rest()).toEqual({ A: -2_971_700n, B: -4_344_100n, C: 6_205_700n });
    for (const one of obligations) await maker.post('/payments', { obligationId: one.id, amount: { currency: 'IDR', value: one.netCash.value.replace('-', '') }, bankReference: `=BCA-${one.id.slice(-4)}`, paidOn: today });
    expect(await rest()).toEqual({ A: 0n, B: 0n, C: 0n });
    const journal = await maker.get<Journal>(`/journal?from=${today}&to=${later}`);
    expect(journal.debit).toEqual(journal.credit);
    expect(journal.accounts.find((one) => one.key === 'BANK')).toMatchObject({ debit: { value: '73158.00' }, credit: { value: '62057.00' } });
    expect(journal.accounts.find((one) => one.key === 'FEE_REVENUE')?.credit.value).toBe('10001.00');
  });

  test('of a window holds its claims, fees and PPN alone', async () => {
    const { rows } = await csv(`windowId=${windowId}`);
    expect(new Set(rows.map((row) => row.type))).toEqual(new Set(['CLAIM', 'FEE', 'PPN']));
    expect(rows.reduce((sum, row) => sum + minor(row['debit (IDR)']), 0n)).toBe(21_110_100n);
  });

  test('is RFC 4180, and no text of a partner can be a formula', async () => {
    const { text } = await csv(`from=${today}&to=${later}`);
    expect(text.startsWith('\ufeffreportVersion,entry,date')).toBe(true);
    expect(text.split('\r\n').at(-1)).toBe('');
    expect(text).toContain(`"'=A, ""cabang"" satu"`);
    expect(text).toContain(`'=BCA-`);
    expect((await csv(`from=${today}&to=${later}&separator=SEMICOLON`)).text).toContain('reportVersion;entry;date');
  });

  test('uses the accounts that finance mapped, and asks for a window or for dates', async () => {
    await maker.post('/journal-accounts/BANK', { code: '1-1101.BCA', name: 'BCA Thamrin' });
    const { rows } = await csv(`from=${today}&to=${later}`);
    expect(rows.find((row) => row.accountKey === 'BANK')).toMatchObject({ account: '1-1101.BCA', accountName: 'BCA Thamrin' });
    await expect(maker.post('/journal-accounts/BANK', { code: '=1', name: 'x' })).rejects.toMatchObject({ code: 'validation_failed' });
    for (const query of ['', `from=${today}`, `from=${today}&to=${today}`, 'from=2026-01-01&to=2026-12-31', `windowId=${windowId}&from=${today}&to=${later}`]) await expect(maker.get(`/journal?${query}`)).rejects.toMatchObject({ code: 'parameter_invalid' });
    await expect(maker.get(`/journal?windowId=win_00000000-0000-7000-8000-00000000dead`)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is for finance people of the operator', async () => {
    for (const person of [await stack.person('sari', ['HUB_SUPPORT']), await stack.person('owner', ['PARTNER_OWNER', 'PARTNER_FINANCE'], brands['A']?.partnerId)]) {
      expect((await csv(`from=${today}&to=${later}`, person)).status).toBe(403);
      await expect(person.post('/journal-accounts/BANK', { code: '1', name: 'x' })).rejects.toMatchObject({ code: 'role_required' });
    }
  });
});
