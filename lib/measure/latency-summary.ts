import { build } from 'hdr-histogram-js';

/** Milliseconds. */
export interface LatencySummary {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

const microsecondsPerMs = 1000;
const longestMs = 3_600_000;

/** Percentiles of durations in milliseconds, to three significant digits; a clock that ran backwards counts as zero. */
export const summariseLatencies = (durationsMs: Iterable<number>): LatencySummary => {
  const histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: longestMs * microsecondsPerMs,
    numberOfSignificantValueDigits: 3,
  });
  for (const ms of durationsMs) {
    histogram.recordValue(Math.round(Math.min(Math.max(ms, 0), longestMs) * microsecondsPerMs));
  }
  const at = (percentile: number): number => histogram.getValueAtPercentile(percentile) / microsecondsPerMs;
  return {
    count: histogram.totalCount,
    p50: at(50),
    p95: at(95),
    p99: at(99),
    max: histogram.maxValue / microsecondsPerMs,
  };
};
