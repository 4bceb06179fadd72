import { jest } from '@jest/globals';
import { runStatement } from '../../../../lib/cli/client/run-statement.ts';
import { runPostgres } from '../../engines/postgres/run-postgres.ts';

jest.setTimeout(60_000);

const postgres = await runPostgres();

beforeAll(async () => {
  await run('CREATE TABLE notes (id int, note text)', true);
});

const run = (statement: string, write = false) =>
  runStatement(
    {
      instance: 'demo',
      engines: [{ name: 'postgres', state: 'up', address: postgres.endpoint?.address ?? '', external: false }],
    },
    statement,
    { write },
  );

test('rows come in the order of their columns, two of one name apart, exact numbers as texts', async () => {
  expect(await run('SELECT 1 AS a, 2 AS a, 1.50::numeric AS price, NULL AS nothing')).toEqual({
    columns: ['a', 'a', 'price', 'nothing'],
    rows: [[1, 2, '1.50', null]],
    count: 1,
  });
});

test.each([
  ["INSERT INTO notes VALUES (1, 'x')", '25006'],
  ["COMMIT; INSERT INTO notes VALUES (1, 'x')", '42601'],
  ['SELECT nowhere', '42703'],
])('%s is refused with what the server says', async (statement, state) => {
  await expect(run(statement)).rejects.toMatchObject({
    code: 'STATEMENT_REFUSED',
    message: expect.stringContaining(`(SQLSTATE ${state})`),
  });
  expect((await run('SELECT id FROM notes')).rows).toEqual([]);
});

test('what may write says how many rows it changed', async () => {
  const { count } = await run("INSERT INTO notes VALUES (1, 'x'), (2, 'y')", true);

  expect(count).toBe(2);
  await run('DELETE FROM notes', true);
});

test('an instance without a database is told', async () => {
  const asking = runStatement({ instance: 'demo', engines: [] }, 'SELECT 1', { write: false });

  await expect(asking).rejects.toMatchObject({ code: 'NO_DATABASE' });
});
