import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { compose } from './composition';
import { readConfig } from './config/config';
import { environment } from './config/env';
import { startEmbedded } from './db/embedded/server';
import { migrate } from './db/migrate';
import { checkBeforeStart } from './db/start-checks.reader';
import { SystemClock } from './kernel/clock';

/** How long new requests are still answered, and how long those under way may take, when the process is told to end. */
const NOTICE_MS = 300;
const DRAIN_MS = 10_000;

async function start(): Promise<void> {
  const config = readConfig(environment());
  const embedded = config.DATABASE_URL ? undefined : await startEmbedded({ folder: resolve(config.DATA_FOLDER, 'postgres'), durable: true });
  const databaseUrl = config.DATABASE_URL ?? embedded?.url ?? '';
  const log = (entry: object): void => void process.stderr.write(`${JSON.stringify(entry)}\n`);
  await migrate(databaseUrl);
  await checkBeforeStart(databaseUrl, new SystemClock());
  const hub = compose({ ...config.composition, databaseUrl, log });
  // Missed closes are made up before the first posting is accepted.
  await hub.windows.ensureOpen(config.SANDBOX_START);
  await hub.nights.runDue();
  // Without a worker beside it the hub works for itself.
  if (config.WORK_HERE) await hub.work();
  // How slowly a body may come is judged at the door; the largest at the slowest takes less than this.
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 600_000 }, hub.app);
  const end = (): void => {
    hub.drain();
    // Those who come in the next moment get a clear answer; then the door closes, and what is under way is finished.
    setTimeout(() => {
      server.close(() => void hub.close().then(() => embedded?.stop()).then(() => process.exit(0)));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
    }, NOTICE_MS);
  };
  server.once('error', (error: NodeJS.ErrnoException) => {
    process.stderr.write(error.code === 'EADDRINUSE' ? `Port ${config.PORT} is taken. Set PORT to a free one.\n` : `${error.message}\n`);
    void hub.close().then(() => embedded?.stop()).then(() => process.exit(1));
  });
  server.listen(config.PORT, config.HOST, () => {
    process.stdout.write([`Kongsi hub (${config.KONGSI_ENVIRONMENT}) is up at ${config.publicOrigin}`, `  contract   ${config.publicOrigin}/openapi.json`,
      '  try next   npm run quickstart   (in a second terminal: a brand, a member, an earn and a burn)', '  stop       Ctrl-C', ''].join('\n'));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
