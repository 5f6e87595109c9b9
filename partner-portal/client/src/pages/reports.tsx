import { Button, Group, Modal, NativeSelect, SimpleGrid, Stack, Text, TextInput, Textarea } from '@mantine/core';
import type { EChartsCoreOption } from 'echarts/core';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAll, useChange, useHub, type Page, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Amount, PageHead, Panel, Problem, Waiting } from '../parts/basics';
import { PlainTable } from '../parts/list';
import { Download } from './invoices';

const Chart = lazy(() => import('../parts/chart').then((module) => ({ default: module.Chart })));
type Kpis = Schemas['KpiReport'];
type Liability = Schemas['LiabilityReport'];
type Books = Schemas['AccountingReport'];
const axisNumber = (value: unknown): string => format.decimal(String(value));
const axes = (dark: boolean, dates: readonly string[]): EChartsCoreOption => ({ grid: { left: 84, right: 16, top: 40, bottom: 28 }, legend: { top: 0, left: 0, type: 'scroll', textStyle: { color: dark ? '#d5dce2' : '#3c4650' } }, tooltip: { trigger: 'axis', valueFormatter: axisNumber }, xAxis: { type: 'category', data: dates },
  yAxis: { type: 'value', axisLabel: { formatter: axisNumber }, splitLine: { lineStyle: { color: dark ? '#2c353d' : '#e4e9ec' } } } });
/** Ratios that are a number of rupiah or days, and not a part of something. */
const NUMBERS = new Set(['costPerPointIssued', 'costPerPointBurned', 'netIssuerIndex', 'breakAge', 'daysToIssued', 'restatementCount']);

/** The filter of a report stands in the address, so a link is a view. */
function useFilter(names: readonly string[]): { get: (name: string) => string; set: (name: string, value: string) => void; query: string } {
  const [search, setSearch] = useSearchParams();
  const query = new URLSearchParams([...search].filter(([name]) => names.includes(name))).toString();
  return { get: (name) => search.get(name) ?? '', query: query && `?${query}`, set: (name, value) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    if (name === 'partnerId') next.delete('outletId');
    setSearch(next);
  } };
}

function DateField({ name, shown, filter }: { name: 'from' | 'to' | 'date'; shown: string | undefined; filter: ReturnType<typeof useFilter> }) {
  const text = useText();
  const value = filter.get(name) || (shown ?? '');
  return <TextInput key={`${name}${value}`} type="date" label={text(name)} defaultValue={value} onBlur={(event) => event.currentTarget.value !== value && filter.set(name, event.currentTarget.value)} />;
}

function PartnerField({ session, filter, required }: { session: Session; filter: ReturnType<typeof useFilter>; required?: boolean }) {
  const text = useText();
  const partners = useAll<Page<Schemas['PartnerSummary']>>(session.partnerId ? undefined : '/partners');
  if (session.partnerId) return null;
  return <NativeSelect label={text('issuer')} value={filter.get('partnerId')} onChange={(event) => filter.set('partnerId', event.currentTarget.value)} data={[{ value: '', label: required ? '–' : text('all') }, ...(partners.data?.data ?? []).map((one) => ({ value: one.id, label: one.brandName }))]} />;
}

/** What the programme does: points, ratios with what they are made of, and how it went day by day. */
export function KpiBoard({ session }: { session: Session }) {
  const text = useText();
  const filter = useFilter(['from', 'to', 'partnerId', 'outletId']);
  const partnerId = session.partnerId ?? filter.get('partnerId');
  const outlets = useAll<Page<Schemas['Outlet']>>(partnerId ? `/outlets${session.partnerId ? '' : `?partnerId=${partnerId}`}` : undefined);
  const { data, error, isPending } = useHub<Kpis>(`/reports/kpis${filter.query}`);
  return (
    <>
      <PageHead title={text('kpis')} sub={data && text('asOf', { sequence: format.count(data.asOfSequence), at: format.instant(data.asOf) })} actions={<Download path={`/reports/kpis/csv${filter.query}`} label={text('csv')} />} />
      <Group mb="md" role="search" align="flex-end">
        <DateField name="from" shown={data?.from} filter={filter} /><DateField name="to" shown={data?.to} filter={filter} /><PartnerField session={session} filter={filter} />
        {partnerId && <NativeSelect label={text('outletOfEarn')} value={filter.get('outletId')} onChange={(event) => filter.set('outletId', event.currentTarget.value)} data={[{ value: '', label: text('all') }, ...(outlets.data?.data ?? []).map((one) => ({ value: one.id, label: one.name }))]} />}
      </Group>
      <Problem error={error} />
      {isPending ? <Waiting /> : data && <Stack gap="lg"><Tiles report={data} /><FlowChart report={data} /><Ratios report={data} />{partnerId && <CrossShop partnerId={partnerId} now={data.asOf} />}</Stack>}
    </>
  );
}

function Tiles({ report }: { report: Kpis }) {
  const text = useText();
  const { flows } = report;
  const span = `businessDateFrom=${report.from}&businessDateTo=${report.to}`;
  const tile = (label: string, value: string, note?: ReactNode, to?: string): ReactNode => (
    <section className="panel" key={label} aria-label={label}>
      <Text size="sm" c="dimmed">{label}</Text>
      <p className="figure" style={{ fontSize: '1.5rem', margin: '0.15rem 0' }}>{to ? <Link className="row-link" to={to}>{value}</Link> : value}</p>
      {note && <Text size="sm" c="dimmed">{note}</Text>}
    </section>
  );
  const late = (one: Schemas['MeasuredPoints']): ReactNode => (one.restated === 0 ? undefined : text('restatedNote', { points: format.count(one.restated) }));
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
      {tile(text('outstanding'), format.count(report.closingOutstanding), text('openingNote', { points: format.count(report.openingOutstanding) }), '/liability')}
      {tile(text('earned'), format.count(flows.issued.points), late(flows.issued), `/postings?type=EARN&${span}`)}
      {tile(text('pointsBurned'), format.count(flows.burned.points), late(flows.burned) ?? text('elsewhereNote', { points: format.count(flows.burnedElsewhere.points) }), `/postings?type=BURN&${span}`)}
      {tile(text('expired'), format.count(flows.expired.points), late(flows.expired) ?? text('expiredNote'), `/postings?type=EXPIRE&${span}`)}
      {tile(text('takenBack'), format.count(flows.takenBack.points), late(flows.takenBack), `/postings?type=REVERSAL&${span}`)}
      {tile(text('burnedHere'), format.count(flows.burnedHere.points), late(flows.burnedHere), '/flows')}
      {tile(text('liability'), format.money(report.pointsLiability), text('breakageNote', { points: format.count(report.breakageEstimate) }), '/liability')}
      {tile(text('activeMembers'), format.count(report.members.active), text('enrolledNote', { members: format.count(report.members.enrolled) }))}
    </SimpleGrid>
  );
}

function FlowChart({ report }: { report: Kpis }) {
  const text = useText();
  const { days } = report;
  const option = useMemo(() => (dark: boolean): EChartsCoreOption => ({ ...axes(dark, days.map((day) => format.date(day.businessDate))), series: [
    { type: 'bar', stack: 'in', name: text('earned'), data: days.map((day) => day.issued) }, ...(['burned', 'expired', 'takenBack'] as const).map((measure) => ({ type: 'bar', stack: 'out', name: text(measure === 'burned' ? 'pointsBurned' : measure), data: days.map((day) => -day[measure]) })),
    { type: 'line', name: text('outstanding'), data: days.map((day) => day.outstanding), symbol: 'circle' }] }), [days, text]);
  const count = (pick: (day: Schemas['KpiDay']) => number): string => format.count(days.reduce((total, day) => total + pick(day), 0));
  const table = <PlainTable title={text('byDay')} rows={days} keyOf={(row) => row.businessDate} columns={[{ label: text('businessDate'), show: (row) => format.date(row.businessDate) }, { label: text('earned'), number: true, show: (row) => format.count(row.issued) }, { label: text('pointsBurned'), number: true, show: (row) => format.count(row.burned) }, { label: text('expired'), number: true, show: (row) => format.count(row.expired) },
    { label: text('takenBack'), number: true, show: (row) => format.count(row.takenBack) }, { label: text('outstanding'), number: true, show: (row) => format.count(row.outstanding) }, { label: text('restated'), number: true, show: (row) => format.count(row.restated) }]}
    foot={[text('total'), count((day) => day.issued), count((day) => day.burned), count((day) => day.expired), count((day) => day.takenBack), format.count(report.closingOutstanding), count((day) => day.restated)]} />;
  return <Panel title={text('byDay')}>{days.length === 0 ? <Text c="dimmed">{text('empty')}</Text> : <Suspense fallback={<Waiting rows={8} />}><Chart summary={text('kpiSummary', { earned: count((day) => day.issued), burned: count((day) => day.burned), outstanding: format.count(report.closingOutstanding) })} option={option} table={table} height={380} /></Suspense>}</Panel>;
}

function Ratios({ report }: { report: Kpis }) {
  const text = useText();
  const word = useWord();
  const value = (one: Schemas['KpiRatio']): string => (one.value === undefined ? '–' : NUMBERS.has(one.kpi) ? format.decimal(one.value) : format.percent(one.value));
  return (
    <Panel title={text('ratios')}>
      <PlainTable title={text('ratios')} rows={report.ratios} keyOf={(row) => row.kpi} columns={[{ label: text('ratio'), show: (row) => <Text fw={550} size="sm">{word(`KPI_${row.kpi}`)}</Text> }, { label: text('value'), number: true, show: (row) => <strong>{value(row)}</strong> },
        { label: text('formula'), show: (row) => word(`FORMULA_${row.kpi}`) }, { label: text('numerator'), number: true, show: (row) => format.decimal(row.numerator) }, { label: text('denominator'), number: true, show: (row) => format.decimal(row.denominator) }]} />
    </Panel>
  );
}

/** Where the members of a partner also go; small groups are left out, and it says so. */
function CrossShop({ partnerId, now }: { partnerId: string; now: string }) {
  const text = useText();
  const last = format.monthsBefore(now.slice(0, 7), 1);
  const [month, setMonth] = useState(last);
  const { data, error } = useHub<Schemas['Insights']>(/^\d{4}-\d{2}$/.test(month) ? `/reports/insights?partnerId=${partnerId}&month=${month}-01` : undefined);
  return (
    <Panel title={text('crossShop')}>
      <Text c="dimmed" mb="md">{text('crossShopText', { members: data?.minimumMembers ?? 20 })}</Text>
      <TextInput type="month" label={text('month')} value={month} max={last} onChange={(event) => setMonth(event.currentTarget.value)} maw={220} mb="md" />
      <Problem error={error} />
      {data && <PlainTable title={text('crossShop')} rows={data.data} keyOf={(row) => row.partnerId} columns={[{ label: text('partner'), show: (row) => row.partnerName }, { label: text('members'), number: true, show: (row) => (row.suppressed ? text('suppressed') : format.count(row.members ?? 0)) }, { label: text('burnedThere'), number: true, show: (row) => (row.suppressed ? '–' : format.count(row.pointsBurnedThere ?? 0)) }]} />}
    </Panel>
  );
}

/** What outstanding points are expected to cost, by whom, how old and whose, and the estimates behind it. */
export function LiabilityPage({ session }: { session: Session }) {
  const text = useText();
  const filter = useFilter(['date', 'partnerId']);
  const { data, error, isPending } = useHub<Liability>(`/reports/liability${filter.query}`);
  const partnerId = session.partnerId ?? filter.get('partnerId');
  return (
    <>
      <PageHead title={text('liability')} sub={data && text('asOf', { sequence: format.count(data.asOfSequence), at: format.instant(data.asOf) })} actions={<Download path={`/reports/liability/csv${filter.query}`} label={text('csv')} />} />
      <Group mb="md" role="search" align="flex-end"><DateField name="date" shown={data?.date} filter={filter} /><PartnerField session={session} filter={filter} /></Group>
      <Problem error={error} />
      {isPending ? <Waiting /> : data && (
        <Stack gap="lg">
          <Panel title={text('liability')} hero>
            <p className="figure" style={{ margin: '0 0 0.4rem' }} data-testid="liability">{format.money(data.totals.liability)}</p>
            <Text>{text('liabilitySentence', { points: format.count(data.totals.outstanding), breakage: format.count(data.totals.breakageEstimate) })}{data.totals.restated !== 0 && ` ${text('restatedNote', { points: format.count(data.totals.restated) })}`}</Text>
            <Text size="sm" c="dimmed" mt="xs">{text('liabilityFormula')}</Text>
          </Panel>
          <AgeChart report={data} />
          <SimpleGrid cols={{ base: 1, xl: 2 }}><Totals title={text('byAge')} rows={data.byAge} /><Totals title={text('byTier')} rows={data.byTier} /></SimpleGrid>
          <LiabilityRows report={data} />
          <Estimates partnerId={partnerId} session={session} />
          {partnerId && <Accounting partnerId={partnerId} date={data.date} />}
        </Stack>
      )}
    </>
  );
}

function AgeChart({ report }: { report: Liability }) {
  const text = useText();
  const word = useWord();
  const issuers = report.byIssuer;
  const option = useMemo(() => (dark: boolean): EChartsCoreOption => ({ ...axes(dark, issuers.map((one) => one.name)), series: report.byAge.map((age) => ({ type: 'bar', stack: 'age', name: word(age.key),
    data: issuers.map((issuer) => report.data.filter((row) => row.issuerId === issuer.key && row.age === age.key).reduce((sum, row) => sum + Number(row.liability.value), 0)) })) }), [report, issuers, word]);
  if (issuers.length === 0) return null;
  const top = [...issuers].sort((a, b) => Number(format.minor(b.liability) - format.minor(a.liability)))[0];
  return <Panel title={text('byIssuer')}><Suspense fallback={<Waiting rows={8} />}><Chart summary={text('liabilitySummary', { issuers: issuers.length, top: top ? `${top.name} (${format.money(top.liability)})` : '–' })} option={option} table={<TotalsTable title={text('byIssuer')} rows={issuers} />} /></Suspense></Panel>;
}

function Totals({ title, rows }: { title: string; rows: readonly Schemas['LiabilityTotal'][] }) {
  return <Panel title={title}><TotalsTable title={title} rows={rows} /></Panel>;
}

function TotalsTable({ title, rows }: { title: string; rows: readonly Schemas['LiabilityTotal'][] }) {
  const text = useText();
  const word = useWord();
  return <PlainTable title={title} rows={rows} keyOf={(row) => row.key} columns={[{ label: title, show: (row) => (row.name === 'NONE' ? text('noTier') : word(row.name)) }, { label: text('outstanding'), number: true, show: (row) => format.count(row.outstanding) }, { label: text('breakage'), number: true, show: (row) => format.count(row.breakageEstimate) }, { label: text('liability'), number: true, show: (row) => <Amount value={row.liability} /> }]} />;
}

function LiabilityRows({ report }: { report: Liability }) {
  const text = useText();
  const word = useWord();
  const { totals } = report;
  const kinds = new Set(report.data.map((row) => row.pointKind)).size > 1;
  return (
    <Panel title={text('rowsOf')}>
      <PlainTable title={text('rowsOf')} rows={report.data} keyOf={(row) => [row.issuerId, row.issueMonth, row.age, row.tier, row.pointKind].join()} columns={[{ label: text('issuer'), show: (row) => row.issuerName }, { label: text('issueMonth'), show: (row) => row.issueMonth.slice(0, 7) }, { label: text('age'), show: (row) => word(row.age) }, ...(kinds ? [{ label: text('kind'), show: (row: Schemas['LiabilityRow']) => word(row.pointKind) }] : []),
        { label: text('outstanding'), number: true, show: (row) => format.count(row.outstanding) }, { label: 'URR', number: true, show: (row) => format.percent(row.urr) }, { label: text('price'), number: true, show: (row) => format.decimal(row.pointPrice) }, { label: text('liability'), number: true, show: (row) => <Amount value={row.liability} /> },
        { label: text('breakage'), number: true, show: (row) => format.count(row.breakageEstimate) }, { label: text('restated'), number: true, show: (row) => format.count(row.restated) }]}
        foot={[text('total'), '', '', ...(kinds ? [''] : []), format.count(totals.outstanding), '', '', format.money(totals.liability), format.count(totals.breakageEstimate), format.count(totals.restated)]} />
    </Panel>
  );
}

function Estimates({ partnerId, session }: { partnerId: string; session: Session }) {
  const text = useText();
  const { data, error } = useHub<Schemas['UrrList']>(`/reports/urr${partnerId && !session.partnerId ? `?partnerId=${partnerId}` : ''}`);
  return (
    <Panel title={text('urr')}>
      <Text c="dimmed" mb="md">{text('urrText')}</Text>
      <Problem error={error} />
      {data && <PlainTable title={text('urr')} rows={data.data} keyOf={(row) => row.id} columns={[{ label: text('issuer'), show: (row) => row.issuerName }, { label: text('issueMonth'), show: (row) => row.issueMonth.slice(0, 7) }, { label: text('version'), number: true, show: (row) => format.count(row.version) }, { label: 'URR', number: true, show: (row) => format.percent(row.urr) },
        { label: text('reason'), show: (row) => row.reason }, { label: text('madeBy'), show: (row) => format.actor(row.author) }, { label: text('date'), show: (row) => format.instant(row.at) }]} />}
      {!session.partnerId && session.roles.includes('HUB_FINANCE') && partnerId && <NewEstimate issuerId={partnerId} />}
    </Panel>
  );
}

function NewEstimate({ issuerId }: { issuerId: string }) {
  const text = useText();
  const change = useChange();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ month: '', percent: '', reason: '' });
  // Percent as people write it, with a comma or a point, becomes a fraction without a detour over a float.
  const digits = /^(\d{1,3})(?:[.,](\d{1,8}))?$/.exec(asked.percent.trim());
  const urr = digits && `${digits[1]?.padStart(3, '0').slice(0, -2) ?? ''}.${digits[1]?.padStart(3, '0').slice(-2) ?? ''}${digits[2] ?? ''}`;
  const send = (): void => change.mutate({ path: '/reports/urr', body: { issuerId, issueMonth: `${asked.month}-01`, urr, reason: asked.reason.trim() } }, { onSuccess: () => setOpened(false) });
  return (
    <>
      <Button mt="md" variant="default" onClick={() => setOpened(true)}>{text('newEstimate')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('newEstimate')} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack>
          <TextInput type="month" label={text('issueMonth')} value={asked.month} onChange={(event) => setAsked({ ...asked, month: event.currentTarget.value })} data-autofocus />
          <TextInput label={text('urrPercent')} inputMode="decimal" value={asked.percent} onChange={(event) => setAsked({ ...asked, percent: event.currentTarget.value })} />
          <Textarea label={text('reason')} value={asked.reason} onChange={(event) => setAsked({ ...asked, reason: event.currentTarget.value })} minRows={2} maxLength={500} autosize />
          <Problem error={change.error} />
          <Group justify="flex-end"><Button loading={change.isPending} disabled={!/^\d{4}-\d{2}$/.test(asked.month) || !urr || asked.reason.trim().length < 10} onClick={send}>{text('save')}</Button></Group>
        </Stack>
      </Modal>
    </>
  );
}

/** The operator's books as principal and as agent beside the issuer's own, by month of issue. */
function Accounting({ partnerId, date }: { partnerId: string; date: string }) {
  const text = useText();
  const word = useWord();
  const { data, error } = useHub<Books>(`/reports/accounting?partnerId=${partnerId}&date=${date}`);
  const hub = data?.data.filter((one) => one.hub) ?? [];
  return (
    <Panel title={text('accounting')}>
      <Text c="dimmed" mb="md">{text('accountingText')}</Text>
      <Problem error={error} />
      {data && (
        <Stack>
          {hub.length > 0 && <PlainTable title={text('hubBooks')} rows={hub} keyOf={(row) => row.issueMonth} columns={[{ label: text('issueMonth'), show: (row) => row.issueMonth.slice(0, 7) }, { label: text('issueClaims'), number: true, show: (row) => format.money(row.hub?.issueClaims) }, { label: text('redemptionClaims'), number: true, show: (row) => format.money(row.hub?.redemptionClaims) }, { label: text('fundBalance'), number: true, show: (row) => format.money(row.hub?.fundBalance) }, { label: text('futureCost'), number: true, show: (row) => format.money(row.hub?.expectedFutureCost) },
            { label: text('principalRevenue'), number: true, show: (row) => format.money(row.hub?.principal.revenue) }, { label: text('contractLiability'), number: true, show: (row) => format.money(row.hub?.principal.contractLiability) }, { label: text('grossProfit'), number: true, show: (row) => <Amount value={row.hub?.principal.grossProfit} /> }, { label: text('agentMargin'), number: true, show: (row) => <Amount value={row.hub?.agent.marginAtIssue} /> }, { label: text('trueUp'), number: true, show: (row) => <Amount value={row.trueUp} /> }]} />}
          <PlainTable title={text('ownBooks')} rows={data.data} keyOf={(row) => row.issueMonth} columns={[{ label: text('issueMonth'), show: (row) => row.issueMonth.slice(0, 7) }, { label: text('preset'), show: (row) => word(row.preset) }, { label: text('earned'), number: true, show: (row) => format.count(row.issued) }, { label: text('pointsBurned'), number: true, show: (row) => format.count(row.burned) }, { label: 'URR', number: true, show: (row) => format.percent(row.urr) },
            { label: text('standAlone'), number: true, show: (row) => format.money(row.issuer.standAlonePriceOfPoints) }, { label: text('revenueNow'), number: true, show: (row) => format.money(row.issuer.revenueNow) }, { label: text('deferred'), number: true, show: (row) => format.money(row.issuer.deferred) }, { label: text('released'), number: true, show: (row) => format.money(row.issuer.released) }, { label: text('stillDeferred'), number: true, show: (row) => format.money(row.issuer.stillDeferred) }, ...(hub.length > 0 ? [] : [{ label: text('trueUp'), number: true, show: (row: Schemas['AccountingMonth']) => <Amount value={row.trueUp} /> }])]} />
        </Stack>
      )}
    </Panel>
  );
}
