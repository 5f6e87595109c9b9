import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Refused, useAll, useChange, useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { DataList, PlainTable } from '../parts/list';
import { Decide } from '../parts/decide';

type Limit = Schemas['IssuingLimit'];
type Budget = Schemas['CampaignBudgetUse'];
const SCOPES = ['KEY', 'TILL', 'MEMBER'] as const;
const may = (session: Session, ...roles: string[]): boolean => session.partnerId === undefined && roles.some((role) => session.roles.includes(role));

/** What may be earned in a day, and what campaigns have left. */
export function Limits({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const budgets = useHub<{ data: Budget[] }>('/campaign-budgets', 10_000);
  const change = useChange<Limit>();
  const target = (row: Limit): string => row.keyName ?? row.tillName ?? (row.scope === 'MEMBER' ? text('eachMember') : text('eachOf'));
  const bound = (value: number | undefined): string => (value === undefined ? text('unbounded') : format.count(value));
  return (
    <>
      <PageHead title={text('limits')} sub={text('limitsText')} actions={may(session, 'HUB_FINANCE', 'HUB_ADMIN') && <Propose />} />
      <Problem error={budgets.error ?? change.error} />
      <Stack gap="lg">
        <Panel title={text('limitsOfDay')}>
          <DataList<Limit> title={text('limitsOfDay')} path="/issuing-limits" keyOf={(row) => row.id} filters={[{ name: 'status', label: text('status'), options: ['PROPOSED', 'APPROVED', 'WITHDRAWN'].map((state) => [state, word(state)]) }]}
            columns={[{ label: text('limitScope'), show: (row) => word(`SCOPE_${row.scope}`) }, { label: text('partner'), show: (row) => row.partnerName ?? text('all') }, { label: text('limitTarget'), show: target }, { label: text('maxPointsDay'), number: true, show: (row) => bound(row.maxPoints) }, { label: text('maxEarnsDay'), number: true, show: (row) => bound(row.maxEarns) },
              { label: text('changeFrom'), sort: 'validFrom', show: (row) => format.date(row.validFrom) }, { label: text('status'), show: (row) => <Stack gap={6} align="flex-start"><Status value={row.status} />{!session.partnerId && (row.decided ? <Text size="xs" c="dimmed">{format.actor(row.decided.by)} ({format.instant(row.decided.at)})</Text> : row.status === 'PROPOSED' && <Decide path={`/issuing-limits/${row.id}`} session={session} change={change} />)}</Stack> }, { label: text('reasonOfChange'), show: (row) => row.reason },
              ...(session.partnerId ? [] : [{ label: text('madeBy'), sort: 'madeAt', show: (row: Limit) => format.actor(row.madeBy) }])]} />
        </Panel>
        <Panel title={text('campaignBudgets')}>
          {budgets.data ? <PlainTable<Budget> title={text('campaignBudgets')} rows={budgets.data.data} keyOf={(row) => `${row.partnerId} ${row.code}`} columns={[{ label: text('campaign'), show: (row) => <span className="mono">{row.code}</span> }, { label: text('partner'), show: (row) => row.partnerName }, { label: text('budgetPoints'), number: true, show: (row) => format.count(row.budgetPoints) },
            { label: text('givenPoints'), number: true, show: (row) => format.count(row.givenPoints) }, { label: text('leftPoints'), number: true, show: (row) => format.count(row.leftPoints) }, { label: text('bonusEarns'), number: true, show: (row) => format.count(row.earns) }, { label: text('termsRef'), show: (row) => row.termsRef }]} /> : <Waiting rows={2} />}
        </Panel>
      </Stack>
    </>
  );
}

function Propose() {
  const text = useText();
  const word = useWord();
  const change = useChange();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ scope: 'KEY', partnerId: '', subject: '', maxPoints: '', maxEarns: '', validFrom: '', reason: '' });
  const partners = useAll<{ data: Schemas['PartnerSummary'][] }>(opened ? '/partners' : undefined);
  const keys = useAll<{ data: Schemas['Key'][] }>(opened && asked.scope === 'KEY' && asked.partnerId ? `/keys?partnerId=${asked.partnerId}` : undefined);
  const tills = useAll<{ data: Schemas['Till'][] }>(opened && asked.scope === 'TILL' && asked.partnerId ? `/tills?partnerId=${asked.partnerId}` : undefined);
  const set = (name: keyof typeof asked) => (event: { currentTarget: { value: string } }): void => setAsked({ ...asked, [name]: name.startsWith('max') ? event.currentTarget.value.replace(/\D/g, '') : event.currentTarget.value, ...(name === 'scope' || name === 'partnerId' ? { subject: '' } : {}) });
  const fault = (pointer: string): string | undefined => (change.error instanceof Refused ? change.error.fields.find((one) => one.pointer === pointer)?.detail : undefined);
  const count = (typed: string): number | undefined => (typed === '' ? undefined : Number(typed));
  const [maxPoints, maxEarns] = [count(asked.maxPoints), count(asked.maxEarns)];
  const body = { scope: asked.scope, ...(asked.partnerId && { partnerId: asked.partnerId }), ...(asked.subject && { [asked.scope === 'KEY' ? 'keyId' : 'tillId']: asked.subject }), ...(maxPoints !== undefined && { maxPoints }), ...(maxEarns !== undefined && { maxEarns }), validFrom: asked.validFrom, reason: asked.reason.trim() };
  const subjects = asked.scope === 'KEY' ? (keys.data?.data ?? []) : (tills.data?.data ?? []);
  const ready = asked.validFrom !== '' && asked.reason.trim().length >= 3 && (asked.scope === 'MEMBER' || asked.partnerId !== '');
  return (
    <>
      <Button onClick={() => setOpened(true)}>{text('newLimit')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('newLimit')} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          <NativeSelect label={text('limitScope')} value={asked.scope} data={SCOPES.map((one) => ({ value: one, label: word(`SCOPE_${one}`) }))} onChange={set('scope')} />
          <NativeSelect label={text('partner')} value={asked.partnerId} error={fault('/partnerId')} data={[{ value: '', label: asked.scope === 'MEMBER' ? text('all') : '–' }, ...(partners.data?.data ?? []).map((one) => ({ value: one.id, label: one.brandName }))]} onChange={set('partnerId')} />
          {asked.scope !== 'MEMBER' && <NativeSelect label={text('limitTarget')} value={asked.subject} data={[{ value: '', label: text('eachOf') }, ...subjects.map((one) => ({ value: one.id, label: one.name }))]} onChange={set('subject')} />}
          <TextInput label={text('maxPointsDay')} inputMode="numeric" description={text('unboundedHelp')} value={asked.maxPoints} maxLength={15} error={fault('/maxPoints')} onChange={set('maxPoints')} />
          <TextInput label={text('maxEarnsDay')} inputMode="numeric" value={asked.maxEarns} maxLength={15} error={fault('/maxEarns')} onChange={set('maxEarns')} />
          <TextInput label={text('changeFrom')} type="date" value={asked.validFrom} error={fault('/validFrom')} onChange={set('validFrom')} />
          <Textarea label={text('reasonOfChange')} value={asked.reason} maxLength={200} minRows={2} autosize onChange={set('reason')} />
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={!ready} loading={change.isPending} onClick={() => change.mutate({ path: '/issuing-limits', body }, { onSuccess: () => setOpened(false) })}>{text('proposeChange')}</Button></Group>
      </Modal>
    </>
  );
}
