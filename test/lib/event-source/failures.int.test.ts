import { jest } from '@jest/globals';
import { SluiceError } from '../../../lib/foundation/sluice-error.ts';
import { type KafkaBroker, startKafkaBroker } from '../../kafka-broker.ts';
import { append, eventually, failing, recordsOf, startSource, textOf, texts } from './event-source-fixture.ts';

jest.setTimeout(30_000);

let broker: KafkaBroker;
beforeAll(async () => {
  broker = await startKafkaBroker();
}, 120_000);
afterAll(() => broker[Symbol.asyncDispose]());

const batches = (running: ReturnType<typeof startSource>): string[] =>
  running.events.map((event) => recordsOf(event).map(textOf).join(''));

const readAll = async (topic: string, count: number) => {
  const messages: { key: string | undefined; value: string }[] = [];
  const consumer = broker.kafka.consumer({ groupId: `reader-${topic}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      messages.push({ key: message.key?.toString(), value: String(message.value) });
    },
  });
  await eventually(() => messages.length >= count);
  await consumer.disconnect();
  return messages;
};

class ThrottledError extends SluiceError {
  override readonly code = 'THROTTLED';
}

test('a function error brings the whole batch again until it succeeds, and commits nothing before', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['a', 'b', 'c']);
  let left = 2;
  const committedAtRetry: unknown[] = [];

  await using running = startSource(broker, { topic }, async () => {
    committedAtRetry.push(await broker.committed(running.source.definition.groupId, topic));
    left -= 1;
    return left >= 0 ? new Error('not yet') : null;
  });
  await eventually(() => running.source.lastProcessingResult === 'OK');
  await running.source.stop();

  expect(batches(running)).toEqual(['abc', 'abc', 'abc']);
  expect(committedAtRetry).toEqual([{ 0: -1 }, { 0: -1 }, { 0: -1 }]);
  expect(await broker.committed(running.source.definition.groupId, topic)).toEqual({ 0: 3 });
});

test('batchItemFailures bring back the batch from the lowest failed record on, and commit what is before it', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['a', 'b', 'c', 'd']);
  let first = true;

  await using running = startSource(broker, { topic }, (event) => {
    const failed = first ? recordsOf(event).filter((record) => ['b', 'd'].includes(textOf(record))) : [];
    first = false;
    return failing(failed);
  });
  await eventually(() => running.source.lastProcessingResult === 'OK');

  expect(batches(running)).toEqual(['abcd', 'bcd']);
});

test.each([
  [
    'an offset that is not in the batch',
    (topic: string) => ({ batchItemFailures: [{ itemIdentifier: { partition: `${topic}-0`, offset: 99 } }] }),
  ],
  [
    'a partition that is not in the batch',
    (topic: string) => ({ batchItemFailures: [{ itemIdentifier: { partition: `${topic}-7`, offset: 0 } }] }),
  ],
  ['an identifier of another form', () => ({ batchItemFailures: [{ itemIdentifier: 'orders-0' }] })],
  ['a list that is none', () => ({ batchItemFailures: 'all' })],
])('a response with %s fails the whole batch', async (_name, answerFor) => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['a', 'b']);
  let first = true;

  await using running = startSource(broker, { topic }, () => {
    const answer = first ? answerFor(topic) : {};
    first = false;
    return answer;
  });
  await eventually(() => running.source.lastProcessingResult === 'OK');

  expect(batches(running)).toEqual(['ab', 'ab']);
});

test('without ReportBatchItemFailures what the function returns is of no consequence', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['a']);

  await using running = startSource(broker, { topic, reportBatchItemFailures: false }, (event) =>
    failing(recordsOf(event)),
  );
  const { groupId } = running.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 1);

  expect(batches(running)).toEqual(['a']);
});

test('a poison record goes to the on-failure topic after its attempts, with what happened and under its key', async () => {
  const [topic, onFailureTopic] = [await broker.createTopic(), await broker.createTopic()];
  await broker.producer.send({
    topic,
    messages: ['a', 'poison', 'b'].map((value) => ({ key: `key of ${value}`, value, headers: { h: 'x' } })),
  });

  await using running = startSource(
    broker,
    { topic, onFailureTopic, maximumRetryAttempts: 2, eventSourceArn: 'arn:aws:kafka:r:a:cluster/c/id' },
    (event) => failing(recordsOf(event).filter((record) => textOf(record) === 'poison')),
  );
  const { groupId, functionArn } = running.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 3);
  const [envelope] = await readAll(onFailureTopic, 1);

  expect(batches(running)).toEqual(['apoisonb', 'poisonb', 'poisonb', 'b']);
  expect(envelope?.key).toBe('key of poison');
  const value = JSON.parse(envelope?.value ?? '');
  expect(value).toEqual({
    requestContext: {
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      functionArn,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 3,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST' },
    version: '1.0',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    KafkaBatchInfo: {
      batchSize: 1,
      eventSourceArn: 'arn:aws:kafka:r:a:cluster/c/id',
      bootstrapServers: broker.bootstrapServers.join(','),
      payloadSize: Buffer.byteLength(JSON.stringify(value.payload)),
      recordInfo: { offset: 1, timestamp: expect.any(String) },
    },
    payload: {
      eventSource: 'aws:kafka',
      eventSourceArn: 'arn:aws:kafka:r:a:cluster/c/id',
      bootstrapServers: broker.bootstrapServers.join(','),
      records: { [`${topic}-0`]: [running.events.slice(1, 2).flatMap(recordsOf)[0]] },
    },
  });
});

test('records are dropped with a warning where attempts are finite and there is no destination', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['a', 'b']);

  await using running = startSource(broker, { topic, maximumRetryAttempts: 0 }, () => new Error());
  const { groupId } = running.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 2);

  expect(running.events).toHaveLength(1);
  expect(running.source.metrics()).toMatchObject({ dropped: 2, failed: 2, retried: 0 });
  expect(running.log).toContainEqual(
    expect.objectContaining({ level: 'warn', event: 'records-dropped', firstOffset: 0, lastOffset: 1 }),
  );
});

test('an on-failure topic that does not exist holds the partition until it does, and loses nothing', async () => {
  const topic = await broker.createTopic();
  const onFailureTopic = `test-later-${Date.now()}`;
  await append(broker, topic, ['a']);

  await using running = startSource(broker, { topic, onFailureTopic, maximumRetryAttempts: 0 }, () => new Error());
  await eventually(() => running.log.some(({ event }) => event === 'destination-failed'));
  await broker.createTopic({ name: onFailureTopic });
  const envelopes = await readAll(onFailureTopic, 1);

  expect(envelopes).toHaveLength(1);
  expect(running.events).toHaveLength(1);
});

test('throttles and errors of the service are no attempts', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['a']);
  const refusals = [new ThrottledError('Rate exceeded'), new Error('the host is gone'), new ThrottledError('again')];

  await using running = startSource(broker, { topic, maximumRetryAttempts: 0 }, () => {
    const refusal = refusals.shift();
    if (refusal) throw refusal;
    return null;
  });
  await eventually(() => running.source.lastProcessingResult === 'OK');

  expect(batches(running)).toEqual(['a', 'a', 'a', 'a']);
  expect(running.source.metrics()).toMatchObject({ throttles: 2, dropped: 0, failed: 0 });
});

test('bisecting isolates a poison record, so that it alone is given up', async () => {
  const [topic, onFailureTopic] = [await broker.createTopic(), await broker.createTopic()];
  await append(broker, topic, [...texts(5), 'poison', ...texts(2, 5)]);

  const options = { topic, onFailureTopic, maximumRetryAttempts: 1, bisectBatchOnFunctionError: true };
  await using running = startSource(broker, options, (event) =>
    recordsOf(event).some((record) => textOf(record) === 'poison') ? new Error() : null,
  );
  const { groupId } = running.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 8);

  expect(batches(running)).toEqual(['01234poison56', '0123', '4poison56', '4poison', '4', 'poison', 'poison', '56']);
  expect(running.source.metrics()).toMatchObject({ sentToDestination: 1 });
});

test('records older than the maximum age are given up without being handed over', async () => {
  const topic = await broker.createTopic();
  const oldMs = Date.now() - 120_000;
  await broker.producer.send({ topic, messages: [{ value: 'old', timestamp: String(oldMs) }, { value: 'young' }] });

  await using running = startSource(broker, { topic, maximumRecordAgeSeconds: 60 });
  const { groupId } = running.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 2);

  expect(running.seen()).toEqual(['young']);
  expect(running.source.metrics()).toMatchObject({ dropped: 1 });
});

test('a record that alone exceeds 6 MB goes to the on-failure topic, and those around it are processed', async () => {
  const configs = { 'max.message.bytes': '16000000' };
  const [topic, onFailureTopic] = [await broker.createTopic({ configs }), await broker.createTopic({ configs })];
  await append(broker, topic, ['a']);
  await append(broker, topic, [Buffer.alloc(5_000_000)]);
  await append(broker, topic, ['b']);

  await using running = startSource(broker, { topic, onFailureTopic });
  const { groupId } = running.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 3);
  const [envelope] = await readAll(onFailureTopic, 1);

  expect(running.seen()).toEqual(['a', 'b']);
  expect(JSON.parse(envelope?.value ?? '')).toMatchObject({
    requestContext: { condition: 'MaximumPayloadSizeExceeded', approximateInvokeCount: 0 },
    KafkaBatchInfo: { recordInfo: { offset: 1 } },
  });
});

test('an envelope that the on-failure topic does not take is sent without its payload, and blocks nothing', async () => {
  const configs = { 'max.message.bytes': '100000' };
  const [topic, onFailureTopic] = [await broker.createTopic(), await broker.createTopic({ configs })];
  await append(broker, topic, ['a', 'x'.repeat(90_000), 'b', 'y'.repeat(60_000)]);

  await using running = startSource(broker, { topic, onFailureTopic, maximumRetryAttempts: 0 }, () => new Error());
  const { groupId } = running.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 4);
  const envelopes = (await readAll(onFailureTopic, 4)).map(({ value }) => JSON.parse(value));

  expect(envelopes.map(({ KafkaBatchInfo }) => KafkaBatchInfo.recordInfo.offset)).toEqual([0, 1, 2, 3]);
  expect(envelopes.map(({ payload }) => payload !== undefined)).toEqual([true, false, true, true]);
  expect(running.source.metrics()).toMatchObject({ sentToDestination: 4 });
});
