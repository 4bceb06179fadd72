import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readTrace } from '../../../../lib/cli/client/read-trace.ts';
import { buildInstance, type Instance } from '../../../../lib/targets/instance/instance.ts';
import { batchLine, gatewayLine } from './trace-lines-fixture.ts';

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
  await write('functions', batchLine);
  await delay(120);
  await write('gateway', gatewayLine);

  expect(await reading).toEqual(['gateway', 'grid-analytics']);
});

test('does not wait long for a gateway that the record never passed', async () => {
  await write('functions', batchLine);
  const started = performance.now();

  expect(await places(60_000)).toEqual(['grid-analytics']);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('takes what there is where it may not wait', async () => {
  await write('gateway', gatewayLine);

  expect(await places(0)).toEqual(['gateway']);
});
