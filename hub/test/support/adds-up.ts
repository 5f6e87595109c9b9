import { parse } from 'csv-parse/sync';

type Row = Record<string, string>;
const minor = (value: string | undefined): bigint => BigInt((value === undefined || value === '' ? '0' : value).replace('.', ''));
const sum = (rows: readonly Row[], column = 'amount'): bigint => rows.reduce((total, row) => total + minor(row[column]), 0n);

/** How the sums of a netting statement lead from gross to net; every other sum of its table is one of those. */
const NET: Readonly<Record<string, bigint>> = { receivable: 1n, payable: -1n, fees: -1n, ppn: -1n, creditNotes: 1n, reversedClaims: 1n, withheld: 1n, unapplied: 1n, recoveries: 1n, lossShares: -1n, disputed: 1n };

/**
 * Adds a document up from its own rows, as somebody who has nothing but the file would, and expects what it says of itself. The table is made from the twin and the page is checked against both,
 * so that what holds of one holds of all.
 * @param csv the table of an issued document
 * @returns its rows
 */
export function expectAddsUp(csv: string): Row[] {
  const rows = parse(csv, { bom: true, columns: true }) as Row[];
  const of = (record: string, type?: string): Row[] => rows.filter((row) => row['record'] === record && (type === undefined || row['type'] === type));
  const head = (type: string): string => of('HEAD', type)[0]?.['text'] ?? '';
  const total = (type: string): bigint => sum(of('TOTAL', type));
  const kind = head('kind');
  if (kind === 'NETTING_STATEMENT') expectNets(of, head, total);
  else if (kind === 'STATEMENT') {
    expect([total('opening') + sum(of('MOVEMENT')), sum(of('AGEING'))]).toEqual([total('closing'), total('closing')]);
    const points = (type?: string): bigint => sum(of('POINTS', type), 'points');
    expect(points() - points('closing')).toBe(points('closing'));
  } else if (kind === 'RECEIPT') {
    expect(sum(of('DOCUMENT'), 'applied') + total('unapplied') + total('recovered')).toBe(total('amount'));
    expect(sum(of('DOCUMENT', 'WITHHOLDING_CERTIFICATE'))).toBe(total('withheld'));
  } else if (kind !== 'STATEMENT_VOID') {
    const lines = of('LINE');
    expect(lines.length).toBeGreaterThan(0);
    expect([sum(lines), total('subtotal') + total('ppn')]).toEqual([total('subtotal'), total('total')]);
    if (lines.some((line) => line['ppn'] !== '')) expect(sum(lines, 'ppn')).toBe(total('ppn'));
    if (of('OUTLET').length > 0) expect([sum(of('OUTLET')), sum(of('OUTLET'), 'points')]).toEqual([sum(lines), sum(lines, 'points')]);
    if (of('WITHHOLDING').length > 0) expect(sum(of('WITHHOLDING'))).toBe(total('total'));
  }
  return rows;
}

function expectNets(of: (record: string, type?: string) => Row[], head: (type: string) => string, total: (type: string) => bigint): void {
  const others = of('TOTAL').filter((row) => !(row['type'] as string in NET)).map((row) => row['type']).sort();
  expect(others).toEqual(['netCash', 'setOff']);
  const sign = { HUB_PAYS: 1n, PAYS_HUB: -1n, NONE: 0n }[head('direction')] ?? 0n;
  const net = Object.entries(NET).reduce((all, [type, each]) => all + each * total(type), 0n);
  expect([head('number'), net]).toEqual([head('number'), sign * total('netCash')]);
  const side = (direction: string): bigint => sum(of('DOCUMENT').filter((row) => row['text'] === direction));
  // What it lists is what it nets, kind by kind.
  expect([head('number'), side('HUB_PAYS') - side('PARTNER_PAYS')]).toEqual([head('number'), net]);
  const both = (type: string): bigint => sum(of('DOCUMENT', type).filter((row) => row['text'] === 'HUB_PAYS')) - sum(of('DOCUMENT', type).filter((row) => row['text'] === 'PARTNER_PAYS'));
  expect([both('FEE_INVOICE'), both('WITHHOLDING_CERTIFICATE'), both('PAYMENT'), both('DISPUTED')]).toEqual([-total('fees') - total('ppn'), total('withheld'), total('unapplied'), total('disputed')]);
  expect(both('POINTS_INVOICE') + both('REDEMPTION_INVOICE') + both('CREDIT_NOTE')).toBe(total('receivable') - total('payable') + total('reversedClaims') + total('creditNotes'));
  expect(sum(of('MATRIX', 'RECEIVABLE')) - sum(of('MATRIX', 'PAYABLE'))).toBe(total('receivable') - total('payable') + total('reversedClaims'));
}
