import fc from 'fast-check';
import { decidePlacement, type PlacedEnvironment } from '../../../lib/lambda-host/decide-placement.ts';

const limits = { environmentsPerFunction: 2, environments: 3 };
const idle = (functionName: string, lastUsedAt: number): PlacedEnvironment => ({
  functionName,
  busy: false,
  retiring: false,
  lastUsedAt,
});
const busy = (functionName: string): PlacedEnvironment => ({ ...idle(functionName, 0), busy: true });
const retiring = (functionName: string): PlacedEnvironment => ({ ...busy(functionName), retiring: true });

test('takes the idle environment of the function that was used last', () => {
  const warm = idle('a', 20);

  expect(decidePlacement('a', [idle('a', 10), warm, idle('b', 30)], limits)).toEqual({
    kind: 'use',
    environment: warm,
  });
});

test('starts a new one where all are busy, up to the limit of the function', () => {
  expect(decidePlacement('a', [busy('a')], limits)).toEqual({ kind: 'start' });
  expect(decidePlacement('a', [busy('a'), busy('a')], limits)).toEqual({ kind: 'wait' });
});

test('an environment that retires is not used and does not count for its function', () => {
  expect(decidePlacement('a', [retiring('a'), busy('a')], limits)).toEqual({ kind: 'start' });
});

test('where there are too many, the idle one that was used longest ago makes room', () => {
  const oldest = idle('b', 1);

  expect(decidePlacement('a', [idle('c', 2), oldest, busy('a')], limits)).toEqual({
    kind: 'evict-and-start',
    evicted: oldest,
  });
  expect(decidePlacement('a', [busy('b'), busy('b'), retiring('a')], limits)).toEqual({ kind: 'wait' });
});

test('whatever comes and goes, no limit is passed and nothing busy is taken', () => {
  const step = fc.record({ functionName: fc.constantFrom('a', 'b', 'c'), ends: fc.nat(5) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let environments: PlacedEnvironment[] = [];
      steps.forEach(({ functionName, ends }, now) => {
        environments = environments.map((each, index) =>
          index === ends ? { ...each, busy: false, lastUsedAt: now } : each,
        );

        const placement = decidePlacement(functionName, environments, limits);

        if (placement.kind === 'use') {
          expect(placement.environment).toMatchObject({ functionName, busy: false });
          environments = environments.map((each) => (each === placement.environment ? { ...each, busy: true } : each));
        }
        if (placement.kind === 'evict-and-start') {
          expect(placement.evicted.busy).toBe(false);
          environments = environments.filter((each) => each !== placement.evicted);
        }
        if (placement.kind === 'start' || placement.kind === 'evict-and-start') environments.push(busy(functionName));
        expect(environments.length).toBeLessThanOrEqual(3);
        expect(environments.filter((each) => each.functionName === functionName).length).toBeLessThanOrEqual(2);
      });
    }),
  );
});
