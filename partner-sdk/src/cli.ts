#!/usr/bin/env node
import { VERIFY_USAGE, verifyCommand } from './proof/cli';
import { RECONCILE_USAGE } from './reconciliation/usage';

const FAILED = 1;
const UNREADABLE = 2;
// A proof is checked without the client that the hub is spoken to with; that is loaded when it is asked for.
const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = { verify: verifyCommand, reconcile: async (args) => (await import('./reconciliation/cli')).reconcileCommand(args) };

// An unforeseen fault must not pass for a verified file.
process.exitCode = FAILED;
const [verb = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, verb) ? COMMANDS[verb] : undefined;
if (!command) {
  process.stderr.write(`${VERIFY_USAGE}\n${RECONCILE_USAGE}`);
  process.exitCode = UNREADABLE;
} else void command(args).then((code) => {
  process.exitCode = code;
});
