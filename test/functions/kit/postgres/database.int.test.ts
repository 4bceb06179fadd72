import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { buildDatabase, type Database } from '../../../../functions/kit/postgres/database.ts';
import {
  DatabaseBusyError,
  DatabaseRefusedError,
  DatabaseUnavailableError,
} from '../../../../functions/kit/postgres/database-errors.ts';
import type { Session } from '../../../../functions/kit/postgres/statement.ts';
import { type PostgresServer, startPostgres } from '../../../postgres-server.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
  await server.query('CREATE TABLE notes (id text PRIMARY KEY)');
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => server.query('TRUNCATE notes'));

const build = (options = {}): Database => buildDatabase(server.environment, options);
afterEach(() => server.terminateConnections());

const write = { name: 'write', text: 'INSERT INTO notes (id) VALUES ($1)', row: z.object({}) };
const read = { name: 'read', text: 'SELECT id FROM notes ORDER BY id', row: z.object({ id: z.string() }) };
const wait = { name: 'wait', text: 'SELECT pg_sleep($1::float8)', row: z.object({}) };
const once = { repeatable: false };
const again = { repeatable: true };
const notes = async () => (await server.query<{ id: string }>('SELECT id FROM notes ORDER BY id')).map(({ id }) => id);
const add = (id: string) => (session: Session) => session.run(write, [id]);

test('statements are parameterised, and rows are parsed', async () => {
  const database = build();

  await database.session(once, add("'); DROP TABLE notes; --"));

  expect(await database.session(again, (session) => session.run(read))).toEqual([{ id: "'); DROP TABLE notes; --" }]);
});

test('a connection that was ended while idle is replaced, and the work does not notice', async () => {
  const database = build();
  await database.session(once, add('a'));
  await server.terminateConnections();
  await sleep(50);

  await database.session(once, add('b'));

  expect(await notes()).toEqual(['a', 'b']);
});

test('work whose connection breaks begins anew where it is repeatable, and only there', async () => {
  const database = build();
  const attempts = { once: 0, again: 0 };
  const breaking = (name: 'once' | 'again') => async (session: Session) => {
    attempts[name] += 1;
    const slept = session.run(wait, [attempts[name] === 1 ? 20 : 0]);
    if (attempts[name] === 1) setTimeout(() => server.terminateConnections(), 200);
    await slept;
    await session.run(write, [name]);
  };

  await expect(database.session(once, breaking('once'))).rejects.toThrow(DatabaseUnavailableError);
  await database.session(again, breaking('again'));

  expect(attempts).toEqual({ once: 1, again: 2 });
  expect(await notes()).toEqual(['again']);
});

test('a transaction whose work rejects leaves nothing, and the connection is as good as before', async () => {
  const database = build();

  const failed = database.transaction(again, async (session) => {
    await session.run(write, ['a']);
    throw new Error('no');
  });

  await expect(failed).rejects.toThrow('no');
  await database.transaction(again, add('b'));
  expect(await notes()).toEqual(['b']);
});

test('a transaction whose connection is ended leaves nothing, and is done once when it is repeated', async () => {
  const database = build();
  let attempts = 0;

  await database.transaction(again, async (session) => {
    attempts += 1;
    await session.run(write, ['a']);
    if (attempts === 1) await server.terminateConnections();
    await session.run(write, ['b']);
  });

  expect(attempts).toBe(2);
  expect(await notes()).toEqual(['a', 'b']);
});

test('works that are asked for at once wait for each other', async () => {
  const database = build();

  await Promise.all(
    ['a', 'b', 'c', 'd'].map((id) =>
      database
        .transaction(once, async (session) => {
          await session.run(write, [id]);
          await session.run(wait, [0.02]);
          if (id === 'b') throw new Error('no');
        })
        .catch(() => undefined),
    ),
  );

  expect(await notes()).toEqual(['a', 'c', 'd']);
});

test('a statement that the server refuses says so, one that it gave up can be sent again', async () => {
  const database = build();
  await database.session(once, add('a'));

  const refused = database.session(once, add('a'));
  const givenUp = database.session(once, async (session) => {
    await session.run({
      name: 'limit',
      text: "SELECT set_config('statement_timeout', '100', false)",
      row: z.object({}),
    });
    await session.run(wait, [5]);
  });

  await expect(refused).rejects.toThrow(DatabaseRefusedError);
  await expect(refused).rejects.toMatchObject({ retryable: false });
  await expect(givenUp).rejects.toThrow(DatabaseBusyError);
  await expect(givenUp).rejects.toMatchObject({ retryable: true });
});

test('a server that was killed is waited for, and what was committed before is there', async () => {
  const database = build({ connectDeadlineMs: 10_000 });
  await database.session(once, add('a'));
  await server.kill();

  const waiting = database.session(again, add('b'));
  await sleep(500);
  await server.restart();
  await waiting;

  expect(await notes()).toEqual(['a', 'b']);
});

test('a server that stays away is told after the deadline', async () => {
  const database = buildDatabase({ ...server.environment, DATABASE_PORT: '1' }, { connectDeadlineMs: 300 });
  const startedMs = Date.now();

  await expect(database.session(again, add('a'))).rejects.toThrow(DatabaseUnavailableError);

  expect(Date.now() - startedMs).toBeLessThan(2_000);
});
