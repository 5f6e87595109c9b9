import type { Writable } from 'node:stream';
import { Query, type QueryResult } from 'pg';
import type { Tx } from './tx';

/** Rows as one JSON parameter, big integers as text, so that no statement has a variable number of parameters. */
export function asJson(list: readonly Record<string, unknown>[]): string {
  return JSON.stringify(list, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

/** Appends rows in one statement; the names of the first row are the columns of all. Table names come from the code, never from a caller. */
export async function insertRows<Table extends string>(tx: Tx, table: Table, list: readonly Record<string, unknown>[]): Promise<void> {
  if (list.length === 0) return;
  const columns = Object.keys(list[0] ?? {}).join(', ');
  await tx.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1)`, [asJson(list)]);
}

/** Types whose text needs no quotes inside an array. */
const PLAIN = new Set(['uuid', 'bigint', 'integer', 'smallint', 'boolean', 'date']);

/**
 * A column as one array parameter in PostgreSQL's own notation: reading it costs the server a fraction of what JSON does.
 * @param type the element's type; of an array or JSON column `text`
 */
export function arrayOf(type: string, values: readonly unknown[]): string {
  const plain = PLAIN.has(type);
  let text = '{';
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    if (at > 0) text += ',';
    if (value === undefined || value === null) text += 'NULL';
    else if (plain) text += String(value);
    else if (value instanceof Date) text += `"${value.toISOString()}"`;
    else text += `"${quoted(String(value))}"`;
  }
  return `${text}}`;
}

const TO_ESCAPE = /["\\]/;
const EACH_TO_ESCAPE = /["\\]/g;

/** Most texts need nothing, and looking for it costs less than replacing it. */
function quoted(text: string): string {
  return TO_ESCAPE.test(text) ? text.replace(EACH_TO_ESCAPE, '\\$&') : text;
}

/** How the columns of a table are written: name and type, in order. An array or JSON column is sent as text and cast. */
export type Shape = Readonly<Record<string, string>>;

interface Statement {
  readonly name: string;
  readonly text: string;
}

const carrierOf = (type: string): string => (type.endsWith('[]') || type === 'jsonb' ? 'text' : type);

/** `SELECT` of the rows that the arrays hold, to be used by a statement of one's own; the alias is `n`. */
export function rowsOf(shape: Shape): string {
  const columns = Object.entries(shape);
  const picked = columns.map(([name, type]) => (carrierOf(type) === type ? name : `${name}::${type} AS ${name}`)).join(', ');
  return `(SELECT ${picked} FROM unnest(${columns.map(([, type], at) => `$${at + 1}::${carrierOf(type)}[]`).join(', ')}) AS c(${columns.map(([name]) => name).join(', ')})) AS n`;
}

/** The parameters of `rowsOf`. */
export function arraysOf<Name extends string>(shape: Readonly<Record<Name, string>>, list: readonly Readonly<Record<Name, unknown>>[]): string[] {
  return (Object.keys(shape) as Name[]).map((name) => arrayOf(carrierOf(shape[name]), list.map((row) => row[name])));
}

/** An `INSERT` of many rows that is planned once per connection. */
export function insertOf(table: string, shape: Shape): Statement {
  return { name: `insert ${table}`, text: `INSERT INTO ${table} (${Object.keys(shape).join(', ')}) SELECT ${Object.keys(shape).join(', ')} FROM ${rowsOf(shape)}` };
}

/** Rows of one table on their way into it. */
export interface Rows {
  readonly table: string;
  readonly shape: Shape;
  readonly list: readonly Readonly<Record<string, unknown>>[];
}

/** A `COPY` whose rows follow it unasked, so that it needs no answer before them; a server that refuses the statement skips them. */
class Copy extends Query {
  constructor(text: string, bodies: readonly Buffer[], callback: (error: Error | undefined, result: QueryResult) => void) {
    super({ text }, callback);
    this.submit = (connection) => {
      const wire = connection as unknown as { query(text: string): void; sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void };
      wire.query(text);
      for (const body of bodies) {
        wire.sendCopyFromChunk(body);
        wire.endCopyFrom();
      }
    };
  }

  /** Called by the driver when the server is ready for rows that were sent already. */
  handleCopyInResponse(): void {}
}

/** Appends rows of several tables in one message: the cheapest way in, for rows that meet no unique key of somebody else's. */
export async function copyRows(tx: Tx, tables: readonly Rows[]): Promise<void> {
  const full = tables.filter((one) => one.list.length > 0);
  if (full.length === 0) return;
  const text = full.map(({ table, shape }) => `COPY ${table} (${Object.keys(shape).join(', ')}) FROM STDIN`).join('; ');
  await new Promise<void>((resolve, reject) => {
    tx.query(new Copy(text, full.map(bodyOf), (error) => (error ? reject(error) : resolve())));
  });
}

/** Settles when everything that was asked of the server has left this process, which then has time for other work; never, where the connection breaks. */
export async function haveLeft(tx: Tx): Promise<void> {
  const { stream } = (tx as unknown as { connection: { stream: Writable } }).connection;
  if (stream.writableNeedDrain) await new Promise((resolve) => stream.once('drain', resolve));
}

/** Rows in the text format of COPY. */
export function bodyOf({ shape, list }: Rows): Buffer {
  const columns = Object.entries(shape).map(([name, type]) => ({ name, plain: PLAIN.has(type) }));
  let text = '';
  for (const row of list) {
    let between = '';
    for (const { name, plain } of columns) {
      const value = row[name];
      text += between;
      if (value === undefined || value === null) text += '\\N';
      else text += plain ? String(value) : cell(value);
      between = '\t';
    }
    text += '\n';
  }
  return Buffer.from(text);
}

const SPECIAL = /[\\\t\n\r]/;
const EACH_SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value in the text format of COPY. */
function cell(value: unknown): string {
  if (typeof value === 'string') return SPECIAL.test(value) ? value.replace(EACH_SPECIAL, (found) => ESCAPES[found] as string) : value;
  return value instanceof Date ? value.toISOString() : String(value);
}
