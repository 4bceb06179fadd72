import { decideEventRetry } from '../../../lib/lambda-host/decide-event-retry.ts';

const delays = [60_000, 120_000];

test('a function that fails is tried twice more, after the delays', () => {
  const decide = (failures: number) => decideEventRetry({ last: 'failed', failures, throttles: 0, ageMs: 0 }, delays);

  expect([decide(1), decide(2), decide(3)]).toEqual([{ retryInMs: 60_000 }, { retryInMs: 120_000 }, 'discard']);
});

test('a throttled one waits twice as long each time, five minutes at most, and is no failure', () => {
  const decide = (throttles: number) =>
    decideEventRetry({ last: 'throttled', failures: 2, throttles, ageMs: 0 }, delays);

  expect([1, 2, 3, 9, 10, 40].map(decide)).toEqual(
    [1000, 2000, 4000, 256_000, 300_000, 300_000].map((retryInMs) => ({ retryInMs })),
  );
});

test('after six hours an event is discarded', () => {
  const ageMs = 6 * 60 * 60 * 1000 + 1;

  expect(decideEventRetry({ last: 'throttled', failures: 0, throttles: 1, ageMs }, delays)).toBe('discard');
});
