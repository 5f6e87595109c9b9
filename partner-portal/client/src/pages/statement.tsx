import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useHub, type Money, type Page, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Amount, Disputed, Facts, PageHead, Panel, Problem, Waiting } from '../parts/basics';
import { PlainTable } from '../parts/list';
import { Files, OwnMatrix } from './accounts';

type Statement = Schemas['NettingStatement'];

/** What the page reads of a statement's machine-readable twin; the twin holds what its PDF prints. */
interface Twin {
  readonly documents: readonly { kind: string; number?: string; issuedOn?: string; period?: string; direction: 'PARTNER_PAYS' | 'HUB_PAYS'; total: Money }[];
  readonly matrix: Schemas['AccountStatementDetail']['matrix'];
  readonly account?: { bankName: string; accountNo: string; holder: string };
  readonly virtualAccount?: { bankCode: string; bankName: string; number: string; name: string };
  readonly withholding?: { rate: string; base: Money; expected: Money; netToPay: Money };
}

const sides = (row: Statement, own: boolean): 'youPay' | 'youReceive' | 'partnerPays' | 'partnerReceives' | 'balanced' => (row.direction === 'NONE' ? 'balanced' : row.direction === 'PAYS_HUB' ? (own ? 'youPay' : 'partnerPays') : own ? 'youReceive' : 'partnerReceives');

/** One netting statement: its figures, where its money goes, and everything that entered it. */
export function StatementPage({ session }: { session: Session }) {
  const text = useText();
  const { statementId = '' } = useParams();
  const own = session.partnerId !== undefined;
  const { data, error } = useHub<Statement>(`/statements/${statementId}`);
  const twin = useHub<Twin>(`/statements/${statementId}/json`);
  return (
    <>
      <PageHead title={`${text('statementOf')} ${data?.number ?? ''}`} crumbs={[{ to: '/statements', label: text('statements') }]} sub={data && `${data.partnerName} · ${text('issuedOn').toLowerCase()} ${format.date(data.issuedOn)}`} actions={data && <Files path={`/statements/${statementId}`} />} />
      <Problem error={error ?? twin.error} />
      {data && twin.data ? <Stack gap="lg">
        {data.void && <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />}><Text c="var(--mantine-color-text)">{text('statementVoid', { number: data.void.number })}</Text></Alert>}
        <Panel hero>
          <Text fw={600} className={data.direction === 'PAYS_HUB' ? 'bad' : 'good'}>{text(sides(data, own))}</Text>
          <p className="figure" style={{ margin: '0.2rem 0 1rem' }} data-testid="net-cash">{format.money(format.absolute(data.netCash))}</p>
          <Facts items={figuresOf(data, own, text)} />
        </Panel>
        {data.direction !== 'NONE' && !data.void && <Payment statement={data} twin={twin.data} />}
        <Panel title={text('settledDocuments')}><Stack gap="sm"><Text c="dimmed">{text('settledDocumentsText')}</Text><Documents statement={data} twin={twin.data} /></Stack></Panel>
        <Panel title={text('matrix')}><OwnMatrix rows={twin.data.matrix} own={own} /></Panel>
      </Stack> : <Waiting />}
    </>
  );
}

/** Every part of the net cash, signed as it changes what the partner gets; parts that are nothing are left out. */
function figuresOf(row: Statement, own: boolean, text: ReturnType<typeof useText>): [string, ReactNode][] {
  const rare = ([['reversedClaims', row.reversedClaims], ['creditNotes', row.creditNotes], ['withheld', row.withheld], ['unapplied', row.unapplied], ['RECOVERY', row.recoveries], ['LOSS_SHARE', format.negated(row.lossShares)]] as const).filter(([, value]) => !format.isZero(value));
  return [[text(own ? 'receivable' : 'partnerIsOwed'), format.money(row.receivable)], [text(own ? 'payable' : 'partnerOwes'), <Amount key="p" value={format.negated(row.payable)} />], [text('fees'), <Amount key="f" value={format.negated(row.fees)} />], [text('ppn'), <Amount key="t" value={format.negated(row.ppn)} />],
    ...rare.map(([label, value]): [string, ReactNode] => [text(label), <Amount key={label} value={value} />]), ...(format.isZero(row.disputed) ? [] : [[text('disputedAmount'), <Disputed key="d" value={row.disputed} own={own} />] as [string, ReactNode]]),
    [text('netCashOf'), <Amount key="n" value={row.netCash} strong />], [text('setOff'), format.money(row.setOff)], [text('dueDate'), format.date(row.dueDate)], [text('settlement'), <Link key="s" className="row-link" to={`/settlements/${row.settlementId}`}>{format.shortId(row.settlementId)}</Link>]];
}

function Payment({ statement, twin }: { statement: Statement; twin: Twin }) {
  const text = useText();
  const pays = statement.direction === 'PAYS_HUB';
  const { account, virtualAccount, withholding } = twin;
  return (
    <Panel title={text('payTo')}>
      <Text mb="md">{text(virtualAccount ? 'payToVirtual' : account ? (pays ? 'payToHub' : 'paidToYou') : pays ? 'noAccountHub' : 'noAccountYours')}</Text>
      <Facts items={[[text('netCashOf'), <strong key="n">{format.money(format.absolute(statement.netCash))}</strong>], [text('bankReference'), <span key="r" className="mono">{statement.bankReference}</span>],
        ...(virtualAccount ? [[text('virtualAccounts'), <span key="v" className="mono">{virtualAccount.number}</span>], [text('vaBank'), `${virtualAccount.bankName} (${virtualAccount.bankCode})`], [text('vaName'), virtualAccount.name]] as [string, ReactNode][] : []),
        ...(account ? [[text('bank'), account.bankName], [text('accountNo'), <span key="a" className="mono">{account.accountNo}</span>], [text('holder'), account.holder]] as [string, ReactNode][] : []), [text('dueDate'), format.date(statement.dueDate)],
        ...(pays && withholding ? [[`${text('pph23Net')} (${format.rate(withholding.rate)})`, text('pph23NetText', { withheld: format.money(withholding.expected), net: format.money(withholding.netToPay) })] as [string, ReactNode]] : []), [text('obligation'), <Link key="o" className="row-link" to={`/obligations/${statement.obligationId}`}>{format.shortId(statement.obligationId)}</Link>]]} />
    </Panel>
  );
}

function Documents({ statement, twin }: { statement: Statement; twin: Twin }) {
  const text = useText();
  const word = useWord();
  const signed = (row: Twin['documents'][number]): Money => (row.direction === 'HUB_PAYS' ? row.total : format.negated(row.total));
  return <PlainTable title={text('settledDocuments')} rows={twin.documents} keyOf={(row) => `${row.kind} ${row.number ?? ''} ${row.period ?? ''} ${row.issuedOn ?? ''} ${row.total.value}`} columns={[{ label: text('number'), show: (row) => <DocumentLink row={row} partnerId={statement.partnerId} /> }, { label: text('kind'), show: (row) => word(row.kind) }, { label: text('period'), show: (row) => <span className="nowrap">{spanOf(row.period)}</span> },
    { label: text('issuedOn'), show: (row) => <span className="nowrap">{format.date(row.issuedOn)}</span> }, { label: format.rupiah(text('amount')), number: true, show: (row) => <Amount value={signed(row)} bare /> }]} foot={[text('netCashOf'), '', '', '', format.plain(statement.netCash)]} />;
}

const spanOf = (period: string | undefined): string => {
  const [from, to] = period?.split('/') ?? [];
  return from === undefined || to === undefined ? '–' : format.dayAfter(to, -1) === from ? format.date(from) : `${format.date(from)} – ${format.date(format.dayAfter(to, -1))}`;
};

/** The page of a numbered invoice or credit note; the twin knows it by its number alone. */
function DocumentLink({ row, partnerId }: { row: Twin['documents'][number]; partnerId: string }) {
  const text = useText();
  const list = row.kind.endsWith('_INVOICE') ? '/invoices' : row.kind === 'CREDIT_NOTE' ? '/credit-notes' : undefined;
  const found = useHub<Page<{ id: string; number?: string }>>(list !== undefined && row.number !== undefined ? `${list}?number=${encodeURIComponent(row.number)}&partnerId=${partnerId}&limit=5` : undefined).data?.data.find((one) => one.number === row.number);
  if (row.number === undefined) return <Text span c="dimmed">{row.period === undefined ? '–' : text('notNumberedYet')}</Text>;
  return found && list ? <Link className="row-link" to={`${list}/${found.id}`}>{row.number}</Link> : <>{row.number}</>;
}
