import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { Refused, useAll, useChange, useHub, type Page, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Facts, Id, PageHead, Panel, Problem, Waiting } from '../parts/basics';
import { Grounds, PairTable, PartyTable } from '../parts/effect';
import { changed, ChoiceField, DecimalField, DraftProvider, Faults, MoneyField, TextField, useDraft, valueAt, type Draft } from '../parts/form-fields';
import { DataList, PlainTable } from '../parts/list';
import { FaultList } from '../parts/terms-body';
import { usePartyName, type Terms } from './terms';

type Scenario = Schemas['Scenario'];
type Override = Schemas['TermsOverride'];
const mayMake = (session: Session): boolean => session.partnerId === undefined && session.roles.some((role) => ['HUB_FINANCE', 'HUB_ADMIN'].includes(role));
const ORDERS = ['EXPIRY_FIRST', 'EARNED_FIRST', 'OWN_FIRST', 'OTHERS_FIRST'] as const;
const NETTINGS = ['MULTILATERAL', 'BILATERAL', 'GROSS'] as const;
const PRESETS = ['PAY_AT_BURN', 'PAY_AT_ISSUE', 'HYBRID_RESERVE'] as const;

export function Scenarios({ session }: { session: Session }) {
  const text = useText();
  return (
    <>
      <PageHead title={text('scenarios')} sub={text('scenariosText')} actions={mayMake(session) && <Button component={Link} to="/scenarios/new">{text('newScenario')}</Button>} />
      <DataList<Schemas['ScenarioSummary']> title={text('scenarios')} path="/scenarios" empty="noScenarios" keyOf={(row) => row.id} columns={[{ label: text('name'), show: (row) => <Link className="row-link" to={`/scenarios/${row.id}`}>{row.name}</Link> },
        { label: text('period'), show: (row) => `${format.date(row.from)} – ${format.date(format.dayAfter(row.to, -1))}` }, { label: text('madeBy'), show: (row) => format.actor(row.madeBy) }, { label: text('date'), show: (row) => format.instant(row.madeAt) }]} />
    </>
  );
}

export function ScenarioPage({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const name = usePartyName();
  const { scenarioId = '' } = useParams();
  const { data, error } = useHub<Scenario>(`/scenarios/${scenarioId}`);
  const breaches = data?.parties.flatMap((party) => (['actual', 'scenario'] as const).flatMap((course) => party.breaches[course].map((one) => ({ party: party.partyName, course, ...one })))) ?? [];
  const covered = data?.parties.filter((one) => one.coverage) ?? [];
  return (
    <>
      <PageHead title={data?.name ?? text('scenario')} crumbs={[{ to: '/scenarios', label: text('scenarios') }]} actions={data && mayMake(session) && <Share scenario={data} />} />
      <Problem error={error} />
      {data ? <Stack gap="lg">
        <Grounds {...data} />
        <Panel title={text('changedThings')}><Overrides scenario={data} /></Panel>
        <Panel title={text('perPartner')}><PartyTable rows={data.parties} cash /></Panel>
        {data.hub && <Panel title={text('ofTheHub')}><PlainTable title={text('ofTheHub')} rows={(['fees', 'ppn', 'rateDifference', 'gross', 'bilateral', 'multilateral'] as const).map((key) => ({ key, ...(data.hub as NonNullable<Scenario['hub']>)[key] }))} keyOf={(row) => row.key}
          columns={[{ label: text('figure'), show: (row) => text(`hub_${row.key}`) }, { label: text('asItWas'), number: true, show: (row) => format.money(row.actual) }, { label: text('inScenario'), number: true, show: (row) => <strong>{format.money(row.scenario)}</strong> }, { label: text('difference'), number: true, show: (row) => <span className={format.isNegative(row.difference) ? 'bad' : undefined}>{format.money(row.difference)}</span> }]} /></Panel>}
        {covered.length > 0 && <Panel title={text('coverage')}><PlainTable title={text('coverage')} rows={covered} keyOf={(row) => row.partyId} columns={[{ label: text('partner'), show: (row) => row.partyName }, { label: text('asItWas'), number: true, show: (row) => (row.coverage?.actual === undefined ? '–' : format.percent(row.coverage.actual)) }, { label: text('inScenario'), number: true, show: (row) => (row.coverage?.scenario === undefined ? '–' : format.percent(row.coverage.scenario)) }]} /></Panel>}
        <Panel title={text('breaches')}>{breaches.length === 0 ? <Text c="dimmed">{text('noBreaches')}</Text> : <PlainTable title={text('breaches')} rows={breaches} keyOf={(row) => `${row.party} ${row.course} ${row.businessDate}`} columns={[{ label: text('partner'), show: (row) => row.party }, { label: text('course'), show: (row) => text(row.course === 'actual' ? 'asItWas' : 'inScenario') }, { label: text('businessDate'), show: (row) => format.date(row.businessDate) }, { label: text('headroom'), number: true, show: (row) => <span className="bad">{format.money(row.headroom)}</span> }]} />}</Panel>
        {data.notReplayed && <Panel title={text('notReplayed')}>{data.notReplayed.length === 0 ? <Text c="dimmed">{text('allReplayed')}</Text> : <><Text mb="sm">{text('notReplayedText', { count: format.count(data.notReplayedCount ?? 0) })}</Text>
          <PlainTable title={text('notReplayed')} rows={data.notReplayed} keyOf={(row) => row.postingId} columns={[{ label: text('posting'), show: (row) => <Id value={row.postingId} to={`/postings/${row.postingId}`} /> }, { label: text('businessDate'), show: (row) => format.date(row.businessDate) }, { label: text('redeemer'), show: (row) => name(row.redeemerId) }, { label: text('reason'), show: (row) => word(`lost_${row.reason}`) }, { label: text('asked'), number: true, show: (row) => format.count(row.asked) }, { label: text('found'), number: true, show: (row) => format.count(row.found) }]} /></>}</Panel>}
        <Panel title={text('perCounterparty')}><PairTable rows={data.pairs} {...(!session.partnerId && { name })} /></Panel>
        <Panel><Facts items={[[text('madeBy'), format.actor(data.madeBy)], [text('date'), format.instant(data.madeAt)], [text('engine'), data.engineVersion], ...(data.sharedWith ? [[text('sharedWith'), data.sharedWith.map(name).join(', ') || '–'] as [string, string]] : [])]} /></Panel>
      </Stack> : <Waiting />}
    </>
  );
}

/** What is other than it was, in words. */
function Overrides({ scenario: { overrides } }: { scenario: Scenario }) {
  const text = useText();
  const word = useWord();
  const name = usePartyName();
  const terms = overrides.terms ?? [];
  const value = (raw: unknown): string => (typeof raw === 'boolean' ? text(raw ? 'yes' : 'no') : typeof raw === 'string' ? (/^\d/.test(raw) ? format.decimal(raw) : word(raw)) : Array.isArray(raw) ? (raw as { clauseId: string; pointPrice?: string; rate?: string }[]).map((one) => `${one.clauseId} ${format.decimal(one.pointPrice ?? one.rate ?? '')}`).join(', ') : typeof raw === 'object' && raw !== null && 'currency' in raw ? format.money(raw as Schemas['Money']) : JSON.stringify(raw));
  const rows: [string, string][] = [...(overrides.order ? [[text('consumptionOrder'), word(overrides.order)] as [string, string]] : []), ...(overrides.netting ? [[text('netting'), word(`netting_${overrides.netting}`)] as [string, string]] : []), ...(overrides.leavingPartnerId ? [[text('leaving'), name(overrides.leavingPartnerId)] as [string, string]] : []),
    ...terms.flatMap(({ party, ...fields }) => Object.entries(fields).map(([field, raw]): [string, string] => [`${name(party)}: ${word(field)}`, value(raw)]))];
  return rows.length === 0 ? <Text c="dimmed">{text('nothingOverridden')}</Text> : <Facts items={rows} />;
}

function Share({ scenario }: { scenario: Scenario }) {
  const text = useText();
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>('/partners');
  const change = useChange();
  const [opened, setOpened] = useState(false);
  const left = (brands.data?.data ?? []).filter((one) => !scenario.sharedWith?.includes(one.id));
  const [chosen, setChosen] = useState('');
  const partnerId = chosen || (left[0]?.id ?? '');
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>{text('shareScenario')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('shareScenario')} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Text c="dimmed" mb="md">{text('shareText')}</Text>
        <NativeSelect label={text('partner')} value={partnerId} data={left.map((one) => ({ value: one.id, label: one.brandName }))} onChange={(event) => setChosen(event.currentTarget.value)} data-autofocus />
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={partnerId === ''} loading={change.isPending} onClick={() => change.mutate({ path: `/scenarios/${scenario.id}/share`, body: { partnerId } }, { onSuccess: () => {
          setOpened(false);
          setChosen('');
        } })}>{text('shareScenario')}</Button></Group>
      </Modal>
    </>
  );
}

interface Asked {
  name: string;
  from: string;
  to: string;
  overrides: { terms: Override[]; order?: string; netting?: string; leavingPartnerId?: string };
}

/** A scenario from a form: a span, and what is other than it was. */
export function ScenarioNew() {
  const text = useText();
  const windows = useHub<Page<Schemas['Window']>>('/settlement-windows?status=CLOSED&run=DONE&limit=30');
  const dates = (windows.data?.data ?? []).map((one) => one.businessDate).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  return (
    <>
      <PageHead title={text('newScenario')} sub={text('newScenarioText')} crumbs={[{ to: '/scenarios', label: text('scenarios') }]} />
      <Problem error={windows.error} />
      {!windows.data ? <Waiting /> : first === undefined || last === undefined ? <Alert color="gray" variant="light" icon={<IconAlertTriangle aria-hidden />}><Text c="var(--mantine-color-text)">{text('noNights')}</Text></Alert> : <Form key={first} from={first} last={last} />}
    </>
  );
}

function Form({ from, last }: { from: string; last: string }) {
  const text = useText();
  const word = useWord();
  const navigate = useNavigate();
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>('/partners');
  const terms = useAll<Page<Terms>>('/terms');
  const change = useChange<Scenario>();
  const [asked, setAsked] = useState<Asked>({ name: '', from, to: format.dayAfter(last, 1), overrides: { terms: [] } });
  const faults = change.error instanceof Refused ? change.error.fields : [];
  const draft: Draft = useMemo(() => ({
    get: (pointer) => valueAt(asked, pointer),
    set: (pointer, value) => {
      change.reset();
      setAsked((before) => changed(before, pointer, value) as Asked);
    },
    faultAt: (pointer) => faults.find((one) => one.pointer === pointer)?.detail,
  }), [asked, faults, change]);
  const parties: [string, string][] = [['COALITION', text('coalition')], ...(brands.data?.data ?? []).map((one): [string, string] => [one.id, one.brandName])];
  const current = (party: string): Terms | undefined => terms.data?.data.filter((one) => one.party === party && one.status === 'COUNTERSIGNED' && one.correctsVersion === undefined && one.validFrom <= last).sort((a, b) => b.version - a.version)[0];
  const add = (): void => {
    const party = parties.find(([id]) => !asked.overrides.terms.some((one) => one.party === id))?.[0];
    if (party !== undefined) draft.set(`/overrides/terms/${asked.overrides.terms.length}`, { party });
  };
  return (
    <DraftProvider value={draft}>
      <Stack gap="lg">
        {change.error && <div><Problem error={change.error} />{faults.length > 1 && <FaultList faults={faults} />}</div>}
        <Panel>
          <Group align="flex-start"><TextInput label={text('scenarioName')} value={asked.name} maxLength={80} w={280} error={draft.faultAt('/name')} onChange={(event) => draft.set('/name', event.currentTarget.value)} /><TextField at="/from" label={text('from')} type="date" required /><TextField at="/to" label={text('to')} type="date" required /></Group>
        </Panel>
        <Panel title={text('wholeCoalition')}>
          <Group align="flex-start"><ChoiceField at="/overrides/order" label={text('consumptionOrder')} optional={word('EXPIRY_FIRST')} options={ORDERS.slice(1).map((one) => [one, word(one)])} /><ChoiceField at="/overrides/netting" label={text('netting')} optional={text('asEachGroup')} options={NETTINGS.map((one) => [one, word(`netting_${one}`)])} />
            <ChoiceField at="/overrides/leavingPartnerId" label={text('leaving')} optional={text('nobody')} options={parties.slice(1)} /></Group>
        </Panel>
        <Panel title={text('otherTerms')}>
          <Text c="dimmed" mb="md">{text('otherTermsText')}</Text>
          <Stack gap="md">{asked.overrides.terms.map((one, at) => <TermsOverrideFields key={at} at={at} party={one.party} parties={parties} current={current(one.party)} />)}<div><Button variant="default" size="sm" onClick={add}>{text('addOtherTerms')}</Button></div></Stack>
        </Panel>
        <Group justify="flex-end"><Button size="md" disabled={asked.name.trim() === ''} loading={change.isPending} onClick={() => change.mutate({ path: '/scenarios', body: asked }, { onSuccess: (made) => void navigate(`/scenarios/${made.id}`) })}>{text('calculate')}</Button></Group>
      </Stack>
    </DraftProvider>
  );
}

/** Other terms of one party: prices and fees begin from those in force, as soon as they are to be changed. */
function TermsOverrideFields({ at, party, parties, current }: { at: number; party: string; parties: readonly [string, string][]; current: Terms | undefined }) {
  const text = useText();
  const word = useWord();
  const draft = useDraft();
  const pointer = `/overrides/terms/${at}`;
  const override = draft.get(pointer) as Override;
  const preset = override.preset ?? current?.body.preset;
  return (
    <fieldset className="entry" aria-label={parties.find(([id]) => id === party)?.[1] ?? party}>
      <Group align="flex-end" gap="sm">
        <NativeSelect label={text('party')} value={party} error={draft.faultAt(`${pointer}/party`)} data={parties.map(([value, label]) => ({ value, label }))} onChange={(event) => draft.set(pointer, { party: event.currentTarget.value })} />
        <ChoiceField at={`${pointer}/preset`} label={text('preset')} optional={text('asInForce')} options={PRESETS.map((one) => [one, word(one)])} /><ChoiceField at={`${pointer}/documentCycle`} label={text('documentCycle')} optional={text('asInForce')} options={(['DAILY', 'WEEKLY', 'MONTHLY'] as const).map((one) => [one, word(one)])} />
        <ChoiceField at={`${pointer}/rateBasis`} label={text('rateBasis')} optional={text('asInForce')} options={(['BURN', 'LOT_ISSUE'] as const).map((one) => [one, word(`rateBasis_${one}`)])} />
        <MoneyField at={`${pointer}/netDebitCap`} label={text('netDebitCap')} w={200} /><MoneyField at={`${pointer}/collateral`} label={text('collateral')} w={200} />
        {preset === 'HYBRID_RESERVE' && <DecimalField at={`${pointer}/reserveRate`} label={text('percentField', { name: text('reserveRate') })} shift={2} w={190} />}
        {preset === 'PAY_AT_ISSUE' && <DecimalField at={`${pointer}/breakageShare`} label={text('percentField', { name: text('breakageShare') })} shift={2} w={270} />}
        {preset === 'PAY_AT_BURN' && <DecimalField at={`${pointer}/expireRate`} label={text('percentField', { name: text('expireRate') })} shift={2} w={240} />}
        <Button variant="default" onClick={() => draft.set(pointer, undefined)}>{text('remove')}</Button>
      </Group>
      <Faults at={`${pointer}/clauses`} />
      {override.clauses && <Group align="flex-end" gap="sm" mt="md">{override.clauses.map((clause, place) => <DecimalField key={clause.clauseId} at={`${pointer}/clauses/${place}/pointPrice`} label={`${word(clause.event)} ${word(clause.side)}${clause.issuerPreset ? ` (${word(clause.issuerPreset)})` : ''}${clause.pointKind ? ` ${clause.pointKind}` : ''} (${text('perPoint')})`} w={230} required />)}</Group>}
      {override.fees && <Group align="flex-end" gap="sm" mt="md">{override.fees.map((fee, place) => <Group key={fee.clauseId} align="flex-end" gap="sm"><DecimalField at={`${pointer}/fees/${place}/rate`} label={text('percentField', { name: word(fee.lineType) })} shift={2} w={170} required /><MoneyField at={`${pointer}/fees/${place}/minPerCycle`} label={text('minPerCycle')} w={190} /><MoneyField at={`${pointer}/fees/${place}/maxPerCycle`} label={text('maxPerCycle')} w={190} /></Group>)}</Group>}
      <Group mt="sm" gap="sm">
        {!override.clauses && current && <Button variant="default" size="xs" onClick={() => draft.set(`${pointer}/clauses`, current.body.clauses)}>{text('changePrices')}</Button>}
        {override.clauses && <Button variant="default" size="xs" onClick={() => draft.set(`${pointer}/clauses/${override.clauses?.length ?? 0}`, { clauseId: 'issue-pay', event: 'ISSUE', side: 'PAY', pointPrice: current?.body.settlementValue ?? '500' })} disabled={override.clauses.some((one) => one.clauseId === 'issue-pay')}>{text('addIssuePrice')}</Button>}
        {!override.fees && current && <Button variant="default" size="xs" onClick={() => draft.set(`${pointer}/fees`, current.body.fees)}>{text('changeFees')}</Button>}
      </Group>
    </fieldset>
  );
}
