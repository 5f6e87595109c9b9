import type { OffsetClock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import type { NightService, WindowService } from '../settlement';
import type { TestClock } from './sandbox.wire';

/** The sandbox's business clock. It only goes forward, and everything due on the way is done in order and to the end. */
export class TestClockService {
  constructor(private readonly clock: OffsetClock, private readonly windows: WindowService, private readonly nights: NightService) {}

  async show(): Promise<TestClock> {
    await this.windows.syncClock();
    return { object: 'testClock', id: 'default', now: this.clock.now().toISOString(), offsetMs: this.clock.offset };
  }

  /** @throws DomainError `transition_not_allowed` for a time that has passed */
  async advance(to: Date): Promise<TestClock> {
    await this.windows.syncClock();
    if (to < this.clock.now()) throw new DomainError('transition_not_allowed', { detail: `The clock stands at ${this.clock.now().toISOString()} and never goes back.`, fields: [{ pointer: '/to', code: 'in_past', detail: 'Send a later time.' }] });
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
