import { countRun } from '../../../../functions/grid/ingestion/count-run.ts';
import { readIngestionCounters } from '../../../../functions/platform/ingestion/read-ingestion-counters.ts';
import { type DynamoDbTables, startDynamoDb } from '../../fixtures/dynamodb-tables.ts';

let dynamoDb: DynamoDbTables;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
}, 60_000);
afterAll(() => dynamoDb[Symbol.asyncDispose]());

const report = { eventTime: '2026-11-21T10:00:00+10:00', dispatch: [], weather: [] };
const answered = { report, error: undefined, calls: 2, failures: 1, breaker: 'closed' } as const;
const failed = { report: undefined, error: new Error('503'), calls: 3, failures: 3, breaker: 'open' } as const;

test('there are no counters before the first run', async () => {
  expect(await readIngestionCounters(dynamoDb.client, await dynamoDb.create())).toBeNull();
});

test('runs that are counted at once are all counted', async () => {
  const table = await dynamoDb.create();

  await Promise.all(
    Array.from({ length: 20 }, (_, n) => countRun(dynamoDb.client, table, n % 4 === 0 ? failed : answered, n)),
  );

  expect(await readIngestionCounters(dynamoDb.client, table)).toMatchObject({
    runs: 20,
    calls: 15 * 2 + 5 * 3,
    failures: 15 + 5 * 3,
    fallbacks: 5,
  });
});

test('the breaker and the time are those of the last run', async () => {
  const table = await dynamoDb.create();

  await countRun(dynamoDb.client, table, failed, Date.parse('2026-11-21T00:00:00Z'));
  await countRun(dynamoDb.client, table, answered, Date.parse('2026-11-21T00:05:00Z'));

  expect(await readIngestionCounters(dynamoDb.client, table)).toMatchObject({
    breaker: 'closed',
    lastRunAt: '2026-11-21T00:05:00.000Z',
  });
});
