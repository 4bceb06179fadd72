import { jest } from '@jest/globals';
import { Client } from 'pg';
import { handler } from '../../../../functions/platform/migrate.ts';
import type { DatabaseTarget } from '../../../../functions/platform/migration/database-target.ts';
import { migrateDatabase } from '../../../../functions/platform/migration/migrate-database.ts';
import { runPostgres } from '../../../lib/engines/postgres/run-postgres.ts';

jest.setTimeout(60_000);

const postgres = await runPostgres();
let databases = 0;

const query = async (name: string, statement: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ host: '127.0.0.1', port: postgres.endpoint?.port ?? 0, user: 'sluice', database: name });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
};

/** A database of its own for each test. */
const emptyDatabase = async (): Promise<DatabaseTarget> => {
  databases += 1;
  const name = `shop${databases}`;
  await query('sluice', `CREATE DATABASE ${name}`);
  return {
    Host: '127.0.0.1',
    Port: String(postgres.endpoint?.port),
    Name: name,
    User: 'sluice',
    Authentication: 'NONE',
    MasterSecretArn: '',
  };
};

const asSluice = async () => ({ user: 'sluice' });
const shelves = { name: '0001-shelves', sql: 'CREATE TABLE shelves (id int PRIMARY KEY)' };
const goods = {
  name: '0002-goods',
  sql: "CREATE TABLE goods (id int); INSERT INTO goods VALUES (1); COMMENT ON TABLE goods IS 'a''b'",
};

test('makes all tables of the application from nothing, and answers how they are reached', async () => {
  const target = await emptyDatabase();

  const { Data } = await handler({ RequestType: 'Create', ResourceProperties: target });

  expect(Data).toEqual({
    Host: '127.0.0.1',
    Port: target.Port,
    Name: target.Name,
    User: 'sluice',
    Authentication: 'NONE',
  });
  expect(
    await query(target.Name, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"),
  ).toEqual(
    expect.arrayContaining(
      ['order_effects', 'orders', 'processed_messages', 'processing_log'].map((tablename) => ({ tablename })),
    ),
  );
});

test('a second time changes nothing; a new migration runs alone', async () => {
  const target = await emptyDatabase();
  await migrateDatabase(target, [shelves], asSluice);
  await query(target.Name, 'INSERT INTO shelves VALUES (7)');

  const again = await migrateDatabase(target, [shelves], asSluice);
  const grown = await migrateDatabase(target, [shelves, goods], asSluice);

  expect([again, grown]).toEqual([[], ['0002-goods']]);
  expect(await query(target.Name, 'SELECT id FROM shelves')).toEqual([{ id: 7 }]);
});

test('where one fails, none has run', async () => {
  const target = await emptyDatabase();
  const faulty = { name: '0002-faulty', sql: 'CREATE TABLE goods (id int); SELECT 1/0' };

  const migrating = migrateDatabase(target, [shelves, faulty], asSluice);

  await expect(migrating).rejects.toThrow('division by zero');
  expect(await migrateDatabase(target, [shelves], asSluice)).toEqual(['0001-shelves']);
});

test('several at once run every migration once', async () => {
  const target = await emptyDatabase();

  const ran = await Promise.all([1, 2, 3].map(() => migrateDatabase(target, [shelves, goods], asSluice)));

  expect(ran.flat()).toEqual(['0001-shelves', '0002-goods']);
  expect(await query(target.Name, 'SELECT count(*)::int AS rows FROM goods')).toEqual([{ rows: 1 }]);
});

test('with IAM the user is made, comes in by IAM alone, and owns what the migrations make', async () => {
  const target = await emptyDatabase();
  await query('sluice', 'CREATE ROLE rds_iam');
  const iam: DatabaseTarget = { ...target, User: 'shop-keeper', Authentication: 'IAM' };

  await migrateDatabase(iam, [shelves], asSluice);
  const ran = await migrateDatabase(iam, [shelves, goods], asSluice);

  expect(ran).toEqual(['0002-goods']);
  expect(await query(target.Name, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")).toEqual([
    { tableowner: 'shop-keeper' },
  ]);
  expect(
    await query(
      target.Name,
      "SELECT rolcanlogin, rolsuper, pg_has_role('shop-keeper', 'rds_iam', 'member') AS iam FROM pg_roles WHERE rolname = 'shop-keeper'",
    ),
  ).toEqual([{ rolcanlogin: true, rolsuper: false, iam: true }]);
});

test('an update runs what is new, and a deletion keeps everything', async () => {
  const target = await emptyDatabase();
  await handler({ RequestType: 'Create', ResourceProperties: target });
  await query(target.Name, "INSERT INTO processed_messages (order_id, delivery_mode) VALUES ('a', 'exactly-once')");

  await handler({ RequestType: 'Update', ResourceProperties: target });
  await handler({ RequestType: 'Delete', ResourceProperties: target });

  expect(await query(target.Name, 'SELECT order_id FROM processed_messages')).toEqual([{ order_id: 'a' }]);
});
