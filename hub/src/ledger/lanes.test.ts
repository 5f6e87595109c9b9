import { Lanes } from './lanes';

/** An intent that is known by its name; the last digit of its member tells its lane. */
const intent = (name: string, partnerId: string, memberId = '00000000') => ({ name, names: [name, memberId], memberId, partnerId });
type Intent = ReturnType<typeof intent>;

/** Lanes whose groups end when they are told to. */
function held() {
  const groups: { names: string[]; end: () => void }[] = [];
  const ended: string[] = [];
  const lanes = new Lanes<Intent, string>(2, (group) => new Promise((resolve) => {
    const names = group.map((one) => one.name);
    groups.push({ names, end: () => resolve(names) });
  }), () => false);
  const submit = (one: Intent, inTurn = false): Promise<unknown> => lanes.submit(one, inTurn).then((name) => ended.push(name));
  return { groups, ended, submit, begun: () => groups.map((one) => one.names) };
}
const moment = (): Promise<void> => new Promise((resolve) => {
  setTimeout(resolve, 5);
});

describe('Lanes', () => {
  test('who has nothing under way does not wait for the transaction of one who has most of what is', async () => {
    const { groups, ended, submit, begun } = held();
    void submit(intent('loud 1', 'LOUD', '00000002'));
    void submit(intent('loud 2', 'LOUD', '00000004'));
    await moment();
    const quiet = submit(intent('quiet', 'QUIET'));
    await moment();
    expect(begun()).toEqual([['loud 1', 'loud 2'], ['quiet']]);
    groups[1]?.end();
    await quiet;
    expect(ended).toEqual(['quiet']);
  });

  test('of one member, what is asked in turn is carried out in turn', async () => {
    const { groups, ended, submit, begun } = held();
    void submit(intent('loud', 'LOUD', '00000002'));
    await moment();
    const both = Promise.all([submit(intent('first', 'QUIET'), true), submit(intent('second', 'QUIET'), true)]);
    await moment();
    expect(begun()).toEqual([['loud']]);
    for (let at = 0; at < 3; at += 1) {
      groups[at]?.end();
      await moment();
    }
    await both;
    expect(ended).toEqual(['loud', 'first', 'second']);
  });

  test('where nobody has more than half of what is under way, members choose the lane', async () => {
    const { groups, submit, begun } = held();
    const all = [submit(intent('a', 'A', '00000002')), submit(intent('b', 'B', '00000003'))];
    await moment();
    all.push(submit(intent('c', 'C')));
    await moment();
    expect(begun()).toEqual([['a'], ['b']]);
    for (let at = 0; at < 3; at += 1) {
      groups[at]?.end();
      await moment();
    }
    await Promise.all(all);
  });

  test('whoever has ended something is quiet again', async () => {
    const { groups, submit, begun } = held();
    void submit(intent('loud', 'LOUD', '00000002'));
    await moment();
    const own = submit(intent('own', 'QUIET'));
    await moment();
    groups[1]?.end();
    await own;
    void submit(intent('again', 'QUIET'));
    await moment();
    expect(begun()).toEqual([['loud'], ['own'], ['again']]);
    groups.forEach((group) => group.end());
  });
});
