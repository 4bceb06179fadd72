import fc from 'fast-check';
import { decideSourceSaving } from '../../../../functions/platform/ingestion/decide-source-saving.ts';

test('four consumers and eight counted calls: each by itself would have made eight', () => {
  expect(decideSourceSaving(4, 8)).toEqual({
    consumers: 4,
    sourceCalls: 8,
    sourceCallsAlone: 32,
    sourceCallsSaved: 24,
  });
});

test('what was made and what was saved is what each would have made alone, and nothing is saved for one or none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.nat(1_000_000), (consumers, calls) => {
      const { sourceCallsAlone, sourceCallsSaved } = decideSourceSaving(consumers, calls);

      expect(calls + sourceCallsSaved).toBe(sourceCallsAlone);
    }),
  );
  expect(decideSourceSaving(1, 8).sourceCallsSaved).toBe(0);
  expect(decideSourceSaving(0, 8).sourceCallsSaved).toBe(0);
});
