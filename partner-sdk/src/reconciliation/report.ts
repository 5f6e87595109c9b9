import type { components } from '../generated/hub';

type Schemas = components['schemas'];

const WIDTH = 80;
const count = (value: number): string => value.toLocaleString('en-US');

/** What a reconciliation says, in 80 columns. */
export function reportOf(file: string, one: Schemas['Reconciliation'], breaks: readonly Schemas['Break'][]): string {
  const { accepted, warned, refused, merged } = one.answers;
  const open = one.openBreaks;
  const row = (cells: readonly string[]): string => `${(cells[0] ?? '').padEnd(18)}${cells.slice(1).map((cell) => cell.padStart(15)).join('')}`;
  return [
    `${open === 0 && refused === 0 ? 'MATCHED' : 'BREAKS'}  ${file}`, '',
    `${one.header.partnerId}  ${one.header.businessDate}  ${one.header.source}`, one.id, '',
    row(['class', 'records', 'postings', 'points there', 'points here']), '-'.repeat(78),
    ...one.classes.map((sum) => row([sum.class, count(sum.records), count(sum.postings), count(sum.pointsTheirs), count(sum.pointsOurs)])), '',
    `This file: ${count(one.trailer.records)} records, ${count(accepted)} accepted, ${count(warned)} warned, ${count(refused)} refused, ${count(merged)} merged`, '',
    open === 0 ? 'No break is open.' : `${count(open)} open breaks${open > breaks.length ? `, the first ${breaks.length}:` : ':'}`,
    ...breaks.map((found) => `  ${found.class.padEnd(15)} ${count(found.pointsTheirs).padStart(9)} there ${count(found.pointsOurs).padStart(9)} here  ${found.proposal.padEnd(18)} ${short(found)}`),
    ...(refused > 0 ? ['', 'Refused records stand in the hand-back file with their reasons.'] : []), '',
  ].map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}\u2026` : line)).join('\n');
}

function short({ recordIds, postingIds }: Schemas['Break']): string {
  return recordIds[0] ?? `\u2026${postingIds[0]?.slice(-8) ?? ''}`;
}

/** Why a file was refused, line by line. */
export function refusalOf(file: string, problem: { readonly detail: string; readonly errors?: readonly { readonly pointer: string; readonly detail: string }[] }): string {
  const wrapped = (text: string): string => (text.match(new RegExp(`.{1,${WIDTH - 4}}(\\s|$)`, 'g')) ?? [text]).map((line) => `  ${line.trim()}`).join('\n');
  return [`REFUSED  ${file}`, '', wrapped(problem.detail), '', ...(problem.errors ?? []).map((one) => `${one.pointer}\n${wrapped(one.detail)}`), ''].join('\n');
}
