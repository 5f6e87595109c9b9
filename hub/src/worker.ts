import { compose } from './composition';
import { readConfig } from './config/config';
import { environment } from './config/env';

/** The job process: the same composition as the hub's, without HTTP. It runs nights and renders documents. */
async function start(): Promise<void> {
  const config = readConfig(environment());
  if (!config.DATABASE_URL) throw new Error('The worker needs DATABASE_URL: it works on the hub\'s database.');
  const log = (entry: object): void => void process.stderr.write(`${JSON.stringify(entry)}\n`);
  const hub = compose({ ...config.composition, databaseUrl: config.DATABASE_URL, log });
  await hub.work();
  process.stdout.write(`Kongsi worker is up (${config.REDIS_URL ? 'woken by Bull' : 'woken by PostgreSQL'})\n`);
  const end = (): void => void hub.close().then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
