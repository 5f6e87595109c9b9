import { DomainError } from '../kernel/errors';
import { wireId } from '../kernel/ids';
import { moneyFromWire, moneyToWire, type MoneyOnWire } from '../kernel/money';
import { masked } from './accounts.service';
import type { EntryRow, FileRow } from './bank.transactor';
import type { PaymentView } from './cash.reader';
import type { BankEntry, BankFile, EntrySuggestion, Payable as PayableOnWire, PaymentInstruction } from './bank.wire';
import type { Default, DefaultFigures, DunningNotice } from './defaults.wire';
import type { Payment } from './payments.wire';
import type { DefaultRow, Simulation } from './defaults.transactor';
import type { Candidate, Suggestion } from './domain/match';
import { noticeText } from './domain/notice';
import type { NoticeRow } from './dunning.transactor';
import type { Payable } from './payouts.service';
import type { InstructionRow } from './payouts.store';

const money = (minor: string): MoneyOnWire => moneyToWire(BigInt(minor));

/** A positive amount in whole rupiah, minor units. @throws DomainError `validation_failed`, `currency_not_supported` */
export function wholeRupiah(wire: MoneyOnWire, pointer: string): bigint {
  const { minor } = moneyFromWire(wire, pointer);
  if (minor <= 0n || minor % 100n !== 0n) throw new DomainError('validation_failed', { detail: 'The amount is a positive one in whole rupiah.', fields: [{ pointer: `${pointer}/value`, code: 'invalid_money', detail: 'Send whole rupiah, such as "125000.00".' }] });
  return minor;
}

export function paymentView(row: PaymentView): Payment {
  return { object: 'payment', id: wireId('pay', row.paymentId), kind: row.kind, direction: row.direction, partnerId: wireId('prt', row.partyId), partnerName: row.partnerName, ...(row.obligationId !== null && { obligationId: wireId('obl', row.obligationId) }), ...(row.refundId !== null && { refundId: wireId('rfd', row.refundId) }), amount: money(row.amount), bankReference: row.reference, paidOn: row.paidOn,
    applications: (row.applications ?? []).map((one) => ({ ...(one.obligationId !== null && { obligationId: wireId('obl', one.obligationId) }), ...(one.invoiceId !== null && { invoiceId: wireId('inv', one.invoiceId) }), amount: money(one.amount), principal: money(one.principal), fee: money(one.fee), ppn: money(one.ppn), appliedOn: one.appliedOn })),
    unapplied: money(row.unapplied), recordedBy: row.recordedBy, createdAt: row.createdAt.toISOString(),
    ...(row.askedBy !== null && row.askedAt && row.askedReason !== null && { unmatch: { askedBy: row.askedBy, askedAt: row.askedAt.toISOString(), reason: row.askedReason, ...(row.unmatchedBy !== null && row.unmatchedOn !== null && { doneBy: row.unmatchedBy, unmatchedOn: row.unmatchedOn }) } }) };
}

export function payableView(one: Payable): PayableOnWire {
  return { object: 'payable', obligationId: wireId('obl', one.obligationId), settlementId: wireId('stl', one.settlementId), partnerId: wireId('prt', one.partyId), partnerName: one.name, open: money(one.openMinor), dueDate: one.dueDate, bankReference: one.bankReference, ...(one.held && { held: one.held }) };
}

export function instructionView(row: InstructionRow): PaymentInstruction {
  return { object: 'paymentInstruction', id: wireId('pin', row.instructionId), ...(row.settlementId !== null && { settlementId: wireId('stl', row.settlementId) }), ...(row.refundId !== null && { refundId: wireId('rfd', row.refundId) }), executionDate: row.executionDate, payouts: row.payouts, total: money(row.totalMinor), confirmed: money(row.confirmedMinor), csvSha256: row.csvSha256, ...(row.xmlSha256 !== null && { xmlSha256: row.xmlSha256 }),
    cancelled: row.cancelledAt !== null, madeBy: row.madeBy, madeAt: row.madeAt.toISOString() };
}

export function fileView(row: FileRow): BankFile {
  return { object: 'bankFile', id: wireId('bfl', row.bankFileId), name: row.name, format: row.format, ...(row.layout !== null && { layout: row.layout }), sha256: row.sha256, statementRef: row.statementRef, account: masked(row.accountNo), entries: row.entries, newEntries: row.fresh, applied: row.applied, open: row.open, moneyIn: money(row.inMinor), moneyOut: money(row.outMinor),
    importedBy: row.importedBy, importedAt: row.importedAt.toISOString() };
}

export function entryView(row: EntryRow, suggested: readonly (Suggestion & Candidate)[]): BankEntry {
  return { object: 'bankEntry', id: wireId('ben', row.bankEntryId), bankFileId: wireId('bfl', row.bankFileId), fileName: row.fileName, line: row.lineNo, bankReference: row.bankReference, direction: row.direction, amount: money(row.amountMinor), bookedOn: row.bookedOn, remark: row.remark,
    ...(row.counterpartyName !== null && { counterpartyName: row.counterpartyName }), ...(row.counterpartyAccount !== null && { counterpartyAccount: masked(row.counterpartyAccount) }), ...(row.virtualAccount !== null && { virtualAccount: row.virtualAccount }), ...(row.payerId !== null && row.payerName !== null && { payerId: wireId('prt', row.payerId), payerName: row.payerName }), status: row.status, suggestions: suggested.map(suggestionView),
    ...(row.paymentId !== null && { paymentId: wireId('pay', row.paymentId) }), ...(row.decidedBy !== null && { decidedBy: row.decidedBy }), ...(row.decidedAt && { decidedAt: row.decidedAt.toISOString() }), ...(row.reason !== null && { reason: row.reason }) };
}

function suggestionView(one: Suggestion & Candidate): EntrySuggestion {
  return { obligationId: wireId('obl', one.obligationId), partnerId: wireId('prt', one.partyId), partnerCode: one.partnerCode, open: moneyToWire(one.openMinor), dueDate: one.dueDate, bankReference: one.bankReference, reason: one.reason };
}

export function noticeView(row: NoticeRow): DunningNotice {
  const reference = row.reference ?? '';
  return { object: 'dunningNotice', id: wireId('dun', row.noticeId), partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName, ...(row.obligationId !== null && { obligationId: wireId('obl', row.obligationId) }), ...(row.invoiceId !== null && { invoiceId: wireId('inv', row.invoiceId) }), level: row.level, daysOverdue: row.daysOverdue,
    dueDate: row.dueDate, noticedOn: row.noticedOn, open: money(row.open), principal: money(row.principal), fee: money(row.fee), ppn: money(row.ppn), openNow: money(row.openNow), reference,
    text: noticeText({ level: row.level, legalName: row.legalName, reference, dueDate: row.dueDate, daysOverdue: row.daysOverdue, noticedOn: row.noticedOn, openMinor: BigInt(row.open) }) };
}

export function figuresView(s: Simulation): DefaultFigures {
  return { partnersOpen: money(s.partnersOpen), hubPrincipalOpen: money(s.hubPrincipal ?? '0'), feeOpen: money(s.feeOpen), ppnOpen: money(s.ppnOpen), collateralToPartners: money(s.collateral), reserve: money(s.reserve), fund: money(s.fund), shortfall: money(s.shortfall), collateralToHub: money(s.collateralToHub), hubUnpaid: money(s.hubUnpaid),
    losses: s.losses.map((one) => ({ partnerId: wireId('prt', one.partyId), partnerName: one.name, claims: money(one.claims), owes: money(one.owes), netExposure: money(one.netExposure), grossClaim: money(one.grossClaim) })) };
}

export function defaultView(row: DefaultRow): Default {
  return { object: 'default', id: wireId('dfl', row.defaultId), obligationId: wireId('obl', row.obligationId), settlementId: wireId('stl', row.settlementId), partnerId: wireId('prt', row.partyId), partnerName: row.name, status: row.state, rule: row.rule, figures: figuresView(row.simulation), defaultHash: row.hash, recovered: money(row.recovered),
    madeBy: row.madeBy, madeAt: row.madeAt.toISOString(), ...(row.decidedBy !== null && { decidedBy: row.decidedBy }), ...(row.decidedAt && { decidedAt: row.decidedAt.toISOString() }), ...(row.reason !== null && { reason: row.reason }) };
}
