import { z } from 'zod';

/** What an environment's process is told: one invocation at a time. The payload is text that the parent never parses. */
export interface InvocationMessage {
  readonly requestId: string;
  readonly payload: string;
  /** Wall-clock milliseconds at which the function times out. */
  readonly deadlineMs: number;
  readonly functionArn: string;
  /** JSON text. */
  readonly clientContext: string | undefined;
}

/** How much the process has written to its two streams, so that the parent knows when it has read every line. */
const written = { stdoutBytes: z.number(), stderrBytes: z.number() };

/** What an environment's process answers over Node's IPC channel: once for its init, then once for each invocation. */
export const EnvironmentMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), ...written }),
  z.object({ type: z.literal('init-failed'), errorType: z.string(), payload: z.string(), ...written }),
  z.object({
    type: z.literal('response'),
    payload: z.string(),
    errorType: z.string().optional(),
    /** True where the process ends itself after this, because an error was caught by nobody. */
    ending: z.boolean(),
    maxMemoryMb: z.number(),
    ...written,
  }),
  z.object({ type: z.literal('payload-refused'), reason: z.string(), ...written }),
]);
export type EnvironmentMessage = z.infer<typeof EnvironmentMessage>;
