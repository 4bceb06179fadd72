import type { IHeaders } from 'kafkajs';
import type { RecordPlace } from '../../contracts/admin/dead-letter-listing.ts';

/** A record of a dead-letter topic, understood. */
export interface DeadLetter {
  /** In the dead-letter topic. */
  readonly place: RecordPlace;
  readonly deadMs: number;
  readonly givenUpBy: 'consumer' | 'event source' | 'unknown';
  readonly consumer: string | undefined;
  readonly cause: string;
  /** How many times it had been sent again before. */
  readonly attempts: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** What to send again and where it comes from; undefined where the letter does not say. */
  readonly original: OriginalRecord | undefined;
}

export interface OriginalRecord {
  readonly origin: RecordPlace;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** As the record had them, without what giving it up added. */
  readonly headers: IHeaders;
}
