import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAll, useChange, useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { WithReason } from '../parts/with-reason';
import { Facts, Id, PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { DataList, PlainTable } from '../parts/list';
import { TermsList } from './terms';

type Partner = Schemas['Partner'];
type Key = Schemas['Key'];
const may = (session: Session, ...roles: string[]): boolean => roles.some((role) => session.roles.includes(role));

export function Partners() {
  const text = useText();
  const word = useWord();
  return (
    <>
      <PageHead title={text('partners')} />
      <DataList<Partner> title={text('partners')} path="/partners" totals keyOf={(row) => row.id} filters={[{ name: 'search', label: text('search') }, { name: 'status', label: text('status'), options: ['ACTIVE', 'SUSPENDED'].map((state) => [state, word(state)]) }]}
        columns={[{ label: text('brand'), sort: 'brandName', show: (row) => <Link className="row-link" to={`/partners/${row.id}`}>{row.brandName}</Link> }, { label: text('code_'), sort: 'code', show: (row) => <span className="mono">{row.code}</span> }, { label: text('legalName'), show: (row) => row.legalName }, { label: text('npwp'), show: (row) => <span className="mono">{row.npwp}</span> }, { label: text('status'), show: (row) => <Status value={row.status} /> }]} />
    </>
  );
}

export function PartnerPage({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const { partnerId = '' } = useParams();
  const { data, error } = useHub<Partner>(`/partners/${partnerId}`);
  const outlets = useAll<{ data: Schemas['Outlet'][] }>(`/outlets?partnerId=${partnerId}`);
  const change = useChange();
  const suspended = data?.status === 'SUSPENDED';
  return (
    <>
      <PageHead title={data?.brandName ?? text('partner')} crumbs={[{ to: '/partners', label: text('partners') }]} actions={data && may(session, 'HUB_ADMIN') && <WithReason label={text(suspended ? 'resume' : 'suspend')} onSend={(reason) => change.mutateAsync({ path: `/partners/${partnerId}/${suspended ? 'resume' : 'suspend'}`, body: { reason } })} />} />
      <Problem error={error ?? change.error} />
      {data ? <Stack gap="lg">
        <Panel><Facts items={[[text('status'), <Status key="s" value={data.status} />], [text('code_'), data.code], [text('legalName'), data.legalName], [text('npwp'), data.npwp], [text('nitku'), data.nitku], [text('address'), data.address], [text('since'), format.instant(data.createdAt)], ['Id', <Id key="i" value={data.id} />]]} /></Panel>
        {outlets.data && <Panel title={text('outlet')}><PlainTable title={text('outlet')} rows={outlets.data.data} keyOf={(row) => row.id} columns={[{ label: text('name'), show: (row) => row.name }, { label: text('type'), show: (row) => word(row.channel) }, { label: text('status'), show: (row) => <Status value={row.status} /> }, { label: 'Id', show: (row) => <Id value={row.id} /> }]} /></Panel>}
        <Panel title={text('terms')}><TermsList path={`/terms?party=${partnerId}`} session={session} /></Panel>
        {may(session, 'HUB_ADMIN', 'HUB_SUPPORT', 'AUDITOR') && <Panel title={text('keys')}><KeyList path={`/keys?partnerId=${partnerId}`} session={session} /></Panel>}
      </Stack> : <Waiting />}
    </>
  );
}

export function Keys({ session }: { session: Session }) {
  const text = useText();
  return <><PageHead title={text('keys')} actions={session.partnerId && may(session, 'PARTNER_OWNER', 'PARTNER_DEVELOPER') && <RegisterKey />} /><KeyList path="/keys" session={session} /></>;
}

function KeyList({ path, session }: { path: string; session: Session }) {
  const text = useText();
  const word = useWord();
  const change = useChange();
  return (
    <>
      <Problem error={change.error} />
      <DataList<Key> title={text('keys')} path={path} prefix="key." keyOf={(row) => row.id} filters={[{ name: 'status', label: text('status'), options: ['PENDING_APPROVAL', 'ACTIVE', 'REVOKED'].map((state) => [state, word(state)]) }]}
        columns={[{ label: text('name'), show: (row) => row.name }, { label: text('kid'), show: (row) => <span className="mono" title={row.kid}>{row.kid.slice(0, 12)}…</span> }, { label: text('type'), show: (row) => row.alg }, { label: text('createdBy'), show: (row) => <span className="mono">{format.actor(row.createdBy)}</span> }, { label: text('validUntil'), show: (row) => format.instant(row.validUntil) }, { label: text('status'), show: (row) => <Status value={row.status} /> },
          { label: text('approvals'), show: (row) => <Group gap="xs" wrap="nowrap">{row.status === 'PENDING_APPROVAL' && may(session, 'PARTNER_OWNER', 'HUB_APPROVER') && <Button size="xs" onClick={() => change.mutate({ path: `/keys/${row.id}/approve` })}>{text('approveKey')}</Button>}
            {row.status !== 'REVOKED' && may(session, 'PARTNER_OWNER', 'PARTNER_DEVELOPER', 'HUB_ADMIN', 'HUB_APPROVER') && <WithReason label={text('revoke')} title={text('revokeReason')} onSend={(reason) => change.mutateAsync({ path: `/keys/${row.id}/revoke`, body: { reason } })} />}</Group> }]} />
    </>
  );
}

const base64url = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Makes a key pair here, proves it to the hub, and gives the private key to the person alone. */
function RegisterKey() {
  const text = useText();
  const change = useChange<Key>();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const register = async (): Promise<void> => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    const session = (await (await fetch('/api/hub-origin')).json()) as { origin: string };
    const iat = Math.floor(Date.now() / 1000);
    const part = (value: object): string => base64url(new TextEncoder().encode(JSON.stringify(value)));
    const input = `${part({ alg: 'ES256', typ: 'kongsi-pop+jwt' })}.${part({ jti: crypto.randomUUID(), aud: session.origin, iat, exp: iat + 60 })}`;
    const signature = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, new TextEncoder().encode(input)));
    const key = await change.mutateAsync({ path: '/keys', body: { name, jwk: { kty, crv, x, y }, proof: `${input}.${base64url(signature)}` } });
    const link = document.createElement('a');
    link.href = `data:application/json,${encodeURIComponent(JSON.stringify(await crypto.subtle.exportKey('jwk', pair.privateKey)))}`;
    link.download = `kongsi-${key.kid.slice(0, 8)}.json`;
    link.click();
    setOpened(false);
  };
  return (
    <>
      <Button onClick={() => setOpened(true)}>{text('register')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text('register')} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Text c="dimmed" mb="md">{text('registerText')}</Text>
        <TextInput label={text('name')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={60} data-autofocus />
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={name.trim() === ''} loading={change.isPending} onClick={() => void register().catch(() => undefined)}>{text('register')}</Button></Group>
      </Modal>
    </>
  );
}
