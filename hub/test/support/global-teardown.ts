import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from 'jest';
import type { EmbeddedServer } from '../../src/db/embedded/server';
import { unreadFigures } from './vectors';

/** Stops what the run started. When all tests of worked examples ran, each of their figures must have been looked at by one of them. */
export default async function tearDown({ testNamePattern }: Config): Promise<void> {
  const held = globalThis as unknown as { kongsiTestServer?: EmbeddedServer; kongsiTestFolder?: string };
  await held.kongsiTestServer?.stop();
  if (held.kongsiTestFolder) rmSync(held.kongsiTestFolder, { recursive: true, force: true });
  const reads = process.env['KONGSI_VECTOR_READS'] ?? '';
  const unread = testNamePattern ? undefined : unreadFigures(join(__dirname, '../..'), reads);
  rmSync(reads, { recursive: true, force: true });
  if (unread && unread.length > 0) throw new Error(`No test looks at ${unread.length} figures of the worked examples: ${unread.slice(0, 40).join(', ')}`);
}
