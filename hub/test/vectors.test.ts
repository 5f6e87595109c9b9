import { join } from 'node:path';
import { figures, vector, vectorIds, vectorTests } from './support/vectors';

describe('the worked examples', () => {
  const tests = vectorTests(join(__dirname, '..'));

  test.each(vectorIds)('%s is run by a test that reads its figures from the file', (id) => {
    expect([...tests].filter(([, ids]) => ids.includes(id)).map(([path]) => path)).not.toEqual([]);
  });

  test('have ids of their own, and each says what is given and what must come of it', () => {
    expect(new Set(vectorIds).size).toBe(vectorIds.length);
    for (const id of vectorIds) expect(figures().filter((one) => one.startsWith(`${id}.given`) || one.startsWith(`${id}.expected`)).length).toBeGreaterThan(1);
    expect(() => vector('W99')).toThrow('There is no vector W99.');
  });
});
