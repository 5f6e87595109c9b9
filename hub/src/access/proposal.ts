/** What is kept of a proposal that two people decide: who made it and why, and how it ended. */
export interface ProposalRow {
  readonly state: 'PROPOSED' | 'APPROVED' | 'WITHDRAWN';
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decidedReason: string | null;
}

/** A proposal on the wire. */
export interface ProposalView {
  status: ProposalRow['state'];
  reason: string;
  madeBy: string;
  madeAt: string;
  decided?: { by: string; at: string; reason?: string };
}

/** The columns of a proposal in a query whose table has this name. */
export const proposalColumns = (table: string): string => `${table}.state, ${table}.reason, ${table}.made_by AS "madeBy", ${table}.made_at AS "madeAt", ${table}.decided_by AS "decidedBy", ${table}.decided_at AS "decidedAt", ${table}.decided_reason AS "decidedReason"`;

/** @param named how people are told to whoever reads it */
export function proposalToWire(row: ProposalRow, named: (actor: string) => string = (actor) => actor): ProposalView {
  return { status: row.state, reason: row.reason, madeBy: named(row.madeBy), madeAt: row.madeAt.toISOString(),
    ...(row.decidedBy !== null && row.decidedAt !== null && { decided: { by: named(row.decidedBy), at: row.decidedAt.toISOString(), ...(row.decidedReason !== null && { reason: row.decidedReason }) } }) };
}
