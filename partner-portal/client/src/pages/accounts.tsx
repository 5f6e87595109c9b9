import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useHub, type Money, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useParty, useText, useWord } from '../text';
import { Amount, Facts, PageHead, Panel, Problem, Waiting } from '../parts/basics';
import { DataList, PlainTable } from '../parts/list';
import { Download, useDocumentFilters } from './invoices';

type Statement = Schemas['AccountStatement'];
type Detail = Schemas['AccountStatementDetail'];
type Receipt = Schemas['Receipt'];
const period = (row: { from: string; to: string }): string => `${format.date(row.from)} – ${format.date(format.dayAfter(row.to, -1))}`;

/** PDF, JSON and CSV of a document; spreadsheets that write decimals with a comma want semicolons. */
export function Files({ path }: { path: string }) {
  const text = useText();
  return <Group gap="sm"><Download path={`${path}/pdf`} label={text('pdf')} /><Download path={`${path}/csv?separator=${text('csvSeparator')}`} label={text('csv')} /><Download path={`${path}/json`} label={text('json')} /></Group>;
}

/** Who owes whom, in words beside the figure. */
function useSide(session: Session): (balance: Money) => string {
  const text = useText();
  return (balance) => (format.isZero(balance) ? text('balanced') : session.partnerId ? text(format.isNegative(balance) ? 'youOweHub' : 'hubOwesYou') : text(format.isNegative(balance) ? 'partnerOwesHub' : 'hubOwesPartner'));
}

export function AccountStatements({ session }: { session: Session }) {
  const text = useText();
  const side = useSide(session);
  return (
    <>
      <PageHead title={text('accountStatements')} sub={text('accountStatementsText')} />
      <DataList<Statement> title={text('accountStatements')} path="/account-statements" empty="noAccountStatements" filters={useDocumentFilters(session)} keyOf={(row) => row.id}
        columns={[{ label: text('number'), show: (row) => <Link className="row-link" to={`/account-statements/${row.id}`}>{row.number}</Link> }, ...(session.partnerId ? [] : [{ label: text('partner'), show: (row: Statement) => row.partnerName }]), { label: text('period'), sort: 'to', show: period },
          { label: text('openingBalance'), number: true, show: (row) => <Amount value={row.opening} /> }, { label: text('closingBalance'), sort: 'closing', number: true, show: (row) => <Amount value={row.closing} strong /> }, { label: text('side'), show: (row) => side(row.closing) }, { label: text('pointsHeld'), number: true, show: (row) => format.count(row.closingPoints) }]} />
    </>
  );
}

export function AccountStatementPage({ session }: { session: Session }) {
  const text = useText();
  const side = useSide(session);
  const { accountStatementId = '' } = useParams();
  const { data, error } = useHub<Detail>(`/account-statements/${accountStatementId}`);
  return (
    <>
      <PageHead title={`${text('accountStatement')} ${data?.number ?? ''}`} crumbs={[{ to: '/account-statements', label: text('accountStatements') }]} sub={data && `${data.partnerName} · ${period(data)}`} actions={data && <Files path={`/account-statements/${accountStatementId}`} />} />
      <Problem error={error} />
      {data ? <Stack gap="lg">
        <Panel hero>
          <Text fw={600} className="good">{side(data.closing)}</Text>
          <p className="figure" style={{ margin: '0.2rem 0 1rem' }} data-testid="closing">{format.money(format.absolute(data.closing))}</p>
          <Facts items={[[text('openingBalance'), format.money(data.opening)], [text('closingBalance'), format.money(data.closing)], [text('issuedOn'), format.date(data.issuedOn)], [text('pointsHeld'), format.count(data.closingPoints)]]} />
        </Panel>
        <Panel title={text('movements')}><Movements statement={data} /></Panel>
        <Panel title={text('ageing')}><Ageing statement={data} /></Panel>
        <Panel title={text('pointsMovements')}><Text size="sm" c="dimmed" mb="sm" maw="80ch">{text('pointsByWindow')} <Anchor component={Link} to={`/kpis?from=${data.from}&to=${data.to}${session.partnerId ? '' : `&partnerId=${data.partnerId}`}`}>{text('kpis')}</Anchor></Text><PointsMovements statement={data} /></Panel>
        {data.matrix.length > 0 && <Panel title={text('matrix')}><OwnMatrix rows={data.matrix} own={session.partnerId !== undefined} /></Panel>}
      </Stack> : <Waiting />}
    </>
  );
}

/** The partner's own row and column of the matrix, and what lies between them. */
export function OwnMatrix({ rows, own }: { rows: Detail['matrix']; own: boolean }) {
  const text = useText();
  const party = useParty();
  const net = (row: Detail['matrix'][number]): Money => format.fromMinor(format.minor(row.receivable) - format.minor(row.payable), row.payable.currency);
  const sum = (of: (row: Detail['matrix'][number]) => Money): Money => format.fromMinor(rows.reduce((total, row) => total + format.minor(of(row)), 0n), 'IDR');
  return <PlainTable title={text('matrix')} rows={rows} keyOf={(row) => row.counterparty} columns={[{ label: text('counterparty'), show: (row) => party(row.counterparty) }, { label: text('burnedOfOurs'), number: true, show: (row) => format.count(row.pointsPayable) }, { label: format.rupiah(text(own ? 'youPay' : 'partnerPays')), number: true, show: (row) => format.plain(row.payable) },
    { label: text('burnedHere'), number: true, show: (row) => format.count(row.pointsReceivable) }, { label: format.rupiah(text(own ? 'youReceive' : 'partnerReceives')), number: true, show: (row) => format.plain(row.receivable) }, { label: format.rupiah(text('net')), number: true, show: (row) => <Amount value={net(row)} bare /> }]}
    foot={[text('total'), format.count(rows.reduce((all, row) => all + row.pointsPayable, 0)), format.plain(sum((row) => row.payable)), format.count(rows.reduce((all, row) => all + row.pointsReceivable, 0)), format.plain(sum((row) => row.receivable)), format.plain(sum(net))]} />;
}

function Movements({ statement }: { statement: Detail }) {
  const text = useText();
  const party = useParty();
  const word = useWord();
  return <PlainTable title={text('movements')} rows={[{ type: 'openingBalance', amount: statement.opening }, ...statement.movements] as Detail['movements']} keyOf={(row) => `${row.type} ${row.counterparty ?? ''} ${row.reference ?? ''}`}
    columns={[{ label: text('type'), show: (row) => (row.type === 'openingBalance' ? text('openingBalance') : word(`MOVED_${row.type}`)) }, { label: text('counterparty'), show: (row) => (row.counterparty === undefined ? '–' : party(row.counterparty)) }, { label: text('reference'), show: (row) => <span className="mono">{row.reference ?? '–'}</span> }, { label: text('date'), show: (row) => format.date(row.movedOn) },
      { label: text('points'), number: true, show: (row) => (row.points === undefined ? '–' : format.count(row.points)) }, { label: text('amount'), number: true, show: (row) => <Amount value={row.amount} /> }]}
    foot={[text('closingBalance'), '', '', '', '', format.money(statement.closing)]} />;
}

function Ageing({ statement }: { statement: Detail }) {
  const text = useText();
  const word = useWord();
  return <PlainTable title={text('ageing')} rows={statement.ageing} keyOf={(row) => row.bucket} columns={[{ label: text('age'), show: (row) => word(row.bucket) }, { label: text('amount'), number: true, show: (row) => <Amount value={row.amount} /> }]} foot={[text('closingBalance'), format.money(statement.closing)]} />;
}

function PointsMovements({ statement }: { statement: Detail }) {
  const text = useText();
  const word = useWord();
  return <PlainTable title={text('pointsMovements')} rows={[{ type: 'openingBalance', points: statement.openingPoints }, ...statement.pointsMovements] as Detail['pointsMovements']} keyOf={(row) => `${row.type} ${row.counterparty ?? ''}`}
    columns={[{ label: text('type'), show: (row) => (row.type === 'openingBalance' ? text('openingPoints') : word(`POINTS_${row.type}`)) }, { label: text('counterparty'), show: (row) => row.counterparty ?? '–' }, { label: text('points'), number: true, show: (row) => format.count(row.points) }]} foot={[text('closingPoints'), '', format.count(statement.closingPoints)]} />;
}

export function Receipts({ session }: { session: Session }) {
  const text = useText();
  return (
    <>
      <PageHead title={text('receipts')} sub={text('receiptsText')} />
      <DataList<Receipt> title={text('receipts')} path="/receipts" empty="noReceipts" filters={useDocumentFilters(session)} keyOf={(row) => row.id}
        columns={[{ label: text('number'), show: (row) => <Link className="row-link" to={`/receipts/${row.id}`}>{row.number}</Link> }, ...(session.partnerId ? [] : [{ label: text('partner'), show: (row: Receipt) => row.partnerName }]), { label: text('issuedOn'), sort: 'issuedOn', show: (row) => format.date(row.issuedOn) },
          { label: text('receivedOn'), sort: 'paidOn', show: (row) => format.date(row.paidOn) }, { label: text('bankReference'), show: (row) => <span className="mono">{row.reference}</span> }, { label: text('amount'), sort: 'amount', number: true, show: (row) => format.money(row.amount) }, { label: text('withheld'), number: true, show: (row) => (format.isZero(row.withheld) ? '–' : format.money(row.withheld)) }]} />
    </>
  );
}

export function ReceiptPage() {
  const text = useText();
  const word = useWord();
  const { receiptId = '' } = useParams();
  const { data, error } = useHub<Receipt>(`/receipts/${receiptId}`);
  return (
    <>
      <PageHead title={`${text('receipt')} ${data?.number ?? ''}`} crumbs={[{ to: '/receipts', label: text('receipts') }]} sub={data?.partnerName} actions={data && <Files path={`/receipts/${receiptId}`} />} />
      <Problem error={error} />
      {data ? <Stack gap="lg">
        <Panel hero>
          <p className="figure" style={{ margin: '0 0 0.2rem' }}>{format.money(data.amount)}</p>
          <Text fs="italic" lang="id" mb="md">{data.amountInWords}</Text>
          <Facts items={[[text('receivedOn'), format.date(data.paidOn)], [text('bankReference'), <span key="r" className="mono">{data.reference}</span>], [text('issuedOn'), format.date(data.issuedOn)], [text('withheld'), format.isZero(data.withheld) ? '–' : format.money(data.withheld)],
            ...(data.settlementId ? [[text('settlement'), <Link key="s" className="row-link" to={`/settlements/${data.settlementId}`}>{format.shortId(data.settlementId)}</Link>] as [string, React.ReactNode]] : [])]} />
        </Panel>
        <Panel title={text('paidFor')}><PlainTable title={text('paidFor')} rows={data.documents} keyOf={(row) => `${row.kind} ${row.number}`} columns={[{ label: text('kind'), show: (row) => word(row.kind) }, { label: text('number'), show: (row) => row.number }, { label: text('date'), show: (row) => format.date(row.issuedOn) }, { label: text('totalAmount'), number: true, show: (row) => format.money(row.total) }]} /></Panel>
      </Stack> : <Waiting />}
    </>
  );
}
