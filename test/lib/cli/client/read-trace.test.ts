import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readTrace } from '../../../../lib/cli/client/read-trace.ts';
import { buildInstance, type Instance } from '../../../../lib/targets/local/instance.ts';

const gateway = {
  time: '2026-11-21T13:49:09.258Z',
  method: 'POST',
  path: '/v1/market/dispatch',
  status: 202,
  latencyMs: 47.5,
  correlationId: 'mine',
};
const batch = {
  timestamp: '2026-11-21T13:49:09.398Z',
  function: 'grid-analytics',
  correlation_ids: ['mine'],
  partitions: ['market.dispatch-0'],
  records: 1,
  stored: 1,
  dead_lettered: 0,
  unprocessed: 0,
  duration_ms: 81,
};

let root: string;
let instance: Instance;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-trace-'));
  instance = buildInstance(root, 'traced');
  await mkdir(instance.logDirectory, { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

const write = (log: 'gateway' | 'functions', line: object): Promise<void> =>
  appendFile(join(instance.logDirectory, `${log}.ndjson`), `${JSON.stringify(line)}\n`);
const places = async (waitMs: number): Promise<string[]> =>
  (await readTrace(instance, 'mine', waitMs)).hops.map(({ where }) => where);

test('waits for the consumer, and for the line of the gateway that is in its own file later', async () => {
  const reading = places(5_000);
  await delay(80);
  await write('functions', batch);
  await delay(120);
  await write('gateway', gateway);

  expect(await reading).toEqual(['gateway', 'grid-analytics']);
});

test('does not wait long for a gateway that the record never passed', async () => {
  await write('functions', batch);
  const started = performance.now();

  expect(await places(60_000)).toEqual(['grid-analytics']);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('takes what there is where it may not wait', async () => {
  await write('gateway', gateway);

  expect(await places(0)).toEqual(['gateway']);
});
