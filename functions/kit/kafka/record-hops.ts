import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { RecordHops } from './decode-batch.ts';

/** A record's times at all hops, epoch milliseconds: T3 handler start, T4 effects decided, T5 effects stored. */
export interface StoredHops extends RecordHops {
  readonly startedMs: number;
  readonly decidedMs: number;
  readonly storedMs: number;
}

// Below the 100 values at which a metric is written out by itself: the nth values of one line are one record's, where all
// of the line's records have all hops.
const recordsPerLine = 90;

/** Adds each record's latency by hop, in milliseconds and exact, to the function's metrics. */
export const recordHops = (metrics: Metrics, records: readonly StoredHops[]): void => {
  for (const [index, { createdMs, capturedMs, appendedMs, startedMs, decidedMs, storedMs }] of records.entries()) {
    const add = (name: string, fromMs: number | undefined, toMs: number | undefined): void => {
      if (fromMs === undefined || toMs === undefined) return;
      metrics.addMetric(name, MetricUnit.Milliseconds, Number((toMs - fromMs).toFixed(3)));
    };
    add('HopT0T1', createdMs, capturedMs);
    add('HopT1T2', capturedMs, appendedMs);
    add('HopT2T3', appendedMs, startedMs);
    add('HopT3T4', startedMs, decidedMs);
    add('HopT4T5', decidedMs, storedMs);
    add('HopT0T5', createdMs, storedMs);
    if ((index + 1) % recordsPerLine === 0) metrics.publishStoredMetrics();
  }
};
