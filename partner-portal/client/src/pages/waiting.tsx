import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useAll, useHub, type Page, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText } from '../text';
import { Facts, Panel } from '../parts/basics';
import type { TextKey } from '../text/id';

const FINANCE = ['PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_ADMIN', 'HUB_FINANCE', 'HUB_APPROVER', 'HUB_SUPPORT', 'AUDITOR'];
const DISPUTES = [...FINANCE, 'PARTNER_STORE', 'PARTNER_VIEWER'];
const RECONCILES = FINANCE.filter((role) => role !== 'HUB_SUPPORT');

/** A list's count over its whole filter; nothing is asked for that this person may not see. */
function useCount(session: Session, roles: readonly string[], path: string): number | undefined {
  const may = session.roles.some((role) => roles.includes(role));
  return useHub<Page<unknown>>(may ? `${path}${path.includes('?') ? '&' : '?'}limit=1&totals=true` : undefined).data?.totals?.count;
}

/** When money moves next, what has to be looked at, and what is missing: each figure leads to its rows. */
export function WhatWaits({ session }: { session: Session }) {
  const text = useText();
  const may = session.roles.some((role) => FINANCE.includes(role));
  const own = session.partnerId !== undefined;
  const obligations = useHub<Page<Schemas['Obligation']>>(may ? '/obligations?status=OPEN&sort=dueDate&limit=100' : undefined).data?.data ?? [];
  const review = useCount(session, FINANCE, '/invoices?status=IN_REVIEW');
  const disputes = useCount(session, DISPUTES, '/disputes?open=true');
  const breaks = useCount(session, RECONCILES, '/breaks?state=OPEN');
  const tills = useAll<Page<Schemas['TillCounter']>>(may ? '/till-counters?gapsOnly=true' : undefined).data;
  const proposed = useCount(session, own ? [] : FINANCE, '/settlements?status=PROPOSED');
  const [next] = obligations.filter((one) => !format.isZero(one.open.total));
  const gaps = (tills?.data ?? []).reduce((sum, one) => sum + one.missing.reduce((all, run) => all + run.to - run.from + 1, 0), 0);
  const counted = (label: TextKey, count: number | undefined, to: string): [string, ReactNode][] => (count === undefined ? [] : [[text(label), count === 0 ? text('none') : <Link key={label} className="row-link" to={to}>{format.count(count)}</Link>]]);
  const facts: [string, ReactNode][] = [...(next ? [[text(next.direction === 'PAYS_HUB' ? (own ? 'payNext' : 'collectNext') : own ? 'receiveNext' : 'payOutNext'), <NextMoney key="n" row={next} own={own} />] as [string, ReactNode]] : may ? [[text(own ? 'payNext' : 'collectNext'), text('nothingOpenNow')] as [string, ReactNode]] : []),
    ...(own ? [] : counted('proposedOpen', proposed, '/settlements?status=PROPOSED')), ...counted('inReview', review, '/invoices?status=IN_REVIEW'), ...counted('disputesOpen', disputes, '/disputes?open=true'), ...counted('breaksOpen', breaks, '/breaks?state=OPEN'), ...(tills ? counted('tillGaps', gaps, '/tills') : [])];
  return facts.length === 0 ? null : <Panel title={text('whatWaits')}><Facts items={facts} /></Panel>;
}

function NextMoney({ row, own }: { row: Schemas['Obligation']; own: boolean }) {
  const text = useText();
  return <><Link className="row-link" to={`/obligations/${row.id}`}>{format.money(row.open.total)}</Link>{!own && <> · {row.partyName}</>}<br />{text('dueOn', { date: format.date(row.dueDate) })}{row.overdue && <> <span className="bad"><IconAlertTriangle size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {text('overdue')}</span></>}</>;
}
