import { type RunningStack, startStack } from '../e2e/running-stack.ts';
import { runServerKill } from './orders/run-server-kill.ts';
import { runSweep } from './orders/run-sweep.ts';
import { openSweepGround } from './orders/sweep-ground.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startStack('test-orders-hazards');
}, 120_000);
afterAll(() => stack[Symbol.asyncDispose](), 60_000);

test('wherever a function crashes, in each mode orders are lost, doubled or neither as the semantics say', async () => {
  const { rounds } = await runSweep(stack.client, { seed: 7, seeds: 1, killsServers: false }, () => {});

  expect(rounds.flatMap(({ mode, trial, faults }) => faults.map((fault) => `${mode}, ${trial}: ${fault}`))).toEqual([]);
  expect(rounds).toHaveLength(15);
  const broken = rounds.filter(({ lost, doubled }) => lost + doubled > 0).map(({ mode, trial }) => `${mode} ${trial}`);
  expect(broken).toEqual([
    'at-most-once between-writes',
    'at-most-once mid-batch',
    'at-least-once between-writes',
    'at-least-once mid-batch',
  ]);
}, 120_000);

test('Postgres killed under load: exactly once, every acknowledged order has one effect', async () => {
  using ground = await openSweepGround(stack.client);

  const round = await runServerKill(ground, { seed: 7, mode: 'exactly-once', server: 'Postgres' });

  expect(round).toMatchObject({ orders: 192, lost: 0, doubled: 0, faults: [] });
}, 60_000);
