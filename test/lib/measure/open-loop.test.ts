import { setTimeout as delay } from 'node:timers/promises';
import { runOpenLoop } from '../../../lib/measure/open-loop.ts';

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
