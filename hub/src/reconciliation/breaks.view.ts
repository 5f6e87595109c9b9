import { wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import { pointsToWire } from '../kernel/points';
import type { BreakRow, PendingClosing } from './breaks.store';
import type { Break, PendingBreakClosing } from './reconciliation.wire';

const DAY_MS = 86_400_000;

export function breakView(row: BreakRow, now: Date): Break {
  return { object: 'break', id: wireId('brk', row.breakId), class: row.class, state: row.state, owner: row.owner, partnerId: wireId('prt', row.partnerId), businessDate: row.businessDate, source: row.source as Break['source'], type: row.traits.type, proposal: row.proposal,
    recordIds: row.recordIds, postingIds: row.postingIds, pointsTheirs: pointsToWire(row.pointsTheirs), pointsOurs: pointsToWire(row.pointsOurs),
    ...(row.amountTheirsMinor !== null && { amountTheirs: moneyToWire(row.amountTheirsMinor) }), ...(row.amountOursMinor !== null && { amountOurs: moneyToWire(row.amountOursMinor) }),
    ageDays: Math.max(0, Math.floor(((row.closedAt ?? now).getTime() - row.openedAt.getTime()) / DAY_MS)), openedAt: row.openedAt.toISOString(), ...(row.answerBy && row.state === 'OPEN' && { answerBy: row.answerBy.toISOString() }),
    ...(row.causeCode !== null && { causeCode: row.causeCode }), ...(row.note !== null && { note: row.note }), ...(row.closedByRule !== null && { closedByRule: row.closedByRule }), ...(row.closedBy !== null && { closedBy: row.closedBy }), ...(row.closedAt && { closedAt: row.closedAt.toISOString() }),
    ...(row.linkedPostingId !== null && { linkedPostingId: wireId('pst', row.linkedPostingId) }), ...(row.linkedDisputeId !== null && { linkedDisputeId: wireId('dsp', row.linkedDisputeId) }), ...(row.pending && { pending: pendingView(row.pending) }) };
}

function pendingView({ postingId, disputeId, ...rest }: PendingClosing): PendingBreakClosing {
  return { ...rest, ...(postingId !== undefined && { postingId: wireId('pst', postingId) }), ...(disputeId !== undefined && { disputeId: wireId('dsp', disputeId) }) };
}
