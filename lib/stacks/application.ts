import { type App, Stack } from 'aws-cdk-lib';
import { ASSET_RESOURCE_METADATA_ENABLED_CONTEXT, PATH_METADATA_ENABLE_CONTEXT } from 'aws-cdk-lib/cx-api';
import type { GridConsumers } from '../../functions/contracts/grid/consumer.ts';
import { addGivenParameters } from '../constructs/given-parameters.ts';
import { type HandlerBundle, HandlerBundles } from '../constructs/handler-bundles.ts';
import { targetOf } from '../constructs/target.ts';
import { ApiStageStack } from './api-stage.ts';
import { seedClients } from './clients.ts';
import { DatabaseStack } from './database.ts';
import { GridStack } from './grid.ts';
import { readGridConsumers } from './grid-consumers.ts';
import { OrdersStack } from './orders.ts';
import { PlatformStack } from './platform.ts';

export interface ApplicationProps {
  /** The deployment stage. In `demo` data goes with the stacks, and a key named demo is made. */
  readonly stage: string;
  readonly bundles: readonly HandlerBundle[];
  readonly gridConsumers?: GridConsumers;
}

/** All stacks: the platform first, then the database, then the flows, then the API's stage. */
export const buildApplication = (
  app: App,
  { stage, gridConsumers = readGridConsumers(), ...props }: ApplicationProps,
): void => {
  // The runner finds resources by path and code by folder, so the templates always say both.
  app.node.setContext(PATH_METADATA_ENABLE_CONTEXT, true);
  app.node.setContext(ASSET_RESOURCE_METADATA_ENABLED_CONTEXT, true);

  const isDemo = stage === 'demo';
  const bundles = new HandlerBundles(props.bundles);
  const common = { bundles, keepsData: !isDemo, terminationProtection: !isDemo };

  const platform = new PlatformStack(app, 'SluicePlatform', {
    ...common,
    stage,
    seed: seedClients(isDemo),
    description: 'Sluice: network, Kafka cluster, API and configuration',
  });
  const grid = new GridStack(app, 'SluiceGrid', {
    ...common,
    platform,
    consumers: gridConsumers,
    description: "Sluice: the electricity market's data",
  });
  const database = new DatabaseStack(app, 'SluiceDatabase', {
    ...common,
    stage,
    platform,
    description: 'Sluice: the database of the flows that need one',
  });
  const orders = new OrdersStack(app, 'SluiceOrders', {
    ...common,
    platform,
    database: database.access,
    isDemo,
    description: 'Sluice: orders, processed exactly once or not',
  });
  new ApiStageStack(app, 'SluiceApiStage', {
    api: platform.api,
    flows: [platform, grid, orders],
    description: "Sluice: the API's stage",
    terminationProtection: !isDemo,
  });

  if (targetOf(app) === 'localstack')
    for (const stack of app.node.findAll().filter(Stack.isStack)) addGivenParameters(stack);
};
