import type { Stack } from 'aws-cdk-lib';
import { automaticRedrivePartition } from '../../functions/contracts/admin/automatic-redrive.ts';
import { channels } from '../../functions/contracts/channels.ts';
import { redrivePartition } from '../../functions/contracts/dead-letter.ts';
import { FlowFunction } from '../constructs/flow-function.ts';
import { type GroupPattern, joinGroupsPermissions } from '../constructs/kafka-permissions.ts';
import { Route } from '../constructs/route.ts';
import { Schedule } from '../constructs/schedule.ts';
import type { AdministrationProps } from './consumer-administration.ts';

/** Shows what consumers gave up, and sends it again to the topics that it comes from, asked or by itself. */
export const addDeadLetterAdministration = (stack: Stack, props: AdministrationProps): void => {
  const { routes, config } = props;
  const list = addReader(stack, props, 'platform-list-dead-letters', 'Shows what consumers gave up');
  config.grant(list, 'GetItem');
  config.grantPartition(list, redrivePartition, 'Query');
  new Route(stack, { routes, method: 'GET', path: '/v1/admin/dead-letters', function: list });

  const redrive = addReader(stack, props, 'platform-redrive-dead-letters', 'Sends given-up records again');
  grantRedrive(redrive, props);
  new Route(stack, { routes, method: 'POST', path: '/v1/admin/dead-letters/redrive', function: redrive });

  addAutomaticRedrive(stack, props);
};

const automaticPath = '/v1/admin/dead-letters/automatic';

/** Once a minute; whether it does anything, a config item says. */
const addAutomaticRedrive = (stack: Stack, props: AdministrationProps): void => {
  const { routes, config } = props;
  const run = addReader(stack, props, 'platform-redrive-automatically', 'Sends due given-up records again', 60);
  grantRedrive(run, props);
  config.grantPartition(run, automaticRedrivePartition, 'PutItem');
  new Schedule(stack, 'AutomaticRedrive', { function: run, everyMinutes: 1 });

  const show = addSwitch(stack, props, 'platform-show-automatic-redrive', 'Tells how automatic redrive is set');
  new Route(stack, { routes, method: 'GET', path: automaticPath, function: show });

  const change = addSwitch(stack, props, 'platform-change-automatic-redrive', 'Switches automatic redrive');
  config.grantPartition(change, automaticRedrivePartition, 'PutItem');
  new Route(stack, { routes, method: 'PUT', path: automaticPath, function: change });
};

const grantRedrive = (redrive: FlowFunction, { config, cluster }: AdministrationProps): void => {
  config.grant(redrive, 'GetItem');
  config.grantPartition(redrive, redrivePartition, 'Query', 'PutItem', 'DeleteItem');
  for (const { topic } of channels) redrive.grantProduce({ topicName: topic, arns: cluster.arns });
};

const addSwitch = (
  stack: Stack,
  { bundles, config }: AdministrationProps,
  name: string,
  description: string,
): FlowFunction => {
  const added = new FlowFunction(stack, name, {
    bundle: bundles.named(name),
    description,
    memoryMb: 256,
    timeoutSeconds: 10,
    environment: { CONFIG_TABLE: config.tableName },
  });
  config.grant(added, 'GetItem');
  return added;
};

const addReader = (
  stack: Stack,
  { bundles, kafka, config, cluster }: AdministrationProps,
  name: string,
  description: string,
  timeoutSeconds = 29,
): FlowFunction => {
  const reader = new FlowFunction(stack, name, {
    bundle: bundles.named(name),
    description,
    memoryMb: 512,
    timeoutSeconds,
    kafka,
    environment: { CONFIG_TABLE: config.tableName },
  });
  const deadLetterTopics = channels.map(({ deadLetters }) => deadLetters);
  for (const permission of joinGroupsPermissions(cluster.arns, deadLetterTopics, readers)) reader.allow(permission);
  return reader;
};

const readers: GroupPattern = {
  pattern: 'sluice-dead-letters.*',
  reason: 'Each reading has a group of its own, which is gone when it ends.',
};
