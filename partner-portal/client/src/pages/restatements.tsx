import { Alert, Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useAll, useChange, useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useParty, useText, useWord } from '../text';
import { usePartyName } from './terms';
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

type Price = Schemas['RestatedPrice'];

/** Prices of one side of a move, with the clauses that the other side does not have. */
function Agreed({ prices, others, changed }: { prices: readonly Price[]; others: readonly Price[]; changed: (price: Price) => readonly (readonly [string, string])[] }) {
  const text = useText();
  if (prices.length === 0) return <Text size="sm" c="dimmed">{text('movesNothing')}</Text>;
  const stays = new Set(others.flatMap((one) => one.clauses));
  return <Stack gap="xs" miw={170}>{prices.map((price) => <div key={JSON.stringify(price)}>
    {prices.length > 1 && <Text size="sm" fw={600}>{format.count(price.points)} {text('points').toLowerCase()}</Text>}
    {changed(price).map(([label, value]) => <Text key={label} size="sm"><Text span c="dimmed" size="sm">{label}</Text> {value}</Text>)}
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{price.clauses.filter((one) => !stays.has(one)).join(', ')}</Text>
  </div>)}</Stack>;
}

/** Which points move from what was agreed to what is agreed now: only what differs is told, and the clauses that say so. */
function Moves({ moves }: { moves: Detail['moves'] }) {
  const text = useText();
  const word = useWord();
  const party = useParty();
  const facts = (price: Price): [string, string][] => [[text('issuerPays'), price.payPrice.split('; ').map(format.decimal).join('; ')], [text('redeemerReceives'), (price.receivePrice ?? '').split('; ').filter(Boolean).map(format.decimal).join('; ')], [word('ISSUER_FEE'), price.issuerFee === undefined ? '' : format.rate(price.issuerFee)],
    [word('ACCEPTANCE_FEE'), price.acceptanceFee === undefined ? '' : format.rate(price.acceptanceFee)], [text('ppn'), price.taxes.join(', ')]];
  /** What all prices before and after say alike is not worth a line. */
  const changedIn = ({ from, to }: Detail['moves'][number]) => (price: Price): [string, string][] => {
    const all = [...from, ...to].map(facts);
    const told = facts(price).filter(([, value], at) => value !== '' && all.some((one) => one[at]?.[1] !== value));
    return told.length > 0 ? told : facts(price).filter(([, value]) => value !== '');
  };
  const pointsOf = ({ from, to }: Detail['moves'][number]): number => (to.length > 0 ? to : from).reduce((sum, one) => sum + one.points, 0);
  return <PlainTable title={text('whatMoves')} rows={moves} keyOf={(row) => `${row.event} ${row.issuerId} ${row.redeemerId ?? ''}`} columns={[{ label: text('type'), show: (row) => word(row.event) }, { label: text('issuer'), show: (row) => party(row.issuerName) }, { label: text('redeemer'), show: (row) => (row.redeemerName === undefined ? '–' : party(row.redeemerName)) },
    { label: text('points'), number: true, show: (row) => format.count(pointsOf(row)) }, { label: text('agreedBefore'), show: (row) => <Agreed prices={row.from} others={row.to} changed={changedIn(row)} /> }, { label: text('agreedAfter'), show: (row) => <Agreed prices={row.to} others={row.from} changed={changedIn(row)} /> }]} />;
}

/** The differences in rupiah, before the second person decides over them. */
export function RestatementPage({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const party = useParty();
  const { restatementId = '' } = useParams();
  const { data, error } = useHub<Detail>(`/restatements/${restatementId}`);
  const earlier = useAll<{ data: Schemas['Restatement'][] }>(data ? `/restatements?windowId=${data.windowId}&status=IN_FORCE` : undefined);
  const before = earlier.data?.data.filter((one) => one.version < (data?.version ?? 0)).sort((a, b) => b.version - a.version)[0];
  const dropped = before && data ? [...before.termsIds.filter((id) => !data.termsIds.includes(id)), ...before.taxes.filter((one) => !data.taxes.includes(one))] : [];
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
        {dropped.length > 0 && <Alert color="yellow" variant="light" title={text('correctionsDropped', { version: String(before?.version ?? '') })}><Text size="sm" c="var(--mantine-color-text)">{text('correctionsDroppedText')}</Text><Group gap="xs" mt="xs">{dropped.map((one) => (one.startsWith('tms_') ? <Id key={one} value={one} to={`/terms/${one}`} /> : <Text key={one} size="sm">{one}</Text>))}</Group></Alert>}
        <Panel title={text('byParty')}><Text size="sm" c="dimmed" mb="sm">{text('byPartyText')}</Text><PlainTable title={text('byParty')} rows={data.parties} keyOf={(row) => row.partyId} columns={[{ label: text('partner'), show: (row) => party(row.partyName) }, { label: text('principal'), number: true, show: (row) => <Amount value={row.principal} /> }, { label: text('fees'), number: true, show: (row) => <Amount value={row.fee} /> }, { label: text('ppn'), number: true, show: (row) => <Amount value={row.ppn} /> }, { label: text('net'), number: true, show: (row) => <Amount value={row.net} strong /> }]}
          foot={[text('total'), '', '', '', format.money(format.fromMinor(data.parties.reduce((sum, one) => sum + format.minor(one.net), 0n), 'IDR'))]} /></Panel>
        {data.moves.length > 0 && <Panel title={text('whatMoves')}><Text size="sm" c="dimmed" mb="sm">{text(data.status === 'PENDING' ? 'whatMovesPending' : 'whatMovesText')}</Text><Moves moves={data.moves} /></Panel>}
        <Panel title={text('restatedLines')}><Text size="sm" c="dimmed" mb="sm">{text('restatedLinesText')}</Text><PlainTable title={text('lines')} rows={data.lines} keyOf={(row) => row.lineId} columns={[{ label: text('type'), show: (row) => word(row.lineType) }, { label: text('payer'), show: (row) => party(row.payerName) }, { label: text('payee'), show: (row) => party(row.payeeName) }, { label: text('points'), number: true, show: (row) => format.count(row.points) }, { label: text('exact'), number: true, show: (row) => format.decimal(row.exact) }, { label: text('amount'), number: true, show: (row) => <Amount value={row.amount} strong /> }]} /></Panel>
      </Stack> : !error && <Waiting />}
    </>
  );
}

/** Proposes to calculate a window again by countersigned corrections. */
export function Restate({ windowId, session }: { windowId: string; session: Session }) {
  const text = useText();
  const go = useNavigate();
  const terms = useAll<{ data: Schemas['Terms'][] }>('/terms');
  const change = useChange<Detail>();
  const [opened, setOpened] = useState(false);
  const name = usePartyName();
  const earlier = useAll<{ data: Schemas['Restatement'][] }>(`/restatements?windowId=${windowId}&status=IN_FORCE`);
  const last = [...(earlier.data?.data ?? [])].sort((a, b) => b.version - a.version)[0];
  const [picked, setChosen] = useState<string[]>();
  // What is in force stays so unless somebody takes it away.
  const chosen = picked ?? last?.termsIds ?? [];
  const taxes = last?.taxes ?? [];
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
            : <Checkbox.Group label={text('corrections')} value={chosen} onChange={setChosen}><Stack gap="xs" mt="xs">{corrections.map((one) => <Checkbox key={one.id} value={one.id} label={`${name(one.party)} · ${text('version')} ${one.version} · ${text('correctsVersion', { version: String(one.correctsVersion ?? '') })}`} description={`${format.date(one.validFrom)} – ${one.validTo === undefined ? text('openEnd') : format.date(one.validTo)}`} />)}</Stack></Checkbox.Group>}
          {taxes.length > 0 && <Text size="sm" c="dimmed">{text('taxesStay')} {taxes.join(', ')}</Text>}
          <Textarea label={text('reason')} value={reason} minRows={2} autosize maxLength={1000} onChange={(event) => setReason(event.currentTarget.value)} />
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={chosen.length === 0 || reason.trim().length < 10} loading={change.isPending} onClick={() => change.mutate({ path: '/restatements', body: { windowId, termsIds: chosen, ...(taxes.length > 0 && { taxes }), reason: reason.trim() } }, { onSuccess: (made) => void go(`/restatements/${made.id}`) })}>{text('showDifferences')}</Button></Group>
      </Modal>
    </>
  );
}
