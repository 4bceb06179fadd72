import type { Stack } from 'aws-cdk-lib';
import { consumerGroup } from '../../functions/contracts/grid/consumer.ts';
import { readModelConsumer } from '../../functions/contracts/grid/read-model-consumer.ts';
import { topics } from '../../functions/contracts/grid/topics.ts';
import { readingsGroup, storeReadingsFunction } from '../../functions/contracts/grid/weather-reading.ts';
import { cutoverPartition } from '../../functions/contracts/registry/cutover/cutover-item.ts';
import { Consumer } from '../constructs/consumer.ts';
import { FlowFunction, type FlowFunctionProps } from '../constructs/flow-function.ts';
import { FlowTable } from '../constructs/flow-table.ts';
import type { HandlerBundles } from '../constructs/handler-bundles.ts';
import { describeGroupsPermissions } from '../constructs/kafka-permissions.ts';
import { Route } from '../constructs/route.ts';
import type { RouteTree } from '../constructs/route-tree.ts';
import type { Topic } from '../constructs/topic.ts';
import { accessTables, grantAccessTables } from './access-tables.ts';
import type { PlatformStack } from './platform.ts';

export interface CutoverProps {
  readonly platform: PlatformStack;
  readonly bundles: HandlerBundles;
  readonly routes: RouteTree;
  readonly keepsData: boolean;
  /** Team A's readings in the old shape. */
  readonly readings: { readonly topic: Topic; readonly deadLetters: Topic };
  /** The canonical observations that replace them. */
  readonly observations: Topic;
  readonly events: FlowTable;
}

const readingsPath = '/v1/weather/readings';
const cutoverPath = '/v1/admin/cutovers/team-a';

/**
 * Team A's readings, on their way from a topic and a table of their own to the canonical observations: a config item says which of
 * the two is written and read.
 */
export const addReadingCutover = (stack: Stack, props: CutoverProps): Consumer => {
  const { platform, routes, keepsData, readings, observations, events } = props;
  const table = new FlowTable(stack, 'grid-readings', { keepsItems: keepsData });
  const tables = { READINGS_TABLE: table.tableName, EVENTS_TABLE: events.tableName };
  const add = (name: string, about: Omit<FlowFunctionProps, 'bundle' | 'memoryMb'>): FlowFunction =>
    new FlowFunction(stack, name, { bundle: props.bundles.named(name), memoryMb: 512, ...about });

  const accept = add('grid-accept-readings', {
    description: "Puts team A's readings on the topics that the cutover writes",
    timeoutSeconds: 25,
    kafka: platform.kafka,
    environment: accessTables(platform),
  });
  grantAccessTables(accept, platform);
  for (const topic of [readings.topic, observations]) accept.grantProduce(topic);
  new Route(stack, { routes, method: 'POST', path: readingsPath, function: accept });

  const list = add('grid-list-readings', {
    description: "Answers team A's readers from the output that the cutover chooses",
    timeoutSeconds: 10,
    environment: { ...accessTables(platform), ...tables },
  });
  grantAccessTables(list, platform);
  for (const each of [table, events]) each.grant(list, 'Query');
  new Route(stack, { routes, method: 'GET', path: readingsPath, function: list });

  const addAdmin = (method: 'GET' | 'PUT' | 'POST', name: string, description: string): FlowFunction => {
    const environment = { CONFIG_TABLE: platform.config.tableName, ...tables };
    const added = add(name, { description, timeoutSeconds: 29, kafka: platform.kafka, environment });
    platform.config.grant(added, 'GetItem');
    for (const each of [table, events]) each.grant(added, 'Query');
    allowLag(added, props);
    new Route(stack, { routes, method, path: cutoverPath, function: added });
    return added;
  };
  addAdmin('GET', 'grid-show-cutover', "Tells how far team A's cutover is");
  const change = addAdmin('PUT', 'grid-change-cutover', "Takes team A's cutover a step on or back");
  platform.config.grantPartition(change, cutoverPartition, 'PutItem');
  const copy = addAdmin('POST', 'grid-copy-readings', "Copies what only one of team A's outputs has");
  for (const topic of [readings.topic, observations]) copy.grantProduce(topic);

  const store = add(storeReadingsFunction, {
    description: "Stores team A's readings in the shape that is being replaced",
    timeoutSeconds: 60,
    kafka: platform.kafka,
    environment: { READINGS_TABLE: table.tableName },
  });
  table.grant(store, 'PutItem');
  store.grantProduce(readings.deadLetters);
  return new Consumer(stack, {
    function: store,
    topic: readings.topic,
    group: readingsGroup,
    startingPosition: 'TRIM_HORIZON',
    pollers: { minimum: 1, maximum: readings.topic.partitions, group: 'sluice-grid' },
    retryAttempts: 5,
    reportBatchItemFailures: true,
    failureDestination: readings.deadLetters,
  });
};

/** To see what is on its way to the two outputs. */
const allowLag = (target: FlowFunction, { platform, readings, observations }: CutoverProps): void => {
  const reason = "The * stands for the cluster's UUID, which MSK makes up.";
  const groups: readonly (readonly [Topic, string])[] = [
    [readings.topic, readingsGroup],
    [observations, consumerGroup(readModelConsumer, topics.weatherObservations)],
  ];
  for (const [topic, pattern] of groups) {
    for (const permission of describeGroupsPermissions(platform.cluster.arns, [topic.topicName], { pattern, reason })) {
      target.allow(permission);
    }
  }
};
