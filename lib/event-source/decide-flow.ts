import { bufferedCount, type PartitionState } from './partition-state.ts';

/** Enough that a fast function is not starved while a fetch for the others waits at the broker. */
const MOST_RECORDS = 20_000;
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Whether a partition is read on: paused when its buffer is full, resumed when half of it is used, so that a slow function holds up
 * neither the memory nor the other partitions. The buffer always has room for two batches.
 */
export const decideFlow = (
  state: PartitionState,
  paused: boolean,
  { batchSize }: { readonly batchSize: number },
): 'pause' | 'resume' | 'unchanged' => {
  const mostRecords = Math.max(MOST_RECORDS, 2 * batchSize);
  const count = bufferedCount(state);
  const isFull = count >= mostRecords || state.bufferBytes >= MOST_BYTES;
  const isHalfEmpty = count < mostRecords / 2 && state.bufferBytes < MOST_BYTES / 2;
  if (paused) return isHalfEmpty && !state.draining ? 'resume' : 'unchanged';
  return isFull || state.draining ? 'pause' : 'unchanged';
};
