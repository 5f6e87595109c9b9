import { Group, SegmentedControl, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Money } from '../api';
import * as format from '../format';
import { useText } from '../text';

/** What goes from one party to another. */
export interface Cell {
  readonly fromId: string;
  readonly fromName: string;
  readonly toId: string;
  readonly toName: string;
  readonly points: number;
  readonly amount: Money;
  /** What disputes moved beside the amount, signed; it stands apart and in no sum of amounts. */
  readonly disputed?: Money | undefined;
}

interface Sum {
  points: number;
  minor: bigint;
  disputed: bigint;
}

const add = (sums: Map<string, Sum>, key: string, cell: Cell): void => {
  const before = sums.get(key) ?? { points: 0, minor: 0n, disputed: 0n };
  sums.set(key, { points: before.points + cell.points, minor: before.minor + format.minor(cell.amount), disputed: before.disputed + (cell.disputed ? format.minor(cell.disputed) : 0n) });
};

const named = (cells: readonly Cell[], side: (cell: Cell) => [string, string]): [string, string][] => [...new Map(cells.map(side))].sort((a, b) => a[1].localeCompare(b[1]));

/** Parties against parties, in points or in rupiah; sums are exact and stand at the edges. */
export function Matrix({ title, cells, from, to }: { title: string; cells: readonly Cell[]; from: string; to: string }) {
  const text = useText();
  const [measure, setMeasure] = useState<'points' | 'amount'>('amount');
  const [byPair, byRow, byColumn, all] = [new Map<string, Sum>(), new Map<string, Sum>(), new Map<string, Sum>(), new Map<string, Sum>()];
  for (const cell of cells) {
    add(byPair, `${cell.fromId} ${cell.toId}`, cell);
    add(byRow, cell.fromId, cell);
    add(byColumn, cell.toId, cell);
    add(all, '', cell);
  }
  const rows = named(cells, (cell) => [cell.fromId, cell.fromName]);
  const columns = named(cells, (cell) => [cell.toId, cell.toName]);
  const currency = cells[0]?.amount.currency ?? 'IDR';
  const show = (sum: Sum | undefined): ReactNode => {
    if (sum === undefined) return '–';
    if (measure === 'points') return format.count(sum.points);
    return <>{format.plain(format.fromMinor(sum.minor, currency))}{sum.disputed !== 0n && <Text size="xs" c="dimmed">{text('disputedAmount')} {format.plain(format.fromMinor(sum.disputed, currency))}</Text>}</>;
  };
  if (cells.length === 0) return <Text c="dimmed">{text('empty')}</Text>;
  return (
    <>
      <Group justify="space-between" mb="sm" gap="sm">
        <Text size="sm" c="dimmed">{text('matrixReads', { from, to })}</Text>
        <SegmentedControl size="xs" aria-label={text('measure')} value={measure} onChange={(next) => setMeasure(next as 'points' | 'amount')} data={[{ value: 'amount', label: text('inRupiah') }, { value: 'points', label: text('points') }]} />
      </Group>
      <div className="scroll matrix" tabIndex={0} role="group" aria-label={title}>
        <Table horizontalSpacing="xs" verticalSpacing="xs">
          <Table.Thead><Table.Tr><Table.Th scope="col">{from} ↓ {to} →</Table.Th>{columns.map(([id, name]) => <Table.Th key={id} scope="col" className="num">{name}</Table.Th>)}<Table.Th scope="col" className="num sum">{text('total')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>{rows.map(([id, name]) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">{name}</Table.Th>
              {columns.map(([other]) => <Table.Td key={other} className={`num${id === other ? ' own' : ''}`} title={id === other ? text('ownBurn') : undefined}>{show(byPair.get(`${id} ${other}`))}</Table.Td>)}
              <Table.Td className="num sum">{show(byRow.get(id))}</Table.Td>
            </Table.Tr>
          ))}</Table.Tbody>
          <Table.Tfoot><Table.Tr><Table.Th scope="row">{text('total')}</Table.Th>{columns.map(([id]) => <Table.Td key={id} className="num">{show(byColumn.get(id))}</Table.Td>)}<Table.Td className="num">{show(all.get(''))}</Table.Td></Table.Tr></Table.Tfoot>
        </Table>
      </div>
    </>
  );
}
