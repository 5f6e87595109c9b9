import { valueToMinor } from '../../kernel/money';

interface Value {
  readonly value: string;
}

/** What a netting statement's twin says of what it nets. */
export interface StatementTwin {
  readonly documents: readonly { readonly kind: string; readonly number?: string; readonly total: Value }[];
  readonly receivable: Value;
  readonly payable: Value;
  readonly fees: Value;
  readonly ppn: Value;
  readonly creditNotes?: Value;
  readonly part?: object;
  readonly [field: string]: unknown;
}

/** What an invoice's or a credit note's twin says of itself. */
export interface NettedTwin {
  readonly kind: string;
  readonly number: string;
  readonly invoice?: { readonly kind: string };
  readonly totals: { readonly subtotal: Value; readonly ppn: Value; readonly total: Value };
}

const BESIDE = ['reversedClaims', 'withheld', 'unapplied', 'recoveries', 'lossShares', 'disputed'];

/** Whether a netting statement is the sum of whole documents and of nothing else, so that a proof can tell it. */
export function isSumOf(statement: StatementTwin, twins: readonly NettedTwin[]): boolean {
  const known = new Map(twins.map((one) => [one.number, one]));
  if (statement.part !== undefined || BESIDE.some((field) => statement[field] !== undefined) || new Set(statement.documents.map((one) => one.number)).size !== twins.length) return false;
  if (statement.documents.some(({ number = '', total }) => known.get(number)?.totals.total.value !== total.value)) return false;
  const sum = (kind: string, reduced: string | undefined, of: (one: NettedTwin) => Value): bigint => twins.filter((one) => one.kind === kind && one.invoice?.kind === reduced).reduce((total, one) => total + valueToMinor(of(one).value), 0n);
  const subtotal = ({ totals }: NettedTwin): Value => totals.subtotal;
  const claims = (kind: string): bigint => sum(kind, undefined, subtotal) - sum('CREDIT_NOTE', kind, subtotal);
  const figures: readonly (readonly [Value | undefined, bigint])[] = [[statement.receivable, claims('REDEMPTION_INVOICE')], [statement.payable, claims('POINTS_INVOICE')], [statement.fees, sum('FEE_INVOICE', undefined, subtotal)], [statement.ppn, sum('FEE_INVOICE', undefined, ({ totals }) => totals.ppn)], [statement.creditNotes, sum('CREDIT_NOTE', 'FEE_INVOICE', ({ totals }) => totals.total)]];
  return figures.every(([said, is]) => valueToMinor(said?.value ?? '0.00') === is);
}
