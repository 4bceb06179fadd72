import { z } from 'zod';

/** A text, or the name of a parameter of the same stack, whose value it is. */
const Text = z.union([z.string(), z.strictObject({ Ref: z.string() })]);

const Topic = z.strictObject({
  Type: z.literal('AWS::MSK::Topic'),
  Properties: z.strictObject({
    ClusterArn: z.string(),
    /** Base64 of `key=value` lines. */
    Configs: z.string(),
    PartitionCount: z.int().positive(),
    /** As on MSK, which has three brokers. */
    ReplicationFactor: z.int().positive(),
    TopicName: z.string(),
  }),
});

const EventSource = z.strictObject({
  Type: z.literal('AWS::Lambda::EventSourceMapping'),
  Properties: z.strictObject({
    AmazonManagedKafkaEventSourceConfig: z.strictObject({ ConsumerGroupId: z.string() }),
    BatchSize: z.int(),
    BisectBatchOnFunctionError: z.literal(true).optional(),
    DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }).optional(),
    EventSourceArn: z.string(),
    FunctionName: z.string(),
    FunctionResponseTypes: z.tuple([z.literal('ReportBatchItemFailures')]).optional(),
    MaximumBatchingWindowInSeconds: z.int(),
    MaximumRecordAgeInSeconds: z.int().optional(),
    MaximumRetryAttempts: z.int().optional(),
    MetricsConfig: z.strictObject({ Metrics: z.array(z.string()) }).optional(),
    ProvisionedPollerConfig: z
      .strictObject({ MaximumPollers: z.int(), MinimumPollers: z.int(), PollerGroupName: z.string().optional() })
      .optional(),
    StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
    Topics: z.tuple([z.string()]),
  }),
});

const Seed = z.strictObject({
  Type: z.literal('Custom::Seed'),
  /** Whatever else is there, the function is told. */
  Properties: z.looseObject({ ServiceToken: z.string(), ServiceTimeout: z.int() }),
});

const Migration = z.strictObject({
  Type: z.literal('Custom::Migration'),
  Properties: z.strictObject({
    ServiceToken: z.string(),
    ServiceTimeout: z.int(),
    Host: Text,
    Port: Text,
    Name: Text,
    User: Text,
    Authentication: z.enum(['IAM', 'NONE']),
    MasterSecretArn: z.string(),
    /** Changes exactly when the migrations do. */
    Version: z.string(),
  }),
});

/**
 * A resource that CloudFormation does not make on every target, as CloudFormation would be told it: but FunctionName and ServiceToken
 * are the function's name. What runs the application makes it after the deployment.
 */
export const RunnerResource = z.discriminatedUnion('Type', [Topic, EventSource, Migration, Seed]);
export type RunnerResource = z.infer<typeof RunnerResource>;

/** Path of the construct → resource, in the order in which they are made. */
export const RunnerResources = z.record(z.string(), RunnerResource);
