import { setTimeout as delay } from 'node:timers/promises';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { createApiKey } from '../../../functions/contracts/api-key.ts';
import { readTopic } from '../../e2e/read-topic.ts';
import { type KafkaBroker, startKafkaBroker } from '../../kafka-broker.ts';
import { apiRequest, lambdaContext, postRequest } from '../fixtures/api-request.ts';
import { type DynamoDbTables, startDynamoDb } from '../fixtures/dynamodb-tables.ts';

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

let broker: KafkaBroker;
let dynamoDb: DynamoDbTables;
let config: string;
let key: Record<string, string>;
let list: Handler;
let redrive: Handler;
let show: Handler;
let change: Handler;
let redriveAutomatically: (event: unknown, context: Context) => Promise<unknown>;

beforeAll(async () => {
  [broker, dynamoDb] = await Promise.all([startKafkaBroker(), startDynamoDb()]);
  config = await dynamoDb.create();
  for (const topic of ['market.dispatch', 'weather.observations', 'weather.readings']) {
    await broker.createTopic({ name: topic, partitions: 3 });
    await broker.createTopic({ name: `dlq.${topic}`, configs: { 'message.timestamp.type': 'LogAppendTime' } });
  }
  const { apiKey, item } = createApiKey({ consumer: 'admin', scopes: ['admin'], createdAt: '2023-01-18T00:00:00Z' });
  await dynamoDb.client.send(new PutCommand({ TableName: config, Item: item }));
  key = { 'X-API-Key': apiKey };
  Object.assign(process.env, { CONFIG_TABLE: config, KAFKA_BOOTSTRAP_SERVERS: broker.bootstrapServers.join(',') });
  const folder = '../../../functions/platform';
  list = (await import(`${folder}/list-dead-letters.ts`)).handler;
  redrive = (await import(`${folder}/redrive-dead-letters.ts`)).handler;
  show = (await import(`${folder}/show-automatic-redrive.ts`)).handler;
  change = (await import(`${folder}/change-automatic-redrive.ts`)).handler;
  redriveAutomatically = (await import(`${folder}/redrive-automatically.ts`)).handler;
}, 60_000);
afterAll(() => Promise.all([broker[Symbol.asyncDispose](), dynamoDb[Symbol.asyncDispose]()]));

/** Puts letters of consecutive records on a dead-letter topic. */
const bury = (topic: string, firstOffset: number, count: number, headers: Record<string, string> = {}) =>
  broker.producer.send({
    topic: `dlq.${topic}`,
    messages: Array.from({ length: count }, (_, index) => ({
      key: 'NSW1',
      value: `record ${firstOffset + index}`,
      headers: {
        correlation_id: `trace-${firstOffset + index}`,
        dlq_cause: 'The value is not JSON',
        dlq_topic: topic,
        dlq_partition: '0',
        dlq_offset: String(firstOffset + index),
        dlq_consumer: 'analytics',
        ...headers,
      },
    })),
  });
/** An invocation that has so much time when it is asked the first time, by middy, the second, …; the last holds on. */
const withTime = (...leftMs: number[]): Context => ({
  ...lambdaContext,
  getRemainingTimeInMillis: () => (leftMs.length > 1 ? leftMs.shift() : leftMs[0]) ?? 0,
});
const call = async (handler: Handler, request: APIGatewayProxyEvent, context = withTime(29_000)) => {
  const { statusCode, body } = await handler(request, context);
  return { statusCode, data: JSON.parse(body).data, problem: JSON.parse(body) };
};
const ask = (query: Record<string, string> | null = null) =>
  call(list, apiRequest({ headers: key, queryStringParameters: query }));
const send = (body: unknown, context?: Context) => call(redrive, postRequest(body, key), context);
const setAutomatic = (body: unknown) => call(change, postRequest(body, key));
const appended = async (topic: string) =>
  (await broker.admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0);

test('lists letters of all topics by state and cause, and the first of them', async () => {
  await bury('market.dispatch', 100, 7);
  await bury('weather.observations', 100, 1, { dlq_cause: 'No contract' });

  const { data } = await ask({ limit: '2' });

  expect(data).toMatchObject({ kept: 8, examined: 8, states: { waiting: 8, redriven: 0 } });
  expect(data.causes.map(({ cause, count }: { cause: string; count: number }) => [cause, count])).toEqual([
    ['The value is not JSON', 7],
    ['No contract', 1],
  ]);
  expect(data.letters).toMatchObject([
    { place: { offset: 0 }, origin: { topic: 'market.dispatch', partition: 0, offset: 100 }, value: 'record 100' },
    { place: { offset: 1 } },
  ]);
});

test('shows the one letter at a place', async () => {
  const { data } = await ask({ place: 'dlq.market.dispatch/0/3' });
  const { data: nothing } = await ask({ place: 'dlq.market.dispatch/0/999' });

  expect(data.letters).toMatchObject([{ place: { offset: 3 }, value: 'record 103', key: 'NSW1' }]);
  expect(nothing.letters).toEqual([]);
});

test('sends a letter again as the record was, with its attempt, and a second time not', async () => {
  const place = { topic: 'dlq.market.dispatch', partition: 0, offset: 2 };

  const first = await send({ select: 'these', places: [place] });
  const second = await send({ select: 'these', places: [place] });
  const [record] = await readTopic(broker.kafka, 'market.dispatch', 1);

  expect(first.data.redriven).toEqual([
    { place, origin: { topic: 'market.dispatch', partition: 0, offset: 102 }, attempt: 1 },
  ]);
  expect(second.data).toMatchObject({ redriven: [], left: [{ place, reason: 'already redriven' }] });
  expect(record).toEqual({
    key: 'NSW1',
    value: 'record 102',
    headers: { correlation_id: 'trace-102', dlq_attempts: '1' },
  });
}, 30_000);

test('two that ask for all at once send each record once', async () => {
  await bury('market.dispatch', 200, 60);
  const before = await appended('market.dispatch');
  const open = (await ask({ topic: 'dlq.market.dispatch' })).data.states.waiting;

  const answers = await Promise.all([1, 2, 3].map(() => send({ select: 'all', topic: 'dlq.market.dispatch' })));

  const sent = answers.flatMap(({ data }) =>
    data.redriven.map(({ origin }: { origin: unknown }) => JSON.stringify(origin)),
  );
  expect(open).toBe(66);
  expect(sent).toHaveLength(66);
  expect(new Set(sent).size).toBe(66);
  expect((await appended('market.dispatch')) - before).toBe(66);
}, 30_000);

test('a record that two consumers gave up is sent once', async () => {
  const before = await appended('weather.observations');
  await bury('weather.observations', 300, 1, { dlq_consumer: 'analytics' });
  await bury('weather.observations', 300, 1, { dlq_consumer: 'risk' });

  const { data } = await send({ select: 'all', topic: 'dlq.weather.observations' });

  expect(data.redriven.map(({ origin }: { origin: { offset: number } }) => origin.offset)).toEqual([100, 300]);
  expect((await appended('weather.observations')) - before).toBe(2);
}, 30_000);

test('what is due is sent, what is not yet due waits and says when', async () => {
  await bury('weather.observations', 400, 1, { dlq_attempts: '3' });
  await setAutomatic({ enabled: false, attempts: 6, firstDelaySeconds: 2 });

  const { data } = await send({ select: 'due', topic: 'dlq.weather.observations' });

  expect(data).toMatchObject({ redriven: [], notDue: 1, exhausted: 0 });
  const inMs = Date.parse(data.nextAt) - Date.now();
  expect(inMs).toBeGreaterThan(5_000);
  expect(inMs).toBeLessThanOrEqual(16_000);
});

test('more than a request can take is told, and the next one goes on', async () => {
  await bury('weather.observations', 1_000, 520);

  const first = await send({ select: 'all', topic: 'dlq.weather.observations' });
  const second = await send({ select: 'all', topic: 'dlq.weather.observations' });

  expect([first.data.redriven.length, first.data.remaining]).toEqual([500, 21]);
  expect([second.data.redriven.length, second.data.remaining, second.data.unread]).toEqual([21, 0, 0]);
}, 30_000);

test('a request whose time runs out sends what it has begun, says how many remain, and the next one sends those', async () => {
  await bury('weather.observations', 2_000, 80);
  const before = await appended('weather.observations');

  const short = await send(
    { select: 'all', topic: 'dlq.weather.observations' },
    withTime(29_000, 29_000, 20_000, 9_000),
  );
  const none = await send({ select: 'all', topic: 'dlq.weather.observations' }, withTime(9_000));
  const rest = await send({ select: 'all', topic: 'dlq.weather.observations' });

  expect([short.data.redriven.length, short.data.remaining]).toEqual([50, 30]);
  expect([none.data.redriven.length, none.data.remaining]).toEqual([0, 30]);
  expect([rest.data.redriven.length, rest.data.remaining]).toEqual([30, 0]);
  expect((await appended('weather.observations')) - before).toBe(80);
}, 30_000);

test('automatic redrive is off until it is switched on, and then sends what is due, once, until attempts are used up', async () => {
  await bury('market.dispatch', 3_000, 2);
  await bury('market.dispatch', 3_002, 1, { dlq_attempts: '1' });
  await delay(1_100);
  const before = await appended('market.dispatch');
  await dynamoDb.client.send(
    new DeleteCommand({ TableName: config, Key: { pk: 'automatic-redrive', sk: 'settings' } }),
  );

  const off = await redriveAutomatically({}, withTime(60_000));
  const offStatus = await call(show, apiRequest({ headers: key }));
  await setAutomatic({ enabled: true, attempts: 1, firstDelaySeconds: 1 });
  const runs = await Promise.all([1, 2].map(() => redriveAutomatically({}, withTime(60_000))));
  const again = await redriveAutomatically({}, withTime(60_000));
  const { data: status } = await call(show, apiRequest({ headers: key }));
  const { data: listing } = await ask({ topic: 'dlq.market.dispatch', limit: '1' });

  expect(off).toBeNull();
  expect(offStatus.data).toEqual({
    settings: { enabled: false, attempts: 6, firstDelaySeconds: 60 },
    lastRun: null,
  });
  expect(runs.map((run) => (run as { redriven: number }).redriven).reduce((sum, count) => sum + count, 0)).toBe(2);
  expect(again).toMatchObject({ redriven: 0, remaining: 0 });
  expect((await appended('market.dispatch')) - before).toBe(2);
  expect(status.settings).toEqual({ enabled: true, attempts: 1, firstDelaySeconds: 1 });
  expect(status.lastRun).toEqual(again);
  expect(listing.letters).toMatchObject([{ origin: { offset: 3_002 }, state: 'exhausted' }]);
}, 30_000);

test('a run whose time runs out leaves the rest to the next', async () => {
  await setAutomatic({ enabled: true, attempts: 3, firstDelaySeconds: 1 });
  await bury('market.dispatch', 4_000, 60);
  await delay(1_100);
  const before = await appended('market.dispatch');

  const short = await redriveAutomatically({}, withTime(60_000, 60_000, 5_000));
  const rest = await redriveAutomatically({}, withTime(60_000));
  await setAutomatic({ enabled: false });

  expect(short).toMatchObject({ redriven: 25 });
  expect((short as { remaining: number }).remaining).toBeGreaterThanOrEqual(35);
  expect(rest).toMatchObject({ remaining: 0 });
  expect((await appended('market.dispatch')) - before).toBeGreaterThanOrEqual(60);
}, 30_000);

test.each([{}, { enabled: true, attempts: 0 }, { enabled: true, firstDelaySeconds: 0 }, { enabled: 'yes' }])(
  'automatic redrive is not set to %j',
  async (body) => {
    expect((await setAutomatic(body)).statusCode).toBe(400);
  },
);

test('a record that cannot be sent is given back, so that the next redrive sends it', async () => {
  const { buildRedriveMarks } = await import('../../../functions/platform/dead-letters/redrive-marks.ts');
  const marks = buildRedriveMarks(dynamoDb.client, config);
  const origin = { topic: 'market.dispatch', partition: 1, offset: 9 };

  const claims = [await marks.claim(origin, 1_000), await marks.claim(origin, 2_000)];
  await marks.release(origin);
  const afterRelease = await marks.claim(origin, 3_000);
  const afterSilence = await marks.claim(origin, 63_000);
  await marks.settle(origin, 64_000);
  const afterSettling = await marks.claim(origin, 9_000_000);

  expect([...claims, afterRelease, afterSilence, afterSettling]).toEqual([true, false, true, true, false]);
});

test('a place that is not there, and a topic that is none of ours, are told', async () => {
  const places = [
    { topic: 'dlq.market.dispatch', partition: 0, offset: 9_999 },
    { topic: 'market.dispatch', partition: 0, offset: 0 },
  ];

  const { data } = await send({ select: 'these', places });

  expect(data.left).toEqual(places.map((place) => ({ place, reason: 'not there' })));
});

test('a request that says nothing of what to send is refused with what is wrong', async () => {
  const { statusCode, problem } = await send({ select: 'these', places: [] });

  expect(statusCode).toBe(400);
  expect(problem).toMatchObject({ code: 'INVALID_BODY', errors: [expect.objectContaining({ path: 'places' })] });
});

test('a key without the scope admin is refused', async () => {
  const { apiKey, item } = createApiKey({
    consumer: 'demo',
    scopes: ['grid:write'],
    createdAt: '2023-01-18T00:00:00Z',
  });
  await dynamoDb.client.send(new PutCommand({ TableName: config, Item: item }));

  const { statusCode } = await call(redrive, postRequest({ select: 'all' }, { 'X-API-Key': apiKey }));

  expect(statusCode).toBe(403);
});

test("the orders' letters are known as soon as their topics are, and are sent again with the others", async () => {
  const without = await ask({ topic: 'dlq.orders' });
  const nowhere = await ask({ place: 'dlq.orders/0/0' });
  await broker.createTopic({ name: 'orders', partitions: 3 });
  await broker.createTopic({ name: 'dlq.orders', configs: { 'message.timestamp.type': 'LogAppendTime' } });
  await bury('orders', 0, 2, { dlq_consumer: 'order-processors' });

  const { data: listing } = await ask({ topic: 'dlq.orders' });
  const { data } = await send({ select: 'all', topic: 'dlq.orders' });

  expect([without.data.kept, nowhere.data.letters]).toEqual([0, []]);
  expect(listing.causes).toMatchObject([{ consumer: 'order-processors', count: 2 }]);
  expect(data.redriven).toHaveLength(2);
  expect(await appended('orders')).toBe(2);
}, 30_000);
