/** Work that waits in rows: a wake-up only says that it may be worth looking. */
export const JOBS = ['night', 'documents', 'log', 'lists'] as const;
export type JobName = (typeof JOBS)[number];

/**
 * Wakes workers. PostgreSQL holds what is to do, whichever way the wake-up travels, so one that is lost costs a delay and nothing else:
 * each listener also looks by itself at an interval.
 */
export interface Wake {
  /** Never fails a caller: what it announces is in the database already. */
  notify(job: JobName): Promise<void>;
  /** Calls `work` for each wake-up, one at a time for each job; a wake-up during the work makes it run once more. */
  listen(work: (job: JobName) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Runs a job once at a time, and once more when it was woken meanwhile. */
export class Runner {
  private readonly running = new Map<JobName, { again: boolean; done: Promise<void> }>();
  constructor(private readonly work: (job: JobName) => Promise<void>, private readonly log: (entry: object) => void) {}

  wake(job: JobName): Promise<void> {
    const current = this.running.get(job);
    if (current) {
      current.again = true;
      return current.done;
    }
    const state = { again: false, done: Promise.resolve() };
    state.done = this.run(job, state).finally(() => this.running.delete(job));
    this.running.set(job, state);
    return state.done;
  }

  private async run(job: JobName, state: { again: boolean }): Promise<void> {
    do {
      state.again = false;
      await this.work(job).catch((error: unknown) => {
        this.log({ message: `The job ${job} failed; it is tried again at the next look.`, error: error instanceof Error ? error.stack : String(error) });
      });
    } while (state.again);
  }

  async idle(): Promise<void> {
    await Promise.all([...this.running.values()].map((state) => state.done));
  }
}
