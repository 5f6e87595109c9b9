import { Alert, Badge, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import type { EChartsCoreOption } from 'echarts/core';
import { lazy, Suspense, useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { useChange, useHub, type Money, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Amount, Facts, PageHead, Panel, Problem, Waiting } from '../parts/basics';
import { PlainTable } from '../parts/list';
import { WithReason } from '../parts/with-reason';

const Chart = lazy(() => import('../parts/chart').then((module) => ({ default: module.Chart })));
type Issuer = Schemas['GuardedIssuer'];
type GuardAlert = Schemas['GuardAlert'];
/** Alerts that say that earns are refused, or nearly. */
const STOPS = new Set<string>(['CAP_NEARLY_USED', 'CAP_USED', 'COVERAGE_STOP']);
const axisNumber = (value: unknown): string => format.decimal(String(value));
const may = (session: Session, role: string): boolean => session.partnerId === undefined && session.roles.includes(role);

/** Every issuer at a glance: what is left of its cap, what secures its points, and whether it may give more. */
export function Guard() {
  const text = useText();
  const { data, error, isPending } = useHub<Schemas['GuardedIssuerList']>('/guard/issuers', 10_000);
  return (
    <>
      <PageHead title={text('guard')} sub={text('guardText')} />
      <Problem error={error} />
      {isPending ? <Waiting /> : data && (
        <Stack gap="lg">
          <Panel title={text('issuers')}>
            <PlainTable<Issuer> title={text('issuers')} rows={data.data} keyOf={(row) => row.issuerId} columns={[
              { label: text('issuer'), show: (row) => <Link className="row-link" to={`/guard/${row.issuerId}`}>{row.issuerName}</Link> }, { label: text('earnsNow'), show: (row) => <EarnState issuer={row} /> },
              { label: format.rupiah(text('headroom')), number: true, show: (row) => (row.headroom ? <><Amount value={row.headroom} strong bare /><Text size="xs" c="dimmed">{text('ofCap', { cap: row.netDebitCap ? format.plain(row.netDebitCap) : '–' })}</Text><Used issuer={row} /></> : text('noCap')) },
              { label: text('coverage'), number: true, show: (row) => percent(row.coverage) }, { label: text('alerts'), number: true, show: (row) => (row.alerts.length === 0 ? '–' : <Alarm label={format.count(row.alerts.length)} />) }, { label: format.rupiah(text('livePosition')), number: true, show: (row) => <Amount value={row.livePosition ?? row.position} bare /> },
              { label: format.rupiah(text('openHolds')), number: true, show: (row) => <Amount value={row.openHolds} bare /> }, { label: format.rupiah(text('pendingIssue')), number: true, show: (row) => <Amount value={row.pendingIssue} bare /> }]} />
          </Panel>
          <Alerts alerts={data.data.flatMap((one) => one.alerts)} />
        </Stack>
      )}
    </>
  );
}

/** One issuer: how its headroom comes about, what stands against it, and how the nights found it. A partner sees itself. */
export function GuardIssuer({ session }: { session: Session }) {
  const text = useText();
  const { partnerId = session.partnerId ?? '' } = useParams();
  const { data, error, isPending } = useHub<Issuer>(`/guard/issuers/${partnerId}`, 10_000);
  return (
    <>
      <PageHead title={session.partnerId ? text('guard') : (data?.issuerName ?? text('guard'))} {...(!session.partnerId && { crumbs: [{ to: '/guard', label: text('guard') }] })} sub={text('guardText')} />
      <Problem error={error} />
      {isPending ? <Waiting /> : data && (
        <Stack gap="lg">
          <HeadroomPanel issuer={data} />
          <Alerts alerts={data.alerts} />
          <CoveragePanel issuer={data} />
          <History issuerId={partnerId} />
          <RunOffPanel issuer={data} session={session} />
        </Stack>
      )}
    </>
  );
}

function HeadroomPanel({ issuer }: { issuer: Issuer }) {
  const text = useText();
  return (
    <Panel title={text('headroom')} hero>
      <Group justify="space-between" align="flex-start" gap="md">
        <p className={`figure${issuer.headroom && format.isNegative(issuer.headroom) ? ' bad' : ''}`} style={{ margin: '0 0 0.6rem' }} data-testid="headroom">{issuer.headroom ? format.money(issuer.headroom) : text('noCap')}</p>
        <EarnState issuer={issuer} />
      </Group>
      {issuer.headroom && <><Used issuer={issuer} /><Text size="sm" c="dimmed" mt="xs" mb="md">{text('headroomFormula')}</Text></>}
      <Facts items={[[text('netDebitCap'), format.money(issuer.netDebitCap)], [text('livePosition'), <Amount key="l" value={issuer.livePosition ?? issuer.position} />], [text('calculated'), <Amount key="p" value={issuer.position} />], ...(format.isZero(issuer.met) ? [] : [[text('metPart'), <Amount key="m" value={issuer.met} />] as [string, React.ReactNode]]), [text('openHolds'), format.money(issuer.openHolds)], [text('pendingIssue'), format.money(issuer.pendingIssue)]]} />
      <Text size="sm" mt="md">{text('neverStopBurn')}</Text>
    </Panel>
  );
}

function CoveragePanel({ issuer }: { issuer: Issuer }) {
  const text = useText();
  return (
    <Panel title={text('coverage')}>
      <Facts items={[[text('coverage'), percent(issuer.coverage)], [text('collateral'), format.money(issuer.collateral)], [text('paidReserve'), format.money(issuer.paidReserve)], [text('outstanding'), format.count(issuer.outstanding)], [text('expectedCost'), format.money(issuer.liability)],
        [text('minCoverageWarn'), percent(issuer.minCoverageWarn)], [text('minCoverageStop'), issuer.minCoverageStop === undefined ? text('never') : percent(issuer.minCoverageStop)]]} />
      <Text size="sm" c="dimmed" mt="md">{text('coverageFormula')}</Text>
    </Panel>
  );
}

function Alerts({ alerts }: { alerts: readonly GuardAlert[] }) {
  const text = useText();
  const word = useWord();
  return (
    <Panel title={text('alerts')}>
      {alerts.length === 0 ? <Text c="dimmed">{text('noAlerts')}</Text> : <Stack gap="sm">{alerts.map((alert) => (
        <Alert key={alert.id} color={STOPS.has(alert.kind) ? 'red' : 'yellow'} variant="light" icon={<IconAlertTriangle aria-hidden />} title={`${alert.issuerName} · ${word(alert.kind)}`} styles={{ title: { color: 'var(--mantine-color-text)' } }}>
          <Text c="var(--mantine-color-text)">{word(`ADVICE_${alert.kind}`)}</Text>
          <Text size="sm" c="var(--mantine-color-text)" mt={4}>{Object.entries(alert.facts).filter(([name]) => name !== 'redeemerId' && name !== 'headroomMinor').map(([name, value]) => `${word(name)} ${name === 'points' ? format.count(Number(value)) : percent(value)}`).join(' · ')}{` · ${text('since')} ${format.date(alert.raisedOn)}`}</Text>
        </Alert>))}</Stack>}
    </Panel>
  );
}

function History({ issuerId }: { issuerId: string }) {
  const text = useText();
  const { data, error } = useHub<Schemas['GuardHistory']>(`/guard/issuers/${issuerId}/history`);
  const rows = useMemo(() => data?.data ?? [], [data]);
  const option = useMemo(() => (dark: boolean): EChartsCoreOption => {
    const label = { color: dark ? '#d5dce2' : '#3c4650' };
    const rupiah = (money: Money | undefined): number | undefined => (money ? Number(money.value) : undefined);
    return { grid: { left: 96, right: 16, top: 36, bottom: 28 }, legend: { top: 0, left: 0, textStyle: label }, tooltip: { trigger: 'axis', valueFormatter: axisNumber }, xAxis: { type: 'category', data: rows.map((row) => format.date(row.businessDate)) },
      yAxis: { type: 'value', axisLabel: { formatter: axisNumber, color: label.color }, splitLine: { lineStyle: { color: dark ? '#2c353d' : '#e4e9ec' } } },
      series: [{ type: 'line', name: text('headroom'), data: rows.map((row) => rupiah(row.headroom)), areaStyle: { opacity: 0.12 } }, { type: 'line', name: text('netDebitCap'), data: rows.map((row) => rupiah(row.netDebitCap)), symbol: 'none', lineStyle: { type: 'dashed' } }, { type: 'line', name: text('expectedCost'), data: rows.map((row) => rupiah(row.liability)) }] };
  }, [rows, text]);
  const table = <PlainTable title={text('history')} rows={rows} keyOf={(row) => row.businessDate} columns={[{ label: text('businessDate'), show: (row) => format.date(row.businessDate) }, { label: text('headroom'), number: true, show: (row) => <Amount value={row.headroom} /> }, { label: text('livePosition'), number: true, show: (row) => <Amount value={row.livePosition} /> },
    { label: text('openHolds'), number: true, show: (row) => format.money(row.openHolds) }, { label: text('pendingIssue'), number: true, show: (row) => format.money(row.pendingIssue) }, { label: text('expectedCost'), number: true, show: (row) => format.money(row.liability) }, { label: text('coverage'), number: true, show: (row) => percent(row.coverage) }]} />;
  const last = rows.at(-1);
  return (
    <Panel title={text('history')}>
      <Problem error={error} />
      {rows.length === 0 ? <Text c="dimmed">{text('empty')}</Text> : <Suspense fallback={<Waiting rows={8} />}><Chart summary={text('guardSummary', { nights: rows.length, last: format.money(last?.headroom), cost: format.money(last?.liability) })} option={option} table={table} /></Suspense>}
    </Panel>
  );
}

function RunOffPanel({ issuer, session }: { issuer: Issuer; session: Session }) {
  const text = useText();
  const word = useWord();
  const change = useChange();
  const { runOff } = issuer;
  const path = `/guard/issuers/${issuer.issuerId}/run-off`;
  if (!runOff && !may(session, 'HUB_FINANCE') && !may(session, 'HUB_ADMIN')) return null;
  return (
    <Panel title={text('runOff')}>
      <Text c="dimmed" mb="md">{text('runOffText')}</Text>
      <Problem error={change.error} />
      {runOff && <Facts items={[[text('status'), word(runOff.status)], [text('reason'), runOff.reason], [text('madeBy'), format.actor(runOff.requestedBy)], [text('since'), format.instant(runOff.decidedAt ?? runOff.requestedAt)], [text('approvals'), runOff.decidedBy === undefined ? text('secondPerson') : format.actor(runOff.decidedBy)], [text('collateralRequired'), format.money(runOff.collateralRequired)], [text('collateral'), format.money(issuer.collateral)]]} />}
      <Group mt="md">
        {!runOff && <WithReason label={text('requestRunOff')} onSend={(reason) => change.mutateAsync({ path, body: { reason } })} />}
        {runOff?.status === 'REQUESTED' && may(session, 'HUB_APPROVER') && <Button loading={change.isPending} disabled={runOff.requestedBy === `user:${session.subject}`} onClick={() => change.mutate({ path: `${path}/approve` })}>{text('approve')}</Button>}
        {runOff && may(session, 'HUB_APPROVER') && <Button variant="default" loading={change.isPending} onClick={() => change.mutate({ path: `${path}/end` })}>{text('endRunOff')}</Button>}
      </Group>
    </Panel>
  );
}

/** Whether points may be given now, as an icon, a word and the reasons. */
function EarnState({ issuer }: { issuer: Issuer }) {
  const text = useText();
  const word = useWord();
  const stopped = issuer.earnStops.length > 0;
  return <Badge variant="outline" size="md" radius="sm" leftSection={stopped ? <IconX size={13} aria-hidden /> : <IconCheck size={13} aria-hidden />} styles={{ root: { color: stopped ? 'var(--kongsi-bad)' : 'var(--kongsi-good)', borderColor: 'var(--kongsi-line)', background: 'transparent', textTransform: 'none', fontWeight: 550, minWidth: 'max-content' } }}>{stopped ? `${text('earnsStopped')}: ${issuer.earnStops.map((one) => word(`STOP_${one.reason}`)).join(', ')}` : text('earnsAccepted')}</Badge>;
}

function Used({ issuer }: { issuer: Issuer }) {
  const text = useText();
  if (issuer.used === undefined) return <>–</>;
  const share = Math.max(0, Math.min(100, Number(issuer.used) * 100));
  return (
    <Group gap="xs" wrap="nowrap" miw={110}>
      <Progress value={share} color={share >= 95 ? 'red' : share >= 80 ? 'yellow' : 'teal'} size="md" flex={1} aria-label={text('capUsed')} />
      <span className="num">{percent(share === 0 ? '0' : issuer.used)}</span>
    </Group>
  );
}

function Alarm({ label }: { label: string }) {
  return <span className="bad"><IconAlertTriangle size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {label}</span>;
}

/** A fraction as people say it; `0.8312` is 83.12 %. */
function percent(fraction: string | undefined): string {
  return fraction === undefined ? '–' : format.percent(fraction);
}

