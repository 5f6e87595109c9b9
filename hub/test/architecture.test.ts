import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../..');
const src = join(root, 'hub/src');
const files = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
  if (entry.name === 'generated' || entry.name === 'dist' || entry.name === 'node_modules') return [];
  const path = join(folder, entry.name);
  return entry.isDirectory() ? files(path) : entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [path] : [];
});
const sources = [...files(src), ...files(join(root, 'migrations')), ...files(join(root, 'partner-sdk/src'))].map((path) => ({ path, name: relative(root, path), text: readFileSync(path, 'utf8') }));
const importsOf = (text: string): string[] => ts.preProcessFile(text).importedFiles.map((file) => file.fileName);

/** Features from upstream to downstream; what stands on one line may not import each other's insides downstream. */
const ORDER: Record<string, number> = { kernel: 0, db: 1, access: 2, partners: 3, members: 3, terms: 3, ledger: 4, settlement: 5, reports: 6, guard: 7, issuing: 7, invoicing: 6, cash: 7, whatif: 6, proof: 7, accounting: 7, taxation: 7, disputes: 7, reconciliation: 7 };

/** The packages beside the hub talk to it over HTTP; none reaches into another's folder. */
const beside = ['partner-portal/server', 'partner-portal/client/src', 'demo/src'].flatMap((folder) => filesOf(join(root, folder)).map((path) => ({ folder: join(root, folder.split('/')[0] ?? ''), path, name: relative(root, path), text: readFileSync(path, 'utf8') })));
function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesOf(join(folder, entry.name)) : /\.tsx?$/.test(entry.name) ? [join(folder, entry.name)] : []));
}

test.each(beside.map((source) => [source.name, source] as const))('%s stays in its package and knows no inside of the hub', (_name, { folder, path, text }) => {
  const faults = importsOf(text).filter((target) => (target.startsWith('.') ? !resolve(dirname(path), target).startsWith(folder) : /^@kongsi\/(?!partner-sdk(\/proof)?$)/.test(target) || target === 'typeorm' || target === 'bull'));
  expect(faults).toEqual([]);
});

describe('the arrows of the house', () => {
  test.each(sources.map((source) => [source.name, source] as const))('%s', (name, { path, text }) => {
    const faults: string[] = [];
    for (const target of importsOf(text)) {
      const local = target.startsWith('.') ? relative(src, resolve(dirname(path), target)) : undefined;
      const [from = '', to = ''] = [relative(src, path).split('/')[0], local?.split('/')[0]];
      if (name.includes('/kernel/') && (local === undefined ? target !== 'decimal.js' && target !== 'node:crypto' : to !== 'kernel')) faults.push(`kernel imports decimal.js only: ${target}`);
      if (name.includes('/domain/') && local === undefined) faults.push(`a domain is pure and imports no package: ${target}`);
      if (name.startsWith('migrations/') && local === undefined && target !== 'typeorm') faults.push(`migrations import typeorm only: ${target}`);
      // The command line and a till's queue are files; everything else of the SDK runs in a browser too.
      if (name.startsWith('partner-sdk/') && local === undefined && target !== 'jose' && target !== '@noble/hashes/sha2.js' && !(/\/(cli|file-store)\.ts$/.test(name) && target.startsWith('node:'))) faults.push(`the SDK imports jose and @noble/hashes only: ${target}`);
      if (name.includes('/src/proof/') && local === undefined && target === 'jose') faults.push('a proof is checked without the client that the hub is spoken to with');
      if (name.startsWith('hub/') && (target.includes('partner-sdk') || target.startsWith('@kongsi'))) faults.push('the hub never imports the SDK');
      if (name.endsWith('.controller.ts') && /\.(store|reader|transactor|sql)$/.test(target)) faults.push(`a controller makes one call to its service: ${target}`);
      if (target === 'tsoa') faults.push('a hub needs @tsoa/runtime; tsoa brings its generator and the compiler with it');
      if (name.endsWith('.service.ts') && ['express', '@tsoa/runtime', 'bull'].includes(target)) faults.push(`a service knows no ${target}`);
      const [here, there] = [ORDER[from], ORDER[to]];
      if (here !== undefined && there !== undefined && there > here && !/\.wire$/.test(target)) faults.push(`${from} is upstream of ${to}`);
    }
    expect(faults).toEqual([]);
  });

  const bans: [RegExp, (name: string) => boolean, string][] = [
    [/new Date\(\)|Date\.now\(\)/, (name) => name.startsWith('hub/') && !name.endsWith('kernel/clock.ts'), 'use Clock'],
    [/process\.env/, (name) => name.startsWith('hub/') && !name.endsWith('config/env.ts') && !name.includes('db/embedded/'), 'use Config'],
    [/parseFloat|\.toNumber\(\)/, (name) => name.includes('/kernel/') || name.includes('/domain/'), 'use Points, Money, Rate'],
    [/\b(INSERT INTO|DELETE FROM|UPDATE \w+ SET|SELECT .+ FROM)\b/, (name) => name.startsWith('hub/') && !/\.(sql|store|reader|transactor)\.ts$/.test(name) && !name.includes('/db/'), 'write SQL in a store, reader or transactor'],
    [/:\s*any\b|as any\b/, () => true, 'name the type'],
    [/\b(TODO|FIXME)\b/, () => true, 'do it or open an issue'],
  ];
  test.each(bans.map(([pattern, where, instead]) => [String(pattern), pattern, where, instead] as const))('%s is banned', (_name, pattern, where, instead) => {
    expect(sources.filter(({ name, text }) => where(name) && !name.includes('/generated/') && pattern.test(text)).map(({ name }) => `${name}: ${instead}`)).toEqual([]);
  });
});

/** What lets a test pass today and fail on another day: a date of the calendar where the hub wants one of its own days, and days of another zone than the settlement's. */
const OF_ONE_DAY = /\b(paidOn|bookedOn|issuedOn|datedOn|executionDate|evidenceMadeAt|occurredAt): '20(?!\d\d-02-30)|paid_on[^;]*'20\d\d-|new Date\(\)\.(toISOString\(\)\.slice|get(UTC)?(FullYear|Month|Date|Day)\()|Date\.now\(\) \+ 7 \* 3_600_000\)\.toISOString/;

test('tests that run a hub take their dates from its clock', () => {
  const tests = filesOf(join(root, 'hub/test')).map((path) => ({ name: relative(root, path), text: readFileSync(path, 'utf8') })).filter(({ text }) => /\bgiven(Stack|Coalition|FirstNight|Nights|DisputedNight)\(/.test(text));
  expect(tests.length).toBeGreaterThan(40);
  expect(tests.filter(({ text }) => OF_ONE_DAY.test(text)).map(({ name, text }) => `${name}: ${OF_ONE_DAY.exec(text)?.[0] ?? ''} (use stack.today() or stack.now())`)).toEqual([]);
});
