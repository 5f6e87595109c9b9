import { csvFile, csvNumber, type CsvCell } from '../../kernel/csv';

/** Version of the columns below; columns are only ever added at the end. */
export const DOCUMENT_CSV_VERSION = 1;

/** What a row may say; the names are the header of the file. Amounts are in the document's currency. */
const COLUMNS = ['record', 'no', 'type', 'section', 'name', 'text', 'points', 'pointPrice', 'base', 'rate', 'amount', 'ppn', 'exact', 'termsRef', 'legCount', 'reference', 'date', 'applied'] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], CsvCell>> & { readonly record: string };

interface MoneyText { readonly value: string }
type Party = Readonly<Record<'name' | 'legalName' | 'npwp' | 'nitku' | 'address', string>>;
interface Line { readonly lineNo: number; readonly invoiceLineNo?: number; readonly lineType: string; readonly section: string; readonly counterpartyName?: string; readonly points?: number; readonly pointPrice?: string; readonly base?: MoneyText; readonly rate?: string; readonly amount: MoneyText; readonly ppn?: MoneyText; readonly exact: string; readonly termsRef: string; readonly legCount: number }
interface Matrix { readonly counterparty: string; readonly pointsPayable: number; readonly payable: MoneyText; readonly pointsReceivable: number; readonly receivable: MoneyText }
interface Movement { readonly type: string; readonly counterparty?: string; readonly reference?: string; readonly movedOn?: string; readonly points?: number; readonly amount?: MoneyText }

/** The JSON twin of any kind of document, as far as a table needs it. */
interface Twin {
  readonly kind: string;
  readonly number: string;
  readonly seller: Party;
  readonly buyer: Party;
  readonly tax?: { readonly text: { readonly id: string }; readonly citation: string };
  readonly lines?: readonly Line[];
  readonly totals?: Readonly<Record<string, MoneyText>>;
  readonly outlets?: readonly { readonly outlet: string; readonly partner: string; readonly points: number; readonly amount: MoneyText; readonly legCount: number }[];
  readonly ownBurns?: { readonly points: number; readonly legCount: number };
  readonly withholding?: { readonly rate: string; readonly base: MoneyText; readonly expected: MoneyText; readonly netToPay: MoneyText };
  readonly stampDuty?: { readonly required: boolean; readonly above: MoneyText; readonly duty: MoneyText };
  readonly matrix?: readonly Matrix[];
  readonly documents?: readonly { readonly kind: string; readonly number?: string; readonly issuedOn?: string; readonly period?: string; readonly direction?: string; readonly total: MoneyText; readonly applied?: MoneyText }[];
  readonly log?: Readonly<Record<'treeSize' | 'rootHash', string>>;
  readonly account?: Readonly<Record<'bankName' | 'accountNo' | 'holder', string>>;
  readonly virtualAccount?: Readonly<Record<'bankCode' | 'bankName' | 'number' | 'name', string>>;
  readonly losses?: readonly { readonly defaulter: string; readonly rule: string; readonly amount: MoneyText; readonly netExposure: MoneyText; readonly grossClaim: MoneyText }[];
  readonly invoice?: { readonly number: string; readonly kind: string; readonly issuedOn: string };
  /** Of a void: the netting statement that it answers. */
  readonly statement?: { readonly number: string; readonly issuedOn: string; readonly netCash: MoneyText; readonly direction: string; readonly bankReference: string };
  readonly movements?: readonly Movement[];
  readonly ageing?: readonly { readonly bucket: string; readonly amount: MoneyText }[];
  readonly points?: { readonly opening: number; readonly closing: number; readonly movements: readonly Movement[] };
}

const HEAD = ['kind', 'number', 'issuedOn', 'dueDate', 'cycleFrom', 'cycleTo', 'currency', 'direction', 'settledBy', 'settlementId', 'bankReference', 'paidOn', 'place', 'reason', 'windowCount', 'termsHash', 'engineVersion', 'termsRef'] as const;
/** Sums of any kind of document. Those of a netting statement lead from gross to net: `receivable - payable - fees - ppn + creditNotes + reversedClaims + withheld + unapplied + recoveries - lossShares + disputed` is the net cash, which `direction` gives its sign. */
const SUMS = ['receivable', 'payable', 'fees', 'ppn', 'creditNotes', 'reversedClaims', 'withheld', 'unapplied', 'recoveries', 'lossShares', 'recovered', 'disputed', 'credits', 'setOff', 'netCash', 'opening', 'closing', 'amount'] as const;

const count = (value: number | undefined): CsvCell => (value === undefined ? undefined : csvNumber(value.toString()));
const money = (value: MoneyText | undefined): CsvCell => value && csvNumber(value.value);
const decimal = (value: string | undefined): CsvCell => (value === undefined ? undefined : csvNumber(value));

/**
 * A document as a table, made from its JSON twin, so that both say the same of it for ever.
 * One row a statement: `HEAD` what the document is, `LINE` each line, then annexes and sums; money as `125000.00`, dates as ISO 8601, days of Asia/Jakarta.
 * @param twin the canonical JSON of an issued document
 */
export function documentCsv(twin: string, separator: ',' | ';' = ','): string {
  const facts = JSON.parse(twin) as Twin;
  const rows = [...head(facts), ...lines(facts), ...annexes(facts), ...account(facts), ...sums(facts)];
  return csvFile([[...COLUMNS], ...rows.map((row) => COLUMNS.map((name) => row[name]))], separator);
}

function named(of: string, texts: Readonly<Record<string, string>> | undefined): Row[] {
  return Object.entries(texts ?? {}).map(([name, text]) => ({ record: 'HEAD', type: `${of}.${name}`, text }));
}

function head(facts: Twin): Row[] {
  const plain = facts as unknown as Readonly<Record<string, string | number | undefined>>;
  const party = (role: 'seller' | 'buyer'): Row[] => (['name', 'legalName', 'npwp', 'nitku', 'address'] as const).map((name) => ({ record: 'HEAD', type: `${role}.${name}`, text: facts[role][name] }));
  const cited: Row[] = facts.invoice === undefined ? [] : [{ record: 'HEAD', type: 'invoice', text: facts.invoice.kind, reference: facts.invoice.number, date: facts.invoice.issuedOn }];
  return [{ record: 'HEAD', type: 'reportVersion', text: String(DOCUMENT_CSV_VERSION) },
    ...HEAD.flatMap((name): Row[] => (plain[name] === undefined ? [] : [{ record: 'HEAD', type: name, text: String(plain[name]) }])), ...party('seller'), ...party('buyer'), ...cited, ...named('account', facts.account), ...named('virtualAccount', facts.virtualAccount), ...named('log', facts.log),
    ...(facts.tax === undefined ? [] : [{ record: 'HEAD', type: 'tax', text: facts.tax.text.id }, { record: 'HEAD', type: 'tax.citation', text: facts.tax.citation }])];
}

function lines(facts: Twin): Row[] {
  return (facts.lines ?? []).map((line) => ({
    record: 'LINE', no: count(line.lineNo), type: line.lineType, section: line.section, name: line.counterpartyName, points: count(line.points), pointPrice: decimal(line.pointPrice), base: money(line.base), rate: decimal(line.rate),
    amount: money(line.amount), ppn: money(line.ppn), exact: decimal(line.exact), termsRef: line.termsRef, legCount: count(line.legCount), ...(line.invoiceLineNo !== undefined && { reference: String(line.invoiceLineNo) }),
  }));
}

function annexes(facts: Twin): Row[] {
  return [
    ...(facts.ownBurns === undefined ? [] : [{ record: 'OWN_BURNS', points: count(facts.ownBurns.points), legCount: count(facts.ownBurns.legCount) }]),
    ...(facts.withholding === undefined ? [] : [{ record: 'WITHHOLDING', type: 'expected', rate: decimal(facts.withholding.rate), base: money(facts.withholding.base), amount: money(facts.withholding.expected) }, { record: 'WITHHOLDING', type: 'netToPay', amount: money(facts.withholding.netToPay) }]),
    ...(facts.stampDuty === undefined ? [] : [{ record: 'STAMP_DUTY', type: facts.stampDuty.required ? 'REQUIRED' : 'NOT_REQUIRED', base: money(facts.stampDuty.above), amount: money(facts.stampDuty.duty) }]),
    ...(facts.outlets ?? []).map((one) => ({ record: 'OUTLET', name: one.partner, text: one.outlet, points: count(one.points), amount: money(one.amount), legCount: count(one.legCount) })),
    ...(facts.matrix ?? []).flatMap((one) => [{ record: 'MATRIX', type: 'PAYABLE', name: one.counterparty, points: count(one.pointsPayable), amount: money(one.payable) }, { record: 'MATRIX', type: 'RECEIVABLE', name: one.counterparty, points: count(one.pointsReceivable), amount: money(one.receivable) }]),
    ...(facts.losses ?? []).flatMap((one) => [{ record: 'LOSS', type: 'BORNE', name: one.defaulter, text: one.rule, amount: money(one.amount) }, { record: 'LOSS', type: 'NET_EXPOSURE', name: one.defaulter, amount: money(one.netExposure) }, { record: 'LOSS', type: 'GROSS_CLAIM', name: one.defaulter, amount: money(one.grossClaim) }]),
    ...(facts.statement === undefined ? [] : [{ record: 'VOIDED', type: 'NETTING_STATEMENT', name: facts.statement.bankReference, text: facts.statement.direction, amount: money(facts.statement.netCash), reference: facts.statement.number, date: facts.statement.issuedOn }]),
    ...(facts.documents ?? []).map((one) => ({ record: 'DOCUMENT', type: one.kind, section: one.period, amount: money(one.total), reference: one.number, date: one.issuedOn, applied: money(one.applied), ...(one.direction !== undefined && { text: one.direction }) })),
  ];
}

function account(facts: Twin): Row[] {
  const moved = (record: string) => (one: Movement): Row => ({ record, type: one.type, name: one.counterparty, points: count(one.points), amount: money(one.amount), reference: one.reference, date: one.movedOn });
  const { points } = facts;
  return [
    ...(facts.movements ?? []).map(moved('MOVEMENT')),
    ...(facts.ageing ?? []).map((one): Row => ({ record: 'AGEING', type: one.bucket, amount: money(one.amount) })),
    ...(points === undefined ? [] : [{ record: 'POINTS', type: 'opening', points: count(points.opening) }, ...points.movements.map(moved('POINTS')), { record: 'POINTS', type: 'closing', points: count(points.closing) }]),
  ];
}

function sums(facts: Twin): Row[] {
  const all = { ...(facts as unknown as Readonly<Record<string, MoneyText | undefined>>) };
  const direct = SUMS.flatMap((name): Row[] => (typeof all[name]?.value === 'string' ? [{ record: 'TOTAL', type: name, amount: money(all[name]) }] : []));
  return [...direct, ...Object.entries(facts.totals ?? {}).map(([name, value]): Row => ({ record: 'TOTAL', type: name, amount: money(value) }))];
}
