import { setTimeout as delay } from 'node:timers/promises';
import { runOpenLoop, runPhases } from '../../../lib/measure/open-loop.ts';

test('a server that answers late is asked at the same pace, and the wait is in the latency', async () => {
  let underWay = 0;
  let most = 0;

  const report = await runOpenLoop({
    ratePerSecond: 100,
    durationMs: 300,
    signal: new AbortController().signal,
    send: async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await delay(200);
      underWay -= 1;
      return true;
    },
  });

  expect(report).toMatchObject({ begun: 30, succeeded: 30, failed: 0 });
  expect(most).toBeGreaterThan(10);
  expect(report.latency.p50).toBeGreaterThanOrEqual(195);
});

test('a request that fails is counted, and Ctrl+C ends the load with what was measured until then', async () => {
  const stopping = new AbortController();

  const report = await runOpenLoop({
    ratePerSecond: 200,
    durationMs: 60_000,
    signal: stopping.signal,
    send: async (index) => {
      if (index === 9) stopping.abort();
      return index % 2 === 0;
    },
  });

  expect(report).toMatchObject({ begun: 10, failed: 5, succeeded: 5 });
});

test('phases follow one another, and each is told of beside all of it', async () => {
  const order: string[] = [];
  const phase = (name: string, arrivalsMs: readonly number[], succeeds: boolean) => ({
    name,
    arrivalsMs,
    durationMs: 60,
    send: async () => {
      order.push(name);
      return succeeds;
    },
  });

  const report = await runPhases([phase('first', [0, 20, 40], true), phase('second', [0, 0], false)], {
    signal: new AbortController().signal,
  });

  expect(order).toEqual(['first', 'first', 'first', 'second', 'second']);
  expect(report).toMatchObject({ begun: 5, succeeded: 3, failed: 2, latency: { count: 5 } });
  expect(report.phases).toMatchObject([
    { name: 'first', begun: 3, failed: 0 },
    { name: 'second', begun: 2, failed: 2 },
  ]);
  expect(report.seconds).toBeGreaterThanOrEqual(0.11);
});

test('Ctrl+C in a phase begins none of the next', async () => {
  const stopping = new AbortController();
  const phase = (name: string) => ({
    name,
    arrivalsMs: [0, 10_000],
    durationMs: 20_000,
    send: async () => {
      stopping.abort();
      return true;
    },
  });

  const report = await runPhases([phase('first'), phase('second')], { signal: stopping.signal });

  expect(report.phases.map(({ begun }) => begun)).toEqual([1, 0]);
});
