import type { OffsetClock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import type { NightService, WindowService } from '../settlement';
import type { TestClock } from './sandbox.wire';

const LONGEST_STEP_DAYS = 400;
const END_OF_TIME = Date.UTC(2101, 0, 1) - 1;

/** The sandbox's business clock. It only goes forward, and everything due on the way is done in order and to the end. */
export class TestClockService {
  constructor(private readonly clock: OffsetClock, private readonly windows: WindowService, private readonly nights: NightService) {}

  async show(): Promise<TestClock> {
    await this.windows.syncClock();
    return { object: 'testClock', id: 'default', now: this.clock.now().toISOString(), offsetMs: this.clock.offset };
  }

  /**
   * Nights are run one by one, so a step is bounded: a sandbox must not be busy for hours because somebody mistyped a year.
   * @throws DomainError `transition_not_allowed` for a time that has passed, `validation_failed` for one too far away
   */
  async advance(to: Date): Promise<TestClock> {
    await this.windows.syncClock();
    if (to < this.clock.now()) throw new DomainError('transition_not_allowed', { detail: `The clock stands at ${this.clock.now().toISOString()} and never goes back.`, fields: [{ pointer: '/to', code: 'in_past', detail: 'Send a later time.' }] });
    const furthest = Math.min(this.clock.now().getTime() + LONGEST_STEP_DAYS * 86_400_000, END_OF_TIME);
    if (to.getTime() > furthest) throw new DomainError('validation_failed', { detail: `The clock moves at most ${LONGEST_STEP_DAYS} days at a time and never beyond the year 2100.`, fields: [{ pointer: '/to', code: 'too_far', detail: `Send a time no later than ${new Date(furthest).toISOString()}.` }] });
    for (;;) {
      const { cutOffAt } = await this.windows.open();
      if (cutOffAt > to) break;
      if (cutOffAt > this.clock.now()) await this.windows.setClock(cutOffAt);
      await this.nights.runDue();
    }
    if (to > this.clock.now()) await this.windows.setClock(to);
    await this.nights.runDue();
    return this.show();
  }
}
