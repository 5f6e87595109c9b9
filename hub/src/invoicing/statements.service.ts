import type { Tx } from '../db/tx';
import { assert } from '../kernel/assert';
import type { Clock } from '../kernel/clock';
import { newUuid } from '../kernel/ids';
import type { StatementWriter } from '../settlement';
import { nettingFigures } from './domain/netting-figures';
import { lockDocuments, nextNumber } from './documents.transactor';
import { insertStatements, insertVoid, statementFacts, statementsToVoid } from './statements.transactor';

/** Netting statements: how a partner's gross documents became one net amount. */
export class StatementsService implements StatementWriter {
  constructor(private readonly clock: Clock) {}

  /** Writes the statements of a settlement, in the transaction that fixes its obligations. */
  async write(tx: Tx, settlementId: string, date: string): Promise<void> {
    await lockDocuments(tx);
    const all: Parameters<typeof insertStatements>[1][number][] = [];
    for (const facts of await statementFacts(tx, settlementId)) {
      const { netMinor, setOffMinor } = nettingFigures(facts.parts);
      assert(netMinor === facts.netCashMinor, `I6: the statement of ${facts.code} comes to ${netMinor}, its obligation to ${facts.netCashMinor}.`);
      const number = await nextNumber(tx, 'NET', Number(date.slice(0, 4)));
      all.push({ ...facts, statementId: newUuid(this.clock.wall().getTime()), settlementId, number, issuedOn: date, setOffMinor, bankReference: `${number.replaceAll('/', '')}-${facts.code}` });
    }
    await insertStatements(tx, all);
  }

  /** Each statement of an aborted settlement is answered by a document with a number of its own; the statement stays as it was issued. */
  async void(tx: Tx, settlementId: string, date: string, reason: string): Promise<void> {
    await lockDocuments(tx);
    for (const { statementId, partnerId } of await statementsToVoid(tx, settlementId)) {
      await insertVoid(tx, { statementVoidId: newUuid(this.clock.wall().getTime()), statementId, partnerId, number: await nextNumber(tx, 'NET', Number(date.slice(0, 4))), issuedOn: date, reason });
    }
  }
}
