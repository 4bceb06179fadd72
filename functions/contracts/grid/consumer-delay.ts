import { z } from 'zod';

/** The partition of the config table that holds by how much consumers are slowed for a demonstration. */
export const consumerDelayPartition = 'consumer';

export const consumerDelayAddress = (consumer: string) => ({ pk: consumerDelayPartition, sk: consumer });

/** Below a consumer's timeout by far, so that a slowed batch still ends by itself. */
export const DelayMs = z.int().min(0).max(10_000);

/** By how much each batch of a consumer takes longer than its work. */
export const ConsumerDelayItem = z.object({ pk: z.string(), sk: z.string(), delayMs: DelayMs });
