import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distribution, requireCitus } from './support/citus';
import { givenDatabase, type TestDatabase } from './support/database';

/** Where a table lives: distributed by a column in the group of another table, copied to every worker, or on the coordinator alone. */
interface Home {
  readonly kind: 'distributed' | 'reference' | 'coordinator';
  readonly column?: string;
  readonly group?: string;
}

/** Tables of the coordinator that the posting path touches or that name a member, and why they may. */
const COORDINATOR: Readonly<Record<string, string>> = {
  settlement_window: 'one row, read under the window lock, which is the coordinator\'s too',
  state_change: 'written by a merge only, which two people ask for',
  day_record: 'a partner\'s own file, matched in the night',
};
/** Statements of the posting path on tables by member that find their rows by another column, and why they may. */
const ALLOWED: readonly (readonly [part: string, why: string])[] = [
  ['FROM hold h WHERE h.hold_id', 'a capture knows its hold only; the member is locked before, and the id finds one row on one shard'],
  ['FROM posting p WHERE p.posting_id', 'an answer is told again, or a reversal knows its original only; the member is locked before'],
  ["WHERE type = 'ADJUSTMENT'", 'adjustments of a day are summed over members; few, and by an index of their own'],
];

/** The SQL of the posting path, as it stands in its gateways. */
const sources = ['posting.transactor.ts', 'posting.reader.ts'].map((file) => readFileSync(join(__dirname, '../src/ledger', file), 'utf8'));
const statements = sources.flatMap((text) => text.match(/`[^`]*`/g) ?? []).filter((text) => /\b(SELECT|INSERT|UPDATE|DELETE)\b/.test(text));
const scale = readFileSync(join(__dirname, '../../docs/scale.md'), 'utf8');

describe('the rules for distributing the books', () => {
  let db: TestDatabase;
  let homes: Map<string, Home>;
  const home = (table: string): Home => homes.get(table) ?? { kind: 'coordinator' };
  const living = (kind: Home['kind']): string[] => [...homes].filter(([, one]) => one.kind === kind).map(([table]) => table);
  beforeAll(async () => {
    db = await givenDatabase();
    homes = await recorded(db);
  });
  afterAll(async () => {
    await db.drop();
  });

  test('every statement of docs/distribute.sql is one that is known here, and names a table that is there, once', async () => {
    const [extension, role, ...rest] = distribution();
    expect([extension, role]).toEqual(['CREATE EXTENSION IF NOT EXISTS citus', 'ALTER ROLE kongsi_app LOGIN']);
    expect(rest.filter((statement) => !/^SELECT (create_reference_table\('\w+'\)|create_distributed_table\('\w+', '\w+', colocate_with => '\w+'\))$/.test(statement))).toEqual([]);
    expect(homes.size).toBe(rest.length);
    const { rows } = await db.owner.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`);
    expect([...homes.keys()].filter((table) => !rows.some((row) => row.name === table))).toEqual([]);
  });

  test('every table has a home: what names a member or is touched by a posting is placed, or it says why it stays on the coordinator', async () => {
    const { rows } = await db.owner.query<{ name: string; of_member: boolean }>(`SELECT relname AS name, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'member_id') AS of_member FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`);
    const touched = new Set(sources.flatMap((text) => [...text.matchAll(/\b(?:FROM|JOIN|UPDATE|INTO|USING|table:)\s+'?(\w+)/g)].map((match) => match[1] ?? '')));
    const homeless = rows.filter((row) => home(row.name).kind === 'coordinator' && (row.of_member || touched.has(row.name)) && !(row.name in COORDINATOR)).map((row) => row.name);
    expect(homeless).toEqual([]);
    expect(Object.keys(COORDINATOR).filter((table) => homes.has(table) || !rows.some((row) => row.name === table))).toEqual([]);
  });

  test('every unique key of a distributed table holds its column', async () => {
    const { rows } = await db.owner.query<{ table: string; name: string; columns: string[] }>(`SELECT i.indrelid::regclass::text AS table, i.indexrelid::regclass::text AS name, array_agg(a.attname::text) AS columns FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) WHERE i.indrelid::regclass::text = ANY($1) AND i.indisunique GROUP BY 1, 2`, [living('distributed')]);
    expect(new Set(rows.map((row) => row.table)).size).toBe(living('distributed').length);
    expect(rows.filter((row) => !row.columns.includes(home(row.table).column ?? ''))).toEqual([]);
  });

  test('foreign keys of a placed table go to tables that have a copy everywhere, and none comes to a distributed one', async () => {
    const { rows } = await db.owner.query<{ from: string; to: string }>(`SELECT conrelid::regclass::text AS "from", confrelid::regclass::text AS "to" FROM pg_constraint WHERE contype = 'f'`);
    expect(rows.filter((row) => homes.has(row.from) && home(row.to).kind !== 'reference')).toEqual([]);
    expect(rows.filter((row) => home(row.to).kind === 'distributed')).toEqual([]);
  });

  test('a distributed table has no trigger and no exclusion constraint, and is co-located by a column of the same type', async () => {
    const { rows } = await db.owner.query<{ name: string }>(`SELECT tgrelid::regclass::text AS name FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text = ANY($1) UNION ALL SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'x' AND conrelid::regclass::text = ANY($1)`, [living('distributed')]);
    expect(rows).toEqual([]);
    const { rows: types } = await db.owner.query<{ name: string; type: string }>(`SELECT a.attrelid::regclass::text || '.' || a.attname AS name, a.atttypid::regtype::text AS type FROM pg_attribute a WHERE a.attrelid::regclass::text = ANY($1)`, [living('distributed')]);
    for (const table of living('distributed')) {
      const { column = '', group = '' } = home(table);
      expect([table, types.find((one) => one.name === `${table}.${column}`)?.type]).toEqual([table, 'uuid']);
      if (group !== 'none') expect([table, home(group).column]).toEqual([table, column]);
    }
  });

  test('every statement of the posting path names the member of the rows it touches', () => {
    expect(statements.length).toBeGreaterThan(25);
    const tables = new RegExp(`\\b(?:FROM|JOIN|UPDATE)\\s+(${living('distributed').filter((table) => home(table).column === 'member_id').join('|')})\\b`);
    const broken = statements.filter((text) => tables.test(text) && !/member_id/.test(text.replace(/SELECT .*? FROM/s, '')) && !ALLOWED.some(([part]) => text.includes(part)));
    expect(broken).toEqual([]);
  });

  test('what may find rows otherwise is there', () => {
    expect(ALLOWED.filter(([part]) => !statements.some((text) => text.includes(part)))).toEqual([]);
  });

  test('docs/scale.md tells the same homes, and which statements a cluster would refuse', () => {
    const told = new Map([...scale.matchAll(/^\| `([a-z_ ]+)` \| ([^|]+) \|/gm)].flatMap(([, tables = '', where = '']) => tables.split(' ').map((table) => [table, where] as const)));
    const kind = (where = ''): string => (where.startsWith('distributed') ? 'distributed' : where.startsWith('reference') ? 'reference' : 'coordinator');
    expect([...homes].filter(([table, one]) => kind(told.get(table)) !== one.kind || (one.column !== undefined && !told.get(table)?.includes(`\`${one.column}\``))).map(([table]) => table)).toEqual([]);
    expect([...told].filter(([table, where]) => kind(where) !== home(table).kind).map(([table]) => table)).toEqual([]);
    // Citus locks rows of one shard in a statement; these lock those of several members.
    const locks = statements.filter((text) => /FOR UPDATE/.test(text) && living('distributed').some((table) => new RegExp(`FROM ${table}\\b`).test(text)));
    expect(locks.map((text) => /FROM (\w+) WHERE \w+ = n\.\w+ FOR UPDATE/.exec(text)?.[1])).toEqual(['member_balance']);
    expect(scale).toContain('lock members');
  });

  test('a server without Citus is refused by name where one was promised', async () => {
    if (process.env['CITUS_DATABASE_URL']) return;
    await expect(requireCitus(db.url)).rejects.toThrow('names a server without Citus');
  });
});

/** What the statements would place where: run against functions that only write down what they are asked, and undone. */
async function recorded(db: TestDatabase): Promise<Map<string, Home>> {
  const client = await db.owner.connect();
  try {
    await client.query('BEGIN');
    await client.query(`CREATE SCHEMA written; CREATE TABLE written.home (place serial, name text UNIQUE, kind text, of text, beside text);
      CREATE FUNCTION written.create_reference_table(name regclass) RETURNS void LANGUAGE sql AS $$ INSERT INTO written.home (name, kind) VALUES (name::text, 'reference') $$;
      CREATE FUNCTION written.create_distributed_table(name regclass, of text, colocate_with text) RETURNS void LANGUAGE sql AS $$ INSERT INTO written.home (name, kind, of, beside) VALUES (name::text, 'distributed', of, colocate_with) $$;
      SET LOCAL search_path = written, public`);
    for (const statement of distribution()) if (!statement.startsWith('CREATE EXTENSION')) await client.query(statement);
    const { rows } = await client.query<{ name: string; kind: Home['kind']; of: string | null; beside: string | null }>('SELECT name, kind, of, beside FROM written.home ORDER BY place');
    return new Map(rows.map((row) => [row.name, { kind: row.kind, ...(row.of !== null && { column: row.of }), ...(row.beside !== null && { group: row.beside }) }]));
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
