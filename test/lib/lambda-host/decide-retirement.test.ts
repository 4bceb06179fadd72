import fc from 'fast-check';
import { decideRetirement } from '../../../lib/lambda-host/decide-retirement.ts';

const limits = { spareMs: 100, lastMs: 1_000 };
const idle = (functionName: string, lastUsedAt: number) => ({ functionName, busy: false, retiring: false, lastUsedAt });

test('what a burst started ends after the short limit, the one used last stays', () => {
  const spare = idle('a', 50);

  expect(decideRetirement([spare, idle('a', 60), idle('b', 40)], limits, 200)).toEqual([spare]);
});

test('the last one ends after the long limit', () => {
  const last = idle('a', 60);

  expect(decideRetirement([last], limits, 1_061)).toEqual([last]);
});

test('beside a busy one every idle one is spare', () => {
  const spare = idle('a', 60);

  expect(decideRetirement([spare, { ...idle('a', 0), busy: true }], limits, 200)).toEqual([spare]);
});

test('a busy one never ends, whatever the times', () => {
  const environment = fc.record({
    functionName: fc.constantFrom('a', 'b'),
    busy: fc.boolean(),
    retiring: fc.constant(false),
    lastUsedAt: fc.nat(10_000),
  });
  fc.assert(
    fc.property(fc.array(environment), fc.nat(100_000), (environments, nowMs) => {
      expect(decideRetirement(environments, limits, nowMs).some(({ busy }) => busy)).toBe(false);
    }),
  );
});
