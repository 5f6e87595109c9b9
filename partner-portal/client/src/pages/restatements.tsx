import { Alert, Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useChange, useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useParty, useText, useWord } from '../text';
import { Amount, Facts, Id, PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { DataList, PlainTable } from '../parts/list';
import { WithReason } from '../parts/with-reason';

type Detail = Schemas['RestatementDetail'];
const has = (session: Session, role: string): boolean => session.partnerId === undefined && session.roles.includes(role);

/** Windows that were calculated again, and those that wait for a second person. */
export function Restatements() {
  const text = useText();
  const word = useWord();
  return (
    <>
      <PageHead title={text('restatements')} sub={text('restatementsText')} />
      <DataList<Schemas['Restatement']> title={text('restatements')} path="/restatements" empty="noRestatements" keyOf={(row) => row.id} filters={[{ name: 'status', label: text('status'), options: ['PENDING', 'IN_FORCE', 'REJECTED', 'WITHDRAWN'].map((state) => [state, word(state)]) }]}
        columns={[{ label: text('window'), show: (row) => <Link className="row-link" to={`/restatements/${row.id}`}>{format.date(row.businessDate)} · {text('version')} {row.version}</Link> }, { label: text('reason'), show: (row) => row.reason }, { label: text('madeBy'), show: (row) => format.actor(row.madeBy) }, { label: text('date'), show: (row) => format.instant(row.madeAt) }, { label: text('checkedBy'), show: (row) => row.decidedBy ?? '–' }, { label: text('status'), show: (row) => <Status value={row.status} /> }]} />
    </>
  );
}

/** The differences in rupiah, before the second person decides over them. */
export function RestatementPage({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const party = useParty();
  const { restatementId = '' } = useParams();
  const { data, error } = useHub<Detail>(`/restatements/${restatementId}`);
  const change = useChange();
  const own = data?.madeBy === `user:${session.subject}`;
  return (
    <>
      <PageHead title={data ? `${text('restatement')} ${format.date(data.businessDate)}` : text('restatement')} crumbs={[{ to: '/restatements', label: text('restatements') }]} sub={data && `${text('version')} ${data.version}`}
        actions={data?.status === 'PENDING' && <>{has(session, 'HUB_APPROVER') && !own && <Button loading={change.isPending} onClick={() => change.mutate({ path: `/restatements/${restatementId}/approve`, body: { differenceHash: data.differenceHash } })}>{text('approve')}</Button>}
          {(own || has(session, 'HUB_APPROVER')) && <WithReason label={text(own ? 'withdraw' : 'reject')} onSend={(note) => change.mutateAsync({ path: `/restatements/${restatementId}/reject`, body: { note } })} />}</>} />
      <Problem error={error ?? change.error} />
      {data ? <Stack gap="lg">
        <Panel hero>
          <Group mb="md"><Status value={data.status} />{data.status === 'PENDING' && <Text c="dimmed">{text('restatementWaits')}</Text>}</Group>
          <Facts items={[[text('reason'), data.reason], [text('window'), <Id key="w" value={data.windowId} to={`/windows/${data.windowId}`} />], [text('corrections'), data.termsIds.length + data.taxes.length === 0 ? '–' : <>{data.termsIds.map((id) => <span key={id}><Id value={id} to={`/terms/${id}`} /> </span>)}{data.taxes.join(', ')}</>], [text('madeBy'), `${format.actor(data.madeBy)} (${format.instant(data.madeAt)})`],
            ...(data.decidedBy ? [[text('checkedBy'), `${format.actor(data.decidedBy)} (${format.instant(data.decidedAt)})`] as [string, string]] : []), ...(data.bookedWindowId ? [[text('bookedIn'), <Id key="b" value={data.bookedWindowId} to={`/windows/${data.bookedWindowId}`} />] as [string, React.ReactNode]] : []), [text('hash'), <span key="h" className="mono">{data.differenceHash}</span>]]} />
        </Panel>
        <Panel title={text('byParty')}><PlainTable title={text('byParty')} rows={data.parties} keyOf={(row) => row.partyId} columns={[{ label: text('partner'), show: (row) => party(row.partyName) }, { label: text('principal'), number: true, show: (row) => <Amount value={row.principal} /> }, { label: text('fees'), number: true, show: (row) => <Amount value={row.fee} /> }, { label: text('ppn'), number: true, show: (row) => <Amount value={row.ppn} /> }, { label: text('net'), number: true, show: (row) => <Amount value={row.net} strong /> }]}
          foot={[text('total'), '', '', '', format.money(format.fromMinor(data.parties.reduce((sum, one) => sum + format.minor(one.net), 0n), 'IDR'))]} /></Panel>
        <Panel title={text('lines')}><PlainTable title={text('lines')} rows={data.lines} keyOf={(row) => row.lineId} columns={[{ label: text('type'), show: (row) => word(row.lineType) }, { label: text('payer'), show: (row) => party(row.payerName) }, { label: text('payee'), show: (row) => party(row.payeeName) }, { label: text('points'), number: true, show: (row) => format.count(row.points) }, { label: text('exact'), number: true, show: (row) => format.decimal(row.exact) }, { label: text('amount'), number: true, show: (row) => <Amount value={row.amount} strong /> }]} /></Panel>
      </Stack> : !error && <Waiting />}
    </>
  );
}

/** Proposes to calculate a window again by countersigned corrections. */
export function Restate({ windowId, session }: { windowId: string; session: Session }) {
  const text = useText();
  const go = useNavigate();
  const terms = useHub<{ data: Schemas['Terms'][] }>('/terms?limit=100');
  const change = useChange<Detail>();
  const [opened, setOpened] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  if (!has(session, 'HUB_FINANCE')) return null;
  const corrections = (terms.data?.data ?? []).filter((one) => one.correctsVersion !== undefined && one.status === 'COUNTERSIGNED');
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>{text('restate')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('restate')} size="lg" closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">{text('restateHelp')}</Text>
          {corrections.length === 0 ? <Alert color="gray" variant="light"><Text c="var(--mantine-color-text)">{text('noCorrections')}</Text></Alert>
            : <Checkbox.Group label={text('corrections')} value={chosen} onChange={setChosen}><Stack gap="xs" mt="xs">{corrections.map((one) => <Checkbox key={one.id} value={one.id} label={`${one.party === 'COALITION' ? text('coalition') : one.party} · ${text('version')} ${one.version} · ${format.date(one.validFrom)}`} />)}</Stack></Checkbox.Group>}
          <Textarea label={text('reason')} value={reason} minRows={2} autosize maxLength={1000} onChange={(event) => setReason(event.currentTarget.value)} />
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={chosen.length === 0 || reason.trim().length < 10} loading={change.isPending} onClick={() => change.mutate({ path: '/restatements', body: { windowId, termsIds: chosen, reason: reason.trim() } }, { onSuccess: (made) => void go(`/restatements/${made.id}`) })}>{text('showDifferences')}</Button></Group>
      </Modal>
    </>
  );
}
