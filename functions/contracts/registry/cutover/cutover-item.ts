import { z } from 'zod';

/**
 * How far an old output has been replaced by the canonical one. `old` and `new` write one of them; `dual` writes both
 * and serves `percent` (0–100) of the keys from the new one.
 */
export const Cutover = z.strictObject({
  mode: z.enum(['old', 'dual', 'new']),
  percent: z.number().min(0).max(100).default(0),
});
export type Cutover = z.infer<typeof Cutover>;

export const cutoverPartition = 'cutover' as const;

/** Where the config table keeps the cutover of one output, e.g. `team-a`. */
export const cutoverAddress = (output: string) => ({ pk: cutoverPartition, sk: output });

/** The config item: changed live, read at each invocation. */
export const CutoverItem = z.object({
  pk: z.literal(cutoverPartition),
  sk: z.string(),
  ...Cutover.shape,
  /** Since when the mode is what it is; epoch milliseconds. */
  sinceMs: z.number(),
});
export type CutoverItem = z.infer<typeof CutoverItem>;

/** What holds where nothing was said: the old output has not been replaced. */
export const initialCutover: Pick<CutoverItem, 'mode' | 'percent' | 'sinceMs'> = {
  mode: 'old',
  percent: 0,
  sinceMs: 0,
};
