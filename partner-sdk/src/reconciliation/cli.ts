import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { KongsiClient } from '../client';
import { KongsiApiError, KongsiConnectionError } from '../errors';
import type { PrivateJwk } from '../token';
import { refusalOf, reportOf } from './report';
import { RECONCILE_USAGE } from './usage';

const EXIT = { MATCHED: 0, BREAKS: 1, UNREADABLE: 2 } as const;
const SHOWN = 20;

/** What keeps an upload from even beginning. */
class Unreadable extends Error {}

function contentOf(path: string, what: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new Unreadable(`${what} ${path} cannot be read.`);
  }
}

function clientOf(path: string): KongsiClient {
  const text = new TextDecoder().decode(contentOf(path, 'The credential file'));
  try {
    const { partnerId, baseUrl, key } = JSON.parse(text) as { partnerId?: unknown; baseUrl?: unknown; key?: unknown };
    if (typeof partnerId === 'string' && typeof baseUrl === 'string' && typeof key === 'object' && key !== null) return new KongsiClient({ partnerId, baseUrl, key: key as PrivateJwk, totalTimeoutMs: 600_000 });
  } catch {
    // Whatever is wrong with it, nothing of a key is repeated on a screen.
  }
  throw new Unreadable(`${path} is no credential file: partnerId, baseUrl and key are expected.`);
}

/** @returns the exit code */
export async function reconcileCommand(args: string[]): Promise<number> {
  const asked = argumentsOf(args);
  if (!asked) {
    process.stderr.write(RECONCILE_USAGE);
    return EXIT.UNREADABLE;
  }
  try {
    const day = contentOf(asked.file, 'The day');
    const client = clientOf(asked.credentials);
    const result = await client.reconciliations.upload(day);
    if (asked.handBack !== undefined) writeFileSync(asked.handBack, await client.reconciliations.handBack(result.id, asked.handBack.endsWith('.json') ? 'json' : 'csv'));
    const { businessDate } = result.header;
    const next = new Date(Date.parse(businessDate) + 86_400_000).toISOString().slice(0, 10);
    const open = result.openBreaks === 0 ? [] : await client.breaks.list({ state: 'OPEN', businessDateFrom: businessDate, businessDateTo: next, limit: SHOWN }).toArray({ limit: SHOWN });
    process.stdout.write(reportOf(asked.file, result, open.filter((one) => one.source === result.header.source)));
    return result.openBreaks === 0 && result.answers.refused === 0 ? EXIT.MATCHED : EXIT.BREAKS;
  } catch (error) {
    if (error instanceof KongsiApiError) process.stderr.write(refusalOf(asked.file, error.problem));
    else if (error instanceof Unreadable || error instanceof KongsiConnectionError) process.stderr.write(`UNREADABLE  ${asked.file}\n\n${error.message}\n`);
    else throw error;
    return EXIT.UNREADABLE;
  }
}

function argumentsOf(args: string[]): { file: string; credentials: string; handBack: string | undefined } | undefined {
  try {
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { credentials: { type: 'string', default: 'kongsi.credentials.json' }, 'hand-back': { type: 'string' } } });
    const [file, ...more] = positionals;
    return file !== undefined && more.length === 0 ? { file, credentials: values.credentials, handBack: values['hand-back'] } : undefined;
  } catch {
    return undefined;
  }
}
