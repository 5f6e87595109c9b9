import { List, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Schemas } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Facts, Panel } from './basics';
import { PlainTable } from './list';

export type TermsBody = Schemas['TermsBody'];
export type Clause = TermsBody['clauses'][number];
export type FeeClause = TermsBody['fees'][number];

/** A rate of the wire, `0.015`, as people say it: 1,5 %. The digits are moved, never computed. */
export function percent(rate: string | undefined): string {
  return rate === undefined ? '–' : `${format.decimal(moved(rate, 2))}\u00a0%`;
}

/** The digits of a decimal string with the point moved to the right; to the left where `places` is negative. */
export function moved(text: string, places: number): string {
  const [whole = '0', fraction = ''] = text.split('.');
  const digits = places > 0 ? whole + fraction.padEnd(places, '0') : whole.padStart(1 - places, '0') + fraction;
  const at = digits.length - Math.max(fraction.length - places, 0);
  const [left, right] = [digits.slice(0, at).replace(/^0+(?=\d)/, ''), digits.slice(at).replace(/0+$/, '')];
  return right === '' ? left : `${left}.${right}`;
}

const rupiah = (price: string): string => `${format.currency()} ${format.decimal(price)}`;

/** For which points and issuers a clause is. */
export function useScope(): (clause: Clause) => string {
  const text = useText();
  const word = useWord();
  return (clause) => [clause.pointKind && `${text('pointKind')} ${clause.pointKind}`, clause.category && `${text('category')} ${clause.category}`, clause.issuerPreset && text('issuersWith', { preset: word(clause.issuerPreset) })].filter(Boolean).join(' · ') || text('allPoints');
}

function Steps({ first, steps }: { first: string; steps: string[] | undefined }) {
  return steps && steps.length > 1 ? <Stack gap={0} align="flex-end">{steps.map((step) => <span key={step}>{step}</span>)}</Stack> : <>{first}</>;
}

export function PriceTable({ body }: { body: TermsBody }) {
  const text = useText();
  const word = useWord();
  const scope = useScope();
  return <PlainTable title={text('pricesOf')} rows={body.clauses} keyOf={(row) => row.clauseId} columns={[{ label: text('event'), show: (row) => word(row.event) }, { label: text('side'), show: (row) => word(row.side) }, { label: text('appliesTo'), show: scope },
    { label: text('perPoint'), number: true, show: (row) => <Steps first={rupiah(row.pointPrice)} steps={row.steps?.map((step) => text('stepFrom', { from: format.count(step.fromPoints), price: rupiah(step.pointPrice) }))} /> }, { label: text('clauseId'), show: (row) => <span className="mono">{row.clauseId}</span> }]} />;
}

function FeeTable({ body }: { body: TermsBody }) {
  const text = useText();
  const word = useWord();
  return <PlainTable title={text('feesOf')} rows={body.fees} keyOf={(row) => row.clauseId} columns={[{ label: text('type'), show: (row) => word(row.lineType) }, { label: text('baseOf'), show: (row) => text(row.base === 'PAID' ? 'base_PAID' : 'base_RECEIVED') },
    { label: text('rate'), number: true, show: (row) => <Steps first={percent(row.rate)} steps={row.steps?.map((step) => text('stepFrom', { from: format.money(step.fromAmount), price: percent(step.rate) }))} /> },
    { label: text('flatPerBurn'), number: true, show: (row) => format.money(row.flatPerBurn) }, { label: text('minPerCycle'), number: true, show: (row) => format.money(row.minPerCycle) }, { label: text('maxPerCycle'), number: true, show: (row) => format.money(row.maxPerCycle) },
    { label: text('taxProfile'), show: (row) => body.taxProfiles[row.lineType] ?? '–' }, { label: text('clauseId'), show: (row) => <span className="mono">{row.clauseId}</span> }]} />;
}

function presetFacts(body: TermsBody, text: ReturnType<typeof useText>, word: ReturnType<typeof useWord>): [string, ReactNode][] {
  const shares = body.releaseShares ?? { issuer: '70', fund: '30' };
  if (body.preset === 'HYBRID_RESERVE') return [[text('reserveRate'), `${percent(body.reserveRate ?? '0.40')} ${text('ofSettlementValue')}`], [text('releaseShares'), `${format.decimal(shares.issuer)} ${text('toIssuer')} : ${format.decimal(shares.fund)} ${text('toFund')}`], [text('issueTrigger'), word(body.issueTrigger ?? 'VESTED')]];
  if (body.preset === 'PAY_AT_ISSUE') return [[text('breakageShare'), `${percent(body.breakageShare ?? '0')} ${text('ofIssuePrice')}`], [text('issueTrigger'), word(body.issueTrigger ?? 'VESTED')]];
  return [[text('expireRate'), `${percent(body.expireRate ?? '0')} ${text('ofSettlementValue')}`]];
}

/** How a partner's points are paid for, in one sentence and its figures. */
export function PresetPanel({ body }: { body: TermsBody }) {
  const text = useText();
  const word = useWord();
  return (
    <Panel title={`${text('preset')}: ${word(body.preset)}`}>
      <Text mb="md" maw="75ch">{word(`text_${body.preset}`)}</Text>
      <Facts items={[[text('settlementValue'), `${rupiah(body.settlementValue)} / ${text('points').toLowerCase()}`], ...presetFacts(body, text, word)]} />
    </Panel>
  );
}

function SettlementPanel({ body }: { body: TermsBody }) {
  const text = useText();
  const word = useWord();
  return <Panel title={text('settlementRules')}><Facts items={[[text('documentCycle'), word(body.documentCycle)], [text('rateBasis'), word(`rateBasis_${body.rateBasis}`)], [text('netFees'), text(body.netFees ? 'netFeesYes' : 'netFeesNo')], [text('reviewDays'), text('days', { count: body.reviewDays })], [text('paymentDays'), text('days', { count: body.paymentDays })],
    [text('netDebitCap'), body.netDebitCap ? format.money(body.netDebitCap) : text('noCap')], [text('collateral'), format.money(body.collateral)], [text('minCoverageWarn'), percent(body.minCoverageWarn ?? '1')], [text('minCoverageStop'), body.minCoverageStop === undefined ? text('never') : percent(body.minCoverageStop)], [text('ownBurnFee'), text(body.ownBurnFee ? 'yes' : 'no')]]} /></Panel>;
}

/** When points end and when they begin to count, as a sentence. */
function useEarnWords(): { expiry: (rule: Pick<TermsBody['earnRule'], 'expiry' | 'expiresAfterDays'>) => string; vesting: (rule: Pick<TermsBody['earnRule'], 'vesting'>) => string } {
  const text = useText();
  return {
    expiry: ({ expiry, expiresAfterDays }) => {
      if (!expiry) return expiresAfterDays === undefined ? text('expiry_NEVER') : text('expiry_DAYS', { count: expiresAfterDays });
      if (expiry.mode === 'MONTH_END') return text('expiry_MONTH_END', { count: expiry.months ?? 0 });
      if (expiry.mode === 'FIXED_DATE') return text('expiry_FIXED_DATE', { date: format.date(expiry.date) });
      return expiry.mode === 'NEVER' ? text('expiry_NEVER') : text(expiry.mode === 'DAYS' ? 'expiry_DAYS' : 'expiry_ROLLING', { count: expiry.days ?? 0 });
    },
    vesting: ({ vesting }) => (vesting?.untilEvent !== undefined ? text('vesting_EVENT', { event: vesting.untilEvent }) : vesting?.afterDays !== undefined ? text('vesting_DAYS', { count: vesting.afterDays }) : text('atOnce')),
  };
}

type Named = (party: string) => string;

function RulesPanel({ body, name }: { body: TermsBody; name: Named }) {
  const text = useText();
  const word = useWord();
  const words = useEarnWords();
  const { earnRule: rule, burnRule: burn, transferRule: transfer } = body;
  const shares = (list: TermsBody['earnRule']['fundingShares']): string => (list ? list.map((one) => `${name(one.party)} ${format.decimal(one.weight)}`).join(' : ') : '–');
  return (
    <Panel title={text('earnBurnRules')}>
      <Facts items={[[text('amountPerPoint'), format.money(rule.amountPerPoint)], [text('expiry'), words.expiry(rule)], [text('vesting'), words.vesting(rule)], [text('pointsAllowed'), text(rule.pointsAllowed ? 'yes' : 'no')], [text('maxPointsPerEarn'), rule.maxPointsPerEarn === undefined ? '–' : format.count(rule.maxPointsPerEarn)], [text('refundPolicy'), word(rule.refundPolicy ?? 'RECEIVABLE')], [text('fundingShares'), shares(rule.fundingShares)],
        [text('minPoints'), format.count(burn.minPoints ?? 1)], [text('multipleOf'), format.count(burn.multipleOf ?? 1)], [text('holdsAllowed'), text(burn.holdsAllowed ? 'yes' : 'no')], ...(transfer ? [[text('transferRule'), text('between', { from: format.count(transfer.minPoints), to: format.count(transfer.maxPoints) })] as [string, ReactNode]] : [])]} />
      {(rule.bonuses ?? []).length > 0 && <Stack gap="xs" mt="lg"><Text fw={600}>{text('bonuses')}</Text><PlainTable title={text('bonuses')} rows={rule.bonuses ?? []} keyOf={(row) => row.bonusId} columns={[{ label: text('name'), show: (row) => <span className="mono">{row.bonusId}</span> }, { label: text('issuer'), show: (row) => name(row.issuer) }, { label: text('multiplier'), number: true, show: (row) => `${format.decimal(row.multiplier)} ×` },
        { label: text('pointKind'), show: (row) => row.pointKind ?? text('allPoints') }, { label: text('category'), show: (row) => row.categories?.join(', ') ?? '–' }, { label: text('validFrom'), show: (row) => format.date(row.validFrom) }, { label: text('validTo'), show: (row) => format.date(row.validTo) }, { label: text('expiry'), show: words.expiry }, { label: text('fundingShares'), show: (row) => shares(row.fundingShares) }, { label: text('budgetPoints'), number: true, show: (row) => (row.budget ? `${format.count(row.budget.points)} (${row.budget.code})` : '–') }]} /></Stack>}
    </Panel>
  );
}

/** Everything a version says. */
export function TermsBodyView({ body, name }: { body: TermsBody; name: Named }) {
  const text = useText();
  return (
    <Stack gap="lg">
      <PresetPanel body={body} />
      <Panel title={text('pricesOf')}><PriceTable body={body} /></Panel>
      <Panel title={text('feesTax')}><FeeTable body={body} /></Panel>
      <SettlementPanel body={body} />
      <RulesPanel body={body} name={name} />
    </Stack>
  );
}

const SECTIONS: Readonly<Record<string, 'pricesOf' | 'feesOf' | 'taxProfile' | 'earnRule' | 'earnBurnRules'>> = { clauses: 'pricesOf', fees: 'feesOf', taxProfiles: 'taxProfile', earnRule: 'earnRule', burnRule: 'earnBurnRules', transferRule: 'earnBurnRules', offlineLimits: 'earnBurnRules' };
const PERCENTS = new Set(['rate', 'reserveRate', 'expireRate', 'breakageShare', 'minCoverageWarn', 'minCoverageStop']);
const FIELDS: Readonly<Record<string, string>> = { pointPrice: 'price', lineType: 'type', base: 'baseOf' };

/** What two versions differ in, for people: where, which field, and both values. */
export function ChangeTable({ changes }: { changes: readonly Schemas['TermsChange'][] }) {
  const text = useText();
  const word = useWord();
  const where = (field: string): { part: string; entry: string; name: string } => {
    const [section = '', ...rest] = field.slice(1).split('/');
    const name = rest.at(-1) ?? section;
    return { part: SECTIONS[section] ? text(SECTIONS[section]) : text('everything'), entry: rest.slice(0, -1).map((one) => (one === 'steps' ? text('priceSteps') : one)).join(' › '), name: word(FIELDS[name] ?? name) };
  };
  const value = (field: string, raw: string | undefined): string => {
    const name = field.split('/').at(-1) ?? '';
    if (raw === undefined) return '–';
    if (raw.startsWith('IDR ')) return format.money({ currency: 'IDR', value: raw.slice(4) });
    if (raw === 'true' || raw === 'false') return text(raw === 'true' ? 'yes' : 'no');
    if (PERCENTS.has(name)) return percent(raw);
    if (name === 'pointPrice' || name === 'settlementValue') return rupiah(raw);
    return /^\d{4}-\d{2}-\d{2}$/.test(raw) ? format.date(raw) : /^\d+(\.\d+)?$/.test(raw) ? format.decimal(raw) : word(name === 'rateBasis' || name === 'base' ? `${name}_${raw}` : raw);
  };
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={text('whatChanges')}>
      <Table horizontalSpacing="md" verticalSpacing="xs">
        <Table.Thead><Table.Tr>{[text('part'), text('fieldOf'), text('change')].map((label) => <Table.Th key={label} scope="col">{label}</Table.Th>)}<Table.Th scope="col" className="num">{text('before')}</Table.Th><Table.Th scope="col" className="num">{text('after')}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>{changes.map((one) => {
          const { part, entry, name } = where(one.field);
          return <Table.Tr key={one.field}><Table.Td>{part}{entry && <> <span className="mono">{entry}</span></>}</Table.Td><Table.Td>{name}</Table.Td><Table.Td>{word(one.change)}</Table.Td>
            <Table.Td className="num">{one.before === undefined ? '–' : <s>{value(one.field, one.before)}</s>}</Table.Td><Table.Td className="num"><strong>{value(one.field, one.after)}</strong></Table.Td></Table.Tr>;
        })}</Table.Tbody>
      </Table>
    </div>
  );
}

/** Pairs for whom the hub keeps or adds the difference of two prices. */
export function RateDifferences({ rows }: { rows: readonly Schemas['RateDifferenceView'][] }) {
  const text = useText();
  if (rows.length === 0) return <Text c="dimmed">{text('noRateDifferences')}</Text>;
  return (
    <Stack gap="sm">
      <Text c="dimmed">{text('rateDifferencesText')}</Text>
      <PlainTable title={text('rateDifferences')} rows={rows} keyOf={(row) => `${row.issuerId} ${row.redeemerId} ${row.pointKind} ${row.fromPoints}`} columns={[{ label: text('issuer'), show: (row) => (row.issuerId === 'HUB' ? text('operator') : row.issuerName) }, { label: text('redeemer'), show: (row) => row.redeemerName },
        { label: text('appliesTo'), show: (row) => [row.pointKind === 'REGULAR' ? text('allPoints') : row.pointKind, row.fromPoints > 0 && text('fromPoint', { from: format.count(row.fromPoints) })].filter(Boolean).join(', ') }, { label: text('payPrice'), number: true, show: (row) => rupiah(row.payPrice) }, { label: text('receivePrice'), number: true, show: (row) => rupiah(row.receivePrice) },
        { label: text('differencePerPoint'), number: true, show: (row) => <span className={row.difference.startsWith('-') ? 'bad' : undefined}>{row.difference.startsWith('-') ? '−' : ''}{rupiah(row.difference.replace('-', ''))}</span> }]} />
    </Stack>
  );
}

/** Faults that the hub named, beside the fields they are of where the form shows those. */
export function FaultList({ faults }: { faults: readonly { pointer: string; detail: string }[] }) {
  if (faults.length === 0) return null;
  return <List size="sm">{faults.map((one) => <List.Item key={`${one.pointer} ${one.detail}`}><span className="mono">{one.pointer}</span> {one.detail}</List.Item>)}</List>;
}
