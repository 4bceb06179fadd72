import type { Stack } from 'aws-cdk-lib';
import { channels } from '../../functions/contracts/channels.ts';
import { topics as orderTopics } from '../../functions/contracts/orders/topics.ts';
import { describeGroupsPermissions, describeTopicsPermissions } from '../constructs/kafka-permissions.ts';
import { Route } from '../constructs/route.ts';
import { type AdministrationProps, addKafkaFunction, flowGroups } from './consumer-administration.ts';

/** Tells of every flow's topics and groups. */
export const addKafkaAdministration = (stack: Stack, props: AdministrationProps): void => {
  const { routes, cluster } = props;
  const topics = addKafkaFunction(stack, props, 'platform-list-topics', 'Lists topics and their ends');
  for (const permission of describeTopicsPermissions(cluster.arns, everyTopic)) topics.allow(permission);
  new Route(stack, { routes, method: 'GET', path: '/v1/kafka/topics', function: topics });

  const groups = addKafkaFunction(stack, props, 'platform-list-groups', 'Lists consumer groups and their lag');
  for (const flow of flowGroups) {
    for (const permission of describeGroupsPermissions(cluster.arns, flow.topics, flow.groups))
      groups.allow(permission);
  }
  new Route(stack, { routes, method: 'GET', path: '/v1/kafka/consumer-groups', function: groups });
  new Route(stack, { routes, method: 'GET', path: '/v1/kafka/lag', function: groups });
};

const everyTopic: readonly string[] = [
  ...channels.flatMap(({ topic, deadLetters }) => [topic, deadLetters]),
  orderTopics.orderResults,
];
