import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useAll, useHub, type Page, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useParty, useText, useWord } from '../text';
import { Amount, Facts, Panel, Problem, Status, Waiting } from '../parts/basics';
import { PlainTable } from '../parts/list';

type Invoice = Schemas['Invoice'];
type Application = Schemas['InvoiceApplication'];

/** What met an invoice, in the order of time, and the sum that leads to its total. */
export function HowMet({ invoice }: { invoice: Invoice }) {
  const text = useText();
  const { data, error } = useHub<Schemas['InvoiceApplications']>(`/invoices/${invoice.id}/applications`);
  return (
    <Panel title={text('howMet')}>
      <Problem error={error} />
      {data ? <Stack gap="md">
        <Text c="dimmed">{text('howMetText')}</Text>
        {data.data.length === 0 ? <Text>{text('notMetYet')}</Text> : <Applications rows={data.data} />}
        <Sum totals={data.totals} />
        {!format.isZero(data.totals.returned) && <Text size="sm">{text('returnedText', { amount: format.money(data.totals.returned) })}</Text>}
      </Stack> : <Waiting rows={3} />}
    </Panel>
  );
}

function Applications({ rows }: { rows: readonly Application[] }) {
  const text = useText();
  const word = useWord();
  return <PlainTable title={text('howMet')} rows={rows} keyOf={(row) => `${row.paymentId ?? row.kind} ${row.settlementId ?? ''} ${row.amount.value}`} columns={[{ label: text('appliedOn'), show: (row) => format.date(row.appliedOn) }, { label: text('kind'), show: (row) => word(row.kind) },
    { label: text('statementOf'), show: (row) => (row.statementId === undefined ? '–' : <Link className="row-link" to={`/statements/${row.statementId}`}>{row.statementNumber}</Link>) },
    { label: text('reference'), show: (row) => (row.reference === undefined ? '–' : row.obligationId === undefined ? row.reference : <Link className="row-link" to={`/obligations/${row.obligationId}`}>{row.reference}</Link>) }, { label: format.rupiah(text('amount')), number: true, show: (row) => <Amount value={row.amount} bare /> }]} />;
}

/** Set off + money + credited + disputed - returned + open = total, row by row. */
function Sum({ totals }: { totals: Schemas['InvoiceApplications']['totals'] }) {
  const text = useText();
  const rows = ([['metBySetOff', totals.setOff], ['metByMoney', totals.money], ['credited', totals.credited], ['disputedAmount', totals.disputed], ['returned', format.negated(totals.returned)], ['openOfTotal', totals.open]] as const).filter(([label, value]) => label === 'openOfTotal' || !format.isZero(value));
  return <PlainTable title={text('addsUpTo')} rows={rows} keyOf={([label]) => label} columns={[{ label: text('part'), show: ([label]) => text(label) }, { label: format.rupiah(text('amount')), number: true, show: ([, value]) => <Amount value={value} bare /> }]} foot={[text('total'), <span key="t" data-testid="adds-up">{format.plain(format.fromMinor(rows.reduce((sum, [, value]) => sum + format.minor(value), 0n), totals.total.currency))}</span>]} />;
}

/** What the JSON twin of a fee invoice says of its payment, where no settlement takes it. */
interface PayTo {
  readonly bankReference?: string;
  readonly account?: { bankName: string; accountNo: string; holder: string };
  readonly virtualAccount?: { bankCode: string; bankName: string; number: string; name: string };
}

/** Where a fee invoice is paid that is paid apart; nothing for invoices that a settlement takes. */
export function PaidApart({ invoice }: { invoice: Invoice }) {
  const text = useText();
  const twin = useHub<PayTo>(invoice.number === undefined ? undefined : `/invoices/${invoice.id}/json`).data;
  // What has been paid or credited meanwhile is not asked for again.
  if (twin?.bankReference === undefined || format.isZero(invoice.open)) return null;
  const { account, virtualAccount, bankReference } = twin;
  const items: [string, ReactNode][] = [[text('openOfTotal'), <strong key="t">{format.money(invoice.open)}</strong>], [text('bankReference'), <span key="r" className="mono">{bankReference}</span>],
    ...(virtualAccount ? [[text('virtualAccounts'), <span key="v" className="mono">{virtualAccount.number}</span>], [text('vaBank'), `${virtualAccount.bankName} (${virtualAccount.bankCode})`], [text('vaName'), virtualAccount.name]] as [string, ReactNode][] : []),
    ...(account ? [[text('bank'), account.bankName], [text('accountNo'), <span key="a" className="mono">{account.accountNo}</span>], [text('holder'), account.holder]] as [string, ReactNode][] : []), ...(invoice.dueDate === undefined ? [] : [[text('dueDate'), format.date(invoice.dueDate)] as [string, ReactNode]])];
  return <Panel title={text('payTo')}><Text mb="md">{text(virtualAccount ? 'payToVirtual' : account ? 'payToHub' : 'noAccountHub')}</Text><Facts items={items} /></Panel>;
}

/** Tax invoice and withheld tax of a fee invoice. */
export function TaxOf({ invoice, session }: { invoice: Invoice; session: Session }) {
  const text = useText();
  const tax = useHub<Schemas['TaxInvoiceDetail']>(`/tax-invoices/${invoice.id}`);
  const [fee] = useHub<Page<Schemas['WithholdingInvoice']>>(`/withholding?invoiceId=${invoice.id}`).data?.data ?? [];
  const certificates = useHub<Page<Schemas['WithholdingCertificate']>>(`/withholding-certificates?invoiceId=${invoice.id}`).data?.data ?? [];
  const facts: [string, ReactNode][] = [...(tax.data ? [[text('taxInvoiceStatus'), <Status key="s" value={tax.data.status === 'APPROVED' ? 'TAX_APPROVED' : tax.data.status} />], [text('nsfp'), <Link key="n" className="row-link" to={`/tax-invoices/${invoice.id}`}>{tax.data.nsfp ?? text('noNsfp')}</Link>], [text('uploadBy'), format.date(tax.data.uploadBy)]] as [string, ReactNode][] : []),
    ...(fee ? [[text('pph23Expected'), format.money(fee.expected)], [text('pph23Received'), format.money(fee.received)], ...(format.isZero(fee.waiting) ? [] : [[text('pph23Waiting'), format.money(fee.waiting)]]), [text('difference'), <Amount key="d" value={fee.difference} />]] as [string, ReactNode][] : [])];
  return (
    <Panel title={text('taxOfInvoice')}>
      <Problem error={tax.error} />
      <Stack gap="md">{facts.length > 0 && <Facts items={facts} />}
        {certificates.length === 0 ? (fee && <Text c="dimmed">{text('noCertificates')}</Text>) : <PlainTable title={text('certificates')} rows={certificates} keyOf={(row) => row.id} columns={[{ label: text('certificateNumber'), show: (row) => row.number }, { label: text('issuedOn'), show: (row) => format.date(row.issuedOn) }, { label: format.rupiah(text('amount')), number: true, show: (row) => format.plain(row.amount) }, { label: text('status'), show: (row) => <Status value={row.status} /> },
          ...(session.partnerId ? [] : [{ label: text('approvals'), show: (row: Schemas['WithholdingCertificate']) => [row.madeBy, row.decidedBy].filter((one) => one !== undefined).map(format.actor).join('; ') }])]} />}
      </Stack>
    </Panel>
  );
}

/** Disputes over lines of the invoice. */
export function DisputesOf({ invoice }: { invoice: Invoice }) {
  const text = useText();
  const word = useWord();
  const party = useParty();
  const { data } = useAll<Page<Schemas['Dispute']>>(`/disputes?invoiceId=${invoice.id}`);
  if (!data) return null;
  return <Panel title={text('disputes')}>{data.data.length === 0 ? <Text c="dimmed">{text('noDisputesOfInvoice')}</Text> : <PlainTable title={text('disputes')} rows={data.data} keyOf={(row) => row.id} columns={[{ label: text('dispute'), show: (row) => <Link className="row-link" to={`/disputes/${row.id}`}>{format.shortId(row.id)}</Link> }, { label: text('openedAt'), show: (row) => format.instant(row.openedAt) }, { label: text('reason'), show: (row) => word(row.reason) },
    { label: text('counterparty'), show: (row) => party(row.counterpartyName) }, { label: text('points'), number: true, show: (row) => format.count(row.points) }, { label: text('status'), show: (row) => <Status value={row.status} /> }]} />}</Panel>;
}
