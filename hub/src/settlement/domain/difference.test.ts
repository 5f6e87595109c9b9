import { canonicalJson } from '../../kernel/canonical';
import { firstDifference, linesOf } from './difference';

const record = { windowId: 'w', inputHash: 'a', lines: [{ delta: 100n, payer: 'A' }, { delta: 200n, payer: 'B' }], checks: [], empty: {} };
const changed = (changes: object): string => canonicalJson({ ...record, ...changes });

describe('where two records differ', () => {
  test.each<[string, string, unknown]>([
    ['nothing', changed({}), undefined],
    ['a value', changed({ inputHash: 'b', lines: [record.lines[0], { delta: 201n, payer: 'B' }] }), { at: 'lines[1].delta', stored: '"200"', replayed: '"201"' }],
    ['a line that is missing', changed({ lines: [record.lines[0]] }), { at: 'lines[1].delta', stored: '"200"' }],
    ['a line too many', changed({ lines: [...record.lines, { delta: 1n, payer: 'C' }] }), { at: 'lines[2].delta', replayed: '"1"' }],
    ['the input alone', changed({ inputHash: 'b' }), { at: 'inputHash', stored: '"a"', replayed: '"b"' }],
  ])('%s', (_name, other, expected) => {
    expect(firstDifference(canonicalJson(record), other)).toEqual(expected);
  });

  test('every value of a record is one line, in the order of its bytes', () => {
    expect(linesOf(canonicalJson(record)).map((line) => line.at)).toEqual(['checks', 'empty', 'inputHash', 'lines[0].delta', 'lines[0].payer', 'lines[1].delta', 'lines[1].payer', 'windowId']);
  });
});
