import 'reflect-metadata';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index';

/** One number for "somebody is migrating": two processes that start together would otherwise race. */
const MIGRATION_LOCK = 7_301_001;

/** Brings a database to the newest schema, as its owner; safe to run from several processes at once. */
export async function migrate(url: string): Promise<number> {
  const lock = new Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const source = new DataSource({ type: 'postgres', url, migrations, migrationsTransactionMode: 'each', migrationsTableName: 'schema_migrations',
      synchronize: false, installExtensions: false, poolSize: 2 });
    await source.initialize();
    try {
      return (await source.runMigrations()).length;
    } finally {
      await source.destroy();
    }
  } finally {
    await lock.end();
  }
}
