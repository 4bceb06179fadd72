import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { postEvents } from '../../demos/grid/post-events.ts';
import type { ConsumerGroup } from '../../functions/contracts/admin/consumer-group.ts';
import { waitForVerification } from '../../lib/cli/client/verify-grid.ts';
import { summariseHops } from '../../lib/measure/hop-latencies.ts';
import { dispatchEvents } from './market-events.ts';
import { bringUp, type RunningStack, sluice, startStack } from './running-stack.ts';

const name = 'test-consumers';
const folder = mkdtempSync(join(tmpdir(), 'sluice-test-consumers-'));
const file = join(folder, 'grid-consumers.json');
const env = { SLUICE_GRID_CONSUMERS: file };

let stack: RunningStack;
beforeAll(async () => {
  writeFileSync(file, '[{ "name": "analytics" }]\n');
  stack = await startStack(name, env);
}, 120_000);
afterAll(async () => {
  await stack[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** Runs a command and gives its exit code and the data of its envelope. */
const run = async (...args: string[]) => {
  const { exitCode, stdout } = await sluice([...args, '--instance', name, '--json'], env);
  return { exitCode, ...JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') };
};

let minute = 0;
/** Posts events of all five regions that were never posted before, and notes that they were acknowledged. */
const post = async (minutes: number): Promise<string[]> => {
  const events = dispatchEvents(minute, minutes);
  minute += minutes;
  const { statusCode, accepted } = await postEvents(
    `${stack.client.opened.gatewayUrl}/v1/market/dispatch`,
    events,
    { 'X-API-Key': stack.client.apiKey },
    AbortSignal.timeout(30_000),
  );
  expect(statusCode).toBe(202);
  await stack.client.recordAcknowledged('grid', accepted);
  return [...accepted];
};
/** Posts five events at a time until it is told to stop; gives how many times it did. */
const flow = (everyMs: number) => {
  let stopped = false;
  const done = (async () => {
    let posts = 0;
    for (; !stopped; posts += 1) {
      await post(1);
      await delay(everyMs);
    }
    return posts;
  })();
  return {
    stop: () => {
      stopped = true;
      return done;
    },
  };
};
const lagOf = (groups: readonly ConsumerGroup[]): number => groups.reduce((sum, { lag }) => sum + lag, 0);
const settled = (consumer: string) => waitForVerification(() => stack.client.verifyGrid(consumer), 30_000);
const statesOf = async (consumer: string) => {
  const { data } = await run('consumers', 'list');
  return data
    .filter((each: { name: string }) => each.name === consumer)
    .flatMap((each: { sources: { state: string }[] }) => each.sources.map(({ state }) => state));
};
const acceptProcesses = async (): Promise<number[]> =>
  (await stack.client.status()).processes
    .filter(({ name: each }) => each === 'grid-accept-dispatch')
    .map(({ pid }) => pid);

test('lag rises while a consumer is paused, also over an apply, and drains when it is resumed', async () => {
  await post(1);
  await settled('analytics');

  const paused = await run('consumers', 'pause', 'analytics');
  const posted = await post(80);
  await bringUp(name, env);
  const behind = await run('consumers', 'lag', 'analytics', '--until', 'behind', '--timeout', '10');
  const storedWhilePaused = await stack.client.readStoredEventIds('analytics');
  const states = await statesOf('analytics');
  const resumed = await run('consumers', 'resume', 'analytics');
  const drained = await run('consumers', 'lag', 'analytics', '--until', 'drained', '--timeout', '30');
  const verification = await settled('analytics');

  expect([paused.exitCode, behind.exitCode, resumed.exitCode, drained.exitCode]).toEqual([0, 0, 0, 0]);
  expect(states).toEqual(['Disabled', 'Disabled']);
  expect(lagOf(behind.data.groups)).toBe(posted.length);
  expect(behind.data.groups.flatMap(({ partitions }: ConsumerGroup) => partitions.map(({ grade }) => grade))).toContain(
    'far behind',
  );
  expect(storedWhilePaused).toHaveLength(5);
  expect(lagOf(drained.data.groups)).toBe(0);
  expect(verification).toMatchObject({ holds: true, stored: 405, folded: 405 });
}, 120_000);

test('a consumer added while events flow gets all of them from the beginning, and the producer runs on untouched', async () => {
  const before = await acceptProcesses();
  const events = flow(50);

  const added = await run('consumers', 'add', 'risk');
  const posts = await events.stop();
  const verification = await settled('risk');
  const [analytics, risk] = [
    await stack.client.readStoredEventIds('analytics'),
    await stack.client.readStoredEventIds('risk'),
  ];

  expect(added.exitCode).toBe(0);
  expect(added.data).toMatchObject({ edited: true, consumers: ['analytics', 'risk'], producersUnchanged: true });
  expect(added.data.diff.added.map(({ type }: { type: string }) => type).toSorted()).toEqual([
    ...Array.from({ length: 4 }, () => 'AWS::CloudWatch::Alarm'),
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::Function',
    'AWS::Logs::LogGroup',
  ]);
  expect([added.data.diff.changed, added.data.diff.removed]).toEqual([[], []]);
  expect(added.data.seconds).toBeLessThan(60);
  expect(readFileSync(file, 'utf8')).toBe('[{ "name": "analytics" }, { "name": "risk" }]\n');
  expect(await acceptProcesses()).toEqual(before);
  expect(posts).toBeGreaterThan(0);
  expect(verification).toMatchObject({ holds: true, missing: [], repeated: [] });
  expect(risk.toSorted()).toEqual(analytics.toSorted());
}, 180_000);

test('a replay delivers every kept record again and changes no effect; one from a time delivers fewer', async () => {
  const from = new Date().toISOString();
  await delay(10);
  const late = await post(10);
  const before = await settled('risk');

  const whole = await run('consumers', 'replay', 'risk', '--beginning');
  const part = await run('consumers', 'replay', 'risk', '--from', from);

  expect(whole.exitCode).toBe(0);
  expect(whole.data).toMatchObject({ holds: true, ran: true, fresh: 0, replay: { repeated: before.stored } });
  expect(whole.data.after).toEqual(whole.data.before);
  expect(part.data).toMatchObject({ holds: true, replay: { repeated: late.length } });
  expect(await settled('risk')).toMatchObject({ stored: before.stored, folded: before.folded, repeated: [] });
}, 120_000);

test('a slowed consumer falls behind, one batch of each partition at a time, and the other keeps its pace', async () => {
  const delayMs = 2_000;
  const measure = async (lasting: () => Promise<unknown>) => {
    await settled('analytics');
    const start = (await stack.client.readFunctionLog(0)).end;
    const events = flow(100);
    await lasting();
    await events.stop();
    await settled('analytics');
    const { entries } = await stack.client.readFunctionLog(start);
    return summariseHops(entries.filter((entry) => entry.function === 'grid-analytics')).HopT0T5;
  };
  const atWork: number[] = [];
  let behind: readonly ConsumerGroup[] = [];

  const alone = await measure(() => delay(5_000));
  const slowed = await run('consumers', 'slow', 'risk', '--ms', String(delayMs));
  const beside = await measure(async () => {
    for (let second = 0; second < 5; second += 1) {
      await delay(1_000);
      const { functions } = await stack.client.status();
      atWork.push(functions.find(({ functionName }) => functionName === 'grid-risk')?.busy ?? 0);
    }
    // While events still come: once they end, a batch of two seconds may be the last.
    behind = (await run('consumers', 'lag', 'risk')).data;
  });
  const ahead = await run('consumers', 'lag', 'analytics');
  await run('consumers', 'slow', 'risk', '--ms', '0');
  const drained = await run('consumers', 'lag', 'risk', '--until', 'drained', '--timeout', '60');

  expect(slowed.exitCode).toBe(0);
  expect(lagOf(behind)).toBeGreaterThan(0);
  expect(lagOf(ahead.data)).toBe(0);
  expect(Math.max(...atWork)).toBe(3);
  // Were they coupled, analytics' records would wait for risk's batches: seconds, not a multiple of milliseconds.
  expect(beside.p50).toBeLessThan(3 * alone.p50 + 100);
  expect(beside.p95).toBeLessThan(delayMs);
  expect(drained.exitCode).toBe(0);
  expect(await settled('risk')).toMatchObject({ holds: true });
}, 180_000);

test('a consumer that was paused and removed begins as the template says when it is added again, where it stood', async () => {
  await run('consumers', 'pause', 'risk');
  const missed = await post(2);
  const removed = await run('consumers', 'remove', 'risk');
  const between = await run('consumers', 'list');
  const added = await run('consumers', 'add', 'risk');
  const verification = await settled('risk');

  expect([removed.exitCode, added.exitCode]).toEqual([0, 0]);
  expect(removed.data).toMatchObject({ consumers: ['analytics'], producersUnchanged: true });
  expect(between.data.map((each: { name: string }) => each.name)).toEqual(['analytics', 'order-processors']);
  expect(await statesOf('risk')).toEqual(['Enabled', 'Enabled']);
  expect(verification).toMatchObject({ holds: true });
  expect(await stack.client.readStoredEventIds('risk')).toEqual(expect.arrayContaining(missed));
}, 180_000);

test('what cannot be a consumer is refused and edits nothing', async () => {
  const before = readFileSync(file, 'utf8');

  const taken = await run('consumers', 'add', 'stats');
  const shouted = await run('consumers', 'add', 'Risk');
  const unknown = await run('consumers', 'pause', 'nobody');
  const down = await sluice(['consumers', 'add', 'partner', '--instance', 'never-made', '--json'], env);

  expect([taken.exitCode, taken.error.code]).toEqual([1, 'CONSUMERS_REFUSED']);
  expect([shouted.exitCode, shouted.error.code]).toEqual([2, 'USAGE']);
  expect([unknown.exitCode, unknown.error.code]).toEqual([1, 'CONSUMER_UNKNOWN']);
  expect(JSON.parse(down.stdout).error.code).toBe('INSTANCE_NOT_RUNNING');
  expect(readFileSync(file, 'utf8')).toBe(before);
}, 60_000);

test('the inventory names every consumer of the running template', async () => {
  const { data } = await run('inventory');
  const dispatch = data.topics.find(({ topic }: { topic: string }) => topic === 'market.dispatch');

  expect(dispatch.consumers.map(({ functionName }: { functionName: string }) => functionName)).toEqual([
    'grid-analytics',
    'grid-risk',
  ]);
}, 30_000);

test("the orders' consumer is paused, told its lag and resumed as the grid's are, and cannot be slowed", async () => {
  const paused = await run('consumers', 'pause', 'order-processors');
  const stopped = await statesOf('order-processors');
  const answer = await fetch(`${stack.client.opened.gatewayUrl}/v1/orders`, {
    method: 'POST',
    headers: { 'X-API-Key': stack.client.apiKey, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      customer_id: 'customer-1',
      items: [{ name: 'lamp', quantity: 1, price: '2.50' }],
      total_amount: '2.50',
    }),
  });
  const behind = await run('consumers', 'lag', 'order-processors', '--until', 'behind', '--timeout', '10');
  const slowed = await run('consumers', 'slow', 'order-processors', '--ms', '5');
  const resumed = await run('consumers', 'resume', 'order-processors');
  const drained = await run('consumers', 'lag', 'order-processors', '--until', 'drained', '--timeout', '30');

  expect(answer.status).toBe(202);
  expect([paused, behind, resumed, drained].map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
  expect(stopped).toEqual(['Disabled']);
  expect(slowed.error).toMatchObject({ code: 'CONSUMER_NOT_SLOWED' });
}, 90_000);
