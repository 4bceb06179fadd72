import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const keyPattern = /^slc_([0-9A-Za-z]{8})_[0-9A-Za-z]{33}$/;

export const KeyScope = z.enum(['grid:read', 'grid:write', 'orders:read', 'orders:write', 'admin']);
export type KeyScope = z.infer<typeof KeyScope>;

/** Who a key belongs to; the name is in limits, logs and metrics. */
export const KeyConsumer = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** A key as the config table keeps it, under `key` / lookup: never the key itself. */
export const ApiKeyItem = z.object({
  pk: z.literal('key'),
  sk: z.string(),
  /** Hexadecimal SHA-256 of the whole key. */
  sha256: z.string(),
  consumer: z.string(),
  scopes: z.array(KeyScope),
  createdAt: z.string(),
});
export type ApiKeyItem = z.infer<typeof ApiKeyItem>;

/** A new key `slc_<lookup>_<secret>`, its secret 24 random bytes (192 bits) in base 62, and the item that admits it. */
export const createApiKey = (owner: Pick<ApiKeyItem, 'consumer' | 'scopes' | 'createdAt'>) => {
  const lookup = base62(randomBytes(6), 8);
  const apiKey = `slc_${lookup}_${base62(randomBytes(24), 33)}`;
  const item: ApiKeyItem = { pk: 'key', sk: lookup, sha256: sha256(apiKey).toString('hex'), ...owner };
  return { apiKey, item };
};

/** The part that the key's item is found by, or undefined for a text that is no key. */
export const lookupOf = (apiKey: string): string | undefined => keyPattern.exec(apiKey)?.[1];

/** Whether the key is the one that the item admits; takes the same time wherever they differ. */
export const isKeyOf = (item: ApiKeyItem, apiKey: string): boolean => {
  const expected = Buffer.from(item.sha256, 'hex');
  const given = sha256(apiKey);
  return expected.length === given.length && timingSafeEqual(expected, given);
};

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

const base62 = (bytes: Buffer, length: number): string => {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  while (text.length < length) {
    text = digits.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text;
};
