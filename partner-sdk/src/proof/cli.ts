import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { reportOf } from './report';
import { verifyProof } from './verify';

export const VERIFY_USAGE = `Usage: kongsi verify proof.json [--since old-checkpoint] [--keys hub-keys.json]
                     [--json]

Checks offline that an invoice follows from logged postings, signed terms and
the rounding rules.

  --since  the signed checkpoint that you kept from an earlier bundle
  --keys   the hub's public keys: {"format":"kongsi-hub-keys/1",
           "keys":["kongsi/<coalition>+<id>+<base64>"]}
           (default: hub-keys.json beside the proof)
  --json   prints the result as JSON; - reads the proof from standard input

Exit code: 0 verified, 1 failed, 2 unreadable.
`;

const EXIT = { VERIFIED: 0, FAILED: 1, UNREADABLE: 2 } as const;

/** What keeps a command from even beginning. */
export class Unreadable extends Error {}

/**
 * The bytes of a file that a command was given; `-` is standard input.
 * @param what names it in the message, such as `The proof`
 * @throws Unreadable
 */
export function contentOf(path: string, what: string): Uint8Array {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch {
    throw new Unreadable(`${what} ${path} cannot be read.`);
  }
}

/** The keys come from a file of the partner's own: a bundle that brought its own key would prove nothing. */
function keysOf(proof: string, given: string | undefined): string[] {
  const path = given ?? join(proof === '-' ? '.' : dirname(proof), 'hub-keys.json');
  if (given === undefined && !existsSync(path)) throw new Unreadable(`There is no ${path}. Save the hub\u2019s public keys there as you got them when you joined, or name the file with --keys.`);
  try {
    const { format, keys } = JSON.parse(new TextDecoder().decode(contentOf(path, 'The key file'))) as { format?: unknown; keys?: unknown };
    if (format === 'kongsi-hub-keys/1' && Array.isArray(keys) && keys.every((key) => typeof key === 'string')) return keys;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
  }
  throw new Unreadable(`${path} is no key file: {"format":"kongsi-hub-keys/1","keys":["kongsi/<coalition>+<id>+<base64>"]} is expected.`);
}

function argumentsOf(args: string[]): { proof: string; since: string | undefined; keys: string | undefined; json: boolean } | undefined {
  try {
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { since: { type: 'string' }, keys: { type: 'string' }, json: { type: 'boolean', default: false } } });
    const [proof, ...more] = positionals;
    return proof !== undefined && more.length === 0 ? { proof, since: values.since, keys: values.keys, json: values.json } : undefined;
  } catch {
    return undefined;
  }
}

/** @returns the exit code */
export async function verifyCommand(args: string[]): Promise<number> {
  const asked = argumentsOf(args);
  if (!asked) {
    process.stderr.write(VERIFY_USAGE);
    return EXIT.UNREADABLE;
  }
  try {
    const proof = contentOf(asked.proof, 'The proof');
    const hubKeys = keysOf(asked.proof, asked.keys);
    const since = asked.since === undefined ? undefined : new TextDecoder().decode(contentOf(asked.since, 'The kept checkpoint'));
    const result = await verifyProof(proof, { hubKeys, ...(since !== undefined && { since }) });
    if (asked.json) process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
    else (result.status === 'VERIFIED' ? process.stdout : process.stderr).write(reportOf(asked.proof, result));
    return EXIT[result.status];
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    process.stderr.write(`UNREADABLE  ${asked.proof}\n\n${error.message}\n`);
    return EXIT.UNREADABLE;
  }
}
