import { Alert, Anchor, Button, FileInput, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Refused, useAll, useChange, useHub, type Page, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Amount, PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { DataList, PlainTable } from '../parts/list';
import { AmountField, useRupiah } from '../parts/amount-field';
import { Refunds } from './money-back';
import { WithReason } from '../parts/with-reason';

type Entry = Schemas['BankEntry'];
type BankFile = Schemas['BankFile'];
type Account = Schemas['BankAccount'];
type Certificate = Schemas['WithholdingCertificate'];
const may = (session: Session, ...roles: string[]): boolean => roles.some((role) => session.roles.includes(role));

/** The bank's entries: files come in, references are found, and a person decides on the rest. */
export function BankInbox({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const change = useChange();
  const maker = may(session, 'HUB_FINANCE');
  return (
    <>
      <PageHead title={text('bankInbox')} sub={text('bankInboxText')} />
      <Stack gap="xl">
        {maker && <Import />}
        <Panel title={text('bankEntries')}>
          <Problem error={change.error} />
          <DataList<Entry> title={text('bankEntries')} path="/bank-entries" prefix="e-" empty="noEntries" keyOf={(row) => row.id} filters={[{ name: 'status', label: text('status'), options: ['OPEN', 'APPLIED', 'SET_ASIDE'].map((state) => [state, word(state)]) }, { name: 'direction', label: text('direction'), options: [['IN', text('moneyIn')], ['OUT', text('moneyOut')]] }]}
            columns={[{ label: text('bookedOn'), sort: 'bookedOn', show: (row) => format.date(row.bookedOn) }, { label: text('amount'), number: true, sort: 'amount', show: (row) => <Amount value={row.direction === 'OUT' ? { ...row.amount, value: `-${row.amount.value}` } : row.amount} strong /> }, { label: text('remark'), show: (row) => <Remark row={row} /> }, { label: text('status'), show: (row) => <Status value={row.status === 'OPEN' ? 'UNDECIDED' : row.status} /> },
              { label: text('meant'), show: (row) => (row.status === 'OPEN' ? <Suggestions row={row} maker={maker} busy={change.isPending} onApply={(meant) => change.mutate({ path: `/bank-entries/${row.id}/apply`, body: meant })} onSetAside={(reason) => change.mutateAsync({ path: `/bank-entries/${row.id}/set-aside`, body: { reason } })} /> : <Text size="sm">{row.reason ? word(row.reason) : ''}{row.decidedBy && row.decidedBy !== 'import' ? ` · ${format.actor(row.decidedBy)}` : ''}</Text>) }]} />
        </Panel>
        <Panel title={text('bankFiles')}>
          <DataList<BankFile> title={text('bankFiles')} path="/bank-files" prefix="f-" empty="noFiles" keyOf={(row) => row.id} columns={[{ label: text('date'), show: (row) => format.instant(row.importedAt) }, { label: text('name'), show: (row) => row.name }, { label: text('statementRef'), show: (row) => `${row.statementRef} · ${row.account}` }, { label: text('bankEntries'), number: true, show: (row) => format.count(row.entries) }, { label: text('newEntries'), number: true, show: (row) => format.count(row.newEntries) },
            { label: text('moneyIn'), number: true, show: (row) => format.money(row.moneyIn) }, { label: text('moneyOut'), number: true, show: (row) => format.money(row.moneyOut) }, { label: text('layoutOf'), show: (row) => row.layout ?? (row.format === 'CSV' ? 'KONGSI-BANK' : 'camt.053') }, { label: text('madeBy'), show: (row) => format.actor(row.importedBy) }]} />
        </Panel>
        <Layouts />
      </Stack>
    </>
  );
}

function Remark({ row }: { row: Entry }) {
  return <div style={{ minWidth: 200 }}>{row.remark || '–'}<Text size="xs" c="dimmed" className="mono">{[row.bankReference, row.counterpartyName, row.counterpartyAccount].filter(Boolean).join(' · ')}</Text>{row.virtualAccount && <Text size="xs" className="mono">VA {row.virtualAccount}{row.payerName && ` · ${row.payerName}`}</Text>}</div>;
}

function Suggestions({ row, maker, busy, onApply, onSetAside }: { row: Entry; maker: boolean; busy: boolean; onApply: (meant: { obligationId: string } | { partnerId: string }) => void; onSetAside: (reason: string) => Promise<unknown> }) {
  const text = useText();
  const word = useWord();
  return (
    <Stack gap={6} miw={270}>{row.suggestions.length === 0 && <Text size="sm" c="dimmed">{text('noSuggestion')}</Text>}{row.suggestions.map((one) => (
      <Group key={one.obligationId} gap="xs" wrap="nowrap" justify="space-between">
        <div><Link className="row-link" to={`/obligations/${one.obligationId}`}>{one.partnerCode}</Link> <Text span size="sm">{format.money(one.open)}</Text><Text size="xs" c="dimmed">{word(one.reason)} · {text('dueDate')} {format.date(one.dueDate)}</Text></div>
        {maker && <Button size="xs" variant="default" style={{ flexShrink: 0 }} loading={busy} aria-label={text('applyTo', { partner: one.partnerCode })} onClick={() => onApply({ obligationId: one.obligationId })}>{text('confirm')}</Button>}
      </Group>))}{maker && row.payerId && row.payerName && row.direction === 'IN' && <Group gap="xs" wrap="nowrap" justify="space-between"><Text size="xs" c="dimmed">{text('partnersMoneyText', { partner: row.payerName })}</Text><Button size="xs" variant="default" style={{ flexShrink: 0 }} loading={busy} onClick={() => onApply({ partnerId: row.payerId ?? '' })}>{text('partnersMoney')}</Button></Group>}
      {maker && <div><WithReason label={text('setAside')} onSend={onSetAside} /></div>}</Stack>
  );
}

function Import() {
  const text = useText();
  const change = useChange<BankFile>();
  const layouts = useLayouts();
  const accounts = useAll<Page<Account>>('/bank-accounts?status=ACCEPTED').data?.data;
  const [file, setFile] = useState<File | null>(null);
  const [layout, setLayout] = useState('');
  const send = async (): Promise<void> => {
    if (!file) return;
    const content = await file.text();
    const xml = /^\s*(\uFEFF)?</.test(content);
    change.mutate({ path: '/bank-files', body: { format: xml ? 'CAMT053' : 'CSV', name: file.name.slice(0, 120), content, ...(!xml && layout !== '' && { layout }) } }, { onSuccess: () => setFile(null) });
  };
  const template = layout === '' ? undefined : `/api/hub/bank-layouts/${layout}/template`;
  return (
    <Panel title={text('importFile')}>
      <Text c="dimmed" mb="md" maw="80ch">{text('importText')}</Text>
      {accounts && !accounts.some((one) => one.partyId === 'HUB') && <Alert color="orange" variant="light" mb="md" icon={<IconAlertTriangle aria-hidden />}><Text c="var(--mantine-color-text)">{text('noOwnAccount')} <Anchor component={Link} to="/bank-accounts">{text('accounts')}</Anchor></Text></Alert>}
      <Group align="flex-end" gap="sm">
        <NativeSelect label={text('layoutOf')} description={text('layoutHelp')} w={320} maw="100%" value={layout} onChange={(event) => setLayout(event.currentTarget.value)} data={[{ value: '', label: text('layoutOwn') }, ...layouts.map((one) => ({ value: one.code, label: `${one.code} · ${one.name}` }))]} />
        <FileInput label={text('file')} placeholder={text('chooseFile')} accept=".csv,.xml,text/csv,application/xml,text/xml" value={file} onChange={setFile} styles={{ placeholder: { color: 'var(--mantine-color-dimmed)' } }} w={280} maw="100%" clearable />
        <Button disabled={!file} loading={change.isPending} onClick={() => void send()}>{text('importFile')}</Button>
        {template && <Button component="a" variant="default" href={template} download leftSection={<IconDownload size={16} aria-hidden />}>{text('layoutTemplate')}</Button>}
      </Group>
      <FileProblem error={change.error} />
      {change.data && <Alert role="status" color="green" variant="light" mt="md" icon={<IconCheck aria-hidden />} title={text('imported')}><Text c="var(--mantine-color-text)">{text('importedText', { entries: change.data.entries, fresh: change.data.newEntries, applied: change.data.applied, open: change.data.open })}</Text></Alert>}
    </Panel>
  );
}

/** What is wrong with a file, once: row by row where the hub names rows, as any refusal otherwise. */
function FileProblem({ error }: { error: unknown }) {
  const text = useText();
  const rows = error instanceof Refused ? error.fields.flatMap((one) => (/#line=(\d+)$/.exec(one.pointer) ? [{ ...one, line: Number(/#line=(\d+)$/.exec(one.pointer)?.[1]) }] : [])) : [];
  if (!(error instanceof Refused) || rows.length === 0) return <Problem error={error} />;
  return <><Problem error={new Refused(error.code, error.detail, error.status, error.requestId)} /><PlainTable title={text('rowsWrong')} rows={rows} keyOf={(row) => `${row.line} ${row.code} ${row.detail}`} columns={[{ label: text('lineNo'), number: true, show: (row) => row.line }, { label: text('problemOf'), show: (row) => row.detail.replace(/^(Line|Baris) \d+: /, '') }, { label: text('code'), show: (row) => <span className="mono">{row.code}</span> }]} /></>;
}

const useLayouts = (): Schemas['BankLayoutView'][] => useHub<{ data: Schemas['BankLayoutView'][] }>('/bank-layouts').data?.data ?? [];

/** How banks write their files, as the hub reads them. */
function Layouts() {
  const text = useText();
  const rows = useLayouts();
  const way = ({ definition: { sign, columns } }: Schemas['BankLayoutView']): string => text(`sign_${sign.kind}`, { in: sign.in ?? '', out: sign.out ?? '', column: columns.direction ?? '', credit: columns.credit ?? '', debit: columns.debit ?? '' });
  const names = ({ definition: { columns } }: Schemas['BankLayoutView']): string => [columns.bookedOn, ...columns.remark, columns.amount, columns.credit, columns.debit, columns.balance, columns.reference, columns.account].filter(Boolean).join(', ');
  return (
    <Panel title={text('layouts')}>
      <Text c="dimmed" mb="md" maw="80ch">{text('layoutsText')}</Text>
      <PlainTable title={text('layouts')} rows={rows} keyOf={(row) => row.id} columns={[{ label: text('layoutOf'), show: (row) => <><span className="mono">{row.code}@v{row.version}</span><Text size="xs" c="dimmed">{row.name}</Text></> }, { label: text('layoutColumns'), show: names }, { label: text('layoutDates'), show: (row) => row.definition.dateFormat }, { label: text('layoutAmounts'), show: (row) => (row.definition.decimalMark === 'POINT' ? '1,535,500.00' : '1.535.500,00') }, { label: text('layoutSign'), show: way },
        { label: text('template'), show: (row) => <Anchor href={`/api/hub/bank-layouts/${row.code}/template`} download aria-label={`${text('layoutTemplate')} ${row.code}`}>CSV</Anchor> }]} />
    </Panel>
  );
}

/** What the hub has to pay, why something is held, and what the bank was asked to pay. */
export function Payouts({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const change = useChange();
  const { data, error } = useHub<{ data: Schemas['Payable'][] }>('/payables');
  const files = may(session, 'HUB_FINANCE', 'HUB_APPROVER');
  const ready = [...new Set((data?.data ?? []).filter((one) => one.held === undefined).map((one) => one.settlementId))];
  return (
    <>
      <PageHead title={text('payouts')} sub={text('payoutsText')} actions={may(session, 'HUB_FINANCE') && ready.map((id) => <Button key={id} loading={change.isPending} onClick={() => change.mutate({ path: '/payment-instructions', body: { settlementId: id } })}>{text('makeInstruction')}{ready.length > 1 ? ` ${format.shortId(id)}` : ''}</Button>)} />
      <Problem error={error ?? change.error} />
      <Stack gap="xl">
        <Panel title={text('payables')}>{data ? <PlainTable title={text('payables')} empty="noPayables" rows={data.data} keyOf={(row) => row.obligationId} columns={[{ label: text('partner'), show: (row) => row.partnerName }, { label: text('bankReference'), show: (row) => <Link className="row-link" to={`/obligations/${row.obligationId}`}>{row.bankReference}</Link> }, { label: text('openPart'), number: true, show: (row) => format.plain(row.open) }, { label: text('dueDate'), show: (row) => format.date(row.dueDate) }, { label: text('status'), show: (row) => (row.held ? word(`HELD_${row.held}`) : text('readyToPay')) }]} /> : <Waiting rows={3} />}</Panel>
        <Panel title={text('instructions')}>
          <DataList<Schemas['PaymentInstruction']> title={text('instructions')} path="/payment-instructions" empty="noInstructions" keyOf={(row) => row.id} columns={[{ label: text('date'), show: (row) => format.instant(row.madeAt) }, { label: text('settlement'), show: (row) => (row.settlementId ? <Link className="row-link" to={`/settlements/${row.settlementId}`}>{format.shortId(row.settlementId)}</Link> : text('refunds')) }, { label: text('payoutsCount'), number: true, show: (row) => format.count(row.payouts) }, { label: text('totalAmount'), number: true, show: (row) => format.plain(row.total) }, { label: format.rupiah(text('confirmedByBank')), number: true, show: (row) => format.plain(row.confirmed) },
            { label: text('status'), show: (row) => <Status value={row.cancelled ? 'CANCELLED' : row.confirmed.value === row.total.value ? 'DONE' : 'WITH_BANK'} /> }, { label: text('madeBy'), show: (row) => format.actor(row.madeBy) },
            ...(files ? [{ label: text('file'), show: (row: Schemas['PaymentInstruction']) => !row.cancelled && <Group gap="xs" wrap="nowrap"><Button component="a" size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />} href={`/api/hub/payment-instructions/${row.id}/csv`} download>CSV</Button>{row.xmlSha256 && <Button component="a" size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />} href={`/api/hub/payment-instructions/${row.id}/xml`} download>pain.001</Button>}</Group> }] : [])]} />
        </Panel>
        <Refunds session={session} />
      </Stack>
    </>
  );
}

/** Bank accounts: proposed by one person, checked by another, accepted by the operator. */
export function Accounts({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const change = useChange();
  const partner = session.partnerId !== undefined;
  const maker = may(session, ...(partner ? ['PARTNER_OWNER', 'PARTNER_FINANCE'] : ['HUB_FINANCE']));
  const mine = (row: Account): boolean => [row.madeBy, row.checkedBy].includes(`user:${session.subject}`);
  const mayApprove = (row: Account): boolean => !mine(row) && (partner ? row.status === 'PROPOSED' && row.partyId === session.partnerId && maker : may(session, 'HUB_FINANCE', 'HUB_APPROVER') && (row.partyId === 'HUB' ? row.status === 'PROPOSED' : row.status === 'CHECKED'));
  return (
    <>
      <PageHead title={text('accounts')} sub={text('accountsText')} actions={maker && <ProposeAccount />} />
      <Problem error={change.error} />
      <DataList<Account> title={text('accounts')} path="/bank-accounts" empty="noAccounts" keyOf={(row) => row.id} filters={[{ name: 'status', label: text('status'), options: ['PROPOSED', 'CHECKED', 'ACCEPTED', 'REJECTED'].map((state) => [state, word(state)]) }]}
        columns={[{ label: text('partner'), show: (row) => (row.partyId === 'HUB' ? text('operator') : row.partyName) }, { label: text('bank'), show: (row) => `${row.bankName} · ${row.bic}` }, { label: text('accountNo'), show: (row) => <span className="mono">{row.accountNo}</span> }, { label: text('holder'), show: (row) => row.holder }, { label: text('validFrom'), show: (row) => format.date(row.validFrom) }, { label: text('status'), show: (row) => <Status value={row.status} /> }, { label: text('approvals'), show: (row) => [row.madeBy, row.checkedBy, row.decidedBy].filter((one) => one !== undefined).map(format.actor).join('; ') },
          { label: text('decide'), show: (row) => mayApprove(row) && <Group gap="xs" wrap="nowrap"><Button size="xs" loading={change.isPending} onClick={() => change.mutate({ path: `/bank-accounts/${row.id}/approve` })}>{text('approve')}</Button><WithReason label={text('reject')} onSend={(reason) => change.mutateAsync({ path: `/bank-accounts/${row.id}/reject`, body: { reason } })} /></Group> }]} />
    </>
  );
}

function ProposeAccount() {
  const text = useText();
  const change = useChange();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ bankName: '', bic: '', accountNo: '', holder: '', validFrom: '' });
  const set = (name: keyof typeof asked, clean: (value: string) => string = (value) => value) => (event: { currentTarget: { value: string } }): void => setAsked({ ...asked, [name]: clean(event.currentTarget.value) });
  return (
    <>
      <Button onClick={() => setOpened(true)}>{text('proposeAccount')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('proposeAccount')} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          <TextInput label={text('bank')} value={asked.bankName} maxLength={80} onChange={set('bankName')} />
          <TextInput label="BIC" value={asked.bic} maxLength={11} onChange={set('bic', (value) => value.toUpperCase())} />
          <TextInput label={text('accountNo')} value={asked.accountNo} inputMode="numeric" maxLength={20} onChange={set('accountNo', (value) => value.replace(/\D/g, ''))} />
          <TextInput label={text('holder')} value={asked.holder} maxLength={120} onChange={set('holder')} />
          <TextInput label={text('validFrom')} type="date" value={asked.validFrom} onChange={set('validFrom')} />
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={Object.values(asked).some((one) => one.trim() === '')} loading={change.isPending} onClick={() => change.mutate({ path: '/bank-accounts', body: asked }, { onSuccess: () => setOpened(false) })}>{text('send')}</Button></Group>
      </Modal>
    </>
  );
}

/** PPh 23: what may be withheld from fee invoices, what certificates were handed in, and the difference. */
export function Withholding({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const change = useChange();
  const hub = session.partnerId === undefined;
  const { data } = useAll<Page<Schemas['WithholdingInvoice']> & { partners: Schemas['WithholdingSum'][] }>('/withholding');
  const maker = may(session, 'PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_FINANCE');
  const checker = hub && may(session, 'HUB_FINANCE', 'HUB_APPROVER');
  return (
    <>
      <PageHead title={text('withholding')} sub={text('withholdingText')} actions={maker && data && <HandIn invoices={data.data} />} />
      <Problem error={change.error} />
      <Stack gap="xl">
        <Panel title={text('expectedReceived')}>{data ? <PlainTable title={text('expectedReceived')} rows={data.partners} keyOf={(row) => row.partnerId} columns={[{ label: text('partner'), show: (row) => row.partnerName }, { label: format.rupiah(text('expected')), number: true, show: (row) => format.plain(row.expected) }, { label: format.rupiah(text('received')), number: true, show: (row) => format.plain(row.received) }, { label: text('difference'), number: true, show: (row) => <Amount value={row.difference} /> }]} /> : <Waiting rows={3} />}</Panel>
        <Panel title={text('certificates')}>
          <DataList<Certificate> title={text('certificates')} path="/withholding-certificates" prefix="c-" empty="noCertificatesYet" keyOf={(row) => row.id} filters={[{ name: 'status', label: text('status'), options: ['SUBMITTED', 'ACCEPTED', 'REJECTED'].map((state) => [state, word(state)]) }]}
            columns={[{ label: text('number'), show: (row) => row.number }, ...(hub ? [{ label: text('partner'), show: (row: Certificate) => row.partnerName }] : []), { label: text('invoice'), show: (row) => <Link className="row-link" to={`/invoices/${row.invoiceId}`}>{row.invoiceNumber}</Link> }, { label: text('issuedOn'), show: (row) => format.date(row.issuedOn) }, { label: text('amount'), number: true, show: (row) => format.plain(row.amount) }, { label: format.rupiah(text('expected')), number: true, show: (row) => format.plain(row.expected) }, { label: text('status'), show: (row) => <Status value={row.status} /> },
              { label: text('approvals'), show: (row) => [row.madeBy, row.decidedBy].filter((one) => one !== undefined).map(format.actor).join('; ') },
              ...(checker ? [{ label: text('decide'), show: (row: Certificate) => row.status === 'SUBMITTED' && <Group gap="xs" wrap="nowrap"><Button size="xs" disabled={row.madeBy === `user:${session.subject}`} loading={change.isPending} onClick={() => change.mutate({ path: `/withholding-certificates/${row.id}/accept` })}>{text('accept')}</Button><WithReason label={text('reject')} onSend={(reason) => change.mutateAsync({ path: `/withholding-certificates/${row.id}/reject`, body: { reason } })} /></Group> }] : [])]} />
        </Panel>
        {data && <Panel title={text('feeInvoices')}><PlainTable title={text('feeInvoices')} rows={data.data} keyOf={(row) => row.invoiceId} columns={[{ label: text('number'), show: (row) => <Link className="row-link" to={`/invoices/${row.invoiceId}`}>{row.invoiceNumber}</Link> }, ...(hub ? [{ label: text('partner'), show: (row: Schemas['WithholdingInvoice']) => row.partnerName }] : []), { label: text('base'), number: true, show: (row) => format.plain(row.fee) }, { label: format.rupiah(text('expected')), number: true, show: (row) => format.plain(row.expected) }, { label: format.rupiah(text('received')), number: true, show: (row) => format.plain(row.received) }, { label: format.rupiah(text('waiting')), number: true, show: (row) => format.plain(row.waiting) }, { label: text('difference'), number: true, show: (row) => <Amount value={row.difference} /> }]} /></Panel>}
      </Stack>
    </>
  );
}

function HandIn({ invoices }: { invoices: readonly Schemas['WithholdingInvoice'][] }) {
  const text = useText();
  const change = useChange();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ invoiceId: '', number: '', issuedOn: '', amount: '' });
  const set = (name: keyof typeof asked) => (event: { currentTarget: { value: string } }): void => setAsked({ ...asked, [name]: event.currentTarget.value });
  const amount = useRupiah()(asked.amount);
  const chosen = invoices.find((one) => one.invoiceId === asked.invoiceId);
  return (
    <>
      <Button onClick={() => setOpened(true)}>{text('handIn')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('handIn')} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          <NativeSelect label={text('invoice')} value={asked.invoiceId} data={[{ value: '', label: '–' }, ...invoices.map((one) => ({ value: one.invoiceId, label: `${one.invoiceNumber} · ${one.partnerName}` }))]} onChange={set('invoiceId')} {...(chosen && { description: `${text('expected')} ${format.money(chosen.expected)}` })} />
          <TextInput label={text('certificateNumber')} value={asked.number} maxLength={40} onChange={set('number')} />
          <TextInput label={text('issuedOn')} type="date" value={asked.issuedOn} onChange={set('issuedOn')} />
          <AmountField value={asked.amount} onChange={set('amount')} />
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={asked.invoiceId === '' || asked.number.trim().length < 3 || asked.issuedOn === '' || amount === undefined} loading={change.isPending} onClick={() => change.mutate({ path: '/withholding-certificates', body: { invoiceId: asked.invoiceId, number: asked.number.trim(), issuedOn: asked.issuedOn, amount } }, { onSuccess: () => setOpened(false) })}>{text('send')}</Button></Group>
      </Modal>
    </>
  );
}
