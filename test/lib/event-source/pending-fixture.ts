import type { PartitionState, PendingRecord } from '../../../lib/event-source/partition-state.ts';
import { EMPTY_PARTITION } from '../../../lib/event-source/partition-state.ts';
import type { StreamRecord } from '../../../lib/event-source/stream-record.ts';

export const recordAt = (offset: number, options: Partial<StreamRecord> = {}): StreamRecord => ({
  offset,
  timestamp: 0,
  timestampType: 'CREATE_TIME',
  key: null,
  value: Buffer.from('x'),
  headers: [],
  ...options,
});

export const pendingAt = (offset: number, options: Partial<Omit<PendingRecord, 'record'>> = {}): PendingRecord => ({
  record: recordAt(offset),
  bytes: 10,
  arrivedAtMs: 0,
  failures: 0,
  ...options,
});

/** A partition that has read the given records and begun nothing. */
export const partitionWith = (
  buffer: readonly PendingRecord[],
  options: Partial<PartitionState> = {},
): PartitionState => ({
  ...EMPTY_PARTITION,
  buffer,
  bufferBytes: buffer.reduce((sum, { bytes }) => sum + bytes, 0),
  position: (buffer.at(-1)?.record.offset ?? -1) + 1,
  ...options,
});

export const offsetsOf = (records: readonly PendingRecord[]): number[] => records.map(({ record }) => record.offset);
