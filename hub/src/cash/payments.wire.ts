import type { Money, WireDate } from '../http/wire';

/** Money that moved between a partner and the hub. It names an obligation, a refund, or only the partner whose money it is. */
export interface PaymentRequest {
  /** The obligation that is met first; absent: `partnerId` says whose money it is, and it meets what is open, the oldest first. */
  obligationId?: string;
  /** Only without `obligationId` and `refundId`. */
  partnerId?: string;
  /** An approved refund that the bank has paid; only without the others. */
  refundId?: string;
  amount: Money;
  /**
   * @minLength 1
   * @maxLength 64
   */
  bankReference: string;
  paidOn: WireDate;
}

/** What a payment did to one obligation, or to a fee invoice that is paid apart. */
export interface Application {
  obligationId?: string;
  invoiceId?: string;
  amount: Money;
  principal: Money;
  fee: Money;
  ppn: Money;
  appliedOn: string;
}

/** Money, or what counts like money: a withholding certificate, a credit note of a fee paid apart, what covers a default. */
export interface Payment {
  object: 'payment';
  id: string;
  kind: 'BANK' | 'CERTIFICATE' | 'CREDIT_NOTE' | 'COLLATERAL' | 'RESERVE' | 'FUND' | 'LOSS_SHARES' | 'HUB_LOSS';
  direction: 'IN' | 'OUT';
  partnerId: string;
  partnerName: string;
  /** The obligation that it names. */
  obligationId?: string;
  /** The refund that it paid. */
  refundId?: string;
  amount: Money;
  /** The bank's reference, or the number of the certificate or credit note. */
  bankReference: string;
  paidOn: string;
  applications: Application[];
  /** Cash that met nothing yet; the next settlement takes it. */
  unapplied: Money;
  recordedBy: string;
  createdAt: string;
  /** Somebody has asked to take this payment back; once another person has done it, it counts for nothing and its applications are gone. */
  unmatch?: PaymentUnmatch;
}

export interface PaymentUnmatch {
  askedBy: string;
  askedAt: string;
  reason: string;
  doneBy?: string;
  unmatchedOn?: string;
}

export interface RefundRequest {
  /** Money that came in and has something left that met nothing. */
  paymentId: string;
  /** Absent: all that is left. */
  amount?: Money;
  /**
   * @minLength 3
   * @maxLength 200
   */
  reason: string;
}

/** Money of a partner that met nothing and goes back to it. */
export interface Refund {
  object: 'refund';
  id: string;
  paymentId: string;
  partnerId: string;
  partnerName: string;
  amount: Money;
  /** What the bank is asked to write on the payout. */
  bankReference: string;
  reason: string;
  status: 'PROPOSED' | 'APPROVED' | 'PAID' | 'WITHDRAWN';
  madeBy: string;
  madeAt: string;
  approvedBy?: string;
  approvedAt?: string;
  /** The payment instruction of the refund, from its approval on. */
  instructionId?: string;
  /** The payment out that the bank confirmed. */
  paidByPaymentId?: string;
  withdrawn?: { by: string; at: string; reason: string };
}

export interface DecisionRequest {
  /**
   * @minLength 3
   * @maxLength 200
   */
  reason: string;
}
