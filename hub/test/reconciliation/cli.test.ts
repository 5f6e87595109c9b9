import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { dayCsv, type DayRow } from '../support/day';
import { givenStack, type Brand, type Stack } from '../support/stack';

const sdk = resolve(__dirname, '../../../partner-sdk');
const built = join(sdk, 'dist', `cli-test-${process.pid}`);
const folder = mkdtempSync(join(tmpdir(), 'kongsi-day-'));
const run = (args: string[], cwd = folder): Promise<{ code: number | null; out: string; err: string }> => new Promise((done) => {
  const child = spawn(process.execPath, args, { cwd });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  child.on('close', (code) => done({ code, ...said }));
});
const kongsi = (...args: string[]): ReturnType<typeof run> => run([join(built, 'cli.mjs'), ...args]);

describe('kongsi reconcile', () => {
  let stack: Stack;
  let brand: Brand;
  let row: (recordId: string, points: number, more?: Partial<DayRow>) => DayRow;
  let today: string;
  beforeAll(async () => {
    const { code, err } = await run([resolve(sdk, '../node_modules/tsdown/dist/run.mjs'), '--out-dir', built, '--no-clean', '--no-dts', '--log-level', 'error'], sdk);
    if (code !== 0) throw new Error(err);
    stack = await givenStack();
    today = stack.today();
    brand = await stack.brand('Toko');
    row = (recordId, points, more = {}) => ({ recordId, type: 'EARN', outletId: brand.outletId, points, status: 'POSTED', occurredAt: new Date().toISOString(), ...more });
    const { id: member } = await brand.client.members.enrol({ name: 'Ani', identifiers: [{ kind: 'CARD', value: 'C1' }] });
    await brand.client.earns.create({ externalId: 'A', member, outletId: brand.outletId, points: 10 });
    writeFileSync(join(folder, 'kongsi.credentials.json'), JSON.stringify({ partnerId: brand.partnerId, baseUrl: stack.origin, key: brand.key }), { mode: 0o600 });
  });
  afterAll(async () => {
    rmSync(built, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
    await stack.stop();
  });
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);

  test('exit 0 when all is matched, 1 with breaks, 2 when the file or the key cannot be read; never wider than 80 columns, and no key on the screen', async () => {
    put('good.csv', dayCsv(brand.partnerId, today, [row('1', 10, { externalId: 'A' })]));
    const good = await kongsi('reconcile', 'good.csv', '--hand-back', 'answers.csv');
    expect([good.code, good.err]).toEqual([0, '']);
    for (const said of ['MATCHED  good.csv', today, 'This file: 1 records, 1 accepted, 0 warned, 0 refused, 0 merged', 'No break is open.']) expect(good.out).toContain(said);
    expect(readFileSync(join(folder, 'answers.csv'), 'utf8')).toContain('ACCEPTED,,MATCHED,EXTERNAL_ID');
    put('bad.csv', dayCsv(brand.partnerId, today, [row('1', 11, { externalId: 'A' }), row('2', 1_234_567, { externalId: 'B' })]));
    const bad = await kongsi('reconcile', 'bad.csv');
    expect(bad.code).toBe(1);
    for (const said of ['BREAKS  bad.csv', 'AMOUNT_DIFFERS', 'MISSING_HERE', '1,234,567 there', 'PROVE']) expect(bad.out).toContain(said);
    put('broken.csv', dayCsv(brand.partnerId, today, [row('1', 11)], { trailer: 'T,7,11,0.00' }));
    const broken = await kongsi('reconcile', 'broken.csv');
    expect(broken.code).toBe(2);
    expect(broken.err).toContain('The trailer counts 7 records; the file has 1.');
    put('no-key.json', '{"partnerId":"prt_x","key":{"d":"secret"}');
    const others = [await kongsi('reconcile', 'absent.csv'), await kongsi('reconcile', 'good.csv', '--credentials', 'no-key.json'), await kongsi('reconcile'), await kongsi('weave')];
    expect(others.map((one) => one.code)).toEqual([2, 2, 2, 2]);
    const all = [good, bad, broken, ...others].map((one) => one.out + one.err).join('\n');
    expect(all.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(all).not.toContain(brand.key['d']);
    expect(all).not.toContain('secret');
  });

  test('answers never take the place of a file that is there, and what cannot be written is told before anything is sent', async () => {
    const day = dayCsv(brand.partnerId, today, [row('9', 10, { externalId: 'A' })]);
    put('day.csv', day);
    const [own, away] = [await kongsi('reconcile', 'day.csv', '--hand-back', 'day.csv'), await kongsi('reconcile', 'day.csv', '--hand-back', join(folder, 'no', 'such.csv'))];
    expect([own.code, own.err, readFileSync(join(folder, 'day.csv'), 'utf8')]).toEqual([2, 'UNREADABLE  day.csv\n\nday.csv is there already. Name a new file for the answers.\n', day]);
    expect([away.code, away.err]).toEqual([2, expect.stringMatching(/cannot be written/)]);
    put('refused.csv', dayCsv(brand.partnerId, today, [row('1', 11)], { trailer: 'T,7,11,0.00' }));
    expect((await kongsi('reconcile', 'refused.csv', '--hand-back', 'never.csv')).code).toBe(2);
    expect(existsSync(join(folder, 'never.csv'))).toBe(false);
    put('empty.csv', '');
    expect(await kongsi('reconcile', 'empty.csv')).toEqual({ code: 2, out: '', err: 'UNREADABLE  empty.csv\n\nempty.csv is empty.\n' });
  });

  test('help and version on standard output, JSON for programs, exit 3 when nobody answers', async () => {
    const help = await Promise.all([kongsi('--help'), kongsi('help'), kongsi('reconcile', '--help'), kongsi('verify', '-h')]);
    expect(help.map((one) => [one.code, one.err, one.out.startsWith('Usage: kongsi')])).toEqual(help.map(() => [0, '', true]));
    expect(await kongsi('--version')).toEqual({ code: 0, out: `${(JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8')) as { version: string }).version}\n`, err: '' });
    put('json.csv', dayCsv(brand.partnerId, today, [row('1', 10, { externalId: 'A' })]));
    const json = await kongsi('reconcile', 'json.csv', '--json');
    const said = JSON.parse(json.out) as { reconciliation: { object: string }; breaks: unknown[] };
    expect([said.reconciliation.object, json.code]).toEqual(['reconciliation', said.breaks.length === 0 ? 0 : 1]);
    put('nowhere.json', JSON.stringify({ partnerId: brand.partnerId, baseUrl: 'http://127.0.0.1:9', key: brand.key }));
    const silent = await kongsi('reconcile', 'json.csv', '--credentials', 'nowhere.json');
    expect([silent.code, silent.err.startsWith('NO ANSWER  json.csv')]).toEqual([3, true]);
  }, 60_000);
});
