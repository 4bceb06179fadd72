import { getPriority } from 'node:os';
import { Kafka, logLevel } from 'kafkajs';
import { postEvents } from '../../demos/grid/post-events.ts';
import { waitForVerification } from '../../lib/cli/client/verify-grid.ts';
import { dispatchEvent, dispatchEvents } from './market-events.ts';
import { readTopic } from './read-topic.ts';
import { type RunningStack, startStack } from './running-stack.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startStack('test-grid');
}, 120_000);
afterAll(() => stack[Symbol.asyncDispose](), 60_000);

const url = (path: string): string => `${stack.client.opened.gatewayUrl}${path}`;
const withKey = () => ({ 'X-API-Key': stack.client.apiKey });
const post = (events: readonly unknown[], headers = withKey()) =>
  postEvents(url('/v1/market/dispatch'), events, headers, AbortSignal.timeout(30_000));
const settled = () => waitForVerification(() => stack.client.verifyGrid('analytics'), 20_000);

test('a posted event is acknowledged with its id, stored once, and shown to readers', async () => {
  const event = dispatchEvent(1);

  const { statusCode, accepted } = await post([event]);
  await stack.client.recordAcknowledged('grid', accepted);
  const verification = await settled();
  const listed = await fetch(url('/v1/market/dispatch?region=NSW1'), { headers: withKey() });

  expect(statusCode).toBe(202);
  expect(accepted).toEqual([event.event_id]);
  expect(verification).toMatchObject({ holds: true, missing: [] });
  expect(await listed.json()).toMatchObject({
    data: [{ event_id: event.event_id, value_mw: 1.5 }],
    meta: { count: 1 },
  });
}, 40_000);

test('the consumer, which nobody waits for, runs after the function that answers the client', async () => {
  const { processes } = await stack.client.status();
  const niceness = (name: string) => processes.filter((each) => each.name === name).map(({ pid }) => getPriority(pid));

  const [answering = 19] = niceness('grid-accept-dispatch');
  const [consuming = 0] = niceness('grid-analytics');

  expect(answering).toBeGreaterThan(getPriority());
  expect(consuming).toBeGreaterThan(answering);
});

test('the same event sent again takes no second effect', async () => {
  const events = [dispatchEvent(2), dispatchEvent(2), dispatchEvent(3)];

  const [first, second] = [await post(events), await post(events)];
  await stack.client.recordAcknowledged('grid', [...first.accepted, ...second.accepted]);
  const verification = await settled();

  expect([first.statusCode, second.statusCode]).toEqual([202, 202]);
  expect(verification).toMatchObject({ holds: true, repeated: [] });
  expect(verification.folded).toBe(verification.stored);
}, 40_000);

test('a request without a key, or with a wrong one, is refused', async () => {
  const without = await post([dispatchEvent(4)], {} as { 'X-API-Key': string });
  const wrong = await post([dispatchEvent(4)], { 'X-API-Key': `${stack.client.apiKey.slice(0, -1)}_` });

  expect([without.statusCode, wrong.statusCode]).toEqual([401, 401]);
});

test('one bad event of many is named with its field, and none of them is kept', async () => {
  const good = dispatchEvents(10, 2);
  const answer = await fetch(url('/v1/market/dispatch'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...withKey() },
    body: JSON.stringify([...good, { ...dispatchEvent(11), region_id: 'WA1' }]),
  });
  const body = JSON.stringify(await answer.json());
  const stored = await stack.client.readStoredEventIds('analytics');

  expect(answer.status).toBe(400);
  expect(body).toContain('region_id');
  expect(body).toContain(String(good.length));
  expect(stored.filter((id) => good.some(({ event_id }) => event_id === id))).toEqual([]);
});

test('a path that no route has is answered as API Gateway does', async () => {
  const answer = await fetch(url('/v1/market/nothing'));

  expect(answer.status).toBe(403);
  expect(await answer.json()).toEqual({ message: 'Missing Authentication Token' });
});

test('a poison record goes to the dead-letter topic with its cause and place, and its partition moves on', async () => {
  const kafka = new Kafka({ brokers: [stack.client.opened.kafkaBootstrapServers], logLevel: logLevel.NOTHING });
  const producer = kafka.producer();
  await producer.connect();
  const [place] = await producer.send({
    topic: 'market.dispatch',
    messages: [{ key: 'NSW1', value: 'no JSON at all', headers: { correlation_id: 'poisoned' } }],
  });
  await producer.disconnect();

  const after = await post([dispatchEvent(20)]);
  await stack.client.recordAcknowledged('grid', after.accepted);
  const verification = await settled();
  const [letter] = await readTopic(kafka, 'dlq.market.dispatch', 1);

  expect(verification).toMatchObject({ holds: true, missing: [] });
  expect(letter).toMatchObject({
    key: 'NSW1',
    value: 'no JSON at all',
    headers: {
      correlation_id: 'poisoned',
      dlq_topic: 'market.dispatch',
      dlq_partition: String(place?.partition),
      dlq_offset: place?.baseOffset,
      dlq_cause: expect.stringMatching(/JSON/),
    },
  });
}, 40_000);

test('a correlation id given by the client comes back and is in the consumer log', async () => {
  const { correlationId, accepted } = await post([dispatchEvent(30)], {
    ...withKey(),
    'X-Correlation-ID': 'order-4711-of-today',
  } as { 'X-API-Key': string });
  await stack.client.recordAcknowledged('grid', accepted);
  await settled();
  const { entries } = await stack.client.readFunctionLog(0);

  expect(correlationId).toBe('order-4711-of-today');
  expect(
    entries.filter((entry) => JSON.stringify(entry).includes('order-4711-of-today')).map((entry) => entry.function),
  ).toContain('grid-accept-dispatch');
}, 40_000);
