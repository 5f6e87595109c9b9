import type { ProofResult, ProofSummary } from './verify';

const STEPS = ['the checkpoint is signed by the hub', 'the log was only appended to since older checkpoints', 'every entry is in the log', 'every leg is the one that was logged', 'legs times prices are the lines',
  'fees, PPN, totals and net cash', 'the terms are the logged and signed ones', 'the documents are the logged ones'] as const;
const KINDS: Readonly<Record<string, string>> = { POINTS_INVOICE: 'Points invoice', REDEMPTION_INVOICE: 'Redemption invoice', FEE_INVOICE: 'Fee invoice', NETTING_STATEMENT: 'Netting statement', CREDIT_NOTE: 'Credit note', ISSUER_FEE: 'Issuer fee', ACCEPTANCE_FEE: 'Acceptance fee' };

const LOTS = { ISSUE: 'Points given', EXPIRE: 'Points expired', BREAKAGE_SHARE: 'Part of points expired' } as const;

/** What a verification found, in words for who has to pay or to book it. */
export function reportOf(file: string, result: ProofResult): string {
  const one = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
  if (result.summary) return [`VERIFIED  ${file}`, '', ...proved(result.summary).map((line) => line.split('\n').map(one).join('\n')), '', ...LIMITS, ''].join('\n');
  const where = result.step === undefined ? '' : `, at step ${result.step}: ${STEPS[result.step - 1] ?? ''}`;
  const advice = result.status === 'FAILED' ? ['', 'Do not rely on this file. If it came straight from the hub, keep it and show it to the operator: it is evidence.'] : [];
  return [`${result.status}  ${file}`, '', `${one(result.failed ?? 'file')}${where}`, one(result.detail), ...advice, ''].join('\n');
}

function proved(summary: ProofSummary): string[] {
  const { totals } = summary;
  const net = totals.netCash.startsWith('-') ? `the partner pays ${rupiah(totals.netCash.slice(1))}` : `the hub pays ${rupiah(totals.netCash)}`;
  return [
    `Log            ${summary.origin}, ${summary.treeSize} entries, window ${summary.windowId} of ${summary.businessDate}`,
    `               ${summary.sinceSize === undefined ? 'not compared with an older checkpoint of yours (--since)' : `continues the log of ${summary.sinceSize} entries that you kept`}`,
    `Partner        ${summary.partnerId}`,
    `Terms          ${summary.terms.join(', ')}`,
    `Key trusted    ${summary.hubKeys.join('\n               ')}`,
    '',
    'What was proved',
    ...summary.documents.map((document) => `  ${(KINDS[document.kind] ?? document.kind).padEnd(20)} ${document.number.padEnd(20)} ${rupiah(document.total).padStart(22)}`),
    '',
    ...summary.lines.map((line) => `  ${`${line.document} line ${line.lineNo}`.padEnd(26)} ${line.kind === undefined ? (line.counterpartyName ?? '') : LOTS[line.kind]}: ${count(line.points, 'point')} x ${line.prices.join(' or ')} = ${line.exact}, rounded ${rupiah(line.amount)}\n${' '.repeat(29)}${count(line.legs, 'leg')}, by ${line.clauses.join(' and ')}${line.onWord === undefined ? '' : `; that ${count(line.onWord, 'lot')} of them vested in the cycle is the hub\u2019s word`}`),
    ...summary.fees.map((fee) => `  ${(KINDS[fee.lineType] ?? fee.lineType).padEnd(26)} ${fee.rates.join(' or ')} of ${rupiah(fee.base)} = ${fee.exact}, rounded ${rupiah(fee.amount)}; PPN ${rupiah(fee.ppn)}`),
    ...summary.taxes.map((one) => `  ${`PPN by ${one.tax}`.padEnd(26)} ${rupiah(one.base)} of fees${one.part === undefined ? '' : ` x ${one.part} (DPP nilai lain ${rupiah(one.dpp)})`} x ${one.fraction} x ${one.rate}, rounded ${rupiah(one.amount)}`),
    ...(summary.restated.length === 0 ? [] : ['', ...summary.restated.map((line) => `  ${`${line.document} line ${line.lineNo}`.padEnd(26)} adds ${rupiah(line.amount)}${line.ppn === undefined ? '' : ` and PPN ${rupiah(line.ppn)}`} to a line of an earlier cycle\n${' '.repeat(29)}${KINDS[line.lineType] ?? line.counterpartyName ?? line.lineType}: exactly ${line.exact}, points of its windows taken out at the price that they had and put in at the corrected one`)]),
    ...(summary.credits.length === 0 ? [] : ['', ...summary.credits.map((line) => `  ${`${line.document} line ${line.lineNo}`.padEnd(26)} takes ${rupiah(line.amount)}${line.ppn === undefined ? '' : ` and PPN ${rupiah(line.ppn)}`} off ${line.invoice} line ${line.invoiceLineNo}\n${' '.repeat(29)}${creditWords(line)}`)]),
    ...(summary.corrections.count === 0 ? [] : [`  ${count(summary.corrections.count, 'correction')} of money take back ${count(summary.corrections.points, 'point')}, ${summary.corrections.onRuling} on a logged ruling${summary.corrections.onRuling === summary.corrections.count ? '' : '; the others are the hub\u2019s word'}`]),
    ...(summary.charges === 0 ? [] : [`  ${count(summary.charges, 'part')} of the fees\u2019 base ${summary.charges === 1 ? 'stands' : 'stand'} as the logged documents charge it; no line here shows the claims`]),
    '',
    ...(summary.stated.length === 0 ? [] : ['  Printed so by the logged documents; of these lines only what is said here is computed again:', ...summary.stated.map((line) => `  ${`${line.document} line ${line.lineNo}`.padEnd(26)} ${line.lineType}${line.counterpartyName === undefined ? '' : `, ${line.counterpartyName}`}: ${rupiah(line.amount)}${line.whole === undefined ? '' : `, the agreed part of ${rupiah(line.whole)}${line.fromLegs ? ', which its legs come to' : ''}`}`), '']),
    ...(summary.netted.length === 0 ? [] : [`  The netting statement is the sum of these documents and of others, which stand as they were logged: ${summary.netted.map((one) => one.number).join(', ')}`]),
    `  Receivable ${rupiah(totals.receivable)}, payable ${rupiah(totals.payable)}, fees ${rupiah(totals.fees)}, PPN ${rupiah(totals.ppn)}`,
    ...(summary.missing.length === 0 ? [`  ${summary.netted.length === 0 ? 'Net cash' : 'Net of the documents of this cycle'}: ${net}`] : [`  Net of these documents: ${net}`, `  No ${summary.missing.map((kind) => (KINDS[kind] ?? kind).toLowerCase()).join(', no ')} in this bundle: what stands on one of this cycle is not counted here.`]),
    '',
    `  ${count(summary.legs, 'leg')} of ${count(summary.postings, 'logged posting')}; all eight steps hold:`,
    ...STEPS.map((step, at) => `    ${at + 1} ${step}`),
  ];
}

function creditWords({ computed, points, legs, counterpartyName, lineType }: ProofSummary['credits'][number]): string {
  const what = counterpartyName ?? KINDS[lineType] ?? lineType;
  return computed ? `${what}: ${points === undefined ? '' : `${count(points, 'point')} in `}${count(legs, 'movement')}, rounding after less rounding before` : `${what}: as the logged note prints it`;
}

const LIMITS = [
  'What this does not prove',
  '  That a sale outside the hub really happened, or that nothing was left out: compare with your own tills and reconcile.',
  '  That every partner sees the same log: compare checkpoints with other partners, and keep this one for --since.',
  '  That the key is the hub\u2019s: compare it with the one that you got when you joined, not with one that came with this file.',
];

function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}

/** `60000.00` as `Rp 60.000,00`. */
function rupiah(value: string): string {
  const [whole = '', sen = ''] = value.split('.');
  return `Rp ${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${sen}`;
}
