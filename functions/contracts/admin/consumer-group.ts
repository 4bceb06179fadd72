import { z } from 'zod';

/** How far a partition's consumer is behind: not at all, by less than a hundred records, by more. */
export const LagGrade = z.enum(['ok', 'behind', 'far behind']);
export type LagGrade = z.infer<typeof LagGrade>;

export const GroupPartition = z.strictObject({
  partition: z.int(),
  /** The next offset to be read; null where nothing has been committed. */
  committed: z.int().nullable(),
  /** The oldest offset that is kept. */
  begin: z.int(),
  /** One past the newest record. */
  end: z.int(),
  /** Records that are kept and not committed. */
  lag: z.int(),
  grade: LagGrade,
});
export type GroupPartition = z.infer<typeof GroupPartition>;

/** One of `data` of GET /v1/admin/consumer-groups, where `?consumer=` names one: a consumer's place in one topic. */
export const ConsumerGroup = z.strictObject({
  group: z.string(),
  consumer: z.string(),
  topic: z.string(),
  /** Kafka's word: Stable, PreparingRebalance, CompletingRebalance, Empty, Dead. */
  state: z.string(),
  members: z.int(),
  lag: z.int(),
  partitions: z.array(GroupPartition),
});
export type ConsumerGroup = z.infer<typeof ConsumerGroup>;
