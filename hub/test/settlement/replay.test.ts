import { ENGINE_VERSION } from '../../src/settlement/domain/engine';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { replay, type Replayed } from '../../src/settlement';
import type { DisputeDetail } from '../../src/disputes/disputes.wire';
import { givenFirstNight, type FirstNight } from '../support/first-night';

const built = join(__dirname, '../../dist/hub/src/settle.js');

describe('replay of stored calculations', () => {
  let night: FirstNight;
  beforeAll(async () => {
    night = await givenFirstNight();
    await night.post();
    await night.closeNight();
    await night.pay(await night.settle());
    // Reversals of earlier windows, money taken back without points, an empty night, and new burns on top.
    await night.brands.B.client.reversals.create({ externalId: 'R1', original: { externalId: 'P4' }, points: 40, reason: 'RETURN' });
    await night.closeNight();
    const { id } = await night.owner.B.post<DisputeDetail>('/disputes', { reason: 'WRONG_PRICE', note: 'The price was wrong.', postingId: await night.postingId('C', 'P1') });
    await night.owner.C.post(`/disputes/${id}/answer`, { decision: 'ACCEPT', note: 'Indeed.' });
    await night.closeNight();
    await night.closeNight();
    await night.burn('C', await night.member([['A', 37], ['B', 11]]), 48, 'P9');
    await night.burn('A', await night.member([['B', 5]]), 5, 'P10');
    await night.closeNight();
  });
  afterAll(() => night.stop());

  const all = async (window?: string): Promise<Replayed[]> => {
    const found: Replayed[] = [];
    for await (const one of replay(night.stack.db.pool, window)) found.push(one);
    return found;
  };

  test('every window comes out in the same bytes, however its rows are shuffled', async () => {
    for (let round = 0; round < 10; round += 1) {
      const replayed = await all();
      expect(replayed).toHaveLength(5);
      for (const one of replayed) expect([one.businessDate, one.difference, one.replayedHash]).toEqual([one.businessDate, undefined, one.storedHash]);
    }
  });

  test.each([['UTC', 'C'], ['America/St_Johns', 'tr_TR.UTF-8'], ['Pacific/Kiritimati', 'de_DE.UTF-8']])('in another process, in the zone %s and the locale %s, too', (TZ, locale) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [built, night.stack.db.url, 'all'], { encoding: 'utf8', env: { ...process.env, TZ, LANG: locale, LC_ALL: locale } });
    expect([status, stderr, stdout.trim().split('\n').map((line) => /^equal [0-9a-f]{64} {2}win_/.test(line))]).toEqual([0, '', Array<boolean>(5).fill(true)]);
  });

  test('what was changed since is named with both values, by exit 1; an unknown window by exit 2', async () => {
    const [first] = await all();
    const { rows } = await night.stack.db.owner.query<{ record: string }>('SELECT record FROM calculation WHERE window_id = $1', [first?.windowId]);
    const record = JSON.parse(rows[0]?.record ?? '{}') as { lines: { delta: string }[] };
    const [at] = record.lines.keys();
    const forged = (rows[0]?.record ?? '').replace(`"delta":"${record.lines[at ?? 0]?.delta ?? ''}"`, '"delta":"1"');
    await night.stack.db.owner.query('UPDATE calculation SET record = $2 WHERE window_id = $1', [first?.windowId, forged]);
    try {
      const [found] = await all(first?.windowId);
      expect(found?.difference).toEqual({ at: 'lines[0].delta', stored: '"1"', replayed: JSON.stringify(record.lines[0]?.delta) });
      const run = spawnSync(process.execPath, [built, night.stack.db.url, `win_${first?.windowId ?? ''}`], { encoding: 'utf8' });
      expect([run.status, run.stdout]).toEqual([1, expect.stringMatching(/^different win_[\s\S]*at {7}lines\[0\]\.delta\n {2}stored {3}"1"\n {2}replayed "/)]);
      await night.stack.db.owner.query(`UPDATE calculation SET engine_version = '0.9.0' WHERE window_id = $1`, [first?.windowId]);
      expect(spawnSync(process.execPath, [built, night.stack.db.url, 'all'], { encoding: 'utf8' }).stdout).toContain('was calculated by engine 0.9.0, which is not this one');
    } finally {
      await night.stack.db.owner.query('UPDATE calculation SET record = $2, engine_version = $3 WHERE window_id = $1', [first?.windowId, rows[0]?.record, ENGINE_VERSION]);
    }
    expect(spawnSync(process.execPath, [built, night.stack.db.url, '2020-01-01'], { encoding: 'utf8' })).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no calculated window 2020-01-01') });
    expect(spawnSync(process.execPath, [built, 'postgres://localhost:1/nothing', 'all'], { encoding: 'utf8' })).toMatchObject({ status: 2, stderr: expect.stringContaining('Nothing could be replayed') });
  });
});
