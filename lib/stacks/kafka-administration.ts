import type { Stack } from 'aws-cdk-lib';
import { deadLetterTopicOf } from '../../functions/contracts/dead-letter.ts';
import { channels, topics as gridTopics } from '../../functions/contracts/grid/topics.ts';
import { orderGroup, topics as orderTopics } from '../../functions/contracts/orders/topics.ts';
import {
  describeGroupsPermissions,
  describeTopicsPermissions,
  type GroupPattern,
} from '../constructs/kafka-permissions.ts';
import { Route } from '../constructs/route.ts';
import { type AdministrationProps, addKafkaFunction, consumerGroups } from './consumer-administration.ts';

/** Tells of every flow's topics and groups. */
export const addKafkaAdministration = (stack: Stack, props: AdministrationProps): void => {
  const { routes, cluster } = props;
  const topics = addKafkaFunction(stack, props, 'platform-list-topics', 'Lists topics and their ends');
  for (const permission of describeTopicsPermissions(cluster.arns, everyTopic)) topics.allow(permission);
  new Route(stack, { routes, method: 'GET', path: '/v1/kafka/topics', function: topics });

  const groups = addKafkaFunction(stack, props, 'platform-list-groups', 'Lists consumer groups and their lag');
  for (const permission of [
    ...describeGroupsPermissions(cluster.arns, Object.values(gridTopics), consumerGroups),
    ...describeGroupsPermissions(cluster.arns, [orderTopics.orders], orderProcessors),
  ]) {
    groups.allow(permission);
  }
  new Route(stack, { routes, method: 'GET', path: '/v1/kafka/consumer-groups', function: groups });
  new Route(stack, { routes, method: 'GET', path: '/v1/kafka/lag', function: groups });
};

const everyTopic: readonly string[] = [
  ...channels.flatMap(({ topic, deadLetters }) => [topic, deadLetters]),
  ...Object.values(orderTopics),
  deadLetterTopicOf(orderTopics.orders),
];

const orderProcessors: GroupPattern = {
  pattern: orderGroup,
  reason: "The * stands for the cluster's UUID, which MSK makes up.",
};
