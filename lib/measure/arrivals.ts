const countOf = (ratePerSecond: number, durationMs: number): number => Math.floor((ratePerSecond * durationMs) / 1000);

/** When requests are due, in milliseconds from the beginning: at one rate all the time. */
export const steadyArrivals = (ratePerSecond: number, durationMs: number): number[] =>
  Array.from({ length: countOf(ratePerSecond, durationMs) }, (_, index) => (index * 1000) / ratePerSecond);

/** From rest to the rate in a straight line: half as many requests as at the rate. */
export const rampArrivals = (ratePerSecond: number, durationMs: number): number[] =>
  Array.from({ length: countOf(ratePerSecond / 2, durationMs) }, (_, index) =>
    Math.sqrt((2 * durationMs * index * 1000) / ratePerSecond),
  );

/** A second's requests all at once, once a second. */
export const burstArrivals = (ratePerSecond: number, durationMs: number): number[] => {
  const size = Math.max(Math.floor(ratePerSecond), 1);
  return Array.from({ length: countOf(ratePerSecond, durationMs) }, (_, index) => Math.floor(index / size) * 1000);
};
