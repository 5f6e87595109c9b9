import { coalesced, remembered } from './coalesce';

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

describe('a look-up that remembers', () => {
  const given = (answers: (string | undefined)[]) => {
    const at = { now: 0 };
    const asked: string[] = [];
    const look = remembered(async (key: string) => {
      asked.push(key);
      return answers.shift();
    }, { nameOf: (key) => key, worth: (value) => value !== undefined, lasts: 1_000, now: () => at.now });
    return { at, asked, look };
  };

  test('tells what it found for so long, counted from when it asked, and asks again then', async () => {
    const { at, asked, look } = given(['first', 'second']);
    expect([await look('a'), await look('a')]).toEqual(['first', 'first']);
    at.now = 999;
    expect(await look('a')).toBe('first');
    at.now = 1_000;
    expect(await look('a')).toBe('second');
    expect(asked).toEqual(['a', 'a']);
  });

  test('remembers nothing that it did not find, and forgets what is found no more', async () => {
    const { at, look } = given([undefined, 'there', undefined, 'again']);
    expect([await look('a'), await look('a')]).toEqual([undefined, 'there']);
    at.now = 1_000;
    expect([await look('a'), await look('a')]).toEqual([undefined, 'again']);
  });

  test('keeps keys apart, and a fault is nobody\'s answer', async () => {
    const { look } = given(['a', 'b']);
    expect([await look('a'), await look('b'), await look('a')]).toEqual(['a', 'b', 'a']);
    const broken = remembered(() => Promise.reject<string>(new Error('lost')), { nameOf: (key: string) => key, worth: () => true, lasts: 1_000, now: () => 0 });
    await expect(broken('a')).rejects.toThrow('lost');
  });
});
