#!/usr/bin/env node
import { version } from '../package.json';
import { VERIFY_USAGE, verifyCommand } from './proof/cli';
import { RECONCILE_USAGE } from './reconciliation/usage';

const FAILED = 1;
const UNREADABLE = 2;
const USAGES: Readonly<Record<string, string>> = { verify: VERIFY_USAGE, reconcile: RECONCILE_USAGE };
// A proof is checked without the client that the hub is spoken to with; that is loaded when it is asked for.
const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = { verify: verifyCommand, reconcile: async (args) => (await import('./reconciliation/cli')).reconcileCommand(args) };
const HELP = ['--help', '-h', 'help'];

// An unforeseen fault must not pass for a verified file.
process.exitCode = FAILED;
const [verb = '', ...args] = process.argv.slice(2);
const usage = Object.hasOwn(USAGES, verb) ? USAGES[verb] : undefined;
const all = `${VERIFY_USAGE}\n${RECONCILE_USAGE}\nkongsi --version names the version; kongsi COMMAND --help says more.\n`;
if (HELP.includes(verb) || (usage !== undefined && args.some((one) => HELP.includes(one) && one !== 'help'))) {
  process.stdout.write(usage ?? all);
  process.exitCode = 0;
} else if (verb === '--version' || verb === '-v') {
  process.stdout.write(`${version}\n`);
  process.exitCode = 0;
} else if (usage === undefined) {
  process.stderr.write(all);
  process.exitCode = UNREADABLE;
} else void (COMMANDS[verb] as (args: string[]) => Promise<number>)(args).then((code) => {
  process.exitCode = code;
}, (error: unknown) => {
  process.stderr.write(`${verb} failed unforeseen: ${error instanceof Error ? error.message : String(error)}\n`);
});
