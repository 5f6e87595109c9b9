import { Alert, Anchor, Button, Checkbox, Divider, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useAll, useChange, useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Facts, PageHead, Panel, Problem, Status, Waiting } from '../parts/basics';
import { DataList } from '../parts/list';
import { EffectView } from '../parts/effect';
import { ChangeTable, percent, RateDifferences, TermsBodyView } from '../parts/terms-body';
import { WithReason } from '../parts/with-reason';

export type Terms = Schemas['Terms'];
const may = (session: Session, ...roles: string[]): boolean => roles.some((role) => session.roles.includes(role));
export const mayPropose = (session: Session): boolean => session.partnerId === undefined && may(session, 'HUB_FINANCE', 'HUB_ADMIN');

/** The name of a party as people know it. */
export function usePartyName(): (party: string) => string {
  const text = useText();
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>('/partners');
  return (party) => (party === 'COALITION' ? text('coalition') : party === 'HUB' ? text('operator') : (brands.data?.data.find((one) => one.id === party)?.brandName ?? party));
}

export function TermsPage({ session }: { session: Session }) {
  const text = useText();
  return <><PageHead title={text('terms')} actions={mayPropose(session) && <Button component={Link} to="/terms/new">{text('newVersion')}</Button>} /><TermsList path="/terms" session={session} /></>;
}

export function TermsList({ path, session }: { path: string; session: Session }) {
  const text = useText();
  const word = useWord();
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>('/partners');
  const name = usePartyName();
  const filters = path === '/terms' && !session.partnerId ? [{ name: 'party', label: text('party'), options: [['COALITION', text('coalition')], ...(brands.data?.data ?? []).map((one) => [one.id, one.brandName])] as [string, string][] }] : [];
  const prices = (row: Terms, side: string): string => row.body.clauses.filter((one) => one.side === side).map((one) => format.decimal(one.pointPrice)).join(' · ') || '–';
  return <DataList<Terms> title={text('terms')} path={path} prefix="terms." filters={filters} keyOf={(row) => row.id} columns={[{ label: text('party'), show: (row) => <Link className="row-link" to={`/terms/${row.id}`}>{name(row.party)}</Link> }, { label: text('version'), number: true, show: (row) => row.version },
    { label: text('validSpan'), show: (row) => <span style={{ whiteSpace: 'nowrap' }}>{format.date(row.validFrom)} –{row.validTo !== undefined && ` ${format.date(row.validTo)}`}{row.correctsVersion !== undefined && ` (${text('correction').toLowerCase()} v${row.correctsVersion})`}</span> }, { label: text('preset'), show: (row) => <span style={{ whiteSpace: 'nowrap' }}>{word(row.body.preset)}</span> },
    { label: text('payPrice'), number: true, show: (row) => prices(row, 'PAY') }, { label: text('receivePrice'), number: true, show: (row) => prices(row, 'RECEIVE') }, { label: text('feesOf'), show: (row) => <span style={{ whiteSpace: 'nowrap' }}>{row.body.fees.map((one) => percent(one.rate)).join(' · ') || '–'}</span> }, { label: text('status'), show: (row) => <Status value={row.status} /> }]} key={session.subject} />;
}

function Signatures({ data }: { data: Terms }) {
  const text = useText();
  const by = (who: string | undefined, at: string | undefined): string => (who === undefined ? text('notYet') : `${format.actor(who)}${at === undefined ? '' : `, ${format.instant(at)}`}`);
  return <Facts items={[[text('signMaker'), by(data.madeBy, data.madeAt)], [text('signChecker'), by(data.checkedBy, data.checkedAt)], ...(data.party === 'COALITION' ? [] : [[text('signPartner'), by(data.countersignedBy, data.countersignedAt)] as [string, string]]), [text('termsHash'), <span key="h" className="mono">{data.termsHash}</span>]]} />;
}

export function TermsDetail({ session }: { session: Session }) {
  const text = useText();
  const { termsId = '' } = useParams();
  const { data, error } = useHub<Terms>(`/terms/${termsId}`);
  const diff = useHub<Schemas['TermsDiff']>(`/terms/${termsId}/diff`);
  const name = usePartyName();
  const change = useChange();
  const open = data?.status === 'PROPOSED' || data?.status === 'APPROVED';
  const owns = data !== undefined && session.partnerId === data.party && may(session, 'PARTNER_OWNER');
  const verb = data?.status === 'PROPOSED' && !session.partnerId && may(session, 'HUB_APPROVER') ? 'approve' : data?.status === 'APPROVED' && owns ? 'countersign' : undefined;
  return (
    <>
      <PageHead title={data ? `${name(data.party)} v${data.version}` : text('terms')} crumbs={[{ to: '/terms', label: text('terms') }]}
        actions={data && <>{open && (owns || (!session.partnerId && may(session, 'HUB_FINANCE', 'HUB_ADMIN', 'HUB_APPROVER'))) && <WithReason label={text(owns ? 'declineTerms' : 'withdrawTerms')} onSend={(reason) => change.mutateAsync({ path: `/terms/${termsId}/withdraw`, body: { reason } })} />}
          {mayPropose(session) && <Button component={Link} to={`/terms/new?from=${termsId}`}>{text('newVersion')}</Button>}</>} />
      <Problem error={error ?? diff.error ?? change.error} />
      {data ? <Stack gap="lg">
        <Panel hero>
          <Group mb="md"><Status value={data.status} />{data.correctsVersion !== undefined && <Text>{text('correctsVersion', { version: data.correctsVersion })}</Text>}{data.withdrawnReason !== undefined && <Text>{text('withdrawnBecause', { by: format.actor(data.withdrawnBy ?? ''), reason: data.withdrawnReason })}</Text>}</Group>
          <Facts items={[[text('validFrom'), format.date(data.validFrom)], [text('validTo'), format.date(data.validTo)], ...(data.acceptsTerms ? [[text('accepts'), <Anchor key="a" component={Link} to={`/terms/${data.acceptsTerms.termsId}`}>{text('versionOf', { version: data.acceptsTerms.version })}</Anchor>] as [string, ReactNode]] : [])]} />
          <Divider my="md" />
          <Signatures data={data} />
        </Panel>
        {diff.data?.termsId === data.id && <Changes diff={diff.data} />}
        {diff.data?.termsId === data.id && <Panel title={text('effect')}><EffectView effect={diff.data.effect} /></Panel>}
        {data.rateDifferences && <Panel title={text('rateDifferences')}><RateDifferences rows={data.rateDifferences} /></Panel>}
        {verb && <Sign key={data.id} data={data} verb={verb} />}
        <TermsBodyView body={data.body} name={name} />
      </Stack> : <Waiting />}
    </>
  );
}

function Changes({ diff }: { diff: Schemas['TermsDiff'] }) {
  const text = useText();
  if (diff.againstVersion === undefined) return <Alert color="gray" variant="light" icon={<IconInfoCircle aria-hidden />}><Text c="var(--mantine-color-text)">{text('firstChanges')}</Text></Alert>;
  return <Panel title={text('whatChangesFrom', { version: diff.againstVersion })}>{diff.changes.length === 0 ? <Text c="dimmed">{text('nothingChanges')}</Text> : <ChangeTable changes={diff.changes} />}</Panel>;
}

/** The signature of the checker or the partner, under what it is for. */
function Sign({ data, verb }: { data: Terms; verb: 'approve' | 'countersign' }) {
  const text = useText();
  const change = useChange();
  const [read, setRead] = useState(false);
  return (
    <Panel title={text('checkAndSign')} hero>
      <Group mb="sm" wrap="nowrap" align="flex-start"><IconAlertTriangle size={18} aria-hidden style={{ flex: 'none', marginTop: 3 }} /><Text maw="75ch">{text('checkAndSignText')}</Text></Group>
      <Text className="mono" mb="md">{data.termsHash}</Text>
      <Checkbox label={text('readIt')} checked={read} onChange={(event) => setRead(event.currentTarget.checked)} mb="md" />
      <Problem error={change.error} />
      <Button disabled={!read} loading={change.isPending} onClick={() => change.mutate({ path: `/terms/${data.id}/${verb}`, body: { termsHash: data.termsHash } })}>{text(verb)}</Button>
    </Panel>
  );
}
