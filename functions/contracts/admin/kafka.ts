import { z } from 'zod';
import { ConsumerGroup } from './consumer-group.ts';

/** One of `data` of GET /v1/kafka/topics. */
export const KafkaTopic = z.strictObject({
  topic: z.string(),
  /** Records that are kept, and markers of transactions. */
  records: z.int(),
  partitions: z.array(
    z.strictObject({
      partition: z.int(),
      /** The oldest offset that is kept. */
      begin: z.int(),
      /** One past the newest record. */
      end: z.int(),
    }),
  ),
});
export type KafkaTopic = z.infer<typeof KafkaTopic>;

/** One of `data` of GET /v1/kafka/consumer-groups. */
export const KafkaGroup = ConsumerGroup.pick({ group: true, topic: true, state: true, members: true, lag: true });
export type KafkaGroup = z.infer<typeof KafkaGroup>;

/** One of `data` of GET /v1/kafka/lag. */
export const KafkaLag = ConsumerGroup.pick({ group: true, topic: true, lag: true, partitions: true });
export type KafkaLag = z.infer<typeof KafkaLag>;
