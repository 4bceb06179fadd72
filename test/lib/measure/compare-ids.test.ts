import fc from 'fast-check';
import { compareIds } from '../../../lib/measure/compare-ids.ts';

test('tells what was lost, what was stored twice and what nobody acknowledged', () => {
  expect(compareIds(['a', 'b', 'c'], ['b', 'c', 'c', 'd'])).toEqual({
    acknowledged: 3,
    stored: 4,
    missing: ['a'],
    repeated: ['c'],
    unacknowledged: ['d'],
  });
});

test('an id acknowledged twice counts once, as the repeat of a request is no second event', () => {
  expect(compareIds(['a', 'a'], ['a'])).toMatchObject({ acknowledged: 1, missing: [], repeated: [] });
});

test('finds nothing wrong exactly where both sides hold the same ids once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.uniqueArray(fc.string()), (acknowledged, stored) => {
      const { missing, repeated, unacknowledged } = compareIds(acknowledged, stored);

      const same = JSON.stringify(acknowledged.toSorted()) === JSON.stringify(stored.toSorted());
      expect(missing.length + repeated.length + unacknowledged.length === 0).toBe(same);
    }),
  );
});
