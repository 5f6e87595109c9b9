import { coalesced } from './coalesce';

describe('look-ups of the same moment', () => {
  test('share one reading', async () => {
    const readings: number[] = [];
    const look = coalesced(async (keys: readonly string[]) => {
      readings.push(keys.length);
      return keys.map((key) => key.toUpperCase());
    });
    expect(await Promise.all(['a', 'b', 'c'].map(look))).toEqual(['A', 'B', 'C']);
    expect(readings).toEqual([3]);
  });

  test('a key that cannot be read fails alone, and is found in few readings', async () => {
    let readings = 0;
    const look = coalesced(async (keys: readonly string[]) => {
      readings += 1;
      if (keys.includes('bad')) throw new Error('unreadable');
      return keys.map((key) => key.toUpperCase());
    });
    const keys = [...Array.from({ length: 40 }, (_none, at) => `k${at}`), 'bad', ...Array.from({ length: 40 }, (_none, at) => `m${at}`)];
    const answers = await Promise.allSettled(keys.map(look));
    expect(answers.filter((one) => one.status === 'rejected')).toHaveLength(1);
    expect(answers[40]?.status).toBe('rejected');
    expect(readings).toBeLessThan(20);
  });

  test('a database that cannot be reached is asked once', async () => {
    let readings = 0;
    const look = coalesced(async (): Promise<string[]> => {
      readings += 1;
      throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
    });
    expect((await Promise.allSettled(['a', 'b', 'c'].map(look))).every((one) => one.status === 'rejected')).toBe(true);
    expect(readings).toBe(1);
  });
});
