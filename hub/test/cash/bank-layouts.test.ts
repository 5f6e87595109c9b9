import fc from 'fast-check';
import { readByLayout, templateOf, type BankLayout } from '../../src/cash/domain/bank-layout';
import type { BankStatement } from '../../src/cash/domain/bank-statement';
import type { BankFile, BankLayoutView } from '../../src/cash/bank.wire';
import type { Obligation } from '../../src/settlement/settlement.wire';
import { givenFirstNight, OWN_ACCOUNT, type FirstNight } from '../support/first-settlement';

/** A file of the shape of BCA's export: labels above and below, the way after the amount, no reference of the bank. */
const bca = (rows: readonly string[], { account = OWN_ACCOUNT, foot = ['Saldo Awal : 23,500,000.00', 'Mutasi Debet : 62,057.00', 'Mutasi Kredit : 73,158.00', 'Saldo Akhir : 23,511,101.00'] } = {}): string =>
  ['"Informasi Rekening - Mutasi Rekening"', `"No. rekening : ${account}"`, '"Nama : PT KONGSI KOALISI NUSANTARA"', '"Periode : 25/11/2026 - 25/11/2026"', '"Kode Mata Uang : Rp"', '', '"Tanggal Transaksi","Keterangan","Cabang","Jumlah","Saldo"', ...rows, ...foot.map((one) => `"${one}"`), ''].join('\r\n');
const BCA_ROWS = ['25/11/2026,"TRSF E-BANKING CR 2511/FTSCY/WS95031 REF-A PT A","\'0000","29,717.00 CR","23,529,717.00"', '25/11/2026,"TRSF E-BANKING CR 2511/FTSCY/WS95031 PT B, CABANG SENOPATI","\'0000","43,441.00 CR","23,573,158.00"', '25/11/2026,"TRSF E-BANKING DB REF-C","\'0000","62,057.00 DB","23,511,101.00"'];
/** A file of the shape of Mandiri's: semicolons, a comma before the sen, two columns, the account on each row, the newest entry first. */
const mandiri = (rows: readonly string[]): string => ['AccountNo;Ccy;PostDate;Remarks;AdditionalDesc;Credit Amount;Debit Amount;Close Balance;ReferenceNo', ...rows, ''].join('\n');
const MANDIRI_ROWS = [`${OWN_ACCOUNT};IDR;25/11/26 10.15;Transfer;"REF-C; PT C";0,00;62.057,00;23.511.101,00;26112500003`, `${OWN_ACCOUNT};IDR;25/11/26 09.02;Setoran;PT B;43.441,00;0,00;23.573.158,00;26112500002`, `${OWN_ACCOUNT};IDR;25/11/26 08.40;Transfer;REF-A;29.717,00;0,00;23.529.717,00;26112500001`];

describe('layouts of banks\u2019 own files', () => {
  let night: FirstNight;
  let obligations: Record<string, Obligation>;
  const layouts = new Map<string, BankLayout>();
  beforeAll(async () => {
    night = await givenFirstNight();
    ({ obligations } = await night.settle());
    await night.registerAccount();
    for (const one of (await night.maker.get<{ data: BankLayoutView[] }>('/bank-layouts')).data) layouts.set(one.code, one.definition as BankLayout);
  });
  afterAll(async () => {
    expect(night.stack.logged).toEqual([]);
    await night.stack.stop();
  });
  const layout = (code: string): BankLayout => layouts.get(code) as BankLayout;
  const read = (code: string, text: string): BankStatement => (readByLayout(text, code, layout(code)) as { statement: BankStatement }).statement;
  const faults = (code: string, text: string): string[] => (readByLayout(text, code, layout(code)) as { faults?: { line: number; code: string }[] }).faults?.map((one) => `${one.line} ${one.code}`) ?? [];
  const post = (content: string, name: string | undefined): Promise<BankFile> => night.maker.post<BankFile>('/bank-files', { format: 'CSV', name: 'mutasi.csv', content, ...(name !== undefined && { layout: name }) });
  /** The file as the bank would have written it today, with the references of this settlement. */
  const named = (text: string): string => text.replaceAll('25/11/2026', night.stack.today().split('-').reverse().join('/')).replace(/REF-([ABC])/g, (_all, code: string) => obligations[code]?.bankReference ?? '');

  test('there are two, like the exports of BCA and Mandiri', () => {
    expect([...layouts.keys()]).toEqual(['BCA', 'MANDIRI']);
  });

  test('a file like BCA\u2019s is read: dates, thousands, the way after the amount, the account in a label', () => {
    const { accountNo, entries, inMinor, outMinor } = read('BCA', bca(BCA_ROWS));
    expect([accountNo, inMinor, outMinor]).toEqual([OWN_ACCOUNT, 7_315_800n, 6_205_700n]);
    expect(entries.map((one) => [one.bookedOn, one.direction, one.amountMinor, one.remark])).toEqual([['2026-11-25', 'IN', 2_971_700n, 'TRSF E-BANKING CR 2511/FTSCY/WS95031 REF-A PT A'], ['2026-11-25', 'IN', 4_344_100n, 'TRSF E-BANKING CR 2511/FTSCY/WS95031 PT B, CABANG SENOPATI'], ['2026-11-25', 'OUT', 6_205_700n, 'TRSF E-BANKING DB REF-C']]);
    expect(new Set(entries.map((one) => one.reference)).size).toBe(3);
    expect(read('BCA', bca(BCA_ROWS)).entries.map((one) => one.reference)).toEqual(entries.map((one) => one.reference));
  });

  test('a file like Mandiri\u2019s is read: semicolons, a decimal comma, two columns, its own references, the newest first', () => {
    const { accountNo, entries } = read('MANDIRI', mandiri(MANDIRI_ROWS));
    expect([accountNo, entries.map((one) => [one.reference, one.bookedOn, one.direction, one.amountMinor, one.remark])]).toEqual([OWN_ACCOUNT, [['26112500003', '2026-11-25', 'OUT', 6_205_700n, 'Transfer REF-C; PT C'], ['26112500002', '2026-11-25', 'IN', 4_344_100n, 'Setoran PT B'], ['26112500001', '2026-11-25', 'IN', 2_971_700n, 'Transfer REF-A']]]);
  });

  test('a layout may name a column of virtual accounts', () => {
    const own: BankLayout = { ...layout('MANDIRI'), columns: { ...layout('MANDIRI').columns, virtualAccount: 'VA No' } };
    const text = mandiri(MANDIRI_ROWS).split('\n').map((row, at) => (row === '' ? row : `${row};${['VA No', '', "'7001 2000 0000 0042", '0007001'][at] ?? ''}`)).join('\n');
    const found = readByLayout(text, 'X', own);
    expect('statement' in found && found.statement.entries.map((one) => one.virtualAccount)).toEqual([undefined, '7001200000000042', '0007001']);
    const faulty = readByLayout(text.replace('0007001', 'n/a'), 'X', own);
    expect('faults' in faulty && faulty.faults.map((one) => `${one.line} ${one.code}`)).toEqual(['4 virtual_account_invalid']);
    expect('statement' in readByLayout(templateOf(own, OWN_ACCOUNT), 'X', own)).toBe(true);
  });

  test('each fault is named with its line, and the file of another bank is none of this layout', () => {
    expect(faults('BCA', mandiri(MANDIRI_ROWS))).toEqual(['1 header_missing']);
    expect(faults('BCA', bca(BCA_ROWS.map((row) => row.replace('29,717.00 CR', '29.717,00 CR'))))).toEqual(['1 trailer_sum', '1 trailer_sum', '8 invalid_money']);
    expect(faults('BCA', bca(BCA_ROWS.map((row) => row.replace('43,441.00 CR', '43,441.00'))))).toEqual(expect.arrayContaining(['9 direction']));
    expect(faults('BCA', bca(BCA_ROWS.map((row) => row.replace('25/11/2026,"TRSF E-BANKING DB', '2026-11-25,"TRSF E-BANKING DB'))))).toEqual(expect.arrayContaining(['10 invalid_date']));
    // A row that is gone breaks the chain of balances; a file that was cut off has no sums at its end.
    expect(faults('BCA', bca([BCA_ROWS[0] ?? '', BCA_ROWS[2] ?? '']))).toEqual(expect.arrayContaining(['9 balance_broken', '1 trailer_sum']));
    expect(faults('BCA', bca(BCA_ROWS, { foot: [] }))).toEqual(['10 trailer_missing']);
    expect(faults('MANDIRI', mandiri([MANDIRI_ROWS[0] ?? '', MANDIRI_ROWS[2] ?? '']))).toEqual(['3 balance_broken']);
    expect(faults('MANDIRI', mandiri(MANDIRI_ROWS.map((row, at) => (at === 1 ? row.replace(OWN_ACCOUNT, '9999999999') : row))))).toEqual(expect.arrayContaining(['3 other_account']));
    expect(faults('MANDIRI', mandiri([`${MANDIRI_ROWS[0] ?? ''}`.replace('0,00;62.057,00', '62.057,00;62.057,00')]))).toEqual(expect.arrayContaining(['2 direction']));
    expect(faults('MANDIRI', mandiri([]))).toEqual(expect.arrayContaining(['1 no_entries']));
  });

  test('every template is a file that its layout reads, whatever the layout', () => {
    const text = (prefix: string): fc.Arbitrary<string> => fc.stringMatching(/^[A-Za-z]{3,8}$/).map((one) => `${prefix} ${one}`);
    const any = fc.record({ delimiter: fc.constantFrom('COMMA' as const, 'SEMICOLON' as const, 'TAB' as const), dateFormat: fc.constantFrom('YYYY-MM-DD' as const, 'DD/MM/YYYY' as const, 'DD/MM/YY' as const, 'DD-MM-YYYY' as const, 'DD.MM.YYYY' as const), decimalMark: fc.constantFrom('POINT' as const, 'COMMA' as const),
      names: fc.tuple(text('tgl'), text('ket'), text('jml'), text('saldo'), text('kr'), text('db'), text('arah'), text('rek')), sign: fc.constantFrom('SUFFIX' as const, 'COLUMN' as const, 'TWO_COLUMNS' as const, 'MINUS' as const), labels: fc.boolean() })
      .map(({ names: [date, remark, amount, balance, credit, debit, way, account], sign, labels, ...rest }): BankLayout => ({ ...rest, columns: { bookedOn: date, remark: [remark], balance, ...(sign === 'TWO_COLUMNS' ? { credit, debit } : { amount }), ...(sign === 'COLUMN' && { direction: way }), ...(!labels && { account }) },
        sign: sign === 'SUFFIX' || sign === 'COLUMN' ? { kind: sign, in: 'K', out: 'D' } : { kind: sign }, labels: labels ? { account: 'Rekening', opening: 'Saldo Awal', closing: 'Saldo Akhir' } : {} }));
    fc.assert(fc.property(any, (one) => {
      const found = readByLayout(templateOf(one, OWN_ACCOUNT), 'ANY', one);
      expect('statement' in found ? [found.statement.accountNo, found.statement.inMinor, found.statement.entries.map((entry) => entry.bookedOn)] : found.faults).toEqual([OWN_ACCOUNT, 153_550_000n, ['2026-09-21']]);
    }), { numRuns: 200 });
  });

  test('the bank\u2019s file is imported by its layout; twice, and overlapping, it adds nothing; and what carries a reference is applied', async () => {
    await expect(post(named(bca(BCA_ROWS, { account: '5550001112' })), 'BCA')).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [expect.objectContaining({ code: 'account_unknown' })] } });
    await expect(post(named(bca(BCA_ROWS)), undefined)).rejects.toMatchObject({ problem: { errors: expect.arrayContaining([expect.objectContaining({ code: 'header_missing' })]) } });
    await expect(post(named(bca(BCA_ROWS)), 'BRI')).rejects.toMatchObject({ problem: { errors: [expect.objectContaining({ pointer: '/layout', code: 'unknown', detail: expect.stringContaining('BCA, MANDIRI') })] } });
    const first = named(bca(BCA_ROWS.slice(0, 2), { foot: ['Saldo Awal : 23,500,000.00', 'Mutasi Debet : 0.00', 'Mutasi Kredit : 73,158.00', 'Saldo Akhir : 23,573,158.00'] }));
    const file = await post(first, 'BCA');
    expect([file.layout, file.entries, file.applied, file.open, file.moneyIn.value]).toEqual(['BCA@v1', 2, 1, 1, '73158.00']);
    expect((await night.obligation(obligations['A']?.id ?? '')).status).toBe('SETTLED');
    await expect(post(first, 'BCA')).rejects.toMatchObject({ code: 'transition_not_allowed' });
    const whole = await post(named(bca(BCA_ROWS)), 'BCA');
    expect([whole.entries, whole.newEntries]).toEqual([3, 1]);
  });

  test('who gets another file adds a layout; a version that was read by stays, and a layout that could not work is refused with the field', async () => {
    const definition = { ...layout('BCA'), delimiter: 'SEMICOLON' };
    const made = await night.maker.post<BankLayoutView>('/bank-layouts', { code: 'BCA', name: 'Ekspor baru', definition });
    expect([made.version, (await night.maker.get<{ data: BankLayoutView[] }>('/bank-layouts')).data.map((one) => [one.code, one.version])]).toEqual([2, [['BCA', 2], ['MANDIRI', 1]]]);
    expect((await night.maker.get<{ data: BankFile[] }>('/bank-files')).data.map((one) => one.layout)).toEqual(['BCA@v1', 'BCA@v1']);
    for (const [change, pointer] of [[{ labels: {} }, '/definition/columns/account'], [{ sign: { kind: 'SUFFIX', in: 'CR', out: 'cr' } }, '/definition/sign'], [{ sign: { kind: 'TWO_COLUMNS' } }, '/definition/columns/credit'], [{ columns: { ...definition.columns, balance: 'Jumlah' } }, '/definition/columns']] as const) await expect(night.maker.post('/bank-layouts', { code: 'BNI', name: 'Ekspor BNI', definition: { ...definition, ...change } })).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [expect.objectContaining({ pointer })] } });
    await expect(night.checker.post('/bank-layouts', { code: 'BNI', name: 'Ekspor BNI', definition })).rejects.toMatchObject({ code: 'role_required' });
    await expect(night.stack.db.pool.query('UPDATE bank_layout SET definition = definition')).rejects.toMatchObject({ code: '42501' });
    const template = await fetch(`${night.stack.origin}/v1/bank-layouts/MANDIRI/template`, { headers: { authorization: `Bearer ${night.maker.token}` } });
    expect([template.headers.get('content-disposition'), (await template.text()).includes(`${OWN_ACCOUNT};IDR`)]).toEqual(['attachment; filename="mandiri-v1.csv"', true]);
    expect((await fetch(`${night.stack.origin}/v1/bank-layouts/NONE/template`, { headers: { authorization: `Bearer ${night.maker.token}` } })).status).toBe(404);
  });
});
