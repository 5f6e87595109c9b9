import { Client, type Pool } from 'pg';
import { JOBS, Runner, type JobName, type Wake } from './wake';

const CHANNEL = 'kongsi_jobs';

/** Wake-ups by LISTEN and NOTIFY of PostgreSQL, for a deployment without Redis. */
export class PostgresWake implements Wake {
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private runner: Runner | undefined;
  private closed = false;

  constructor(private readonly pool: Pool, private readonly databaseUrl: string, private readonly log: (entry: object) => void, private readonly lookEveryMs = 5_000) {}

  async notify(job: JobName): Promise<void> {
    await this.pool.query('SELECT pg_notify($1, $2)', [CHANNEL, job]).catch((error: unknown) => {
      this.log({ message: 'A wake-up was lost; the next look finds the work.', error: String(error) });
    });
  }

  async listen(work: (job: JobName) => Promise<void>): Promise<void> {
    const runner = new Runner(work, this.log);
    this.runner = runner;
    await this.connect(runner);
    const look = (): void => void Promise.all(JOBS.map((job) => runner.wake(job)));
    this.timer = setInterval(() => {
      if (!this.client) void this.connect(runner).catch(() => undefined);
      look();
    }, this.lookEveryMs);
    look();
  }

  /** A lost connection is made anew at the next look. */
  private async connect(runner: Runner): Promise<void> {
    const client = new Client({ connectionString: this.databaseUrl, application_name: 'kongsi-wake' });
    client.on('notification', ({ payload }) => {
      const job = JOBS.find((one) => one === payload);
      if (job) void runner.wake(job);
    });
    client.on('error', () => {
      this.client = undefined;
    });
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    this.client = this.closed ? undefined : client;
    if (this.closed) await client.end();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await this.client?.end();
    await this.runner?.idle();
  }
}
