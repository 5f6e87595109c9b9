import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconEqual } from '@tabler/icons-react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useAll, useHub, type Money, type Page, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useParty, useText, useWord } from '../text';
import { Amount, Disputed, Facts, PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { DataList, PlainTable, type Filter } from '../parts/list';
import { Files } from './accounts';
import { OpenDispute } from './disputes';
import { DisputesOf, HowMet, PaidApart, TaxOf } from './invoice-money';
import { ProofPanel } from './proof';
import { ReturnNote } from './return-note';

type Invoice = Schemas['Invoice'];
type Line = Schemas['InvoiceLine'];
type Statement = Schemas['NettingStatement'];
const KINDS = ['POINTS_INVOICE', 'REDEMPTION_INVOICE', 'FEE_INVOICE'] as const;
const STATES = ['DRAFT', 'IN_REVIEW', 'ISSUED', 'PARTLY_PAID', 'PAID', 'CREDITED'] as const;
const lastDay = (to: string): string => format.date(format.dayAfter(to, -1));

/** All documents that ask for money. */
export function Invoices({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>(session.partnerId ? undefined : '/partners');
  const partner = session.partnerId ? [] : [{ name: 'partnerId', label: text('partner'), options: (brands.data?.data ?? []).map((one): [string, string] => [one.id, one.brandName]) }];
  return (
    <>
      <PageHead title={text('invoices')} />
      <DataList<Invoice> title={text('invoices')} path="/invoices" totals="count" empty="noInvoices" keyOf={(row) => row.id}
        filters={[...partner, { name: 'kind', label: text('kind'), options: KINDS.map((kind) => [kind, word(kind)]) }, { name: 'status', label: text('status'), options: STATES.map((state) => [state, word(state)]) }, { name: 'number', label: text('number') }]}
        columns={[{ label: text('number'), sort: 'number', show: (row) => <Link className="row-link" to={`/invoices/${row.id}`}>{row.number ?? text('DRAFT')}</Link> }, { label: text('kind'), show: (row) => word(row.kind) },
          ...(session.partnerId ? [] : [{ label: text('partner'), sort: 'partnerName', show: (row: Invoice) => row.partnerName }]), { label: text('cycle'), sort: 'cycleFrom', show: (row) => `${format.date(row.cycleFrom)} – ${lastDay(row.cycleTo)}` },
          { label: text('dueDate'), sort: 'dueDate', show: (row) => <>{format.date(row.dueDate)}{row.overdue && <span className="bad"> ({text('overdue')})</span>}</> }, { label: text('totalAmount'), sort: 'total', number: true, show: (row) => format.money(row.total) }, { label: text('open'), number: true, show: (row) => format.money(row.open) },
          { label: text('status'), show: (row) => <Status value={row.status} /> }]} />
      <Sums own={session.partnerId !== undefined} />
    </>
  );
}

/** What the filtered documents come to, a kind at a time: what is paid and what is received are never added, nor are drafts to what was issued. */
function Sums({ own }: { own: boolean }) {
  const [search] = useSearchParams();
  const kinds = KINDS.filter((kind) => [kind, ''].includes(search.get('kind') ?? ''));
  return <Stack gap={2} mt="sm">{kinds.map((kind) => <SumOf key={kind} kind={kind} own={own} />)}</Stack>;
}

function SumOf({ kind, own }: { kind: (typeof KINDS)[number]; own: boolean }) {
  const text = useText();
  const word = useWord();
  const [search] = useSearchParams();
  const asked = (status: string): string => `/invoices?${new URLSearchParams([...['partnerId', 'number'].map((name): [string, string] => [name, search.get(name) ?? '']), ['status', status], ['kind', kind], ['limit', '1'], ['totals', 'true']].filter(([, value]) => value !== '') as [string, string][]).toString()}`;
  const status = search.get('status') ?? '';
  const all = useHub<Page<Invoice>>(asked(status)).data?.totals?.amount;
  const drafts = useHub<Page<Invoice>>(status === '' ? asked('DRAFT') : undefined).data?.totals?.amount;
  if (!all || (status === '' && !drafts)) return null;
  const issued = drafts && status === '' ? format.fromMinor(format.minor(all) - format.minor(drafts), all.currency) : all;
  const pays = kind !== 'REDEMPTION_INVOICE';
  return <Text size="sm" c="dimmed">{word(kind)} ({text(own ? (pays ? 'youPay' : 'youReceive') : pays ? 'partnerPays' : 'partnerReceives')}): <strong>{format.money(issued)}</strong>{status === '' && drafts && !format.isZero(drafts) && ` · ${text('draftsApart', { amount: format.money(drafts) })}`}</Text>;
}

export function Download({ path, label }: { path: string; label: string }) {
  return <Button component="a" href={`/api/hub${path}`} download variant="default" leftSection={<IconDownload size={16} aria-hidden />}>{label}</Button>;
}

/** The total again, as it stood on the level above; a difference is a defect and says so. */
function SameTotal({ above, here }: { above: Money; here: Money }) {
  const text = useText();
  if (format.minor(above) !== format.minor(here)) return <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />}>{text('differentTotal', { above: format.money(above), here: format.money(here) })}</Alert>;
  return <Group gap={6} data-testid="same-total"><IconEqual size={16} aria-hidden /><Text size="sm" c="dimmed">{text('sameTotal', { amount: format.money(here) })}</Text></Group>;
}

export function InvoicePage({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const { invoiceId = '' } = useParams();
  const invoice = useHub<Invoice>(`/invoices/${invoiceId}`);
  const lines = useHub<Schemas['InvoiceLineList']>(`/invoices/${invoiceId}/lines`);
  const notes = useHub<{ data: Schemas['CreditNote'][] }>(`/credit-notes?invoiceId=${invoiceId}`);
  const { data } = invoice;
  const issued = data?.number !== undefined;
  const side = data && (session.partnerId ? word(data.direction) : text(data.direction === 'PARTNER_PAYS' ? 'partnerPays' : 'partnerReceives'));
  return (
    <>
      <PageHead title={data ? `${word(data.kind)} ${data.number ?? ''}` : text('invoice')} crumbs={[{ to: '/invoices', label: text('invoices') }]} sub={data && `${data.partnerName} · ${format.date(data.cycleFrom)} – ${lastDay(data.cycleTo)}`}
        actions={issued && <Files path={`/invoices/${invoiceId}`} />} />
      <Problem error={invoice.error ?? lines.error} />
      {invoice.isPending || lines.isPending ? <Waiting /> : data && lines.data && (
        <Stack gap="lg">
          <Panel hero>
            <Group justify="space-between" align="flex-start"><div><Text fw={600} className="good">{side}</Text><p className="figure" style={{ margin: '0.2rem 0' }} data-testid="total">{format.money(data.total)}</p></div><Status value={data.status} /></Group>
            {data.totalInWords && <Text fs="italic" lang="id" mb="md">{data.totalInWords}</Text>}
            {data.status === 'DRAFT' && <Text c="dimmed" mb="md">{text('draftNote')}</Text>}
            <Facts items={[[text('subtotal'), format.money(data.subtotal)], ...(data.taxBase ? [[text('taxBase'), format.money(data.taxBase)] as [string, string]] : []), [text('ppn'), format.money(data.ppn)], [text('issuedOn'), format.date(data.issuedOn)], [text('dueDate'), format.date(data.dueDate)], [text('paid'), format.money(data.paid)], [text('credited'), format.money(data.credited)], ...(format.isZero(data.returned) ? [] : [[text('returned'), format.money(data.returned)] as [string, string]]), ...(format.isZero(data.disputed) ? [] : [[text('disputedAmount'), <Disputed key="d" value={data.direction === 'PARTNER_PAYS' ? data.disputed : format.negated(data.disputed)} own={session.partnerId !== undefined} />] as [string, React.ReactNode]]), [text('open'), format.money(data.open)]]} />
          </Panel>
          <Panel title={text('lines')}>
            <Stack gap="sm"><SameTotal above={data.total} here={lines.data.totals.total} /><Lines invoice={data} lines={lines.data} /></Stack>
          </Panel>
          {issued && data.kind === 'FEE_INVOICE' && <PaidApart invoice={data} />}
          {issued && <HowMet invoice={data} />}
          {notes.data && <Panel title={text('creditNotes')}>{notes.data.data.length > 0 ? <NoteTable notes={notes.data.data} /> : <Text c="dimmed">{text('noCreditNotes')}</Text>}</Panel>}
          {issued && data.kind === 'FEE_INVOICE' && <TaxOf invoice={data} session={session} />}
          {issued && <DisputesOf invoice={data} />}
          {issued ? <ProofPanel document={{ ...data, path: '/invoices' }} /> : <Panel title={text('proof')}><Text c="dimmed">{text('proofNotIssued')}</Text></Panel>}
        </Stack>
      )}
    </>
  );
}

function Lines({ invoice, lines }: { invoice: Invoice; lines: Schemas['InvoiceLineList'] }) {
  const text = useText();
  const party = useParty();
  const word = useWord();
  const to = (line: Line): string => `/invoices/${invoice.id}/lines/${line.id}`;
  if (invoice.kind === 'FEE_INVOICE') {
    return <PlainTable title={text('lines')} rows={lines.data} keyOf={(line) => line.id} columns={[{ label: text('line'), show: (line) => <Link className="row-link" to={to(line)}>{line.lineNo}. {word(line.lineType)}</Link> }, { label: text('base'), number: true, show: (line) => format.money(line.base) },
      { label: text('rate'), number: true, show: (line) => (line.rate === undefined ? '' : format.rate(line.rate)) }, { label: text('amount'), number: true, show: (line) => format.money(line.amount) }, { label: text('ppn'), number: true, show: (line) => format.money(line.ppn) }, { label: text('legCount'), number: true, show: (line) => format.count(line.legCount) }, { label: text('termsRef'), show: (line) => <span className="mono">{line.termsRef}</span> }]}
      foot={[text('total'), '', '', format.money(lines.totals.amount), format.money(lines.totals.ppn), '', '']} />;
  }
  return <PlainTable title={text('lines')} rows={lines.data} keyOf={(line) => line.id} columns={[{ label: text('counterparty'), show: (line) => <Link className="row-link" to={to(line)}>{line.lineNo}. {party(line.counterpartyName ?? '')}</Link> }, { label: text('type'), show: (line) => <>{word(line.lineType)}{line.section !== 'NORMAL' && ` (${word(line.section)})`}</> }, { label: text('points'), number: true, show: (line) => format.count(line.points ?? 0) },
    { label: text('price'), number: true, show: (line) => (line.pointPrice === undefined ? '' : format.decimal(line.pointPrice)) }, { label: text('amount'), number: true, show: (line) => format.money(line.amount) }, { label: text('legCount'), number: true, show: (line) => format.count(line.legCount) }, { label: text('termsRef'), show: (line) => <span className="mono">{line.termsRef}</span> }]}
    foot={[text('total'), '', format.count(invoice.points ?? 0), '', format.money(lines.totals.amount), '', '']} />;
}

/** One line and every leg behind it, each with its posting. */
export function InvoiceLinePage({ session }: { session: Session }) {
  const text = useText();
  const party = useParty();
  const word = useWord();
  const { invoiceId = '', lineId = '' } = useParams();
  const invoice = useHub<Invoice>(`/invoices/${invoiceId}`);
  const lines = useHub<Schemas['InvoiceLineList']>(`/invoices/${invoiceId}/lines`);
  const legs = useHub<Schemas['InvoiceLegPage']>(`/invoices/${invoiceId}/lines/${lineId}/legs?limit=1`);
  const line = lines.data?.data.find((one) => one.id === lineId);
  return (
    <>
      <PageHead title={line ? `${text('line')} ${line.lineNo}: ${line.counterpartyName === undefined ? word(line.lineType) : party(line.counterpartyName)}` : text('line')} crumbs={[{ to: '/invoices', label: text('invoices') }, { to: `/invoices/${invoiceId}`, label: invoice.data?.number ?? text('invoice') }]} sub={invoice.data && `${word(invoice.data.kind)} · ${invoice.data.partnerName}`}
        actions={line && invoice.data && invoice.data.kind !== 'FEE_INVOICE' && invoice.data.partnerId === session.partnerId && <OpenDispute session={session} of={{ invoiceId, lineId }} most={line.points} />} />
      <Problem error={invoice.error ?? lines.error ?? legs.error} />
      {line && legs.data ? (
        <Stack gap="lg">
          <Panel hero>
            <p className="figure" style={{ margin: '0 0 1rem' }} data-testid="line-total">{format.money(line.amount)}</p>
            <Facts items={[[text('type'), `${word(line.lineType)}${line.section === 'NORMAL' ? '' : ` (${word(line.section)})`}`], [text('exact'), format.decimal(line.exact)], ...(line.points !== undefined ? [[text('points'), format.count(line.points)] as [string, string]] : []), line.pointPrice === undefined && line.rate !== undefined ? [text('feeRate'), format.rate(line.rate)] : [text('price'), line.pointPrice === undefined ? '–' : format.decimal(line.pointPrice)], [text('termsRef'), <span key="t" className="mono">{line.termsRef}</span>], [text('legCount'), format.count(line.legCount)], [text('credited'), format.money(line.credited)]]} />
          </Panel>
          <SameTotal above={line.amount} here={legs.data.totals.amount} />
          {legs.data.totals.otherShares !== undefined && <Text size="sm" c="dimmed">{text('otherShares', { whole: format.decimal(legs.data.totals.exact), others: format.decimal(legs.data.totals.otherShares) })}</Text>}
          <DataList<Schemas['InvoiceLeg']> title={text('legs')} path={`/invoices/${invoiceId}/lines/${lineId}/legs`} keyOf={(leg) => leg.legId} totals={false}
            columns={[{ label: text('posting'), show: (leg) => <Link className="row-link" to={`/postings/${leg.postingId}`}>{word(leg.postingType)} {format.count(leg.sequence)}</Link> }, { label: text('businessDate'), show: (leg) => <>{format.date(leg.businessDate)}{leg.late && ` (${text('late')})`}</> }, { label: text('outlet'), show: (leg) => leg.outletName ?? '–' },
              { label: text('externalId'), show: (leg) => <span className="mono">{leg.externalId ?? '–'}</span> }, { label: text('points'), number: true, show: (leg) => format.count(leg.points) }, { label: text('price'), number: true, show: (leg) => format.decimal(leg.pointPrice) }, { label: text('exact'), number: true, show: (leg) => format.decimal(leg.exact) }]} />
        </Stack>
      ) : <Waiting />}
    </>
  );
}

export function NoteTable({ notes }: { notes: readonly Schemas['CreditNote'][] }) {
  const text = useText();
  return <PlainTable title={text('creditNotes')} rows={notes} keyOf={(row) => row.id} columns={noteColumns(text)} />;
}

function noteColumns(text: ReturnType<typeof useText>) {
  return [{ label: text('number'), show: (row: Schemas['CreditNote']) => <Link className="row-link" to={`/credit-notes/${row.id}`}>{row.number ?? text('IN_REVIEW')}</Link> }, { label: text('partner'), show: (row: Schemas['CreditNote']) => row.partnerName },
    { label: text('forInvoice'), show: (row: Schemas['CreditNote']) => <Anchor component={Link} to={`/invoices/${row.invoiceId}`}>{row.invoiceNumber}</Anchor> }, { label: text('issuedOn'), sort: 'issuedOn', show: (row: Schemas['CreditNote']) => format.date(row.issuedOn) }, { label: text('totalAmount'), sort: 'total', number: true, show: (row: Schemas['CreditNote']) => format.money(row.total) }];
}

/** What documents are filtered by: the partner, for the operator; number and date. */
export function useDocumentFilters(session: Session): Filter[] {
  const text = useText();
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>(session.partnerId ? undefined : '/partners');
  const partner: Filter[] = session.partnerId ? [] : [{ name: 'partnerId', label: text('partner'), options: (brands.data?.data ?? []).map((one): [string, string] => [one.id, one.brandName]) }];
  return [...partner, { name: 'number', label: text('number') }, { name: 'issuedFrom', label: text('from'), type: 'date' }, { name: 'issuedTo', label: text('to'), type: 'date' }];
}

export function CreditNotes({ session }: { session: Session }) {
  const text = useText();
  return <><PageHead title={text('creditNotes')} /><DataList<Schemas['CreditNote']> title={text('creditNotes')} path="/credit-notes" empty="noNotes" filters={useDocumentFilters(session)} keyOf={(row) => row.id} columns={noteColumns(text)} /></>;
}

export function CreditNotePage({ session }: { session: Session }) {
  const text = useText();
  const party = useParty();
  const word = useWord();
  const { creditNoteId = '' } = useParams();
  const { data, error } = useHub<Schemas['CreditNote']>(`/credit-notes/${creditNoteId}`);
  return (
    <>
      <PageHead title={`${text('creditNote')} ${data?.number ?? ''}`} crumbs={[{ to: '/credit-notes', label: text('creditNotes') }]} sub={data?.partnerName} actions={data?.number && <Files path={`/credit-notes/${creditNoteId}`} />} />
      <Problem error={error} />
      {data ? <Stack gap="lg">
        <Panel hero><p className="figure" style={{ margin: '0 0 1rem' }}>{format.money(data.total)}</p><Facts items={[[text('forInvoice'), <Anchor key="i" component={Link} to={`/invoices/${data.invoiceId}`}>{data.invoiceNumber}</Anchor>], [text('subtotal'), format.money(data.subtotal)], [text('ppn'), format.money(data.ppn)], [text('issuedOn'), format.date(data.issuedOn)], [text('inWords'), data.totalInWords ?? '–'], [text('reason'), word(`NOTE_${data.reason}`) === `NOTE_${data.reason}` ? data.reason : word(`NOTE_${data.reason}`)]]} /></Panel>
        <Panel title={text('lines')}><PlainTable title={text('lines')} rows={data.lines} keyOf={(line) => String(line.lineNo)} columns={[{ label: text('line'), show: (line) => `${line.invoiceLineNo}. ${line.counterpartyName === undefined ? word(line.lineType) : party(line.counterpartyName)}` }, { label: text('points'), number: true, show: (line) => (line.points === undefined ? '–' : format.count(line.points)) }, { label: text('amount'), number: true, show: (line) => format.money(line.amount) }, { label: text('termsRef'), show: (line) => <span className="mono">{line.termsRef}</span> }]} foot={[text('subtotal'), '', format.money(data.subtotal), '']} /></Panel>
        {data.number === undefined ? <Panel title={text('proof')}><Text c="dimmed">{text('proofNotIssued')}</Text></Panel> : <ProofPanel document={{ ...data, path: '/credit-notes' }} />}
        {data.number !== undefined && data.invoiceKind === 'FEE_INVOICE' && <ReturnNote note={data} session={session} />}
      </Stack> : <Waiting />}
    </>
  );
}

/** What a statement's claims come to: the position of its obligation, of which the disputed part is one. */
const positionOf = (row: Statement): Money => format.fromMinor(format.minor(row.receivable) - format.minor(row.payable) + format.minor(row.reversedClaims) + format.minor(row.disputed), row.netCash.currency);

function ClaimsOf({ row, own }: { row: Statement; own: boolean }) {
  const text = useText();
  const rare = ([label, value]: [string, React.ReactNode, Money]): [string, React.ReactNode] => [label, value];
  const parts: [string, React.ReactNode][] = [[text(own ? 'receivable' : 'partnerIsOwed'), format.money(row.receivable)], [text(own ? 'payable' : 'partnerOwes'), format.money(format.negated(row.payable))],
    ...([[text('reversedClaims'), format.money(row.reversedClaims), row.reversedClaims], [text('disputedAmount'), <Disputed key="d" value={row.disputed} own={own} />, row.disputed]] as [string, React.ReactNode, Money][]).filter(([, , value]) => !format.isZero(value)).map(rare)];
  return <><Amount value={positionOf(row)} />{parts.map(([label, value]) => <Text key={label} size="xs" c="dimmed">{label} {value}</Text>)}</>;
}

export function Statements({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const own = session.partnerId !== undefined;
  const side = (row: Statement): string => (own || row.direction === 'NONE' ? word(row.direction) : text(row.direction === 'PAYS_HUB' ? 'partnerPays' : 'partnerReceives'));
  return (
    <>
      <PageHead title={text('statements')} />
      <DataList<Statement> title={text('statements')} path="/statements" empty="noStatements" filters={useDocumentFilters(session)} keyOf={(row) => row.id} columns={[{ label: text('number'), show: (row) => <Link className="row-link" to={`/statements/${row.id}`}>{row.number}</Link> }, { label: text('files'), show: (row) => <Group gap="xs" wrap="nowrap"><a href={`/api/hub/statements/${row.id}/pdf`} download aria-label={`PDF ${row.number}`}>PDF</a><a href={`/api/hub/statements/${row.id}/csv?separator=${text('csvSeparator')}`} download aria-label={`CSV ${row.number}`}>CSV</a><a href={`/api/hub/statements/${row.id}/json`} download aria-label={`JSON ${row.number}`}>JSON</a></Group> }, ...(own ? [] : [{ label: text('partner'), show: (row: Statement) => row.partnerName }]),
        { label: text('issuedOn'), sort: 'issuedOn', show: (row) => format.date(row.issuedOn) }, { label: text('netCash'), sort: 'netCash', number: true, show: (row) => <>{side(row)} <strong>{format.money(format.absolute(row.netCash))}</strong></> }, { label: text('position'), number: true, show: (row) => <ClaimsOf row={row} own={own} /> }, { label: text('fees'), number: true, show: (row) => <Amount value={format.negated(row.fees)} /> }, { label: text('ppn'), number: true, show: (row) => <Amount value={format.negated(row.ppn)} /> },
        { label: text('creditNotes'), number: true, show: (row) => <Amount value={row.creditNotes} /> }, { label: text('credits'), number: true, show: (row) => <Amount value={row.credits} /> }, { label: text('setOff'), number: true, show: (row) => format.money(row.setOff) }]} />
    </>
  );
}
