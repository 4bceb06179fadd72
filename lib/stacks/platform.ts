import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Api } from '../constructs/api.ts';
import { ConfigTable } from '../constructs/config-table.ts';
import { FlowFunction } from '../constructs/flow-function.ts';
import { FlowTable } from '../constructs/flow-table.ts';
import type { HandlerBundles } from '../constructs/handler-bundles.ts';
import type { KafkaAccess, NamedCluster } from '../constructs/kafka-access.ts';
import type { Network } from '../constructs/network.ts';
import { Route } from '../constructs/route.ts';
import { RouteTree } from '../constructs/route-tree.ts';
import { Seed } from '../constructs/seed.ts';
import { addAccessAdministration } from './access-administration.ts';
import { addConsumerAdministration } from './consumer-administration.ts';
import { addDeadLetterAdministration } from './dead-letter-administration.ts';
import { addIngestionAdministration } from './ingestion-administration.ts';
import { addKafkaAdministration } from './kafka-administration.ts';
import { addSurroundings } from './surroundings.ts';

export interface PlatformProps extends StackProps {
  readonly stage: string;
  readonly bundles: HandlerBundles;
  /** Whether what was stored outlives the stack. */
  readonly keepsData: boolean;
  /** The first items of the table of configuration, as the seed is told them. */
  readonly seed: Readonly<Record<string, unknown>>;
}

/** What all flows stand on: the network, the Kafka cluster, the API's root, the table of configuration and keys. */
export class PlatformStack extends Stack {
  readonly cluster: NamedCluster;
  readonly kafka: KafkaAccess;
  /** Of the cluster and the database, where they are the application's own. */
  readonly network: Network | undefined;
  readonly config: ConfigTable;
  /** What each consumer has used of its limits: an item ends by itself soon after it has lost its meaning. */
  readonly limits: FlowTable;
  readonly api: Api;

  constructor(scope: Construct, id: string, { stage, bundles, keepsData, seed, ...props }: PlatformProps) {
    super(scope, id, props);

    const { cluster, kafka, network, localStackUrl, lambdaVariables } = addSurroundings(this, {
      stage,
      bundles,
      keepsData,
    });
    this.cluster = cluster;
    this.kafka = kafka;
    this.network = network;

    this.config = new ConfigTable(this, { keepsItems: keepsData });
    this.limits = new FlowTable(this, 'sluice-limits', { expiryAttribute: 'expiresAt', keepsItems: keepsData });
    const seeding = new FlowFunction(this, 'platform-seed', {
      bundle: bundles.named('platform-seed'),
      description: 'Makes the first API keys and limits',
      memoryMb: 256,
      timeoutSeconds: 60,
      environment: { CONFIG_TABLE: this.config.tableName },
    });
    this.config.grant(seeding, 'GetItem', 'PutItem');
    new Seed(this, 'Seed', { function: seeding, properties: seed, after: [this.config] });

    this.api = new Api(this, 'Api', { name: `sluice-${stage}`, stageName: stage, localStackUrl });
    const routes = new RouteTree(this, 'Routes', this.api);
    new Route(this, {
      routes,
      method: 'GET',
      path: '/health',
      function: new FlowFunction(this, 'platform-health', {
        bundle: bundles.named('platform-health'),
        description: 'Answers that the gateway reaches a function',
        memoryMb: 128,
        timeoutSeconds: 5,
        environment: { STAGE: stage },
      }),
    });

    const administration = { bundles, routes, cluster, kafka, lambdaVariables, config: this.config };
    addAccessAdministration(this, administration);
    addConsumerAdministration(this, administration);
    addDeadLetterAdministration(this, administration);
    addIngestionAdministration(this, administration);
    addKafkaAdministration(this, administration);
  }
}
