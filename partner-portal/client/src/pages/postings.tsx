import { Code, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useAll, useHub, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Facts, Id, PageHead, Panel, Problem, Waiting } from '../parts/basics';
import { DataList, PlainTable } from '../parts/list';
import { OpenDispute } from './disputes';

type Posting = Schemas['Posting'];
const TYPES = ['EARN', 'BURN', 'REVERSAL', 'EXPIRE'] as const;

/** The live ledger, as far as the person may see it. */
export function Postings() {
  const text = useText();
  const word = useWord();
  return (
    <>
      <PageHead title={text('postings')} />
      <DataList<Posting> title={text('postings')} path="/postings" totals keyOf={(row) => row.id}
        filters={[{ name: 'type', label: text('type'), options: TYPES.map((type) => [type, word(type)]) }, { name: 'businessDateFrom', label: text('from'), type: 'date' }, { name: 'businessDateTo', label: text('to'), type: 'date' }, { name: 'externalId', label: text('externalId') }, { name: 'receiptNo', label: text('receiptNo') }, { name: 'memberId', label: text('memberId') }]}
        columns={[{ label: text('sequence'), sort: 'sequence', show: (row) => <Link className="row-link" to={`/postings/${row.id}`}>{format.count(row.sequence)}</Link> }, { label: text('type'), show: (row) => word(row.type) }, { label: text('businessDate'), show: (row) => <>{format.date(row.businessDate)}{row.late && ` (${text('late')})`}</> },
          { label: text('externalId'), show: (row) => <span className="mono">{row.externalId ?? '–'}</span> }, { label: text('member'), show: (row) => <Id value={row.memberId} /> }, { label: text('points'), number: true, show: (row) => format.count(row.points) }, { label: text('value'), number: true, show: (row) => format.money(row.value) }]} />
    </>
  );
}

/** One posting: what moved, and the signed request behind it. */
export function PostingPage({ session }: { session: Session }) {
  const text = useText();
  const word = useWord();
  const { postingId } = useParams();
  const { data, error, isPending } = useHub<Posting>(`/postings/${postingId ?? ''}`);
  const brands = useAll<{ data: Schemas['PartnerSummary'][] }>('/partners');
  const name = (id: string): string => brands.data?.data.find((one) => one.id === id)?.brandName ?? id;
  return (
    <>
      <PageHead title={data ? `${word(data.type)} ${format.count(data.sequence)}` : text('posting')} crumbs={[{ to: '/postings', label: text('postings') }]}
        actions={data?.type === 'BURN' && <OpenDispute session={session} of={{ postingId: data.id }} />} />
      <Problem error={error} />
      {isPending ? <Waiting /> : data && (
        <Stack gap="lg">
          <Panel><Facts items={[[text('partner'), name(data.partnerId)], [text('points'), <strong key="p">{format.count(data.points)}</strong>], [text('value'), format.money(data.value)], [text('externalId'), <span key="e" className="mono">{data.externalId ?? '–'}</span>], [text('receiptNo'), data.receiptNo ?? '–'],
            [text('member'), <Id key="m" value={data.memberId} />], [text('occurredAt'), format.instant(data.occurredAt)], [text('postedAt'), format.instant(data.postedAt)], [text('businessDate'), format.date(data.businessDate)], [text('window'), <Id key="w" value={data.windowId} to={`/windows/${data.windowId}`} />],
            ...(data.reversesPostingId ? [[text('reverses'), <Id key="r" value={data.reversesPostingId} to={`/postings/${data.reversesPostingId}`} />] as [string, React.ReactNode]] : [])]} /></Panel>
          <Panel title={text('legs')}><PlainTable title={text('legs')} rows={data.legs} keyOf={(leg) => leg.legId} columns={[{ label: text('lot'), show: (leg) => <Id value={leg.lotId} /> }, { label: text('issuer'), show: (leg) => name(leg.issuerId) }, { label: text('redeemer'), show: (leg) => (leg.redeemerId ? name(leg.redeemerId) : '–') },
            { label: text('points'), number: true, show: (leg) => format.count(leg.points) }, { label: text('value'), number: true, show: (leg) => format.money(leg.value) }]} foot={[text('total'), '', '', format.count(data.legs.reduce((sum, leg) => sum + leg.points, 0)), '']} /></Panel>
          {data.balance && <Evidence postingId={data.id} />}
        </Stack>
      )}
    </>
  );
}

function Evidence({ postingId }: { postingId: string }) {
  const text = useText();
  const { data } = useHub<Schemas['Evidence']>(`/postings/${postingId}/evidence`);
  if (!data) return null;
  return (
    <Panel title={text('evidence')}>
      <Text c="dimmed" mb="md">{text('evidenceText')}</Text>
      <Facts items={[[text('kid'), <span key="k" className="mono">{data.kid}</span>], [text('digest'), <span key="d" className="mono">{data.bodyDigest}</span>]]} />
      <Text size="sm" c="dimmed" mt="md">{text('token')}</Text>
      <Code block tabIndex={0} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{data.token}</Code>
    </Panel>
  );
}

