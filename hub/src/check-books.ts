import { Client } from 'pg';
import { CASH_INVARIANTS } from './cash';
import { DISPUTE_INVARIANTS } from './disputes';
import { ISSUING_INVARIANTS } from './issuing';
import { GUARD_INVARIANTS } from './guard';
import { SETTLEMENT_INVARIANTS } from './invoicing';
import { checkBooks, LEDGER_INVARIANTS, sizeOfBooks } from './ledger';
import { RECONCILIATION_INVARIANTS } from './reconciliation';

/**
 * Checks the books of the database that the first argument names: every invariant in one read-only snapshot, so that it may run beside the hub.
 * Exit 0: all hold. Exit 1: the first offender of each broken one is named. Exit 2: the database could not be asked.
 */
async function main(url: string): Promise<number> {
  const client = new Client({ connectionString: url, application_name: 'kongsi-check-books' });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const all = [...LEDGER_INVARIANTS, ...SETTLEMENT_INVARIANTS, ...CASH_INVARIANTS, ...GUARD_INVARIANTS, ...DISPUTE_INVARIANTS, ...ISSUING_INVARIANTS, ...RECONCILIATION_INVARIANTS];
    const broken = await checkBooks(client, all, ({ id, title }, offender) => {
      process.stdout.write(`${offender === undefined ? 'ok    ' : 'BROKEN'} ${id.padEnd(4)} ${title}\n${offender === undefined ? '' : `            first offender: ${offender}\n`}`);
    });
    const { postings, members, points } = await sizeOfBooks(client);
    process.stdout.write(`\n${postings} postings, ${members} members, ${points} points outstanding\n${broken.length === 0 ? `The books are coherent: ${all.length} checks.` : `${broken.length} of ${all.length} checks are broken. Stop posting, keep the database as it is, and look at the offenders.`}\n`);
    return broken.length === 0 ? 0 : 1;
  } finally {
    await client.end();
  }
}

main(process.argv[2] ?? '').then((code) => process.exit(code), (error: unknown) => {
  process.stderr.write(`The database could not be asked: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
});
