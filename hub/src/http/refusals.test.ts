import { Refusals } from './refusals';

/** Refusals that are told when the test lets the event loop come round. */
function given(most = 1_000) {
  const rounds: (() => void)[] = [];
  const told: number[] = [];
  const refusals = new Refusals(most, (then) => void rounds.push(then));
  let count = 0;
  return { told, rounds, add: (many: number): void => {
    for (let n = 0; n < many; n += 1) {
      count += 1;
      const number = count;
      refusals.add(() => void told.push(number));
    }
  }, comeRound: (): void => rounds.splice(0).forEach((then) => then()) };
}

describe('refusals', () => {
  test('are told when the event loop has come round, in their order and a few at a time', () => {
    const { told, rounds, add, comeRound } = given();
    add(3);
    expect([told, rounds.length]).toEqual([[], 1]);
    comeRound();
    expect(told).toEqual([1]);
    add(1);
    for (let n = 0; n < 3; n += 1) comeRound();
    expect([told, rounds.length]).toEqual([[1, 2, 3, 4], 0]);
    add(1);
    comeRound();
    expect(told).toEqual([1, 2, 3, 4, 5]);
  });

  test('are told faster the more of them wait', () => {
    const { told, add, comeRound } = given();
    add(640);
    comeRound();
    expect(told).toHaveLength(10);
    for (let n = 0; n < 44; n += 1) comeRound();
    expect(told.length).toBeGreaterThan(300);
    while (told.length < 640) comeRound();
    expect(told).toEqual(Array.from({ length: 640 }, (_none, at) => at + 1));
  });

  test('of more than may wait the oldest are told at once', () => {
    const { told, add } = given(4);
    add(6);
    expect(told).toEqual([1, 2]);
  });
});
