import { z } from 'zod';

/** What an arm's process is told, over Node's IPC channel; it answers each with one message. */
export const ArmOrder = z.discriminatedUnion('kind', [
  /** Read so many records of a full topic: answers with a Drained. */
  z.object({ kind: z.literal('drain'), topic: z.string(), groupId: z.string(), records: z.int() }),
  /** Read what comes: answers, once the first record is there, with an empty object. */
  z.object({ kind: z.literal('listen'), topic: z.string(), groupId: z.string() }),
  /** Answers with what was heard since the last such order, as a Heard. */
  z.object({ kind: z.literal('tell') }),
  /** Stop reading: answers with an empty object. */
  z.object({ kind: z.literal('hush') }),
]);
export type ArmOrder = z.infer<typeof ArmOrder>;

/** From the first record handed over to the last. */
export const Drained = z.object({ seconds: z.number(), cpuMicros: z.number() });

export const Heard = z.object({ latenciesMs: z.array(z.number()), cpuMicros: z.number() });
