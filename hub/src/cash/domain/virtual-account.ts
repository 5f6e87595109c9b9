/**
 * Numbers of virtual accounts. Under SNAP, Bank Indonesia's standard of open payment interfaces, a number is the bank's prefix of the company, up to 8 digits and
 * filled up on its left, and the number of the payer behind it, up to 20 digits: 28 together (`partnerServiceId`, `customerNo`, `virtualAccountNo`).
 */

/** A virtual account that was accepted, also one that has ended since: whose money comes to it, and when it may say so alone. */
export interface Registered {
  readonly number: string;
  readonly partyId: string;
  readonly validFrom: string;
  /** From this day on a person decides. */
  readonly endedOn?: string | undefined;
}

export interface Payment {
  readonly direction: 'IN' | 'OUT';
  readonly bookedOn: string;
  readonly remark: string;
  /** What the file says in a field of its own. */
  readonly virtualAccount?: string | undefined;
}

/** Runs of digits in free text that are long enough to be no date and no amount; letters and digits beside a run make it part of something else. */
const RUN = /(?<![\p{L}\p{N}])\d{10,28}(?![\p{L}\p{N}])/gu;
/** A field of its own may be padded with blanks, and is written with dots or dashes by some banks. */
const MARKS = /[\s.-]/g;

/** The digits of a field that holds a virtual account; nothing when it is empty, `undefined` when it is no number of one. */
export function digitsOf(field: string): string | undefined {
  const digits = field.replace(MARKS, '');
  return digits === '' || /^\d{1,28}$/.test(digits) ? digits : undefined;
}

/** Two numbers are one when they differ in the noughts before them alone. */
export function keyOf(number: string): string {
  return number.replace(/^0+/, '');
}

/** Every number by which an entry could be found: the one of its own field, or else those in its remark. */
export function numbersOf(payment: Payment): string[] {
  if (payment.direction === 'OUT') return [];
  return payment.virtualAccount === undefined ? [...new Set(payment.remark.match(RUN) ?? [])] : [payment.virtualAccount];
}

/**
 * The virtual account to which an entry came. Where its numbers are of several partners, it says nothing.
 * @param registered by `keyOf` of their numbers; one number is one partner's for ever, but may have been accepted more than once
 */
export function paidTo(payment: Payment, registered: ReadonlyMap<string, readonly Registered[]>): { readonly number: string; readonly partyId: string; readonly inForce: boolean } | undefined {
  const found = numbersOf(payment).flatMap((number) => (registered.get(keyOf(number)) ?? []).map((one) => ({ ...one, number })));
  const [first] = found;
  if (first === undefined || found.some((one) => one.partyId !== first.partyId)) return undefined;
  const counts = found.find((one) => one.validFrom <= payment.bookedOn && (one.endedOn === undefined || payment.bookedOn < one.endedOn));
  return { number: (counts ?? first).number, partyId: first.partyId, inForce: counts !== undefined };
}
