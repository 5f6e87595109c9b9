import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { businessDateOf, type Journal, type JournalEntry } from './journal';

/**
 * Keeps a client's journal in files of lines, one a business date, each line on disk (fsync) before it counts. A line that was torn by a crash is skipped.
 * Several processes may keep to one folder: a line is written by one call.
 * @param folder where the files lie; it is made when it is missing, for this user only
 */
export async function openFileJournal(folder: string): Promise<Journal> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = (businessDate: string): string => join(folder, `${businessDate}.jsonl`);
  return {
    keep: async (entry) => {
      const file = await open(path(businessDateOf(entry.occurredAt)), 'a', 0o600);
      try {
        // Begins with a line feed, so that a torn line before it spoils nothing.
        await file.appendFile(`\n${JSON.stringify(entry)}`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    entries: async (businessDate) => {
      const text = await readFile(path(businessDate), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      });
      const entries = new Map<string, JournalEntry>();
      for (const line of text.split('\n')) {
        const entry = read(line);
        if (entry) entries.set(entry.externalId, { ...entries.get(entry.externalId), ...entry });
      }
      return [...entries.values()];
    },
  };
}

function read(line: string): JournalEntry | undefined {
  if (line === '') return undefined;
  try {
    return JSON.parse(line) as JournalEntry;
  } catch {
    // A line that was being written when the process died was never promised.
    return undefined;
  }
}
