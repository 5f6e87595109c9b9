import { Group, Stack, TextInput } from '@mantine/core';
import type { EChartsCoreOption } from 'echarts/core';
import { lazy, Suspense, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useHub, type Schemas } from '../api';
import * as format from '../format';
import { useParty, useText } from '../text';
import { Amount, PageHead, Panel, Problem, Waiting } from '../parts/basics';
import { PlainTable } from '../parts/list';
import { Matrix } from '../parts/matrix';

const Chart = lazy(() => import('../parts/chart').then((module) => ({ default: module.Chart })));

/** Whose points were burned where, in points and rupiah. */
export function Flows() {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  const query = new URLSearchParams([...search].filter(([name]) => name === 'from' || name === 'to')).toString();
  const { data, error, isPending } = useHub<Schemas['FlowMatrix']>(`/positions/flows${query && `?${query}`}`);
  const party = useParty();
  const named = useMemo(() => data && { ...data, data: data.data.map((one) => ({ ...one, issuerName: party(one.issuerName), redeemerName: party(one.redeemerName) })) }, [data, party]);
  const set = (name: string, value: string): void => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next);
  };
  return (
    <>
      <PageHead title={text('flows')} />
      <Group mb="md" role="search">{(['from', 'to'] as const).map((name) => <TextInput key={`${name}${data?.[name] ?? ''}`} type="date" label={text(name)} defaultValue={search.get(name) ?? data?.[name] ?? ''} onBlur={(event) => event.currentTarget.value !== (search.get(name) ?? data?.[name] ?? '') && set(name, event.currentTarget.value)} />)}</Group>
      <Problem error={error} />
      {isPending ? <Waiting /> : named && <FlowPanels flows={named} />}
    </>
  );
}

function FlowPanels({ flows }: { flows: Schemas['FlowMatrix'] }) {
  const text = useText();
  const pairs = useMemo(() => flows.data.filter((one) => one.issuerId !== one.redeemerId && one.points > 0), [flows]);
  const brands = useMemo(() => [...new Set(pairs.flatMap((one) => [one.issuerName, one.redeemerName]))].sort((a, b) => a.localeCompare(b)), [pairs]);
  const option = useMemo(() => (dark: boolean, colours: readonly string[]): EChartsCoreOption => ({
    tooltip: { trigger: 'item' },
    series: [{ type: 'sankey', left: 4, right: 130, nodeGap: 14, lineStyle: { color: 'source', opacity: 0.32 }, label: { color: dark ? '#e8edf1' : '#1b2430', fontSize: 12 }, emphasis: { focus: 'adjacency' },
      // A brand stands on both sides, so the two are told apart by a blank that cannot be seen.
      // Its colour is the same on both.
      data: [...new Set([...pairs.map((one) => one.issuerName), ...pairs.map((one) => `${one.redeemerName}\u200b`)])].map((name) => ({ name, itemStyle: { color: colours[brands.indexOf(name.replace('\u200b', '')) % colours.length] } })), links: pairs.map((one) => ({ source: one.issuerName, target: `${one.redeemerName}\u200b`, value: one.points })) }],
  }), [pairs, brands]);
  const top = [...pairs].sort((a, b) => b.points - a.points)[0];
  const table = <PlainTable title={text('matrix')} rows={flows.data} keyOf={(row) => `${row.issuerId}${row.redeemerId}`} columns={[{ label: text('issuer'), show: (row) => row.issuerName }, { label: text('redeemer'), show: (row) => row.redeemerName + (row.issuerId === row.redeemerId ? ` (${text('ownBurn')})` : '') },
    { label: text('points'), number: true, show: (row) => format.count(row.points) }, { label: text('amount'), number: true, show: (row) => <Amount value={row.amount} /> }]} foot={[text('total'), '', format.count(flows.totals.points + flows.totals.ownPoints), format.money(flows.totals.amount)]} />;
  const summary = text('flowsSummary', { points: format.count(flows.totals.points), own: format.count(flows.totals.ownPoints), amount: format.money(flows.totals.amount), count: pairs.length, top: top ? `${top.issuerName} → ${top.redeemerName}` : '–' });
  return (
    <Stack gap="lg">
      {pairs.length > 0 && <Panel title={text('flowsTitle')}><Suspense fallback={<Waiting rows={10} />}><Chart summary={summary} option={option} table={table} height={460} /></Suspense></Panel>}
      <Panel title={text('matrix')}><Matrix title={text('matrix')} from={text('issuer')} to={text('redeemer')} cells={flows.data.map((one) => ({ fromId: one.issuerId, fromName: one.issuerName, toId: one.redeemerId, toName: one.redeemerName, points: one.points, amount: one.amount }))} /></Panel>
    </Stack>
  );
}
