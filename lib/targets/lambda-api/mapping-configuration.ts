import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import type { EventSource } from '../../event-source/event-source.ts';

type Verbatim = 'DestinationConfig' | 'FilterCriteria' | 'ProvisionedPollerConfig';

/** An event source mapping on the wire: as the SDK's type, but for what it parses and what is passed on as the template has it. */
export interface EventSourceMappingBody
  extends Omit<EventSourceMappingConfiguration, 'LastModified' | Verbatim>,
    Readonly<Record<Verbatim, unknown>> {
  /** Epoch seconds. */
  readonly LastModified: number;
}

/** An event source as Get- and ListEventSourceMappings describe it. */
export const toMappingConfiguration = (
  properties: Readonly<Record<string, unknown>>,
  source: EventSource,
  functionArn: string,
): EventSourceMappingBody => {
  const { definition } = source;
  const { DestinationConfig, FilterCriteria, ProvisionedPollerConfig } = properties;
  return {
    UUID: definition.uuid,
    EventSourceArn: definition.eventSourceArn,
    FunctionArn: functionArn,
    Topics: [definition.topic],
    BatchSize: definition.batchSize,
    MaximumBatchingWindowInSeconds: Math.floor(definition.maximumBatchingWindowMs / 1000),
    StartingPosition: definition.startingPosition.kind,
    MaximumRetryAttempts: definition.maximumRetryAttempts,
    MaximumRecordAgeInSeconds: definition.maximumRecordAgeSeconds,
    BisectBatchOnFunctionError: definition.bisectBatchOnFunctionError,
    FunctionResponseTypes: definition.reportBatchItemFailures ? ['ReportBatchItemFailures'] : [],
    AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: definition.groupId },
    State: source.state,
    StateTransitionReason: 'USER_INITIATED',
    LastProcessingResult: source.lastProcessingResult,
    DestinationConfig,
    FilterCriteria,
    ProvisionedPollerConfig,
    LastModified: source.lastModifiedMs / 1000,
  };
};
