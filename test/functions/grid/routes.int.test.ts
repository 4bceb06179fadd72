import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { createApiKey } from '../../../functions/contracts/api-key.ts';
import type { GridEvent } from '../../../functions/contracts/grid/grid-event.ts';
import { processBatch } from '../../../functions/grid/consumption/process-batch.ts';
import { buildLedger } from '../../../functions/grid/ledger/ledger.ts';
import { type KafkaBroker, startKafkaBroker } from '../../kafka-broker.ts';
import { apiRequest, lambdaContext, postRequest } from '../fixtures/api-request.ts';
import { type DynamoDbTables, startDynamoDb } from '../fixtures/dynamodb-tables.ts';
import { dispatchEvent, minute, weatherObservation } from '../fixtures/grid-events.ts';
import { kafkaBatch, kafkaRecord } from '../fixtures/kafka-batch.ts';

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

let broker: KafkaBroker;
let dynamoDb: DynamoDbTables;
let key: Record<string, string>;
let handlers: Record<'acceptDispatch' | 'acceptWeather' | 'listDispatch' | 'listWeather' | 'stats', Handler>;

beforeAll(async () => {
  [broker, dynamoDb] = await Promise.all([startKafkaBroker(), startDynamoDb()]);
  const [config, limits, events, aggregates] = await Promise.all([
    dynamoDb.create(),
    dynamoDb.create(),
    dynamoDb.create(),
    dynamoDb.create(),
  ]);
  for (const name of ['market.dispatch', 'weather.observations']) await broker.createTopic({ name, partitions: 3 });
  const { apiKey, item } = createApiKey({
    consumer: 'demo',
    scopes: ['grid:read', 'grid:write'],
    createdAt: '2023-01-18T00:00:00Z',
  });
  await dynamoDb.client.send(new PutCommand({ TableName: config, Item: item }));
  key = { 'X-API-Key': apiKey };

  Object.assign(process.env, {
    CONFIG_TABLE: config,
    LIMITS_TABLE: limits,
    EVENTS_TABLE: events,
    AGGREGATES_TABLE: aggregates,
    KAFKA_BOOTSTRAP_SERVERS: broker.bootstrapServers.join(','),
  });
  const folder = '../../../functions/grid';
  handlers = {
    acceptDispatch: (await import(`${folder}/accept-dispatch.ts`)).handler,
    acceptWeather: (await import(`${folder}/accept-weather.ts`)).handler,
    listDispatch: (await import(`${folder}/list-dispatch.ts`)).handler,
    listWeather: (await import(`${folder}/list-weather.ts`)).handler,
    stats: (await import(`${folder}/stats.ts`)).handler,
  };

  const stored: GridEvent[] = [
    ...[0, 1, 2].map((n) => dispatchEvent({ event_time: minute(n), value_mw: n })),
    dispatchEvent({ region_id: 'TAS1', fuel_type: 'hydro', event_time: minute(9), value_mw: 50 }),
    weatherObservation(),
  ];
  await processBatch(
    kafkaBatch(
      ...stored.map((event, offset) =>
        kafkaRecord(
          {
            topic: event.event_type === 'WeatherObservation' ? 'weather.observations' : 'market.dispatch',
            partition: 0,
            offset,
          },
          event,
        ),
      ),
    ),
    {
      ledger: buildLedger(dynamoDb.client, { events, aggregates }, 'analytics'),
      deadLetters: { take: () => Promise.reject(new Error('no poison is expected here')) },
    },
  );
}, 60_000);
afterAll(() => Promise.all([broker[Symbol.asyncDispose](), dynamoDb[Symbol.asyncDispose]()]));

const call = async (handler: Handler, request: APIGatewayProxyEvent) => {
  const { statusCode, headers, body } = await handler(request, lambdaContext);
  return { statusCode, headers, answer: JSON.parse(body) };
};
const appendedTo = async (topic: string) =>
  (await broker.admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0);

test('accepts events by their ids, and all of them are on the topic', async () => {
  const events = [10, 11, 12].map((n) => dispatchEvent({ event_time: minute(n) }));
  const before = await appendedTo('market.dispatch');

  const { statusCode, answer } = await call(
    handlers.acceptDispatch,
    postRequest(events, { ...key, 'X-Correlation-ID': 'trace-9' }),
  );

  expect(statusCode).toBe(202);
  expect(answer.data).toEqual({ accepted: events.map(({ event_id }) => event_id) });
  expect(answer.meta).toMatchObject({ count: 3, region_filter: null, correlation_id: 'trace-9' });
  expect(await appendedTo('market.dispatch')).toBe(before + 3);
});

test('takes one observation that leaves out what the server knows', async () => {
  const { event_type: _type, ingestion_time: _time, correlation_id: _id, ...input } = weatherObservation();

  const { statusCode, answer } = await call(handlers.acceptWeather, postRequest(input, key));

  expect(statusCode).toBe(202);
  expect(answer.data.accepted).toEqual([input.event_id]);
  expect(await appendedTo('weather.observations')).toBe(1);
});

test('appends none of the events when one is invalid', async () => {
  const before = await appendedTo('market.dispatch');

  const { statusCode } = await call(
    handlers.acceptDispatch,
    postRequest([dispatchEvent(), { ...dispatchEvent(), unit: 'kW' }], key),
  );

  expect(statusCode).toBe(400);
  expect(await appendedTo('market.dispatch')).toBe(before);
});

test('every route wants a key', async () => {
  for (const handler of Object.values(handlers)) {
    const { statusCode } = await call(handler, postRequest(dispatchEvent()));
    expect(statusCode).toBe(401);
  }
});

test('every route counts what a consumer sends: GET and POST of a path together', async () => {
  const remainingOf = async (handler: Handler, request: APIGatewayProxyEvent): Promise<number> =>
    Number((await call(handler, request)).headers?.['RateLimit-Remaining']);
  const read = () => apiRequest({ headers: key });

  const dispatch = await remainingOf(handlers.listDispatch, read());
  const weather = await remainingOf(handlers.listWeather, read());
  const stats = await remainingOf(handlers.stats, read());

  expect(await remainingOf(handlers.acceptDispatch, postRequest(dispatchEvent(), key))).toBe(dispatch - 1);
  expect(await remainingOf(handlers.acceptWeather, postRequest(weatherObservation(), key))).toBe(weather - 1);
  expect(await remainingOf(handlers.stats, read())).toBe(stats - 1);
});

const get = (handler: Handler, query: Record<string, string> | null = null) =>
  call(handler, apiRequest({ headers: key, queryStringParameters: query }));

test('lists what analytics has stored, newest first, as it was accepted', async () => {
  const { answer } = await get(handlers.listDispatch, { region: 'NSW1', limit: '2' });

  expect(answer.data).toEqual([2, 1].map((n) => dispatchEvent({ event_time: minute(n), value_mw: n })));
  expect(answer.meta).toMatchObject({ count: 2, region_filter: 'NSW1' });
});

test('lists all regions in one order of time', async () => {
  const dispatch = await get(handlers.listDispatch);
  const weather = await get(handlers.listWeather);

  expect(dispatch.answer.data.map(({ region_id, event_time }: GridEvent) => [region_id, event_time])).toEqual([
    ['TAS1', minute(9)],
    ['NSW1', minute(2)],
    ['NSW1', minute(1)],
    ['NSW1', minute(0)],
  ]);
  expect(weather.answer.data).toEqual([weatherObservation()]);
});

test('gives totals and regional statistics', async () => {
  const { answer } = await get(handlers.stats);

  expect(answer.data).toMatchObject({
    total_dispatch_events: 4,
    total_weather_observations: 1,
    regions: [
      { region_id: 'NSW1', dispatch_events: 3, value_mw: { count: 3, avg: 1, min: 0, max: 2 } },
      { region_id: 'TAS1', dispatch_events: 1, value_mw: { count: 1, avg: 50, min: 50, max: 50 } },
    ],
  });
});
