import { Stack, Text } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import type { EChartsCoreOption } from 'echarts/core';
import { useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText } from '../text';
import { PageHead, Panel, Problem, Waiting } from '../parts/basics';
import { PlainTable } from '../parts/list';
import { AllPositions, OwnPosition } from './positions';
import { WhatWaits } from './waiting';

const Chart = lazy(() => import('../parts/chart').then((module) => ({ default: module.Chart })));

/** A number beside a chart, as the page's language writes it. */
const axisNumber = (value: unknown): string => format.decimal(String(value));

/** What do I owe or get, when, and why. */
export function Overview({ session }: { session: Session }) {
  const text = useText();
  const positions = useHub<Schemas['PositionList']>('/positions', 5_000);
  const activity = useHub<Schemas['Activity']>(positions.data && `/positions/activity?from=${format.dayAfter(positions.data.nextCutOffAt.slice(0, 10), -45)}&to=${format.dayAfter(positions.data.nextCutOffAt.slice(0, 10), 1)}`);
  if (positions.isPending) return <><PageHead title={text('overview')} /><Waiting /></>;
  const own = positions.data?.data.find((one) => one.partyId === session.partnerId);
  return (
    <>
      <PageHead title={text('overview')} sub={positions.data && text('asOf', { sequence: format.count(positions.data.asOfSequence), at: format.instant(positions.data.asOf) })} />
      <Problem error={positions.error ?? activity.error} />
      <Stack gap="lg">
        {own && <OwnPosition own={own} cutOff={positions.data?.nextCutOffAt} />}
        <WhatWaits session={session} />
        {!session.partnerId && positions.data && <AllPositions list={positions.data} />}
        {activity.data && <ActivityPanel activity={activity.data} partner={session.partnerId !== undefined} />}
      </Stack>
    </>
  );
}

function ActivityPanel({ activity, partner }: { activity: Schemas['Activity']; partner: boolean }) {
  const text = useText();
  const { data } = activity;
  const sum = (pick: (row: Schemas['ActivityDay']) => number): number => data.reduce((total, row) => total + pick(row), 0);
  const option = useMemo(() => (dark: boolean): EChartsCoreOption => ({
    grid: { left: 56, right: 16, top: 36, bottom: 28 }, legend: { top: 0, left: 0, type: 'scroll', textStyle: { color: dark ? '#d5dce2' : '#3c4650' } }, tooltip: { trigger: 'axis', valueFormatter: axisNumber },
    xAxis: { type: 'category', data: data.map((row) => format.date(row.businessDate)) }, yAxis: { type: 'value', axisLabel: { formatter: axisNumber }, splitLine: { lineStyle: { color: dark ? '#2c353d' : '#e4e9ec' } } },
    series: [{ type: 'bar', name: text('earned'), data: data.map((row) => row.earned) }, { type: 'bar', name: text(partner ? 'burnedOfOurs' : 'BURN'), data: data.map((row) => row.burnedOfOurs) }, ...(partner ? [{ type: 'line', name: text('burnedHere'), data: data.map((row) => row.burnedHere), symbol: 'circle' }] : [])],
  }), [data, partner, text]);
  const summary = text('activitySummary', { days: data.length, earned: format.count(sum((row) => row.earned)), burned: format.count(sum((row) => row.burnedOfOurs)), here: format.count(sum((row) => row.burnedHere)) });
  const table = <PlainTable title={text('activity')} rows={data} keyOf={(row) => row.businessDate} columns={[{ label: text('businessDate'), show: (row) => format.date(row.businessDate) }, { label: text('earned'), number: true, show: (row) => format.count(row.earned) },
    { label: text('burnedOfOurs'), number: true, show: (row) => format.count(row.burnedOfOurs) }, { label: text('burnedHere'), number: true, show: (row) => format.count(row.burnedHere) }, { label: text('expired'), number: true, show: (row) => format.count(row.expired) }]} />;
  return <Panel title={text('activity')}>{data.length === 0 ? <Text c="dimmed">{text('empty')}</Text> : <Suspense fallback={<Waiting rows={8} />}><Chart summary={summary} option={option} table={table} /></Suspense>}</Panel>;
}
