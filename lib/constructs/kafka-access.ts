import type { KafkaArns } from './kafka-arns.ts';
import type { NetworkPlace } from './network-place.ts';

/** How a function reaches the cluster: where from, where to, and by which names it is allowed. */
export interface KafkaAccess {
  /** Left out where the cluster is in no network of ours. */
  readonly place?: NetworkPlace;
  /** Comma-separated `host:port`. */
  readonly bootstrapServers: string;
  /** SASL_IAM or PLAINTEXT. */
  readonly securityProtocol: string;
}

/** What a cluster's name means to event sources and policies. */
export interface NamedCluster {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly arns: KafkaArns;
}

/** What a topic's name means to a policy. */
export interface NamedTopic {
  readonly topicName: string;
  readonly arns: KafkaArns;
}
