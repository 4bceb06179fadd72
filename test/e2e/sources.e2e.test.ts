import { postEvents } from '../../demos/grid/post-events.ts';
import { waitForVerification } from '../../lib/cli/client/verify-grid.ts';
import { dispatchEvents } from './market-events.ts';
import { type RunningStack, sluice, startStack } from './running-stack.ts';

const name = 'test-sources';
const minutes = 4;

let stack: RunningStack;
let accepted: readonly string[];
beforeAll(async () => {
  stack = await startStack(name);
  ({ accepted } = await postEvents(
    `${stack.client.opened.gatewayUrl}/v1/market/dispatch`,
    dispatchEvents(0, minutes),
    { 'X-API-Key': stack.client.apiKey },
    AbortSignal.timeout(30_000),
  ));
  await stack.client.recordAcknowledged('grid', accepted);
  await waitForVerification(() => stack.client.verifyGrid('analytics'), 30_000);
}, 120_000);
afterAll(() => stack[Symbol.asyncDispose](), 60_000);

const run = async (...args: string[]) => {
  const { exitCode, stdout } = await sluice([...args, '--instance', name, '--json']);
  return { exitCode, ...JSON.parse(stdout) };
};

interface BatchLine {
  readonly event: string;
  readonly function: string;
  readonly topic: string;
  readonly partition: number;
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly recordCount: number;
  readonly requestId: string;
}

test('logs --source has one line for each batch, and together they are every record once', async () => {
  const { exitCode, data } = await run('logs', '--source', '--function', 'grid-analytics', '--last', '1000');

  const batches: BatchLine[] = data.filter(({ event }: BatchLine) => event === 'batch-processed');
  const offsets = batches.flatMap(({ topic, partition, firstOffset, recordCount }) =>
    Array.from({ length: recordCount }, (_, index) => `${topic}/${partition}/${firstOffset + index}`),
  );
  expect(exitCode).toBe(0);
  expect(accepted).toHaveLength(5 * minutes);
  expect(offsets).toHaveLength(accepted.length);
  expect(new Set(offsets).size).toBe(accepted.length);
  expect(new Set(batches.map(({ requestId }) => requestId)).size).toBe(batches.length);
  expect(data.map((each: BatchLine) => each.function)).not.toContain('grid-stats');
}, 30_000);

test('logs --source obeys the level', async () => {
  const all = await run('logs', '--source', '--last', '1000');
  const grave = await run('logs', '--source', '--last', '1000', '--level', 'warn');

  const levelsOf = ({ data }: { data: { level: string }[] }) => new Set(data.map(({ level }) => level));
  expect(levelsOf(all)).toContain('info');
  expect(levelsOf(grave)).not.toContain('info');
}, 30_000);

test('status counts for each source what it read, handed over and committed, as numbers and as a line', async () => {
  const { data } = await run('status');
  const { stdout } = await sluice(['status', '--instance', name]);

  const source = data.eventSources.find(
    (each: { functionName: string; topic: string }) =>
      each.functionName === 'grid-analytics' && each.topic === 'market.dispatch',
  );
  expect(source).toMatchObject({
    state: 'Enabled',
    lastProcessingResult: 'OK',
    metrics: {
      polled: accepted.length,
      invoked: accepted.length,
      committed: accepted.length,
      filtered: 0,
      failed: 0,
      dropped: 0,
      sentToDestination: 0,
      pollers: { running: 1 },
    },
  });
  expect(Object.values<number>(source.metrics.lagByPartition).reduce((sum, lag) => sum + lag, 0)).toBe(0);
  const line = stdout.split('\n').find((each) => each.includes('market.dispatch → grid-analytics'));
  expect(line).toMatch(new RegExp(`Enabled.*lag 0.*1 of \\d+–\\d+ pollers.*invoked ${accepted.length}`));
}, 30_000);
