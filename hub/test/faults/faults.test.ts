import { FAULTS } from './faults';
import { linesOf, Rounds } from './rounds';

/** Each fault twice; `npm run faults` goes on for as long as it is told (`long.test.ts`). */
const ROUNDS = 2;

describe('faults', () => {
  let rounds: Rounds;
  beforeAll(async () => {
    rounds = await Rounds.start({ singles: 8, batches: 0, size: 1, members: 6, healedMs: 200 });
  }, 60_000);
  afterAll(async () => {
    await rounds.stop();
    process.stdout.write(linesOf(rounds.report));
  });

  test.each(Object.keys(FAULTS))('%s: nothing acknowledged is lost, nothing is doubled, nothing refused is in the books', async (name) => {
    for (let at = 0; at < ROUNDS; at += 1) {
      const { fired, wrong } = await rounds.round(name, true);
      expect(wrong).toEqual({ lost: [], doubled: [], applied: [], open: [], broken: [] });
      expect(fired).toBe(true);
    }
  }, ROUNDS * 60_000);
});
