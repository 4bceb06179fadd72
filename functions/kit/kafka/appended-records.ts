import type { RecordMetadata } from 'kafkajs';

/** The records of one append that went to one partition. */
export interface AppendedRecords {
  readonly partition: number;
  /** Of the first of them. */
  readonly offset: number;
}

/** What a broker's acknowledgement says, in the order of the partitions. */
export const toAppendedRecords = (metadata: readonly RecordMetadata[]): AppendedRecords[] =>
  metadata
    .map(({ partition, baseOffset }) => ({ partition, offset: Number(baseOffset) }))
    .toSorted((left, right) => left.partition - right.partition);
