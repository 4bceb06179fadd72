import { z } from 'zod';

/** An instruction at which a function can be made to kill itself; the last one is the accepting functions', the others the consumer's. */
export const CrashPoint = z.enum(['before-write', 'between-writes', 'mid-batch', 'after-commit', 'while-producing']);
export type CrashPoint = z.infer<typeof CrashPoint>;

/** A crash that is to happen: where, and how many times over all execution environments. */
export const ArmedCrash = z.strictObject({
  point: CrashPoint,
  /** How many crashes are left. */
  charges: z.int().min(0).max(100),
  /** At mid-batch and while-producing: how many records of the batch are written before. */
  after_records: z.int().min(1).max(1_000).default(1),
});
export type ArmedCrash = z.infer<typeof ArmedCrash>;
