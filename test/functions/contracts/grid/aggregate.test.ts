import fc from 'fast-check';
import { addToStatistic, averageOf, type Statistic } from '../../../../functions/contracts/grid/aggregate.ts';

const fold = (values: readonly number[]) => values.reduce<Statistic | undefined>(addToStatistic, undefined);

test('knows count, minimum, maximum and average', () => {
  const statistic = fold([0.1, 0.2, -0.3, 4]);

  expect(statistic).toEqual({ count: 4, sumMillionths: '4000000', min: -0.3, max: 4 });
  expect(statistic && averageOf(statistic)).toBe(1);
});

test('is the same in whatever order the values come, to the last digit', () => {
  const values = fc.array(
    fc.integer({ min: -1e11, max: 1e11 }).map((millionths) => millionths / 1e6),
    { minLength: 1 },
  );

  fc.assert(
    fc.property(values, (list) => {
      expect(fold(list.toReversed())).toEqual(fold(list));
    }),
  );
});
