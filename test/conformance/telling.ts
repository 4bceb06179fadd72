import type { ObservedInvocation } from './observations.ts';

export const range = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index);

export const offsetsByInvocation = (invocations: readonly ObservedInvocation[]): number[][] =>
  invocations.map(({ records }) => records.map(({ offset }) => offset));

/** Whether two invocations for one partition ran at the same time; one that never told its end counts as ended at the next one's start. */
export const overlaps = (invocations: readonly ObservedInvocation[], partition: number): boolean => {
  const own = invocations
    .filter(({ records }) => records.some((record) => record.partition === partition))
    .toSorted((left, right) => left.beganMs - right.beganMs);
  return own.some(({ beganMs }, index) => (own[index - 1]?.endedMs ?? 0) > beganMs);
};
