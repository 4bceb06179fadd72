import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';
import { offsetsByInvocation } from '../telling.ts';

export const firstAttemptIsNoRetry: Rule = {
  title:
    'MaximumRetryAttempts does not count the first attempt; then the record goes to the on-failure topic, as the one that it was',
  check: async (bench) => {
    const topic = await bench.createTopic();
    const onFailure = await bench.createTopic();
    await bench.instruct(topic, ['fail', 'ok']);
    const mapping = await bench.map(topic, {
      BatchSize: 1,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: `kafka://${onFailure}` } },
    });
    await bench.untilCommitted(mapping, [2]);

    assert.deepEqual(offsetsByInvocation(bench.invocations(topic)), [[0], [0], [0], [1]]);
    const [{ key, value } = { key: undefined, value: '' }] = await bench.readBack(onFailure, 1);
    const envelope = JSON.parse(value);
    assert.equal(key, 'key-0');
    assert.equal(envelope.requestContext.condition, 'RetryAttemptsExhausted');
    assert.equal(envelope.requestContext.approximateInvokeCount, 3);
    assert.equal(envelope.requestContext.requestId, bench.invocations(topic)[2]?.requestId);
    assert.deepEqual(Object.keys(envelope.responseContext).sort(), ['executedVersion', 'functionError', 'statusCode']);
    assert.equal(envelope.version, '1.0');
    assert.equal(envelope.KafkaBatchInfo.batchSize, 1);
    assert.equal(envelope.KafkaBatchInfo.recordInfo.offset, 0);
    const [record] = envelope.payload.records[`${topic}-0`];
    assert.deepEqual(JSON.parse(Buffer.from(record.value, 'base64').toString()), { do: 'fail', number: 0 });
  },
};

export const dropped: Rule = {
  title: 'with finite retries and no destination the record is dropped and the next one handed over',
  check: async (bench) => {
    const topic = await bench.createTopic();
    await bench.instruct(topic, ['fail', 'ok']);
    const mapping = await bench.map(topic, { BatchSize: 1, MaximumRetryAttempts: 0 });
    await bench.untilCommitted(mapping, [2]);

    assert.deepEqual(offsetsByInvocation(bench.invocations(topic)), [[0], [1]]);
  },
};
