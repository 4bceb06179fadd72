import { splitByBytes } from '../../../lib/event-source/split-by-bytes.ts';

const sizes = (limit: number, ...bytes: number[]) =>
  splitByBytes(
    bytes.map((each) => ({ bytes: each })),
    limit,
  ).map((portion) => portion.map((each) => each.bytes));

test('fills each portion as far as the limit allows, in order', () => {
  expect(sizes(10, 4, 6, 1, 9, 10)).toEqual([[4, 6], [1, 9], [10]]);
});

test('what is more than the limit is a portion of its own', () => {
  expect(sizes(10, 1, 11, 1)).toEqual([[1], [11], [1]]);
});

test('nothing is no portion', () => {
  expect(sizes(10)).toEqual([]);
});
