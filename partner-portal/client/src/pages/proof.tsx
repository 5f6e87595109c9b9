import { Alert, Button, Group, List, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ProofResult, ProofSummary } from '@kongsi/partner-sdk/proof';
import { IconAlertTriangle, IconCheck, IconDownload, IconShieldCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { type Money, type Schemas } from '../api';
import * as format from '../format';
import { checkProof, type Checked } from '../proof-check';
import { useParty, useText, useWord } from '../text';
import { Amount, Facts, Panel, Problem } from '../parts/basics';
import { PlainTable } from '../parts/list';
import type { TextKey } from '../text/id';

/** An issued invoice or credit note. */
export type Proved = Pick<Schemas['Invoice'], 'id' | 'number' | 'total'> & { readonly path: '/invoices' | '/credit-notes' };
const STEPS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const money = (value: string): Money => ({ currency: 'IDR', value: value.includes('.') ? value : `${value}.00` }) as Money;

/** The proof of an issued document: fetched, verified in this browser, told in words, and there to be saved. */
export function ProofPanel({ document: one }: { document: Proved }) {
  const text = useText();
  const [checked, setChecked] = useState<Checked>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const check = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      setChecked(await checkProof(`${one.path}/${one.id}`));
    } catch (refused) {
      setChecked(undefined);
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={text('proof')}>
      <Text c="dimmed" mb="md" maw="75ch">{text('proofText')}</Text>
      <Group gap="sm">
        <Button leftSection={<IconShieldCheck size={16} aria-hidden />} loading={busy} onClick={() => void check()}>{text(checked ? 'verifyAgain' : 'verifyHere')}</Button>
        {checked ? <><Save bytes={checked.bundle} name={`proof-${one.id}.json`} label={text('downloadProof')} /><Save bytes={new TextEncoder().encode(`${JSON.stringify(checked.keys)}\n`)} name="hub-keys.json" label={text('downloadKeys')} /></>
          : <Button component="a" href={`/api/hub${one.path}/${one.id}/proof`} download variant="default" leftSection={<IconDownload size={16} aria-hidden />}>{text('downloadProof')}</Button>}
      </Group>
      <Problem error={error} />
      <div aria-live="polite">{checked && <Verdict checked={checked} one={one} />}</div>
      <Text size="sm" c="dimmed" mt="md">{text('proofOffline')} <span className="mono">kongsi verify proof-{one.id}.json --keys hub-keys.json</span></Text>
    </Panel>
  );
}

/** Saves bytes that are in the page: what was verified, and not what the hub would answer now. */
function Save({ bytes, name, label }: { bytes: Uint8Array<ArrayBuffer>; name: string; label: string }) {
  const save = (): void => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/json' }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={save}>{label}</Button>;
}

function Verdict({ checked, one: shown }: { checked: Checked; one: Proved }) {
  const text = useText();
  const { result } = checked;
  if (!result.summary) return <Stack gap="md" mt="md"><Failure result={result} /><Steps failedAt={result.step} /></Stack>;
  const printed = result.summary.documents.find((one) => one.number === shown.number);
  const same = printed !== undefined && format.minor(money(printed.total)) === format.minor(shown.total);
  return (
    <Stack gap="lg" mt="md">
      {same ? <Alert color="teal" variant="light" icon={<IconShieldCheck aria-hidden />} data-testid="proved"><Text fw={600} c="var(--mantine-color-text)">{text('proofHolds', { number: printed.number, total: format.money(money(printed.total)) })}</Text></Alert>
        : <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />}><Text c="var(--mantine-color-text)">{text('proofOtherTotal')}</Text></Alert>}
      <History checked={checked} summary={result.summary} />
      <Steps />
      <Told summary={result.summary} />
      <section aria-label={text('proofLimits')}><Title order={3} size="h5" mb="xs">{text('proofLimits')}</Title><List size="sm" spacing={4}>{(['proof_limit_1', 'proof_limit_2', 'proof_limit_3'] as const).map((key) => <List.Item key={key}>{text(key)}</List.Item>)}</List></section>
    </Stack>
  );
}

function Failure({ result }: { result: ProofResult }) {
  const text = useText();
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={text('proofFails')} data-testid="refuted">
      <Stack gap="xs">{result.step !== undefined && <Text c="var(--mantine-color-text)" fw={600}>{text('failedAt', { step: result.step, title: text(`proof_step_${result.step}`) })}</Text>}
        <Text c="var(--mantine-color-text)" lang="en">{result.failed}: {result.detail}</Text><Text c="var(--mantine-color-text)">{text('proofFailsText')}</Text></Stack>
    </Alert>
  );
}

/** The log, its key, and what this browser knew of both before. */
function History({ checked, summary }: { checked: Checked; summary: ProofSummary }) {
  const text = useText();
  const { otherKey, since } = checked;
  return (
    <Stack gap="sm">
      {otherKey && <Alert role="alert" color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />}><Text c="var(--mantine-color-text)">{text('proofKeyChanged', { date: format.instant(otherKey.at) })}</Text></Alert>}
      <Facts items={[[text('proofLog'), <><span className="mono">{summary.origin}</span><br />{text('proofLogSays', { size: format.count(summary.treeSize), date: format.date(summary.businessDate) })}</>], [text('proofKey'), <span key="k" className="mono">{summary.hubKeys.join(', ')}</span>], [text('termsRef'), <span key="t" className="mono">{summary.terms.join(', ')}</span>], [text('evidence'), text('proofLegs', { legs: format.count(summary.legs), postings: format.count(summary.postings) })]]} />
      <Text size="sm" c="dimmed">{text('proofKeyText')}</Text>
      <Text size="sm">{since && summary.sinceSize !== undefined ? text('proofContinues', { size: format.count(summary.sinceSize), date: format.instant(since.at) }) : text('proofFirstSeen')}</Text>
    </Stack>
  );
}

/** The eight steps in plain words; those before a failed one hold, those after it were not reached. */
function Steps({ failedAt }: { failedAt?: number | undefined }) {
  const text = useText();
  const mark = (step: number): [boolean, boolean] => [failedAt === undefined || step < failedAt, step === failedAt];
  return (
    <section aria-label={text('proofSteps')}>
      <Title order={3} size="h5" mb="xs">{text('proofSteps')}</Title>
      <List spacing={6} center>{STEPS.map((step) => {
        const [holds, broken] = mark(step);
        return <List.Item key={step} icon={<ThemeIcon variant="transparent" c={holds ? 'var(--kongsi-good)' : broken ? 'var(--kongsi-bad)' : 'dimmed'} size={20}>{holds ? <IconCheck size={16} aria-hidden /> : broken ? <IconX size={16} aria-hidden /> : <span aria-hidden>–</span>}</ThemeIcon>}>{text(`proof_step_${step}` as TextKey)}{holds ? ` – ${text('holdsWord')}` : broken ? ` – ${text('broken')}` : ''}</List.Item>;
      })}</List>
    </section>
  );
}

function Told({ summary }: { summary: ProofSummary }) {
  const text = useText();
  const word = useWord();
  const party = useParty();
  const { totals } = summary;
  return (
    <Stack gap="md">
      <Section title={text('provedDocuments')}><PlainTable title={text('provedDocuments')} rows={summary.documents} keyOf={(row) => row.number} columns={[{ label: text('kind'), show: (row) => word(row.kind) }, { label: text('number'), show: (row) => row.number }, { label: format.rupiah(text('total')), number: true, show: (row) => format.plain(money(row.total)) }]} /></Section>
      {summary.lines.length > 0 && <Section title={text('provedLines')}><PlainTable title={text('provedLines')} rows={summary.lines} keyOf={(row) => `${row.document} ${row.lineNo}`} columns={[{ label: text('line'), show: (row) => <>{row.document} · {row.lineNo}<Text size="xs" c="dimmed">{row.kind === undefined ? party(row.counterpartyName ?? '') : word(row.kind === 'EXPIRE' ? 'EXPIRE_CONTRIBUTION' : row.kind)}</Text></> }, { label: text('calculationOf'), show: (row) => <>{format.count(row.points)} × {row.prices.map(format.decimal).join(' / ')} = {format.decimal(row.exact)}<Text size="xs" c="dimmed" className="mono">{row.clauses.join(', ')}</Text></> },
        { label: text('legCount'), number: true, show: (row) => format.count(row.legs) }, { label: format.rupiah(text('amount')), number: true, show: (row) => format.plain(money(row.amount)) }]} /></Section>}
      {summary.fees.length > 0 && <Section title={text('feesOf')}><PlainTable title={text('feesOf')} rows={summary.fees} keyOf={(row) => row.lineType} columns={[{ label: text('type'), show: (row) => word(row.lineType) }, { label: text('calculationOf'), show: (row) => `${text('ofBase', { rate: row.rates.map(format.rate).join(' / '), base: format.money(money(row.base)) })} = ${format.decimal(row.exact)}` }, { label: format.rupiah(text('amount')), number: true, show: (row) => format.plain(money(row.amount)) }, { label: format.rupiah(text('ppn')), number: true, show: (row) => format.plain(money(row.ppn)) }]} /></Section>}
      {summary.taxes.length > 0 && <Section title={text('proofTaxes')}><Text size="sm" c="dimmed" mb="xs" maw="75ch">{text('proofTaxesText')}</Text><PlainTable title={text('proofTaxes')} rows={summary.taxes} keyOf={(row) => row.tax} columns={[{ label: text('proofTaxBy'), show: (row) => <span className="mono">{row.tax}</span> }, { label: text('calculationOf'), show: (row) => `${format.money(money(row.base))}${row.part === undefined ? '' : ` × ${format.rate(row.part)}`} × ${row.fraction} × ${format.rate(row.rate)}` },
        { label: format.rupiah(text('taxBase')), number: true, show: (row) => format.plain(money(row.dpp)) }, { label: format.rupiah(text('ppn')), number: true, show: (row) => format.plain(money(row.amount)) }]} /></Section>}
      {summary.restated.length > 0 && <Section title={text('provedRestated')}><Text size="sm" c="dimmed" mb="xs" maw="75ch">{text('provedRestatedText')}</Text><PlainTable title={text('provedRestated')} rows={summary.restated} keyOf={(row) => `${row.document} ${row.lineNo}`} columns={[{ label: text('line'), show: (row) => <>{row.document} · {row.lineNo}<Text size="xs" c="dimmed">{row.lineType.endsWith('_FEE') ? word(row.lineType) : party(row.counterpartyName ?? '')}</Text></> }, { label: text('calculationOf'), show: (row) => format.decimal(row.exact) },
        { label: text('evidence'), show: () => text('computedAgain') }, { label: format.rupiah(text('amount')), number: true, show: (row) => format.plain(money(row.amount)) }, { label: format.rupiah(text('ppn')), number: true, show: (row) => (row.ppn === undefined ? '–' : format.plain(money(row.ppn))) }]} /></Section>}
      <Credited summary={summary} />
      {summary.stated.length > 0 && <Section title={text('statedLines')}><Text size="sm" c="dimmed" mb="xs">{text('statedLinesText')}</Text><PlainTable title={text('statedLines')} rows={summary.stated} keyOf={(row) => `${row.document} ${row.lineNo}`} columns={[{ label: text('line'), show: (row) => `${row.document} · ${row.lineNo}` }, { label: text('type'), show: (row) => word(row.lineType) }, { label: text('counterparty'), show: (row) => party(row.counterpartyName ?? '–') }, { label: format.rupiah(text('amount')), number: true, show: (row) => format.plain(money(row.amount)) }]} /></Section>}
      <Facts items={[[text('receivable'), format.money(money(totals.receivable))], [text('payable'), format.money(money(totals.payable))], [text('fees'), format.money(money(totals.fees))], [text('ppn'), format.money(money(totals.ppn))], [text(summary.missing.length === 0 && summary.netted.length === 0 ? 'netCashOf' : 'netOfProof'), <Amount key="n" value={money(totals.netCash)} strong />]]} />
      {summary.netted.length > 0 && <Text size="sm" c="dimmed" maw="75ch">{text('provedNetted', { numbers: summary.netted.map((one) => one.number).join(', ') })}</Text>}
      {summary.missing.length > 0 && <Text size="sm" c="dimmed">{text('missingKinds', { kinds: summary.missing.map((kind) => word(kind).toLowerCase()).join(', ') })}</Text>}
    </Stack>
  );
}

/** What credit notes took off the lines, and what rests on a ruling or on what the documents charge. */
function Credited({ summary }: { summary: ProofSummary }) {
  const text = useText();
  const word = useWord();
  const party = useParty();
  const { credits, corrections, charges } = summary;
  return (
    <>
      {credits.length > 0 && <Section title={text('provedCredits')}><Text size="sm" c="dimmed" mb="xs" maw="75ch">{text('provedCreditsText')}</Text><PlainTable title={text('provedCredits')} rows={credits} keyOf={(row) => `${row.document} ${row.lineNo}`} columns={[{ label: text('line'), show: (row) => <>{row.document} · {row.lineNo}<Text size="xs" c="dimmed">{row.counterpartyName === undefined ? word(row.lineType) : party(row.counterpartyName)}</Text></> }, { label: text('takenOff'), show: (row) => `${row.invoice} · ${row.invoiceLineNo}` },
        { label: text('evidence'), show: (row) => text(row.computed ? 'computedAgain' : 'asPrinted') }, { label: format.rupiah(text('amount')), number: true, show: (row) => format.plain(money(row.amount)) }, { label: format.rupiah(text('ppn')), number: true, show: (row) => (row.ppn === undefined ? '–' : format.plain(money(row.ppn))) }]} /></Section>}
      {corrections.count > 0 && <Text size="sm">{text('proofCorrections', { count: corrections.count, points: format.count(corrections.points), ruled: corrections.onRuling })}</Text>}
      {charges > 0 && <Text size="sm" c="dimmed">{text('proofCharges', { count: charges })}</Text>}
    </>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return <section aria-label={title}><Title order={3} size="h5" mb="xs">{title}</Title>{children}</section>;
}
