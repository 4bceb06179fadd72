import { parseRate } from '../../../../lib/targets/local/schedules.ts';

test.each([
  ['rate(1 minute)', 60_000],
  ['rate(5 minutes)', 300_000],
  ['rate(2 hours)', 7_200_000],
  ['rate(1 day)', 86_400_000],
])('%s is every %d ms', (expression, periodMs) => {
  expect(parseRate(expression)).toBe(periodMs);
});

test('a cron expression has no period', () => {
  expect(parseRate('cron(0 10 * * ? *)')).toBeUndefined();
});
