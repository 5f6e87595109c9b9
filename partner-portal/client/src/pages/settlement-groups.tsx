import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { Refused, useAll, useChange, useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { DataList, PlainTable } from '../parts/list';
import { Decide } from '../parts/decide';

type SettlementGroup = Schemas['SettlementGroup'];
type Change = Schemas['SettlementGroupChange'];
const NETTINGS = ['MULTILATERAL', 'BILATERAL', 'GROSS'] as const;
const CYCLES = ['DAILY', 'WEEKLY', 'MONTHLY'] as const;
const may = (session: Session, ...roles: string[]): boolean => session.partnerId === undefined && roles.some((role) => session.roles.includes(role));

/** What a group is called: the coalition's own in the reader's words. */
export function useGroupName(): (name: string) => string {
  const text = useText();
  return (name) => (name === 'COALITION' ? text('ownGroup') : name);
}

/** Every group with its rules and members, and the changes that wait or were made. */
export function SettlementGroups({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const named = useGroupName();
  const { data, error } = useHub<{ data: SettlementGroup[] }>('/settlement-groups');
  const change = useChange<Change>();
  const maker = may(session, 'HUB_FINANCE', 'HUB_ADMIN');
  const own = data?.data.find((one) => one.own);
  return (
    <>
      <PageHead title={text('settlementGroups')} sub={text('settlementGroupsText')} crumbs={[{ to: '/settlements', label: text('settlements') }]} actions={maker && own && data && <><Propose kind="GROUP" groups={data.data} date={own.businessDate} /><Propose kind="RULES" groups={data.data} date={own.businessDate} /><Propose kind="MEMBER" groups={data.data} date={own.businessDate} /></>} />
      <Problem error={error ?? change.error} />
      {data ? <Stack gap="lg">
        <Panel title={text('settlementGroups')}>
          <PlainTable<SettlementGroup> title={text('settlementGroups')} rows={data.data} keyOf={(row) => row.id} columns={[{ label: text('settlementGroup'), show: (row) => <Link className="row-link" to={`/settlements?groupId=${row.id}`}>{named(row.name)}</Link> }, { label: text('nettingRule'), show: (row) => word(`netting_${row.netting}`) }, { label: text('settlementCycle'), show: (row) => word(row.cycle) },
            { label: text('memberCount'), number: true, show: (row) => format.count(row.members.length) }, { label: text('groupMembers'), show: (row) => row.members.map((one) => one.partnerName).join(', ') || '–' }, { label: text('waitingChanges'), number: true, show: (row) => format.count(row.pendingChanges) }]} />
        </Panel>
        <Panel title={text('groupChanges')}>
          <DataList<Change> title={text('groupChanges')} path="/settlement-group-changes" keyOf={(row) => row.id} filters={[{ name: 'status', label: text('status'), options: ['PROPOSED', 'APPROVED', 'WITHDRAWN'].map((state) => [state, word(state)]) }]}
            columns={[{ label: text('settlementGroup'), show: (row) => named(row.groupName) }, { label: text('kind'), show: (row) => (row.kind === 'MEMBER' ? (row.partnerName ?? '') : `${word(`netting_${row.netting ?? ''}`)}, ${row.cycle ? word(row.cycle) : text('byCoalition')}`) }, { label: text('changeFrom'), sort: 'validFrom', show: (row) => format.date(row.validFrom) }, { label: text('status'), show: (row) => <Status value={row.status} /> }, { label: text('reasonOfChange'), show: (row) => row.reason },
              { label: text('madeBy'), sort: 'madeAt', show: (row) => `${format.actor(row.madeBy)} (${format.instant(row.madeAt)})` }, { label: text('decidedOn'), show: (row) => (row.decided ? `${format.actor(row.decided.by)} (${format.instant(row.decided.at)})` : row.status === 'PROPOSED' ? <Decide path={`/settlement-group-changes/${row.id}`} session={session} change={change} /> : '–') }]} />
        </Panel>
      </Stack> : <Waiting />}
    </>
  );
}

/** A new group, other rules, or a partner's move, from a day to come. */
function Propose({ kind, groups, date }: { kind: 'GROUP' | 'RULES' | 'MEMBER'; groups: readonly SettlementGroup[]; date: string }) {
  const text = useText();
  const word = useWord();
  const named = useGroupName();
  const partners = useAll<{ data: Schemas['PartnerSummary'][] }>(kind === 'MEMBER' ? '/partners' : undefined);
  const change = useChange();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ name: '', groupId: '', partnerId: '', netting: 'MULTILATERAL', cycle: '', validFrom: '', reason: '' });
  const set = (name: keyof typeof asked) => (event: { currentTarget: { value: string } }): void => setAsked({ ...asked, [name]: event.currentTarget.value });
  const title = text(kind === 'GROUP' ? 'newGroup' : kind === 'RULES' ? 'changeRules' : 'moveMember');
  const fault = (pointer: string): string | undefined => (change.error instanceof Refused ? change.error.fields.find((one) => one.pointer === pointer)?.detail : undefined);
  const rules = { netting: asked.netting, ...(asked.cycle && { cycle: asked.cycle }) };
  const when = { validFrom: asked.validFrom, reason: asked.reason.trim() };
  const [path, body] = kind === 'GROUP' ? ['/settlement-groups', { name: asked.name.trim(), ...rules, ...when }] : kind === 'RULES' ? [`/settlement-groups/${asked.groupId}/rules`, { ...rules, ...when }] : [`/settlement-groups/${asked.groupId}/members`, { partnerId: asked.partnerId, ...when }];
  const ready = asked.validFrom !== '' && asked.reason.trim().length >= 3 && (kind === 'GROUP' ? asked.name.trim().length >= 2 : asked.groupId !== '') && (kind !== 'MEMBER' || asked.partnerId !== '');
  return (
    <>
      <Button variant={kind === 'GROUP' ? 'filled' : 'default'} onClick={() => setOpened(true)}>{title}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={title} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          {kind === 'GROUP' && <TextInput label={text('name')} value={asked.name} maxLength={60} error={fault('/name')} onChange={set('name')} data-autofocus />}
          {kind === 'MEMBER' && <NativeSelect label={text('partner')} value={asked.partnerId} error={fault('/partnerId')} data={[{ value: '', label: '–' }, ...(partners.data?.data ?? []).map((one) => ({ value: one.id, label: one.brandName }))]} onChange={set('partnerId')} />}
          {kind !== 'GROUP' && <NativeSelect label={text(kind === 'MEMBER' ? 'toGroup' : 'settlementGroup')} value={asked.groupId} data={[{ value: '', label: '–' }, ...groups.map((one) => ({ value: one.id, label: named(one.name) }))]} onChange={set('groupId')} />}
          {kind !== 'MEMBER' && <><NativeSelect label={text('nettingRule')} value={asked.netting} data={NETTINGS.map((one) => ({ value: one, label: word(`netting_${one}`) }))} onChange={set('netting')} />
            <NativeSelect label={text('settlementCycle')} value={asked.cycle} data={[{ value: '', label: text('byCoalition') }, ...CYCLES.map((one) => ({ value: one, label: word(one) }))]} onChange={set('cycle')} /></>}
          <TextInput label={text('changeFrom')} type="date" description={text('changeFromHelp', { date: format.date(date) })} value={asked.validFrom} error={fault('/validFrom')} onChange={set('validFrom')} />
          <Textarea label={text('reasonOfChange')} value={asked.reason} maxLength={200} minRows={2} autosize onChange={set('reason')} />
          <Text size="sm" c="dimmed">{text('secondPerson')}</Text>
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={!ready} loading={change.isPending} onClick={() => change.mutate({ path, body }, { onSuccess: () => setOpened(false) })}>{text('proposeChange')}</Button></Group>
      </Modal>
    </>
  );
}

/** Whose claims an obligation comes from, and which of them; one a partner is all of them. */
export function Counterparty({ row, netting }: { row: Pick<Schemas['Obligation'], 'counterpartyId' | 'counterpartyName' | 'side'>; netting: Schemas['Settlement']['netting'] }) {
  const text = useText();
  const word = useWord();
  if (netting === 'MULTILATERAL') return <>{text('allMembers')}</>;
  return <>{row.counterpartyId === 'HUB' ? text('hubRest') : row.counterpartyName} <Text span size="xs" c="dimmed">{word(`SIDE_${row.side}`)}</Text></>;
}
