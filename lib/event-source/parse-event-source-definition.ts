import type { EventSourceDefinition, ProvisionedPollers, StartingPosition } from './event-source-definition.ts';
import { InvalidEventSourceError } from './event-source-errors.ts';
import { DEFAULT_WINDOW_MS, type MappingProperties, MappingPropertiesSchema } from './mapping-properties.ts';
import { messageOf } from './message-of.ts';
import { parseFilterPattern } from './parse-filter-pattern.ts';

export interface DefinitionContext {
  readonly uuid: string;
  readonly functionName: string;
  readonly functionArn: string;
  /** The brokers behind EventSourceArn; not needed for self-managed Kafka. */
  readonly bootstrapServers?: readonly string[];
  readonly nowMs: number;
}

/**
 * A definition from the properties of AWS::Lambda::EventSourceMapping, intrinsic functions resolved, or from those of the Lambda API.
 * @throws InvalidEventSourceError for what AWS refuses and what is not supported here; it names each field and what is allowed
 */
export const parseEventSourceDefinition = (
  properties: Readonly<Record<string, unknown>>,
  context: DefinitionContext,
): EventSourceDefinition => {
  const mapping = parseMapping(properties, context);
  const endpoints =
    mapping.SelfManagedEventSource?.Endpoints.KafkaBootstrapServers ??
    mapping.SelfManagedEventSource?.Endpoints.KAFKA_BOOTSTRAP_SERVERS;
  const topic = mapping.Topics[0] ?? '';
  const destination = mapping.DestinationConfig?.OnFailure?.Destination;
  return {
    uuid: context.uuid,
    functionName: context.functionName,
    functionArn: context.functionArn,
    topic,
    groupId:
      mapping.AmazonManagedKafkaEventSourceConfig?.ConsumerGroupId ??
      mapping.SelfManagedKafkaEventSourceConfig?.ConsumerGroupId ??
      context.uuid,
    bootstrapServers: endpoints ?? context.bootstrapServers ?? [],
    eventSourceArn: mapping.EventSourceArn,
    batchSize: mapping.BatchSize,
    maximumBatchingWindowMs:
      mapping.MaximumBatchingWindowInSeconds === undefined
        ? DEFAULT_WINDOW_MS
        : mapping.MaximumBatchingWindowInSeconds * 1000,
    startingPosition: startingPositionOf(mapping),
    maximumRetryAttempts: mapping.MaximumRetryAttempts,
    maximumRecordAgeSeconds: mapping.MaximumRecordAgeInSeconds,
    bisectBatchOnFunctionError: mapping.BisectBatchOnFunctionError,
    reportBatchItemFailures: mapping.FunctionResponseTypes.length > 0,
    onFailureTopic: destination ? destination.slice('kafka://'.length) : undefined,
    filterPatterns: mapping.FilterCriteria?.Filters.map(({ Pattern }) => Pattern) ?? [],
    enabled: mapping.Enabled,
    provisioned: mapping.ProvisionedPollerConfig && provisionedOf(mapping.ProvisionedPollerConfig),
  };
};

const parseMapping = (properties: Readonly<Record<string, unknown>>, context: DefinitionContext): MappingProperties => {
  const parsed = MappingPropertiesSchema.safeParse(properties);
  const refusals = parsed.success
    ? contradictionsIn(parsed.data, context)
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  if (parsed.success && refusals.length === 0) return parsed.data;
  throw new InvalidEventSourceError(`The event source of ${context.functionName} is not valid. ${refusals.join(' ')}`, {
    actions: refusals,
    ...(parsed.error && { cause: parsed.error }),
  });
};

/** Rules between fields. */
const contradictionsIn = (mapping: MappingProperties, { bootstrapServers, nowMs }: DefinitionContext): string[] => {
  const refusals: string[] = [];
  const refuseIf = (refused: boolean, message: string) => {
    if (refused) refusals.push(message);
  };
  refuseIf(
    (mapping.EventSourceArn === undefined) === (mapping.SelfManagedEventSource === undefined),
    'EventSourceArn, SelfManagedEventSource: give exactly one of them.',
  );
  refuseIf(
    mapping.EventSourceArn !== undefined && (bootstrapServers ?? []).length === 0,
    'EventSourceArn: no broker is known for this cluster.',
  );
  refuseIf(
    mapping.StartingPosition === 'AT_TIMESTAMP' && mapping.StartingPositionTimestamp === undefined,
    'StartingPositionTimestamp: required with StartingPosition AT_TIMESTAMP.',
  );
  refuseIf(
    mapping.StartingPosition !== 'AT_TIMESTAMP' && mapping.StartingPositionTimestamp !== undefined,
    'StartingPositionTimestamp: only with StartingPosition AT_TIMESTAMP.',
  );
  refuseIf(
    (mapping.StartingPositionTimestamp ?? 0) * 1000 > nowMs,
    'StartingPositionTimestamp: must not be in the future.',
  );
  refuseIf(
    mapping.DestinationConfig?.OnFailure?.Destination === `kafka://${mapping.Topics[0]}`,
    'DestinationConfig.OnFailure.Destination: must not be the source topic.',
  );
  refusals.push(...(mapping.FilterCriteria?.Filters ?? []).flatMap(({ Pattern }) => refusalOf(Pattern)));
  const poller = mapping.ProvisionedPollerConfig;
  refuseIf(
    poller !== undefined && poller.MinimumPollers > poller.MaximumPollers,
    'ProvisionedPollerConfig: MinimumPollers must not exceed MaximumPollers.',
  );
  if (poller === undefined) refusals.push(...provisionedOnly(mapping));
  return refusals;
};

const refusalOf = (pattern: string): string[] => {
  try {
    parseFilterPattern(pattern);
    return [];
  } catch (error) {
    return [`FilterCriteria.Filters.Pattern: ${messageOf(error)}`];
  }
};

/** What AWS grants in provisioned mode alone. */
const provisionedOnly = (mapping: MappingProperties): string[] => {
  const used = {
    MaximumRetryAttempts: mapping.MaximumRetryAttempts !== -1,
    MaximumRecordAgeInSeconds: mapping.MaximumRecordAgeInSeconds !== -1,
    BisectBatchOnFunctionError: mapping.BisectBatchOnFunctionError,
    FunctionResponseTypes: mapping.FunctionResponseTypes.length > 0,
    'DestinationConfig.OnFailure.Destination': Boolean(mapping.DestinationConfig?.OnFailure?.Destination),
  };
  return Object.entries(used)
    .filter(([, isUsed]) => isUsed)
    .map(([field]) => `${field}: needs provisioned mode; add ProvisionedPollerConfig.`);
};

const provisionedOf = ({
  MinimumPollers: minimumPollers,
  MaximumPollers: maximumPollers,
  PollerGroupName: pollerGroupName,
}: NonNullable<MappingProperties['ProvisionedPollerConfig']>): ProvisionedPollers => ({
  minimumPollers,
  maximumPollers,
  ...(pollerGroupName !== undefined && { pollerGroupName }),
});

const startingPositionOf = (mapping: MappingProperties): StartingPosition =>
  mapping.StartingPosition === 'AT_TIMESTAMP'
    ? { kind: 'AT_TIMESTAMP', timestampMs: (mapping.StartingPositionTimestamp ?? 0) * 1000 }
    : { kind: mapping.StartingPosition };
