import { z } from 'zod';
import { InstanceStatus } from './instance-status.ts';

/** What the supervisor tells the command that started it, over Node's IPC channel, until it is ready. */
export const SupervisorEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step'), text: z.string(), ms: z.number() }),
  z.object({ type: z.literal('ready'), status: InstanceStatus }),
  z.object({
    type: z.literal('failed'),
    code: z.string(),
    message: z.string(),
    retryable: z.boolean(),
    actions: z.array(z.string()),
  }),
]);
export type SupervisorEvent = z.infer<typeof SupervisorEvent>;
