import { RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { NamedCluster, NamedTopic } from './kafka-access.ts';
import type { KafkaArns } from './kafka-arns.ts';
import { RefusedPropertyError } from './refused-property-error.ts';
import { TargetResource } from './target-resource.ts';

export interface TopicProps {
  readonly cluster: Pick<NamedCluster, 'clusterArn' | 'arns'>;
  readonly topicName: string;
  readonly partitions: number;
  /** How long records can be replayed. */
  readonly retentionDays: number;
  /** Whether the topic and its records outlive the stack. */
  readonly keepsRecords: boolean;
}

/** A Kafka topic whose timestamps are the broker's, so that a hop's time does not depend on a producer's clock. */
export class Topic extends Construct implements NamedTopic {
  readonly topicName: string;
  readonly partitions: number;
  readonly clusterArn: string;
  readonly arns: KafkaArns;

  constructor(scope: Construct, props: TopicProps) {
    super(scope, props.topicName);
    this.topicName = props.topicName;
    this.partitions = props.partitions;
    this.clusterArn = props.cluster.clusterArn;
    this.arns = props.cluster.arns;

    if (!/^(?!\.{1,2}$)[a-zA-Z0-9._-]{1,249}$/.test(props.topicName)) {
      throw new RefusedPropertyError(this, {
        field: 'TopicName',
        problem: `is ${JSON.stringify(props.topicName)}`,
        fix: 'Use 1 to 249 letters, digits, dots, underscores and hyphens.',
      });
    }
    if (!Number.isInteger(props.partitions) || props.partitions < 1) {
      throw new RefusedPropertyError(this, {
        field: 'PartitionCount',
        problem: `is ${props.partitions}`,
        fix: 'Set partitions to a whole number from 1.',
      });
    }
    if (!(props.retentionDays > 0)) {
      throw new RefusedPropertyError(this, {
        field: 'Configs',
        problem: `has a retention of ${props.retentionDays} days`,
        fix: 'Set retentionDays above 0.',
      });
    }

    const resource = new TargetResource(this, 'Resource', {
      Type: 'AWS::MSK::Topic',
      Properties: {
        ClusterArn: props.cluster.clusterArn,
        Configs: toConfigs({
          'retention.ms': String(props.retentionDays * 86_400_000),
          'message.timestamp.type': 'LogAppendTime',
        }),
        PartitionCount: props.partitions,
        ReplicationFactor: 3,
        TopicName: props.topicName,
      },
    });
    resource.applyRemovalPolicy(props.keepsRecords ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
  }
}

/** MSK wants base64 of `key=value` lines (MSK, describe-topic). */
const toConfigs = (settings: Record<string, string>): string =>
  Buffer.from(
    Object.entries(settings)
      .map(([key, value]) => `${key}=${value}`)
      .join('\n'),
  ).toString('base64');
