import { Alert, Anchor, Button, FileButton, Group, Modal, NativeSelect, SimpleGrid, Stack, Table, Text, TextInput, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconDownload, IconFileUpload } from '@tabler/icons-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { hubUpload, useAll, useChange, useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import type { TextKey } from '../text/id';
import { Facts, Id, PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { DataList, PlainTable, type Column } from '../parts/list';

type Day = Schemas['ReconciliationDay'];
type Reconciliation = Schemas['Reconciliation'];
type Break = Schemas['Break'];
type Detail = Schemas['BreakDetail'];
const CLASSES = ['MISSING_HERE', 'MISSING_THERE', 'AMOUNT_DIFFERS', 'STATUS_DIFFERS', 'DUPLICATE', 'TIMING'] as const;
const CAUSES = ['ACCEPTED', 'RECORD_WRONG', 'TEST_SALE', 'OTHER'] as const;
const may = (session: Session, ...roles: string[]): boolean => roles.some((role) => session.roles.includes(role));
const mayUpload = (session: Session): boolean => may(session, ...(session.partnerId ? ['PARTNER_OWNER', 'PARTNER_FINANCE'] : ['HUB_FINANCE']));
const mayClose = (session: Session): boolean => may(session, ...(session.partnerId ? ['PARTNER_OWNER', 'PARTNER_FINANCE'] : ['HUB_FINANCE', 'HUB_APPROVER']));

/** The text of a value of reconciliation; a value that is new to this portal is shown as it is. */
export function useSaid(): (value: string) => string {
  const word = useWord();
  return (value) => {
    const said = word(`rec_${value}`);
    return said === `rec_${value}` ? value : said;
  };
}

function useBrands(): (id: string) => string {
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>('/partners');
  return (id) => brands.data?.data.find((one) => one.id === id)?.brandName ?? id;
}

const records = (classes: Day['classes'], matched: boolean): number => classes.filter((one) => one.class.startsWith('MATCHED') === matched).reduce((sum, one) => sum + Math.max(one.records, one.postings), 0);

/** A partner's dates beside the hub's postings, and the way to send another. */
export function ReconciliationPage({ session }: { session: Session }) {
  const text = useText();
  const said = useSaid();
  const name = useBrands();
  return (
    <>
      <PageHead title={text('reconciliation')} sub={text('reconciliationText')} actions={<Button component={Link} to="/breaks" variant="default">{text('breaks')}</Button>} />
      <Stack gap="lg">
        {mayUpload(session) && <Upload />}
        <DataList<Day> title={text('reconciliation')} path="/reconciliation-days" empty="noDays" keyOf={(row) => `${row.partnerId} ${row.businessDate} ${row.source}`} filters={[{ name: 'businessDateFrom', label: text('from'), type: 'date' }, { name: 'businessDateTo', label: text('to'), type: 'date' }]}
          columns={[{ label: text('businessDate'), sort: 'businessDate', show: (row) => <Link className="row-link" to={`/reconciliation/${row.reconciliationId}`}>{format.date(row.businessDate)}</Link> }, ...(session.partnerId ? [] : [{ label: text('partner'), show: (row: Day) => name(row.partnerId) }]), { label: text('source'), show: (row) => said(row.source) },
            { label: text('matched'), number: true, show: (row) => format.count(records(row.classes, true)) }, { label: text('different'), number: true, show: (row) => format.count(records(row.classes, false)) }, { label: text('openBreaks'), number: true, show: (row) => <OpenCount count={row.openBreaks} /> }, { label: text('matchedAt'), show: (row) => format.instant(row.matchedAt) }]} />
      </Stack>
    </>
  );
}

function OpenCount({ count }: { count: number }) {
  return count === 0 ? <span className="good"><IconCheck size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> 0</span> : <span className="bad"><IconAlertTriangle size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {format.count(count)}</span>;
}

const TEMPLATE = 'H,kongsi-day/1,prt_…,2026-11-22,PARTNER_FILE\nrecordId,type,externalId,outletId,tillId,counter,receiptNo,member,points,amount,occurredAt,status,token\nR-1,EARN,POS-1,out_…,,,R-1001,,12,125000.00,2026-11-22T10:15:00+07:00,POSTED,\nT,1,12,125000.00\n';

/** Takes a file by drag and drop or by choice; what is refused is told with its lines. */
function Upload() {
  const text = useText();
  const go = useNavigate();
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState('');
  const [error, setError] = useState<unknown>();
  const send = async (file: File | null | undefined): Promise<void> => {
    if (!file || busy) return;
    setBusy(file.name);
    setError(undefined);
    try {
      const { id } = await hubUpload<Reconciliation>('/reconciliations', file, file.name.toLowerCase().endsWith('.json') ? 'application/json' : 'text/csv');
      await go(`/reconciliation/${id}`);
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy('');
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  };
  return (
    <Panel title={text('uploadDay')}>
      <div className="drop" data-over={over} onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }} onDragLeave={() => setOver(false)} onDrop={drop}>
        <IconFileUpload size={30} aria-hidden />
        <div><Text fw={600}>{busy ? text('uploading', { file: busy }) : text('dropHere')}</Text><Text size="sm" c="dimmed">{text('dropHelp')}</Text></div>
        <Group gap="sm">
          <FileButton onChange={(file) => void send(file)} accept=".csv,.json,text/csv,application/json">{(props) => <Button {...props} loading={busy !== ''}>{text('chooseFile')}</Button>}</FileButton>
          <Button component="a" variant="default" href={`data:text/csv;charset=utf-8,${encodeURIComponent(TEMPLATE)}`} download="kongsi-day.csv" leftSection={<IconDownload size={15} aria-hidden />}>{text('template')}</Button>
        </Group>
      </div>
      <Problem error={error} />
    </Panel>
  );
}

/** One file: what was answered, what is matched, and what differs. */
export function ReconciliationDetail({ session }: { session: Session }) {
  const text = useText();
  const said = useSaid();
  const name = useBrands();
  const { reconciliationId = '' } = useParams();
  const { data, error } = useHub<Reconciliation>(`/reconciliations/${reconciliationId}`);
  const sum = (pick: (one: Reconciliation['classes'][number]) => number): string => format.count((data?.classes ?? []).reduce((total, one) => total + pick(one), 0));
  return (
    <>
      <PageHead title={data ? `${text('reconciliation')} ${format.date(data.header.businessDate)}` : text('reconciliation')} crumbs={[{ to: '/reconciliation', label: text('reconciliation') }]} sub={data && !session.partnerId ? name(data.header.partnerId) : undefined}
        actions={data && <>{(['csv', 'json'] as const).map((kind) => <Button key={kind} component="a" variant="default" leftSection={<IconDownload size={15} aria-hidden />} href={`/api/hub/reconciliations/${data.id}/hand-back?format=${kind}`} download>{text('handBack')} {kind.toUpperCase()}</Button>)}</>} />
      <Problem error={error} />
      {data ? <Stack gap="lg">
        <Panel hero>
          <Text className={`figure ${data.openBreaks === 0 ? 'good' : 'bad'}`}>{data.openBreaks === 0 ? text('nothingOpen') : text('openOf', { count: format.count(data.openBreaks) })}</Text>
          <Text c="dimmed" mt={4}>{text('answersSum', { records: format.count(data.trailer.records), accepted: format.count(data.answers.accepted), warned: format.count(data.answers.warned), refused: format.count(data.answers.refused), merged: format.count(data.answers.merged) })}</Text>
        </Panel>
        <Panel title={text('classes')}><PlainTable title={text('classes')} rows={data.classes} keyOf={(row) => row.class} foot={[text('total'), sum((one) => one.records), sum((one) => one.postings), sum((one) => one.pointsTheirs), sum((one) => one.pointsOurs)]}
          columns={[{ label: text('class'), show: (row) => said(row.class) }, { label: text('recordsThere'), number: true, show: (row) => format.count(row.records) }, { label: text('postingsHere'), number: true, show: (row) => format.count(row.postings) }, { label: text('pointsThere'), number: true, show: (row) => format.count(row.pointsTheirs) }, { label: text('pointsHere'), number: true, show: (row) => format.count(row.pointsOurs) }]} /></Panel>
        <Panel title={text('breaks')}><BreakList session={session} prefix="b-" fixed={`businessDateFrom=${data.header.businessDate}&businessDateTo=${format.dayAfter(data.header.businessDate, 1)}&partnerId=${data.header.partnerId}`} /></Panel>
        <Panel title={text('recordsOfFile')}><DataList<Schemas['ReconciledRecord']> title={text('recordsOfFile')} path={`/reconciliations/${data.id}/records`} prefix="r-" keyOf={(row) => String(row.line)}
          filters={[{ name: 'answer', label: text('answerOf'), options: ['ACCEPTED', 'WARNED', 'REFUSED', 'MERGED'].map((one) => [one, said(`ANSWER_${one}`)]) }, { name: 'class', label: text('class'), options: ['MATCHED', 'MATCHED_SPLIT', 'MATCHED_TOLERANCE', ...CLASSES].map((one) => [one, said(one)]) }]}
          columns={[{ label: text('lineNo'), number: true, show: (row) => format.count(row.line) }, { label: text('recordId'), show: (row) => <span className="mono">{row.recordId}</span> }, { label: text('answerOf'), show: (row) => <>{said(`ANSWER_${row.answer}`)}{row.reason && `: ${said(row.reason)}`}</> }, { label: text('class'), show: (row) => (row.class ? said(row.class) : '–') },
            { label: text('matchKey'), show: (row) => (row.matchKey ? said(row.matchKey) : '–') }, { label: text('posting'), show: (row) => (row.postingIds.length === 0 ? '–' : row.postingIds.map((id) => <Id key={id} value={id} {...(id.startsWith('pst_') && { to: `/postings/${id}` })} />)) }]} /></Panel>
        <Panel title={text('file')}><Facts items={[[text('source'), said(data.header.source)], [text('uploadedBy'), data.uploadedBy], [text('date'), format.instant(data.uploadedAt)], [text('size'), `${format.count(Math.ceil(data.size / 1024))} KiB ${data.format}`], [text('hash'), <span key="h" className="mono">{data.fileHash}</span>]]} /></Panel>
      </Stack> : <Waiting />}
    </>
  );
}

/** Points of both sides and what lies between them. */
function Gap({ one }: { one: Break }) {
  const gap = one.pointsTheirs - one.pointsOurs;
  return <>{format.count(one.pointsTheirs)} / {format.count(one.pointsOurs)} {gap !== 0 && <span className="bad">({gap > 0 ? '+' : '−'}{format.count(Math.abs(gap))})</span>}</>;
}

function BreakList({ session, fixed, prefix }: { session: Session; fixed?: string; prefix?: string }) {
  const text = useText();
  const word = useWord();
  const said = useSaid();
  const name = useBrands();
  const columns: Column<Break>[] = [{ label: text('class'), show: (row) => <Link className="row-link" to={`/breaks/${row.id}`}>{said(row.class)}</Link> }, ...(fixed ? [] : [{ label: text('businessDate'), sort: 'businessDate', show: (row: Break) => format.date(row.businessDate) }, ...(session.partnerId ? [] : [{ label: text('partner'), show: (row: Break) => name(row.partnerId) }])]),
    { label: text('recordId'), show: (row) => (row.recordIds.length > 0 ? <span className="mono nowrap">{row.recordIds.join(' ')}</span> : row.postingIds.map((id) => <Id key={id} value={id} />)) }, { label: text('thereHere'), number: true, show: (row) => <Gap one={row} /> }, { label: text('proposal'), show: (row) => said(row.proposal) }, { label: text('owner'), show: (row) => said(`OWNER_${row.owner}`) }, { label: text('age'), number: true, show: (row) => text('daysCount', { count: row.ageDays }) },
    { label: text('status'), show: (row) => <><Status value={row.state} />{row.causeCode && ` ${said(row.causeCode)}`}{row.pending && ` · ${text('secondPerson')}`}</> }];
  return <DataList<Break> title={text('breaks')} path={`/breaks${fixed ? `?${fixed}` : ''}`} empty="noBreaks" totals keyOf={(row) => row.id} {...(prefix && { prefix })} columns={columns}
    filters={[{ name: 'state', label: text('status'), options: ['OPEN', 'EXPLAINED', 'CORRECTED'].map((one) => [one, word(one)]) }, { name: 'class', label: text('class'), options: CLASSES.map((one) => [one, said(one)]) }, { name: 'owner', label: text('owner'), options: ['HUB', 'PARTNER'].map((one) => [one, said(`OWNER_${one}`)]) }]} />;
}

/** All differences; the operator sees them by partner and age first. */
export function Breaks({ session }: { session: Session }) {
  const text = useText();
  return (
    <>
      <PageHead title={text('breaks')} sub={text('breaksText')} crumbs={[{ to: '/reconciliation', label: text('reconciliation') }]} actions={!session.partnerId && <Button component={Link} to="/reconciliation-rules" variant="default">{text('rules')}</Button>} />
      <Stack gap="lg">
        {!session.partnerId && <Ages />}
        <BreakList session={session} />
      </Stack>
    </>
  );
}

const AGES = ['UP_TO_1', 'UP_TO_3', 'UP_TO_7', 'OLDER'] as const;

function Ages() {
  const text = useText();
  const said = useSaid();
  const name = useBrands();
  const { data } = useHub<Schemas['BreakCountList']>('/break-counts');
  if (!data) return <Waiting rows={3} />;
  const partners = [...new Set(data.data.map((one) => one.partnerId))].map((id) => ({ id, of: data.data.filter((one) => one.partnerId === id) }));
  const sum = (list: Schemas['BreakCount'][]): number => list.reduce((total, one) => total + one.count, 0);
  const causes = [...new Set(data.data.flatMap((one) => one.causeCode ?? []))].map((cause) => ({ cause, count: sum(data.data.filter((one) => one.causeCode === cause)) })).sort((a, b) => b.count - a.count);
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Panel title={text('openByAge')}><PlainTable title={text('openByAge')} rows={partners} keyOf={(row) => row.id} columns={[{ label: text('partner'), show: (row) => name(row.id) }, ...AGES.map((age) => ({ label: said(age), number: true, show: (row: (typeof partners)[number]) => format.count(sum(row.of.filter((one) => one.age === age))) })), { label: text('closedBreaks'), number: true, show: (row) => format.count(sum(row.of.filter((one) => one.state !== 'OPEN'))) }]} /></Panel>
      <Panel title={text('byCause')}><PlainTable title={text('byCause')} rows={causes} keyOf={(row) => row.cause} columns={[{ label: text('causeOf'), show: (row) => said(row.cause) }, { label: text('breaks'), number: true, show: (row) => format.count(row.count) }]} /></Panel>
    </SimpleGrid>
  );
}

/** One difference: both sides beside each other, what proves them, and what may be done. */
export function BreakPage({ session }: { session: Session }) {
  const text = useText();
  const said = useSaid();
  const name = useBrands();
  const { breakId = '' } = useParams();
  const { data, error } = useHub<Detail>(`/breaks/${breakId}`);
  const one = data?.break;
  return (
    <>
      <PageHead title={one ? said(one.class) : text('break')} crumbs={[{ to: '/breaks', label: text('breaks') }]} sub={one && `${format.date(one.businessDate)}${session.partnerId ? '' : ` · ${name(one.partnerId)}`}`} actions={one && mayClose(session) && <Actions one={one} session={session} />} />
      <Problem error={error} />
      {data && one ? <Stack gap="lg">
        {one.pending && <Alert role="status" color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />} title={text('secondPerson')}><Text c="var(--mantine-color-text)">{said(one.pending.kind)}: {one.pending.reason} ({one.pending.by}, {format.instant(one.pending.at)})</Text></Alert>}
        <Panel hero><Facts items={[[text('status'), <Status key="s" value={one.state} />], [text('proposal'), <strong key="p">{said(one.proposal)}</strong>], [text('owner'), said(`OWNER_${one.owner}`)], [text('thereHere'), <Gap key="g" one={one} />], [text('age'), text('daysCount', { count: one.ageDays })], ...(one.answerBy ? [[text('answerBy'), format.instant(one.answerBy)] as [string, ReactNode]] : []),
          ...(one.causeCode ? [[text('causeOf'), said(one.causeCode)] as [string, ReactNode]] : []), ...(one.closedByRule ? [[text('ruleName'), <span key="r" className="mono">{one.closedByRule}</span>] as [string, ReactNode]] : []), ...(one.linkedPostingId ? [[text('linkedPosting'), <Id key="l" value={one.linkedPostingId} to={`/postings/${one.linkedPostingId}`} />] as [string, ReactNode]] : []), ...(one.note ? [[text('note'), one.note] as [string, ReactNode]] : [])]} /></Panel>
        <Panel title={text('sideBySide')}><Sides detail={data} /></Panel>
        {data.ours.some((our) => our.evidence) && <Panel title={text('evidence')}><Text c="dimmed" mb="md">{text('evidenceText')}</Text>{data.ours.map((our) => our.evidence && <Stack key={our.postingId} gap="xs"><Facts items={[[text('kid'), <span key="k" className="mono">{our.evidence.kid}</span>], [text('digest'), <span key="d" className="mono">{our.evidence.bodyDigest}</span>]]} /><Text className="mono" size="sm">{our.evidence.token}</Text></Stack>)}</Panel>}
        <Panel title={text('breakHistory')}><PlainTable title={text('breakHistory')} rows={data.steps} keyOf={(step) => `${step.at} ${step.to}`} columns={[{ label: text('date'), show: (step) => format.instant(step.at) }, { label: text('status'), show: (step) => <Status value={step.to} /> }, { label: text('by'), show: (step) => step.by }, { label: text('reason'), show: (step) => (step.reason ? said(step.reason) : '–') }]} /></Panel>
      </Stack> : <Waiting />}
    </>
  );
}

type Side = Partial<Record<'type' | 'status' | 'externalId' | 'outletId' | 'tillId' | 'counter' | 'receiptNo' | 'memberId' | 'occurredAt' | 'businessDate', string>> & { id: string; points: number; amount?: Schemas['Money'] };

/** Rows of facts, one column for each entry; where the two sides say different things the row says so. */
function Sides({ detail }: { detail: Detail }) {
  const text = useText();
  const word = useWord();
  const theirs = detail.theirs.map(({ record: { recordId, member, ...record }, businessDate }): Side => ({ ...record, id: recordId, businessDate, ...(member !== undefined && { memberId: member }) }));
  const ours = detail.ours.map((one): Side => ({ ...one, id: one.postingId }));
  const rows: [TextKey, (side: Side) => string | undefined, ((side: Side) => ReactNode)?][] = [['points', (side) => format.count(side.points)], ['amount', (side) => side.amount && format.money(side.amount)], ['type', (side) => side.type && word(side.type)], ['status', (side) => side.status && word(side.status)], ['occurredAt', (side) => format.instant(side.occurredAt)], ['businessDate', (side) => format.date(side.businessDate)],
    ['externalId', (side) => side.externalId], ['receiptNo', (side) => side.receiptNo], ['outlet', (side) => side.outletId, (side) => side.outletId && <Id value={side.outletId} />], ['till', (side) => side.tillId, (side) => side.tillId && <Id value={side.tillId} />], ['counter', (side) => side.counter], ['member', (side) => side.memberId, (side) => side.memberId && <Id value={side.memberId} />]];
  const set = (sides: Side[], of: (side: Side) => string | undefined): string => sides.map(of).filter((value) => value !== undefined).sort().join(' ');
  const columns = [...theirs.map((side) => ({ side, head: text('theirs') })), ...(theirs.length === 0 ? [{ side: undefined, head: text('theirs') }] : []), ...ours.map((side) => ({ side, head: text('ours') })), ...(ours.length === 0 ? [{ side: undefined, head: text('ours') }] : [])];
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={text('sideBySide')}>
      <Table horizontalSpacing="md" verticalSpacing="xs">
        <Table.Thead><Table.Tr><Table.Td />{columns.map(({ side, head }, at) => <Table.Th key={at} scope="col">{head}{side && <><br /><span className="mono">{side.id.startsWith('pst_') ? <Link className="row-link" to={`/postings/${side.id}`}>{format.shortId(side.id)}</Link> : side.id.startsWith('hld_') ? format.shortId(side.id) : side.id}</span></>}</Table.Th>)}</Table.Tr></Table.Thead>
        <Table.Tbody>{rows.map(([label, of, show]) => {
          const [there, here] = [set(theirs, of), set(ours, of)];
          const differs = there !== '' && here !== '' && there !== here;
          return <Table.Tr key={label}><Table.Th scope="row">{text(label)}{differs && <span className="bad"> <IconAlertTriangle size={13} aria-label={text('differs')} style={{ verticalAlign: '-2px' }} /></span>}</Table.Th>
            {columns.map(({ side }, at) => <Table.Td key={at} className={differs ? 'bad' : undefined}>{side ? (show?.(side) ?? of(side) ?? '–') : <Text span c="dimmed">{label === 'points' ? text('notHere') : '–'}</Text>}</Table.Td>)}</Table.Tr>;
        })}</Table.Tbody>
      </Table>
    </div>
  );
}

function Actions({ one, session }: { one: Break; session: Session }) {
  const text = useText();
  const said = useSaid();
  const change = useChange();
  const [form, setForm] = useState<'explain' | 'correct' | 'reopen' | undefined>();
  const [asked, setAsked] = useState({ causeCode: 'ACCEPTED', postingId: one.pending?.postingId ?? '', reason: '' });
  if (one.state === 'CORRECTED') return null;
  const body = form === 'explain' ? { causeCode: asked.causeCode, reason: asked.reason } : form === 'correct' ? { postingId: asked.postingId.trim(), reason: asked.reason } : { reason: asked.reason };
  const causes = [...CAUSES, ...(session.partnerId ? [] : ['WRITTEN_OFF'])];
  return (
    <>
      {one.state === 'OPEN' ? <>
        {session.partnerId && one.owner === 'PARTNER' && <Button loading={change.isPending} onClick={() => change.mutate({ path: `/breaks/${one.id}/explain`, body: { causeCode: 'ACCEPTED', reason: text('acceptReason') } })}>{text('acceptHub')}</Button>}
        <Button variant="default" onClick={() => setForm('explain')}>{text('explain')}</Button><Button variant="default" onClick={() => setForm('correct')}>{text('linkCorrection')}</Button></> : <Button variant="default" onClick={() => setForm('reopen')}>{text('reopen')}</Button>}
      <Modal opened={form !== undefined} onClose={() => setForm(undefined)} title={text(form === 'correct' ? 'linkCorrection' : form === 'reopen' ? 'reopen' : 'explain')} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          {form === 'explain' && <NativeSelect label={text('causeOf')} value={asked.causeCode} data={causes.map((value) => ({ value, label: said(value) }))} onChange={(event) => setAsked({ ...asked, causeCode: event.currentTarget.value })} />}
          {form === 'correct' && <TextInput label={text('linkedPosting')} description={text('linkHelp')} value={asked.postingId} onChange={(event) => setAsked({ ...asked, postingId: event.currentTarget.value })} />}
          <Textarea label={text(form === 'reopen' ? 'newEvidence' : 'reason')} value={asked.reason} minRows={2} maxLength={500} autosize data-autofocus onChange={(event) => setAsked({ ...asked, reason: event.currentTarget.value })} />
          {(form === 'correct' || asked.causeCode === 'WRITTEN_OFF') && <Text size="sm" c="dimmed">{text('twoPeopleClose')}</Text>}
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={asked.reason.trim().length < 3 || (form === 'correct' && !asked.postingId.trim().startsWith('pst_'))} loading={change.isPending} onClick={() => form && change.mutate({ path: `/breaks/${one.id}/${form}`, body }, { onSuccess: () => setForm(undefined) })}>{text('send')}</Button></Group>
      </Modal>
    </>
  );
}

type Rule = Schemas['ReconciliationRule'];

/** Rules that close breaks: versions, what the newest would close, and the second person. */
export function Rules({ session }: { session: Session }) {
  const text = useText();
  const said = useSaid();
  const word = useWord();
  const change = useChange();
  const [dry, setDry] = useState('');
  const conditions = (rule: Rule): string => Object.entries(rule.conditions).map(([name, value]) => `${said(name)}${typeof value === 'boolean' ? (value ? '' : `: ${text('no')}`) : `: ${String(value)}`}`).join(', ');
  return (
    <>
      <PageHead title={text('rules')} sub={text('rulesText')} crumbs={[{ to: '/reconciliation', label: text('reconciliation') }, { to: '/breaks', label: text('breaks') }]} actions={may(session, 'HUB_FINANCE') && <ProposeRule />} />
      <Problem error={change.error} />
      <Stack gap="lg">
        <DataList<Rule> title={text('rules')} path="/reconciliation-rules" empty="noRules" keyOf={(row) => `${row.id} ${row.version}`} filters={[{ name: 'status', label: text('status'), options: ['PROPOSED', 'ACTIVE', 'REPLACED', 'RETIRED', 'REJECTED'].map((one) => [one, word(one)]) }]}
          columns={[{ label: text('place'), number: true, show: (row) => format.count(row.place) }, { label: text('name'), show: (row) => <span className="mono">{row.name}@v{row.version}</span> }, { label: text('class'), show: (row) => said(row.class) }, { label: text('conditions'), show: conditions }, { label: text('action'), show: (row) => (row.retires ? text('retires') : <>{said(row.action)}{row.causeCode && `: ${said(row.causeCode)}`}</>) },
            { label: text('status'), show: (row) => <Status value={row.status} /> }, { label: text('madeBy'), show: (row) => [row.madeBy, row.checkedBy].filter(Boolean).join(', ') },
            { label: text('decide'), show: (row) => <Group gap="xs" wrap="nowrap">{['PROPOSED', 'ACTIVE'].includes(row.status) && <Button size="xs" variant="default" onClick={() => setDry(row.id)}>{text('dryRun')}</Button>}{row.status === 'PROPOSED' && may(session, 'HUB_APPROVER') && row.madeBy !== `user:${session.subject}` && <><Button size="xs" loading={change.isPending} onClick={() => change.mutate({ path: `/reconciliation-rules/${row.id}/approve` })}>{text('approve')}</Button>
              <Button size="xs" variant="default" loading={change.isPending} onClick={() => change.mutate({ path: `/reconciliation-rules/${row.id}/reject` })}>{text('reject')}</Button></>}</Group> }]} />
        {dry && <DryRun ruleId={dry} />}
      </Stack>
    </>
  );
}

function DryRun({ ruleId }: { ruleId: string }) {
  const text = useText();
  const said = useSaid();
  const name = useBrands();
  const { data, error } = useHub<Schemas['DryRun']>(`/reconciliation-rules/${ruleId}/dry-run`);
  return (
    <Panel title={text('dryRun')}>
      <Problem error={error} />
      {data ? <><Text mb="md" role="status">{text('dryRunSays', { rule: `${data.rule.name}@v${data.rule.version}`, count: format.count(data.count), points: format.count(data.points) })}</Text>
        <PlainTable title={text('dryRun')} rows={data.breaks} keyOf={(row) => row.id} columns={[{ label: text('class'), show: (row) => <Anchor component={Link} to={`/breaks/${row.id}`}>{said(row.class)}</Anchor> }, { label: text('partner'), show: (row) => name(row.partnerId) }, { label: text('businessDate'), show: (row) => format.date(row.businessDate) }, { label: text('recordId'), show: (row) => <span className="mono">{row.recordIds.join(' ') || '–'}</span> }, { label: text('thereHere'), number: true, show: (row) => <Gap one={row} /> }, { label: text('age'), number: true, show: (row) => text('daysCount', { count: row.ageDays }) }]} /></> : <Waiting rows={3} />}
    </Panel>
  );
}

function ProposeRule() {
  const text = useText();
  const said = useSaid();
  const change = useChange();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ name: '', place: '50', class: 'MISSING_HERE', olderThanDays: '', pointsAtMost: '', causeCode: 'ACCEPTED' });
  const field = (name: 'name' | 'place' | 'olderThanDays' | 'pointsAtMost', label: string, digits: boolean) => <TextInput label={label} value={asked[name]} {...(digits && { inputMode: 'numeric' as const })} maxLength={40} onChange={(event) => setAsked({ ...asked, [name]: digits ? event.currentTarget.value.replace(/\D/g, '') : event.currentTarget.value.toLowerCase().replace(/[^a-z0-9-]/g, '-') })} />;
  const conditions = { ...(asked.olderThanDays && { olderThanDays: Number(asked.olderThanDays) }), ...(asked.pointsAtMost && { pointsAtMost: Number(asked.pointsAtMost) }) };
  return (
    <>
      <Button onClick={() => setOpened(true)}>{text('proposeRule')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('proposeRule')} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          {field('name', text('name'), false)}{field('place', text('place'), true)}
          <NativeSelect label={text('class')} value={asked.class} data={['MISSING_HERE', 'MISSING_THERE', 'DUPLICATE', 'TIMING'].map((value) => ({ value, label: said(value) }))} onChange={(event) => setAsked({ ...asked, class: event.currentTarget.value })} />
          {field('olderThanDays', said('olderThanDays'), true)}{field('pointsAtMost', said('pointsAtMost'), true)}
          <NativeSelect label={text('causeOf')} value={asked.causeCode} data={CAUSES.map((value) => ({ value, label: said(value) }))} onChange={(event) => setAsked({ ...asked, causeCode: event.currentTarget.value })} />
          <Text size="sm" c="dimmed">{text('ruleHelp')}</Text>
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={asked.name.length < 3 || !asked.place || Object.keys(conditions).length === 0} loading={change.isPending} onClick={() => change.mutate({ path: '/reconciliation-rules', body: { name: asked.name, place: Number(asked.place), class: asked.class, conditions, action: 'EXPLAIN', causeCode: asked.causeCode } }, { onSuccess: () => setOpened(false) })}>{text('send')}</Button></Group>
      </Modal>
    </>
  );
}
