import type { KafkaArns } from './kafka-arns.ts';

/** How a function reaches the cluster: where from, where to, and by which names it is allowed. */
export interface KafkaAccess {
  /** Comma-separated `host:port`. */
  readonly bootstrapServers: string;
  /** SASL_IAM or PLAINTEXT. */
  readonly securityProtocol: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
}

/** What a topic's name means to a policy. */
export interface NamedTopic {
  readonly topicName: string;
  readonly arns: KafkaArns;
}
