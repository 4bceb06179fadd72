import type { StreamRecord } from './stream-record.ts';

/** A record that was read and is neither processed nor given up. */
export interface PendingRecord {
  readonly record: StreamRecord;
  /** Its bytes in an event. */
  readonly bytes: number;
  readonly arrivedAtMs: number;
  /** How many attempts it has failed. */
  readonly failures: number;
}

/** Why records are given up: AWS's names for the condition in a failure envelope. `RecordAgeExceeded` is that of streams (unverified for Kafka). */
export type GiveUpCondition = 'RetryAttemptsExhausted' | 'MaximumPayloadSizeExceeded' | 'RecordAgeExceeded';

/** The last answer of the function about records that are given up; undefined where it was never asked. */
export interface FailedInvocation {
  readonly requestId: string;
  readonly functionError: string | undefined;
}

/** Records that come before the buffer: to be tried again, or to be given up. */
export type Segment = RetriedSegment | GivenUpSegment;

export interface RetriedSegment {
  readonly fate: 'retry';
  readonly records: readonly PendingRecord[];
}

export interface GivenUpSegment {
  readonly fate: 'give-up';
  readonly records: readonly PendingRecord[];
  readonly condition: GiveUpCondition;
  readonly invocation: FailedInvocation | undefined;
}

/** One partition as plain data; what is done next follows from it alone (`decideNext`). */
export interface PartitionState {
  /** Read, and not yet part of a batch, in offset order. Entries before `bufferHead` are gone. */
  readonly buffer: readonly PendingRecord[];
  readonly bufferHead: number;
  /** Sum of what is in the buffer. */
  readonly bufferBytes: number;
  /** All of them before the buffer; the first is next. */
  readonly segments: readonly Segment[];
  /** At most one thing at a time is under way for a partition. */
  readonly underWay:
    | { readonly kind: 'nothing' }
    | { readonly kind: 'invoking' | 'giving-up'; readonly segment: Segment };
  /** The next offset to read; undefined until something was read. */
  readonly position: number | undefined;
  /** Failures, throttles and service errors in a row: the exponent of the delay. */
  readonly setbacks: number;
  /** No attempt before this time. */
  readonly notBeforeMs: number;
  /** Nothing new is begun. */
  readonly draining: boolean;
}

export const EMPTY_PARTITION: PartitionState = {
  buffer: [],
  bufferHead: 0,
  bufferBytes: 0,
  segments: [],
  underWay: { kind: 'nothing' },
  position: undefined,
  setbacks: 0,
  notBeforeMs: 0,
  draining: false,
};

export const bufferedCount = ({ buffer, bufferHead }: Pick<PartitionState, 'buffer' | 'bufferHead'>): number =>
  buffer.length - bufferHead;

/** Their number and offsets, for the log. */
export const describeRecords = (records: readonly PendingRecord[]) => ({
  recordCount: records.length,
  firstOffset: records[0]?.record.offset ?? 0,
  lastOffset: records.at(-1)?.record.offset ?? 0,
});
