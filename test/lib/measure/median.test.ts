import { median } from '../../../lib/measure/median.ts';

test.each([
  [[10, 9, 100], 10],
  [[4, 1, 3, 2], 3],
  [[], Number.NaN],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});
