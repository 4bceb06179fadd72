import { bufferedCount, type PartitionState } from './partition-state.ts';

export interface BatchRules {
  readonly batchSize: number;
  readonly maximumBatchingWindowMs: number;
  /** For the records of one event and the commas between them. */
  readonly recordsLimitBytes: number;
}

export type BatchDecision =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'take'; readonly count: number }
  /** The first record alone is more than one event can carry. */
  | { readonly kind: 'too-large' };

/**
 * How much of the buffer becomes a batch: as soon as the batch size or the payload limit is reached, or the window since the arrival of
 * its first record is over; a window of 0 takes whatever is there.
 */
export const decideBatch = (
  state: Pick<PartitionState, 'buffer' | 'bufferHead' | 'bufferBytes'>,
  rules: BatchRules,
  nowMs: number,
): BatchDecision => {
  const first = state.buffer[state.bufferHead];
  if (first === undefined) return { kind: 'nothing' };
  if (first.bytes > rules.recordsLimitBytes) return { kind: 'too-large' };

  const available = bufferedCount(state);
  const limit = Math.min(available, rules.batchSize);
  const windowEndsMs = first.arrivedAtMs + rules.maximumBatchingWindowMs;
  const allFit = state.bufferBytes + available - 1 <= rules.recordsLimitBytes;
  if (available < rules.batchSize && allFit && nowMs < windowEndsMs) return { kind: 'wait', untilMs: windowEndsMs };
  return { kind: 'take', count: allFit ? limit : countThatFits(state, limit, rules.recordsLimitBytes) };
};

const countThatFits = (
  { buffer, bufferHead }: Pick<PartitionState, 'buffer' | 'bufferHead'>,
  limit: number,
  limitBytes: number,
): number => {
  let bytes = -1;
  for (let count = 0; count < limit; count += 1) {
    bytes += 1 + (buffer[bufferHead + count]?.bytes ?? 0);
    if (bytes > limitBytes) return count;
  }
  return limit;
};
