import fc from 'fast-check';
import { decideHostLimits } from '../../../lib/lambda-host/host-limits.ts';

const gb = 1_073_741_824;

test.each([
  [2, 24 * gb, { environmentsPerFunction: 4, environments: 32 }],
  [8, 16 * gb, { environmentsPerFunction: 16, environments: 40 }],
  [4, 2 * gb, { environmentsPerFunction: 8, environments: 8 }],
])('%i cores and %i bytes', (cores, memoryBytes, limits) => {
  expect(decideHostLimits(cores, memoryBytes)).toEqual(limits);
});

test('one function never has more environments than there may be', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 256 }), fc.integer({ min: 0, max: 512 }), (cores, memoryGb) => {
      const limits = decideHostLimits(cores, memoryGb * gb);

      expect(limits.environments).toBeGreaterThanOrEqual(limits.environmentsPerFunction);
      expect(limits.environmentsPerFunction).toBeGreaterThanOrEqual(4);
    }),
  );
});
