import type { App } from 'aws-cdk-lib';
import { type HandlerBundle, HandlerBundles } from '../constructs/handler-bundles.ts';
import { ApiStageStack } from './api-stage.ts';
import { GridStack } from './grid.ts';
import { type GridConsumers, readGridConsumers } from './grid-consumers.ts';
import { PlatformStack } from './platform.ts';

export interface ApplicationProps {
  /** The deployment stage. In `demo` data goes with the stacks, and a key named demo is made. */
  readonly stage: string;
  readonly bundles: readonly HandlerBundle[];
  readonly gridConsumers?: GridConsumers;
}

/** All stacks: the platform first, then the flows, then the API's stage. */
export const buildApplication = (
  app: App,
  { stage, gridConsumers = readGridConsumers(), ...props }: ApplicationProps,
): void => {
  const isDemo = stage === 'demo';
  const bundles = new HandlerBundles(props.bundles);
  const common = { bundles, keepsData: !isDemo, terminationProtection: !isDemo };

  const platform = new PlatformStack(app, 'SluicePlatform', {
    ...common,
    stage,
    keyOwners: isDemo ? ['grid-ingest', 'demo'] : ['grid-ingest'],
    description: 'Sluice: network, Kafka cluster, API and configuration',
  });
  const grid = new GridStack(app, 'SluiceGrid', {
    ...common,
    platform,
    consumers: gridConsumers,
    description: "Sluice: the electricity market's data",
  });
  new ApiStageStack(app, 'SluiceApiStage', {
    api: platform.api,
    flows: [platform, grid],
    description: "Sluice: the API's stage",
    terminationProtection: !isDemo,
  });
};
