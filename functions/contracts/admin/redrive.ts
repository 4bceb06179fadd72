import { z } from 'zod';
import { RecordPlace } from './dead-letter-listing.ts';

/** The body of POST /v1/admin/dead-letters/redrive: which letters to send again to the topics they come from. */
export const RedriveRequest = z.discriminatedUnion('select', [
  /** All that have not been sent again. */
  z.strictObject({ select: z.literal('all'), topic: z.string().exactOptional() }),
  /** Those whose next automatic attempt is due, whether automatic redrive is switched on or not. */
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
  /** Letters that are to be sent and for which the request's time or number was not enough: ask again. */
  remaining: z.int(),
  /** Letters that were not looked at for the same reason; some may have been sent before. */
  unread: z.int(),
});
export type Redrive = z.infer<typeof Redrive>;
