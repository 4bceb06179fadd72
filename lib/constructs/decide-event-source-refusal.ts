import type { Refusal } from './refused-property-error.ts';

/** An event source as AWS will see it, defaults filled in. */
export interface EventSourceSettings {
  readonly topic: string;
  readonly topicPartitions: number;
  readonly group: string;
  readonly functionTimeoutSeconds: number;
  readonly batchSize: number;
  readonly batchWindowSeconds: number;
  /** −1 is without end. */
  readonly retryAttempts: number;
  /** −1 is without end. */
  readonly maxRecordAgeSeconds: number;
  readonly bisectOnError: boolean;
  readonly reportBatchItemFailures: boolean;
  /** The topic for failed records, in the same cluster. */
  readonly failureDestination: string | undefined;
  /** Undefined is the on-demand mode. */
  readonly pollers: Pollers | undefined;
}

/** Provisioned mode. A poller carries 5 MB/s; event sources that name the same group share the capacity that is paid for. */
export interface Pollers {
  readonly minimum: number;
  readonly maximum: number;
  readonly group?: string;
}

/** Lambda ends an invocation by a Kafka event source after 14 minutes ("Using Lambda with Amazon MSK"). */
const longestTimeoutSeconds = 14 * 60;

/** The first thing that Lambda's CreateEventSourceMapping would refuse, or undefined. */
export const decideEventSourceRefusal = (settings: EventSourceSettings): Refusal | undefined =>
  decideRangeRefusal(settings) ??
  decideGroupRefusal(settings) ??
  decideDestinationRefusal(settings) ??
  decideModeRefusal(settings);

const decideRangeRefusal = (settings: EventSourceSettings): Refusal | undefined => {
  const { batchSize, batchWindowSeconds, retryAttempts, maxRecordAgeSeconds, functionTimeoutSeconds } = settings;
  if (!isWhole(batchSize, 1, 10_000)) {
    return { field: 'BatchSize', problem: `is ${batchSize}`, fix: 'Set batchSize to a whole number from 1 to 10000.' };
  }
  if (!isWhole(batchWindowSeconds, 0, 300)) {
    return {
      field: 'MaximumBatchingWindowInSeconds',
      problem: `is ${batchWindowSeconds}`,
      fix: 'Set batchWindowSeconds to a whole number from 0 to 300.',
    };
  }
  if (!isWhole(retryAttempts, -1, 10_000)) {
    return {
      field: 'MaximumRetryAttempts',
      problem: `is ${retryAttempts}`,
      fix: 'Set retryAttempts to a whole number from 0 to 10000, or to -1 for no end.',
    };
  }
  if (maxRecordAgeSeconds !== -1 && !isWhole(maxRecordAgeSeconds, 60, 604_800)) {
    return {
      field: 'MaximumRecordAgeInSeconds',
      problem: `is ${maxRecordAgeSeconds}`,
      fix: 'Set maxRecordAgeSeconds to a whole number from 60 to 604800, or to -1 for no end.',
    };
  }
  if (functionTimeoutSeconds > longestTimeoutSeconds) {
    return {
      field: 'Timeout',
      problem: `of the function is ${functionTimeoutSeconds} seconds`,
      fix: `Set the function's timeoutSeconds to ${longestTimeoutSeconds} or less.`,
    };
  }
  return undefined;
};

const decideGroupRefusal = ({ group }: EventSourceSettings): Refusal | undefined =>
  /^[a-zA-Z0-9\-/*:_+=.@]{1,200}$/.test(group)
    ? undefined
    : {
        field: 'ConsumerGroupId',
        problem: `is ${JSON.stringify(group)}`,
        fix: 'Use 1 to 200 letters, digits and -/*:_+=.@ for group.',
      };

const decideDestinationRefusal = ({ topic, failureDestination }: EventSourceSettings): Refusal | undefined =>
  failureDestination === topic
    ? {
        field: 'DestinationConfig',
        problem: `sends failed records back to ${topic}, where they came from`,
        fix: 'Name another topic as failureDestination.',
      }
    : undefined;

const decideModeRefusal = (settings: EventSourceSettings): Refusal | undefined => {
  const { pollers, topicPartitions } = settings;
  if (pollers === undefined) {
    const gated = gatedByProvisionedMode(settings);
    return gated && { ...gated, fix: 'Set pollers, which chooses the provisioned mode, or leave this out.' };
  }
  if (!isWhole(pollers.minimum, 1, 200)) {
    return {
      field: 'MinimumPollers',
      problem: `is ${pollers.minimum}`,
      fix: 'Set pollers.minimum to a whole number from 1 to 200.',
    };
  }
  if (!isWhole(pollers.maximum, pollers.minimum, 2_000)) {
    return {
      field: 'MaximumPollers',
      problem: `is ${pollers.maximum}`,
      fix: `Set pollers.maximum to a whole number from ${pollers.minimum}, the minimum, to 2000.`,
    };
  }
  if (pollers.maximum > topicPartitions) {
    return {
      field: 'MaximumPollers',
      problem: `is ${pollers.maximum}, more than the ${topicPartitions} partitions of the topic`,
      fix: `Set pollers.maximum to ${topicPartitions} or less.`,
    };
  }
  return undefined;
};

const gatedByProvisionedMode = (settings: EventSourceSettings): Omit<Refusal, 'fix'> | undefined => {
  const problem = 'needs the provisioned mode';
  if (settings.retryAttempts !== -1) return { field: 'MaximumRetryAttempts', problem };
  if (settings.maxRecordAgeSeconds !== -1) return { field: 'MaximumRecordAgeInSeconds', problem };
  if (settings.bisectOnError) return { field: 'BisectBatchOnFunctionError', problem };
  if (settings.reportBatchItemFailures) return { field: 'FunctionResponseTypes', problem };
  if (settings.failureDestination !== undefined) return { field: 'DestinationConfig', problem };
  return undefined;
};

const isWhole = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && value >= from && value <= to;
