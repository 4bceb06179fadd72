import { consumerGroup, consumerOfFunction, parseConsumerGroup } from './grid/consumer.ts';
import { topics as gridTopics } from './grid/topics.ts';
import { orderFunction, orderGroup, topics as orderTopics } from './orders/topics.ts';

/** A consumer's group for one topic. */
export interface GroupOfConsumer {
  readonly consumer: string;
  readonly topic: string;
  readonly group: string;
}

/** The orders' one consumer is named as its group. */
export const orderProcessors: GroupOfConsumer = { consumer: orderGroup, topic: orderTopics.orders, group: orderGroup };

/** The consumer of any flow that a function is, or undefined for a function of another kind. */
export const flowConsumerOf = (functionName: string): string | undefined =>
  functionName === orderFunction ? orderProcessors.consumer : consumerOfFunction(functionName);

/** The groups that a consumer of any flow has, whether Kafka knows them yet or not. */
export const groupsOf = (consumer: string): GroupOfConsumer[] =>
  consumer === orderProcessors.consumer
    ? [orderProcessors]
    : Object.values(gridTopics).map((topic) => ({ consumer, topic, group: consumerGroup(consumer, topic) }));

/** What a consumer group of any flow reads and for whom, or undefined for a group of another kind. */
export const parseFlowGroup = (group: string): GroupOfConsumer | undefined => {
  if (group === orderProcessors.group) return orderProcessors;
  const parsed = parseConsumerGroup(group);
  return parsed && { ...parsed, group };
};
