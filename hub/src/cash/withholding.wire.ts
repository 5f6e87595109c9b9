import type { Money, Page, WireDate } from '../http/wire';

export interface CertificateRequest {
  /** The fee invoice from which tax was withheld. */
  invoiceId: string;
  /**
   * Number of the certificate, as the tax office knows it.
   * @minLength 3
   * @maxLength 40
   */
  number: string;
  issuedOn: WireDate;
  amount: Money;
  /**
   * Why more was withheld than is still expected of the invoice; without it such a certificate is refused `withholding_above_expected`. The second person sees it.
   * @minLength 10
   * @maxLength 300
   * @example "Withheld at 4 % because our file had no NPWP of the hub."
   */
  excessReason?: string;
}

/** Bukti potong PPh 23: it meets the fee like cash once a second person has accepted it. */
export interface WithholdingCertificate {
  object: 'withholdingCertificate';
  id: string;
  invoiceId: string;
  invoiceNumber: string;
  partnerId: string;
  partnerName: string;
  number: string;
  issuedOn: string;
  amount: Money;
  /** 2 % of the invoice's fee, less its credit notes. */
  expected: Money;
  /** Why the certificates of the invoice come to more than is expected. */
  excessReason?: string;
  status: 'SUBMITTED' | 'ACCEPTED' | 'REJECTED';
  madeBy: string;
  madeAt: string;
  decidedBy?: string;
  decidedAt?: string;
  reason?: string;
}

/** A fee invoice with what may be withheld from it and what was. */
export interface WithholdingInvoice {
  invoiceId: string;
  invoiceNumber: string;
  partnerId: string;
  partnerName: string;
  issuedOn: string;
  fee: Money;
  expected: Money;
  received: Money;
  /** Handed in and not accepted yet. */
  waiting: Money;
  /** Received less expected. */
  difference: Money;
}

export interface WithholdingSum {
  partnerId: string;
  partnerName: string;
  expected: Money;
  received: Money;
  difference: Money;
}

/** A page of fee invoices, and the sums of each partner over all of them. */
export interface WithholdingList extends Page<WithholdingInvoice> {
  partners: WithholdingSum[];
}
