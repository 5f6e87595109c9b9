import { Alert, Button, Group, NativeSelect, Table, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useHub, type Page } from '../api';
import * as format from '../format';
import { useText } from '../text';
import type { TextKey } from '../text/id';
import { Problem, Waiting } from './basics';

export interface Column<T> {
  readonly label: string;
  readonly show: (row: T) => ReactNode;
  readonly number?: boolean;
  /** The hub's name of the sort, where the list can be sorted by this column. */
  readonly sort?: string;
}

export interface Filter {
  readonly name: string;
  readonly label: string;
  /** Choices; a text field without them. */
  readonly options?: readonly [string, string][];
  readonly type?: 'date';
}

interface Props<T> {
  readonly title: string;
  /** Path of the list at the hub, with what is fixed. */
  readonly path: string;
  readonly columns: readonly Column<T>[];
  readonly filters?: readonly Filter[];
  readonly keyOf: (row: T) => string;
  /** Sums over the whole filter; `count` alone where the amounts of the rows are not of one kind. */
  readonly totals?: boolean | 'count';
  /** Prefix of the parameters in the address, where a page has two lists. */
  readonly prefix?: string;
  /** What would stand here and how it gets here, while the list has nothing. */
  readonly empty?: TextKey;
}

/** A list that the hub filters, sorts and pages; its whole state stands in the address, so a link is a view. */
export function DataList<T>({ title, path, columns, filters = [], keyOf, totals, prefix = '', empty = 'empty' }: Props<T>) {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  const get = (name: string): string => search.get(prefix + name) ?? '';
  const set = (changes: Record<string, string>): void => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries({ cursor: '', ...changes })) {
      if (value === '') next.delete(prefix + name);
      else next.set(prefix + name, value);
    }
    setSearch(next);
  };
  const query = new URLSearchParams();
  for (const name of ['sort', 'cursor', 'limit', ...filters.map((one) => one.name)]) if (get(name)) query.set(name, get(name));
  if (!query.has('limit')) query.set('limit', '25');
  if (totals) query.set('totals', 'true');
  const { data, error, isPending } = useHub<Page<T>>(`${path}${path.includes('?') ? '&' : '?'}${query.toString()}`);
  const filtered = filters.some((one) => get(one.name) !== '');
  return (
    <div>
      {filters.length > 0 && <FilterBar filters={filters} get={get} set={set} filtered={filtered} />}
      <Problem error={error} />
      {isPending ? <Waiting /> : data && (
        <>
          <div className="scroll" tabIndex={0} role="group" aria-label={title}>
            <Table horizontalSpacing="md" verticalSpacing="xs" highlightOnHover>
              <caption style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}>{title}</caption>
              <Table.Thead><Table.Tr>{columns.map((column) => <Heading key={column.label} column={column} sort={get('sort')} onSort={(sort) => set({ sort })} />)}</Table.Tr></Table.Thead>
              <Table.Tbody>
                {data.data.map((row) => <Table.Tr key={keyOf(row)}>{columns.map((column) => <Table.Td key={column.label} className={column.number ? 'num' : undefined}>{column.show(row)}</Table.Td>)}</Table.Tr>)}
              </Table.Tbody>
            </Table>
          </div>
          {data.data.length === 0 && <Alert color="gray" variant="light" mt="sm"><Text c="var(--mantine-color-text)">{text(filtered ? 'emptyFilter' : empty)}</Text></Alert>}
          <Group justify="space-between" mt="sm" gap="md">
            <Text size="sm" c="dimmed" role="status">
              {data.totals ? `${text('totalAll')}: ${text('rows', { count: format.count(data.totals.count) })}${data.totals.points !== undefined ? ` · ${format.count(data.totals.points)} ${text('points').toLowerCase()}` : ''}${data.totals.amount && totals !== 'count' ? ` · ${format.money(data.totals.amount)}` : ''}` : text('rows', { count: data.data.length })}
            </Text>
            <Group gap="xs">
              <NativeSelect size="xs" aria-label={text('perPage')} data={['25', '50', '100']} value={get('limit') || '25'} onChange={(event) => set({ limit: event.currentTarget.value })} />
              <Button size="xs" variant="default" disabled={get('cursor') === ''} onClick={() => set({})}>{text('first')}</Button>
              <Button size="xs" variant="default" disabled={!data.hasMore} onClick={() => set({ cursor: data.nextCursor ?? '' })}>{text('next')}</Button>
            </Group>
          </Group>
        </>
      )}
    </div>
  );
}

function FilterBar({ filters, get, set, filtered }: { filters: readonly Filter[]; get: (name: string) => string; set: (changes: Record<string, string>) => void; filtered: boolean }) {
  const text = useText();
  return (
    <Group mb="md" gap="sm" align="flex-end" role="search">
      {filters.map((one) => one.options
        ? <NativeSelect key={one.name} label={one.label} data={[{ value: '', label: text('all') }, ...one.options.map(([value, label]) => ({ value, label }))]} value={get(one.name)} onChange={(event) => set({ [one.name]: event.currentTarget.value })} />
        : <TextInput key={`${one.name}-${get(one.name)}`} label={one.label} type={one.type ?? 'text'} defaultValue={get(one.name)} w={one.type === 'date' ? 160 : 200}
            onBlur={(event) => event.currentTarget.value !== get(one.name) && set({ [one.name]: event.currentTarget.value })} onKeyDown={(event) => event.key === 'Enter' && set({ [one.name]: event.currentTarget.value })} />)}
      {filtered && <Button variant="subtle" onClick={() => set(Object.fromEntries(filters.map((one) => [one.name, ''])))}>{text('clear')}</Button>}
    </Group>
  );
}

function Heading<T>({ column, sort, onSort }: { column: Column<T>; sort: string; onSort: (sort: string) => void }) {
  if (!column.sort) return <Table.Th scope="col" className={column.number ? 'num' : undefined}>{column.label}</Table.Th>;
  const state = sort === column.sort ? 'ascending' : sort === `-${column.sort}` ? 'descending' : 'none';
  const Icon = state === 'ascending' ? IconArrowUp : state === 'descending' ? IconArrowDown : IconArrowsSort;
  return (
    <Table.Th scope="col" aria-sort={state} className={column.number ? 'num' : undefined}>
      <button type="button" onClick={() => onSort(state === 'descending' ? (column.sort ?? '') : `-${column.sort ?? ''}`)}>{column.label}<Icon size={13} aria-hidden /></button>
    </Table.Th>
  );
}

/** A table of rows that are all here, with a foot where there is a total. */
export function PlainTable<T>({ title, columns, rows, keyOf, foot, empty = 'empty' }: { title: string; columns: readonly Column<T>[]; rows: readonly T[]; keyOf: (row: T) => string; foot?: readonly ReactNode[]; empty?: TextKey }) {
  const text = useText();
  if (rows.length === 0) return <Text c="dimmed">{text(empty)}</Text>;
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={title}>
      <Table horizontalSpacing="md" verticalSpacing="xs">
        <Table.Thead><Table.Tr>{columns.map((column) => <Table.Th key={column.label} scope="col" className={column.number ? 'num' : undefined}>{column.label}</Table.Th>)}</Table.Tr></Table.Thead>
        <Table.Tbody>{rows.map((row) => <Table.Tr key={keyOf(row)}>{columns.map((column) => <Table.Td key={column.label} className={column.number ? 'num' : undefined}>{column.show(row)}</Table.Td>)}</Table.Tr>)}</Table.Tbody>
        {foot && <Table.Tfoot><Table.Tr>{foot.map((cell, at) => <Table.Td key={at} className={columns[at]?.number ? 'num' : undefined}>{cell}</Table.Td>)}</Table.Tr></Table.Tfoot>}
      </Table>
    </div>
  );
}
