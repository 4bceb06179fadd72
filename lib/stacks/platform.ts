import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Api } from '../constructs/api.ts';
import { ConfigTable } from '../constructs/config-table.ts';
import { FlowFunction } from '../constructs/flow-function.ts';
import { FlowTable } from '../constructs/flow-table.ts';
import type { HandlerBundles } from '../constructs/handler-bundles.ts';
import type { KafkaAccess } from '../constructs/kafka-access.ts';
import { KafkaCluster } from '../constructs/kafka-cluster.ts';
import { KafkaEndpoint } from '../constructs/kafka-endpoint.ts';
import { Network } from '../constructs/network.ts';
import { Route } from '../constructs/route.ts';
import { RouteTree } from '../constructs/route-tree.ts';
import { Seed } from '../constructs/seed.ts';
import { addAccessAdministration } from './access-administration.ts';
import { addConsumerAdministration } from './consumer-administration.ts';
import { addDeadLetterAdministration } from './dead-letter-administration.ts';
import { addIngestionAdministration } from './ingestion-administration.ts';
import { addKafkaAdministration } from './kafka-administration.ts';

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
  readonly cluster: KafkaCluster;
  readonly kafka: KafkaAccess;
  readonly config: ConfigTable;
  /** What each consumer has used of its limits: an item ends by itself soon after it has lost its meaning. */
  readonly limits: FlowTable;
  readonly api: Api;

  constructor(scope: Construct, id: string, { stage, bundles, keepsData, seed, ...props }: PlatformProps) {
    super(scope, id, props);

    this.cluster = new KafkaCluster(this, 'Kafka', {
      clusterName: `sluice-${stage}`,
      network: new Network(this, 'Network'),
      keepsRecords: keepsData,
    });
    this.kafka = new KafkaEndpoint(this, 'KafkaEndpoint', {
      cluster: this.cluster,
      function: new FlowFunction(this, 'platform-kafka-endpoint', {
        bundle: bundles.named('platform-kafka-endpoint'),
        description: 'Tells CloudFormation where the Kafka brokers are',
        memoryMb: 256,
        timeoutSeconds: 60,
      }),
    }).access;

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

    this.api = new Api(this, 'Api', { name: `sluice-${stage}`, stageName: stage });
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

    const administration = { bundles, routes, cluster: this.cluster, kafka: this.kafka, config: this.config };
    addAccessAdministration(this, administration);
    addConsumerAdministration(this, administration);
    addDeadLetterAdministration(this, administration);
    addIngestionAdministration(this, administration);
    addKafkaAdministration(this, administration);
  }
}
