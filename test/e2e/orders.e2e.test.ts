import { LambdaClient, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { buildOrder, buildOrders, nameRun } from '../../demos/orders/build-order.ts';
import { postBatch, postOrder } from '../../demos/orders/post-orders.ts';
import type { DeadLetterListing } from '../../functions/contracts/admin/dead-letter-listing.ts';
import { OrderSettings } from '../../functions/contracts/orders/order-settings.ts';
import { type OrdersAccess, ordersAccessOf } from '../../lib/cli/client/orders/orders-access.ts';
import { isSettled, readOrderTrails } from '../../lib/cli/client/orders/read-order-ledger.ts';
import { waitForOrders } from '../../lib/cli/client/orders/verify-orders.ts';
import { readUntil } from '../../lib/cli/client/read-until.ts';
import { type RunningStack, sluice, startStack } from './running-stack.ts';

const name = 'test-orders';
let stack: RunningStack;
let access: OrdersAccess;
beforeAll(async () => {
  stack = await startStack(name);
  access = ordersAccessOf(stack.client);
}, 180_000);
afterAll(() => stack[Symbol.asyncDispose](), 60_000);

const sender = () => ({ ...access.client, signal: AbortSignal.timeout(60_000) });
const settled = (ids: readonly string[]) =>
  readUntil(
    () => readOrderTrails(access.status, ids),
    (trails) => trails.every(isSettled),
    60_000,
  );

/** How often the event source tries before it gives a record up. */
const setRetryAttempts = async (attempts: number): Promise<void> => {
  const lambda = new LambdaClient({
    endpoint: stack.client.opened.lambdaApiUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { EventSourceMappings = [] } = await lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName: 'orders-process' }),
  );
  for (const { UUID } of EventSourceMappings) {
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, MaximumRetryAttempts: attempts }));
  }
  lambda.destroy();
};

/** A command of the group as it is typed; gives the data that it prints. */
const orders = async (...args: readonly string[]): Promise<unknown> => {
  const { exitCode, stdout, stderr } = await sluice(['orders', ...args, '--instance', name, '-o', 'json']);
  expect({ args, exitCode, stderr }).toEqual({ args, exitCode: 0, stderr: '' });
  return JSON.parse(stdout);
};

const Report = z.object({
  data: z.object({
    assertions: z.array(z.object({ title: z.string(), holds: z.boolean(), detail: z.string() })),
    measured: z.object({
      crashes: z.array(
        z.object({ mode: z.string(), crashes: z.int(), trails: z.array(z.object({ effects: z.int() })) }),
      ),
    }),
  }),
});

test('the demonstration holds: ten orders under one crash have ten effects, more, and fewer', async () => {
  const { exitCode, stdout } = await sluice(['demo', 'orders', '--instance', name, '--json']);
  const { assertions, measured } = Report.parse(JSON.parse(stdout)).data;
  const effects = Object.fromEntries(
    measured.crashes.map(({ mode, trails }) => [mode, trails.reduce((sum, each) => sum + each.effects, 0)]),
  );

  expect(assertions.filter(({ holds }) => !holds)).toEqual([]);
  expect(exitCode).toBe(0);
  expect(measured.crashes.map(({ crashes }) => crashes)).toEqual([1, 1, 1]);
  expect(effects['exactly-once']).toBe(10);
  expect(effects['at-least-once']).toBeGreaterThan(10);
  expect(effects['at-most-once']).toBeLessThan(10);
}, 180_000);

test('the commands change what the flow is told, and show it', async () => {
  const changed = OrderSettings.parse(await orders('config', '--mode', 'at-most-once', '--failure-rate', '0'));
  await orders('crash', 'after-commit', '--charges', '2', '--after-records', '3');
  const shown = OrderSettings.parse(await orders('config'));
  await orders('crash', 'off');
  const back = OrderSettings.parse(await orders('config', '--mode', 'exactly-once'));

  expect(changed).toMatchObject({ delivery_mode: 'at-most-once', failure_rate: 0 });
  expect(shown).toEqual({ ...changed, crash: { point: 'after-commit', charges: 2, after_records: 3 } });
  expect(back).toMatchObject({ delivery_mode: 'exactly-once', crash: null });
}, 60_000);

test('50 clients that send one business order at once are all accepted, and it takes effect once', async () => {
  const order = buildOrder(nameRun('race'), 0);

  const answers = await Promise.all(Array.from({ length: 50 }, () => postOrder(sender(), order)));
  await stack.client.recordAcknowledged('orders', [order.order_id]);
  const [trail] = await readUntil(
    () => readOrderTrails(access.status, [order.order_id]),
    ([each]) => (each?.steps ?? []).filter(({ step }) => step === 'duplicate').length >= answers.length - 1,
    60_000,
  );
  const verification = await waitForOrders(access, 10_000);

  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 202));
  expect(trail).toMatchObject({ effects: 1, marked: true });
  expect(verification).toMatchObject({ holds: true, missing: [], repeated: [], unfolded: [] });
}, 120_000);

test('a producer that is killed within its transaction leaves nothing visible, and what comes after it is processed', async () => {
  await orders('crash', 'while-producing', '--after-records', '2');
  const killed = buildOrders(nameRun('killed'), 4);
  const after = buildOrders(nameRun('after'), 12);
  const ids = after.map(({ order_id }) => order_id);

  const crashed = await postBatch(sender(), { orders: killed });
  const accepted = await postBatch(sender(), { orders: after });
  // The broker gives the dead producer's transaction up after 10 s, at its next look.
  const trails = await settled(ids);
  const traces = await readOrderTrails(
    access.status,
    killed.map(({ order_id }) => order_id),
  );

  expect(crashed).toMatchObject({ statusCode: 502, data: undefined });
  expect(accepted.data?.order_ids).toEqual(ids);
  expect(trails.map(({ effects }) => effects)).toEqual(ids.map(() => 1));
  expect(traces.map(({ steps, marked }) => ({ steps, marked }))).toEqual(
    killed.map(() => ({ steps: [], marked: false })),
  );
}, 120_000);

test('an order that was given up is shown with its cause, and sent again it takes effect once', async () => {
  const dlq = async (...args: readonly string[]) => {
    const { stdout } = await sluice(['dlq', ...args, '--instance', name, '--json']);
    return JSON.parse(stdout).data;
  };
  await setRetryAttempts(0);
  await orders('config', '--failure-rate', '1');
  const order = buildOrder(nameRun('given-up'), 0);
  const { statusCode } = await postOrder(sender(), order);
  await stack.client.recordAcknowledged('orders', [order.order_id]);
  const { letters } = await readUntil<DeadLetterListing>(
    () => dlq('list', '--all'),
    ({ kept }) => kept === 1,
    60_000,
  );
  const [{ place }] = letters.length === 1 ? letters : [{ place: undefined }];
  const shown = await dlq('show', `${place?.topic}/${place?.partition}/${place?.offset}`);
  const missing = await waitForOrders(access, 0);
  await orders('config', '--failure-rate', '0');
  await setRetryAttempts(10);

  const redriven = await dlq('redrive', '--all');
  const again = await dlq('redrive', '--all');
  const [trail] = await settled([order.order_id]);
  const verification = await waitForOrders(access, 10_000);

  expect(statusCode).toBe(202);
  expect(place?.topic).toBe('dlq.orders');
  expect(shown).toMatchObject({ givenUpBy: 'event source', cause: 'RetryAttemptsExhausted', attempts: 0 });
  expect(JSON.parse(shown.value)).toMatchObject({ order_id: order.order_id });
  expect(missing).toMatchObject({ holds: false, missing: [order.order_id] });
  expect(redriven.redriven).toHaveLength(1);
  expect(again.redriven).toEqual([]);
  expect(trail).toMatchObject({ effects: 1, marked: true });
  expect(verification).toMatchObject({ holds: true, missing: [], repeated: [] });
}, 120_000);

test('a restart ends every process and brings the instance up again on the same data', async () => {
  const before = (await stack.client.status()).processes.map(({ pid }) => pid);

  const restarted = await sluice(['restart', '--instance', name, '--json']);
  const verified = await sluice(['verify', 'orders', '--instance', name, '--json']);
  const after = (await stack.client.status()).processes.map(({ pid }) => pid);

  expect(restarted.exitCode).toBe(0);
  expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  expect(JSON.parse(verified.stdout)).toMatchObject({ status: 'ok', data: { holds: true, acknowledged: 2 } });
}, 120_000);
