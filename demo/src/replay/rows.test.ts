import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readMap, type ReplayMap } from './map';
import { purchaseOf, readCsv, Reasons, redemptionOf } from './rows';

const map = readMap(join(__dirname, '../../maps/complete-journey.json'));
const good = { timestamp: '2017-01-01T07:30:27', household_id: '906', department: 'GROCERY', sales_value_usd: '1.50' };
const folder = mkdtempSync(join(tmpdir(), 'kongsi-rows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a row becomes whole rupiah at the rate of the map, on its day in Jakarta', () => {
  expect(purchaseOf(good, 2, map, new Reasons(), new Reasons())).toEqual({ line: 2, date: '2017-01-01', at: new Date('2017-01-01T00:30:27Z'), member: '906', brand: 'GROCERY', rupiah: 23_250n });
  expect(purchaseOf({ ...good, sales_value_usd: '0.645' }, 2, { ...map, belowOnePoint: 'REFUSE', purchases: { ...map.purchases, belowOnePoint: 'REFUSE' } } as ReplayMap, new Reasons(), new Reasons())?.rupiah).toBe(9_998n);
});

test.each([
  [{ timestamp: '2017-02-30T07:30:27' }, 'broken', 'row_broken: no time'], [{ timestamp: 'yesterday' }, 'broken', 'row_broken: no time'], [{ household_id: '' }, 'broken', 'row_broken: no member'], [{ household_id: '1; DROP TABLE' }, 'broken', 'row_broken: no member'],
  [{ sales_value_usd: 'x' }, 'broken', 'row_broken: no amount'], [{ sales_value_usd: '1e3' }, 'broken', 'row_broken: no amount'], [{ department: '' }, 'skipped', 'no_brand'], [{ sales_value_usd: '0.00' }, 'skipped', 'zero_amount'], [{ sales_value_usd: '-1.00' }, 'skipped', 'negative_amount'], [{ sales_value_usd: '0.10' }, 'skipped', 'below_one_point'],
] as const)('%j is %s: %s', (change, kind, reason) => {
  const [skipped, broken] = [new Reasons(), new Reasons()];
  expect(purchaseOf({ ...good, ...change }, 7, map, skipped, broken)).toBeUndefined();
  expect((kind === 'broken' ? broken : skipped).toJSON()).toEqual({ [reason]: { count: 1, lines: [7] } });
});

test('a file with broken rows is read to its end, plain and gzipped, and says which lines were broken', async () => {
  const text = 'date,household_id\n2017-01-01,1\n2017-01-02\n2017-13-01,2\n"2017-01-03","3"\n2017-01-04,4,5\n';
  for (const name of ['plain.csv', 'packed.csv.gz']) {
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
    const broken = new Reasons();
    const rows: string[] = [];
    for await (const { line, cells } of readCsv(join(folder, name), ['date'], broken)) {
      const row = redemptionOf(cells, line, map, broken);
      if (row) rows.push(`${row.date} ${row.member}`);
    }
    expect(rows).toEqual(['2017-01-01 1', '2017-01-03 3']);
    expect(broken.total).toBe(3);
  }
});

test('a missing column, a missing file and a map with faults are named', async () => {
  writeFileSync(join(folder, 'other.csv'), 'a,b\n1,2\n');
  const first = async (path: string): Promise<unknown> => (await readCsv(path, ['date'], new Reasons()).next()).value;
  await expect(first(join(folder, 'other.csv'))).rejects.toThrow('has no column date');
  await expect(first(join(folder, 'none.csv'))).rejects.toThrow('There is no file');
  writeFileSync(join(folder, 'map.json'), JSON.stringify({ ...map, rupiahPerUnit: 'many', colour: 'red', purchases: { ...map.purchases, zeroAmount: 'KEEP' } }));
  expect(() => readMap(join(folder, 'map.json'))).toThrow(/rupiahPerUnit[\s\S]*zeroAmount[\s\S]*colour/);
});
