import { z } from 'zod';
import { Cutover } from '../registry/cutover/cutover-item.ts';

/** `data` of GET and PUT /v1/admin/cutovers/team-a: the mode, and what the two outputs hold, counted in their stores by id. */
export const CutoverStatus = z.strictObject({
  output: z.string(),
  cutover: Cutover,
  /** Since when the mode is what it is; null where it was never set. */
  since: z.iso.datetime().nullable(),
  /** Records that are on the topics of either output and not stored yet. */
  behind: z.int(),
  parity: z.strictObject({
    compared: z.int(),
    equal: z.int(),
    onlyOld: z.int(),
    onlyNew: z.int(),
    repeated: z.int(),
    /** In both outputs, with different values. */
    differing: z.int(),
    holds: z.boolean(),
  }),
});
export type CutoverStatus = z.infer<typeof CutoverStatus>;

/** `data` of POST /v1/admin/cutovers/team-a: what only one output had was put on the other's topic. */
export const CutoverCopy = z.strictObject({
  toOld: z.int(),
  toNew: z.int(),
  /** What one request is too small for: ask again when these are stored. */
  remaining: z.int(),
});
export type CutoverCopy = z.infer<typeof CutoverCopy>;
