import { z } from 'zod';

/** The body of POST /v1/admin/consumers/{name}/replay: the oldest kept record, or the first at a time or after it. */
export const ReplayRequest = z.strictObject({
  from: z.union([z.literal('beginning'), z.iso.datetime({ offset: true })]),
});
export type ReplayRequest = z.infer<typeof ReplayRequest>;

/** Its `data`: where each group stood and where it stands now. */
export const Replay = z.strictObject({
  consumer: z.string(),
  /** How many records that had been committed will be delivered again. */
  repeated: z.int(),
  groups: z.array(
    z.strictObject({
      group: z.string(),
      topic: z.string(),
      partitions: z.array(z.strictObject({ partition: z.int(), from: z.int().nullable(), to: z.int() })),
    }),
  ),
});
export type Replay = z.infer<typeof Replay>;
