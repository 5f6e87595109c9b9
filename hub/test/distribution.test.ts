import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { givenDatabase, type TestDatabase } from './support/database';

/** Where each table lives when the books outgrow one machine; docs/scale.md says how to move. */
const BY_MEMBER = ['posting', 'leg', 'lot', 'receivable', 'receivable_application', 'member_balance', 'hold', 'hold_lot'];
/** Uniqueness without a member: tables of their own, by their own key. */
const BY_PARTNER = ['idempotency', 'partner_token_replay', 'request_evidence', 'batch', 'batch_item', 'till_chain', 'quarantine_item'];
const REFERENCE = ['partner', 'outlet', 'till', 'partner_key', 'terms_version', 'tax_profile', 'test_clock'];
/** Statements of the posting path on tables by member that find their rows by another column, and why they may. */
const ALLOWED: readonly (readonly [part: string, why: string])[] = [
  ['FROM hold h WHERE h.hold_id', 'a capture knows its hold only; the member is locked before, and the id finds one row on one shard'],
  ['FROM posting p WHERE p.posting_id', 'an answer is told again, or a reversal knows its original only; the member is locked before'],
  ["WHERE type = 'ADJUSTMENT'", 'adjustments of a day are summed over members; few, and by an index of their own'],
];

/** The SQL of the posting path, as it stands in its gateways. */
const statements = ['posting.transactor.ts', 'posting.reader.ts'].flatMap((file) => readFileSync(join(__dirname, '../src/ledger', file), 'utf8').match(/`[^`]*`/g) ?? []).filter((text) => /\b(SELECT|INSERT|UPDATE|DELETE)\b/.test(text));

describe('the rules for distributing the books', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await givenDatabase();
  });
  afterAll(async () => {
    await db.drop();
  });

  test.each([...BY_MEMBER.map((table) => [table, 'member_id'] as const), ...BY_PARTNER.filter((table) => table !== 'batch_item' && table !== 'batch').map((table) => [table, 'partner_id'] as const)])('every unique key of %s holds %s', async (table, column) => {
    const { rows } = await db.owner.query<{ name: string; columns: string[] }>(`SELECT i.indexrelid::regclass::text AS name, array_agg(a.attname::text) AS columns FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) WHERE i.indrelid = $1::regclass AND i.indisunique GROUP BY 1`, [table]);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !row.columns.includes(column))).toEqual([]);
  });

  test('no foreign key leaves a distributed table but to a reference table', async () => {
    const { rows } = await db.owner.query<{ from: string; to: string }>(`SELECT conrelid::regclass::text AS "from", confrelid::regclass::text AS "to" FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY($1)`, [[...BY_MEMBER, ...BY_PARTNER]]);
    expect(rows.filter((row) => !REFERENCE.includes(row.to))).toEqual([]);
  });

  test('every statement of the posting path names the member of the rows it touches', () => {
    expect(statements.length).toBeGreaterThan(25);
    const tables = new RegExp(`\\b(?:FROM|JOIN|UPDATE)\\s+(${BY_MEMBER.join('|')})\\b`);
    const broken = statements.filter((text) => tables.test(text) && !/member_id/.test(text.replace(/SELECT .*? FROM/s, '')) && !ALLOWED.some(([part]) => text.includes(part)));
    expect(broken).toEqual([]);
  });

  test('what may find rows otherwise is there', () => {
    expect(ALLOWED.filter(([part]) => !statements.some((text) => text.includes(part)))).toEqual([]);
  });
});
