import { z } from 'zod';

/** One measure over many events. */
export const Statistic = z.strictObject({
  count: z.int().min(1),
  /** Whole millionths of the measure's unit, as decimal digits: exact, in whatever order the events came. */
  sumMillionths: z.string().regex(/^-?\d+$/),
  min: z.number(),
  max: z.number(),
});
export type Statistic = z.infer<typeof Statistic>;

/** What the aggregates table keeps for a region and fuel (dispatch) or a region (weather). */
export const Aggregate = z.object({
  pk: z.string(),
  sk: z.string(),
  /** How many events were folded in, each once. */
  events: z.int().min(1),
  /** By field name, e.g. `value_mw`; a measure that no event had is absent. */
  measures: z.record(z.string(), Statistic),
  /** Grows with every write: a writer that read an older one has to read again. */
  version: z.int().min(1),
});
export type Aggregate = z.infer<typeof Aggregate>;

/** Adds a value to a statistic, or begins one. */
export const addToStatistic = (statistic: Statistic | undefined, value: number): Statistic =>
  mergeStatistics(statistic, {
    count: 1,
    sumMillionths: String(Math.round(value * 1_000_000)),
    min: value,
    max: value,
  });

/** The statistic of both together. */
export const mergeStatistics = (left: Statistic | undefined, right: Statistic): Statistic =>
  left === undefined
    ? right
    : {
        count: left.count + right.count,
        sumMillionths: String(BigInt(left.sumMillionths) + BigInt(right.sumMillionths)),
        min: Math.min(left.min, right.min),
        max: Math.max(left.max, right.max),
      };

/** The mean, rounded to a millionth. */
export const averageOf = ({ count, sumMillionths }: Statistic): number =>
  Math.round(Number(sumMillionths) / count) / 1_000_000;
