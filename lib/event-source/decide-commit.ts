import type { PartitionState } from './partition-state.ts';

/**
 * The next offset to read, as it may be committed: the first record that is neither processed nor given up, else the position.
 * Records that were filtered, or belong to aborted transactions, are passed over with their neighbours.
 *
 * @returns undefined while nothing has been read
 */
export const decideCommit = (state: PartitionState): number | undefined => {
  let lowest = state.position;
  const consider = (offset: number | undefined) => {
    if (offset !== undefined && (lowest === undefined || offset < lowest)) lowest = offset;
  };
  consider(state.buffer[state.bufferHead]?.record.offset);
  for (const segment of state.segments) consider(segment.records[0]?.record.offset);
  if (state.underWay.kind !== 'nothing') consider(state.underWay.segment.records[0]?.record.offset);
  return lowest;
};
