import type { Running } from './stack';

/** Stops what the run started. */
export default async function tearDown(): Promise<void> {
  await (globalThis as unknown as { kongsiSharedDemo?: Running }).kongsiSharedDemo?.stop();
}
