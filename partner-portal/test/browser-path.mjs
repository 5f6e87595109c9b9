// Finds a Chromium: CHROME_PATH, the system's, or the one that comes as a package; the last one changes this process's environment, so it is asked for in a process of its own.
import { existsSync } from 'node:fs';

const found = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
if (found) process.stdout.write(JSON.stringify({ executablePath: found, env: {} }));
else {
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  chromium.setGraphicsMode = false;
  const executablePath = await chromium.executablePath();
  process.stdout.write(JSON.stringify({ executablePath, env: { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '', FONTCONFIG_PATH: process.env.FONTCONFIG_PATH ?? '' } }));
}
