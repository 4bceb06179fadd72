/**
 * The three delivery modes of the orders flow beside each other in one interleaved run, each round in a new order, with at-least-once a
 * second time (A/A) to show what the machine's noise alone makes of a ratio; then transactional sends beside idempotent ones. Prints Markdown.
 */

import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { buildOrder, buildOrders, nameRun } from '../../demos/orders/build-order.ts';
import { postBatch, postOrder } from '../../demos/orders/post-orders.ts';
import type { DeliveryMode } from '../../functions/contracts/orders/delivery-mode.ts';
import { projectRoot } from '../../lib/cli/cli-context.ts';
import { resetOrders } from '../../lib/cli/client/orders/order-calls.ts';
import { changeOrderSettings } from '../../lib/cli/client/orders/order-settings.ts';
import { runStatement } from '../../lib/cli/client/run-statement.ts';
import { openSluiceClient } from '../../lib/cli/client/sluice-client.ts';
import { summariseHops } from '../../lib/measure/hop-latencies.ts';
import { runOpenLoop } from '../../lib/measure/open-loop.ts';
import { buildInstance } from '../../lib/targets/instance/instance.ts';
import { buildInstanceTarget } from '../../lib/targets/instance/instance-target.ts';
import { openSweepGround } from '../../test/hazards/orders/sweep-ground.ts';
import { type ModeFigures, toOrdersPage } from './orders-page.ts';

const rounds = 4;
const drainedOrders = 8_000;
const batchSize = 400;
const ratePerSecond = 50;
const latencyMs = 3_000;
const sends = 100;
const timeLimitMs = 60_000;

interface Arm {
  readonly name: string;
  readonly mode: DeliveryMode;
}

const arms: readonly Arm[] = [
  { name: 'at-least-once', mode: 'at-least-once' },
  { name: 'exactly-once', mode: 'exactly-once' },
  { name: 'at-most-once', mode: 'at-most-once' },
  { name: 'at-least-once again', mode: 'at-least-once' },
];

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const idle = new AbortController().signal;

say('up …');
const target = buildInstanceTarget(buildInstance(projectRoot, 'bench-orders'));
await target.reset();
await target.up(() => undefined, idle);
const status = await target.status();
const client = await openSluiceClient(buildInstance(projectRoot, 'bench-orders'), status);
const ground = await openSweepGround(client);
const { access, source } = ground;
const sender = { ...access.client, signal: idle };

const set = (mode: DeliveryMode, transactional: boolean) =>
  changeOrderSettings(access, {
    delivery_mode: mode,
    enable_transactions: transactional,
    enable_idempotency: true,
    failure_rate: 0,
    crash: null,
  });

const Drained = z.tuple([z.int(), z.number()]);
const drainedStatement =
  'SELECT count(*)::int, coalesce(extract(epoch FROM max(created_at) - min(created_at)), 0)::float8 FROM order_effects';

/** Reads until the work is done or the time is up; seldom, so that reading is no load. */
const readUntilDone = async <Reading>(
  read: () => Promise<Reading>,
  isDone: (reading: Reading) => boolean,
): Promise<Reading> => {
  const deadlineMs = performance.now() + timeLimitMs;
  for (;;) {
    const reading = await read();
    if (isDone(reading)) return reading;
    if (performance.now() > deadlineMs) throw new Error('The orders sent were not processed within a minute.');
    await delay(200);
  }
};

/** Orders a second by the ledger's own times, from its first row to its last. */
const drain = async (mode: DeliveryMode): Promise<number> => {
  await source.pause();
  await resetOrders(access);
  await set(mode, true);
  const orders = buildOrders(nameRun('drain'), drainedOrders);
  for (let sent = 0; sent < orders.length; sent += batchSize) {
    const { statusCode } = await postBatch(sender, { orders: orders.slice(sent, sent + batchSize) });
    if (statusCode !== 202) throw new Error(`A batch was answered ${statusCode}.`);
  }
  await source.resume();
  const [, seconds] = await readUntilDone(
    async () => Drained.parse((await runStatement(status, drainedStatement, { write: false })).rows[0]),
    ([count]) => count >= drainedOrders,
  );
  await ground.settle([]);
  return drainedOrders / seconds;
};

let logRead = 0;
/** Lines of the consumer's log that nobody has read yet. */
const readLines = async (): Promise<readonly unknown[]> => {
  const { entries, end } = await client.readFunctionLog(logRead);
  logRead = end;
  return entries.filter((entry) => entry.function === 'orders-process');
};

/** From the request's arrival at the accepting function until marker and effect are committed. */
const measureLatency = async (mode: DeliveryMode) => {
  await set(mode, true);
  await readLines();
  const lines: unknown[] = [];
  const run = nameRun('single');
  const { succeeded } = await runOpenLoop({
    ratePerSecond,
    durationMs: latencyMs,
    signal: idle,
    send: async (index) => (await postOrder(sender, buildOrder(run, index))).statusCode === 202,
  });
  const { HopT0T5 } = await readUntilDone(
    async () => {
      lines.push(...(await readLines()));
      return summariseHops(lines);
    },
    (hops) => hops.HopT0T5.count >= succeeded,
  );
  return HopT0T5;
};

/** One send after another, each in milliseconds from the request's arrival to the broker's answer. */
const sendInTurn = async (transactional: boolean): Promise<number[]> => {
  await set('exactly-once', transactional);
  const run = nameRun('send');
  const durationsMs: number[] = [];
  for (let index = 0; index < sends; index += 1) {
    const { data } = await postOrder(sender, buildOrder(run, index));
    if (data === undefined) throw new Error('An order was not accepted.');
    durationsMs.push(data.latency_ms);
  }
  return durationsMs;
};

const figures = new Map<string, ModeFigures[]>(arms.map(({ name }) => [name, []]));
const produced = new Map<string, number[]>([
  ['idempotent', []],
  ['transactional', []],
]);

say('warming up …');
for (const { mode } of arms.slice(0, 3)) {
  await drain(mode);
  await measureLatency(mode);
}
for (let round = 0; round < rounds; round += 1) {
  say(`round ${round + 1} of ${rounds}`);
  const order = arms.map((_, index) => arms[(index + round) % arms.length]).filter((arm) => arm !== undefined);
  for (const { name, mode } of order) {
    const rate = await drain(mode);
    const latency = await measureLatency(mode);
    figures.get(name)?.push({ perSecond: rate, p50: latency.p50, p99: latency.p99 });
    say(
      `  ${name}: ${rate.toFixed(0)} a second, p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms (${latency.count})`,
    );
  }
  for (const [name, durationsMs] of produced) durationsMs.push(...(await sendInTurn(name === 'transactional')));
}

process.stdout.write(toOrdersPage({ figures, base: 'at-least-once', produced, drainedOrders, ratePerSecond }));
ground[Symbol.dispose]();
client.close();
await target.reset();
