import { rupiahOf } from '../client/src/rupiah';

/** What is typed, and what it is in Indonesian and in English notation. */
const CASES: readonly (readonly [typed: string, id: string | undefined, en: string | undefined])[] = [
  ['5', '5.00', '5.00'],
  ['1535000', '1535000.00', '1535000.00'],
  [' 1535000 ', '1535000.00', '1535000.00'],
  ['1.535.000', '1535000.00', undefined],
  ['1,535,000', undefined, '1535000.00'],
  ['1.535', '1535.00', undefined],
  ['1,535', undefined, '1535.00'],
  ['1.535,00', '1535.00', undefined],
  ['1,535.00', undefined, '1535.00'],
  ['1535,00', '1535.00', undefined],
  ['1535.00', undefined, '1535.00'],
  ['1.535,50', undefined, undefined],
  ['1,535.50', undefined, undefined],
  ['1.535,0', undefined, undefined],
  ['1.535,', undefined, undefined],
  ['1,535.', undefined, undefined],
  ['12.34.567', undefined, undefined],
  ['1.5350', undefined, undefined],
  ['1535.000', undefined, undefined],
  ['1,535.000', undefined, undefined],
  ['1..535', undefined, undefined],
  ['.535', undefined, undefined],
  ['1,00,00', undefined, undefined],
  ['-5', undefined, undefined],
  ['−5', undefined, undefined],
  ['+5', undefined, undefined],
  ['(5)', undefined, undefined],
  ['1e5', undefined, undefined],
  ['0x10', undefined, undefined],
  ['Rp 5', undefined, undefined],
  ['1 535', undefined, undefined],
  ['1\u00a0535', undefined, undefined],
  ['lima', undefined, undefined],
  ['٥', undefined, undefined],
  ['0', undefined, undefined],
  ['0,00', undefined, undefined],
  ['000', undefined, undefined],
  ['007', undefined, undefined],
  ['0.535', undefined, undefined],
  ['', undefined, undefined],
  ['9999999999999999', '9999999999999999.00', '9999999999999999.00'],
  ['10000000000000000', undefined, undefined],
];

describe('whole rupiah as people type them', () => {
  test.each(CASES)('%j', (typed, id, en) => {
    expect([rupiahOf(typed, 'id'), rupiahOf(typed, 'en')]).toEqual([id, en]);
  });
});
