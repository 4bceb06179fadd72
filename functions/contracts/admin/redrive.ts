import { z } from 'zod';
import { RecordPlace } from './dead-letter-listing.ts';

/** The body of POST /v1/admin/dead-letters/redrive: which letters to send again to the topics they come from. */
export const RedriveRequest = z.discriminatedUnion('select', [
  /** All that have not been sent again. */
  z.strictObject({ select: z.literal('all'), topic: z.string().exactOptional() }),
  /** Those whose next automatic attempt is due. */
  z.strictObject({ select: z.literal('due'), topic: z.string().exactOptional() }),
  z.strictObject({ select: z.literal('these'), places: z.array(RecordPlace).min(1).max(500) }),
]);
export type RedriveRequest = z.infer<typeof RedriveRequest>;

export const RedrivenLetter = z.strictObject({
  place: RecordPlace,
  origin: RecordPlace,
  /** The how-manieth time it is sent again. */
  attempt: z.int(),
});
export type RedrivenLetter = z.infer<typeof RedrivenLetter>;

/** Its `data`. */
export const Redrive = z.strictObject({
  redriven: z.array(RedrivenLetter),
  /** Letters that were asked for and are not sent again now. */
  left: z.array(
    z.strictObject({
      place: RecordPlace,
      reason: z.enum(['already redriven', 'being redriven', 'unreadable', 'not there']),
    }),
  ),
  /** Letters whose next automatic attempt is yet to come, and when the first is. */
  notDue: z.int(),
  nextAt: z.string().nullable(),
  exhausted: z.int(),
  /** True where the request's limit was reached: send it again. */
  more: z.boolean(),
});
export type Redrive = z.infer<typeof Redrive>;
