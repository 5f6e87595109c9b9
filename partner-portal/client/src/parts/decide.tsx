import { Button, Group } from '@mantine/core';
import type { Session, useChange } from '../api';
import { useText } from '../text';
import { WithReason } from './with-reason';

const may = (session: Session, ...roles: string[]): boolean => session.partnerId === undefined && roles.some((role) => session.roles.includes(role));

/** What people of the operator may do with a proposal of one of them: an approver approves it, any of them withdraws it with a reason. @param path of the proposal at the hub */
export function Decide<T>({ path, session, change }: { path: string; session: Session; change: ReturnType<typeof useChange<T>> }) {
  const text = useText();
  return (
    <Group gap="xs">
      {may(session, 'HUB_APPROVER') && <Button size="xs" loading={change.isPending} onClick={() => change.mutate({ path: `${path}/approve` })}>{text('approveChange')}</Button>}
      {may(session, 'HUB_FINANCE', 'HUB_ADMIN', 'HUB_APPROVER') && <WithReason size="xs" label={text('withdrawChange')} onSend={(reason) => change.mutateAsync({ path: `${path}/withdraw`, body: { reason } })} />}
    </Group>
  );
}
