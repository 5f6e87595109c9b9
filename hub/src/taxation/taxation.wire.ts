import type { Money } from '../http/wire';

export type TaxInvoiceState = 'NOT_REQUIRED' | 'TO_UPLOAD' | 'UPLOADED' | 'APPROVED' | 'REPLACED' | 'CANCELLED';

/** Something that the tax office would refuse: which field, why, and what to do. */
export interface TaxInvoiceFault {
  field: string;
  code: string;
  detail: string;
}

/** The tax invoice (faktur pajak) of a fee invoice: where it stands with the tax office. */
export interface TaxInvoice {
  object: 'taxInvoice';
  invoiceId: string;
  number: string;
  partnerId: string;
  partnerName: string;
  issuedOn: string;
  status: TaxInvoiceState;
  /** The number that the tax office gave (NSFP), 17 digits. */
  nsfp?: string;
  /** Last day to upload and have it approved. */
  uploadBy?: string;
  overdue?: boolean;
  feeBase: Money;
  /** DPP nilai lain. */
  taxBase?: Money;
  ppn: Money;
  total: Money;
  /** While it waits for upload: everything that Coretax would refuse. */
  faults: TaxInvoiceFault[];
}

export interface TaxInvoiceChange {
  from: TaxInvoiceState;
  to: TaxInvoiceState;
  at: string;
  by: string;
  reason?: string;
}

/** A tax invoice with every number it had and every step it took. */
export interface TaxInvoiceDetail extends TaxInvoice {
  numbers: string[];
  changes: TaxInvoiceChange[];
}

/** A step of ours (`UPLOAD`, `CANCEL`), or an answer of the tax office (`APPROVE`, `REJECT`, `REPLACE`). */
export interface TaxInvoiceStepRequest {
  step: 'UPLOAD' | 'APPROVE' | 'REJECT' | 'REPLACE' | 'CANCEL';
  /**
   * With `APPROVE` and `REPLACE`: the 17 digits that Coretax shows; dots and dashes are ignored.
   * @minLength 1
   * @maxLength 32
   * @example "04002600012345678"
   */
  nsfp?: string;
  /**
   * With `REJECT`, `REPLACE` and `CANCEL`.
   * @minLength 1
   * @maxLength 200
   */
  reason?: string;
}

/** A document that needs an electronic stamp (e-Meterai), and the stamp when it has one. */
export interface StampDuty {
  object: 'stampDuty';
  documentId: string;
  documentKind: 'RECEIPT' | 'NETTING_STATEMENT';
  number: string;
  partnerId: string;
  partnerName: string;
  issuedOn: string;
  /** What the document states as received or settled. */
  stated: Money;
  duty: Money;
  /** Serial number of the stamp; missing until it is recorded. */
  serial?: string;
  stampedOn?: string;
  recordedBy?: string;
}

export interface StampRequest {
  /**
   * @pattern ^[A-Z0-9]{10,32}$ "Send the 10 to 32 capital letters and digits of the stamp's serial number."
   * @example "GXD5XA8M5Q0A1B2C3D4E"
   */
  serial: string;
  /** @pattern ^\d{4}-\d{2}-\d{2}$ */
  stampedOn: string;
}
