import { Pool } from 'pg';
import { BullWake } from '../../src/jobs/bull-wake';
import { PostgresWake } from '../../src/jobs/postgres-wake';
import { JOBS, type JobName, type Wake } from '../../src/jobs/wake';
import { givenDatabase, type TestDatabase } from '../support/database';

const redis = process.env['REDIS_URL'];
const until = async (check: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 400 && !check(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 25));
  expect(check()).toBe(true);
};

/** One contract for both ways of waking; the half of Bull runs where REDIS_URL names a Redis. */
describe.each([['PostgreSQL', true], ['Bull', redis !== undefined]] as const)('woken by %s', (kind, here) => {
  const check = here ? test : test.skip;
  let db: TestDatabase;
  let pool: Pool;
  const open: Wake[] = [];
  const logged: object[] = [];
  let round = 0;
  beforeAll(async () => {
    db = await givenDatabase();
    pool = new Pool({ connectionString: db.url });
  });
  beforeEach(() => {
    round += 1;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((wake) => wake.close()));
  });
  afterAll(async () => {
    await pool.end();
    await db.drop();
  });
  const given = (lookEveryMs = 60_000): Wake => {
    const wake = kind === 'Bull' ? new BullWake(redis ?? '', (entry) => logged.push(entry), lookEveryMs, `kongsi-test-${process.pid}-${round}`) : new PostgresWake(pool, db.url, (entry) => logged.push(entry), lookEveryMs);
    open.push(wake);
    return wake;
  };

  check('a wake-up reaches a worker, and each job is looked at once at the start', async () => {
    const seen: JobName[] = [];
    await given().listen((job) => Promise.resolve(void seen.push(job)));
    await until(() => seen.length === JOBS.length);
    await given().notify('documents');
    await until(() => seen.length === JOBS.length + 1);
    expect(seen).toEqual([...JOBS, 'documents']);
  });

  check('a wake-up during the work makes it run once more, one at a time', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    await given().listen(async (job) => {
      if (job !== 'night') return;
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 120));
      running -= 1;
      runs += 1;
    });
    const sender = given();
    for (let at = 0; at < 5; at += 1) await sender.notify('night');
    await until(() => runs >= 2 && running === 0);
    expect(most).toBe(1);
  });

  check('what fails is tried again at the next look, and nothing stops', async () => {
    let runs = 0;
    await given(100).listen((job) => {
      if (job === 'night') runs += 1;
      return job === 'night' && runs === 1 ? Promise.reject(new Error('the first run fails')) : Promise.resolve();
    });
    await until(() => runs >= 3);
    expect(JSON.stringify(logged)).toContain('the first run fails');
  });

  check('after close no work begins', async () => {
    let runs = 0;
    const wake = given(50);
    await wake.listen(() => Promise.resolve(void (runs += 1)));
    await until(() => runs >= 2);
    await wake.close();
    open.splice(0);
    const before = runs;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(runs).toBe(before);
  });
});
