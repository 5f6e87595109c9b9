import { SeenTokens } from './seen-tokens';

test('a token is new once as long as it may be let in, each partner for itself, and nothing is kept for ever', () => {
  const seen = new SeenTokens();
  expect([seen.firstUse('a', '1', 1_000_000), seen.firstUse('a', '1', 1_000_001), seen.firstUse('b', '1', 1_000_002), seen.firstUse('a', '2', 1_000_003)]).toEqual([true, false, true, true]);
  // Any token that was let in is refused for at least 190 seconds: the longest life and the tolerances of clocks.
  for (const later of [100_000, 190_000]) expect(seen.firstUse('a', '1', 1_000_000 + later)).toBe(false);
  expect([seen.firstUse('a', '3', 1_300_000), seen.firstUse('a', '1', 1_700_000)]).toEqual([true, true]);
  for (let at = 0; at < 250_000; at += 1) seen.firstUse('c', String(at), 2_000_000);
  expect([seen.firstUse('c', '249999', 2_000_000), seen.firstUse('c', '0', 2_000_000)]).toEqual([false, true]);
});
