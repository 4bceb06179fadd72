import type { EventSourceDefinition } from './event-source-definition.ts';
import { DEFAULT_WINDOW_MS, type MappingPropertiesInput } from './mapping-properties.ts';

/** A definition in the fields of the Lambda API: what Get and List show, and what an update is laid over. */
export const writeMappingProperties = (definition: EventSourceDefinition): MappingPropertiesInput => {
  const { startingPosition, eventSourceArn, groupId, onFailureTopic, provisioned } = definition;
  return {
    Topics: [definition.topic],
    BatchSize: definition.batchSize,
    ...(definition.maximumBatchingWindowMs !== DEFAULT_WINDOW_MS && {
      MaximumBatchingWindowInSeconds: definition.maximumBatchingWindowMs / 1000,
    }),
    StartingPosition: startingPosition.kind,
    ...(startingPosition.kind === 'AT_TIMESTAMP' && {
      StartingPositionTimestamp: startingPosition.timestampMs / 1000,
    }),
    ...(eventSourceArn === undefined
      ? {
          SelfManagedEventSource: { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: [...definition.bootstrapServers] } },
          SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: groupId },
        }
      : { EventSourceArn: eventSourceArn, AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: groupId } }),
    FilterCriteria: { Filters: definition.filterPatterns.map((Pattern) => ({ Pattern })) },
    DestinationConfig: {
      OnFailure: onFailureTopic === undefined ? {} : { Destination: `kafka://${onFailureTopic}` },
    },
    MaximumRetryAttempts: definition.maximumRetryAttempts,
    MaximumRecordAgeInSeconds: definition.maximumRecordAgeSeconds,
    BisectBatchOnFunctionError: definition.bisectBatchOnFunctionError,
    FunctionResponseTypes: definition.reportBatchItemFailures ? ['ReportBatchItemFailures'] : [],
    ...(provisioned && {
      ProvisionedPollerConfig: {
        MinimumPollers: provisioned.minimumPollers,
        MaximumPollers: provisioned.maximumPollers,
        ...(provisioned.pollerGroupName !== undefined && { PollerGroupName: provisioned.pollerGroupName }),
      },
    }),
    Enabled: definition.enabled,
  };
};
