import { ActionIcon, Alert, Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconCheck, IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Refused, useAll, useChange, useHub, type Page, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { PageHead, Panel, Problem, Waiting } from '../parts/basics';
import { EffectView } from '../parts/effect';
import { changed, ChoiceField, CountField, DecimalField, DraftProvider, Faults, FlagField, MoneyField, TextField, useDraft, valueAt, type Draft } from '../parts/form-fields';
import { ChangeTable, FaultList, RateDifferences, type TermsBody } from '../parts/terms-body';
import { mayPropose, usePartyName, type Terms } from './terms';

const PRESETS = ['PAY_AT_BURN', 'PAY_AT_ISSUE', 'HYBRID_RESERVE'] as const;

/** What is being written: the request of a proposal. */
interface Asked {
  party: string;
  validFrom: string;
  validTo?: string;
  correctsVersion?: number;
  body: TermsBody;
}

/** A new version of somebody's terms, begun from the one in force. */
export function TermsNew({ session }: { session: Session }) {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  const from = search.get('from');
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>('/partners');
  const asked = useHub<Terms>(from === null ? undefined : `/terms/${from}`);
  const party = search.get('party') ?? asked.data?.party ?? 'COALITION';
  const current = useAll<Page<Terms>>(`/terms?party=${party}`);
  const coalition = useAll<Page<Terms>>('/terms?party=COALITION');
  const latest = (page: Page<Terms> | undefined): Terms | undefined => page?.data.filter((one) => one.status === 'COUNTERSIGNED' && one.correctsVersion === undefined).sort((a, b) => b.version - a.version)[0];
  const base = (from !== null && asked.data?.party === party ? asked.data : undefined) ?? latest(current.data) ?? latest(coalition.data);
  // The hub's clock says which day is the next one.
  const hub = useHub<{ now: string }>('/session');
  const ready = current.data && coalition.data && (from === null || asked.data);
  if (!mayPropose(session)) return <><PageHead title={text('newTerms')} crumbs={[{ to: '/terms', label: text('terms') }]} /><Problem error={new Refused('role_required', text('proposersOnly'), 403, undefined)} /></>;
  return (
    <>
      <PageHead title={text('newTerms')} sub={text('newTermsText')} crumbs={[{ to: '/terms', label: text('terms') }]} />
      <Problem error={asked.error ?? current.error} />
      <Stack gap="lg">
        <Panel>
          <Group align="flex-end"><NativeSelect label={text('party')} value={party} data={[{ value: 'COALITION', label: text('coalition') }, ...(brands.data?.data ?? []).map((one) => ({ value: one.id, label: one.brandName }))]} onChange={(event) => setSearch({ party: event.currentTarget.value })} />
            {base && <Text c="dimmed" pb={6}>{base.party === party ? text('startsFrom', { version: base.version }) : text('firstTerms')}</Text>}</Group>
        </Panel>
        {!ready || !hub.data ? <Waiting /> : base && <Form key={`${party} ${base.id}`} party={party} base={base} corrects={base.party === party && base.status === 'COUNTERSIGNED' && base.correctsVersion === undefined ? base.version : undefined} earliest={format.dayAfter(format.businessDate(hub.data.now), 1)} />}
      </Stack>
    </>
  );
}

function Form({ party, base, corrects, earliest }: { party: string; base: Terms; corrects: number | undefined; earliest: string }) {
  const text = useText();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked>({ party, validFrom: earliest, body: base.body });
  const preview = useChange<Schemas['TermsPreview']>();
  const proposal = useChange<Terms>();
  const error = proposal.error ?? preview.error;
  const faults = error instanceof Refused ? error.fields : [];
  const checked = preview.data !== undefined && proposal.error === null;
  const draft: Draft = useMemo(() => ({
    get: (pointer) => valueAt(asked, pointer),
    set: (pointer, value) => {
      preview.reset();
      proposal.reset();
      setAsked((before) => changed(before, pointer, value) as Asked);
    },
    faultAt: (pointer) => faults.find((one) => one.pointer === pointer)?.detail,
  }), [asked, faults, preview, proposal]);
  // What the hub says stands above the form; the person is brought there.
  useEffect(() => {
    if (error || checked) document.getElementById('verdict')?.scrollIntoView({ block: 'start' });
  }, [error, checked]);
  return (
    <DraftProvider value={draft}>
      <div id="verdict" className="anchored" hidden={!error && !checked}>
        <Problem error={error} />
        {faults.length > 1 && <FaultList faults={faults} />}
        {checked && <Verdict preview={preview.data} busy={proposal.isPending} onSend={() => proposal.mutate({ path: '/terms', body: asked }, { onSuccess: (made) => void navigate(`/terms/${made.id}`) })} />}
      </div>
      <Dates corrects={corrects} from={base.validFrom} earliest={earliest} />
      <PresetFields />
      <ClauseFields />
      <FeeFields />
      <SettlementFields />
      <RuleFields />
      <Group justify="flex-end"><Button size="md" loading={preview.isPending} onClick={() => preview.mutate({ path: '/terms/preview', body: asked })}>{text('checkDraft')}</Button></Group>
    </DraftProvider>
  );
}

/** What the proposal would change, and the button that makes it. */
function Verdict({ preview, busy, onSend }: { preview: Schemas['TermsPreview']; busy: boolean; onSend: () => void }) {
  const text = useText();
  return (
    <Stack gap="lg">
      <Alert role="status" color="teal" variant="light" icon={<IconCheck aria-hidden />}><Text c="var(--mantine-color-text)">{text('draftHolds')}</Text></Alert>
      <Panel title={preview.againstVersion === undefined ? text('whatChanges') : text('whatChangesFrom', { version: preview.againstVersion })}>{preview.againstVersion === undefined ? <Text c="dimmed">{text('firstChanges')}</Text> : preview.changes.length === 0 ? <Text c="dimmed">{text('nothingChanges')}</Text> : <ChangeTable changes={preview.changes} />}</Panel>
      <Panel title={text('effect')}><EffectView effect={preview.effect} /></Panel>
      <Panel title={text('rateDifferences')}><RateDifferences rows={preview.rateDifferences} /></Panel>
      <Group justify="flex-end"><Button size="md" loading={busy} onClick={onSend}>{text('sendProposal')}</Button></Group>
    </Stack>
  );
}

function Dates({ corrects, from, earliest }: { corrects: number | undefined; from: string; earliest: string }) {
  const text = useText();
  const draft = useDraft();
  const correcting = draft.get('/correctsVersion') !== undefined;
  const toggle = (on: boolean): void => {
    draft.set('/correctsVersion', on ? corrects : undefined);
    draft.set('/validFrom', on ? from : earliest);
  };
  return (
    <Panel>
      <Stack gap="md">
        <Group align="flex-start"><TextField at="/validFrom" label={text('validFrom')} type="date" required {...(!correcting && { description: text('validFromHelp') })} /><TextField at="/validTo" label={text('validTo')} type="date" description={text('validToHelp')} /></Group>
        {corrects !== undefined && <Checkbox label={text('correctsPast', { version: corrects })} description={text('correctsPastHelp')} checked={correcting} error={draft.faultAt('/correctsVersion')} onChange={(event) => toggle(event.currentTarget.checked)} />}
      </Stack>
    </Panel>
  );
}

function PresetFields() {
  const text = useText();
  const word = useWord();
  const draft = useDraft();
  const preset = String(draft.get('/body/preset'));
  const trigger = <ChoiceField at="/body/issueTrigger" label={text('issueTrigger')} optional={word('VESTED')} options={[['EARNED', word('EARNED')]]} />;
  return (
    <Panel title={text('preset')}>
      <Group align="flex-start" mb="sm"><ChoiceField at="/body/preset" label={text('preset')} options={PRESETS.map((one) => [one, word(one)])} /><DecimalField at="/body/settlementValue" label={`${text('settlementValue')} (${text('perPoint')})`} required />
        {preset === 'HYBRID_RESERVE' && <><DecimalField at="/body/reserveRate" label={text('percentField', { name: text('reserveRate') })} shift={2} />{trigger}</>}
        {preset === 'PAY_AT_ISSUE' && <><DecimalField at="/body/breakageShare" label={text('percentField', { name: text('breakageShare') })} shift={2} />{trigger}</>}
        {preset === 'PAY_AT_BURN' && <DecimalField at="/body/expireRate" label={text('percentField', { name: text('expireRate') })} shift={2} />}</Group>
      {preset === 'HYBRID_RESERVE' && <Group align="flex-start" mb="sm"><ReleaseField side="issuer" label={`${text('releaseShares')}: ${text('toIssuer')}`} /><ReleaseField side="fund" label={text('toFund')} /></Group>}
      <Faults at="/body/releaseShares" />
      <Text c="dimmed" maw="75ch">{word(`text_${preset}`)}</Text>
    </Panel>
  );
}

/** One of two shares; the other one is there as soon as one of them is. */
function ReleaseField({ side, label }: { side: 'issuer' | 'fund'; label: string }) {
  const draft = useDraft();
  const both = draft.get('/body/releaseShares') as { issuer: string; fund: string } | undefined;
  const standIn: Draft = { ...draft, get: () => (both ?? { issuer: '70', fund: '30' })[side], set: (_pointer, value) => draft.set('/body/releaseShares', { ...(both ?? { issuer: '70', fund: '30' }), [side]: value }) };
  return <DraftProvider value={standIn}><DecimalField at={`/body/releaseShares/${side}`} label={label} required /></DraftProvider>;
}

function RemoveButton({ at, name }: { at: string; name: string }) {
  const text = useText();
  const draft = useDraft();
  return <ActionIcon variant="default" size="lg" aria-label={text('removeOne', { name })} onClick={() => draft.set(at, undefined)}><IconTrash size={17} aria-hidden /></ActionIcon>;
}

function AddButton({ label, onAdd }: { label: string; onAdd: () => void }) {
  return <Button variant="default" size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>{label}</Button>;
}

function ClauseFields() {
  const text = useText();
  const draft = useDraft();
  const clauses = draft.get('/body/clauses') as TermsBody['clauses'];
  const add = (): void => draft.set(`/body/clauses/${clauses.length}`, { clauseId: `clause-${clauses.length + 1}`, event: 'BURN', side: 'RECEIVE', pointPrice: '500' });
  return <Panel title={text('pricesOf')}><Faults at="/body/clauses" /><Stack gap="md">{clauses.map((_clause, at) => <ClauseField key={at} at={at} />)}<div><AddButton label={text('addClause')} onAdd={add} /></div></Stack></Panel>;
}

function ClauseField({ at }: { at: number }) {
  const text = useText();
  const word = useWord();
  const draft = useDraft();
  const pointer = `/body/clauses/${at}`;
  const clause = draft.get(pointer) as TermsBody['clauses'][number];
  const steps = clause.steps ?? [];
  // The first step has the price of the clause.
  const addStep = (): void => draft.set(`${pointer}/steps`, steps.length === 0 ? [{ fromPoints: 0, pointPrice: clause.pointPrice }, { fromPoints: 1_000, pointPrice: clause.pointPrice }] : [...steps, { fromPoints: (steps.at(-1)?.fromPoints ?? 0) + 1_000, pointPrice: clause.pointPrice }]);
  return (
    <fieldset className="entry" aria-label={clause.clauseId}>
      <Group align="flex-end" gap="sm">
        <ChoiceField at={`${pointer}/event`} label={text('event')} options={(['ISSUE', 'BURN'] as const).map((one) => [one, word(one)])} w={130} /><ChoiceField at={`${pointer}/side`} label={text('side')} options={(['PAY', 'RECEIVE'] as const).map((one) => [one, word(one)])} w={130} />
        <DecimalField at={`${pointer}/pointPrice`} label={text('perPoint')} w={110} required /><TextField at={`${pointer}/clauseId`} label={text('clauseId')} w={150} required /><TextField at={`${pointer}/pointKind`} label={text('pointKind')} w={120} />
        <ChoiceField at={`${pointer}/issuerPreset`} label={text('preset')} optional={text('anyPreset')} options={PRESETS.map((one) => [one, word(one)])} w={180} /><RemoveButton at={pointer} name={clause.clauseId} />
      </Group>
      <Faults at={pointer} />
      {steps.length > 0 && <Stack gap="xs" mt="sm">{steps.map((_step, place) => <Group key={place} align="flex-end" gap="sm"><CountField at={`${pointer}/steps/${place}/fromPoints`} label={text('fromPoints')} w={130} required /><DecimalField at={`${pointer}/steps/${place}/pointPrice`} label={text('perPoint')} w={110} required /><RemoveButton at={steps.length <= 2 ? `${pointer}/steps` : `${pointer}/steps/${place}`} name={text('priceSteps')} /></Group>)}</Stack>}
      <Group mt="sm"><AddButton label={text('addStep')} onAdd={addStep} /></Group>
    </fieldset>
  );
}

function FeeFields() {
  const text = useText();
  const draft = useDraft();
  const fees = draft.get('/body/fees') as TermsBody['fees'];
  const missing = (['ISSUER_FEE', 'ACCEPTANCE_FEE'] as const).filter((lineType) => !fees.some((one) => one.lineType === lineType));
  const word = useWord();
  return (
    <Panel title={text('feesTax')}>
      <Faults at="/body/fees" />
      <Faults at="/body/taxProfiles" />
      <Stack gap="md">{fees.map((_fee, at) => <FeeField key={at} at={at} />)}
        {missing.map((lineType) => <div key={lineType}><AddButton label={word(lineType)} onAdd={() => draft.set(`/body/fees/${fees.length}`, { clauseId: lineType.toLowerCase().replace('_', '-'), lineType, base: lineType === 'ISSUER_FEE' ? 'PAID' : 'RECEIVED', rate: '0' })} /></div>)}</Stack>
    </Panel>
  );
}

function FeeField({ at }: { at: number }) {
  const text = useText();
  const word = useWord();
  const draft = useDraft();
  const pointer = `/body/fees/${at}`;
  const fee = draft.get(pointer) as TermsBody['fees'][number];
  const steps = fee.steps ?? [];
  const step = (rupiah: number): object => ({ fromAmount: { currency: 'IDR', value: `${rupiah}.00` }, rate: fee.rate });
  const addStep = (): void => draft.set(`${pointer}/steps`, steps.length === 0 ? [step(0), step(10_000_000)] : [...steps, step(10_000_000 * (steps.length + 1))]);
  return (
    <fieldset className="entry" aria-label={word(fee.lineType)}>
      <Text fw={600} mb="xs">{word(fee.lineType)}</Text>
      <Group align="flex-end" gap="sm">
        <DecimalField at={`${pointer}/rate`} label={text('ratePercent')} shift={2} w={110} required /><MoneyField at={`${pointer}/flatPerBurn`} label={text('flatPerBurn')} w={170} /><MoneyField at={`${pointer}/minPerCycle`} label={text('minPerCycle')} w={190} /><MoneyField at={`${pointer}/maxPerCycle`} label={text('maxPerCycle')} w={190} />
        <TextField at={`/body/taxProfiles/${fee.lineType}`} label={text('taxProfile')} w={150} /><TextField at={`${pointer}/clauseId`} label={text('clauseId')} w={150} required /><RemoveButton at={pointer} name={word(fee.lineType)} />
      </Group>
      <Faults at={pointer} />
      <Faults at={`${pointer}/base`} />
      {steps.length > 0 && <Stack gap="xs" mt="sm">{steps.map((_step, place) => <Group key={place} align="flex-end" gap="sm"><MoneyField at={`${pointer}/steps/${place}/fromAmount`} label={text('fromAmount')} w={190} required /><DecimalField at={`${pointer}/steps/${place}/rate`} label={text('ratePercent')} shift={2} w={110} required /><RemoveButton at={steps.length <= 2 ? `${pointer}/steps` : `${pointer}/steps/${place}`} name={text('feeSteps')} /></Group>)}</Stack>}
      <Group mt="sm"><AddButton label={text('addStep')} onAdd={addStep} /></Group>
    </fieldset>
  );
}

function SettlementFields() {
  const text = useText();
  const word = useWord();
  return (
    <Panel title={text('settlementRules')}>
      <Group align="flex-end" gap="sm">
        <ChoiceField at="/body/documentCycle" label={text('documentCycle')} options={(['DAILY', 'WEEKLY', 'MONTHLY'] as const).map((one) => [one, word(one)])} /><ChoiceField at="/body/rateBasis" label={text('rateBasis')} options={(['BURN', 'LOT_ISSUE'] as const).map((one) => [one, word(`rateBasis_${one}`)])} />
        <CountField at="/body/reviewDays" label={text('reviewDays')} w={130} required /><CountField at="/body/paymentDays" label={text('paymentDays')} w={130} required /><MoneyField at="/body/netDebitCap" label={text('netDebitCap')} description={text('noCapHelp')} w={210} /><MoneyField at="/body/collateral" label={text('collateral')} w={210} />
        <DecimalField at="/body/minCoverageWarn" label={text('percentField', { name: text('minCoverageWarn') })} shift={2} w={250} /><DecimalField at="/body/minCoverageStop" label={text('percentField', { name: text('minCoverageStop') })} shift={2} w={290} />
      </Group>
      <Group mt="md" gap="lg"><FlagField at="/body/netFees" label={`${text('netFees')}: ${text('netFeesYes')}`} /><FlagField at="/body/ownBurnFee" label={text('ownBurnFee')} /></Group>
    </Panel>
  );
}

function RuleFields() {
  const text = useText();
  const word = useWord();
  const draft = useDraft();
  const name = usePartyName();
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>('/partners');
  const rule = draft.get('/body/earnRule') as TermsBody['earnRule'];
  const shares = rule.fundingShares ?? [];
  const parties: [string, string][] = [['HUB', text('operator')], ...(brands.data?.data ?? []).map((one): [string, string] => [one.id, one.brandName])];
  return (
    <Panel title={text('earnBurnRules')}>
      <Group align="flex-end" gap="sm">
        <MoneyField at="/body/earnRule/amountPerPoint" label={text('amountPerPoint')} w={190} required />{!rule.expiry && <CountField at="/body/earnRule/expiresAfterDays" label={text('expiresAfterDays')} w={150} />}<CountField at="/body/earnRule/maxPointsPerEarn" label={text('maxPointsPerEarn')} w={210} />
        <ChoiceField at="/body/earnRule/refundPolicy" label={text('refundPolicy')} optional={word('RECEIVABLE')} options={(['WITHIN_BALANCE', 'PENDING_ONLY'] as const).map((one) => [one, word(one)])} /><CountField at="/body/burnRule/minPoints" label={text('minPoints')} w={170} /><CountField at="/body/burnRule/multipleOf" label={text('multipleOf')} w={190} />
      </Group>
      <Group mt="md" gap="lg"><FlagField at="/body/earnRule/pointsAllowed" label={text('pointsAllowed')} /><FlagField at="/body/burnRule/holdsAllowed" label={text('holdsAllowed')} /></Group>
      <Text fw={600} mt="lg">{text('fundingShares')}</Text>
      <Text c="dimmed" size="sm" mb="xs">{text('fundingSharesHelp')}</Text>
      <Faults at="/body/earnRule/fundingShares" />
      <Stack gap="sm">{shares.map((share, at) => <Group key={at} align="flex-end" gap="sm"><ChoiceField at={`/body/earnRule/fundingShares/${at}/party`} label={text('party')} options={parties} /><DecimalField at={`/body/earnRule/fundingShares/${at}/weight`} label={text('weight')} w={110} required /><RemoveButton at={shares.length === 1 ? '/body/earnRule/fundingShares' : `/body/earnRule/fundingShares/${at}`} name={name(share.party)} /></Group>)}
        <div><AddButton label={text('addFunder')} onAdd={() => draft.set('/body/earnRule/fundingShares', [...shares, { party: parties.find(([id]) => !shares.some((one) => one.party === id))?.[0] ?? 'HUB', weight: '50' }])} /></div></Stack>
      {(rule.bonuses ?? []).length > 0 && <><Text fw={600} mt="lg">{text('bonuses')}</Text><Text c="dimmed" size="sm" mb="xs">{text('removeBonusHelp')}</Text>
        <Stack gap="xs">{(rule.bonuses ?? []).map((bonus, at) => <Group key={bonus.bonusId} gap="sm"><span className="mono">{bonus.bonusId}</span><span>{format.decimal(bonus.multiplier)} × · {name(bonus.issuer)}</span><RemoveButton at={(rule.bonuses ?? []).length === 1 ? '/body/earnRule/bonuses' : `/body/earnRule/bonuses/${at}`} name={bonus.bonusId} /></Group>)}</Stack></>}
    </Panel>
  );
}
