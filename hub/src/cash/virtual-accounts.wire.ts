import type { WireDate } from '../http/wire';

export interface VirtualAccountRequest {
  /** Whose money comes to it. */
  partnerId: string;
  /**
   * The bank's code for transfers, three digits.
   * @pattern ^[0-9]{3}$ "Send the three digits of the bank's code, such as 014 for BCA."
   */
  bankCode: string;
  /**
   * @minLength 2
   * @maxLength 80
   */
  bankName: string;
  /**
   * The number as the payer types it: the bank's prefix of the company and the number of the payer, digits alone. Noughts before it make no other number.
   * @pattern ^0*[1-9][0-9]{5,27}$ "Send 6 to 28 digits, without blanks, beside noughts before them."
   * @maxLength 28
   * @example "7001200000000042"
   */
  number: string;
  /**
   * What the bank shows to who pays.
   * @minLength 1
   * @maxLength 120
   * @example "KONGSI PASAR SEGAR"
   */
  name: string;
  /** Today at the earliest. */
  validFrom: WireDate;
}

/** A number of the hub's collecting bank that names one partner: what comes to it is money of that partner. */
export interface VirtualAccount {
  object: 'virtualAccount';
  id: string;
  partnerId: string;
  partnerName: string;
  bankCode: string;
  bankName: string;
  /** @example "7001200000000042" */
  number: string;
  /** @example "KONGSI PASAR SEGAR" */
  name: string;
  validFrom: string;
  /** `PROPOSED`: another person of the operator accepts it; `ENDED`: it stays the partner's, and money that comes to it waits for a person. */
  status: 'PROPOSED' | 'ACCEPTED' | 'REJECTED' | 'ENDED';
  /** Whether netting statements that are issued today print it: of the partner's accepted ones the newest whose day has come. */
  printed: boolean;
  madeBy: string;
  madeAt: string;
  decidedBy?: string;
  decidedAt?: string;
  /** Why it was rejected. */
  reason?: string;
  /** Money that the bank booked before this day is still matched by it. */
  endedOn?: string;
  endedBy?: string;
  endedReason?: string;
}
