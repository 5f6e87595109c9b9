import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { KongsiClient } from '../client';
import { KongsiApiError, KongsiConnectionError } from '../errors';
import { contentOf, Unreadable } from '../proof/cli';
import type { PrivateJwk } from '../token';
import { refusalOf, reportOf } from './report';
import { RECONCILE_USAGE } from './usage';

const EXIT = { MATCHED: 0, BREAKS: 1, UNREADABLE: 2, NO_ANSWER: 3 } as const;
const SHOWN = 20;

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

/** A file that is not there yet: answers never take the place of somebody's day. It is opened before anything is sent. */
function freshFile(path: string): number {
  try {
    return openSync(path, 'wx', 0o644);
  } catch (error) {
    throw new Unreadable((error as NodeJS.ErrnoException).code === 'EEXIST' ? `${path} is there already. Name a new file for the answers.` : `${path} cannot be written.`);
  }
}

/** @returns the exit code */
export async function reconcileCommand(args: string[]): Promise<number> {
  const asked = argumentsOf(args);
  if (!asked) {
    process.stderr.write(RECONCILE_USAGE);
    return EXIT.UNREADABLE;
  }
  const name = asked.file === '-' ? 'standard input' : asked.file;
  let answers: number | undefined;
  try {
    const day = contentOf(asked.file, 'The day');
    if (day.length === 0) throw new Unreadable(`${name} is empty.`);
    const client = clientOf(asked.credentials);
    if (asked.handBack !== undefined) answers = freshFile(asked.handBack);
    const result = await client.reconciliations.upload(day);
    if (asked.handBack !== undefined && answers !== undefined) {
      writeSync(answers, await client.reconciliations.handBack(result.id, asked.handBack.endsWith('.json') ? 'json' : 'csv'));
      closeSync(answers);
      answers = undefined;
    }
    const { businessDate } = result.header;
    const next = new Date(Date.parse(businessDate) + 86_400_000).toISOString().slice(0, 10);
    const open = result.openBreaks === 0 ? [] : await client.breaks.list({ state: 'OPEN', businessDateFrom: businessDate, businessDateTo: next, limit: SHOWN }).toArray({ limit: asked.json ? 1_000 : SHOWN });
    const own = open.filter((one) => one.source === result.header.source);
    process.stdout.write(asked.json ? `${JSON.stringify({ reconciliation: result, breaks: own }, undefined, 2)}\n` : reportOf(name, result, own));
    return result.openBreaks === 0 && result.answers.refused === 0 ? EXIT.MATCHED : EXIT.BREAKS;
  } catch (error) {
    if (answers !== undefined && asked.handBack !== undefined) {
      closeSync(answers);
      rmSync(asked.handBack, { force: true });
    }
    return told(error, name, asked.json);
  }
}

/** @returns the exit code of a command that came to nothing */
function told(error: unknown, name: string, json: boolean): number {
  if (error instanceof KongsiApiError) process.stderr.write(json ? `${JSON.stringify({ problem: error.problem })}\n` : refusalOf(name, error.problem));
  else if (error instanceof Unreadable) process.stderr.write(`UNREADABLE  ${name}\n\n${error.message}\n`);
  else if (error instanceof KongsiConnectionError) {
    process.stderr.write(`NO ANSWER  ${name}\n\nThe hub did not answer. Run the command again: what arrived counts once.\n`);
    return EXIT.NO_ANSWER;
  } else throw error;
  return EXIT.UNREADABLE;
}

function argumentsOf(args: string[]): { file: string; credentials: string; handBack: string | undefined; json: boolean } | undefined {
  try {
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { credentials: { type: 'string', default: 'kongsi.credentials.json' }, 'hand-back': { type: 'string' }, json: { type: 'boolean', default: false } } });
    const [file, ...more] = positionals;
    return file !== undefined && more.length === 0 ? { file, credentials: values.credentials, handBack: values['hand-back'], json: values.json } : undefined;
  } catch {
    return undefined;
  }
}
