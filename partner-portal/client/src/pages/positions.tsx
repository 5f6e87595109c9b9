import { Group, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import type { EChartsCoreOption } from 'echarts/core';
import { Link } from 'react-router';
import { useHub, type Money, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useParty, useText } from '../text';
import { Amount, Disputed, Facts, PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { PlainTable } from '../parts/list';
import { Matrix } from '../parts/matrix';

const Chart = lazy(() => import('../parts/chart').then((module) => ({ default: module.Chart })));
const axisNumber = (value: unknown): string => format.decimal(String(value));
type Position = Schemas['Position'];
const GUARD = ['PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_ADMIN', 'HUB_FINANCE', 'HUB_APPROVER', 'HUB_SUPPORT', 'AUDITOR'];

/** What is open and unsettled, by counterparty and night by night: a partner sees its own, the operator all and their sum. */
export function Positions({ session }: { session: Session }) {
  const text = useText();
  const party = useParty();
  const positions = useHub<Schemas['PositionList']>('/positions', 5_000);
  const matrix = useHub<Schemas['PositionMatrix']>('/positions/matrix', 15_000);
  const own = positions.data?.data.find((one) => one.partyId === session.partnerId);
  return (
    <>
      <PageHead title={text('positions')} sub={positions.data && text('asOf', { sequence: format.count(positions.data.asOfSequence), at: format.instant(positions.data.asOf) })} />
      <Problem error={positions.error ?? matrix.error} />
      {positions.data && matrix.data ? <Stack gap="lg">
        {own ? <OwnPosition own={own} cutOff={positions.data.nextCutOffAt} /> : <AllPositions list={positions.data} />}
        {own && session.partnerId && <Counterparties cells={matrix.data.data} partnerId={session.partnerId} own={own} />}
        {!session.partnerId && <Panel title={text('matrix')}><Text c="dimmed" mb="sm">{text('openMatrixText')}</Text><Matrix title={text('matrix')} from={text('payer')} to={text('payee')} cells={matrix.data.data.map((row) => ({ fromId: row.payerId, fromName: party(row.payerName), toId: row.payeeId, toName: party(row.payeeName), points: row.points, amount: row.amount, disputed: row.disputed }))} /></Panel>}
        {session.partnerId && session.roles.some((role) => GUARD.includes(role)) && <Headroom partnerId={session.partnerId} />}
        <Unsettled windows={matrix.data.windows} />
        {session.partnerId && <PositionHistory to={format.dayAfter(positions.data.nextCutOffAt.slice(0, 10), 1)} />}
      </Stack> : <Waiting />}
    </>
  );
}

export function OwnPosition({ own, cutOff }: { own: Position; cutOff: string | undefined }) {
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

export function AllPositions({ list }: { list: Schemas['PositionList'] }) {
  const text = useText();
  const party = useParty();
  const met = list.data.some((row) => !format.isZero(row.met));
  return (
    <Panel title={text('positions')}>
      <PlainTable title={text('positions')} rows={list.data} keyOf={(row) => row.partyId} columns={[
        { label: text('partner'), show: (row) => party(row.partyName) }, { label: format.rupiah(text(met ? 'settlementPosition' : 'calculated')), number: true, show: (row) => <Amount value={row.position} bare /> },
        ...(met ? [{ label: format.rupiah(text('metPart')), number: true, show: (row: Position) => <Amount value={row.met} bare /> }, { label: format.rupiah(text('openCalculated')), number: true, show: (row: Position) => <Amount value={row.openPosition} bare /> }] : []), { label: format.rupiah(text(met ? 'openLive' : 'live')), number: true, show: (row) => <Amount value={row.openLivePosition} strong bare /> },
        { label: format.rupiah(text('partnerOwes')), number: true, show: (row) => format.plain(row.payable) }, { label: format.rupiah(text('partnerIsOwed')), number: true, show: (row) => format.plain(row.receivable) }, { label: format.rupiah(text('ofWhichDisputed')), number: true, show: (row) => <Amount value={row.disputed} bare /> }, { label: format.rupiah(text('openFees')), number: true, show: (row) => <Amount value={row.openFees} bare /> }]}
        foot={[text('sumOfPositions'), format.money(list.sum), '', '', '', '', '', ...(met ? ['', ''] : [])]} />
      <Text size="sm" c="dimmed" mt="sm">{text('nextCutOff')}: {format.instant(list.nextCutOffAt)}</Text>
    </Panel>
  );
}

/** Payable and receivable by counterparty, each pair's net beside them; their sum is the position. */
function Counterparties({ cells, partnerId, own }: { cells: readonly Schemas['PositionCell'][]; partnerId: string; own: Position }) {
  const text = useText();
  const party = useParty();
  const others = new Map<string, { id: string; name: string; points: [number, number]; minor: [bigint, bigint]; disputed: bigint }>();
  for (const one of cells) {
    const pays = one.payerId === partnerId;
    const [id, name] = pays ? [one.payeeId, one.payeeName] : [one.payerId, one.payerName];
    const row = others.get(id) ?? { id, name, points: [0, 0], minor: [0n, 0n], disputed: 0n };
    row.points[pays ? 0 : 1] += one.points;
    row.minor[pays ? 0 : 1] += format.minor(one.amount);
    row.disputed += one.disputed ? (pays ? -1n : 1n) * format.minor(one.disputed) : 0n;
    others.set(id, row);
  }
  const rows = [...others.values()].sort((a, b) => party(a.name).localeCompare(party(b.name)));
  const rupiah = (minor: bigint): Money => format.fromMinor(minor, own.position.currency);
  const sum = (of: (row: (typeof rows)[number]) => bigint): bigint => rows.reduce((total, row) => total + of(row), 0n);
  const net = (row: (typeof rows)[number]): bigint => row.minor[1] - row.minor[0] + row.disputed;
  const contested = rows.some((row) => row.disputed !== 0n);
  return (
    <Panel title={text('byCounterparty')}>
      <Text c="dimmed" mb="sm" maw="80ch">{text('byCounterpartyText')}</Text>
      <PlainTable title={text('byCounterparty')} rows={rows} keyOf={(row) => row.id} columns={[{ label: text('counterparty'), show: (row) => party(row.name) }, { label: text('burnedOfOurs'), number: true, show: (row) => format.count(row.points[0]) }, { label: format.rupiah(text('youPay')), number: true, show: (row) => format.plain(rupiah(row.minor[0])) },
        { label: text('burnedHere'), number: true, show: (row) => format.count(row.points[1]) }, { label: format.rupiah(text('youReceive')), number: true, show: (row) => format.plain(rupiah(row.minor[1])) }, ...(contested ? [{ label: format.rupiah(text('disputedAmount')), number: true, show: (row: (typeof rows)[number]) => <Amount value={rupiah(row.disputed)} bare /> }] : []),
        { label: format.rupiah(text('bilateralNet')), number: true, show: (row) => <Amount value={rupiah(net(row))} strong bare /> }]}
        foot={[text('settlementPosition'), '', format.plain(rupiah(sum((row) => row.minor[0]))), '', format.plain(rupiah(sum((row) => row.minor[1]))), ...(contested ? [format.plain(rupiah(sum((row) => row.disputed)))] : []), <span key="n" data-testid="net-of-all">{format.plain(rupiah(sum(net)))}</span>]} />
    </Panel>
  );
}

function Headroom({ partnerId }: { partnerId: string }) {
  const text = useText();
  const { data } = useHub<Schemas['GuardedIssuer']>(`/guard/issuers/${partnerId}`, 15_000);
  if (!data) return null;
  return (
    <Panel title={text('headroom')}>
      <Text mb="md" maw="80ch">{text('neverStopBurn')}</Text>
      <Facts items={[[text('headroom'), data.headroom ? <Amount key="h" value={data.headroom} strong /> : text('noCap')], [text('netDebitCap'), format.money(data.netDebitCap)], [text('openHolds'), format.money(data.openHolds)], [text('pendingIssue'), format.money(data.pendingIssue)], [text('guard'), <Link key="g" className="row-link" to="/guard">{text('seeHeadroom')}</Link>]]} />
    </Panel>
  );
}

/** Windows that make the position, by where they stand on their way to a settlement. */
function Unsettled({ windows }: { windows: Schemas['PositionMatrix']['windows'] }) {
  const text = useText();
  const groups = [...new Set(windows.map((one) => one.settlementId ?? ''))].map((id) => ({ id, list: windows.filter((one) => (one.settlementId ?? '') === id) }));
  return <Panel title={text('unsettledWindows')}><PlainTable title={text('unsettledWindows')} rows={groups} keyOf={(row) => row.id} columns={[{ label: text('businessDate'), show: ({ list }) => (list.length === 1 ? format.date(list[0]?.businessDate) : `${format.date(list[0]?.businessDate)} – ${format.date(list.at(-1)?.businessDate)}`) }, { label: text('windows'), number: true, show: ({ list }) => format.count(list.length) },
    { label: text('settlement'), show: ({ id }) => (id === '' ? text('notProposed') : <Link className="row-link" to={`/settlements/${id}`}>{format.shortId(id)}</Link>) }, { label: text('status'), show: ({ list }) => (list[0]?.settlementStatus ? <Status value={list[0].settlementStatus} /> : <Group gap={4}>–</Group>) }]} empty="noUnsettled" /></Panel>;
}

export function PositionHistory({ to }: { to: string }) {
  const text = useText();
  const { data, error } = useHub<Schemas['PositionHistory']>(`/positions/history?from=${format.dayAfter(to, -46)}&to=${to}`);
  const rows = useMemo(() => data?.data ?? [], [data]);
  const option = useMemo(() => (dark: boolean): EChartsCoreOption => ({
    grid: { left: 92, right: 16, top: 16, bottom: 28 }, tooltip: { trigger: 'axis', valueFormatter: axisNumber }, xAxis: { type: 'category', data: rows.map((row) => format.date(row.businessDate)) },
    yAxis: { type: 'value', axisLabel: { formatter: axisNumber }, splitLine: { lineStyle: { color: dark ? '#2c353d' : '#e4e9ec' } } }, series: [{ type: 'line', name: text('position'), step: 'end', symbol: 'none', areaStyle: { opacity: 0.12 }, data: rows.map((row) => row.after.value.replace(/\.00$/, '')) }],
  }), [rows, text]);
  if (error) return <Problem error={error} />;
  if (rows.length === 0) return null;
  const table = <PlainTable title={text('positionOverTime')} rows={rows} keyOf={(row) => row.windowId} columns={[{ label: text('businessDate'), show: (row) => format.date(row.businessDate) }, { label: text('amount'), number: true, show: (row) => <Amount value={row.change} bare /> }, { label: format.rupiah(text('position')), number: true, show: (row) => <Amount value={row.after} bare /> }]} />;
  return (
    <Panel title={text('positionOverTime')}>
      <Text size="sm" c="dimmed" mb="xs" maw="80ch">{text('positionOverTimeText')}</Text>
      <Suspense fallback={<Waiting rows={8} />}><Chart summary={text('positionSummary', { from: format.money(rows[0]?.after), to: format.money(rows.at(-1)?.after), count: rows.length })} option={option} table={table} height={240} /></Suspense>
    </Panel>
  );
}
