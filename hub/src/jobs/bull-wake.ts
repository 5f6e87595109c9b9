import Bull from 'bull';
import { JOBS, Runner, type JobName, type Wake } from './wake';

const ADD_MS = 2_000;

/** Wake-ups by Bull on Redis. A job carries its name only; waiting wake-ups of one name are one. */
export class BullWake implements Wake {
  private readonly queue: Bull.Queue<{ job: JobName }>;
  private timer: NodeJS.Timeout | undefined;
  private runner: Runner | undefined;

  constructor(redisUrl: string, private readonly log: (entry: object) => void, private readonly lookEveryMs = 5_000, name = 'kongsi-jobs') {
    this.queue = new Bull(name, redisUrl, { prefix: '{kongsi}', redis: { maxRetriesPerRequest: null, enableReadyCheck: false }, settings: { maxStalledCount: 2 }, defaultJobOptions: { removeOnComplete: true, removeOnFail: true } });
    this.queue.on('error', (error) => this.log({ message: 'Redis is not reached; the database is looked at instead.', error: error.message }));
  }

  async notify(job: JobName): Promise<void> {
    // Without Redis an add waits for ever, and the work is in the database in any case.
    const added = this.queue.add({ job }).then(() => true);
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ADD_MS).unref());
    await Promise.race([added, late]).catch((error: unknown) => this.log({ message: 'A wake-up was lost; the next look finds the work.', error: String(error) }));
  }

  async listen(work: (job: JobName) => Promise<void>): Promise<void> {
    const runner = new Runner(work, this.log);
    this.runner = runner;
    // Closing ends the wait for jobs with a rejection that says nothing.
    this.queue.process(({ data }) => runner.wake(data.job)).catch(() => undefined);
    const look = (): void => void Promise.all(JOBS.map((job) => runner.wake(job)));
    this.timer = setInterval(look, this.lookEveryMs);
    look();
    await Promise.resolve();
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.runner?.idle();
    // A close that waits for Redis must not hold up the end of the process.
    const late = new Promise<void>((resolve) => setTimeout(resolve, ADD_MS).unref());
    await Promise.race([this.queue.close(true).catch(() => undefined), late]);
  }
}
