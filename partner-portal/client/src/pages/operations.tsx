import { Alert, Button, Group, List, Modal, Stack, Text, Textarea, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAll, useChange, useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useParty, useText, useWord } from '../text';
import { Amount, Disputed, Facts, PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { Restate } from './restatements';
import { Counterparty, useGroupName } from './settlement-groups';
import { DataList, PlainTable } from '../parts/list';
import { Matrix } from '../parts/matrix';

type Window = Schemas['Window'];
type Settlement = Schemas['Settlement'];
const may = (session: Session, ...roles: string[]): boolean => roles.some((role) => session.roles.includes(role));

export function Windows() {
  const text = useText();
  const word = useWord();
  return (
    <>
      <PageHead title={text('windows')} />
      <DataList<Window> title={text('windows')} path="/settlement-windows" totals keyOf={(row) => row.id} filters={[{ name: 'status', label: text('status'), options: [['OPEN', word('OPEN')], ['CLOSED', word('CLOSED')]] }, { name: 'run', label: text('run'), options: ['PENDING', 'RUNNING', 'PARKED', 'DONE'].map((state) => [state, word(state)]) }, { name: 'businessDateFrom', label: text('from'), type: 'date' }, { name: 'businessDateTo', label: text('to'), type: 'date' }]}
        columns={[{ label: text('businessDate'), sort: 'businessDate', show: (row) => <Link className="row-link" to={`/windows/${row.id}`}>{format.date(row.businessDate)}</Link> }, { label: text('status'), show: (row) => <Status value={row.status} /> }, { label: text('run'), show: (row) => <Status value={row.run.status} /> },
          { label: text('postingsCount'), sort: 'postings', number: true, show: (row) => format.count(row.postings) }, { label: text('pointsBurned'), sort: 'pointsBurned', number: true, show: (row) => (row.pointsBurned === undefined ? '–' : format.count(row.pointsBurned)) }, { label: text('grossClaims'), number: true, show: (row) => format.money(row.grossClaims) }]} />
    </>
  );
}

export function WindowPage({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const { windowId = '' } = useParams();
  const { data, error } = useHub<Window>(`/settlement-windows/${windowId}`, 5_000);
  const change = useChange();
  /** A check that is new to this portal is shown as the hub tells it. */
  const checkText = ({ id, title }: Window['run']['checks'][number]): string => {
    const key = `check_${id}`;
    const said = word(key);
    return said === key ? title : said;
  };
  const runner = may(session, 'HUB_FINANCE', 'HUB_ADMIN') && !session.partnerId;
  return (
    <>
      <PageHead title={data ? `${text('window')} ${format.date(data.businessDate)}` : text('window')} crumbs={[{ to: session.partnerId ? '/' : '/windows', label: text('windows') }]}
        actions={runner && data && (data.status === 'OPEN' ? <Button loading={change.isPending} onClick={() => change.mutate({ path: `/settlement-windows/${windowId}/close` })} title={text('closeText')}>{text('closeNow')}</Button>
          : ['PARKED', 'PENDING'].includes(data.run.status) && <Button loading={change.isPending} onClick={() => change.mutate({ path: `/settlement-windows/${windowId}/run` })}>{text('continueRun')}</Button> || (data.run.status === 'DONE' && <Restate windowId={windowId} session={session} />))} />
      <Problem error={error ?? change.error} />
      {data ? <Stack gap="lg">
        {data.run.parkedReason && <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={text('parkedReason')}><Text c="var(--mantine-color-text)">{data.run.parkedReason}</Text></Alert>}
        <Panel><Facts items={[[text('status'), <Status key="s" value={data.status} />], [text('run'), <Status key="r" value={data.run.status} />], [text('cutOff'), format.instant(data.cutOffAt)], [text('postingsCount'), format.count(data.postings)], [text('pointsBurned'), data.pointsBurned === undefined ? '–' : format.count(data.pointsBurned)], [text('grossClaims'), format.money(data.grossClaims)],
          [text('engine'), data.run.engineVersion ?? '–'], [text('calculationHash'), <span key="h" className="mono">{data.run.calculationHash ?? '–'}</span>]]} /></Panel>
        {data.run.steps.length > 0 && <Panel title={text('steps')}><PlainTable title={text('steps')} rows={data.run.steps} keyOf={(step) => step.step} columns={[{ label: text('steps'), show: (step) => (step.step === 'EXPIRE' ? text('EXPIRE_STEP') : word(step.step)) }, { label: text('status'), show: (step) => <Status value={step.status} /> }, { label: text('date'), show: (step) => format.instant(step.finishedAt) }]} /></Panel>}
        {data.run.checks.length > 0 && <Panel title={text('checks')}><List spacing="xs" center>{data.run.checks.map((check, at) => <List.Item key={`${check.id} ${at}`} icon={<ThemeIcon variant="transparent" c={check.ok ? 'var(--kongsi-good)' : 'var(--kongsi-bad)'} size={20}>{check.ok ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}</ThemeIcon>}>
          <span className="mono">{check.id}</span> {checkText(check)} – {text(check.ok ? 'passed' : 'broken')}{check.detail ? ` (${check.detail})` : ''}</List.Item>)}</List></Panel>}
      </Stack> : <Waiting />}
    </>
  );
}

export function Settlements({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const change = useChange<Settlement>();
  const operator = !session.partnerId;
  const named = useGroupName();
  const groups = useHub<{ data: Schemas['SettlementGroup'][] }>(operator ? '/settlement-groups' : undefined);
  return (
    <>
      <PageHead title={text('settlements')} actions={operator && may(session, 'HUB_FINANCE') && <Button loading={change.isPending} onClick={() => change.mutate({ path: '/settlements', body: {} })}>{text('propose')}</Button>} />
      <Problem error={change.error} />
      <DataList<Settlement> title={text('settlements')} path="/settlements" totals keyOf={(row) => row.id} filters={[{ name: 'status', label: text('status'), options: ['PROPOSED', 'SETTLING', 'SETTLED', 'ABORTED'].map((state) => [state, word(state)]) }, ...(groups.data && groups.data.data.length > 1 ? [{ name: 'groupId', label: text('settlementGroup'), options: groups.data.data.map((one): [string, string] => [one.id, named(one.name)]) }] : [])]}
        columns={[{ label: text('period'), sort: 'createdAt', show: (row) => <Link className="row-link" to={`/settlements/${row.id}`}>{format.date(row.fromBusinessDate)} – {format.date(row.toBusinessDate)}</Link> }, { label: text('status'), show: (row) => <Status value={row.status} /> }, { label: text('windows'), number: true, show: (row) => row.windowIds.length }, { label: text('settlementGroup'), show: (row) => named(row.groupName) }, { label: text('nettingRule'), show: (row) => word(`netting_${row.netting}`) },
          ...(operator ? [{ label: text('gross'), sort: 'gross', number: true, show: (row: Settlement) => format.money(row.gross) }, { label: text('bilateral'), number: true, show: (row: Settlement) => format.money(row.bilateral) }, { label: text('multilateral'), number: true, show: (row: Settlement) => format.money(row.multilateral) }] : [])]} />
    </>
  );
}

export function SettlementPage({ session }: { session: Session }) {
  const text = useText();
  const { settlementId = '' } = useParams();
  const { data, error } = useHub<Settlement>(`/settlements/${settlementId}`);
  const obligations = useHub<{ data: Schemas['Obligation'][] }>(`/settlements/${settlementId}/obligations`);
  const lines = useHub<{ data: Schemas['SettlementLine'][] }>(`/settlements/${settlementId}/lines`);
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>('/partners');
  const change = useChange();
  const party = useParty();
  const word = useWord();
  const named = useGroupName();
  const brand = (id: string): string => brands.data?.data.find((one) => one.id === id)?.brandName ?? id;
  const name = (id: string): string => party(id.startsWith('RESERVE:') ? `RESERVE:${brand(id.slice('RESERVE:'.length))}` : brand(id));
  return (
    <>
      <PageHead title={data ? `${text('settlement')} ${format.date(data.fromBusinessDate)} – ${format.date(data.toBusinessDate)}` : text('settlement')} crumbs={[{ to: '/settlements', label: text('settlements') }]}
        actions={data && ['PROPOSED', 'SETTLING'].includes(data.status) && !session.partnerId && may(session, 'HUB_FINANCE', 'HUB_APPROVER') && <>{data.status === 'PROPOSED' && <Button loading={change.isPending} onClick={() => change.mutate({ path: `/settlements/${settlementId}/approve`, body: { settlementHash: data.settlementHash } })}>{text('approve')}</Button>}
          {!obligations.data?.data.some((one) => one.paid.value !== '0.00') && <Abort settlementId={settlementId} asked={data.abort?.reason} />}</>} />
      <Problem error={error ?? change.error} />
      {data?.abort && data.status !== 'ABORTED' && <Alert role="status" color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />} title={text('abortAsked')} mb="lg"><Text c="var(--mantine-color-text)">{format.actor(data.abort.by)} ({format.instant(data.abort.at)}): {data.abort.reason}</Text></Alert>}
      {data ? <Stack gap="lg">
        <Panel hero>
          <Group mb="md"><Status value={data.status} />{data.status === 'PROPOSED' && <Text c="dimmed">{text('approveText')} {data.approvals.length === 1 && text('secondPerson')}</Text>}</Group>
          <Facts items={[[text('settlementGroup'), named(data.groupName)], [text('nettingRule'), word(`netting_${data.netting}`)], ...(data.gross ? [[text('gross'), format.money(data.gross)], [text('bilateral'), format.money(data.bilateral)], [text('multilateral'), format.money(data.multilateral)]] as [string, string][] : []), ...(session.partnerId ? [] : [[text('madeBy'), data.madeBy === 'schedule' ? text('bySchedule') : format.actor(data.madeBy)], [text('approvals'), data.approvals.map((one) => `${format.actor(one.by)} (${format.instant(one.at)})`).join('; ') || '–']] as [string, string][]), [text('hash'), <span key="h" className="mono">{data.settlementHash}</span>]]} />
        </Panel>
        {obligations.data && <Panel title={text('obligations')}><PlainTable title={text('obligations')} rows={obligations.data.data} keyOf={(row) => row.id} columns={[{ label: text('partner'), show: (row) => party(row.partyName) }, ...(data.netting === 'MULTILATERAL' ? [] : [{ label: text('counterpartyOf'), show: (row: Schemas['Obligation']) => <Counterparty row={row} netting={data.netting} /> }]), { label: format.rupiah(text('position')), number: true, show: (row) => <><Amount value={row.position} bare />{!format.isZero(row.disputed) && <Text size="xs" c="dimmed">{text('ofWhichDisputed').toLowerCase()} <Disputed value={row.disputed} own={session.partnerId !== undefined} /></Text>}</> }, { label: format.rupiah(text('fees')), number: true, show: (row) => <Amount value={format.negated(row.fees)} bare /> },
          { label: format.rupiah(text('ppn')), number: true, show: (row) => <Amount value={format.negated(row.ppn)} bare /> }, { label: format.rupiah(text('credits')), number: true, show: (row) => <Amount value={row.credits} bare /> }, { label: format.rupiah(text('netCash')), number: true, show: (row) => <Amount value={row.netCash} strong bare /> }, { label: text('openPart'), number: true, show: (row) => (row.bankReference === undefined ? format.plain(row.open.total) : <Link className="row-link" to={`/obligations/${row.id}`}>{format.plain(row.open.total)}</Link>) }, { label: text('dueDate'), show: (row) => <span className="nowrap">{format.date(row.dueDate)}</span> }, { label: text('status'), show: (row) => <Status value={row.status} /> }]} /></Panel>}
        <RestsOn settlementId={settlementId} session={session} />
        {lines.data && <Panel title={text('matrix')}><Matrix title={text('matrix')} from={text('payer')} to={text('payee')} cells={lines.data.data.map((row) => ({ fromId: row.payerId, fromName: name(row.payerId), toId: row.payeeId, toName: name(row.payeeId), points: row.points, amount: row.amount, disputed: row.disputed }))} /></Panel>}
      </Stack> : <Waiting />}
    </>
  );
}

/** What the settlement rests on, to be compared with documents, proofs and the log. */
function RestsOn({ settlementId, session }: { settlementId: string; session: Session }) {
  const text = useText();
  const { data, error } = useHub<Schemas['SettlementFacts']>(`/settlements/${settlementId}/facts`);
  const statements = useAll<{ data: Schemas['NettingStatement'][] }>(`/statements?settlementId=${settlementId}`).data?.data ?? [];
  const engines = [...new Set(data?.windows.map((one) => one.engineVersion) ?? [])];
  return (
    <>
      {statements.length > 0 && <Panel title={text('statements')}><PlainTable title={text('statements')} rows={statements} keyOf={(row) => row.id} columns={[{ label: text('number'), show: (row) => <Link className="row-link" to={`/statements/${row.id}`}>{row.number}</Link> }, ...(session.partnerId ? [] : [{ label: text('partner'), show: (row: Schemas['NettingStatement']) => row.partnerName }]), { label: text('issuedOn'), show: (row) => format.date(row.issuedOn) }, { label: text('dueDate'), show: (row) => format.date(row.dueDate) }, { label: format.rupiah(text('netCash')), number: true, show: (row) => <Amount value={row.netCash} strong bare /> }]} /></Panel>}
      <Panel title={text('restsOn')}>
        <Text c="dimmed" mb="md" maw="80ch">{text('restsOnText')}</Text>
        <Problem error={error} />
        {data ? <Stack gap="md">
          <Facts items={[[text('engine'), engines.join(', ')], [text('logHead'), data.log ? <span key="l">{text('logEntries', { count: format.count(data.log.size) })}<br /><span className="mono">{data.log.rootHash}</span></span> : '–']]} />
          <PlainTable title={text('windows')} rows={data.windows} keyOf={(row) => row.windowId} columns={[{ label: text('businessDate'), show: (row) => <Link className="row-link nowrap" to={`/windows/${row.windowId}`}>{format.date(row.businessDate)}</Link> }, { label: text('calculationHash'), show: (row) => <span className="mono">{row.calculationHash}</span> }]} />
          <PlainTable title={text('terms')} rows={data.terms} keyOf={(row) => row.termsId} columns={[{ label: text('terms'), show: (row) => <Link className="row-link" to={`/terms/${row.termsId}`}>{row.ref}</Link> }, { label: text('termsHash'), show: (row) => <span className="mono">{row.termsHash}</span> }]} />
        </Stack> : <Waiting rows={3} />}
      </Panel>
    </>
  );
}

function Abort({ settlementId, asked }: { settlementId: string; asked: string | undefined }) {
  const text = useText();
  const change = useChange();
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState(asked ?? '');
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>{text('abort')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('abort')} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Text c="dimmed" mb="sm">{text('abortText')}</Text>
        <Textarea label={text('reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} minRows={2} autosize data-autofocus />
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button color="red" disabled={reason.length < 3} loading={change.isPending} onClick={() => change.mutate({ path: `/settlements/${settlementId}/abort`, body: { reason } }, { onSuccess: () => setOpened(false) })}>{text('abort')}</Button></Group>
      </Modal>
    </>
  );
}
