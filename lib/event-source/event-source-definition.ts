/** One Kafka event source mapping, validated: which topic feeds which function, and by which rules. */
export interface EventSourceDefinition {
  readonly uuid: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly topic: string;
  readonly groupId: string;
  readonly bootstrapServers: readonly string[];
  /** The cluster's ARN; undefined for self-managed Kafka. */
  readonly eventSourceArn: string | undefined;
  readonly batchSize: number;
  readonly maximumBatchingWindowMs: number;
  readonly startingPosition: StartingPosition;
  /** −1 is without end; see `retryLimit`. */
  readonly maximumRetryAttempts: number;
  /** −1 is without end. */
  readonly maximumRecordAgeSeconds: number;
  readonly bisectBatchOnFunctionError: boolean;
  readonly reportBatchItemFailures: boolean;
  readonly onFailureTopic: string | undefined;
  readonly filterPatterns: readonly string[];
  readonly enabled: boolean;
  /** Provisioned mode, which grants more than the other one; one poller carries what a machine does, so that none is added by load. */
  readonly provisioned: ProvisionedPollers | undefined;
}

export interface ProvisionedPollers {
  readonly minimumPollers: number;
  readonly maximumPollers: number;
  readonly pollerGroupName?: string;
}

/** Where a group without committed offsets begins. */
export type StartingPosition =
  | { readonly kind: 'TRIM_HORIZON' | 'LATEST' }
  | { readonly kind: 'AT_TIMESTAMP'; readonly timestampMs: number };

/** What may change while the source lives; everything else is create-only. */
export type EventSourceUpdate = Partial<
  Omit<EventSourceDefinition, 'uuid' | 'topic' | 'groupId' | 'bootstrapServers' | 'eventSourceArn' | 'startingPosition'>
>;

/** AWS caps endless retries at ten where a failure destination is set (Lambda guide, Kafka error handling). */
const RETRY_LIMIT_WITH_DESTINATION = 10;

/** How many failures of a record are followed by another attempt: Infinity where nothing ends them. */
export const retryLimit = ({
  maximumRetryAttempts,
  onFailureTopic,
}: Pick<EventSourceDefinition, 'maximumRetryAttempts' | 'onFailureTopic'>): number => {
  if (maximumRetryAttempts >= 0) return maximumRetryAttempts;
  return onFailureTopic === undefined ? Number.POSITIVE_INFINITY : RETRY_LIMIT_WITH_DESTINATION;
};
