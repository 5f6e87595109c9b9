import type { GlobalConfig } from 'jest';
import { findBrowser, startDemo } from './stack';

/**
 * A run of all suites makes the demo coalition once: to make it takes as long as a suite's walks. What one suite approves or closes adds rows and takes none away, so
 * the others find what they look for. A suite that is run by its name makes its own.
 */
export default async function setUp({ nonFlagArgs }: GlobalConfig): Promise<void> {
  if (nonFlagArgs.length > 0) return;
  process.env['KONGSI_BROWSER'] = findBrowser();
  const running = await startDemo();
  process.env['KONGSI_SHARED_DEMO'] = running.folder;
  Object.assign(globalThis, { kongsiSharedDemo: running });
}
