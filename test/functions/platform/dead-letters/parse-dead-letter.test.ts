import { toDeadLetter } from '../../../../functions/kit/kafka/dead-letter.ts';
import type { TopicRecord } from '../../../../functions/kit/kafka/read-ranges.ts';
import { parseDeadLetter } from '../../../../functions/platform/dead-letters/parse-dead-letter.ts';
import { writeFailureEnvelope } from '../../../../lib/event-source/failure-envelope.ts';
import { kafkaRecord } from '../../fixtures/kafka-batch.ts';

const letterRecord = (fields: Partial<TopicRecord>): TopicRecord => ({
  topic: 'dlq.market.dispatch',
  partition: 0,
  offset: 7,
  appendedMs: 1_700_000_000_000,
  key: null,
  value: null,
  headers: {},
  ...fields,
});

/** A record as a consumer of ours gives it up. */
const givenUp = (headers: Record<string, string> = {}): TopicRecord => {
  const position = { topic: 'market.dispatch', partition: 2, offset: 41 };
  const message = toDeadLetter(
    {
      kind: 'poison',
      position: { ...position, partition: 'market.dispatch-2' },
      cause: 'The value is not JSON',
      record: kafkaRecord(position, 'no json', headers),
    },
    'analytics',
  );
  return letterRecord({
    key: message.key === null || message.key === undefined ? null : Buffer.from(message.key),
    value: message.value === null ? null : Buffer.from(message.value),
    headers: message.headers ?? {},
  });
};

/** The envelope that the event source writes. */
const envelope = (withPayload = true, functionName = 'grid-analytics'): TopicRecord =>
  letterRecord({
    key: Buffer.from('SA1'),
    value: Buffer.from(
      writeFailureEnvelope(
        {
          topic: 'market.dispatch',
          partition: 1,
          eventSourceArn: 'arn:aws:kafka:::cluster',
          bootstrapServers: ['b:9092'],
        },
        {
          pending: {
            record: {
              offset: 12,
              timestamp: 1_699_999_999_000,
              timestampType: 'LOG_APPEND_TIME',
              key: Buffer.from('SA1'),
              value: Buffer.from('{"event_id":"x"}'),
              headers: [
                ['correlation_id', Buffer.from('trace-1')],
                ['dlq_attempts', Buffer.from('2')],
              ],
            },
            bytes: 100,
            failures: 6,
            arrivedAtMs: 1_699_999_999_100,
          },
          condition: 'RetryAttemptsExhausted',
          invocation: { requestId: 'request-1', functionError: 'Unhandled' },
          functionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
          nowMs: 1_700_000_000_000,
        },
        withPayload,
      ),
    ),
  });

test('a record that a consumer gave up: where from, why, and as it was', () => {
  const letter = parseDeadLetter(givenUp({ correlation_id: 'trace-9' }));

  expect(letter).toMatchObject({
    place: { topic: 'dlq.market.dispatch', partition: 0, offset: 7 },
    givenUpBy: 'consumer',
    consumer: 'analytics',
    cause: 'The value is not JSON',
    attempts: 0,
    original: { origin: { topic: 'market.dispatch', partition: 2, offset: 41 } },
  });
  expect(letter.original?.value?.toString()).toBe('no json');
  expect(Object.keys(letter.original?.headers ?? {})).toEqual(['schema_version', 't0', 't1', 'correlation_id']);
});

test('one that had been sent again tells how many times, and keeps telling', () => {
  const letter = parseDeadLetter(givenUp({ dlq_attempts: '3' }));

  expect(letter.attempts).toBe(3);
  expect(letter.original?.headers['dlq_attempts']?.toString()).toBe('3');
});

test("the event source's envelope: the record is taken out of it, byte for byte", () => {
  const letter = parseDeadLetter(envelope());

  expect(letter).toMatchObject({
    givenUpBy: 'event source',
    consumer: 'analytics',
    cause: 'RetryAttemptsExhausted: Unhandled',
    attempts: 2,
    original: { origin: { topic: 'market.dispatch', partition: 1, offset: 12 } },
  });
  expect(letter.original?.key?.toString()).toBe('SA1');
  expect(letter.original?.value?.toString()).toBe('{"event_id":"x"}');
  expect(String(letter.original?.headers['correlation_id'])).toBe('trace-1');
});

test('an envelope whose payload was left out is known and cannot be sent again', () => {
  const letter = parseDeadLetter(envelope(false));

  expect(letter).toMatchObject({ givenUpBy: 'event source', consumer: 'analytics', original: undefined });
});

test('a function that is no consumer is told by its name, that of the orders by the name of its group', () => {
  expect(parseDeadLetter(envelope(true, 'trading-settle'))).toMatchObject({ consumer: 'trading-settle' });
  expect(parseDeadLetter(envelope(true, 'orders-process'))).toMatchObject({ consumer: 'order-processors' });
});

test.each([
  ['text', letterRecord({ value: Buffer.from('hello') })],
  ['other JSON', letterRecord({ value: Buffer.from('{"requestContext":{}}') })],
  ['a tombstone', letterRecord({})],
])('%s is kept as unreadable', (_, record) => {
  expect(parseDeadLetter(record)).toMatchObject({ givenUpBy: 'unknown', original: undefined });
});

test('a letter cannot send its record to another topic than its own', () => {
  const letter = parseDeadLetter({ ...givenUp(), topic: 'dlq.weather.observations' });

  expect(letter).toMatchObject({ cause: 'The value is not JSON', original: undefined });
});
