import { z } from 'zod';

/** What goes with every successful answer. */
const EnvelopeMeta = z.strictObject({
  /** How many items `data` has, or 1. */
  count: z.int().min(0),
  region_filter: z.string().nullable(),
  correlation_id: z.string(),
  /** ISO 8601 time of the answer. */
  timestamp: z.string(),
});

/** The body of every successful answer. */
export interface Envelope<Data> {
  readonly data: Data;
  readonly meta: z.infer<typeof EnvelopeMeta>;
}
