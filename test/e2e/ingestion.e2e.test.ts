import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { z } from 'zod';
import { IngestionStatus } from '../../functions/contracts/admin/ingestion-status.ts';
import { IngestionRun } from '../../functions/contracts/grid/ingestion.ts';
import { type AdminAccess, openAdmin } from '../../lib/cli/client/admin-request.ts';
import { readIngestion, runIngestion } from '../../lib/cli/client/ingestion-calls.ts';
import { readTopic } from './read-topic.ts';
import { type RunningStack, sluice, startStack } from './running-stack.ts';

const name = 'test-ingestion';
let stack: RunningStack;
let admin: AdminAccess;
beforeAll(async () => {
  stack = await startStack(name);
  admin = await openAdmin(stack.client.opened);
}, 180_000);
afterAll(() => stack[Symbol.asyncDispose](), 60_000);

/** A command as it is typed; gives the data that it prints. */
const ingest = async (...args: readonly string[]): Promise<unknown> => {
  const { exitCode, stdout, stderr } = await sluice(['ingest', ...args, '--instance', name, '--json']);
  expect({ args, exitCode, stderr }).toMatchObject({ args, exitCode: 0 });
  return z.object({ data: z.unknown() }).parse(JSON.parse(stdout)).data;
};
const run = (): Promise<IngestionRun> => runIngestion(admin);

const Listing = z.object({ data: z.array(z.object({ event_time: z.string(), source: z.string() })) });

/** The sources of the stored events of a time, once the consumer has stored some. */
const sourcesStoredAt = async (eventTime: string): Promise<string[]> => {
  const url = `${stack.client.opened.gatewayUrl}/v1/market/dispatch?region=NSW1&limit=100`;
  for (const deadline = performance.now() + 40_000; performance.now() < deadline; await delay(500)) {
    const answer = await fetch(url, { headers: { 'X-API-Key': stack.client.apiKey } });
    const stored = Listing.parse(await answer.json()).data.filter((event) => event.event_time === eventTime);
    if (stored.length > 0) return [...new Set(stored.map(({ source }) => source))];
  }
  return [];
};

/** Runs until the breaker lets a call through again. */
const runUntilCalled = async (): Promise<IngestionRun> => {
  for (;;) {
    const done = await run();
    if (done.calls > 0) return done;
    await delay(500);
  }
};

test('a source that fails is replaced by simulated events, left alone, and asked again once it is back', async () => {
  const normal = IngestionRun.parse(await ingest('run'));
  const storedNormally = await sourcesStoredAt(normal.eventTime);

  await ingest('fail', 'error');
  const failing = [await run(), await run(), await run()];
  const storedMeanwhile = await sourcesStoredAt(failing[0]?.eventTime ?? '');
  const whileOpen = IngestionStatus.parse(await ingest('status'));
  await ingest('fail', 'off');
  const healed = await runUntilCalled();
  const storedAfterwards = await sourcesStoredAt(healed.eventTime);
  const after = await readIngestion(admin);

  expect(normal).toMatchObject({ figures: 'recorded', calls: 1, failures: 0, breaker: 'closed', cause: null });
  expect(normal.dispatch).toBeGreaterThan(0);
  expect(storedNormally).toEqual(['OPENNEM']);

  expect(failing.map(({ figures, calls, breaker }) => [figures, calls, breaker])).toEqual([
    ['simulated', 3, 'closed'],
    ['simulated', 2, 'open'],
    ['simulated', 0, 'open'],
  ]);
  expect(storedMeanwhile).toEqual(['SIMULATED']);
  expect(whileOpen.counters).toMatchObject({ runs: 4, calls: 6, failures: 5, fallbacks: 3, breaker: 'open' });

  expect(healed).toMatchObject({ figures: 'recorded', calls: 1, failures: 0, breaker: 'closed' });
  expect(storedAfterwards).toEqual(['OPENNEM']);
  expect(after.counters).toMatchObject({ calls: 7, failures: 5, breaker: 'closed' });
  expect(after.saving).toMatchObject({ consumers: 1, sourceCalls: 7, sourceCallsAlone: 7, sourceCallsSaved: 0 });
}, 180_000);

/** The recorded day has at most 26 dispatch events an interval; three simulated reports were sent, and two others. */
const moreThanTwoReports = 60;

test('the record of a simulated event says so in its header', async () => {
  const kafka = new Kafka({ brokers: [stack.client.opened.kafkaBootstrapServers], logLevel: logLevel.NOTHING });

  const records = await readTopic(kafka, 'market.dispatch', moreThanTwoReports);
  const sources = records.map(({ headers }) => headers['source']);

  expect(sources).toContain('SIMULATED');
  expect(records.map(({ value = '' }) => JSON.parse(value).source)).toEqual(sources);
}, 40_000);

test('a live source is asked once a run, for the present interval, and its figures are stored', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const interval = new URL(request.url ?? '/', 'http://source').searchParams.get('interval') ?? '';
    asked.push(interval);
    const dispatch = [{ region_id: 'NSW1', fuel_type: 'battery', value_mw: -12.5, source: 'OPENNEM' }];
    response.end(JSON.stringify({ interval, dispatch }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  await ingest('source', `http://127.0.0.1:${(server.address() as AddressInfo).port}/market`);
  const live = await run();
  server.closeAllConnections();
  server.close();
  const gone = await run();
  await ingest('source', 'recorded');

  expect(live).toMatchObject({ figures: 'live', dispatch: 1, weather: 0, calls: 1, failures: 0 });
  expect(asked).toEqual([live.eventTime]);
  expect(gone).toMatchObject({ figures: 'simulated', calls: 3, failures: 3 });
}, 60_000);
