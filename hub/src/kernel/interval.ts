/** A half-open span `[from, to)` of dates or instants; an absent `to` means for ever. */
export interface Interval<T> {
  readonly from: T;
  readonly to?: T | undefined;
}

type Ordered = string | number | bigint | Date;

export function contains<T extends Ordered>(span: Interval<T>, at: T): boolean {
  return span.from <= at && (span.to === undefined || at < span.to);
}
