const intervalMs = 5 * 60_000;
const dayMs = 24 * 60 * 60_000;
/** Market time is UTC+10 all year. */
const marketOffsetMs = 10 * 60 * 60_000;

/** A time as the market writes it: `2026-11-21T10:00:00+10:00`. */
export const toMarketTime = (timeMs: number): string =>
  new Date(timeMs + marketOffsetMs).toISOString().replace(/\.\d{3}Z$/, '+10:00');

/** When the five-minute interval began that a time lies in; epoch milliseconds, as its argument. */
export const intervalStart = (timeMs: number): number => timeMs - (timeMs % intervalMs);

/** How many intervals of its market day lie before the one that a time lies in: 0 to 287. */
export const intervalOfDay = (timeMs: number): number => Math.floor(((timeMs + marketOffsetMs) % dayMs) / intervalMs);
