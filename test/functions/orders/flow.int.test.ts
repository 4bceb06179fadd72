import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { createApiKey } from '../../../functions/contracts/api-key.ts';
import { AcceptedBatch, AcceptedOrder, SentCopies } from '../../../functions/contracts/orders/accepted-order.ts';
import { DeliverySemantics } from '../../../functions/contracts/orders/delivery-semantics.ts';
import { OrderResult } from '../../../functions/contracts/orders/order-result-v1.ts';
import { OrderSettings } from '../../../functions/contracts/orders/order-settings.ts';
import { DuplicateStats, OrderStats } from '../../../functions/contracts/orders/order-stats.ts';
import { OrderHistory, StoredOrder } from '../../../functions/contracts/orders/stored-order.ts';
import type { BatchAnswer } from '../../../functions/kit/kafka/decide-failures.ts';
import type { KafkaBatch } from '../../../functions/kit/kafka/decode-batch.ts';
import { orders as migration } from '../../../functions/platform/migrations/0001-orders.ts';
import { type KafkaBroker, startKafkaBroker } from '../../kafka-broker.ts';
import { type PostgresServer, startPostgres } from '../../postgres-server.ts';
import { apiRequest, lambdaContext, postRequest } from '../fixtures/api-request.ts';
import { type DynamoDbTables, startDynamoDb } from '../fixtures/dynamodb-tables.ts';
import { kafkaBatch } from '../fixtures/kafka-batch.ts';
import { readCommitted, readCommittedRecords } from '../fixtures/read-committed.ts';

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;
type Route = 'accept' | 'acceptBatch' | 'duplicate' | 'list' | 'show' | 'stats' | 'semantics' | 'config' | 'reset';

let broker: KafkaBroker;
let dynamoDb: DynamoDbTables;
let postgres: PostgresServer;
let handlers: Record<Route, Handler>;
let processOrders: (batch: KafkaBatch, context: Context) => Promise<BatchAnswer>;
let admin: Record<string, string>;
let client: Record<string, string>;

beforeAll(async () => {
  [broker, dynamoDb, postgres] = await Promise.all([startKafkaBroker(), startDynamoDb(), startPostgres()]);
  const [config, limits] = await Promise.all([dynamoDb.create(), dynamoDb.create()]);
  for (const name of ['orders', 'order-results']) {
    await broker.createTopic({ name, partitions: 3, configs: { 'message.timestamp.type': 'LogAppendTime' } });
  }
  await postgres.query(migration.sql);
  const addKey = async (consumer: string, scopes: Parameters<typeof createApiKey>[0]['scopes']) => {
    const { apiKey, item } = createApiKey({ consumer, scopes, createdAt: '2023-01-18T00:00:00Z' });
    await dynamoDb.client.send(new PutCommand({ TableName: config, Item: item }));
    for (const route of ['/v1/orders', '/v1/orders/batch']) {
      const Item = {
        pk: 'limit',
        sk: `${consumer}#${route}`,
        algorithm: 'fixed-window',
        limit: 6_000,
        windowSeconds: 60,
      };
      await dynamoDb.client.send(new PutCommand({ TableName: config, Item }));
    }
    return { 'X-API-Key': apiKey };
  };
  admin = await addKey('operator', ['admin', 'orders:read']);
  client = await addKey('shop', ['orders:read', 'orders:write']);
  Object.assign(process.env, postgres.environment, {
    CONFIG_TABLE: config,
    LIMITS_TABLE: limits,
    KAFKA_BOOTSTRAP_SERVERS: broker.bootstrapServers.join(','),
  });
  const load = async (file: string) => (await import(`../../../functions/orders/${file}.ts`)).handler;
  handlers = {
    accept: await load('accept'),
    acceptBatch: await load('accept-batch'),
    duplicate: await load('duplicate'),
    list: await load('list'),
    show: await load('show'),
    stats: await load('stats'),
    semantics: await load('semantics'),
    config: await load('config'),
    reset: await load('reset'),
  };
  processOrders = await load('process');
}, 90_000);
afterAll(() =>
  Promise.all([broker[Symbol.asyncDispose](), dynamoDb[Symbol.asyncDispose](), postgres[Symbol.asyncDispose]()]),
);

const given = (fields: Record<string, unknown> = {}) => ({
  customer_id: 'demo-customer-001',
  items: [{ name: 'Widget Pro', quantity: 2, price: '49.99' }],
  total_amount: '99.98',
  ...fields,
});
const post = (name: Route, body: unknown, key = client, headers: Record<string, string> = {}) =>
  handlers[name](postRequest(body, { ...key, ...headers }), lambdaContext);
const get = (name: Route, fields: Partial<APIGatewayProxyEvent> = {}, key = client) =>
  handlers[name](apiRequest({ headers: key, ...fields }), lambdaContext);
const bodyOf = (answer: APIGatewayProxyResult) => JSON.parse(answer.body);
const dataOf = <Data>(contract: { parse: (value: unknown) => Data }, answer: APIGatewayProxyResult): Data =>
  contract.parse(bodyOf(answer).data);

const configure = async (change: Record<string, unknown>) => {
  const request = { ...postRequest(change, admin), httpMethod: 'PATCH' };
  const settings = dataOf(OrderSettings, await handlers.config(request, lambdaContext));
  // The other functions' settings are at most a second old.
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  return settings;
};
const stats = async () => dataOf(OrderStats, await get('stats', { path: '/v1/orders/stats' }));

const consumed: Record<number, number> = {};
/** Delivers what committed readers see and was not delivered yet, one batch of each partition, as the event source does. */
const consume = async (): Promise<number> => {
  const fresh = (await readCommittedRecords(broker, 'orders')).filter(
    ({ partition, message }) => Number(message.offset) >= (consumed[partition] ?? 0),
  );
  for (const [partition, records] of Map.groupBy(fresh, (record) => record.partition)) {
    const batch = kafkaBatch(
      ...records.map(({ message }) => ({
        topic: 'orders',
        partition,
        offset: Number(message.offset),
        timestamp: Number(message.timestamp),
        timestampType: 'LOG_APPEND_TIME' as const,
        key: Buffer.from(message.key ?? '').toString('base64'),
        value: Buffer.from(message.value ?? '').toString('base64'),
        headers: Object.entries(message.headers ?? {}).map(([name, value]) => ({
          [name]: [...Buffer.from(String(value))],
        })),
      })),
    );
    expect(await processOrders(batch, lambdaContext)).toEqual({ batchItemFailures: [] });
    consumed[partition] = Math.max(...records.map(({ message }) => Number(message.offset))) + 1;
  }
  return fresh.length;
};

beforeEach(async () => {
  await consume();
  await post('reset', {}, admin);
});

test('an order is accepted with its place, takes effect, and is told with every step', async () => {
  const answer = await post('accept', given(), client, { 'X-Correlation-ID': 'trace-42' });
  const accepted = dataOf(AcceptedOrder, answer);
  await consume();

  const history = dataOf(OrderHistory, await get('show', { pathParameters: { id: accepted.order_id } }));
  const listed = dataOf(StoredOrder.array(), await get('list', { queryStringParameters: { limit: '5' } }));

  expect(answer.statusCode).toBe(202);
  expect(accepted).toMatchObject({ delivery_mode: 'exactly-once', trace_id: 'trace-42' });
  expect(accepted.offset).toBeGreaterThanOrEqual(0);
  expect(history.order).toMatchObject({
    total_amount: '99.98',
    charged_amount: '99.98',
    effects: 1,
    trace_id: 'trace-42',
  });
  expect(history.steps.map(({ step, partition, offset }) => [step, partition, offset])).toEqual([
    ['received', accepted.partition, accepted.offset],
    ['processed', accepted.partition, accepted.offset],
  ]);
  expect(listed).toEqual([history.order]);
  const results = (await readCommitted(broker, 'order-results')).map((value) => OrderResult.parse(JSON.parse(value)));
  expect(results.filter(({ order_id }) => order_id === accepted.order_id)).toMatchObject([{ outcome: 'processed' }]);
});

test('an order whose total is not exact is refused by the field’s name, and nothing is produced', async () => {
  const before = await readCommitted(broker, 'orders');

  const answer = await post('accept', given({ total_amount: '99.97' }));

  expect(answer.statusCode).toBe(400);
  expect(bodyOf(answer).errors).toMatchObject([{ path: 'total_amount' }]);
  expect(await readCommitted(broker, 'orders')).toEqual(before);
});

test('a batch is visible as a whole; an aborted one not at all', async () => {
  const batch = [1, 2, 3, 4].map((n) => given({ order_id: `batch-${n}` }));
  const aborted = [1, 2, 3].map((n) => given({ order_id: `aborted-${n}` }));

  const refused = dataOf(AcceptedBatch, await post('acceptBatch', { orders: aborted, abort: true }));
  const accepted = dataOf(AcceptedBatch, await post('acceptBatch', { orders: batch }));
  await consume();

  expect(refused).toMatchObject({ aborted: true, order_ids: ['aborted-1', 'aborted-2', 'aborted-3'] });
  expect(accepted).toMatchObject({ aborted: false, order_ids: ['batch-1', 'batch-2', 'batch-3', 'batch-4'] });
  const ids = (await readCommitted(broker, 'orders')).map((value) => JSON.parse(value).order_id);
  expect(ids.filter((id: string) => id.startsWith('batch-')).toSorted()).toEqual(accepted.order_ids);
  expect(ids.filter((id: string) => id.startsWith('aborted-'))).toEqual([]);
  expect(await stats()).toMatchObject({ effects: 4, orders: 4, processed_messages: 4 });
});

test('without transactions there is nothing to abort', async () => {
  await configure({ enable_transactions: false });

  const answer = await post('acceptBatch', { orders: [given()], abort: true });
  const plain = await post('accept', given({ order_id: 'idempotent-1' }));
  await configure({ enable_transactions: true });

  expect(answer.statusCode).toBe(409);
  expect(bodyOf(answer).code).toBe('TRANSACTIONS_OFF');
  expect(plain.statusCode).toBe(202);
});

test('one business order sent several times has one effect, and the repeats are counted', async () => {
  const sent = dataOf(SentCopies, await post('duplicate', given({ order_id: 'DUPLICATE-TEST-001', copies: 5 })));
  await consume();

  expect(sent.records).toHaveLength(5);
  expect(await stats()).toMatchObject({ effects: 1, duplicate_effects: 0, received: 5, duplicates_skipped: 4 });
  expect(dataOf(DuplicateStats, await get('stats', { path: '/v1/orders/stats/duplicates' })).orders).toEqual([
    { order_id: 'DUPLICATE-TEST-001', effects: 1, duplicates_skipped: 4 },
  ]);
});

test('fifty producers of one business order at once give it one effect', async () => {
  const producers = await Promise.all(
    // A module of its own for each, as each execution environment has.
    Array.from(
      { length: 50 },
      async (_, n) => (await import(`../../../functions/orders/accept.ts?environment=${n}`)).handler,
    ),
  );

  const answers: APIGatewayProxyResult[] = await Promise.all(
    producers.map((handler) => handler(postRequest(given({ order_id: 'SAME-001' }), client), lambdaContext)),
  );
  await consume();

  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 50 }, () => 202));
  expect(await stats()).toMatchObject({ effects: 1, orders: 1, duplicate_effects: 0, received: 50 });
}, 60_000);

test('requests at once in one environment take turns', async () => {
  const ids = Array.from({ length: 10 }, (_, n) => `turn-${n}`);

  const answers = await Promise.all(ids.map((order_id) => post('accept', given({ order_id }))));
  await consume();

  expect(answers.map(({ statusCode }) => statusCode)).toEqual(ids.map(() => 202));
  expect(await stats()).toMatchObject({ effects: 10, orders: 10 });
});

test('settings are changed by an administrator only, field by field, and wrong ones are refused', async () => {
  const request = { ...postRequest({ delivery_mode: 'at-most-once' }, client), httpMethod: 'PATCH' };
  const wrong = { ...postRequest({ crash: { point: 'nowhere', charges: 1 } }, admin), httpMethod: 'PATCH' };

  const changed = await configure({ crash: { point: 'mid-batch', charges: 2 } });
  const shown = dataOf(OrderSettings, await get('config'));
  const disarmed = await configure({ crash: null });

  expect((await handlers.config(request, lambdaContext)).statusCode).toBe(403);
  expect((await handlers.config(wrong, lambdaContext)).statusCode).toBe(400);
  expect(changed).toMatchObject({ crash: { point: 'mid-batch', charges: 2, after_records: 1 } });
  expect(shown).toEqual(changed);
  expect(disarmed).toEqual({ ...changed, crash: null });
});

test('the comparison of semantics is told, an unknown order is not found, a reset empties what was counted', async () => {
  await post('accept', given());
  await consume();
  expect((await stats()).effects).toBe(1);

  const reset = await post('reset', {}, admin);

  expect(dataOf(DeliverySemantics, await get('semantics')).crashes).toHaveLength(15);
  expect((await get('show', { pathParameters: { id: 'nothing' } })).statusCode).toBe(404);
  expect((await post('reset', {}, client)).statusCode).toBe(403);
  expect(reset.statusCode).toBe(200);
  expect(await stats()).toMatchObject({ effects: 0, orders: 0, processed_messages: 0, received: 0 });
});
