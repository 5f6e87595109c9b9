import { DomainError } from '../../kernel/errors';

/** Where the tax invoice (*faktur pajak*) of a fee invoice stands with the tax office. */
export type TaxInvoiceStatus = 'NOT_REQUIRED' | 'TO_UPLOAD' | 'UPLOADED' | 'APPROVED' | 'REPLACED' | 'CANCELLED';

/** A step of our side (`UPLOAD`, `CANCEL`) or the answer of the tax office's side (`APPROVE`, `REJECT`, `REPLACE`), as a person records it. */
export type TaxInvoiceStep = 'UPLOAD' | 'REJECT' | 'APPROVE' | 'REPLACE' | 'CANCEL';

const STEPS: Readonly<Record<TaxInvoiceStep, { readonly from: readonly TaxInvoiceStatus[]; readonly to: TaxInvoiceStatus }>> = {
  UPLOAD: { from: ['TO_UPLOAD'], to: 'UPLOADED' },
  REJECT: { from: ['UPLOADED'], to: 'TO_UPLOAD' },
  APPROVE: { from: ['UPLOADED'], to: 'APPROVED' },
  REPLACE: { from: ['APPROVED', 'REPLACED'], to: 'REPLACED' },
  CANCEL: { from: ['APPROVED', 'REPLACED'], to: 'CANCELLED' },
};

/** @throws DomainError `transition_not_allowed`, saying what may be done instead */
export function nextStatus(status: TaxInvoiceStatus, step: TaxInvoiceStep): TaxInvoiceStatus {
  const { from, to } = STEPS[step];
  if (from.includes(status)) return to;
  const open = (Object.keys(STEPS) as TaxInvoiceStep[]).filter((one) => STEPS[one].from.includes(status));
  throw new DomainError('transition_not_allowed', { detail: `The tax invoice is ${status}; ${open.length === 0 ? 'nothing more can happen to it.' : `it can be answered with ${open.join(' or ')} only.`}` });
}

/**
 * Checks a number that the tax office gave (NSFP): 17 digits, which are transaction code 2, status 2, serial 13 (PER-11/PJ/2025). It is never made here.
 * @param before the number it replaces: the serial stays, the status counts up
 * @throws DomainError `validation_failed` naming `/nsfp`
 */
export function checkNsfp(nsfp: string, transactionCode: string, before?: string): string {
  const fault = (code: string, detail: string): DomainError => new DomainError('validation_failed', { detail: 'This is not a number that the tax office gives.', fields: [{ pointer: '/nsfp', code, detail }] });
  const digits = nsfp.replace(/[.\-\s]/g, '');
  if (!/^\d{17}$/.test(digits)) throw fault('invalid_nsfp', `Send the 17 digits that Coretax shows; these are ${digits.length}${/^\d*$/.test(digits) ? '' : ' characters and not all are digits'}.`);
  if (/^0+$/.test(digits.slice(4)) || /^(\d)\1+$/.test(digits)) throw fault('dummy_nsfp', 'Its serial is made up. Send the number that Coretax shows.');
  if (digits.slice(0, 2) !== transactionCode) throw fault('wrong_code', `It begins with ${digits.slice(0, 2)}; this invoice has the transaction code ${transactionCode}.`);
  const status = Number(digits.slice(2, 4));
  if (before === undefined && status !== 0) throw fault('wrong_status', `Digits 3 and 4 are ${digits.slice(2, 4)}; of a tax invoice that replaces none they are 00. Record a replacement with REPLACE.`);
  if (before !== undefined && (status <= Number(before.slice(2, 4)) || digits.slice(4) !== before.slice(4))) throw fault('wrong_status', `A replacement of ${before} keeps its serial ${before.slice(4)}, and digits 3 and 4 are higher than ${before.slice(2, 4)}.`);
  return digits;
}
