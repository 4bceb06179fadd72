import { summariseLatencies } from '../../../lib/measure/latency-summary.ts';

test('percentiles of a known distribution are right to three digits', () => {
  const summary = summariseLatencies(Array.from({ length: 1000 }, (_, index) => index + 1));

  expect(summary).toEqual({
    count: 1000,
    p50: expect.closeTo(500, -0.5),
    p95: expect.closeTo(950, -0.5),
    p99: expect.closeTo(990, -0.5),
    max: expect.closeTo(1000, -0.5),
  });
});

test('fractions of a millisecond are kept and a clock that ran backwards counts as zero', () => {
  expect(summariseLatencies([0.25, -3])).toMatchObject({ p50: 0, max: 0.25 });
});
