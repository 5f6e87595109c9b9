import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useChange, useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { PageHead, Panel, Problem, Waiting } from '../parts/basics';
import { MadeFile } from '../parts/download';
import { PlainTable } from '../parts/list';

type Journal = Schemas['Journal'];
type Account = Schemas['JournalAccount'];

/** The journal of some dates, account by account, and its CSV. */
export function JournalPage({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const [search, setSearch] = useSearchParams();
  // The month of the window that is open now, by the hub's own calendar.
  const windows = useHub<{ data: Schemas['Window'][] }>('/settlement-windows?status=OPEN&limit=1');
  const today = windows.data?.data[0]?.businessDate;
  const [from, to] = [search.get('from') ?? (today ? `${today.slice(0, 7)}-01` : ''), search.get('to') ?? (today ? format.dayAfter(today, 1) : '')];
  const query = `from=${from}&to=${to}`;
  const { data, error, isPending } = useHub<Journal>(from === '' || to === '' ? undefined : `/journal?${query}`);
  const set = (changes: { from?: string; to?: string }): void => setSearch({ from, to, ...changes });
  return (
    <>
      <PageHead title={text('journal')} sub={text('journalText')} actions={<MadeFile path={`/journal/csv?${query}&separator=${text('csvSeparator')}`} label={text('csv')} disabled={!data || data.lineCount === 0} />} />
      <Group mb="md" gap="sm" align="flex-end" role="search">
        <TextInput type="date" label={text('from')} value={from} onChange={(event) => set({ from: event.currentTarget.value })} />
        <TextInput type="date" label={text('to')} value={to} onChange={(event) => set({ to: event.currentTarget.value })} />
      </Group>
      <Problem error={error} />
      <Stack gap="lg">
        {isPending ? <Waiting /> : data && <Panel title={text('byAccount')}>
          <PlainTable title={text('byAccount')} rows={data.accounts} keyOf={(row) => row.key} columns={[{ label: text('account'), show: (row) => <><span className="mono">{row.code}</span> {row.name}</> }, { label: text('books'), show: (row) => word(`${row.key}_ACCOUNT`) }, { label: text('legCount'), number: true, show: (row) => format.count(row.lineCount) }, { label: text('debit'), number: true, show: (row) => format.money(row.debit) }, { label: text('credit'), number: true, show: (row) => format.money(row.credit) }]}
            foot={[text('total'), '', format.count(data.lineCount), format.money(data.debit), format.money(data.credit)]} />
          <Text size="sm" c="dimmed" mt="sm" role="status">{text(data.debit.value === data.credit.value ? 'journalBalances' : 'journalBroken')}</Text>
        </Panel>}
        <Accounts session={session} />
      </Stack>
    </>
  );
}

/** Which account of the operator's books each booking goes to. */
function Accounts({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const { data, error } = useHub<{ data: Account[] }>('/journal-accounts');
  return (
    <Panel title={text('accountMapping')}>
      <Text c="dimmed" mb="sm">{text('accountMappingText')}</Text>
      <Problem error={error} />
      {data ? <PlainTable title={text('accountMapping')} rows={data.data} keyOf={(row) => row.key} columns={[{ label: text('books'), show: (row) => word(`${row.key}_ACCOUNT`) }, { label: text('account'), show: (row) => <><span className="mono">{row.code}</span> {row.name}</> }, { label: text('version'), number: true, show: (row) => format.count(row.version) },
        ...(session.roles.includes('HUB_FINANCE') ? [{ label: text('changeAccount'), show: (row: Account) => <SetAccount account={row} /> }] : [])]} /> : <Waiting />}
    </Panel>
  );
}

function SetAccount({ account }: { account: Account }) {
  const text = useText();
  const word = useWord();
  const change = useChange();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ code: account.code, name: account.name });
  const title = `${text('changeAccount')}: ${word(`${account.key}_ACCOUNT`)}`;
  return (
    <>
      <Button size="xs" variant="default" aria-label={title} onClick={() => setOpened(true)}>{text('changeAccount')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={title} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          <TextInput label={text('accountCode')} value={asked.code} maxLength={24} data-autofocus onChange={(event) => setAsked({ ...asked, code: event.currentTarget.value })} />
          <TextInput label={text('name')} value={asked.name} maxLength={80} onChange={(event) => setAsked({ ...asked, name: event.currentTarget.value })} />
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={asked.code === '' || asked.name.trim() === ''} loading={change.isPending} onClick={() => change.mutate({ path: `/journal-accounts/${account.key}`, body: { code: asked.code, name: asked.name.trim() } }, { onSuccess: () => setOpened(false) })}>{text('record')}</Button></Group>
      </Modal>
    </>
  );
}
