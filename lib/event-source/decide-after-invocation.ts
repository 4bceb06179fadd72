import { decideRetryDelay } from './decide-retry-delay.ts';
import type { FailedInvocation, PartitionState, PendingRecord, Segment } from './partition-state.ts';

/** How an invocation ended for its batch. */
export type InvocationOutcome =
  | { readonly kind: 'processed' }
  /** The function's own failure: an attempt. With `all` the whole batch failed. */
  | { readonly kind: 'failed'; readonly failed: 'all' | ReadonlySet<number>; readonly invocation: FailedInvocation }
  /** Throttled, or the service's error: no attempt. */
  | { readonly kind: 'not-attempted' };

export interface FailureRules {
  /** Infinity where nothing ends the attempts. */
  readonly retryLimit: number;
  readonly bisectBatchOnFunctionError: boolean;
}

/**
 * The state after an invocation. A failed batch is retried from its lowest failed record on, so that order holds and nothing is taken for
 * processed that was only not reported; records that have failed more often than the limit are given up. A batch that fails as a
 * whole is first split in two where that is asked for, and splitting is no attempt (Lambda guide, stream error handling).
 *
 * @param random within [0, 1), for the delay
 */
export const decideAfterInvocation = (
  state: PartitionState,
  outcome: InvocationOutcome,
  rules: FailureRules,
  nowMs: number,
  random: number,
): PartitionState => {
  if (state.underWay.kind !== 'invoking') return state;
  const { records } = state.underWay.segment;
  switch (outcome.kind) {
    case 'processed':
      return { ...state, underWay: { kind: 'nothing' }, setbacks: 0, notBeforeMs: 0 };
    case 'not-attempted':
      return delayed(state, [{ fate: 'retry', records }], state.setbacks + 1, nowMs, random);
    case 'failed': {
      if (outcome.failed === 'all' && rules.bisectBatchOnFunctionError && records.length > 1) {
        return delayed(state, bisect(records), state.setbacks + 1, nowMs, random);
      }
      const remaining = remainingAfter(records, outcome.failed);
      const setbacks = remaining.length < records.length ? 1 : state.setbacks + 1;
      return delayed(state, sortOut(remaining, rules.retryLimit, outcome.invocation), setbacks, nowMs, random);
    }
  }
};

/** The state after records were dropped or acknowledged by the failure destination. */
export const decideAfterGivingUp = (state: PartitionState): PartitionState => {
  if (state.underWay.kind !== 'giving-up') return state;
  const movedOn = state.segments.length === 0 ? { setbacks: 0, notBeforeMs: 0 } : {};
  return { ...state, ...movedOn, underWay: { kind: 'nothing' } };
};

const delayed = (
  state: PartitionState,
  segments: readonly Segment[],
  setbacks: number,
  nowMs: number,
  random: number,
): PartitionState => ({
  ...state,
  underWay: { kind: 'nothing' },
  segments: [...segments, ...state.segments],
  setbacks,
  notBeforeMs: nowMs + decideRetryDelay(setbacks, random),
});

const bisect = (records: readonly PendingRecord[]): readonly Segment[] => {
  const middle = Math.ceil(records.length / 2);
  return [
    { fate: 'retry', records: records.slice(0, middle) },
    { fate: 'retry', records: records.slice(middle) },
  ];
};

const remainingAfter = (
  records: readonly PendingRecord[],
  failed: 'all' | ReadonlySet<number>,
): readonly PendingRecord[] => {
  const isFailed = ({ record }: PendingRecord) => failed === 'all' || failed.has(record.offset);
  return records
    .slice(records.findIndex(isFailed))
    .map((pending) => (isFailed(pending) ? { ...pending, failures: pending.failures + 1 } : pending));
};

const sortOut = (
  records: readonly PendingRecord[],
  retryLimit: number,
  invocation: FailedInvocation,
): readonly Segment[] => {
  const exhausted = records.filter(({ failures }) => failures > retryLimit);
  const others = records.filter(({ failures }) => failures <= retryLimit);
  const segments: Segment[] = [];
  if (exhausted.length > 0) {
    segments.push({ fate: 'give-up', records: exhausted, condition: 'RetryAttemptsExhausted', invocation });
  }
  if (others.length > 0) segments.push({ fate: 'retry', records: others });
  return segments;
};
