import { Alert, Anchor, Badge, Button, FileButton, Group, Modal, NativeSelect, Radio, Stack, Text, TextInput, Textarea, Timeline } from '@mantine/core';
import { IconClock, IconDownload, IconPaperclip, IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useChange, useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Amount, Facts, Id, PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { DataList, PlainTable } from '../parts/list';

type Dispute = Schemas['Dispute'];
type Detail = Schemas['DisputeDetail'];
const REASONS = ['DUPLICATE', 'REVERSED_AT_OUTLET', 'WRONG_PRICE', 'NOT_OUR_MEMBER', 'FRAUD', 'TIMING', 'OTHER'] as const;
const STATES = ['OPENED', 'UNDER_REVIEW', 'UPHELD', 'REJECTED', 'WITHDRAWN'] as const;
const CAUSES = ['TILL_FRAUD', 'STAFF_FRAUD', 'ACCOUNT_TAKE_OVER'] as const;
const TYPES: Readonly<Record<string, string>> = { pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', csv: 'text/csv', txt: 'text/plain' };
const LARGEST = 1_048_576;
const has = (session: Session, ...roles: string[]): boolean => roles.some((role) => session.roles.includes(role));
export const mayDispute = (session: Session): boolean => session.partnerId !== undefined && has(session, 'PARTNER_OWNER', 'PARTNER_FINANCE');
const mayComment = (session: Session): boolean => has(session, 'PARTNER_OWNER', 'PARTNER_FINANCE', 'PARTNER_STORE', 'HUB_FINANCE', 'HUB_SUPPORT');
const isPoints = (text: string): boolean => text === '' || (/^[1-9][0-9]*$/.test(text) && Number.isSafeInteger(Number(text)));

/** A file as the hub takes it. */
async function fileOf(file: File): Promise<{ name: string; mediaType: string; content: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { name: file.name, mediaType: TYPES[file.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? file.type, content: btoa(binary) };
}

/** Who is to act next, until when; late ones say so in words. */
function Clock({ dispute }: { dispute: Dispute }) {
  const text = useText();
  if (!dispute.awaiting) return <>–</>;
  const who = dispute.awaiting === 'HUB' ? text('operator') : dispute.counterpartyName === 'HUB' ? text('operator') : dispute.counterpartyName;
  return <span className={dispute.overdue ? 'bad' : undefined}><IconClock size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {text(dispute.overdue ? 'awaitedLate' : 'awaited', { who, until: format.instant(dispute.respondBy) })}</span>;
}

/** Where a part was upheld, the rest is rejected: the whole was upheld in part. */
function Outcome({ dispute }: { dispute: Dispute }) {
  const { data } = useHub<Detail>(dispute.status === 'REJECTED' ? `/disputes/${dispute.id}` : undefined);
  return <Status value={data?.id === dispute.id && data.parts.length > 0 ? 'PARTLY_UPHELD' : dispute.status} />;
}

/** All disputes: a partner's own on both sides, or the operator's inbox. */
export function Disputes({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const own = session.partnerId;
  return (
    <>
      <PageHead title={text('disputes')} sub={text(own ? 'disputesText' : 'disputesOperatorText')} />
      <DataList<Dispute> title={text('disputes')} path="/disputes" empty="noDisputes" totals keyOf={(row) => row.id}
        filters={[{ name: 'open', label: text('openOnly'), options: [['true', text('yes')], ['false', text('no')]] }, { name: 'status', label: text('status'), options: STATES.map((state) => [state, word(state)]) }, { name: 'awaiting', label: text('awaiting'), options: [['COUNTERPARTY', text('counterparty')], ['HUB', text('operator')]] }, { name: 'reason', label: text('reason'), options: REASONS.map((one) => [one, word(one)]) }, { name: 'overdue', label: text('pastDue'), options: [['true', text('yes')]] }]}
        columns={[{ label: text('dispute'), sort: 'openedAt', show: (row) => <Link className="row-link" to={`/disputes/${row.id}`}>{word(row.reason)} · {format.instant(row.openedAt)}</Link> }, { label: text('opener'), show: (row) => row.openerName }, { label: text('counterparty'), show: (row) => (row.counterpartyName === 'HUB' ? text('operator') : row.counterpartyName) },
          { label: text('points'), sort: 'points', number: true, show: (row) => format.count(row.points) }, { label: text('contested'), number: true, show: (row) => format.money(row.principal) }, { label: text('awaiting'), sort: 'respondBy', show: (row) => <Clock dispute={row} /> },
          { label: text('status'), show: (row) => <Group gap={6} wrap="nowrap"><Outcome dispute={row} />{row.mayAnswer && <Badge variant="filled">{text('yourTurn')}</Badge>}</Group> }]} />
    </>
  );
}

/** Opens a dispute over what the page shows, filled in as far as it is known. */
export function OpenDispute({ session, of, most }: { session: Session; of: { invoiceId: string; lineId: string } | { postingId: string }; most?: number | undefined }) {
  const text = useText();
  const word = useWord();
  const go = useNavigate();
  const change = useChange<Detail>();
  const [key, setKey] = useState<string>();
  const [asked, setAsked] = useState({ reason: 'DUPLICATE', remedy: '', points: '', note: '' });
  const [files, setFiles] = useState<File[]>([]);
  if (!mayDispute(session)) return null;
  const tooLarge = files.some((file) => file.size > LARGEST);
  const send = async (): Promise<void> => {
    const made = await change.mutateAsync({ path: '/disputes', ...(key !== undefined && { key }), body: { ...of, reason: asked.reason, note: asked.note.trim(), ...(asked.points !== '' && { points: Number(asked.points) }), ...(asked.remedy !== '' && { remedy: asked.remedy }), ...(files.length > 0 && { files: await Promise.all(files.map(fileOf)) }) } }).catch(() => undefined);
    if (made) await go(`/disputes/${made.id}`);
  };
  return (
    <>
      <Button variant="default" leftSection={<IconScale size={16} aria-hidden />} onClick={() => setKey(`portal-${crypto.randomUUID()}`)}>{text('disputeThis')}</Button>
      <Modal opened={key !== undefined} onClose={() => setKey(undefined)} title={text('disputeThis')} size="lg" closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">{text('disputeHelp')}</Text>
          <NativeSelect label={text('reason')} value={asked.reason} data={REASONS.map((value) => ({ value, label: word(value) }))} onChange={(event) => setAsked({ ...asked, reason: event.currentTarget.value })} data-autofocus />
          <TextInput label={text('partOnly')} description={most === undefined ? text('partHelp') : text('partHelpMost', { most: format.count(most) })} value={asked.points} inputMode="numeric" maxLength={16} onChange={(event) => setAsked({ ...asked, points: event.currentTarget.value.replace(/\D/g, '') })} />
          <NativeSelect label={text('remedy')} value={asked.remedy} data={[{ value: '', label: text('remedyUsual') }, { value: 'REVERSAL', label: text('REMEDY_REVERSAL') }, { value: 'MONEY_ONLY', label: text('MONEY_ONLY') }]} onChange={(event) => setAsked({ ...asked, remedy: event.currentTarget.value })} />
          <Textarea label={text('note')} value={asked.note} minRows={3} autosize maxLength={2000} onChange={(event) => setAsked({ ...asked, note: event.currentTarget.value })} />
          <Group gap="xs"><PickFiles onPick={(picked) => setFiles([...files, ...picked].slice(0, 5))} />{files.map((file) => <Badge key={file.name} variant="light" tt="none">{file.name}</Badge>)}</Group>
          {tooLarge && <Text size="sm" className="bad" role="alert">{text('fileTooLarge')}</Text>}
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={asked.note.trim().length < 3 || !isPoints(asked.points) || tooLarge} loading={change.isPending} onClick={() => void send()}>{text('openDispute')}</Button></Group>
      </Modal>
    </>
  );
}

function PickFiles({ onPick }: { onPick: (files: File[]) => void }) {
  const text = useText();
  return <FileButton multiple accept=".pdf,.png,.jpg,.jpeg,.csv,.txt" onChange={onPick}>{(props) => <Button {...props} size="xs" variant="default" leftSection={<IconPaperclip size={14} aria-hidden />}>{text('addEvidence')}</Button>}</FileButton>;
}

export function DisputePage({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const { disputeId = '' } = useParams();
  const { data, error } = useHub<Detail>(`/disputes/${disputeId}`);
  const operator = session.partnerId === undefined;
  return (
    <>
      <PageHead title={data ? `${text('dispute')}: ${word(data.reason)}` : text('dispute')} crumbs={[{ to: '/disputes', label: text('disputes') }]} sub={data && `${data.openerName} → ${data.counterpartyName === 'HUB' ? text('operator') : data.counterpartyName}`}
        actions={data && <Actions dispute={data} session={session} />} />
      <Problem error={error} />
      {data ? (
        <Stack gap="lg">
          <Panel hero>
            <Group justify="space-between" align="flex-start"><div><Text fw={600}>{text('contested')}</Text><p className="figure" style={{ margin: '0.2rem 0' }} data-testid="contested">{format.money(data.principal)}</p></div><Outcome dispute={data} /></Group>
            {data.awaiting && <Text mb="sm"><Clock dispute={data} /></Text>}
            {data.status === 'OPENED' && <Text size="sm" c="dimmed" mb="md">{text('silenceText')}</Text>}
            {data.pendingRuling && <Alert color="yellow" variant="light" mb="md" title={text('rulingWaits')}><Text c="var(--mantine-color-text)">{word(data.pendingRuling.outcome)}{data.pendingRuling.points !== undefined && ` · ${format.count(data.pendingRuling.points)} ${text('points').toLowerCase()}`}{data.pendingRuling.cause && ` · ${word(data.pendingRuling.cause)}`} · {format.actor(data.pendingRuling.madeBy)}: {data.pendingRuling.text}</Text></Alert>}
            <Facts items={[[text('points'), format.count(data.points)], [text('remedy'), text(data.remedy === 'REVERSAL' ? 'REMEDY_REVERSAL' : 'MONEY_ONLY')], ...(data.bearer ? [[text('bearer'), `${word(`BEARER_${data.bearer}`)} (${word(data.cause ?? '')})`] as [string, string]] : []),
              ...(data.invoiceId ? [[text('invoice'), <Anchor key="i" component={Link} to={`/invoices/${data.invoiceId}${data.lineId ? `/lines/${data.lineId}` : ''}`}>{data.invoiceNumber ?? text('DRAFT')}</Anchor>] as [string, React.ReactNode]] : []), ...(data.postingId ? [[text('posting'), <Id key="p" value={data.postingId} to={`/postings/${data.postingId}`} />] as [string, React.ReactNode]] : []),
              ...(data.splitFrom ? [[text('partOf'), <Id key="s" value={data.splitFrom} to={`/disputes/${data.splitFrom}`} />] as [string, React.ReactNode]] : []), [text('openedAt'), format.instant(data.openedAt)], ...(data.resolvedAt ? [[text('resolvedAt'), format.instant(data.resolvedAt)] as [string, string]] : []), ...(data.creditedAt ? [[text('creditedAt'), format.instant(data.creditedAt)] as [string, string]] : [])]} />
          </Panel>
          <Effects dispute={data} operator={operator} />
          <Panel title={text('thread')}><Thread dispute={data} />{mayComment(session) && data.awaiting && <Say disputeId={disputeId} />}</Panel>
          {(data.files.length > 0 || (mayComment(session) && data.awaiting)) && <Evidence dispute={data} may={mayComment(session) && data.awaiting !== undefined} />}
          <Panel title={text('legs')}>
            <DataList<Schemas['DisputedLeg']> title={text('legs')} path={`/disputes/${disputeId}/legs`} prefix="l-" keyOf={(row) => row.legId}
              columns={[{ label: text('posting'), show: (row) => <Id value={row.postingId} to={`/postings/${row.postingId}`} /> }, { label: text('businessDate'), show: (row) => format.date(row.businessDate) }, { label: text('outlet'), show: (row) => row.outletName ?? '–' }, { label: text('receiptNo'), show: (row) => row.receiptNo ?? '–' }, { label: text('points'), number: true, show: (row) => format.count(row.points) },
                { label: text('REVERSAL'), show: (row) => (row.reversalId ? <Id value={row.reversalId} to={`/postings/${row.reversalId}`} /> : '–') }]} />
          </Panel>
          {data.parts.length > 0 && <Panel title={text('parts')}><Group gap="md">{data.parts.map((id) => <Id key={id} value={id} to={`/disputes/${id}`} />)}</Group></Panel>}
        </Stack>
      ) : !error && <Waiting />}
    </>
  );
}

/** What upholding gives and takes, side by side, and the credit notes that carry it. */
function Effects({ dispute, operator }: { dispute: Detail; operator: boolean }) {
  const text = useText();
  const word = useWord();
  return (
    <Panel title={text(dispute.creditedAt ? 'effectsCredited' : 'effectsExpected')}>
      <PlainTable title={text('effectsExpected')} rows={dispute.effects} keyOf={(row) => row.partyId} columns={[{ label: text('partner'), show: (row) => (row.partyId === 'HUB' ? text('operator') : row.partyName) }, { label: text('principal'), number: true, show: (row) => <Amount value={row.principal} /> }, { label: text('fees'), number: true, show: (row) => <Amount value={row.fee} /> },
        { label: text('ppn'), number: true, show: (row) => <Amount value={row.ppn} /> }, { label: text('net'), number: true, show: (row) => <Amount value={row.net} strong /> }]} {...(operator && { foot: [text('total'), '', '', '', format.money(format.fromMinor(dispute.effects.reduce((sum, one) => sum + format.minor(one.net), 0n), 'IDR'))] })} />
      {dispute.creditNotes.length > 0 && <Group mt="sm" gap="md">{dispute.creditNotes.map((one) => <Anchor key={one.id} component={Link} to={`/credit-notes/${one.id}`}>{one.number ?? text('IN_REVIEW')} · {word(one.kind)} · {format.money(one.total)}</Anchor>)}</Group>}
    </Panel>
  );
}

function Thread({ dispute }: { dispute: Detail }) {
  const text = useText();
  const word = useWord();
  return (
    <Timeline bulletSize={14} lineWidth={2} active={dispute.thread.length}>
      {dispute.thread.map((one) => (
        <Timeline.Item key={`${one.at} ${one.kind} ${one.text ?? ''}`} title={`${word(`ENTRY_${one.kind}`)} · ${one.partyName === 'HUB' ? text('operator') : one.partyName}`}>
          {one.text !== undefined && <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{one.text.startsWith('dsp_') ? <Id value={one.text} to={`/disputes/${one.text}`} /> : one.text.startsWith('pst_') ? <Id value={one.text} to={`/postings/${one.text}`} /> : one.text}</Text>}
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{format.instant(one.at)}{one.by !== undefined && one.by !== 'hub' && one.by !== 'night' && ` · ${format.actor(one.by)}`}</Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

function Say({ disputeId }: { disputeId: string }) {
  const text = useText();
  const change = useChange();
  const [said, setSaid] = useState('');
  return (
    <Stack gap="xs" mt="lg">
      <Textarea label={text('message')} value={said} minRows={2} autosize maxLength={2000} onChange={(event) => setSaid(event.currentTarget.value)} />
      <Problem error={change.error} />
      <Group justify="flex-end"><Button size="sm" variant="default" disabled={said.trim() === ''} loading={change.isPending} onClick={() => change.mutate({ path: `/disputes/${disputeId}/messages`, body: { text: said.trim() } }, { onSuccess: () => setSaid('') })}>{text('send')}</Button></Group>
    </Stack>
  );
}

function Evidence({ dispute, may }: { dispute: Detail; may: boolean }) {
  const text = useText();
  const change = useChange();
  const [tooLarge, setTooLarge] = useState(false);
  const add = async (files: File[]): Promise<void> => {
    setTooLarge(files.some((file) => file.size > LARGEST));
    for (const file of files.filter((one) => one.size <= LARGEST)) if (!(await change.mutateAsync({ path: `/disputes/${dispute.id}/files`, body: await fileOf(file) }).catch(() => undefined))) return;
  };
  return (
    <Panel title={text('evidence')}>
      <Stack gap="sm">
        {dispute.files.map((file) => <div key={file.id}><Anchor href={`/api/hub/disputes/${dispute.id}/files/${file.id}`} download={file.name}><IconDownload size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {file.name}</Anchor> <Text span size="sm" c="dimmed">{format.count(file.size)} B · {file.partyName} · {format.instant(file.at)}</Text><Text size="sm" c="dimmed" className="mono">sha256 {file.sha256}</Text></div>)}
        {may && <Group><PickFiles onPick={(files) => void add(files)} /><Text size="sm" c="dimmed">{text('evidenceHelp')}</Text></Group>}
        {tooLarge && <Text size="sm" className="bad" role="alert">{text('fileTooLarge')}</Text>}
        <Problem error={change.error} />
      </Stack>
    </Panel>
  );
}

/** What this person may do with the dispute now. */
function Actions({ dispute, session }: { dispute: Detail; session: Session }) {
  const text = useText();
  const operator = session.partnerId === undefined;
  const rules = operator && dispute.status === 'UNDER_REVIEW' && !dispute.pendingRuling && has(session, 'HUB_FINANCE');
  const decides = operator && dispute.pendingRuling && has(session, 'HUB_APPROVER') && dispute.pendingRuling.madeBy !== `user:${session.subject}`;
  return (
    <>
      {dispute.mayAnswer && (operator ? has(session, 'HUB_FINANCE') : mayDispute(session)) && <Answer dispute={dispute} />}
      {dispute.mayWithdraw && mayDispute(session) && <WithNote label={text('withdraw')} title={text('withdrawDispute')} path={`/disputes/${dispute.id}/withdraw`} least={0} variant="default" />}
      {rules && <Rule dispute={dispute} />}
      {decides && <><WithNote label={text('approveRuling')} title={text('approveRuling')} path={`/disputes/${dispute.id}/ruling/approve`} least={3} /><WithNote label={text('turnDown')} title={text('turnDown')} path={`/disputes/${dispute.id}/ruling/reject`} least={3} variant="default" /></>}
    </>
  );
}

function WithNote({ label, title, path, least, variant }: { label: string; title: string; path: string; least: number; variant?: 'default' }) {
  const text = useText();
  const change = useChange();
  const [opened, setOpened] = useState(false);
  const [note, setNote] = useState('');
  return (
    <>
      <Button {...(variant && { variant })} onClick={() => setOpened(true)}>{label}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={title} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Textarea label={text('note')} value={note} minRows={2} autosize maxLength={2000} onChange={(event) => setNote(event.currentTarget.value)} data-autofocus />
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={note.trim().length < least} loading={change.isPending} onClick={() => change.mutate({ path, body: note.trim() === '' ? {} : { note: note.trim() } }, { onSuccess: () => setOpened(false) })}>{label}</Button></Group>
      </Modal>
    </>
  );
}

function Answer({ dispute }: { dispute: Detail }) {
  const text = useText();
  const change = useChange();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ decision: '', points: '', note: '' });
  const part = asked.decision === 'PART';
  const body = { decision: part ? 'ACCEPT' : asked.decision, note: asked.note.trim(), ...(part && { points: Number(asked.points) }) };
  return (
    <>
      <Button onClick={() => setOpened(true)}>{text('answer')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('answer')} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          <Radio.Group label={text('decision')} value={asked.decision} onChange={(decision) => setAsked({ ...asked, decision })}>
            <Stack gap="xs" mt="xs"><Radio value="ACCEPT" label={text('acceptWhole', { amount: format.money(dispute.principal) })} /><Radio value="PART" label={text('acceptPart')} /><Radio value="CONTEST" label={text('contestIt')} /></Stack>
          </Radio.Group>
          {part && <TextInput label={text('points')} description={text('partHelpMost', { most: format.count(dispute.points) })} value={asked.points} inputMode="numeric" maxLength={16} onChange={(event) => setAsked({ ...asked, points: event.currentTarget.value.replace(/\D/g, '') })} />}
          <Textarea label={text('note')} value={asked.note} minRows={2} autosize maxLength={2000} onChange={(event) => setAsked({ ...asked, note: event.currentTarget.value })} />
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={asked.decision === '' || asked.note.trim().length < 3 || (part && (asked.points === '' || !isPoints(asked.points)))} loading={change.isPending} onClick={() => change.mutate({ path: `/disputes/${dispute.id}/answer`, body }, { onSuccess: () => setOpened(false) })}>{text('send')}</Button></Group>
      </Modal>
    </>
  );
}

/** The operator's ruling; above the limit the form says that a second person follows. */
function Rule({ dispute }: { dispute: Detail }) {
  const text = useText();
  const word = useWord();
  const change = useChange();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ outcome: '', points: '', remedy: dispute.remedy as string, cause: 'TILL_FRAUD', text: '' });
  const upheld = asked.outcome === 'UPHELD';
  const body = { outcome: asked.outcome, text: asked.text.trim(), ...(upheld && { remedy: asked.remedy, ...(asked.points !== '' && { points: Number(asked.points) }), ...(dispute.reason === 'FRAUD' && { cause: asked.cause }) }) };
  return (
    <>
      <Button leftSection={<IconScale size={16} aria-hidden />} onClick={() => setOpened(true)}>{text('rule')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('rule')} size="lg" closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          {dispute.twoPeople && <Alert color="gray" variant="light"><Text c="var(--mantine-color-text)">{text('rulingTwo')}</Text></Alert>}
          <Radio.Group label={text('decision')} value={asked.outcome} onChange={(outcome) => setAsked({ ...asked, outcome })}><Stack gap="xs" mt="xs"><Radio value="UPHELD" label={text('upholdIt')} /><Radio value="REJECTED" label={text('rejectIt')} /></Stack></Radio.Group>
          {upheld && <>
            <TextInput label={text('partOnly')} description={text('partHelpMost', { most: format.count(dispute.points) })} value={asked.points} inputMode="numeric" maxLength={16} onChange={(event) => setAsked({ ...asked, points: event.currentTarget.value.replace(/\D/g, '') })} />
            <NativeSelect label={text('remedy')} value={asked.remedy} data={[{ value: 'REVERSAL', label: text('REMEDY_REVERSAL') }, { value: 'MONEY_ONLY', label: text('MONEY_ONLY') }]} onChange={(event) => setAsked({ ...asked, remedy: event.currentTarget.value })} />
            {dispute.reason === 'FRAUD' && <NativeSelect label={text('cause')} value={asked.cause} data={CAUSES.map((value) => ({ value, label: word(value) }))} onChange={(event) => setAsked({ ...asked, cause: event.currentTarget.value })} />}
          </>}
          <Textarea label={text('reasonsOfRuling')} description={text('reasonsHelp')} value={asked.text} minRows={3} autosize maxLength={4000} onChange={(event) => setAsked({ ...asked, text: event.currentTarget.value })} />
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={asked.outcome === '' || asked.text.trim().length < 10 || !isPoints(asked.points)} loading={change.isPending} onClick={() => change.mutate({ path: `/disputes/${dispute.id}/rule`, body }, { onSuccess: () => setOpened(false) })}>{text('rule')}</Button></Group>
      </Modal>
    </>
  );
}
