// Serves Kongsi from a folder, for tests: `serve.mjs FOLDER [PORT PORTAL_PORT]`, on free ports when none are named. It prints "ready" when the demo coalition is complete, and stops with SIGTERM,
// or when its standard input ends: a test that was itself killed leaves nothing behind.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stack } from './stack.mjs';

const [folder, port = '0', portalPort = '0'] = process.argv.slice(2);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stack = new Stack({ folder, env: { ...process.env, PORT: port, PORTAL_PORT: portalPort, SANDBOX_START: '2026-08-19' } });
stack.onEnd(() => process.exit(1));
const stop = () => void stack.stop().then(() => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
process.stdin.once('end', stop).resume();
try {
  await stack.start();
  const code = await new Promise((resolve) => {
    spawn(process.execPath, [join(root, 'demo/dist/coalition/main.js'), stack.hub, stack.portal, folder], { stdio: ['ignore', 'ignore', 'inherit'] }).once('exit', resolve);
  });
  if (code !== 0) throw new Error('The demo coalition was not made.');
  process.stdout.write('ready\n');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  await stack.stop();
  process.exit(1);
}
