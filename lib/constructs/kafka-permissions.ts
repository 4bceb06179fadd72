import type { KafkaArns } from './kafka-arns.ts';
import type { Permission } from './permission.ts';

const clusterUuid = "The * stands for the cluster's UUID, which MSK makes up.";

/** To append to a topic with an idempotent producer. */
export const producePermissions = (arns: KafkaArns, topic: string): readonly Permission[] => [
  {
    actions: ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster', 'kafka-cluster:WriteDataIdempotently'],
    resources: [arns.cluster],
    wildcardReason: clusterUuid,
  },
  {
    actions: ['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'],
    resources: [arns.topic(topic)],
    wildcardReason: clusterUuid,
  },
];

/** To append in transactions whose ids begin with a prefix: each producer has an id of its own. */
export const transactionPermission = (arns: KafkaArns, idPrefix: string): Permission => ({
  actions: ['kafka-cluster:DescribeTransactionalId', 'kafka-cluster:AlterTransactionalId'],
  resources: [arns.transactionalId(`${idPrefix}*`)],
  wildcardReason: 'Each execution environment makes up an id of its own, so that none shuts out another.',
});

/** What an event source does in the function's name: find the cluster, place its pollers, read the topic, commit as the group. */
export const consumePermissions = (arns: KafkaArns, topic: string, group: string): readonly Permission[] => [
  {
    actions: ['kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers'],
    resources: [arns.cluster],
    wildcardReason: clusterUuid,
  },
  {
    actions: ['ec2:DescribeVpcs', 'ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups'],
    resources: ['*'],
    wildcardReason: 'EC2 describes networks by account only.',
  },
  {
    actions: ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster'],
    resources: [arns.cluster],
    wildcardReason: clusterUuid,
  },
  {
    actions: ['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'],
    resources: [arns.topic(topic)],
    wildcardReason: clusterUuid,
  },
  {
    actions: ['kafka-cluster:DescribeGroup', 'kafka-cluster:AlterGroup'],
    resources: [arns.group(group)],
    wildcardReason: clusterUuid,
  },
];

/** To send failed records to a topic: ReadData too, as in Lambda's own example for Kafka destinations. */
export const failureDestinationPermissions = (arns: KafkaArns, topic: string): readonly Permission[] => [
  {
    actions: ['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData', 'kafka-cluster:ReadData'],
    resources: [arns.topic(topic)],
    wildcardReason: clusterUuid,
  },
];

/** To see which topics there are, and where they begin and end. */
export const describeTopicsPermissions = (arns: KafkaArns, topics: readonly string[]): readonly Permission[] => [
  connectPermission(arns),
  { actions: ['kafka-cluster:DescribeTopic'], resources: topics.map(arns.topic), wildcardReason: clusterUuid },
];

/** To see where groups stand in topics. */
export const describeGroupsPermissions = (
  arns: KafkaArns,
  topics: readonly string[],
  groups: GroupPattern,
): readonly Permission[] => [
  ...describeTopicsPermissions(arns, topics),
  {
    actions: ['kafka-cluster:DescribeGroup'],
    resources: [arns.group(groups.pattern)],
    wildcardReason: groups.reason,
  },
];

/** To read topics as a member of a group, or to commit offsets for it, which takes the same. */
export const joinGroupsPermissions = (
  arns: KafkaArns,
  topics: readonly string[],
  groups: GroupPattern,
): readonly Permission[] => [
  connectPermission(arns),
  {
    actions: ['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'],
    resources: topics.map(arns.topic),
    wildcardReason: clusterUuid,
  },
  {
    actions: ['kafka-cluster:DescribeGroup', 'kafka-cluster:AlterGroup'],
    resources: [arns.group(groups.pattern)],
    wildcardReason: groups.reason,
  },
];

/** Groups by the beginning of their names. */
export interface GroupPattern {
  /** With a `*` at its end. */
  readonly pattern: string;
  readonly reason: string;
}

const connectPermission = (arns: KafkaArns): Permission => ({
  actions: ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster'],
  resources: [arns.cluster],
  wildcardReason: clusterUuid,
});

/** To place network interfaces: Lambda's for a function in a network, and an event source's pollers. */
export const networkInterfacePermission: Permission = {
  actions: ['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DeleteNetworkInterface'],
  resources: ['*'],
  wildcardReason: 'A network interface has no ARN before it exists, and Lambda refuses a role that is limited to some.',
};
