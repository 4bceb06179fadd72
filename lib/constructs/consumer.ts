import { Construct } from 'constructs';
import type { RunnerResource } from '../foundation/runner-resource.ts';
import { decideEventSourceRefusal, type EventSourceSettings, type Pollers } from './decide-event-source-refusal.ts';
import type { FlowFunction } from './flow-function.ts';
import { RefusedPropertyError } from './refused-property-error.ts';
import { TargetResource } from './target-resource.ts';
import type { Topic } from './topic.ts';

export interface ConsumerProps {
  readonly function: FlowFunction;
  /** Exactly one: a function that reads two topics has two consumers. It cannot be changed: take another group for another topic. */
  readonly topic: Topic;
  /** The consumer group, this consumer's alone: its offsets are where the consumer stands. */
  readonly group: string;
  /** Where the group begins that has no offsets yet. */
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** Left out, the event source is in the on-demand mode. */
  readonly pollers?: Pollers;
  /** The most records in one invocation; 100 if left out. */
  readonly batchSize?: number;
  /** How long a batch may gather; 0, if left out, sends whatever is there. */
  readonly batchWindowSeconds?: number;
  /** After the first attempt; without end if left out. */
  readonly retryAttempts?: number;
  /** Older records are not tried again; without end if left out. */
  readonly maxRecordAgeSeconds?: number;
  /** Halves a batch that failed as a whole before it is tried again. */
  readonly bisectOnError?: boolean;
  /** Whether the function names the records it could not process, so that the others count. */
  readonly reportBatchItemFailures?: boolean;
  /** Takes the records that were given up. */
  readonly failureDestination?: Topic;
}

/** A function with a Kafka event source and a consumer group of its own: at least once, in order per partition. */
export class Consumer extends Construct {
  readonly group: string;
  /** By which Lambda and its metrics know the event source; undefined where Lambda does not have it. */
  readonly mappingUuid: string | undefined;

  constructor(scope: Construct, props: ConsumerProps) {
    super(scope, props.group);
    this.group = props.group;
    const { function: target, topic, failureDestination } = props;
    const settings = withDefaults(props);
    const refusal = decideEventSourceRefusal(settings) ?? this.#decideSharedGroupRefusal();
    if (refusal !== undefined) throw new RefusedPropertyError(this, refusal);

    target.grantConsume(topic, props.group);
    if (failureDestination !== undefined) target.grantFailureDestination(failureDestination);

    const resource = new TargetResource(
      this,
      'Resource',
      { Type: 'AWS::Lambda::EventSourceMapping', Properties: toMappingProperties(props, settings) },
      { FunctionName: target.functionArn },
    );
    this.mappingUuid = resource.isDeployed ? resource.ref : undefined;
    // Neither follows from a reference, and a mapping that comes before its policy or its topic is refused.
    resource.node.addDependency(target, topic);
    if (failureDestination !== undefined) resource.node.addDependency(failureDestination);
  }

  #decideSharedGroupRefusal() {
    const other = this.node.root.node
      .findAll()
      .find((node) => node instanceof Consumer && node !== this && node.group === this.group);
    return (
      other && {
        field: 'ConsumerGroupId',
        problem: `is also that of ${other.node.path}`,
        fix: 'Give each consumer a group of its own.',
      }
    );
  }
}

const withDefaults = (props: ConsumerProps): EventSourceSettings => ({
  topic: props.topic.topicName,
  topicPartitions: props.topic.partitions,
  group: props.group,
  functionTimeoutSeconds: props.function.timeoutSeconds,
  batchSize: props.batchSize ?? 100,
  batchWindowSeconds: props.batchWindowSeconds ?? 0,
  retryAttempts: props.retryAttempts ?? -1,
  maxRecordAgeSeconds: props.maxRecordAgeSeconds ?? -1,
  bisectOnError: props.bisectOnError ?? false,
  reportBatchItemFailures: props.reportBatchItemFailures ?? false,
  failureDestination: props.failureDestination?.topicName,
  pollers: props.pollers,
});

type EventSourceProperties = Extract<RunnerResource, { Type: 'AWS::Lambda::EventSourceMapping' }>['Properties'];

/** What the on-demand mode refuses is left out where it is not asked for. */
const toMappingProperties = (
  { function: target, topic, startingPosition }: ConsumerProps,
  settings: EventSourceSettings,
): EventSourceProperties => ({
  AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: settings.group },
  BatchSize: settings.batchSize,
  ...(settings.bisectOnError && { BisectBatchOnFunctionError: true }),
  ...(settings.failureDestination !== undefined && {
    DestinationConfig: { OnFailure: { Destination: `kafka://${settings.failureDestination}` } },
  }),
  EventSourceArn: topic.clusterArn,
  FunctionName: target.functionName,
  ...(settings.reportBatchItemFailures && { FunctionResponseTypes: ['ReportBatchItemFailures'] }),
  MaximumBatchingWindowInSeconds: settings.batchWindowSeconds,
  ...(settings.maxRecordAgeSeconds !== -1 && { MaximumRecordAgeInSeconds: settings.maxRecordAgeSeconds }),
  ...(settings.retryAttempts !== -1 && { MaximumRetryAttempts: settings.retryAttempts }),
  ...(settings.pollers !== undefined && {
    MetricsConfig: { Metrics: ['EventCount', 'ErrorCount', 'KafkaMetrics'] },
    ProvisionedPollerConfig: {
      MaximumPollers: settings.pollers.maximum,
      MinimumPollers: settings.pollers.minimum,
      ...(settings.pollers.group !== undefined && { PollerGroupName: settings.pollers.group }),
    },
  }),
  StartingPosition: startingPosition,
  Topics: [settings.topic],
});
