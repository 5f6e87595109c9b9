import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeBundle, newSigner, W1, type MadeBundle } from '../support/proof-bundle';

const sdk = resolve(__dirname, '../../../partner-sdk');
// Beside the package's own build, where its dependencies are found and git looks away.
const built = join(sdk, 'dist', `cli-test-${process.pid}`);
const folder = mkdtempSync(join(tmpdir(), 'kongsi-proof-'));
let made: MadeBundle;

const put = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const kongsi = (...args: string[]): { code: number | null; out: string; err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(built, 'cli.mjs'), ...args], { encoding: 'utf8', cwd: folder });
  return { code: status, out: stdout, err: stderr };
};

beforeAll(async () => {
  const { status, stderr } = spawnSync(process.execPath, [resolve(sdk, '../node_modules/tsdown/dist/run.mjs'), '--out-dir', built, '--no-clean', '--no-dts', '--log-level', 'error'], { cwd: sdk, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  made = await makeBundle('A', W1, await newSigner());
  put('proof.json', made.text);
  put('hub-keys.json', JSON.stringify({ format: 'kongsi-hub-keys/1', keys: made.hubKeys }));
  put('kept.note', made.notes[0] ?? '');
});
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

test('a good file: exit 0, and a report that finance can read', () => {
  const { code, out, err } = kongsi('verify', 'proof.json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const said of ['VERIFIED  proof.json', 'kongsi/w1', 'INP/2026/000001', 'Rp 76.500,00', '120 points x 500 = 60000', 'by A@v1 clause burn-pay', '0.015 of Rp 76.500,00 = 1147.5, rounded Rp 1.148,00; PPN Rp 126,00', 'Net cash: the partner pays Rp 29.717,00', 'What this does not prove', 'not compared with an older checkpoint']) expect(out).toContain(said);
});

test('a good file since a kept checkpoint, with keys from elsewhere', () => {
  const { code, out } = kongsi('verify', 'proof.json', '--since', 'kept.note', '--keys', put('my-keys.json', JSON.stringify({ format: 'kongsi-hub-keys/1', keys: made.hubKeys })));
  expect(code).toBe(0);
  expect(out).toMatch(/continues the log of \d+ entries that you kept/);
});

test.each([0, 1, 2, 500, 5_000, -1])('a byte flipped at %i: exit 1, and the fault is named', (at) => {
  const bytes = Buffer.from(made.text);
  const index = at < 0 ? bytes.length + at : at;
  for (const bit of [0, 1, 7]) {
    const flipped = Buffer.from(bytes);
    flipped[index] = (flipped[index] ?? 0) ^ (1 << bit);
    put('flipped.json', flipped);
    const { code, out, err } = kongsi('verify', 'flipped.json');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^FAILED {2}flipped\.json\n\n\S/);
  }
});

test('a forged amount: exit 1 and the line', () => {
  put('forged.json', made.text.replace('"amount":"16500.00"', '"amount":"16600.00"'));
  expect(kongsi('verify', 'forged.json')).toMatchObject({ code: 1, err: expect.stringMatching(/line 1, prt_\S+ pays prt_\S+, at step 5: legs times prices are the lines\n.*16500\.00/) });
});

test('a fork since a kept checkpoint: exit 1', async () => {
  const fork = await makeBundle('A', W1, made.signer, { pointPrice: { C: '1' } });
  put('fork.note', fork.notes[0] ?? '');
  expect(kongsi('verify', 'proof.json', '--since', 'fork.note')).toMatchObject({ code: 1, err: expect.stringContaining('Fork') });
});

test.each([
  ['a file that is missing', () => ['verify', 'nowhere.json'], 'cannot be read'],
  ['an empty file', () => ['verify', put('empty.json', ''), '--keys', 'hub-keys.json'], 'no proof bundle'],
  ['a file of another kind', () => ['verify', put('other.pdf', Buffer.from([0x25, 0x50, 0x44, 0x46, 0xff, 0x00])), '--keys', 'hub-keys.json'], 'no proof bundle'],
  ['keys of another form', () => ['verify', 'proof.json', '--keys', 'kept.note'], 'no key file'],
  ['keys that are none', () => ['verify', 'proof.json', '--keys', put('bad-keys.json', '{"format":"kongsi-hub-keys/1","keys":["kongsi/w1+00000000+AAAA"]}')], 'malformed'],
  ['a kept checkpoint that is missing', () => ['verify', 'proof.json', '--since', 'nowhere.note'], 'cannot be read'],
  ['no verb', () => [], 'Usage'],
  ['an unknown option', () => ['verify', 'proof.json', '--trust-me'], 'Usage'],
] as const)('%s: exit 2', (_name, args, said) => {
  expect(kongsi(...args())).toMatchObject({ code: 2, out: '', err: expect.stringContaining(said) });
});

test('without keys it says where they belong: exit 2', () => {
  const alone = mkdtempSync(join(folder, 'alone-'));
  writeFileSync(join(alone, 'proof.json'), made.text);
  expect(kongsi('verify', join(alone, 'proof.json'))).toMatchObject({ code: 2, err: expect.stringContaining('hub-keys.json') });
});

test('the built package verifies as ESM and as CommonJS, without another package', () => {
  const script = `({ verifyProof }) => verifyProof(require('node:fs').readFileSync('proof.json'), { hubKeys: ${JSON.stringify(made.hubKeys)} }).then((r) => console.log(r.status))`;
  for (const load of [`import(${JSON.stringify(join(built, 'proof.mjs'))})`, `Promise.resolve(require(${JSON.stringify(join(built, 'proof.cjs'))}))`]) {
    expect(spawnSync(process.execPath, ['-e', `${load}.then(${script})`], { encoding: 'utf8', cwd: folder }).stdout.trim()).toBe('VERIFIED');
  }
  for (const file of ['proof.mjs', 'cli.mjs']) expect(readFileSync(join(built, file), 'utf8').match(/^import .* from "(?!node:|\.\/)[^"]+"/gm) ?? []).toEqual([]);
});
