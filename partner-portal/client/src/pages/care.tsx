import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useAll, useChange, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Id, PageHead, Panel, Problem, Status } from '../parts/basics';
import { DataList } from '../parts/list';
import { WithReason } from '../parts/with-reason';

type Counter = Schemas['TillCounter'];
type Late = Schemas['QuarantineItem'];
type Change = Schemas['ChangeRequest'];
const mayCare = (session: Session): boolean => session.partnerId === undefined && session.roles.some((role) => ['HUB_SUPPORT', 'HUB_ADMIN', 'HUB_APPROVER'].includes(role));
const mayApprove = (session: Session): boolean => session.partnerId === undefined && session.roles.some((role) => ['HUB_ADMIN', 'HUB_APPROVER'].includes(role));

/** Numbers of a till's counter that have not come, as people say them: 41–44, 51. */
function missingOf(counter: Counter): string {
  return counter.missing.map(({ from, to }) => (from === to ? format.count(from) : `${format.count(from)}–${format.count(to)}`)).join(', ');
}

/** What tills did while they were alone: which numbers are missing, and which sales came too late. */
export function Tills({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const change = useChange();
  return (
    <>
      <PageHead title={text('tills')} sub={text('tillsText')} />
      <Stack gap="xl">
        <Panel title={text('counters')}>
          <DataList<Counter> title={text('counters')} path="/till-counters" prefix="c-" empty="noCounters" keyOf={(row) => `${row.tillId} ${row.kid}`}
            columns={[{ label: text('till'), show: (row) => <>{row.tillName} <Id value={row.tillId} /></> }, { label: text('arrived'), number: true, show: (row) => `${format.count(row.arrived)} / ${format.count(row.highest)}` },
              { label: text('missing'), show: (row) => (row.missing.length === 0 ? '–' : <Gap label={missingOf(row)} />) }, { label: text('chainBroken'), show: (row) => (row.broken.length === 0 ? '–' : <Gap label={row.broken.map(format.count).join(', ')} />) },
              { label: text('lastArrived'), show: (row) => format.instant(row.lastArrivedAt) }]} />
        </Panel>
        <Panel title={text('quarantine')}>
          <Text c="dimmed" mb="sm">{text('quarantineText')}</Text>
          <Problem error={change.error} />
          <DataList<Late> title={text('quarantine')} path="/quarantine" prefix="q-" empty="noQuarantine" keyOf={(row) => row.id} filters={[{ name: 'status', label: text('status'), options: ['HELD', 'POSTED', 'REJECTED'].map((state) => [state, word(state === 'HELD' ? 'HELD_BACK' : state)]) }]}
            columns={[{ label: text('occurredAt'), show: (row) => format.instant(row.occurredAt) }, { label: text('type'), show: (row) => word(row.op) }, { label: text('externalId'), show: (row) => row.externalId ?? '–' }, { label: text('points'), number: true, show: (row) => (row.points === undefined ? '–' : format.count(row.points)) },
              { label: text('amount'), number: true, show: (row) => format.money(row.amount) }, { label: text('status'), show: (row) => <Status value={row.status === 'HELD' ? 'HELD_BACK' : row.status} /> }, { label: text('approvals'), show: (row) => [row.firstApprovedBy, row.decidedBy].filter((one) => one !== undefined).map(format.actor).join('; ') || '–' },
              ...(mayCare(session) ? [{ label: text('decide'), show: (row: Late) => row.status === 'HELD' && <Group gap="xs" wrap="nowrap"><Button size="xs" disabled={row.firstApprovedBy === `user:${session.subject}`} loading={change.isPending} onClick={() => change.mutate({ path: `/quarantine/${row.id}/approve` })}>{text('approve')}</Button>
                <WithReason label={text('reject')} onSend={(reason) => change.mutateAsync({ path: `/quarantine/${row.id}/reject`, body: { reason } })} /></Group> }] : [])]} />
        </Panel>
      </Stack>
    </>
  );
}

function Gap({ label }: { label: string }) {
  return <span className="bad"><IconAlertTriangle size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {label}</span>;
}

/** Changes that need two people: what waits, and what became of the rest. */
export function ChangeRequests({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const change = useChange();
  return (
    <>
      <PageHead title={text('changeRequests')} sub={text('changeRequestsText')} />
      <Problem error={change.error} />
      <DataList<Change> title={text('changeRequests')} path="/change-requests" empty="noChangeRequests" keyOf={(row) => row.id} filters={[{ name: 'status', label: text('status'), options: ['PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'EXPIRED'].map((state) => [state, word(state)]) }]}
        columns={[{ label: text('date'), show: (row) => format.instant(row.madeAt) }, { label: text('madeBy'), show: (row) => format.actor(row.madeBy) }, { label: text('type'), show: (row) => word(row.adjustment?.direction ?? row.kind) }, { label: text('points'), number: true, show: (row) => (row.merge ? text('allPoints') : format.count((row.adjustment ?? row.transfer)?.points ?? 0)) },
          { label: text('member'), show: (row) => <Moved row={row} /> }, { label: text('reason'), show: (row) => [row.adjustment && word(`REASON_${row.adjustment.reasonCode}`), row.adjustment?.note ?? row.transfer?.note ?? row.merge?.reason].filter(Boolean).join(': ') || '–' }, { label: text('status'), show: (row) => <Status value={row.status} /> }, { label: text('checkedBy'), show: (row) => (row.decidedBy === undefined ? '–' : format.actor(row.decidedBy)) },
          { label: text('decide'), show: (row) => row.status === 'PENDING' && (row.madeBy === `user:${session.subject}`
            ? <Button size="xs" variant="default" loading={change.isPending} onClick={() => change.mutate({ path: `/change-requests/${row.id}/withdraw` })}>{text('withdraw')}</Button>
            : mayApprove(session) && <Group gap="xs" wrap="nowrap"><Button size="xs" loading={change.isPending} onClick={() => change.mutate({ path: `/change-requests/${row.id}/approve` })}>{text('approve')}</Button><WithReason label={text('reject')} onSend={(reason) => change.mutateAsync({ path: `/change-requests/${row.id}/reject`, body: { reason } })} /></Group>) }]} />
      {!mayApprove(session) && <Alert color="gray" variant="light" mt="md"><Text c="var(--mantine-color-text)">{text('secondPersonNeeded')}</Text></Alert>}
    </>
  );
}

/** The member whose points move, and to whom where another one gets them. */
function Moved({ row }: { row: Change }) {
  const text = useText();
  const from = (row.adjustment ?? row.transfer ?? row.merge)?.member ?? '';
  const to = row.transfer?.toMember ?? row.merge?.survivor;
  return <>{named(from)}{to !== undefined && <> <span aria-label={text('movesTo')} role="img">→</span> {named(to)}</>}</>;
}

function named(member: string) {
  return member.startsWith('mem_') ? <Id value={member} /> : member;
}

const REASONS = ['GOODWILL', 'MISSING_POINTS', 'RETURN_WITHOUT_RECEIPT', 'ERROR', 'FRAUD', 'MIGRATION'] as const;

/** Gives a member points of an issuer or takes some; above the limit of the day it waits for a second person. */
export function AdjustPoints({ memberId }: { memberId: string }) {
  const text = useText();
  const word = useWord();
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>('/partners');
  const change = useChange<{ object: string }>();
  const [opened, setOpened] = useState(false);
  const [waits, setWaits] = useState(false);
  // One opening of the form is one intent, however often it is sent.
  const [key, setKey] = useState('');
  const begin = (): void => {
    setKey(`portal-${crypto.randomUUID()}`);
    setOpened(true);
  };
  const [asked, setAsked] = useState({ issuer: 'HUB', direction: 'CREDIT', points: '100', reasonCode: 'GOODWILL', note: '' });
  const send = (): void => change.mutate({ path: '/adjustments', key, body: { member: memberId, issuer: asked.issuer, direction: asked.direction, points: Number(asked.points), reasonCode: asked.reasonCode, ...(asked.note.trim() !== '' && { note: asked.note.trim() }) } }, { onSuccess: (done) => {
    setOpened(false);
    setWaits(done.object === 'changeRequest');
  } });
  return (
    <>
      <Button variant="default" size="sm" onClick={begin}>{text('adjust')}</Button>
      {waits && <Text size="sm" role="status">{text('waitsForSecond')}</Text>}
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('adjust')} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          <NativeSelect label={text('direction')} value={asked.direction} data={(['CREDIT', 'DEBIT'] as const).map((value) => ({ value, label: word(value) }))} onChange={(event) => setAsked({ ...asked, direction: event.currentTarget.value })} />
          <NativeSelect label={text('issuer')} value={asked.issuer} data={[{ value: 'HUB', label: text('operator') }, ...(brands.data?.data ?? []).map((one) => ({ value: one.id, label: one.brandName }))]} onChange={(event) => setAsked({ ...asked, issuer: event.currentTarget.value })} />
          <TextInput label={text('points')} value={asked.points} inputMode="numeric" maxLength={16} onChange={(event) => setAsked({ ...asked, points: event.currentTarget.value.replace(/\D/g, '') })} />
          <NativeSelect label={text('reasonCode')} value={asked.reasonCode} data={REASONS.map((value) => ({ value, label: word(`REASON_${value}`) }))} onChange={(event) => setAsked({ ...asked, reasonCode: event.currentTarget.value })} />
          <Textarea label={text('reason')} value={asked.note} onChange={(event) => setAsked({ ...asked, note: event.currentTarget.value })} minRows={2} maxLength={500} autosize />
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={!/^[1-9]/.test(asked.points) || !Number.isSafeInteger(Number(asked.points))} loading={change.isPending} onClick={send}>{text('send')}</Button></Group>
      </Modal>
    </>
  );
}
