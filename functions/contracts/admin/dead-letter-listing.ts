import { z } from 'zod';

/** Where a record lies. */
export const RecordPlace = z.strictObject({
  topic: z.string().min(1).max(249),
  partition: z.int().min(0),
  offset: z.int().min(0),
});
export type RecordPlace = z.infer<typeof RecordPlace>;

/**
 * What is to become of a dead letter: it waits for its next attempt; it has been sent again, itself or another letter of
 * the same record; automatic attempts are used up; it says too little to be sent again.
 */
export const DeadLetterState = z.enum(['waiting', 'redriven', 'exhausted', 'unreadable']);
export type DeadLetterState = z.infer<typeof DeadLetterState>;

export const ListedDeadLetter = z.strictObject({
  /** In the dead-letter topic. */
  place: RecordPlace,
  /** In the topic that it was given up from; null where the letter does not say. */
  origin: RecordPlace.nullable(),
  /** Who gave it up: a consumer by itself, or its event source when the attempts were used up. */
  givenUpBy: z.enum(['consumer', 'event source', 'unknown']),
  consumer: z.string().nullable(),
  cause: z.string(),
  /** ISO 8601 time at which it came to the dead-letter topic. */
  deadAt: z.string(),
  /** How many times it had been sent again before. */
  attempts: z.int(),
  state: DeadLetterState,
  /** When the next automatic attempt is due, or when it was sent again. */
  at: z.string().nullable(),
  key: z.string().nullable(),
  /** UTF-8; cut where many letters are listed. */
  value: z.string().nullable(),
});
export type ListedDeadLetter = z.infer<typeof ListedDeadLetter>;

/** Letters of one topic that one consumer gave up for one reason. */
export const DeadLetterCause = z.strictObject({
  topic: z.string(),
  consumer: z.string().nullable(),
  cause: z.string(),
  count: z.int(),
  /** How many of them could be sent again. */
  open: z.int(),
  firstAt: z.string(),
  lastAt: z.string(),
});
export type DeadLetterCause = z.infer<typeof DeadLetterCause>;

/** `data` of GET /v1/admin/dead-letters. */
export const DeadLetterListing = z.strictObject({
  /** Records that the dead-letter topics keep. */
  kept: z.int(),
  /** How many of those, oldest first, were looked at. */
  examined: z.int(),
  states: z.record(DeadLetterState, z.int()),
  causes: z.array(DeadLetterCause),
  letters: z.array(ListedDeadLetter),
});
export type DeadLetterListing = z.infer<typeof DeadLetterListing>;
