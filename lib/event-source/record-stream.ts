import type { StartingPosition } from './event-source-definition.ts';
import type { RecordChunk } from './stream-record.ts';

export interface StreamOptions {
  readonly clientId: string;
  readonly bootstrapServers: readonly string[];
  readonly topic: string;
  readonly groupId: string;
  readonly startingPosition: StartingPosition;
  /** What the client library warns about. */
  readonly warned: (message: string) => void;
}

/** Seeks a membership at once, and a new one whenever it is lost, until `stop`. */
export type OpenRecordStream = (options: StreamOptions, listener: RecordStreamListener) => RecordStream;

/** A membership of one consumer group in one topic, whatever client library is behind it. Isolation is read_committed. */
export interface RecordStream {
  /** No chunk of this partition comes until `resume`. Takes effect before the next fetch. */
  pause(partition: number): void;
  resume(partition: number): void;
  /**
   * Commits next-to-read offsets under the generation of this very moment, once: a broker that has moved on refuses it.
   * Rejects where nothing is known to be committed.
   */
  commit(positions: ReadonlyMap<number, number>): Promise<void>;
  /**
   * Appends to a topic of the same cluster; resolves when all in-sync replicas have the records.
   * @throws RecordTooLargeError where the records together are more than the topic takes at once
   */
  append(topic: string, records: readonly OutgoingRecord[]): Promise<void>;
  /** Leaves the group; commits nothing. */
  stop(): Promise<void>;
}

export interface OutgoingRecord {
  readonly key: Buffer | null;
  readonly value: string;
}

export interface RecordStreamListener {
  /**
   * The partitions this member now has. With `gapless` it has been a member of every generation since the last call, so that what it
   * still holds of a partition is still its own.
   * @returns for each partition whose records are still held: the offset to read on from
   */
  assigned(partitions: readonly number[], gapless: boolean): ReadonlyMap<number, number>;
  arrived(chunk: RecordChunk): void;
  /** The membership is gone; a new one is being sought. Nothing that is held may be committed any more. */
  lost(reason: Error): void;
}
