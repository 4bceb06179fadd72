import { InvalidEventSourceError } from '../../../lib/event-source/event-source-errors.ts';
import { parseEventSourceUpdate } from '../../../lib/event-source/parse-event-source-update.ts';
import { definitionOf } from './event-source-fixture.ts';

const current = definitionOf({
  onFailureTopic: 'dlq.orders',
  filterPatterns: ['{"value":["a"]}'],
  maximumRetryAttempts: 3,
  maximumBatchingWindowMs: 2000,
});

test('changes what is named and leaves the rest', () => {
  const changes = parseEventSourceUpdate({ BatchSize: 7, Enabled: false }, current);

  expect({ ...current, ...changes }).toEqual({ ...current, batchSize: 7, enabled: false });
});

test('names another function', () => {
  const target = { functionName: 'b', functionArn: 'arn:b' };

  expect(parseEventSourceUpdate({ FunctionName: 'b' }, current, target)).toMatchObject(target);
});

test('empty values remove the destination, the filter and the response type', () => {
  const request = {
    DestinationConfig: { OnFailure: { Destination: '' } },
    FilterCriteria: {},
    FunctionResponseTypes: [],
  };

  expect(parseEventSourceUpdate(request, current)).toMatchObject({
    onFailureTopic: undefined,
    filterPatterns: [],
    reportBatchItemFailures: false,
  });
});

test('a starting position at a time survives an update', () => {
  const startingPosition = { kind: 'AT_TIMESTAMP', timestampMs: 1_700_000_000_000 } as const;

  expect(() => parseEventSourceUpdate({ BatchSize: 1 }, { ...current, startingPosition })).not.toThrow();
});

test.each([
  ['Topics', { Topics: ['others'] }],
  ['StartingPosition', { StartingPosition: 'LATEST' }],
  ['EventSourceArn', { EventSourceArn: 'arn:aws:kafka:r:a:cluster/c/id' }],
  ['BatchSize', { BatchSize: 10_001 }],
  ['DestinationConfig', { DestinationConfig: { OnFailure: { Destination: 'kafka://orders' } } }],
  ['MaximumRetryAttempts', { ProvisionedPollerConfig: {} }],
])('refuses %s in %j', (field, request) => {
  expect(() => parseEventSourceUpdate(request, current)).toThrow(InvalidEventSourceError);
  expect(() => parseEventSourceUpdate(request, current)).toThrow(field);
});
