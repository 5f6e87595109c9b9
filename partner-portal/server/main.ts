import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from './config.js';
import { createPortal } from './portal.js';

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

try {
  const config = readConfig(process.env);
  const portal = createPortal(config, join(dirname(fileURLToPath(import.meta.url)), '../client'));
  const server = createServer(portal.app);
  server.once('error', (error: NodeJS.ErrnoException) => fail(error.code === 'EADDRINUSE' ? `Port ${config.PORTAL_PORT} is taken. Set PORTAL_PORT to a free one.` : error.message));
  server.listen(config.PORTAL_PORT, config.HOST, () => process.stdout.write(`Kongsi portal is up at ${config.origin}\n`));
  const end = (): void => {
    server.close(() => void portal.close().then(() => process.exit(0)));
    server.closeAllConnections();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
