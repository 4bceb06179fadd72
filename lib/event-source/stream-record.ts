/** One record as the broker holds it. Offsets and timestamps are safe integers: 2^53 of either is out of reach. */
export interface StreamRecord {
  readonly offset: number;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly timestampType: 'CREATE_TIME' | 'LOG_APPEND_TIME';
  readonly key: Buffer | null;
  /** Null is a tombstone. */
  readonly value: Buffer | null;
  /** In the record's order; a key may come more than once. */
  readonly headers: readonly (readonly [key: string, value: Buffer])[];
}

/** What one fetch brought for one partition. */
export interface RecordChunk {
  readonly partition: number;
  /** In offset order; may be empty where all that was fetched belongs to aborted transactions. */
  readonly records: readonly StreamRecord[];
  /** The next offset to read: past control records too. */
  readonly position: number;
  readonly highWatermark: number;
}
