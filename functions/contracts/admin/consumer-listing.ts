import { z } from 'zod';
import { DelayMs } from '../grid/consumer-delay.ts';

/** One event source mapping of a consumer, as Lambda describes it. */
export const ConsumerSource = z.strictObject({
  uuid: z.string(),
  topic: z.string(),
  group: z.string(),
  /** Lambda's word: Creating, Enabling, Enabled, Disabling, Disabled, Updating, Deleting. */
  state: z.string(),
  lastProcessingResult: z.string(),
});

/** One of `data` of GET /v1/admin/consumers, and `data` of PATCH /v1/admin/consumers/{name}. */
export const ListedConsumer = z.strictObject({
  name: z.string(),
  functionName: z.string(),
  /** By how much each batch is slowed for a demonstration; 0 is not at all. */
  delayMs: DelayMs,
  sources: z.array(ConsumerSource),
});
export type ListedConsumer = z.infer<typeof ListedConsumer>;

/** The body of PATCH /v1/admin/consumers/{name}; what is left out stays. */
export const ConsumerChange = z
  .strictObject({ enabled: z.boolean().exactOptional(), delayMs: DelayMs.exactOptional() })
  .refine((change) => Object.keys(change).length > 0, {
    error: 'Nothing is to be changed',
    params: { fix: 'Give enabled, delayMs or both' },
  });
export type ConsumerChange = z.infer<typeof ConsumerChange>;
