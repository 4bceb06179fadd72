import type { Stack } from 'aws-cdk-lib';
import { deadLetterTopicOf, redrivePartition } from '../../functions/contracts/dead-letter.ts';
import { topics } from '../../functions/contracts/grid/topics.ts';
import { FlowFunction } from '../constructs/flow-function.ts';
import { type GroupPattern, joinGroupsPermissions } from '../constructs/kafka-permissions.ts';
import { Route } from '../constructs/route.ts';
import type { AdministrationProps } from './consumer-administration.ts';

/** Shows what consumers gave up, and sends it again to the topics that it comes from. */
export const addDeadLetterAdministration = (stack: Stack, props: AdministrationProps): void => {
  const { routes, config, cluster } = props;
  const list = addReader(stack, props, 'platform-list-dead-letters', 'Shows what consumers gave up');
  config.grant(list, 'GetItem');
  config.grantPartition(list, redrivePartition, 'Query');
  new Route(stack, { routes, method: 'GET', path: '/v1/admin/dead-letters', function: list });

  const redrive = addReader(stack, props, 'platform-redrive-dead-letters', 'Sends given-up records again');
  config.grant(redrive, 'GetItem');
  config.grantPartition(redrive, redrivePartition, 'Query', 'PutItem', 'DeleteItem');
  for (const topicName of Object.values(topics)) redrive.grantProduce({ topicName, arns: cluster.arns });
  new Route(stack, { routes, method: 'POST', path: '/v1/admin/dead-letters/redrive', function: redrive });
};

const addReader = (
  stack: Stack,
  { bundles, kafka, config, cluster }: AdministrationProps,
  name: string,
  description: string,
): FlowFunction => {
  const reader = new FlowFunction(stack, name, {
    bundle: bundles.named(name),
    description,
    memoryMb: 512,
    timeoutSeconds: 29,
    kafka,
    environment: { CONFIG_TABLE: config.tableName },
  });
  const deadLetterTopics = Object.values(topics).map((topic) => deadLetterTopicOf(topic));
  for (const permission of joinGroupsPermissions(cluster.arns, deadLetterTopics, readers)) reader.allow(permission);
  return reader;
};

const readers: GroupPattern = {
  pattern: 'sluice-dead-letters.*',
  reason: 'Each reading has a group of its own, which is gone when it ends.',
};
