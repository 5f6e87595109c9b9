import { Alert, Button, Checkbox, Group, List, Modal, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAll, useChange, useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Facts, PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { MadeFile } from '../parts/download';
import { DataList, PlainTable, type Filter } from '../parts/list';

type TaxInvoice = Schemas['TaxInvoice'];
type Detail = Schemas['TaxInvoiceDetail'];
type Stamp = Schemas['StampDuty'];
type Step = Schemas['TaxInvoiceStepRequest']['step'];
const STATES = ['NOT_REQUIRED', 'TO_UPLOAD', 'UPLOADED', 'APPROVED', 'REPLACED', 'CANCELLED'] as const;
/** What may follow each state; the hub decides, this only leaves out what it would refuse. */
const NEXT: Readonly<Record<TaxInvoice['status'], readonly Step[]>> = { NOT_REQUIRED: [], TO_UPLOAD: ['UPLOAD'], UPLOADED: ['APPROVE', 'REJECT'], APPROVED: ['REPLACE', 'CANCEL'], REPLACED: ['REPLACE', 'CANCEL'], CANCELLED: [] };
const mayMake = (session: Session): boolean => !session.partnerId && session.roles.includes('HUB_FINANCE');
const mayExport = (session: Session): boolean => !session.partnerId && ['HUB_FINANCE', 'HUB_APPROVER', 'AUDITOR'].some((role) => session.roles.includes(role));

/** Approved by the tax office is an end, not a step on the way as elsewhere. */
function TaxStatus({ value }: { value: TaxInvoice['status'] }) {
  return <Status value={value === 'APPROVED' ? 'TAX_APPROVED' : value} />;
}

function useBrands(session: Session): Filter[] {
  const text = useText();
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>(session.partnerId ? undefined : '/partners');
  return session.partnerId ? [] : [{ name: 'partnerId', label: text('partner'), options: (brands.data?.data ?? []).map((one): [string, string] => [one.id, one.brandName]) }];
}

/** The board of tax invoices: what waits for upload, what the tax office answered, and its numbers. */
export function TaxInvoices({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const brands = useBrands(session);
  return (
    <>
      <PageHead title={text('taxInvoices')} sub={text('taxInvoicesText')} />
      <Stack gap="lg">
        {mayExport(session) && <Batch />}
        <DataList<TaxInvoice> title={text('taxInvoices')} path="/tax-invoices" empty="noTaxInvoices" keyOf={(row) => row.invoiceId}
          filters={[...brands, { name: 'status', label: text('status'), options: STATES.map((state) => [state, word(state)]) }, { name: 'number', label: text('numberOrNsfp') }, { name: 'issuedFrom', label: text('from'), type: 'date' }, { name: 'issuedTo', label: text('to'), type: 'date' }]}
          columns={[{ label: text('number'), sort: 'number', show: (row) => <Link className="row-link" to={`/tax-invoices/${row.invoiceId}`}>{row.number}</Link> }, ...(session.partnerId ? [] : [{ label: text('partner'), sort: 'partnerName', show: (row: TaxInvoice) => row.partnerName }]), { label: text('issuedOn'), sort: 'issuedOn', show: (row) => format.date(row.issuedOn) },
            { label: text('status'), show: (row) => <TaxStatus value={row.status} /> }, { label: text('uploadBy'), sort: 'uploadBy', show: (row) => <>{format.date(row.uploadBy)}{row.overdue && <span className="bad"> ({text('overdueUpload')})</span>}</> }, { label: text('nsfp'), show: (row) => <span className="mono">{row.nsfp ?? '–'}</span> },
            { label: text('ppn'), sort: 'ppn', number: true, show: (row) => format.money(row.ppn) }, { label: text('faults'), show: (row) => (row.faults.length === 0 ? '–' : <span className="bad"><IconAlertTriangle size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {text('faultCount', { count: row.faults.length })}</span>) }]} />
      </Stack>
    </>
  );
}

/** One file of everything that waits for upload, in dates. */
function Batch() {
  const text = useText();
  const [asked, setAsked] = useState({ from: '', to: '', onlyClean: true });
  const [parts, setParts] = useState(1);
  const path = (part: number): string => `/tax-invoice-batch?${new URLSearchParams({ ...(asked.from && { issuedFrom: asked.from }), ...(asked.to && { issuedTo: asked.to }), onlyClean: String(asked.onlyClean), part: String(part) }).toString()}`;
  return (
    <Panel title={text('coretaxFile')}>
      <Text c="dimmed" mb="sm">{text('coretaxFileText')}</Text>
      <Group align="flex-end" gap="md">
        <TextInput type="date" label={text('from')} value={asked.from} onChange={(event) => setAsked({ ...asked, from: event.currentTarget.value })} />
        <TextInput type="date" label={text('to')} value={asked.to} onChange={(event) => setAsked({ ...asked, to: event.currentTarget.value })} />
        <Checkbox label={text('onlyClean')} checked={asked.onlyClean} onChange={(event) => setAsked({ ...asked, onlyClean: event.currentTarget.checked })} mb={8} />
      </Group>
      <Group mt="md" gap="sm">{Array.from({ length: parts }, (_one, at) => <MadeFile key={at} path={path(at + 1)} label={parts === 1 ? text('xml') : `${text('xml')} ${at + 1}/${parts}`} onMade={(headers) => setParts(Number(headers.get('kongsi-parts') ?? 1))} />)}</Group>
    </Panel>
  );
}

export function TaxInvoicePage({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const { invoiceId = '' } = useParams();
  const { data, error } = useHub<Detail>(`/tax-invoices/${invoiceId}`);
  return (
    <>
      <PageHead title={`${text('taxInvoice')} ${data?.number ?? ''}`} crumbs={[{ to: '/tax-invoices', label: text('taxInvoices') }]} sub={data?.partnerName} actions={data && mayExport(session) && data.status !== 'NOT_REQUIRED' && <MadeFile path={`/tax-invoices/${invoiceId}/xml`} label={text('xml')} />} />
      <Problem error={error} />
      {data ? <Stack gap="lg">
        <Panel hero>
          <Group justify="space-between" align="flex-start"><div><Text size="sm" c="dimmed">{text('nsfp')}</Text><p className="figure mono" style={{ margin: '0.2rem 0 1rem' }} data-testid="nsfp">{data.nsfp ?? '–'}</p></div><TaxStatus value={data.status} /></Group>
          <Facts items={[[text('invoice'), <Link key="i" className="row-link" to={`/invoices/${data.invoiceId}`}>{data.number}</Link>], [text('issuedOn'), format.date(data.issuedOn)], [text('uploadBy'), format.date(data.uploadBy)], [text('feeBase'), format.money(data.feeBase)], [text('taxBase'), format.money(data.taxBase)], [text('ppn'), format.money(data.ppn)], [text('totalAmount'), format.money(data.total)]]} />
          {mayMake(session) && NEXT[data.status].length > 0 && <Group mt="lg" gap="sm">{NEXT[data.status].map((step) => <RecordStep key={step} invoice={data} step={step} />)}</Group>}
        </Panel>
        {data.faults.length > 0 && <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={text('coretaxRefuses')}><List spacing="xs">{data.faults.map((fault) => <List.Item key={`${fault.field} ${fault.code}`}><Text c="var(--mantine-color-text)">{fault.detail} <span className="mono">{fault.field}</span></Text></List.Item>)}</List></Alert>}
        {data.changes.length > 0 && <Panel title={text('steps')}><PlainTable title={text('steps')} rows={data.changes} keyOf={(row) => row.at + row.to} columns={[{ label: text('date'), show: (row) => format.instant(row.at) }, { label: text('from'), show: (row) => word(row.from) }, { label: text('status'), show: (row) => <TaxStatus value={row.to} /> }, { label: text('by'), show: (row) => format.actor(row.by) }, { label: text('reason'), show: (row) => row.reason ?? '–' }]} /></Panel>}
        {data.numbers.length > 1 && <Panel title={text('nsfpHistory')}><List>{data.numbers.map((one) => <List.Item key={one}><span className="mono">{one}</span></List.Item>)}</List></Panel>}
      </Stack> : <Waiting />}
    </>
  );
}

/** Records what was done, or what the tax office answered; its number is typed in, never made. */
function RecordStep({ invoice, step }: { invoice: Detail; step: Step }) {
  const text = useText();
  const word = useWord();
  const change = useChange<Detail>();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ nsfp: '', reason: '' });
  const numbered = step === 'APPROVE' || step === 'REPLACE';
  const reasoned = step === 'REJECT' || step === 'REPLACE' || step === 'CANCEL';
  const ready = (!numbered || asked.nsfp.replace(/\D/g, '').length === 17) && (!reasoned || asked.reason.trim().length >= 3);
  const send = (): void => change.mutate({ path: `/tax-invoices/${invoice.invoiceId}/steps`, body: { step, ...(numbered && { nsfp: asked.nsfp }), ...(reasoned && { reason: asked.reason.trim() }) } }, { onSuccess: () => setOpened(false) });
  return (
    <>
      <Button variant={step === 'UPLOAD' || step === 'APPROVE' ? 'filled' : 'default'} onClick={() => setOpened(true)}>{word(`${step}_STEP`)}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`${word(`${step}_STEP`)}: ${invoice.number}`} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          <Text c="dimmed">{word(`${step}_TEXT`)}</Text>
          {numbered && <TextInput label={text('nsfp')} description={text('nsfpHelp')} value={asked.nsfp} inputMode="numeric" maxLength={24} data-autofocus onChange={(event) => setAsked({ ...asked, nsfp: event.currentTarget.value })} />}
          {reasoned && <Textarea label={text('reason')} value={asked.reason} minRows={2} maxLength={200} autosize onChange={(event) => setAsked({ ...asked, reason: event.currentTarget.value })} />}
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={!ready} loading={change.isPending} onClick={send}>{text('record')}</Button></Group>
      </Modal>
    </>
  );
}

/** Documents that need an electronic stamp, and the stamps of those that have one. */
export function Stamps({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const brands = useBrands(session);
  return (
    <>
      <PageHead title={text('stamps')} sub={text('stampsText')} />
      <DataList<Stamp> title={text('stamps')} path="/stamp-duties" empty="noStamps" keyOf={(row) => row.documentId} filters={[...brands, { name: 'missing', label: text('stamp'), options: [['true', text('stampMissing')], ['false', text('stampThere')]] }]}
        columns={[{ label: text('number'), sort: 'number', show: (row) => (row.documentKind === 'RECEIPT' ? <Link className="row-link" to={`/receipts/${row.documentId}`}>{row.number}</Link> : <a className="row-link" href={`/api/hub/statements/${row.documentId}/pdf`} download>{row.number} (PDF)</a>) }, { label: text('kind'), show: (row) => word(row.documentKind) },
          ...(session.partnerId ? [] : [{ label: text('partner'), show: (row: Stamp) => row.partnerName }]), { label: text('issuedOn'), sort: 'issuedOn', show: (row) => format.date(row.issuedOn) }, { label: text('stated'), sort: 'stated', number: true, show: (row) => format.money(row.stated) }, { label: text('duty'), number: true, show: (row) => format.money(row.duty) },
          { label: text('stamp'), show: (row) => (row.serial === undefined ? (mayMake(session) ? <RecordStamp stamp={row} /> : <span className="bad">{text('stampMissing')}</span>) : <><span className="mono">{row.serial}</span> <Text span size="sm" c="dimmed">{format.date(row.stampedOn)}</Text></>) }]} />
    </>
  );
}

function RecordStamp({ stamp }: { stamp: Stamp }) {
  const text = useText();
  const change = useChange<Stamp>();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ serial: '', stampedOn: stamp.issuedOn });
  return (
    <>
      <Button size="xs" variant="default" aria-label={`${text('recordStamp')} ${stamp.number}`} onClick={() => setOpened(true)}>{text('recordStamp')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`${text('recordStamp')}: ${stamp.number}`} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          <TextInput label={text('serial')} description={text('serialHelp')} value={asked.serial} maxLength={32} data-autofocus onChange={(event) => setAsked({ ...asked, serial: event.currentTarget.value.toUpperCase().replace(/[^A-Z0-9]/g, '') })} />
          <TextInput type="date" label={text('stampedOn')} value={asked.stampedOn} onChange={(event) => setAsked({ ...asked, stampedOn: event.currentTarget.value })} />
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={asked.serial.length < 10 || asked.stampedOn === ''} loading={change.isPending} onClick={() => change.mutate({ path: `/stamp-duties/${stamp.documentId}`, body: asked }, { onSuccess: () => setOpened(false) })}>{text('record')}</Button></Group>
      </Modal>
    </>
  );
}
