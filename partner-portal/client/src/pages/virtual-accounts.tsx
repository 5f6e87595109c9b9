import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Refused, useAll, useChange, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { PageHead, Problem, Status } from '../parts/basics';
import { DataList, type Column } from '../parts/list';
import { WithReason } from '../parts/with-reason';

type Account = Schemas['VirtualAccount'];
const may = (session: Session, ...roles: string[]): boolean => session.partnerId === undefined && roles.some((role) => session.roles.includes(role));

/** Numbers of the collecting bank that name the partner who pays: kept by two people of the operator, and seen by the partner to whom each belongs. */
export function VirtualAccounts({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const change = useChange<Account>();
  const hub = session.partnerId === undefined;
  const partners = useAll<{ data: Schemas['PartnerSummary'][] }>(hub ? '/partners' : undefined).data?.data ?? [];
  const decides = may(session, 'HUB_FINANCE', 'HUB_APPROVER');
  const columns: Column<Account>[] = [...(hub ? [{ label: text('partner'), sort: 'partnerName', show: (row: Account) => row.partnerName }] : []),
    { label: text('vaNumber'), sort: 'number', show: (row) => <><span className="mono nowrap">{row.number}</span><Text size="xs" c="dimmed">{row.name}</Text></> }, { label: text('bank'), show: (row) => <span className="nowrap">{row.bankName} ({row.bankCode})</span> }, { label: text('validFrom'), sort: 'validFrom', show: (row) => <span className="nowrap">{format.date(row.validFrom)}</span> },
    { label: text('status'), show: (row) => <Stack gap={4} align="flex-start"><Status value={row.status} />{row.status === 'ACCEPTED' && !row.printed && <Text size="xs" c="dimmed">{text('vaNotPrinted')}</Text>}{row.endedOn && <Text size="xs" c="dimmed">{format.date(row.endedOn)} · {row.endedReason}</Text>}{row.reason && <Text size="xs" c="dimmed">{row.reason}</Text>}</Stack> },
    ...(hub ? [{ label: text('approvals'), show: (row: Account) => [row.madeBy, row.decidedBy, row.endedBy].filter((one) => one !== undefined).map(format.actor).join('; ') }] : []),
    ...(decides ? [{ label: text('decide'), show: (row: Account) => <Decision row={row} session={session} change={change} /> }] : [])];
  return (
    <>
      <PageHead title={text('virtualAccounts')} sub={text(hub ? 'virtualAccountsText' : 'virtualAccountsYours')} actions={may(session, 'HUB_FINANCE') && <Propose partners={partners} />} />
      <Problem error={change.error} />
      <DataList<Account> title={text('virtualAccounts')} path="/virtual-accounts" empty={hub ? 'noVirtualAccounts' : 'noVirtualAccountsYours'} keyOf={(row) => row.id} columns={columns} filters={[...(hub ? [{ name: 'partnerId', label: text('partner'), options: partners.map((one): [string, string] => [one.id, one.brandName]) }] : []), { name: 'status', label: text('status'), options: (hub ? ['PROPOSED', 'ACCEPTED', 'REJECTED', 'ENDED'] : ['ACCEPTED', 'ENDED']).map((state): [string, string] => [state, word(state)]) }]} />
    </>
  );
}

function Decision({ row, session, change }: { row: Account; session: Session; change: ReturnType<typeof useChange<Account>> }) {
  const text = useText();
  const reason = (act: 'reject' | 'end') => (why: string): Promise<unknown> => change.mutateAsync({ path: `/virtual-accounts/${row.id}/${act}`, body: { reason: why } });
  if (row.status === 'ACCEPTED') return <WithReason size="xs" label={text('endAccount')} title={text('endAccountOf', { number: row.number })} onSend={reason('end')} />;
  if (row.status !== 'PROPOSED') return null;
  return <Group gap="xs" wrap="nowrap">{row.madeBy !== `user:${session.subject}` && <Button size="xs" loading={change.isPending} onClick={() => change.mutate({ path: `/virtual-accounts/${row.id}/approve` })}>{text('accept')}</Button>}<WithReason size="xs" label={text('reject')} onSend={reason('reject')} /></Group>;
}

function Propose({ partners }: { partners: readonly Schemas['PartnerSummary'][] }) {
  const text = useText();
  const change = useChange<Account>();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ partnerId: '', bankCode: '', bankName: '', number: '', name: '', validFrom: '' });
  const set = (name: keyof typeof asked, clean: (value: string) => string = (value) => value) => (event: { currentTarget: { value: string } }): void => setAsked({ ...asked, [name]: clean(event.currentTarget.value) });
  const digits = (value: string): string => value.replace(/\D/g, '');
  const fault = (pointer: string): string | undefined => (change.error instanceof Refused ? change.error.fields.find((one) => one.pointer === pointer)?.detail : undefined);
  return (
    <>
      <Button onClick={() => setOpened(true)}>{text('proposeVirtualAccount')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('proposeVirtualAccount')} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          <NativeSelect label={text('partner')} value={asked.partnerId} error={fault('/partnerId')} data={[{ value: '', label: '–' }, ...partners.map((one) => ({ value: one.id, label: one.brandName }))]} onChange={set('partnerId')} />
          <TextInput label={text('bank')} value={asked.bankName} maxLength={80} error={fault('/bankName')} onChange={set('bankName')} />
          <TextInput label={text('bankCode')} description={text('bankCodeHelp')} value={asked.bankCode} inputMode="numeric" maxLength={3} error={fault('/bankCode')} onChange={set('bankCode', digits)} />
          <TextInput label={text('vaNumber')} description={text('vaNumberHelp')} value={asked.number} inputMode="numeric" maxLength={28} error={fault('/number')} onChange={set('number', digits)} />
          <TextInput label={text('vaName')} description={text('vaNameHelp')} value={asked.name} maxLength={120} error={fault('/name')} onChange={set('name')} />
          <TextInput label={text('validFrom')} type="date" value={asked.validFrom} error={fault('/validFrom')} onChange={set('validFrom')} />
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={Object.values(asked).some((one) => one.trim() === '') || asked.bankCode.length !== 3 || asked.number.length < 6} loading={change.isPending} onClick={() => change.mutate({ path: '/virtual-accounts', body: asked }, { onSuccess: () => setOpened(false) })}>{text('send')}</Button></Group>
      </Modal>
    </>
  );
}
