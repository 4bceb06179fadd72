import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { execa } from 'execa';
import { createApiKey } from '../../../functions/contracts/api-key.ts';
import { OrderSettings, orderSettingsAddress } from '../../../functions/contracts/orders/order-settings.ts';
import { changeSettings } from '../../../functions/orders/settings/change-settings.ts';
import { orders as migration } from '../../../functions/platform/migrations/0001-orders.ts';
import { type KafkaBroker, startKafkaBroker } from '../../kafka-broker.ts';
import { type PostgresServer, startPostgres } from '../../postgres-server.ts';
import { postRequest } from '../fixtures/api-request.ts';
import { type DynamoDbTables, startDynamoDb } from '../fixtures/dynamodb-tables.ts';
import { order, orderBatch, orders } from '../fixtures/orders.ts';
import { readCommitted } from '../fixtures/read-committed.ts';

let broker: KafkaBroker;
let dynamoDb: DynamoDbTables;
let postgres: PostgresServer;
let table: string;
let folder: string;
let environment: Record<string, string | undefined>;
let key: Record<string, string>;

beforeAll(async () => {
  [broker, dynamoDb, postgres, folder] = await Promise.all([
    startKafkaBroker(),
    startDynamoDb(),
    startPostgres(),
    mkdtemp(join(tmpdir(), 'sluice-test-crash-')),
  ]);
  table = await dynamoDb.create();
  for (const name of ['orders', 'order-results']) await broker.createTopic({ name, partitions: 1 });
  await postgres.query(migration.sql);
  const { apiKey, item } = createApiKey({
    consumer: 'shop',
    scopes: ['orders:write'],
    createdAt: '2023-01-18T00:00:00Z',
  });
  await dynamoDb.client.send(new PutCommand({ TableName: table, Item: item }));
  key = { 'X-API-Key': apiKey };
  environment = {
    ...postgres.environment,
    CONFIG_TABLE: table,
    LIMITS_TABLE: table,
    KAFKA_BOOTSTRAP_SERVERS: broker.bootstrapServers.join(','),
  };
}, 90_000);
afterAll(async () => {
  await Promise.all([broker[Symbol.asyncDispose](), dynamoDb[Symbol.asyncDispose](), postgres[Symbol.asyncDispose]()]);
  await rm(folder, { recursive: true });
});

/** One invocation in a process of its own. */
const invoke = async (name: string, event: unknown) => {
  const eventFile = join(folder, `${name}.json`);
  await writeFile(eventFile, JSON.stringify(event));
  const handler = resolve(import.meta.dirname, `../../../functions/orders/${name}.ts`);
  const { signal, stdout, stderr } = await execa(
    'node',
    [resolve(import.meta.dirname, 'run-handler.ts'), handler, eventFile],
    {
      env: environment,
      preferLocal: true,
      localDir: resolve(import.meta.dirname, '../../..'),
      reject: false,
    },
  );
  return { signal, stdout, stderr };
};
const chargesLeft = async () => {
  const { Item } = await dynamoDb.client.send(
    new GetCommand({ TableName: table, Key: orderSettingsAddress, ConsistentRead: true }),
  );
  return OrderSettings.parse(Item).crash?.charges;
};

test('the consumer kills itself between the statements of its transaction, and the next delivery makes it good', async () => {
  await changeSettings(dynamoDb.client, table, {
    delivery_mode: 'exactly-once',
    crash: { point: 'mid-batch', charges: 1, after_records: 3 },
  });
  const batch = orderBatch(orders(10));

  const killed = await invoke('process', batch);
  const [rolledBack] = await postgres.query('SELECT count(*)::int AS count FROM order_effects');
  const finished = await invoke('process', batch);

  expect(killed.signal).toBe('SIGKILL');
  expect(killed.stderr).toContain('"message":"crash"');
  expect(rolledBack).toEqual({ count: 0 });
  expect(await chargesLeft()).toBe(0);
  expect(finished.stdout).toContain('answer {"batchItemFailures":[]}');
  expect(await postgres.query('SELECT order_id FROM order_effects ORDER BY id')).toEqual(
    orders(10).map(({ order_id }) => ({ order_id })),
  );
}, 60_000);

test.each([
  ['in a transaction nobody sees any order of the batch', true, []],
  ['without one the orders that were sent before are seen', false, ['torn-0', 'torn-1']],
])(
  'a producer that kills itself within a batch: %s',
  async (_, enable_transactions, visible) => {
    await changeSettings(dynamoDb.client, table, {
      enable_transactions,
      crash: { point: 'while-producing', charges: 1, after_records: 2 },
    });
    const batch = [0, 1, 2, 3].map((n) => {
      const { trace_id: _trace, timestamp: _time, ...input } = order({ order_id: `torn-${n}` });
      return input;
    });

    const killed = await invoke('accept-batch', postRequest({ orders: batch }, key));

    expect(killed.signal).toBe('SIGKILL');
    // Waits until the broker has given up what was left open.
    const seen = (await readCommitted(broker, 'orders')).map((value) => JSON.parse(value).order_id);
    expect(seen).toEqual(visible);
  },
  90_000,
);
