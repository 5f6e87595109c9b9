import { Anchor, Button, Group, Stack, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import { hubPost, useAll, useChange, useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Facts, Id, PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { PlainTable } from '../parts/list';
import { AdjustPoints } from './care';
import { WithReason } from '../parts/with-reason';

/** Finds one member by what the person holds in hand; the address keeps the member's id and nothing personal. */
export function Members({ session }: { session: Session }) {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  const [asked, setAsked] = useState('');
  const memberId = search.get('member') ?? '';
  const lookup = useMutation({ mutationFn: (member: string) => hubPost<Schemas['LookupResult']>('/members/lookup', { member }), onSuccess: (found) => setSearch({ member: found.memberId }), onError: () => setSearch({}) });
  const find = (event: FormEvent): void => {
    event.preventDefault();
    if (asked.trim() !== '') lookup.mutate(asked.trim());
  };
  return (
    <>
      <PageHead title={text('members')} />
      <form onSubmit={find} role="search">
        <Group align="flex-end" mb="md" gap="sm">
          <TextInput label={text('memberLookup')} description={text('memberLookupHelp')} value={asked} onChange={(event) => setAsked(event.currentTarget.value)} w={{ base: '100%', sm: 440 }} maxLength={110} autoComplete="off" />
          <Button type="submit" leftSection={<IconSearch size={16} aria-hidden />} loading={lookup.isPending}>{text('find')}</Button>
        </Group>
      </form>
      <Problem error={lookup.error} />
      {memberId !== '' && <MemberPanels key={memberId} memberId={memberId} session={session} />}
    </>
  );
}

function MemberPanels({ memberId, session }: { memberId: string; session: Session }) {
  const text = useText();
  const word = useWord();
  const path = `/members/${encodeURIComponent(memberId)}`;
  const member = useHub<Schemas['Member']>(path);
  const balance = useHub<Schemas['Balance']>(`${path}/balance`);
  const lots = useHub<Schemas['LotList']>(`${path}/lots`);
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>('/partners');
  const change = useChange();
  const name = (id: string | undefined): string => brands.data?.data.find((one) => one.id === id)?.brandName ?? id ?? '–';
  const error = member.error ?? balance.error ?? lots.error;
  if (error) return <Problem error={error} />;
  if (!member.data || !balance.data || !lots.data) return <Waiting />;
  const verb = member.data.status === 'ACTIVE' ? 'freeze' : 'unfreeze';
  const mayFreeze = member.data.status !== 'CLOSED' && session.roles.some((role) => role === 'HUB_SUPPORT' || role === 'HUB_ADMIN');
  const mayAdjust = member.data.status !== 'CLOSED' && session.roles.some((role) => ['HUB_SUPPORT', 'HUB_ADMIN', 'HUB_APPROVER'].includes(role));
  const { nextExpiry } = balance.data;
  return (
    <Stack gap="lg">
      <Panel title={member.data.name ?? text('member')} hero>
        <Group justify="space-between" align="flex-start" mb="md">
          <p className="figure" style={{ margin: 0 }} data-testid="available">{format.count(balance.data.available)} {text('points').toLowerCase()}</p>
          <Group gap="sm"><Status value={member.data.status} />{mayAdjust && <AdjustPoints memberId={memberId} />}{mayFreeze && <WithReason label={text(verb)} onSend={(reason) => change.mutateAsync({ path: `${path}/${verb}`, body: { reason } })} />}</Group>
        </Group>
        <Facts items={[[text('value'), format.money(balance.data.value)], [text('held'), format.count(balance.data.held)], [text('nextExpiry'), nextExpiry ? `${format.count(nextExpiry.points)} · ${format.date(nextExpiry.date)}` : '–'], [text('identifiers'), member.data.identifierKinds.map((kind) => word(kind)).join(', ')], [text('since'), format.instant(member.data.createdAt)], ['Id', <Id key="i" value={member.data.id} />]]} />
        <Anchor component={Link} to={`/postings?memberId=${memberId}`} mt="md" display="inline-block">{text('memberPostings')}</Anchor>
      </Panel>
      <Panel title={text('legs')}><PlainTable title={text('legs')} rows={lots.data.data} keyOf={(lot) => lot.lotId ?? `${lot.issuerId ?? ''}${lot.expiresAt ?? ''}`} columns={[{ label: text('lot'), show: (lot) => (lot.lotId ? <Id value={lot.lotId} /> : '–') }, { label: text('issuer'), show: (lot) => name(lot.issuerId) }, { label: text('points'), number: true, show: (lot) => format.count(lot.points) },
        { label: text('remaining'), number: true, show: (lot) => format.count(lot.remaining) }, { label: text('occurredAt'), show: (lot) => format.instant(lot.earnedAt) }, { label: text('expiresOn'), show: (lot) => format.instant(lot.expiresAt) }]} /></Panel>
    </Stack>
  );
}
