import { z } from 'zod';

/**
 * How far an old output has been replaced by the canonical one. `old` and `new` write one of them; `dual` writes both
 * and serves `percent` (0–100) of the keys from the new one.
 */
export const Cutover = z.strictObject({
  mode: z.enum(['old', 'dual', 'new']),
  percent: z.number().min(0).max(100),
});
export type Cutover = z.infer<typeof Cutover>;

/** Where the config table keeps the cutover of one output, e.g. `team-a`. */
export const cutoverAddress = (output: string) => ({ pk: 'cutover', sk: output });

/** The config item: changed live, read at each invocation. */
export const CutoverItem = z.object({ pk: z.literal('cutover'), sk: z.string(), ...Cutover.shape });
export type CutoverItem = z.infer<typeof CutoverItem>;
