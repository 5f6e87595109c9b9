import { resolve } from 'node:path';
import { startEmbedded } from './server';

/** Runs the embedded server as a process of its own, so that hub, worker and portal can share it: `main.js FOLDER [PORT]`. Its address is the first line it prints; it ends when the server does. */
async function start(): Promise<void> {
  const server = await startEmbedded({ folder: resolve(process.argv[2] ?? '.kongsi/postgres'), durable: true, ...(process.argv[3] !== undefined && { port: Number(process.argv[3]) }) });
  process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
  // The server is a process of its own; this one waits beside it for the signal that ends both.
  setInterval(() => undefined, 2_147_483_647);
  let ending = false;
  void server.ended.then(() => {
    if (!ending) process.exit(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      void server.stop().then(() => process.exit(0));
    });
  }
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
