import { z } from 'zod';

/** AWS's default, which MaximumBatchingWindowInSeconds cannot express. */
export const DEFAULT_WINDOW_MS = 500;

/** CloudFormation parameters carry numbers and booleans as text. */
const asNumber = (value: unknown): unknown => (typeof value === 'string' && value !== '' ? Number(value) : value);
const asBoolean = (value: unknown): unknown => (value === 'true' ? true : value === 'false' ? false : value);

const integer = (field: string, least: number, most: number) => {
  const allowed = `${field} is a whole number from ${least} to ${most}.`;
  return z.preprocess(asNumber, z.int({ error: allowed }).min(least, { error: allowed }).max(most, { error: allowed }));
};
const flag = z.preprocess(asBoolean, z.boolean());

const retryAttempts = 'MaximumRetryAttempts is a whole number from -1 (without end) to 10000.';
const recordAge = 'MaximumRecordAgeInSeconds is -1 (without end) or a whole number from 60 to 604800.';
const destination =
  'only kafka://TOPIC, a topic of the same cluster, is supported as an on-failure destination here; SQS, SNS and S3 are not.';

const BootstrapServers = z.array(z.string().min(1)).min(1).max(10);
const GroupConfig = z.object({
  ConsumerGroupId: z
    .string()
    .regex(/^[a-zA-Z0-9-/*:_+=.@-]{1,200}$/, { error: 'ConsumerGroupId has 1 to 200 characters.' })
    .optional(),
  ConsumptionMode: z
    .never({ error: 'queue mode (share groups) is not supported; leave ConsumptionMode out.' })
    .optional(),
  SchemaRegistryConfig: z
    .never({ error: 'schema registries are not supported; leave SchemaRegistryConfig out.' })
    .optional(),
});

/** The largest record age and retry count, and all defaults, are those of the Lambda API (CreateEventSourceMapping). */
export const MappingPropertiesSchema = z.object({
  EventSourceArn: z.string().startsWith('arn:').optional(),
  SelfManagedEventSource: z
    .object({
      Endpoints: z
        .object({
          KafkaBootstrapServers: BootstrapServers.optional(),
          KAFKA_BOOTSTRAP_SERVERS: BootstrapServers.optional(),
        })
        .refine((each) => (each.KafkaBootstrapServers === undefined) !== (each.KAFKA_BOOTSTRAP_SERVERS === undefined), {
          error: 'give 1 to 10 KafkaBootstrapServers.',
        }),
    })
    .optional(),
  Topics: z
    .array(z.string().regex(/^[a-zA-Z0-9._-]{1,249}$/, { error: 'a topic has 1 to 249 of a-z A-Z 0-9 . _ -' }))
    .length(1, { error: 'Topics names exactly one topic.' }),
  BatchSize: integer('BatchSize', 1, 10_000).default(100),
  MaximumBatchingWindowInSeconds: integer('MaximumBatchingWindowInSeconds', 0, 300).optional(),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP'], {
    error: 'StartingPosition is TRIM_HORIZON, LATEST or AT_TIMESTAMP.',
  }),
  StartingPositionTimestamp: z
    .preprocess((value) => (value instanceof Date ? value.getTime() / 1000 : asNumber(value)), z.number())
    .optional(),
  AmazonManagedKafkaEventSourceConfig: GroupConfig.optional(),
  SelfManagedKafkaEventSourceConfig: GroupConfig.optional(),
  FilterCriteria: z
    .object({
      Filters: z
        .array(z.object({ Pattern: z.string().max(4096, { error: 'a filter pattern has at most 4096 characters.' }) }))
        .max(5, { error: 'at most 5 filters.' })
        .default([]),
    })
    .optional(),
  DestinationConfig: z
    .object({
      OnFailure: z
        .object({
          Destination: z
            .string()
            .regex(/^$|^kafka:\/\/[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,248}$/, { error: destination })
            .optional(),
        })
        .optional(),
      OnSuccess: z.never({ error: 'OnSuccess is not supported for Kafka event sources.' }).optional(),
    })
    .optional(),
  MaximumRetryAttempts: z
    .preprocess(
      asNumber,
      z.int({ error: retryAttempts }).min(-1, { error: retryAttempts }).max(10_000, { error: retryAttempts }),
    )
    .default(-1),
  MaximumRecordAgeInSeconds: z
    .preprocess(
      asNumber,
      z.int({ error: recordAge }).refine((age) => age === -1 || (age >= 60 && age <= 604_800), { error: recordAge }),
    )
    .default(-1),
  BisectBatchOnFunctionError: flag.default(false),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).max(1).default([]),
  /** An empty one is none. */
  ProvisionedPollerConfig: z.preprocess(
    (value) => (typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? undefined : value),
    z
      .object({
        MinimumPollers: integer('MinimumPollers', 1, 200).default(1),
        MaximumPollers: integer('MaximumPollers', 1, 2000).default(200),
        PollerGroupName: z.string().max(128, { error: 'PollerGroupName has at most 128 characters.' }).optional(),
      })
      .optional(),
  ),
  Enabled: flag.default(true),
});
export type MappingPropertiesInput = z.input<typeof MappingPropertiesSchema>;
export type MappingProperties = z.infer<typeof MappingPropertiesSchema>;
