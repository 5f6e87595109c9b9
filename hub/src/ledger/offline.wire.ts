import type { Money } from '../http/wire';

/**
 * A transaction that a till signed while it could not reach the hub: a compact JWS of type `kongsi-offline+jwt`, as it was stored.
 * @example "eyJ0eXAiOiJrb25nc2ktb2ZmbGluZStqd3QifQ.e30.c2ln"
 */
export type OfflineTokenText = string;

/** A run of numbers that have not arrived, both ends included. */
export interface MissingRun {
  from: number;
  to: number;
}

/** How far the offline tokens of one till and key have arrived. */
export interface TillCounter {
  tillId: string;
  tillName: string;
  outletId: string;
  partnerId: string;
  kid: string;
  /** The highest number that has arrived. */
  highest: number;
  /** How many numbers have arrived. */
  arrived: number;
  missing: MissingRun[];
  /** Numbers whose token does not continue the one before it. */
  broken: number[];
  lastArrivedAt: string;
}

/** A sale that came more than 72 hours late and is not in the books, unless two people post it. */
export interface QuarantineItem {
  object: 'quarantineItem';
  id: string;
  status: 'HELD' | 'POSTED' | 'REJECTED';
  op: 'EARN' | 'BURN' | 'HOLD' | 'REVERSAL';
  partnerId: string;
  memberId: string;
  tillId?: string;
  externalId?: string;
  points?: number;
  amount?: Money;
  occurredAt: string;
  receivedAt: string;
  firstApprovedBy?: string;
  decidedBy?: string;
  decidedAt?: string;
  reason?: string;
  postingId?: string;
}
