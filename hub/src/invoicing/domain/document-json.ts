import { canonicalJson } from '../../kernel/canonical';
import { moneyToWire } from '../../kernel/money';
import { pointsToWire } from '../../kernel/points';
import type { AccountStatementFacts, CreditedLine, DocumentFacts, DocumentLine, DocumentTotals, MatrixEntry, NettingStatementFacts, OutletShare, ReceiptFacts, StampDuty, Withholding } from './document';

const money = (minor: bigint): object => moneyToWire(minor);

/**
 * The machine-readable twin of a document: canonical JSON (names sorted, no blanks), so its SHA-256 names the document.
 * Money is `{currency, value}` with two decimals, points are whole numbers, rates and exact amounts are decimal strings.
 */
export function documentJson(facts: DocumentFacts): string {
  const { kind, number, seller, buyer, issuedOn, cycleFrom, cycleTo, currency, windowCount, termsHash, engineVersion, termsRef, log } = facts;
  const common = { format: 'kongsi-document/1', kind, number, seller, buyer, issuedOn, cycleFrom, cycleTo, currency, windowCount, termsHash, engineVersion, termsRef, log };
  if (facts.kind === 'NETTING_STATEMENT') return canonicalJson({ ...common, ...netting(facts) });
  if (facts.kind === 'STATEMENT_VOID') {
    const { netCashMinor, ...statement } = facts.statement;
    return canonicalJson({ ...common, statement: { ...statement, netCash: money(netCashMinor) }, reason: facts.reason, settlementId: facts.settlementId });
  }
  if (facts.kind === 'STATEMENT') return canonicalJson({ ...common, ...account(facts) });
  if (facts.kind === 'RECEIPT') return canonicalJson({ ...common, ...receipt(facts) });
  const body = { tax: facts.tax, lines: facts.lines.map(line), totals: totals(facts.totals) };
  if (facts.kind === 'CREDIT_NOTE') return canonicalJson({ ...common, ...body, invoice: facts.invoice, reason: facts.reason });
  return canonicalJson({ ...common, ...body, dueDate: facts.dueDate, settledBy: facts.settledBy, withholding: facts.withholding && withholding(facts.withholding), ...facts.payTo,
    ownBurns: facts.ownBurns && { points: pointsToWire(facts.ownBurns.points), legCount: facts.ownBurns.legCount }, outlets: facts.outlets?.map(outlet) });
}

function line(one: DocumentLine | CreditedLine): object {
  const { amountMinor, baseMinor, ppnMinor, points, ...plain } = one;
  return {
    ...plain,
    amount: money(amountMinor),
    base: baseMinor === undefined ? undefined : money(baseMinor),
    ppn: ppnMinor === undefined ? undefined : money(ppnMinor),
    points: points === undefined ? undefined : pointsToWire(points),
  };
}

function totals(sums: DocumentTotals): object {
  return {
    subtotal: money(sums.subtotalMinor),
    dpp: sums.dpp === undefined ? undefined : { currency: 'IDR', value: sums.dpp },
    ppn: money(sums.ppnMinor),
    total: money(sums.totalMinor),
  };
}

/** What entered no settlement of this partner is not in its twin. */
const present = (minor: bigint): object | undefined => (minor === 0n ? undefined : money(minor));

function netting(facts: NettingStatementFacts): object {
  const sums = facts.netting;
  return {
    dueDate: facts.dueDate,
    receivable: money(sums.receivableMinor),
    payable: money(sums.payableMinor),
    fees: money(sums.feesMinor),
    ppn: money(sums.ppnMinor),
    creditNotes: present(sums.creditNotesMinor),
    reversedClaims: present(sums.reversedMinor),
    withheld: present(sums.withheldMinor),
    unapplied: present(sums.unappliedMinor),
    recoveries: present(sums.recoveriesMinor),
    lossShares: present(sums.lossSharesMinor),
    disputed: present(sums.disputedMinor),
    setOff: money(sums.setOffMinor),
    netCash: money(sums.netMinor < 0n ? -sums.netMinor : sums.netMinor),
    direction: sums.direction,
    bankReference: facts.bankReference,
    settlementId: facts.settlementId,
    part: facts.part,
    account: facts.account,
    virtualAccount: facts.virtualAccount,
    withholding: facts.withholding && withholding(facts.withholding),
    stampDuty: facts.stampDuty && stampDuty(facts.stampDuty),
    matrix: facts.matrix.map(matrixEntry),
    losses: facts.losses?.map(({ amountMinor, netExposureMinor, grossClaimMinor, ...plain }) => ({ ...plain, amount: money(amountMinor), netExposure: money(netExposureMinor), grossClaim: money(grossClaimMinor) })),
    documents: facts.documents.map(({ totalMinor, ...plain }) => ({ ...plain, total: money(totalMinor) })),
  };
}

function matrixEntry(entry: MatrixEntry): object {
  return {
    counterparty: entry.counterparty,
    pointsPayable: pointsToWire(entry.pointsPayable),
    payable: money(entry.payableMinor),
    pointsReceivable: pointsToWire(entry.pointsReceivable),
    receivable: money(entry.receivableMinor),
  };
}

function withholding({ rate, baseMinor, expectedMinor, netToPayMinor, citation }: Withholding): object {
  return { rate, base: money(baseMinor), expected: money(expectedMinor), netToPay: money(netToPayMinor), citation };
}

function stampDuty({ required, aboveMinor, dutyMinor, citation }: StampDuty): object {
  return { required, above: money(aboveMinor), duty: money(dutyMinor), citation };
}

function outlet({ points, amountMinor, ...plain }: OutletShare): object {
  return { ...plain, points: pointsToWire(points), amount: money(amountMinor) };
}

function account(facts: AccountStatementFacts): object {
  return {
    opening: money(facts.openingMinor),
    closing: money(facts.closingMinor),
    movements: facts.movements.map(({ amountMinor, points, ...plain }) => ({ ...plain, points: points === undefined ? undefined : pointsToWire(points), amount: money(amountMinor) })),
    ageing: facts.ageing.map(({ bucket, amountMinor }) => ({ bucket, amount: money(amountMinor) })),
    points: {
      opening: pointsToWire(facts.openingPoints),
      closing: pointsToWire(facts.closingPoints),
      movements: facts.pointsMovements.map(({ points, ...plain }) => ({ ...plain, points: pointsToWire(points) })),
    },
    matrix: facts.matrix.map(matrixEntry),
  };
}

function receipt(facts: ReceiptFacts): object {
  return {
    amount: money(facts.amountMinor),
    withheld: money(facts.withheldMinor),
    paidOn: facts.paidOn,
    place: facts.place,
    bankReference: facts.bankReference,
    settlementId: facts.settlementId,
    documents: facts.documents.map(({ totalMinor, appliedMinor, ...plain }) => ({ ...plain, total: money(totalMinor), applied: appliedMinor === undefined ? undefined : money(appliedMinor) })),
    unapplied: present(facts.unappliedMinor),
    recovered: present(facts.recoveredMinor),
    stampDuty: stampDuty(facts.stampDuty),
  };
}
