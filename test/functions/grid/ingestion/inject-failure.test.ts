import { injectFailure } from '../../../../functions/grid/ingestion/inject-failure.ts';
import type { MarketSource } from '../../../../functions/grid/ingestion/market-source.ts';

const report = { eventTime: '2026-11-21T10:00:00+10:00', dispatch: [], weather: [] };
const source: MarketSource = { readInterval: async () => report };
const injected = { code: 'SOURCE_FAILURE_INJECTED', retryable: true };

test('a source that is left alone answers', async () => {
  const { signal } = new AbortController();

  expect(await injectFailure(source, { mode: 'off', rate: 1 }).readInterval(0, signal)).toBe(report);
});

test('a source that is told to fail does so every time', async () => {
  const { signal } = new AbortController();

  await expect(injectFailure(source, { mode: 'error', rate: 0 }).readInterval(0, signal)).rejects.toMatchObject(
    injected,
  );
});

test('a source that is told not to answer is silent until nobody waits any longer', async () => {
  const controller = new AbortController();
  let settled = false;

  const reading = injectFailure(source, { mode: 'timeout', rate: 0 })
    .readInterval(0, controller.signal)
    .finally(() => {
      settled = true;
    });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(settled).toBe(false);
  controller.abort();

  await expect(reading).rejects.toMatchObject(injected);
});

test('a flaky source fails as often as it is told to', async () => {
  const { signal } = new AbortController();
  const draws = [0.29, 0.3, 0, 0.99].values();
  const flaky = injectFailure(source, { mode: 'flaky', rate: 0.3 }, () => draws.next().value ?? 1);

  const outcomes = [];
  for (let call = 0; call < 4; call += 1) {
    outcomes.push(
      await flaky.readInterval(0, signal).then(
        () => 'answered',
        () => 'failed',
      ),
    );
  }

  expect(outcomes).toEqual(['failed', 'answered', 'failed', 'answered']);
});
