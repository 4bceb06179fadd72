import type { PartitionState, PendingRecord } from './partition-state.ts';

/**
 * The state after a fetch. Records below the position were read before and are left out.
 *
 * @param records those that passed the filter, in offset order
 * @param position the next offset to read, past filtered and control records
 */
export const appendToBuffer = (
  state: PartitionState,
  records: readonly PendingRecord[],
  position: number,
): PartitionState => {
  const from = state.position;
  const fresh = from === undefined ? records : records.filter(({ record }) => record.offset >= from);
  return {
    ...state,
    buffer: [...buffered(state), ...fresh],
    bufferHead: 0,
    bufferBytes: state.bufferBytes + sumBytes(fresh),
    position: Math.max(from ?? position, position),
  };
};

/** The state after a change of the filter: what was read and is not yet part of a batch must pass the new one too. */
export const filterBuffer = (state: PartitionState, passes: (pending: PendingRecord) => boolean): PartitionState => {
  const buffer = buffered(state).filter(passes);
  return { ...state, buffer, bufferHead: 0, bufferBytes: sumBytes(buffer) };
};

const buffered = ({ buffer, bufferHead }: PartitionState): readonly PendingRecord[] =>
  bufferHead === 0 ? buffer : buffer.slice(bufferHead);

const sumBytes = (records: readonly PendingRecord[]): number => records.reduce((sum, { bytes }) => sum + bytes, 0);
