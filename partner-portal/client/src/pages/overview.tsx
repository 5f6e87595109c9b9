import { Stack, Text } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import type { EChartsCoreOption } from 'echarts/core';
import { useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useParty, useText } from '../text';
import { Amount, Disputed, Facts, PageHead, Panel, Problem, Waiting } from '../parts/basics';
import { PlainTable } from '../parts/list';

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
        {!session.partnerId && positions.data && <AllPositions list={positions.data} />}
        {activity.data && <ActivityPanel activity={activity.data} partner={session.partnerId !== undefined} />}
        {session.partnerId && positions.data && <PositionHistory to={format.dayAfter(positions.data.nextCutOffAt.slice(0, 10), 1)} />}
      </Stack>
    </>
  );
}

function OwnPosition({ own, cutOff }: { own: Schemas['Position']; cutOff: string | undefined }) {
  const text = useText();
  const open = own.openLivePosition;
  const side = format.isZero(open) ? 'balanced' : format.isNegative(open) ? 'youPay' : 'youReceive';
  const met: [string, React.ReactNode][] = format.isZero(own.met) ? [[text('calculated'), <Amount key="c" value={own.position} />]]
    : [[text('openCalculated'), <Amount key="o" value={own.openPosition} />], [text('metPart'), <Amount key="m" value={own.met} />], [text('settlementPosition'), <Amount key="c" value={own.position} />]];
  return (
    <Panel title={text('netPosition')} hero>
      <Text fw={600} className={side === 'youPay' ? 'bad' : 'good'}>{text(side)}</Text>
      <p className="figure" style={{ margin: '0.2rem 0 1rem' }} data-testid="live-position">{format.money(format.absolute(open))}</p>
      <Facts items={[[text('payable'), format.money(own.payable)], [text('receivable'), format.money(own.receivable)], ...met, ...(format.isZero(own.disputed) ? [] : [[text('ofWhichDisputed'), <Disputed key="d" value={own.disputed} own />] as [string, React.ReactNode]]), [text('openFees'), format.money(own.openFees)], [text('nextCutOff'), format.instant(cutOff)]]} />
    </Panel>
  );
}

function AllPositions({ list }: { list: Schemas['PositionList'] }) {
  const text = useText();
  const party = useParty();
  const met = list.data.some((row) => !format.isZero(row.met));
  return (
    <Panel title={text('positions')}>
      <PlainTable title={text('positions')} rows={list.data} keyOf={(row) => row.partyId} columns={[
        { label: text('partner'), show: (row) => party(row.partyName) }, { label: text(met ? 'settlementPosition' : 'calculated'), number: true, show: (row) => <Amount value={row.position} /> },
        ...(met ? [{ label: text('metPart'), number: true, show: (row: Schemas['Position']) => <Amount value={row.met} /> }, { label: text('openCalculated'), number: true, show: (row: Schemas['Position']) => <Amount value={row.openPosition} /> }] : []), { label: text(met ? 'openLive' : 'live'), number: true, show: (row) => <Amount value={row.openLivePosition} strong /> },
        { label: text('partnerOwes'), number: true, show: (row) => format.money(row.payable) }, { label: text('partnerIsOwed'), number: true, show: (row) => format.money(row.receivable) }, { label: text('ofWhichDisputed'), number: true, show: (row) => <Disputed value={row.disputed} own={false} /> }, { label: text('openFees'), number: true, show: (row) => format.money(row.openFees) }]}
        foot={[text('sumOfPositions'), format.money(list.sum), '', '', '', '', '', ...(met ? ['', ''] : [])]} />
      <Text size="sm" c="dimmed" mt="sm">{text('nextCutOff')}: {format.instant(list.nextCutOffAt)}</Text>
    </Panel>
  );
}

function ActivityPanel({ activity, partner }: { activity: Schemas['Activity']; partner: boolean }) {
  const text = useText();
  const { data } = activity;
  const sum = (pick: (row: Schemas['ActivityDay']) => number): number => data.reduce((total, row) => total + pick(row), 0);
  const option = useMemo(() => (dark: boolean): EChartsCoreOption => ({
    grid: { left: 56, right: 16, top: 36, bottom: 28 }, legend: { top: 0, left: 0, textStyle: { color: dark ? '#d5dce2' : '#3c4650' } }, tooltip: { trigger: 'axis', valueFormatter: axisNumber },
    xAxis: { type: 'category', data: data.map((row) => format.date(row.businessDate)) }, yAxis: { type: 'value', axisLabel: { formatter: axisNumber }, splitLine: { lineStyle: { color: dark ? '#2c353d' : '#e4e9ec' } } },
    series: [{ type: 'bar', name: text('earned'), data: data.map((row) => row.earned) }, { type: 'bar', name: text(partner ? 'burnedOfOurs' : 'BURN'), data: data.map((row) => row.burnedOfOurs) }, ...(partner ? [{ type: 'line', name: text('burnedHere'), data: data.map((row) => row.burnedHere), symbol: 'circle' }] : [])],
  }), [data, partner, text]);
  const summary = text('activitySummary', { days: data.length, earned: format.count(sum((row) => row.earned)), burned: format.count(sum((row) => row.burnedOfOurs)), here: format.count(sum((row) => row.burnedHere)) });
  const table = <PlainTable title={text('activity')} rows={data} keyOf={(row) => row.businessDate} columns={[{ label: text('businessDate'), show: (row) => format.date(row.businessDate) }, { label: text('earned'), number: true, show: (row) => format.count(row.earned) },
    { label: text('burnedOfOurs'), number: true, show: (row) => format.count(row.burnedOfOurs) }, { label: text('burnedHere'), number: true, show: (row) => format.count(row.burnedHere) }, { label: text('expired'), number: true, show: (row) => format.count(row.expired) }]} />;
  return <Panel title={text('activity')}>{data.length === 0 ? <Text c="dimmed">{text('empty')}</Text> : <Suspense fallback={<Waiting rows={8} />}><Chart summary={summary} option={option} table={table} /></Suspense>}</Panel>;
}

function PositionHistory({ to }: { to: string }) {
  const text = useText();
  const { data, error } = useHub<Schemas['PositionHistory']>(`/positions/history?from=${format.dayAfter(to, -46)}&to=${to}`);
  const rows = useMemo(() => data?.data ?? [], [data]);
  const option = useMemo(() => (dark: boolean): EChartsCoreOption => ({
    grid: { left: 92, right: 16, top: 16, bottom: 28 }, tooltip: { trigger: 'axis', valueFormatter: axisNumber }, xAxis: { type: 'category', data: rows.map((row) => format.date(row.businessDate)) },
    yAxis: { type: 'value', axisLabel: { formatter: axisNumber }, splitLine: { lineStyle: { color: dark ? '#2c353d' : '#e4e9ec' } } }, series: [{ type: 'line', name: text('position'), step: 'end', symbol: 'none', areaStyle: { opacity: 0.12 }, data: rows.map((row) => row.after.value.replace(/\.00$/, '')) }],
  }), [rows, text]);
  if (error) return <Problem error={error} />;
  if (rows.length === 0) return null;
  const table = <PlainTable title={text('positionOverTime')} rows={rows} keyOf={(row) => row.windowId} columns={[{ label: text('businessDate'), show: (row) => format.date(row.businessDate) }, { label: text('amount'), number: true, show: (row) => <Amount value={row.change} /> }, { label: text('position'), number: true, show: (row) => <Amount value={row.after} /> }]} />;
  return (
    <Panel title={text('positionOverTime')}>
      <Suspense fallback={<Waiting rows={8} />}><Chart summary={text('positionSummary', { from: format.money(rows[0]?.after), to: format.money(rows.at(-1)?.after), count: rows.length })} option={option} table={table} height={240} /></Suspense>
    </Panel>
  );
}
