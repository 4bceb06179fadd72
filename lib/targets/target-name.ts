import { z } from 'zod';

/** The targets that a supervisor runs. */
export const TargetName = z.enum(['local', 'localstack']);
export type TargetName = z.infer<typeof TargetName>;
