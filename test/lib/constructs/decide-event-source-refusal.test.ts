import fc from 'fast-check';
import {
  decideEventSourceRefusal,
  type EventSourceSettings,
} from '../../../lib/constructs/decide-event-source-refusal.ts';

const accepted: EventSourceSettings = {
  topic: 'orders',
  topicPartitions: 3,
  group: 'billing.orders',
  functionTimeoutSeconds: 60,
  batchSize: 100,
  batchWindowSeconds: 0,
  retryAttempts: 5,
  maxRecordAgeSeconds: -1,
  bisectOnError: false,
  reportBatchItemFailures: true,
  failureDestination: 'dlq.orders',
  pollers: { minimum: 1, maximum: 3 },
};
const onDemand: EventSourceSettings = {
  ...accepted,
  retryAttempts: -1,
  reportBatchItemFailures: false,
  failureDestination: undefined,
  pollers: undefined,
};

test.each<[string, string, Partial<EventSourceSettings>]>([
  ['an empty batch', 'BatchSize', { batchSize: 0 }],
  ['a batch above 10,000', 'BatchSize', { batchSize: 10_001 }],
  ['half a record', 'BatchSize', { batchSize: 1.5 }],
  ['a negative window', 'MaximumBatchingWindowInSeconds', { batchWindowSeconds: -1 }],
  ['a window above five minutes', 'MaximumBatchingWindowInSeconds', { batchWindowSeconds: 301 }],
  ['fewer retries than none', 'MaximumRetryAttempts', { retryAttempts: -2 }],
  ['more than 10,000 retries', 'MaximumRetryAttempts', { retryAttempts: 10_001 }],
  ['a record age below a minute', 'MaximumRecordAgeInSeconds', { maxRecordAgeSeconds: 59 }],
  ['a record age above a week', 'MaximumRecordAgeInSeconds', { maxRecordAgeSeconds: 604_801 }],
  ['a function that may run above 14 minutes', 'Timeout', { functionTimeoutSeconds: 841 }],
  ['an empty group', 'ConsumerGroupId', { group: '' }],
  ['a group of 201 characters', 'ConsumerGroupId', { group: 'g'.repeat(201) }],
  ['a group with a space', 'ConsumerGroupId', { group: 'billing orders' }],
  ['the source topic as the failure destination', 'DestinationConfig', { failureDestination: 'orders' }],
  ['no poller', 'MinimumPollers', { pollers: { minimum: 0, maximum: 1 } }],
  ['more than 200 pollers at least', 'MinimumPollers', { pollers: { minimum: 201, maximum: 300 } }],
  ['a maximum below the minimum', 'MaximumPollers', { pollers: { minimum: 2, maximum: 1 } }],
  ['more than 2,000 pollers', 'MaximumPollers', { pollers: { minimum: 1, maximum: 2_001 }, topicPartitions: 5_000 }],
  ['more pollers than partitions', 'MaximumPollers', { pollers: { minimum: 1, maximum: 4 } }],
])('refuses %s, naming %s', (_, field, change) => {
  const refusal = decideEventSourceRefusal({ ...accepted, ...change });

  expect(refusal?.field).toBe(field);
});

test.each<[string, Partial<EventSourceSettings>]>([
  ['MaximumRetryAttempts', { retryAttempts: 3 }],
  ['MaximumRecordAgeInSeconds', { maxRecordAgeSeconds: 60 }],
  ['BisectBatchOnFunctionError', { bisectOnError: true }],
  ['FunctionResponseTypes', { reportBatchItemFailures: true }],
  ['DestinationConfig', { failureDestination: 'dlq.orders' }],
])('refuses %s in the on-demand mode', (field, change) => {
  const refusal = decideEventSourceRefusal({ ...onDemand, ...change });

  expect(refusal).toEqual({ field, problem: expect.any(String), fix: expect.stringContaining('pollers') });
});

test('accepts the on-demand mode with nothing that needs the provisioned one', () => {
  expect(decideEventSourceRefusal(onDemand)).toBeUndefined();
});

test('accepts every setting within the limits', () => {
  fc.assert(
    fc.property(
      fc.record({
        batchSize: fc.integer({ min: 1, max: 10_000 }),
        batchWindowSeconds: fc.integer({ min: 0, max: 300 }),
        retryAttempts: fc.integer({ min: -1, max: 10_000 }),
        maxRecordAgeSeconds: fc.oneof(fc.constant(-1), fc.integer({ min: 60, max: 604_800 })),
        functionTimeoutSeconds: fc.integer({ min: 1, max: 840 }),
        group: fc.stringMatching(/^[a-zA-Z0-9\-/*:_+=.@]{1,200}$/),
        bisectOnError: fc.boolean(),
        reportBatchItemFailures: fc.boolean(),
      }),
      (settings) => {
        expect(decideEventSourceRefusal({ ...accepted, ...settings })).toBeUndefined();
      },
    ),
  );
});
