import { decideRetryDelay } from '../../../lib/event-source/decide-retry-delay.ts';

test('doubles with each setback in a row, up to a limit', () => {
  const longest = [1, 2, 3, 8, 100].map((setbacks) => decideRetryDelay(setbacks, 1));

  expect(longest).toEqual([100, 200, 400, 10_000, 10_000]);
});

test('half of it is random', () => {
  expect([decideRetryDelay(2, 0), decideRetryDelay(2, 0.5)]).toEqual([100, 150]);
});
