import { ActionIcon, Group, SegmentedControl, Table, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
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

interface Sides {
  readonly left: boolean;
  readonly right: boolean;
}

/** Whether more of a wide table stands to the left or to the right of what is seen of it. */
function useSides(box: RefObject<HTMLDivElement | null>, size: string): Sides {
  const [sides, setSides] = useState<Sides>({ left: false, right: false });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = (): void => setSides({ left: element.scrollLeft > 1, right: element.scrollLeft + element.clientWidth < element.scrollWidth - 1 });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box, size]);
  return sides;
}

/** The way to the columns that are not seen; nothing where all of them are. */
function Sideways({ box, sides, columns }: { box: RefObject<HTMLDivElement | null>; sides: Sides; columns: number }) {
  const text = useText();
  const go = (way: -1 | 1): void => box.current?.scrollBy({ left: way * box.current.clientWidth * 0.6 });
  if (!sides.left && !sides.right) return null;
  return (
    <Group gap={6} wrap="nowrap">
      <Text size="sm" c="dimmed">{text('columnsSideways', { count: columns })}</Text>
      <ActionIcon variant="default" size="md" aria-label={text('scrollLeft')} disabled={!sides.left} onClick={() => go(-1)}><IconChevronLeft size={17} aria-hidden /></ActionIcon>
      <ActionIcon variant="default" size="md" aria-label={text('scrollRight')} disabled={!sides.right} onClick={() => go(1)}><IconChevronRight size={17} aria-hidden /></ActionIcon>
    </Group>
  );
}

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
  const box = useRef<HTMLDivElement>(null);
  const sides = useSides(box, `${columns.length} ${measure}`);
  const currency = cells[0]?.amount.currency ?? 'IDR';
  const show = (sum: Sum | undefined): ReactNode => {
    if (sum === undefined) return '–';
    if (measure === 'points') return format.count(sum.points);
    return <>{format.plain(format.fromMinor(sum.minor, currency))}{sum.disputed !== 0n && <Text className="beside" size="xs" c="dimmed"><span>{text('disputedAmount')}</span> <span>{format.plain(format.fromMinor(sum.disputed, currency))}</span></Text>}</>;
  };
  if (cells.length === 0) return <Text c="dimmed">{text('empty')}</Text>;
  return (
    <>
      <Group justify="space-between" mb="sm" gap="sm">
        <Text size="sm" c="dimmed">{text('matrixReads', { from, to })}</Text>
        <Group gap="md">
          <Sideways box={box} sides={sides} columns={columns.length} />
          <SegmentedControl size="xs" aria-label={text('measure')} value={measure} onChange={(next) => setMeasure(next as 'points' | 'amount')} data={[{ value: 'amount', label: text('inRupiah') }, { value: 'points', label: text('points') }]} />
        </Group>
      </Group>
      <div ref={box} className="scroll matrix" data-left={sides.left || undefined} data-right={sides.right || undefined} tabIndex={0} role="group" aria-label={title}>
        <Table horizontalSpacing="xs" verticalSpacing="xs">
          <Table.Thead><Table.Tr><Table.Th scope="col">{from} ↓ {to} →</Table.Th>{columns.map(([id, name]) => <Table.Th key={id} scope="col" className="num">{name}</Table.Th>)}<Table.Th scope="col" className="num sum">{text('total')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>{rows.map(([id, name]) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">{name}</Table.Th>
              {columns.map(([other]) => <Table.Td key={other} className={`num${id === other ? ' own' : ''}`} title={id === other ? text('ownBurn') : undefined}>{show(byPair.get(`${id} ${other}`))}</Table.Td>)}
              <Table.Td className="num sum">{show(byRow.get(id))}</Table.Td>
            </Table.Tr>
          ))}</Table.Tbody>
          <Table.Tfoot><Table.Tr><Table.Th scope="row">{text('total')}</Table.Th>{columns.map(([id]) => <Table.Td key={id} className="num">{show(byColumn.get(id))}</Table.Td>)}<Table.Td className="num sum">{show(all.get(''))}</Table.Td></Table.Tr></Table.Tfoot>
        </Table>
      </div>
    </>
  );
}
