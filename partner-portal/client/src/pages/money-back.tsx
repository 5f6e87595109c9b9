import { Button, Group, Text } from '@mantine/core';
import { useChange, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText } from '../text';
import { Panel, Problem, Status } from '../parts/basics';
import { DataList, type Column } from '../parts/list';
import { WithReason } from '../parts/with-reason';

type Payment = Schemas['Payment'];
type Refund = Schemas['Refund'];
const may = (session: Session, ...roles: string[]): boolean => roles.some((role) => session.roles.includes(role));

/** What an operator may do to a payment of the bank: take it back by two people, or give back what it has left. */
export function PaymentActions({ row, session }: { row: Payment; session: Session }) {
  const text = useText();
  const change = useChange();
  if (row.unmatch?.unmatchedOn) return <Text size="sm">{text('unmatchedOn', { date: format.date(row.unmatch.unmatchedOn) })}<Text size="xs" c="dimmed">{row.unmatch.reason}</Text></Text>;
  if (row.kind !== 'BANK' || !may(session, 'HUB_FINANCE', 'HUB_APPROVER')) return null;
  const send = (path: string, body: object): Promise<unknown> => change.mutateAsync({ path, body });
  return (
    <>
      {row.unmatch && <Text size="xs" c="dimmed">{text('unmatchAsked', { by: format.actor(row.unmatch.askedBy), reason: row.unmatch.reason })}</Text>}
      <Group gap="xs" wrap="nowrap">
        <WithReason label={text(row.unmatch ? 'unmatchNow' : 'unmatch')} onSend={(reason) => send(`/payments/${row.id}/unmatch`, { reason })} />
        {row.unapplied.value !== '0.00' && may(session, 'HUB_FINANCE') && <WithReason label={text('giveBack')} title={text('giveBackOf', { amount: format.money(row.unapplied) })} onSend={(reason) => send('/refunds', { paymentId: row.id, reason })} />}
      </Group>
    </>
  );
}

/** Money that goes back: proposed by one person, approved by another, paid by the bank. */
export function Refunds({ session }: { session: Session }) {
  const text = useText();
  const change = useChange();
  const hub = session.partnerId === undefined;
  const columns: Column<Refund>[] = [{ label: text('date'), show: (row) => format.instant(row.madeAt) }, ...(hub ? [{ label: text('partner'), show: (row: Refund) => row.partnerName }] : []), { label: text('amount'), number: true, show: (row) => format.plain(row.amount) }, { label: text('bankReference'), show: (row) => <span className="mono">{row.bankReference}</span> },
    { label: text('reason'), show: (row) => row.withdrawn?.reason ?? row.reason }, { label: text('status'), show: (row) => <Status value={row.status === 'PAID' ? 'PAID_OUT' : row.status} /> }, { label: text('madeBy'), show: (row) => [row.madeBy, row.approvedBy].filter(Boolean).join(', ') },
    ...(hub && may(session, 'HUB_FINANCE', 'HUB_APPROVER') ? [{ label: text('decision'), show: (row: Refund) => (row.status === 'PROPOSED' || row.status === 'APPROVED') && <Group gap="xs" wrap="nowrap">
      {row.status === 'PROPOSED' && may(session, 'HUB_APPROVER') && <Button size="sm" loading={change.isPending} onClick={() => change.mutate({ path: `/refunds/${row.id}/approve` })}>{text('approve')}</Button>}
      <WithReason label={text('withdraw')} onSend={(reason) => change.mutateAsync({ path: `/refunds/${row.id}/withdraw`, body: { reason } })} /></Group> }] : [])];
  return <Panel title={text('refunds')}><Problem error={change.error} /><DataList<Refund> title={text('refunds')} path="/refunds" empty="noRefunds" prefix="r-" keyOf={(row) => row.id} columns={columns} /></Panel>;
}
