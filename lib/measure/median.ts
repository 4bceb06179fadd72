/** The value in the middle, of an even number of values the upper of the two; not a number where there is none. */
export const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
