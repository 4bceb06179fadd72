import { retryLimit } from '../../../lib/event-source/event-source-definition.ts';
import { InvalidEventSourceError } from '../../../lib/event-source/event-source-errors.ts';
import { parseEventSourceDefinition } from '../../../lib/event-source/parse-event-source-definition.ts';

const context = {
  uuid: '5c4a4f4e-0000-4000-8000-000000000000',
  functionName: 'grid-analytics',
  functionArn: 'arn:aws:lambda:r:a:function:grid-analytics',
  bootstrapServers: ['127.0.0.1:9092'],
  nowMs: 1_790_000_000_000,
};
const least = {
  EventSourceArn: 'arn:aws:kafka:r:a:cluster/c/id',
  Topics: ['market.dispatch'],
  StartingPosition: 'TRIM_HORIZON',
};
const provisioned = { ProvisionedPollerConfig: { MinimumPollers: 1, MaximumPollers: 3 } };
const parse = (properties: Record<string, unknown>) => parseEventSourceDefinition(properties, context);

test('what is left out has the default of the Lambda API', () => {
  expect(parse(least)).toEqual({
    uuid: context.uuid,
    functionName: context.functionName,
    functionArn: context.functionArn,
    topic: 'market.dispatch',
    groupId: context.uuid,
    bootstrapServers: ['127.0.0.1:9092'],
    eventSourceArn: 'arn:aws:kafka:r:a:cluster/c/id',
    batchSize: 100,
    maximumBatchingWindowMs: 500,
    startingPosition: { kind: 'TRIM_HORIZON' },
    maximumRetryAttempts: -1,
    maximumRecordAgeSeconds: -1,
    bisectBatchOnFunctionError: false,
    reportBatchItemFailures: false,
    onFailureTopic: undefined,
    filterPatterns: [],
    enabled: true,
    provisioned: undefined,
  });
});

test('every field is understood, also where a parameter made numbers and booleans text', () => {
  const definition = parse({
    ...least,
    FunctionName: 'grid-analytics',
    BatchSize: '500',
    MaximumBatchingWindowInSeconds: 0,
    StartingPosition: 'AT_TIMESTAMP',
    StartingPositionTimestamp: 1_700_000_000,
    AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'grid-analytics' },
    FilterCriteria: { Filters: [{ Pattern: '{"value":["a"]}' }] },
    DestinationConfig: { OnFailure: { Destination: 'kafka://dlq.market.dispatch' } },
    MaximumRetryAttempts: 3,
    MaximumRecordAgeInSeconds: 60,
    BisectBatchOnFunctionError: 'true',
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ProvisionedPollerConfig: { MinimumPollers: 1, MaximumPollers: 3, PollerGroupName: 'sluice' },
    Enabled: 'false',
  });

  expect(definition).toMatchObject({
    groupId: 'grid-analytics',
    batchSize: 500,
    maximumBatchingWindowMs: 0,
    startingPosition: { kind: 'AT_TIMESTAMP', timestampMs: 1_700_000_000_000 },
    maximumRetryAttempts: 3,
    maximumRecordAgeSeconds: 60,
    bisectBatchOnFunctionError: true,
    reportBatchItemFailures: true,
    onFailureTopic: 'dlq.market.dispatch',
    filterPatterns: ['{"value":["a"]}'],
    enabled: false,
    provisioned: { minimumPollers: 1, maximumPollers: 3, pollerGroupName: 'sluice' },
  });
});

test.each(['KafkaBootstrapServers', 'KAFKA_BOOTSTRAP_SERVERS'])('self-managed Kafka names its servers as %s', (key) => {
  const { EventSourceArn: _, ...others } = least;

  const definition = parse({ ...others, SelfManagedEventSource: { Endpoints: { [key]: ['k1:9092', 'k2:9092'] } } });

  expect(definition).toMatchObject({ bootstrapServers: ['k1:9092', 'k2:9092'], eventSourceArn: undefined });
});

test.each([
  ['BatchSize', { BatchSize: 10_001 }],
  ['BatchSize', { BatchSize: 0 }],
  ['MaximumBatchingWindowInSeconds', { MaximumBatchingWindowInSeconds: 301 }],
  ['Topics', { Topics: [] }],
  ['Topics', { Topics: ['a', 'b'] }],
  ['StartingPosition', { StartingPosition: undefined }],
  ['StartingPositionTimestamp', { StartingPosition: 'AT_TIMESTAMP' }],
  ['StartingPositionTimestamp', { StartingPositionTimestamp: 1 }],
  ['StartingPositionTimestamp', { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: 1_790_000_001 }],
  ['SelfManagedEventSource', { SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ['k:9092'] } } }],
  ['EventSourceArn', { EventSourceArn: undefined }],
  ['ConsumerGroupId', { AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'x'.repeat(201) } }],
  ['ConsumptionMode', { SelfManagedKafkaEventSourceConfig: { ConsumptionMode: 'QUEUE' } }],
  ['SchemaRegistryConfig', { AmazonManagedKafkaEventSourceConfig: { SchemaRegistryConfig: {} } }],
  [
    'FilterCriteria',
    { FilterCriteria: { Filters: Array.from({ length: 6 }, () => ({ Pattern: '{"value":["a"]}' })) } },
  ],
  ['FilterCriteria', { FilterCriteria: { Filters: [{ Pattern: `{"value":["${'a'.repeat(4096)}"]}` }] } }],
  ['FilterCriteria', { FilterCriteria: { Filters: [{ Pattern: '{"key":["a"]}' }] } }],
  ['DestinationConfig', { ...provisioned, DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:r:a:q' } } }],
  [
    'DestinationConfig',
    { ...provisioned, DestinationConfig: { OnFailure: { Destination: 'kafka://market.dispatch' } } },
  ],
  ['OnSuccess', { DestinationConfig: { OnSuccess: { Destination: 'kafka://a' } } }],
  ['MaximumRetryAttempts', { ...provisioned, MaximumRetryAttempts: 10_001 }],
  ['MaximumRecordAgeInSeconds', { ...provisioned, MaximumRecordAgeInSeconds: 59 }],
  ['MinimumPollers', { ProvisionedPollerConfig: { MinimumPollers: 4, MaximumPollers: 3 } }],
  ['MinimumPollers', { ProvisionedPollerConfig: { MinimumPollers: 201 } }],
  ['MinimumPollers', { ProvisionedPollerConfig: { MinimumPollers: 0 } }],
  ['MaximumPollers', { ProvisionedPollerConfig: { MaximumPollers: 2001 } }],
  ['PollerGroupName', { ProvisionedPollerConfig: { PollerGroupName: 'a'.repeat(129) } }],
])('%s is refused by its name in %j', (field, properties) => {
  expect(() => parse({ ...least, ...properties })).toThrow(InvalidEventSourceError);
  expect(() => parse({ ...least, ...properties })).toThrow(field);
});

test.each([
  ['MaximumRetryAttempts', { MaximumRetryAttempts: 3 }],
  ['MaximumRecordAgeInSeconds', { MaximumRecordAgeInSeconds: 60 }],
  ['BisectBatchOnFunctionError', { BisectBatchOnFunctionError: true }],
  ['FunctionResponseTypes', { FunctionResponseTypes: ['ReportBatchItemFailures'] }],
  ['DestinationConfig', { DestinationConfig: { OnFailure: { Destination: 'kafka://dlq' } } }],
])('%s needs provisioned mode', (field, properties) => {
  expect(() => parse({ ...least, ...properties })).toThrow(`${field}`);
  expect(() => parse({ ...least, ...properties, ProvisionedPollerConfig: {} })).toThrow('ProvisionedPollerConfig');
  expect(() => parse({ ...least, ...properties, ...provisioned })).not.toThrow();
});

test('every refusal is an action of its own', () => {
  const refused = () => parse({ ...least, BatchSize: 0, MaximumRetryAttempts: -2 });

  expect(refused).toThrow(
    expect.objectContaining({ code: 'INVALID_EVENT_SOURCE', actions: [expect.any(String), expect.any(String)] }),
  );
});

test('endless retries end after ten where there is a destination', () => {
  const limits = [
    { maximumRetryAttempts: -1, onFailureTopic: undefined },
    { maximumRetryAttempts: -1, onFailureTopic: 'dlq' },
    { maximumRetryAttempts: 25, onFailureTopic: 'dlq' },
    { maximumRetryAttempts: 0, onFailureTopic: undefined },
  ].map(retryLimit);

  expect(limits).toEqual([Number.POSITIVE_INFINITY, 10, 25, 0]);
});
