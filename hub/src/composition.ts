import type { Express } from 'express';
import { Pool } from 'pg';
import { createApp } from './http/app';
import { OffsetClock } from './kernel/clock';
import { LedgerApi, PostingService } from './ledger';
import { PostingsController } from './ledger/postings.controller';
import { MembersController } from './members/members.controller';
import { MembersService } from './members/members.service';
import { keyByThumbprint, tillById, tokenWasUsed } from './partners';
import { SandboxController } from './sandbox/sandbox.controller';
import { SandboxService } from './sandbox/sandbox.service';
import { WindowService } from './settlement/window.service';
import { TermsBook } from './terms';

export interface Settings {
  readonly databaseUrl: string;
  readonly publicOrigin: string;
  readonly environment: 'SANDBOX' | 'LIVE';
  readonly log: (entry: object) => void;
}

export interface Composition {
  readonly app: Express;
  readonly windows: WindowService;
  close(): Promise<void>;
}

/** The only place that builds services and controllers. */
export function compose(settings: Settings): Composition {
  const pool = new Pool({ connectionString: settings.databaseUrl, options: '-c role=kongsi_app', max: 20, statement_timeout: 15_000, application_name: 'kongsi-hub' });
  // Without a listener a connection that the server ends would end this process.
  pool.on('error', (error) => settings.log({ message: 'A database connection was lost.', error: error.message }));
  const clock = new OffsetClock();
  const terms = new TermsBook(pool, clock);
  const ledger = new LedgerApi(pool, new PostingService(pool, terms, clock), terms, clock);
  const members = new MembersService(pool, clock);
  const makers = new Map<unknown, () => unknown>([
    [PostingsController, () => new PostingsController(ledger)],
    [MembersController, () => new MembersController(members)],
  ]);
  const sandbox = new SandboxService(pool, clock, terms, settings.publicOrigin);
  makers.set(SandboxController, () => new SandboxController(sandbox));
  const app = createApp({ clock, pool, makers, sandbox: settings.environment === 'SANDBOX', log: settings.log, tokenFacts: () => ({
    publicOrigin: settings.publicOrigin, nowSeconds: Math.floor(clock.wall().getTime() / 1000), key: (kid) => keyByThumbprint(pool, kid), till: (id) => tillById(pool, id),
    replayed: (partnerId, jti) => tokenWasUsed(pool, partnerId, jti) }) });
  return { app, windows: new WindowService(pool, clock), close: () => pool.end() };
}
