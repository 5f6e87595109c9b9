// Proves that the tests can fail: plants known defects, one at a time, in a copy of the tree, and expects the named test to go red.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const only = process.argv.slice(2);
const defects = JSON.parse(readFileSync(join(root, 'hub/test/planted/defects.json'), 'utf8')).filter((one) => only.length === 0 || only.includes(one.number));
const copy = mkdtempSync(join(tmpdir(), 'kongsi-planted-'));
for (const name of ['hub', 'partner-sdk', 'migrations', 'openapi', 'docs', 'README.md', 'docker-compose.yml', 'package.json', 'tsconfig.base.json', 'tsconfig.json', 'demo', 'partner-portal', 'scripts']) {
  cpSync(join(root, name), join(copy, name), { recursive: true, filter: (from) => !from.includes('node_modules') });
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
const run = (args) => spawnSync(process.execPath, args, { cwd: join(copy, 'hub'), encoding: 'utf8', env: { ...process.env, NODE_ENV: 'test' } });
let missed = 0;
for (const one of defects) {
  const changed = [one, ...(one.also ?? [])].map((part) => ({ ...part, path: join(copy, part.file), whole: readFileSync(join(copy, part.file), 'utf8') }));
  for (const { path, whole, find, replace } of changed) writeFileSync(path, whole.replace(find, () => replace));
  const began = process.hrtime.bigint();
  if (one.built) run([join(root, 'node_modules/typescript7/bin/tsc'), '-b', join(copy, 'hub/tsconfig.json')]);
  const result = run([join(root, 'node_modules/jest/bin/jest.js'), one.test, ...(one.named ? ['-t', one.named] : []), '--json']);
  for (const { path, whole } of changed) writeFileSync(path, whole);
  if (one.built) run([join(root, 'node_modules/typescript7/bin/tsc'), '-b', join(copy, 'hub/tsconfig.json')]);
  let failed = [];
  try {
    failed = JSON.parse(result.stdout.slice(result.stdout.indexOf('{'))).testResults.flatMap((suite) => suite.assertionResults.filter((test) => test.status === 'failed').map((test) => test.title));
  } catch {
    failed = [];
  }
  if (failed.length === 0) missed += 1;
  const seconds = Number((process.hrtime.bigint() - began) / 1_000_000_000n);
  process.stdout.write(`${failed.length > 0 ? 'caught' : 'MISSED'}  ${one.number}  ${one.defect.padEnd(58)} ${String(seconds).padStart(4)} s\n${failed.length > 0 ? `            by ${failed.length > 1 ? `${failed.length} tests, first: ` : ''}${failed[0]}\n` : `            ${one.test} ${one.named}: ${result.stderr.slice(-300)}\n`}`);
}
rmSync(copy, { recursive: true, force: true });
process.stdout.write(`\n${defects.length - missed} of ${defects.length} planted defects caught\n`);
process.exit(missed === 0 ? 0 : 1);
