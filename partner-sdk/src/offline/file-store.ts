import { mkdir, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { OfflineStore, StoredEntry, StoredOutcome } from './store';

type Line = { readonly entry: StoredEntry } | { readonly outcome: StoredOutcome } | { readonly last: StoredEntry };

/** Settled lines that the file may carry before it is written anew. */
const REWRITE_AT = 1_000;

/**
 * Keeps the queue of one till in a file of lines, each on disk (fsync) before it counts. A line that was torn by a crash was never promised and is dropped.
 * One process at a time may hold the file: two would number their sales alike.
 * @param folder where the file lies; it is made when it is missing, for this user only
 * @throws Error when another live process holds it, or a line in its midst is damaged; the file is then left as it is
 */
export async function openFileStore(folder: string, tillId: string): Promise<OfflineStore> {
  if (typeof tillId !== 'string' || !/^[\w-]{1,64}$/.test(tillId)) throw new TypeError('openFileStore needs the id of the till: its queue has a file of its own.');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${tillId}.jsonl`);
  const lock = `${path}.lock`;
  await takeLock(lock);
  let state: State;
  let file: FileHandle;
  try {
    state = await read(path);
    file = await rewritten(path, state);
  } catch (error) {
    await rm(lock, { force: true });
    throw error;
  }
  let settled = 0;
  const write = async (lines: readonly Line[]): Promise<void> => {
    await file.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await file.sync();
    for (const line of lines) apply(state, line);
  };
  return {
    load: () => Promise.resolve({ waiting: [...state.waiting.values()], dead: [...state.dead.values()], last: new Map(state.last) }),
    append: (entry) => write([{ entry }]),
    settle: async (outcomes) => {
      await write(outcomes.map((outcome) => ({ outcome })));
      settled += outcomes.length;
      if (settled < REWRITE_AT) return;
      await file.close();
      file = await rewritten(path, state);
      state = await read(path);
      settled = 0;
    },
    close: async () => {
      await file.close();
      await rm(lock, { force: true });
    },
  };
}

interface State {
  readonly waiting: Map<string, StoredEntry>;
  readonly dead: Map<string, StoredEntry & StoredOutcome>;
  readonly last: Map<string, StoredEntry>;
}

function apply(state: State, line: Line): void {
  if ('entry' in line) {
    state.waiting.set(nameOf(line.entry), line.entry);
    state.last.set(line.entry.kid, line.entry);
  } else if ('last' in line) state.last.set(line.last.kid, line.last);
  else {
    const entry = state.waiting.get(nameOf(line.outcome));
    state.waiting.delete(nameOf(line.outcome));
    if (entry && line.outcome.code !== undefined) state.dead.set(nameOf(entry), { ...entry, ...line.outcome });
  }
}

function nameOf({ kid, seq }: { readonly kid: string; readonly seq: number }): string {
  return `${kid} ${seq}`;
}

async function read(path: string): Promise<State> {
  const state: State = { waiting: new Map(), dead: new Map(), last: new Map() };
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  // What stands after the last line feed was being written when the process died.
  text.split('\n').slice(0, -1).forEach((line, at) => {
    if (line === '') return;
    try {
      apply(state, JSON.parse(line) as Line);
    } catch {
      throw new Error(`Line ${at + 1} of ${path} is damaged. Keep a copy of the file, take the line out and open it again; a sale that stood on it has to be sent anew.`);
    }
  });
  return state;
}

/** Writes what still matters to a new file and puts it in the place of the old one. */
async function rewritten(path: string, state: State): Promise<FileHandle> {
  const lines: Line[] = [...[...state.last.values()].map((last) => ({ last })), ...[...state.waiting.values()].map((entry) => ({ entry })),
    ...[...state.dead.values()].flatMap(({ kid, seq, externalId, token, capturedAt, ...rest }): Line[] => [{ entry: { kid, seq, externalId, token, capturedAt } }, { outcome: { kid, seq, ...rest } }]), ...[...state.last.values()].map((last) => ({ last }))];
  const fresh = await open(`${path}.new`, 'w', 0o600);
  await fresh.writeFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await fresh.sync();
  await fresh.close();
  await rename(`${path}.new`, path);
  return open(path, 'a', 0o600);
}

async function takeLock(lock: string): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = await open(lock, 'wx', 0o600);
      await file.writeFile(String(process.pid));
      return await file.close();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
      if (owner > 0 && owner !== process.pid && isAlive(owner)) break;
      if (owner === process.pid) break;
      await rm(lock, { force: true });
    }
  }
  throw new Error(`Another process holds ${lock}. Stop it, or give this till a folder of its own.`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
