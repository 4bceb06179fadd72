import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { Kafka, logLevel } from 'kafkajs';
import { postEvents } from '../../demos/grid/post-events.ts';
import type { DeadLetterListing } from '../../functions/contracts/admin/dead-letter-listing.ts';
import { waitForVerification } from '../../lib/cli/client/verify-grid.ts';
import { dispatchEvent } from './market-events.ts';
import { bringUp, type RunningStack, sluice, startStack } from './running-stack.ts';

const name = 'test-dlq';
const folder = mkdtempSync(join(tmpdir(), 'sluice-test-dlq-'));
const env = { SLUICE_GRID_CONSUMERS: join(folder, 'grid-consumers.json') };
const local = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

let stack: RunningStack;
beforeAll(async () => {
  writeFileSync(env.SLUICE_GRID_CONSUMERS, '[{ "name": "analytics" }, { "name": "risk" }]\n');
  stack = await startStack(name, env);
}, 120_000);
afterAll(async () => {
  await stack[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const run = async (...args: string[]) => {
  const { exitCode, stdout } = await sluice([...args, '--instance', name, '--json'], env);
  return { exitCode, ...JSON.parse(stdout) };
};
const list = async (...args: string[]): Promise<DeadLetterListing> =>
  (await run('dlq', 'list', '--all', '--first', '500', ...args)).data;
const listUntil = async (isReached: (listing: DeadLetterListing) => boolean): Promise<DeadLetterListing> => {
  const deadline = performance.now() + 90_000;
  for (;;) {
    const listing = await list();
    if (isReached(listing) || performance.now() > deadline) return listing;
    await delay(200);
  }
};
const settled = (consumer: string) => waitForVerification(() => stack.client.verifyGrid(consumer), 30_000);

/** A store that is gone: every attempt fails, and the event source gives the record up at the first. */
const breakStore = async (): Promise<void> => {
  const { lambdaApiUrl, dynamodbEndpoint } = stack.client.opened;
  const lambda = new LambdaClient({ ...local, endpoint: lambdaApiUrl });
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
  for (const { UUID } of EventSourceMappings) {
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, MaximumRetryAttempts: 0 }));
  }
  const dynamodb = new DynamoDBClient({ ...local, endpoint: dynamodbEndpoint });
  await dynamodb.send(new DeleteTableCommand({ TableName: 'grid-aggregates' }));
  lambda.destroy();
  dynamodb.destroy();
};

test('a record that the event source gave up for two consumers is sent again once, and each stores it once', async () => {
  await breakStore();
  const { statusCode, accepted } = await postEvents(
    `${stack.client.opened.gatewayUrl}/v1/market/dispatch`,
    [dispatchEvent(1)],
    { 'X-API-Key': stack.client.apiKey },
    AbortSignal.timeout(30_000),
  );
  await stack.client.recordAcknowledged('grid', accepted);
  const given = await listUntil(({ kept }) => kept === 2);
  const stored = await stack.client.readStoredEventIds('analytics');
  await bringUp(name, env);

  const redriven = await run('dlq', 'redrive', '--all');
  const again = await run('dlq', 'redrive', '--all');
  const [analytics, risk] = [await settled('analytics'), await settled('risk')];

  expect(statusCode).toBe(202);
  expect(given.letters).toMatchObject([
    { givenUpBy: 'event source', cause: 'RetryAttemptsExhausted', state: 'waiting' },
    { givenUpBy: 'event source', cause: 'RetryAttemptsExhausted', state: 'waiting' },
  ]);
  expect(given.letters.map(({ consumer }) => consumer).toSorted()).toEqual(['analytics', 'risk']);
  expect(new Set(given.letters.map(({ origin }) => JSON.stringify(origin))).size).toBe(1);
  expect(stored).toEqual([]);
  expect(redriven.data.redriven).toHaveLength(1);
  expect(again.data.redriven).toEqual([]);
  expect(analytics).toMatchObject({ holds: true, stored: 1, folded: 1 });
  expect(risk).toMatchObject({ holds: true, stored: 1, folded: 1 });
  expect((await list()).states).toMatchObject({ waiting: 0, redriven: 2 });
}, 120_000);

test('poison is analysed by cause, shown in whole, and sent again by the schedule until its attempts are used up', async () => {
  const kafka = new Kafka({ brokers: [stack.client.opened.kafkaBootstrapServers], logLevel: logLevel.NOTHING });
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({
    topic: 'market.dispatch',
    messages: [{ key: 'NSW1', value: 'no JSON at all', headers: { correlation_id: 'poisoned' } }],
  });
  await producer.disconnect();
  const before = await listUntil(({ causes }) => causes.filter(({ cause }) => /JSON/.test(cause)).length === 2);
  const [poison] = before.letters.filter(({ cause }) => /JSON/.test(cause));
  const place = poison && `${poison.place.topic}/${poison.place.partition}/${poison.place.offset}`;

  const shown = await run('dlq', 'show', place ?? '');
  const unset = await run('dlq', 'auto', '--status');
  const on = await run('dlq', 'auto', '--on', '--attempts', '1', '--first-delay', '1');
  const after = await listUntil(({ states }) => states.exhausted === 2);
  const ran = await run('dlq', 'auto', '--status');
  const off = await run('dlq', 'auto', '--off');

  expect(before.causes.map(({ consumer }) => consumer)).toEqual(expect.arrayContaining(['analytics', 'risk']));
  expect(shown.data).toMatchObject({ value: 'no JSON at all', key: 'NSW1', attempts: 0, givenUpBy: 'consumer' });
  expect(unset.data.settings.enabled).toBe(false);
  expect(on.data.settings).toEqual({ enabled: true, attempts: 1, firstDelaySeconds: 1 });
  expect(off.data.settings).toEqual({ enabled: false, attempts: 1, firstDelaySeconds: 1 });
  expect(ran.data.lastRun).toMatchObject({ redriven: 1, remaining: 0 });
  const poisoned = after.letters.filter(({ cause }) => /JSON/.test(cause));
  expect(poisoned.map(({ attempts, state }) => [attempts, state]).toSorted()).toEqual([
    [0, 'redriven'],
    [0, 'redriven'],
    [1, 'exhausted'],
    [1, 'exhausted'],
  ]);
  expect(await settled('analytics')).toMatchObject({ holds: true, stored: 1, folded: 1 });
}, 120_000);
