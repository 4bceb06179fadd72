import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Client } from 'pg';
import type { EngineCrash } from '../../../../lib/engines/engine.ts';
import { buildPostgresEngine } from '../../../../lib/engines/postgres/postgres-engine.ts';
import { useInstance } from '../use-instance.ts';

jest.setTimeout(60_000);

const instance = useInstance(buildPostgresEngine);

const query = async (address: string, statement: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
};

test('a row that was stored is still there after a stop and a start', async () => {
  const postgres = instance.build();
  const { address } = await postgres.start();
  await query(address, "CREATE TABLE notes AS SELECT 'before the stop' AS note");
  await postgres.stop();

  const again = await postgres.start();

  expect(again.address).toBe(address);
  expect(await query(address, 'SELECT note FROM notes')).toEqual([{ note: 'before the stop' }]);
});

test('a stop does not wait for a client that stays', async () => {
  const postgres = instance.build();
  const { address } = await postgres.start();
  const client = new Client({ connectionString: address });
  const broken = new Promise((resolve) => client.on('error', resolve));
  await client.connect();

  const started = performance.now();
  await postgres.stop();

  expect(performance.now() - started).toBeLessThan(5_000);
  expect(await broken).toBeInstanceOf(Error);
});

test('a killed server is reported, and comes back on the same port with its rows, whatever its backends were at', async () => {
  const crash = Promise.withResolvers<EngineCrash>();
  const postgres = instance.build({ onCrash: crash.resolve });
  const { address } = await postgres.start();
  await query(address, "CREATE TABLE notes AS SELECT 'before the crash' AS note");
  const busy = query(address, 'SELECT count(*) FROM generate_series(1, 5000000)').catch((error: unknown) => error);

  process.kill(postgres.identity?.pid ?? 0, 'SIGKILL');
  const report = await crash.promise;
  await postgres.start();
  await busy;

  expect(report).toMatchObject({ engine: 'postgres', signal: 'SIGKILL' });
  expect(postgres.endpoint?.address).toBe(address);
  expect(await query(address, 'SELECT note FROM notes')).toEqual([{ note: 'before the crash' }]);
});

test('a lock file that names a process of somebody else does not keep it from starting', async () => {
  const crash = Promise.withResolvers<EngineCrash>();
  const postgres = instance.build({ onCrash: crash.resolve });
  const { address } = await postgres.start();
  await query(address, "CREATE TABLE notes AS SELECT 'before the crash' AS note");
  process.kill(postgres.identity?.pid ?? 0, 'SIGKILL');
  await crash.promise;
  const lock = join(instance.directory(), 'data', 'postgres', 'postmaster.pid');
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, '1'));

  await postgres.start();

  expect(await query(address, 'SELECT note FROM notes')).toEqual([{ note: 'before the crash' }]);
});

test('a server of a supervisor that died is adopted, and stopped by its new one', async () => {
  const first = instance.build();
  const endpoint = await first.start();
  const { identity } = first;
  if (identity === undefined) throw new Error('It runs, so it has an identity.');
  const second = instance.build();

  expect(await second.adopt(identity, endpoint)).toBe(true);
  expect(second.database).toMatchObject({ port: endpoint.port, name: 'sluice', user: 'sluice' });
  await second.stop();

  expect(await first.health()).toBe('down');
});

test('one that was left behind and not adopted is ended before another works on its data', async () => {
  const first = instance.build();
  await first.start();
  const second = instance.build();

  const { address } = await second.start();

  expect(await query(address, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(second.identity?.pid).not.toBe(first.identity?.pid);
});

test('logical decoding is on, and whoever comes is no superuser', async () => {
  const { address } = await instance.build().start();

  const slots = await query(
    address,
    "SELECT plugin FROM pg_create_logical_replication_slot('changes', 'pgoutput') s(n, l), pg_replication_slots",
  );
  const [role] = await query(address, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user');

  expect(slots).toEqual([{ plugin: 'pgoutput' }]);
  expect(role).toEqual({ rolsuper: false });
  await expect(query(address.replace('sluice@', 'postgres@'), 'SELECT 1')).rejects.toThrow('no pg_hba.conf entry');
});

test('a server that the user runs is used with its database, and left running', async () => {
  const own = instance.build();
  const { address, port } = await own.start();
  await query(address, 'CREATE DATABASE shop');
  const external = instance.build({ environment: { DATABASE_URL: `postgres://sluice:secret@127.0.0.1:${port}/shop` } });

  const endpoint = await external.start();

  expect(endpoint.address).toBe(`postgres://sluice@127.0.0.1:${port}/shop`);
  expect(external.database).toMatchObject({ name: 'shop', password: 'secret' });
  expect(external).toMatchObject({ isExternal: true, identity: undefined });
  await external.stop();
  expect(await own.health()).toBe('up');
});
