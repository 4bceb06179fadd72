import type { Stack } from 'aws-cdk-lib';
import { consumerFunction } from '../../functions/contracts/grid/consumer.ts';
import { consumerDelayPartition } from '../../functions/contracts/grid/consumer-delay.ts';
import { topics as gridTopics } from '../../functions/contracts/grid/topics.ts';
import { orderFunction, orderGroup, topics as orderTopics } from '../../functions/contracts/orders/topics.ts';
import type { ConfigTable } from '../constructs/config-table.ts';
import { FlowFunction } from '../constructs/flow-function.ts';
import type { HandlerBundles } from '../constructs/handler-bundles.ts';
import type { KafkaAccess, NamedCluster } from '../constructs/kafka-access.ts';
import {
  describeGroupsPermissions,
  type GroupPattern,
  joinGroupsPermissions,
} from '../constructs/kafka-permissions.ts';
import type { Permission } from '../constructs/permission.ts';
import { Route } from '../constructs/route.ts';
import type { RouteTree } from '../constructs/route-tree.ts';

export interface AdministrationProps {
  readonly bundles: HandlerBundles;
  readonly routes: RouteTree;
  readonly cluster: NamedCluster;
  readonly kafka: KafkaAccess;
  /** Where a function that asks Lambda finds it, if the SDK does not by itself. */
  readonly lambdaVariables: Readonly<Record<string, string>>;
  readonly config: ConfigTable;
}

/**
 * Lists, pauses, resumes, slows and replays consumers. Two functions are outside the network and ask Lambda, two are in it
 * and ask Kafka: the network has no way to Lambda's API.
 */
export const addConsumerAdministration = (stack: Stack, props: AdministrationProps): void => {
  const { routes } = props;
  const list = addLambdaFunction(stack, props, 'platform-list-consumers', 'Lists consumers and their event sources');
  list.allow(listMappings);
  props.config.grant(list, 'GetItem');
  new Route(stack, { routes, method: 'GET', path: '/v1/admin/consumers', function: list });

  const change = addLambdaFunction(stack, props, 'platform-change-consumer', 'Pauses, resumes and slows a consumer');
  change.allow(listMappings);
  for (const pattern of [anyConsumer, orderFunction]) change.allow(updateMappings(pattern));
  props.config.grant(change, 'GetItem');
  props.config.grantPartition(change, consumerDelayPartition, 'PutItem');
  new Route(stack, { routes, method: 'PATCH', path: '/v1/admin/consumers/{name}', function: change });

  const groups = addKafkaFunction(
    stack,
    props,
    'platform-list-consumer-groups',
    'Tells where consumers stand in topics',
  );
  for (const flow of flowGroups) {
    for (const permission of describeGroupsPermissions(props.cluster.arns, flow.topics, flow.groups)) {
      groups.allow(permission);
    }
  }
  new Route(stack, { routes, method: 'GET', path: '/v1/admin/consumer-groups', function: groups });

  const replay = addKafkaFunction(stack, props, 'platform-replay-consumer', 'Sets a consumer back in its topics');
  for (const flow of flowGroups) {
    for (const permission of joinGroupsPermissions(props.cluster.arns, flow.topics, flow.groups))
      replay.allow(permission);
  }
  new Route(stack, { routes, method: 'POST', path: '/v1/admin/consumers/{name}/replay', function: replay });
};

const size = { memoryMb: 512, timeoutSeconds: 29 };

const addLambdaFunction = (
  stack: Stack,
  { bundles, cluster, config, lambdaVariables }: AdministrationProps,
  name: string,
  description: string,
): FlowFunction =>
  new FlowFunction(stack, name, {
    ...size,
    bundle: bundles.named(name),
    description,
    environment: { CONFIG_TABLE: config.tableName, KAFKA_CLUSTER_ARN: cluster.clusterArn, ...lambdaVariables },
  });

/** A function in the network that asks Kafka. */
export const addKafkaFunction = (
  stack: Stack,
  { bundles, kafka, config }: AdministrationProps,
  name: string,
  description: string,
): FlowFunction => {
  const added = new FlowFunction(stack, name, {
    ...size,
    bundle: bundles.named(name),
    description,
    kafka,
    environment: { CONFIG_TABLE: config.tableName },
  });
  config.grant(added, 'GetItem');
  return added;
};

const anyConsumer = consumerFunction('*');

/** Which groups of the flows read which topics. */
export const flowGroups: readonly { readonly topics: readonly string[]; readonly groups: GroupPattern }[] = [
  {
    topics: Object.values(gridTopics),
    groups: {
      pattern: anyConsumer,
      reason: 'Consumers come and go, and this function does not change with them.',
    },
  },
  {
    topics: [orderTopics.orders],
    groups: { pattern: orderGroup, reason: "The * stands for the cluster's UUID, which MSK makes up." },
  },
];

export const listMappings: Permission = {
  actions: ['lambda:ListEventSourceMappings'],
  resources: ['*'],
  wildcardReason: 'Lambda lists event source mappings by account only.',
};

const lambdaArn = (rest: string): string => `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:${rest}`;

const updateMappings = (functionPattern: string): Permission => ({
  actions: ['lambda:UpdateEventSourceMapping'],
  resources: [lambdaArn('event-source-mapping:*')],
  wildcardReason: "The * stands for the mapping's UUID, which Lambda makes up; the condition limits it to consumers'.",
  conditions: { ArnLike: { 'lambda:FunctionArn': lambdaArn(`function:${functionPattern}`) } },
});
