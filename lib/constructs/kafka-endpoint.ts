import { Construct } from 'constructs';
import { CustomResource } from './custom-resource.ts';
import type { FlowFunction } from './flow-function.ts';
import type { KafkaAccess } from './kafka-access.ts';
import type { KafkaCluster } from './kafka-cluster.ts';

export interface KafkaEndpointProps {
  readonly cluster: KafkaCluster;
  /** Asks MSK for the brokers: AWS::MSK::Cluster has no attribute for them. */
  readonly function: FlowFunction;
}

/** Where the cluster's brokers are and how to speak to them, as functions need it. */
export class KafkaEndpoint extends Construct {
  readonly access: KafkaAccess;

  constructor(scope: Construct, id: string, { cluster, function: provider }: KafkaEndpointProps) {
    super(scope, id);
    provider.allow({
      actions: ['kafka:GetBootstrapBrokers'],
      resources: [cluster.arns.cluster],
      wildcardReason: "The * stands for the cluster's UUID, which MSK makes up.",
    });
    const resource = new CustomResource(this, 'Brokers', {
      type: 'Custom::KafkaEndpoint',
      function: provider,
      properties: { ClusterArn: cluster.clusterArn },
    });
    this.access = {
      place: cluster.network.place,
      bootstrapServers: resource.attribute('BootstrapServers'),
      securityProtocol: resource.attribute('SecurityProtocol'),
    };
  }
}
