import type { Pool } from 'pg';
import * as read from './accounts.reader';
import type { AccountStatementFacts, AgeBucket, DocumentParty, ReceiptFacts } from './domain/document';
import { footOf, partyOf } from './files.store';

/** What statements of account and receipts say, read back as it was written. */
export class AccountFacts {
  constructor(private readonly pool: Pool, private readonly operator: DocumentParty, private readonly place: string | undefined) {}

  async statement(accountStatementId: string): Promise<AccountStatementFacts> {
    const row = await read.accountStatementById(this.pool, {}, accountStatementId);
    if (!row) throw new Error(`Statement of account ${accountStatementId} is not here.`);
    const lines = await read.accountMovements(this.pool, accountStatementId);
    const of = (side: read.AccountMovementRow['side']): read.AccountMovementRow[] => lines.filter((line) => line.side === side);
    return { kind: 'STATEMENT', seller: this.operator, buyer: await partyOf(this.pool, row.partnerId), number: row.number, issuedOn: row.issuedOn, cycleFrom: row.from, cycleTo: row.to, currency: 'IDR',
      openingMinor: BigInt(row.opening), closingMinor: BigInt(row.closing), openingPoints: BigInt(row.openingPoints), closingPoints: BigInt(row.closingPoints),
      movements: of('MONEY').map((line) => ({ type: line.type, ...(line.counterparty !== null && { counterparty: line.counterparty }), ...(line.reference !== null && { reference: line.reference }), ...(line.movedOn !== null && { movedOn: line.movedOn }),
        ...(line.points !== null && { points: BigInt(line.points) }), amountMinor: BigInt(line.amount ?? 0) })),
      ageing: of('AGEING').map((line) => ({ bucket: line.type as AgeBucket['bucket'], amountMinor: BigInt(line.amount ?? 0) })),
      pointsMovements: of('POINTS').map((line) => ({ type: line.type, ...(line.counterparty !== null && { counterparty: line.counterparty }), points: BigInt(line.points ?? 0) })),
      matrix: await read.accountMatrix(this.pool, row.partnerId, row.from, row.to), ...(await footOf(this.pool, row.partnerId, row.from, row.to)) };
  }

  async receipt(receiptId: string): Promise<ReceiptFacts> {
    const row = await read.receiptById(this.pool, {}, receiptId);
    if (!row) throw new Error(`Receipt ${receiptId} is not here.`);
    const amountMinor = BigInt(row.amount);
    return { kind: 'RECEIPT', seller: this.operator, buyer: await partyOf(this.pool, row.partnerId), number: row.number, issuedOn: row.issuedOn, cycleFrom: row.paidOn, cycleTo: row.issuedOn, currency: 'IDR', amountMinor, withheldMinor: BigInt(row.withheld), paidOn: row.paidOn, ...(this.place !== undefined && { place: this.place }),
      bankReference: row.reference, ...(row.settlementId !== null && { settlementId: `stl_${row.settlementId}` }), documents: (await read.receiptLines(this.pool, receiptId)).map((line) => ({ kind: line.kind, number: line.number, issuedOn: line.issuedOn, totalMinor: BigInt(line.total), ...(line.applied !== null && { appliedMinor: BigInt(line.applied) }) })), unappliedMinor: BigInt(row.unapplied), recoveredMinor: BigInt(row.recovered),
      stampDuty: await read.stampDutyOf(this.pool, row.issuedOn, amountMinor), ...(await footOf(this.pool, row.partnerId, row.paidOn, row.issuedOn)) };
  }
}
