import type { Pool } from 'pg';
import type { FilesService } from '../invoicing';
import { isSumOf, type NettedTwin, type StatementTwin } from './domain/netted';
import * as read from './proof.reader';

interface Source {
  readonly subjectId: string;
  readonly text: string;
}

/** A netting statement that a bundle can tell, with the documents that it sums up beside those of the bundle. */
export interface Netted {
  readonly statement: Source;
  /** Undefined where it nets the invoices of the bundle's cycle and nothing else. */
  readonly others?: readonly Source[];
}

/** The first netting statement that nets all invoices of a cycle, where it is the sum of whole documents. @param shown ids of the documents that stand in the bundle */
export async function nettedWith(pool: Pool, files: FilesService, cycle: read.BilledCycle, shown: ReadonlySet<string>): Promise<Netted | undefined> {
  for (const statementId of await read.statementsOf(pool, cycle.partnerId, cycle.cycleId)) {
    const text = (await files.file({ kind: 'STATEMENT', documentId: statementId })).json;
    const twin = JSON.parse(text) as StatementTwin;
    const numbers = twin.documents.map((one) => one.number ?? '');
    const entered = await read.documentsNumbered(pool, cycle.partnerId, numbers);
    const ids = new Set(entered.map((one) => one.documentId));
    if (entered.length !== numbers.length || cycle.invoices.some((one) => !ids.has(one.invoiceId))) continue;
    const sources: Source[] = [];
    for (const { kind, documentId } of entered) sources.push({ subjectId: documentId, text: (await files.file({ kind, documentId })).json });
    if (!isSumOf(twin, sources.map((one) => JSON.parse(one.text) as NettedTwin))) continue;
    const statement = { subjectId: statementId, text };
    return entered.length === cycle.invoices.length ? { statement } : { statement, others: sources.filter((one) => !shown.has(one.subjectId)) };
  }
  return undefined;
}
