import fc from 'fast-check';
import { decideLag } from '../../../../functions/kit/kafka/decide-lag.ts';

const place = (committed: number | null, begin: number, end: number) => ({ partition: 0, committed, begin, end });

test.each([
  [50, 50, 0, 'ok'],
  [49, 50, 1, 'behind'],
  [0, 99, 99, 'behind'],
  [0, 100, 100, 'far behind'],
] as const)('committed %d of %d is lag %d: %s', (committed, end, lag, grade) => {
  expect(decideLag(place(committed, 0, end))).toEqual({ ...place(committed, 0, end), lag, grade });
});

test('a group that has committed nothing is behind by all that is kept', () => {
  expect(decideLag(place(null, 20, 50))).toMatchObject({ lag: 30, committed: null });
});

test('what retention has removed before it was read is no lag', () => {
  expect(decideLag(place(5, 20, 50))).toMatchObject({ lag: 30 });
});

test('lag is never below zero, nor more than what is kept', () => {
  fc.assert(
    fc.property(fc.option(fc.nat(200)), fc.nat(100), fc.nat(100), (committed, begin, kept) => {
      const { lag } = decideLag(place(committed, begin, begin + kept));

      expect(lag).toBeGreaterThanOrEqual(0);
      expect(lag).toBeLessThanOrEqual(kept);
    }),
  );
});
