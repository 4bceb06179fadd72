import { z } from 'zod';
import { KeyConsumer, KeyScope } from '../api-key.ts';

/** One of `data` of GET /v1/admin/keys: what is known of a key without the key. */
export const ListedKey = z.strictObject({
  /** The part of the key that tells it from others: `slc_<lookup>_…`. */
  lookup: z.string(),
  consumer: z.string(),
  scopes: z.array(KeyScope),
  createdAt: z.string(),
});
export type ListedKey = z.infer<typeof ListedKey>;

/** The body of POST /v1/admin/keys. */
export const KeyRequest = z.strictObject({
  consumer: KeyConsumer,
  scopes: z
    .array(KeyScope)
    .min(1)
    .transform((scopes) => [...new Set(scopes)])
    .default(['grid:read']),
});
export type KeyRequest = z.infer<typeof KeyRequest>;

/** Its `data`: the only answer that ever holds the key. */
export const CreatedKey = z.strictObject({ ...ListedKey.shape, apiKey: z.string() });
export type CreatedKey = z.infer<typeof CreatedKey>;
