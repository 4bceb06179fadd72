import type { Admin } from 'kafkajs';
import { consumerGroup, parseConsumerGroup } from '../../contracts/grid/consumer.ts';
import { topics } from '../../contracts/grid/topics.ts';
import type { NamedGroup } from '../../kit/kafka/read-groups.ts';

/** A consumer's group for one topic. */
export interface GroupOfConsumer extends NamedGroup {
  readonly consumer: string;
}

/** The groups that a consumer has, whether Kafka knows them yet or not. */
export const groupsOf = (consumer: string): GroupOfConsumer[] =>
  Object.values(topics).map((topic) => ({ consumer, topic, group: consumerGroup(consumer, topic) }));

/** All groups of consumers that Kafka knows, those of removed consumers too until their offsets expire, in order of their names. */
export const findGroups = async (admin: Admin): Promise<GroupOfConsumer[]> => {
  const { groups } = await admin.listGroups();
  return groups
    .flatMap(({ groupId }) => {
      const parsed = parseConsumerGroup(groupId);
      return parsed === undefined ? [] : [{ ...parsed, group: groupId }];
    })
    .toSorted((left, right) => (left.group < right.group ? -1 : 1));
};
