import fc from 'fast-check';
import { burstArrivals, rampArrivals, steadyArrivals } from '../../../lib/measure/arrivals.ts';

test('a steady rate has equal distances', () => {
  expect(steadyArrivals(4, 1_000)).toEqual([0, 250, 500, 750]);
});

test('a ramp ends at its rate and has half as many requests', () => {
  const arrivals = rampArrivals(100, 2_000);

  expect(arrivals).toHaveLength(100);
  expect((arrivals[1] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(100);
  expect((arrivals[99] ?? 0) - (arrivals[98] ?? 0)).toBeCloseTo(10, 0);
});

test('a burst is a second of requests at once', () => {
  expect(burstArrivals(3, 2_000)).toEqual([0, 0, 0, 1_000, 1_000, 1_000]);
});

test.each([
  ['steady', steadyArrivals],
  ['ramp', rampArrivals],
  ['bursts', burstArrivals],
])('%s: requests are in order and within the duration', (_name, arrivalsOf) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 10_000 }), (rate, durationMs) => {
      const arrivals = arrivalsOf(rate, durationMs);

      expect(arrivals).toEqual(arrivals.toSorted((left, right) => left - right));
      expect(arrivals.at(0) ?? 0).toBeGreaterThanOrEqual(0);
      expect(arrivals.at(-1) ?? 0).toBeLessThanOrEqual(durationMs);
    }),
  );
});
