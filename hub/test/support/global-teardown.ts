import { rmSync } from 'node:fs';
import type { EmbeddedServer } from '../../src/db/embedded/server';

export default async function tearDown(): Promise<void> {
  const held = globalThis as unknown as { kongsiTestServer?: EmbeddedServer; kongsiTestFolder?: string };
  await held.kongsiTestServer?.stop();
  if (held.kongsiTestFolder) rmSync(held.kongsiTestFolder, { recursive: true, force: true });
}
