import fc from 'fast-check';
import type { Cutover } from '../../../../../functions/contracts/registry/cutover/cutover-item.ts';
import { decideCutover } from '../../../../../functions/contracts/registry/cutover/decide-cutover.ts';

const percent = fc.double({ min: 0, max: 100, noNaN: true });
const mode = fc.constantFrom<Cutover['mode']>('old', 'dual', 'new');
const order = ['old', 'dual', 'new'];

test('dual writes both outputs and serves none of the keys from the new one at 0 %, all of them at 100 %', () => {
  fc.assert(
    fc.property(fc.string(), (key) => {
      expect(decideCutover({ mode: 'dual', percent: 0 }, key)).toEqual({ writes: ['old', 'new'], serves: 'old' });
      expect(decideCutover({ mode: 'dual', percent: 100 }, key)).toEqual({ writes: ['old', 'new'], serves: 'new' });
    }),
  );
});

test('going on never moves a key back', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.tuple(fc.record({ mode, percent }), fc.record({ mode, percent })),
      (key, [one, other]) => {
        const isForward =
          one.mode === other.mode ? one.percent <= other.percent : order.indexOf(one.mode) < order.indexOf(other.mode);
        const [earlier, later] = isForward ? [one, other] : [other, one];

        fc.pre(decideCutover(earlier, key).serves === 'new');

        expect(decideCutover(later, key).serves).toBe('new');
      },
    ),
  );
});

test('a key is served from an output that is written', () => {
  fc.assert(
    fc.property(fc.string(), fc.record({ mode, percent }), (key, cutover) => {
      const { writes, serves } = decideCutover(cutover, key);

      expect(writes).toContain(serves);
    }),
  );
});

test.each([1, 25, 50, 99])('%i %% are that share of the keys', (share) => {
  const keys = Array.from({ length: 10_000 }, (_, index) => `weather_NSW1_${index}`);

  const moved = keys.filter((key) => decideCutover({ mode: 'dual', percent: share }, key).serves === 'new');

  expect(Math.abs(moved.length / 100 - share)).toBeLessThan(2);
});
