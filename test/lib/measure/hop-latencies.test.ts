import { summariseHops } from '../../../lib/measure/hop-latencies.ts';

test('takes hops from metric lines, whether one value or many, and passes over every other line', () => {
  const summary = summariseHops([
    { message: 'no metrics', HopT0T5: 1_000 },
    { _aws: {}, HopT0T5: [4, 6], HopT2T3: 2 },
    { _aws: {}, HopT0T5: 8 },
  ]);

  expect(summary.HopT0T5).toMatchObject({ count: 3, p50: expect.closeTo(6, 1), max: expect.closeTo(8, 1) });
  expect(summary.HopT2T3.count).toBe(1);
  expect(summary.HopT0T1.count).toBe(0);
});
