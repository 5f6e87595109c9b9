import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAll, useChange, useHub, type Money, type Page, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Amount, Facts, PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { DataList, PlainTable, type Column } from '../parts/list';
import { AmountField, useRupiah } from '../parts/amount-field';
import { PaymentActions, Refunds } from './money-back';

type Obligation = Schemas['Obligation'];
type Payment = Schemas['Payment'];
type Notice = Schemas['DunningNotice'];
const may = (session: Session, ...roles: string[]): boolean => roles.some((role) => session.roles.includes(role));
const operator = (session: Session): boolean => session.partnerId === undefined;

function Due({ row }: { row: Obligation }) {
  const text = useText();
  return <>{format.date(row.dueDate)}{row.overdue && <> <span className="bad"><IconAlertTriangle size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {text('overdue')}</span></>}</>;
}

/** What is owed and what of it is open, part by part; and the money that came. */
export function Payments({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const hub = operator(session);
  const direction = (row: Obligation): string => text(row.direction === 'PAYS_HUB' ? (hub ? 'partnerPays' : 'youPay') : hub ? 'partnerReceives' : 'youReceive');
  return (
    <>
      <PageHead title={text('payments')} sub={text('paymentsText')} actions={hub && may(session, 'HUB_FINANCE') && <RecordPayment />} />
      <Stack gap="xl">
        <Panel title={text('obligations')}>
          <DataList<Obligation> title={text('obligations')} path="/obligations" prefix="o-" totals empty="noObligations" keyOf={(row) => row.id} filters={[{ name: 'status', label: text('status'), options: [['OPEN', word('OPEN')], ['SETTLED', word('SETTLED')]] }, { name: 'direction', label: text('direction'), options: [['PAYS_HUB', text(hub ? 'partnerPays' : 'youPay')], ['HUB_PAYS', text(hub ? 'partnerReceives' : 'youReceive')]] }, { name: 'overdue', label: text('overdueFilter'), options: [['true', text('yes')]] }]}
            columns={[{ label: text('bankReference'), show: (row) => <Link className="row-link" to={`/obligations/${row.id}`}>{row.bankReference ?? format.shortId(row.id)}</Link> }, { label: text(hub ? 'partner' : 'direction'), ...(hub && { sort: 'partyName' }), show: (row) => (hub ? <>{row.partyName}<Text size="xs" c="dimmed">{direction(row)}</Text></> : direction(row)) },
              { label: format.rupiah(text('netCash')), number: true, show: (row) => format.plain(format.absolute(row.netCash)) }, { label: format.rupiah(text('principalOpen')), number: true, show: (row) => format.plain(row.open.principal) }, { label: format.rupiah(text('feeOpen')), number: true, show: (row) => format.plain(row.open.fee) }, { label: format.rupiah(text('ppnOpen')), number: true, show: (row) => format.plain(row.open.ppn) },
              { label: text('openPart'), number: true, show: (row) => <strong>{format.plain(row.open.total)}</strong> }, { label: text('dueDate'), sort: 'dueDate', show: (row) => <Due row={row} /> }, { label: text('status'), show: (row) => <Status value={row.status} /> }]} />
        </Panel>
        {!hub && <Notices />}
        <Panel title={text('paymentsList')}><PaymentList path="/payments" partner={hub} session={session} /></Panel>
        {!hub && <Refunds session={session} />}
      </Stack>
    </>
  );
}

function PaymentList({ path, partner, session, prefix = 'p-' }: { path: string; partner: boolean; session: Session; prefix?: string }) {
  const text = useText();
  const word = useWord();
  const columns: Column<Payment>[] = [{ label: text('paidOn'), show: (row) => format.date(row.paidOn) }, { label: text('kind'), show: (row) => <>{word(row.kind)}<Text size="xs" c="dimmed">{text(row.direction === 'IN' ? 'moneyIn' : 'moneyOut')}</Text></> }, ...(partner ? [{ label: text('partner'), show: (row: Payment) => row.partnerName }] : []), { label: text('reference'), show: (row) => row.bankReference },
    { label: text('amount'), number: true, show: (row) => format.plain(row.amount) }, { label: format.rupiah(text('appliedTo')), number: true, show: (row) => <Parts row={row} /> }, { label: format.rupiah(text('unapplied')), number: true, show: (row) => format.plain(row.unapplied) }, ...(operator(session) ? [{ label: text('decision'), show: (row: Payment) => <PaymentActions row={row} session={session} /> }] : [])];
  return <DataList<Payment> title={text('paymentsList')} path={path} prefix={prefix} empty="noPayments" keyOf={(row) => row.id} columns={columns} />;
}

/** What a payment met, part by part; parts that are nothing are left out. */
function Parts({ row }: { row: Payment }) {
  const text = useText();
  const names = { principal: text('principalPart'), fee: text('fees'), ppn: text('ppn') };
  const parts = (['principal', 'fee', 'ppn'] as const).filter((part) => !format.isZero(sum(row, part)));
  return parts.length === 0 ? <>–</> : <>{parts.map((part) => <div key={part}><Text span size="xs" c="dimmed">{names[part]}</Text> {format.plain(sum(row, part))}</div>)}</>;
}

function sum(row: Payment, part: 'principal' | 'fee' | 'ppn'): Money {
  return format.fromMinor(row.applications.reduce((total, one) => total + format.minor(one[part]), 0n), 'IDR');
}

/** Reminders that the partner got, newest first. */
function Notices() {
  const text = useText();
  const { data } = useAll<Page<Notice>>('/dunning-notices?open=true');
  if (!data || data.data.length === 0) return null;
  return <Panel title={text('reminders')}><Stack gap="sm">{data.data.map((one) => <NoticeText key={one.id} notice={one} />)}</Stack></Panel>;
}

export function NoticeText({ notice }: { notice: Notice }) {
  const text = useText();
  return <Alert color={notice.level === 3 ? 'red' : 'orange'} variant="light" icon={<IconAlertTriangle aria-hidden />} styles={{ title: { color: 'var(--mantine-color-text)' } }} title={text('levelOf', { level: notice.level, date: format.date(notice.noticedOn) })}><Text c="var(--mantine-color-text)">{document.documentElement.lang === 'id' ? notice.text.id : notice.text.en}</Text></Alert>;
}

/** Records money by hand: for a partner, to which it then belongs, or for one of its obligations. */
function RecordPayment({ obligationId }: { obligationId?: string }) {
  const text = useText();
  const partners = useAll<{ data: Schemas['PartnerSummary'][] }>(obligationId ? undefined : '/partners');
  const change = useChange<Payment>();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ partnerId: '', amount: '', bankReference: '', paidOn: '' });
  const amount = useRupiah()(asked.amount);
  const set = (name: keyof typeof asked) => (event: { currentTarget: { value: string } }): void => setAsked({ ...asked, [name]: event.currentTarget.value });
  const send = (): void => change.mutate({ path: '/payments', body: { ...(obligationId ? { obligationId } : { partnerId: asked.partnerId }), amount, bankReference: asked.bankReference.trim(), paidOn: asked.paidOn } }, { onSuccess: () => setOpened(false) });
  return (
    <>
      <Button onClick={() => setOpened(true)}>{text('recordPayment')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('recordPayment')} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          {!obligationId && <NativeSelect label={text('partner')} value={asked.partnerId} data={[{ value: '', label: '–' }, ...(partners.data?.data ?? []).map((one) => ({ value: one.id, label: one.brandName }))]} onChange={set('partnerId')} />}
          <AmountField value={asked.amount} onChange={set('amount')} />
          <TextInput label={text('bankReference')} value={asked.bankReference} maxLength={64} onChange={set('bankReference')} />
          <TextInput label={text('paidOn')} type="date" value={asked.paidOn} onChange={set('paidOn')} />
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={amount === undefined || asked.bankReference.trim() === '' || asked.paidOn === '' || (!obligationId && asked.partnerId === '')} loading={change.isPending} onClick={send}>{text('recordPayment')}</Button></Group>
      </Modal>
    </>
  );
}

/** One obligation: its parts, the money that met it, its reminders, and for the operator what its default would do. */
export function ObligationPage({ session }: { session: Session }) {
  const text = useText();
  const { obligationId = '' } = useParams();
  const { data, error } = useHub<Obligation>(`/obligations/${obligationId}`);
  const hub = operator(session);
  const part = (name: 'principal' | 'fee' | 'ppn' | 'total') => ({ name, due: data?.due[name], open: data?.open[name] });
  const names = { principal: text('principalPart'), fee: text('fees'), ppn: text('ppn'), total: text('total') };
  const payable = data?.status === 'OPEN' && hub && may(session, 'HUB_FINANCE');
  return (
    <>
      <PageHead title={data?.bankReference ?? text('obligation')} crumbs={[{ to: '/payments', label: text('payments') }]} sub={data?.partyName} actions={payable && <RecordPayment obligationId={obligationId} />} />
      <Problem error={error} />
      {data ? <Stack gap="lg">
        <Panel hero><Facts items={[[text('status'), <Status key="s" value={data.status} />], [text('netCash'), <Amount key="n" value={data.netCash} strong />], [text('dueDate'), <Due key="d" row={data} />], [text('paid'), format.money(data.paid)], [text('openPart'), <strong key="o">{format.money(data.open.total)}</strong>], [text('credits'), format.money(data.credits)],
          [text('settlement'), <Link key="l" className="row-link" to={`/settlements/${data.settlementId}`}>{format.shortId(data.settlementId)}</Link>]]} /></Panel>
        <Panel title={text('obligationParts')}><PlainTable title={text('obligationParts')} rows={[part('principal'), part('fee'), part('ppn')]} keyOf={(row) => row.name} columns={[{ label: text('part'), show: (row) => names[row.name] }, { label: text('owed'), number: true, show: (row) => (row.due ? format.plain(row.due) : '–') }, { label: text('openPart'), number: true, show: (row) => (row.open ? format.plain(row.open) : '–') }]}
          foot={[names.total, format.plain(data.due.total), format.plain(data.open.total)]} /></Panel>
        <Panel title={text('paymentsList')}><PaymentList path={`/payments?obligationId=${obligationId}`} partner={false} session={session} /></Panel>
        {hub && data.direction === 'PAYS_HUB' && data.status === 'OPEN' && may(session, 'HUB_FINANCE', 'HUB_APPROVER', 'HUB_ADMIN', 'AUDITOR') && <Simulation obligation={data} session={session} />}
      </Stack> : <Waiting />}
    </>
  );
}

function Simulation({ obligation, session }: { obligation: Obligation; session: Session }) {
  const text = useText();
  const { data, error } = useHub<Schemas['DefaultSimulation']>(`/obligations/${obligation.id}/default-simulation`);
  const change = useChange();
  return (
    <Panel title={text('ifDefault')}>
      <Text c="dimmed" mb="md">{data ? text('ifDefaultText', { date: format.date(data.from) }) : ''}</Text>
      <Problem error={error ?? change.error} />
      {data && <><DefaultFigures figures={data.figures} rule={data.rule} />
        {may(session, 'HUB_FINANCE') && <Group mt="md"><Button color="red" variant="outline" loading={change.isPending} onClick={() => change.mutate({ path: '/defaults', body: { obligationId: obligation.id } })}>{text('proposeDefault')}</Button></Group>}</>}
    </Panel>
  );
}

/** What covers a default, and what each partner bears by either rule; the coalition's own is marked. */
export function DefaultFigures({ figures, rule }: { figures: Schemas['DefaultFigures']; rule: 'NET_EXPOSURE' | 'GROSS_CLAIM' }) {
  const text = useText();
  const word = useWord();
  const mark = (one: string): string => `${word(one)}${one === rule ? ` (${text('applies')})` : ''}`;
  return (
    <Stack gap="md">
      <Facts items={[[text('partnersOpen'), format.money(figures.partnersOpen)], [text('hubPrincipalOpen'), format.money(figures.hubPrincipalOpen)], [text('collateral'), format.money(figures.collateralToPartners)], [text('reserve'), format.money(figures.reserve)], [text('coalitionFund'), format.money(figures.fund)], [text('shortfall'), <strong key="s">{format.money(figures.shortfall)}</strong>], [text('hubUnpaid'), format.money(figures.hubUnpaid)]]} />
      <PlainTable title={text('losses')} rows={figures.losses} keyOf={(row) => row.partnerId} columns={[{ label: text('partner'), show: (row) => row.partnerName }, { label: text('claimsOn'), number: true, show: (row) => format.plain(row.claims) }, { label: text('owesIt'), number: true, show: (row) => format.plain(row.owes) }, { label: format.rupiah(mark('NET_EXPOSURE')), number: true, show: (row) => format.plain(row.netExposure) }, { label: format.rupiah(mark('GROSS_CLAIM')), number: true, show: (row) => format.plain(row.grossClaim) }]} />
    </Stack>
  );
}

/** Reminders that the night made, and partners in default. */
export function Dunning({ session }: { session: Session }) {
  const text = useText();
  const change = useChange();
  const [shown, setShown] = useState<Notice>();
  return (
    <>
      <PageHead title={text('dunning')} sub={text('dunningText')} />
      <Stack gap="xl">
        <Panel title={text('reminders')}>
          <DataList<Notice> title={text('reminders')} path="/dunning-notices" prefix="n-" empty="noReminders" keyOf={(row) => row.id} filters={[{ name: 'level', label: text('level'), options: [['1', '1'], ['2', '2'], ['3', '3']] }, { name: 'open', label: text('stillOpen'), options: [['true', text('yes')], ['false', text('no')]] }]}
            columns={[{ label: text('date'), sort: 'noticedOn', show: (row) => format.date(row.noticedOn) }, { label: text('partner'), sort: 'partnerName', show: (row) => row.partnerName }, { label: text('level'), number: true, show: (row) => row.level }, { label: text('daysOverdue'), number: true, show: (row) => format.count(row.daysOverdue) }, { label: text('reference'), show: (row) => (row.obligationId ? <Link className="row-link" to={`/obligations/${row.obligationId}`}>{row.reference}</Link> : row.reference) },
              { label: format.rupiah(text('openThen')), number: true, sort: 'open', show: (row) => format.plain(row.open) }, { label: format.rupiah(text('openNow')), number: true, show: (row) => format.plain(row.openNow) }, { label: text('notice'), show: (row) => <Button size="xs" variant="default" onClick={() => setShown(row)}>{text('read')}</Button> }]} />
        </Panel>
        <Panel title={text('defaults')}>
          <Problem error={change.error} />
          <Defaults session={session} change={change} />
        </Panel>
      </Stack>
      <Modal opened={shown !== undefined} onClose={() => setShown(undefined)} title={text('notice')} closeButtonProps={{ 'aria-label': text('cancel') }}>{shown && <Stack gap="sm"><Text lang="id">{shown.text.id}</Text><Text lang="en" c="dimmed">{shown.text.en}</Text></Stack>}</Modal>
    </>
  );
}

function Defaults({ session, change }: { session: Session; change: ReturnType<typeof useChange> }) {
  const text = useText();
  const { data, error } = useAll<Page<Schemas['Default']>>('/defaults');
  if (!data) return <><Problem error={error} /><Waiting rows={2} /></>;
  if (data.data.length === 0) return <Text c="dimmed">{text('noDefaults')}</Text>;
  return (
    <Stack gap="xl">{data.data.map((one) => (
      <section key={one.id} aria-label={one.partnerName}>
        <Group mb="sm" justify="space-between"><Group><Text fw={650}>{one.partnerName}</Text><Status value={one.status} /><Text c="dimmed">{format.actor(one.madeBy)}{one.decidedBy ? ` · ${format.actor(one.decidedBy)}` : ''} · {text('recovered')} {format.money(one.recovered)}</Text></Group>
          {one.status === 'PROPOSED' && <Group gap="xs">{may(session, 'HUB_APPROVER') && <Button color="red" variant="outline" disabled={one.madeBy === `user:${session.subject}`} loading={change.isPending} onClick={() => change.mutate({ path: `/defaults/${one.id}/declare`, body: { defaultHash: one.defaultHash } })}>{text('declareDefault')}</Button>}
            {may(session, 'HUB_FINANCE') && <Button variant="default" loading={change.isPending} onClick={() => change.mutate({ path: `/defaults/${one.id}/withdraw`, body: { reason: text('withdraw') } })}>{text('withdraw')}</Button>}</Group>}</Group>
        <DefaultFigures figures={one.figures} rule={one.rule} />
      </section>))}</Stack>
  );
}
