import fc from 'fast-check';
import { breakOf } from '../../src/reconciliation/domain/breaks';
import { DEFAULT_MATCH_SETTINGS, MATCH_CLASSES, type Entry, type Group } from '../../src/reconciliation/domain/entry';
import { match, matchAdjacent, pointsOf } from '../../src/reconciliation/domain/match';

const DATE = '2026-11-22';
const at = Date.parse('2026-11-22T03:00:00Z');
let next = 0;
const entry = (one: Partial<Entry>): Entry => ({ id: `e${(next += 1)}`, type: 'EARN', status: 'POSTED', points: 10n, at, date: DATE, ...one });
const only = (groups: readonly Group[]): Group => {
  expect(groups).toHaveLength(1);
  return groups[0] as Group;
};

describe('the keys, in their order', () => {
  test('externalId comes before everything else', () => {
    const [a, b] = [entry({ externalId: 'X', receiptNo: 'R2', outletId: 'o' }), entry({ externalId: 'Y', receiptNo: 'R1', outletId: 'o' })];
    const groups = match([a, b], [entry({ externalId: 'X', receiptNo: 'R1', outletId: 'o' }), entry({ externalId: 'Y', receiptNo: 'R2', outletId: 'o' })], DEFAULT_MATCH_SETTINGS);
    expect(groups.map((group) => [group.class, group.key, group.theirs[0]?.externalId, group.ours[0]?.externalId])).toEqual([['MATCHED', 'EXTERNAL_ID', 'X', 'X'], ['MATCHED', 'EXTERNAL_ID', 'Y', 'Y']]);
  });

  test('then outlet, receipt and date; a receipt of another outlet or type is another sale', () => {
    expect(only(match([entry({ outletId: 'o', receiptNo: 'R' })], [entry({ outletId: 'o', receiptNo: 'R', externalId: 'Z' })], DEFAULT_MATCH_SETTINGS))).toMatchObject({ class: 'MATCHED', key: 'RECEIPT' });
    expect(match([entry({ outletId: 'p', receiptNo: 'R' })], [entry({ outletId: 'o', receiptNo: 'R' })], DEFAULT_MATCH_SETTINGS).map((group) => group.class)).toEqual(['MISSING_HERE', 'MISSING_THERE']);
    expect(match([entry({ outletId: 'o', receiptNo: 'R', type: 'BURN' })], [entry({ outletId: 'o', receiptNo: 'R' })], DEFAULT_MATCH_SETTINGS).map((group) => group.class)).toEqual(['MISSING_HERE', 'MISSING_THERE']);
  });

  test('then till and counter', () => {
    expect(only(match([entry({ tillId: 't', counter: '7' })], [entry({ tillId: 't', counter: '7' })], DEFAULT_MATCH_SETTINGS))).toMatchObject({ class: 'MATCHED', key: 'COUNTER' });
  });

  test.each([[29, 'MATCHED'], [30, 'MATCHED'], [31, 'MISSING_HERE']])('then member, points and time: %i minutes apart is %s', (minutes, expected) => {
    const groups = match([entry({ memberId: 'm' })], [entry({ memberId: 'm', at: at + minutes * 60_000 })], DEFAULT_MATCH_SETTINGS);
    expect(groups[0]).toMatchObject({ class: expected, ...(expected === 'MATCHED' && { key: 'MEMBER_TIME' }) });
  });

  test('a walk through time leaves as few alone as there can be', () => {
    const theirs = [0, 25, 50].map((minutes) => entry({ memberId: 'm', at: at + minutes * 60_000 }));
    const ours = [-29, 0, 25].map((minutes) => entry({ memberId: 'm', at: at + minutes * 60_000 }));
    expect(match(theirs, ours, DEFAULT_MATCH_SETTINGS).map((group) => group.class)).toEqual(['MATCHED', 'MATCHED', 'MATCHED']);
  });
});

describe('the classes', () => {
  const named = (one: Partial<Entry>): Entry => entry({ externalId: 'X', ...one });
  test.each<[string, Partial<Entry>[], Partial<Entry>[], [string, number, number][]]>([
    ['one for one', [{}], [{}], [['MATCHED', 1, 1]]],
    ['points differ', [{ points: 9n }], [{}], [['AMOUNT_DIFFERS', 1, 1]]],
    ['rupiah differ', [{ amountMinor: 100n }], [{ amountMinor: 200n }], [['AMOUNT_DIFFERS', 1, 1]]],
    ['rupiah unknown there', [{}], [{ amountMinor: 200n }], [['MATCHED', 1, 1]]],
    ['another verb', [{ type: 'BURN' }], [{}], [['AMOUNT_DIFFERS', 1, 1]]],
    ['a receipt that was split there', [{ points: 4n }, { points: 6n }], [{ points: 10n }], [['MATCHED_SPLIT', 2, 1]]],
    ['a receipt that was split here', [{ points: 10n }], [{ points: 4n }, { points: 6n }], [['MATCHED_SPLIT', 1, 2]]],
    ['a split with other sums', [{ points: 4n }, { points: 5n }], [{ points: 10n }], [['AMOUNT_DIFFERS', 2, 1]]],
    ['reversed there', [{ status: 'REVERSED' }], [{}], [['STATUS_DIFFERS', 1, 1]]],
    ['released there, timed out here', [{ status: 'RELEASED' }], [{ status: 'TIMED_OUT' }], [['MATCHED', 1, 1]]],
    ['held here', [{}], [{ status: 'HELD' }], [['STATUS_DIFFERS', 1, 1]]],
    ['said twice', [{}, {}], [{}], [['MATCHED', 1, 1], ['DUPLICATE', 1, 0]]],
    ['said twice, and not here', [{}, {}, {}], [], [['DUPLICATE', 1, 0], ['DUPLICATE', 1, 0], ['MISSING_HERE', 1, 0]]],
  ])('%s', (_name, theirs, ours, expected) => {
    expect(match(theirs.map(named), ours.map(named), DEFAULT_MATCH_SETTINGS).map((group) => [group.class, group.theirs.length, group.ours.length])).toEqual(expected);
  });

  test('a duplicate says whether it says the same', () => {
    expect(match([named({}), named({})], [named({})], DEFAULT_MATCH_SETTINGS).find((group) => group.class === 'DUPLICATE')).toMatchObject({ identical: true });
    expect(match([named({}), named({ points: 3n })], [named({})], DEFAULT_MATCH_SETTINGS).find((group) => group.class === 'DUPLICATE')).toMatchObject({ identical: false });
  });

  test('within a tolerance that was set', () => {
    expect(only(match([named({ points: 9n })], [named({})], { ...DEFAULT_MATCH_SETTINGS, tolerancePoints: 1n })).class).toBe('MATCHED_TOLERANCE');
  });

  test('a reversal that the partner has only marked on the sale belongs to the sale', () => {
    const sale = named({ status: 'REVERSED' });
    const ours = [named({ id: 'pst_1', status: 'REVERSED' }), entry({ id: 'pst_2', type: 'REVERSAL', reverses: 'pst_1', externalId: 'X-back' })];
    expect(only(match([sale], ours, DEFAULT_MATCH_SETTINGS))).toMatchObject({ class: 'MATCHED', theirs: [sale], ours });
    expect(match([named({})], ours, DEFAULT_MATCH_SETTINGS).map((group) => group.class)).toEqual(['STATUS_DIFFERS', 'MISSING_THERE']);
  });

  test('a partner that writes a refund as a record of its own leaves the sale as it was', () => {
    const ours = [named({ id: 'pst_1', status: 'REVERSED' }), entry({ id: 'pst_2', type: 'REVERSAL', reverses: 'pst_1', externalId: 'X-back' })];
    expect(match([named({}), entry({ type: 'REVERSAL', externalId: 'X-back' })], ours, DEFAULT_MATCH_SETTINGS).map((group) => group.class)).toEqual(['MATCHED', 'MATCHED']);
  });

  test('the neighbouring date explains only what is equal', () => {
    expect(only(matchAdjacent([named({ outletId: 'o', receiptNo: 'R' })], [entry({ outletId: 'o', receiptNo: 'R', date: '2026-11-23' })], DEFAULT_MATCH_SETTINGS)).class).toBe('TIMING');
    expect(matchAdjacent([named({})], [named({ date: '2026-11-23', points: 1n })], DEFAULT_MATCH_SETTINGS)).toEqual([]);
  });
});

describe('whatever the records are', () => {
  const some = <T>(values: readonly T[]): fc.Arbitrary<T | undefined> => fc.option(fc.constantFrom(...values), { nil: undefined });
  const side = (prefix: string): fc.Arbitrary<Entry[]> => fc.array(fc.record({ type: fc.constantFrom('EARN', 'EARN', 'BURN', 'REVERSAL'), status: fc.constantFrom('POSTED', 'POSTED', 'POSTED', 'REVERSED', 'HELD', 'TIMED_OUT'), externalId: some(['A', 'B', 'C', 'D']), outletId: fc.constantFrom('o', 'p'), tillId: some(['t']), counter: some(['1', '2', '3']),
    receiptNo: some(['R1', 'R2', 'R3']), memberId: some(['m', 'n']), points: fc.constantFrom(1n, 2n, 3n, 5n), amountMinor: some([100n, 200n]), at: fc.integer({ min: 0, max: 90 }).map((minute) => at + minute * 60_000), reverses: some(['O0', 'O1', 'O2']) }), { maxLength: 14 })
    .map((list) => list.map((one, place): Entry => ({ ...JSON.parse(JSON.stringify(one, (_name, value: unknown) => (typeof value === 'bigint' ? undefined : value))) as Entry, points: one.points, ...(one.amountMinor !== undefined && { amountMinor: one.amountMinor }), date: DATE, id: `${prefix}${place}` }))
      // A reversal reverses a sale; none is reversed itself.
      .map(({ reverses, ...one }, _place, all) => ({ ...one, ...(one.type === 'REVERSAL' && all.some((other) => other.id === reverses && other.type !== 'REVERSAL') && { reverses }) }) as Entry));
  const told = (groups: readonly Group[]): string[] => groups.map((group) => [group.class, group.key, group.theirs.map((one) => one.id).sort(), group.ours.map((one) => one.id).sort(), group.identical].join(' | ')).sort();

  test('every entry ends in one class, the sums of the classes are those of the sides, and no order of rows matters', () => {
    fc.assert(fc.property(side('T'), side('O'), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (theirs, ours, dice) => {
      const groups = match(theirs, ours, DEFAULT_MATCH_SETTINGS);
      const ids = groups.flatMap((group) => [...group.theirs, ...group.ours].map((one) => one.id));
      expect([...ids].sort()).toEqual([...theirs, ...ours].map((one) => one.id).sort());
      expect(groups.every((group) => (MATCH_CLASSES as readonly string[]).includes(group.class))).toBe(true);
      expect(pointsOf(groups.flatMap((group) => group.theirs))).toBe(pointsOf(theirs));
      expect(pointsOf(groups.flatMap((group) => group.ours))).toBe(pointsOf(ours));
      for (const group of groups) {
        const counted = group.ours.filter((one) => one.type !== 'REVERSAL' || !group.ours.some((other) => other !== one && other.id === one.reverses));
        if (group.class.startsWith('MATCHED')) expect([pointsOf(group.theirs), Math.min(group.theirs.length, counted.length)]).toEqual([pointsOf(counted), 1]);
        expect(breakOf(group, { tokens: new Map(), signed: new Set() }) === undefined).toBe(group.class.startsWith('MATCHED'));
      }
      const shuffled = <T>(list: readonly T[]): T[] => list.map((one) => ({ one, by: dice.next().value as number })).sort((a, b) => a.by - b.by).map(({ one }) => one);
      expect(told(match(shuffled(theirs), shuffled(ours), DEFAULT_MATCH_SETTINGS))).toEqual(told(groups));
    }), { numRuns: 1_500 });
  });

  test('a side matched with itself matches wholly, and without its first entry only that one is missing', () => {
    fc.assert(fc.property(fc.array(fc.record({ externalId: fc.integer({ min: 0, max: 500 }), points: fc.bigInt({ min: 1n, max: 50n }) }), { minLength: 1, maxLength: 40 }), (list) => {
      const unique = [...new Map(list.map((one) => [one.externalId, one])).values()].map((one, place) => entry({ id: `T${place}`, externalId: String(one.externalId), points: one.points }));
      expect(match(unique, unique.map((one) => ({ ...one, id: `O${one.id}` })), DEFAULT_MATCH_SETTINGS).map((group) => group.class)).toEqual(unique.map(() => 'MATCHED'));
      expect(match(unique, unique.slice(1), DEFAULT_MATCH_SETTINGS).filter((group) => group.class !== 'MATCHED').map((group) => group.class)).toEqual(['MISSING_HERE']);
    }));
  });

  test('100,000 records of one name against one posting are told apart as quickly', () => {
    const many = Array.from({ length: 100_000 }, (_none, n) => entry({ id: `T${n}`, externalId: 'X', points: BigInt(11 + n) }));
    const groups = match([entry({ id: 'T', externalId: 'X' }), ...many], [entry({ id: 'O', externalId: 'X' })], DEFAULT_MATCH_SETTINGS);
    expect(groups.map((group) => group.class).reduce<Record<string, number>>((sum, one) => ({ ...sum, [one]: (sum[one] ?? 0) + 1 }), {})).toEqual({ MATCHED: 1, DUPLICATE: 100_000 });
    expect(new Set(groups.flatMap((group) => group.twin?.id ?? []))).toEqual(new Set(['T']));
  });

  test('100,000 against 100,000, each key in use', () => {
    const big = (prefix: string): Entry[] => Array.from({ length: 100_000 }, (_none, n): Entry => ({ id: `${prefix}${n}`, type: 'EARN', status: 'POSTED', points: BigInt(1 + (n % 97)), at: at + n, date: DATE, ...(n % 4 === 0 && { externalId: `E${n}` }), ...(n % 4 === 1 && { outletId: 'o', receiptNo: `R${n}` }), ...(n % 4 === 2 && { tillId: 't', counter: String(n) }), ...(n % 4 === 3 && { memberId: `m${n}` }) }));
    const groups = match(big('T'), big('O'), DEFAULT_MATCH_SETTINGS);
    expect(groups.every((group) => group.class === 'MATCHED')).toBe(true);
    expect(groups).toHaveLength(100_000);
  });
});
