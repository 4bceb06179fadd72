import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';
import { offsetsByInvocation, range } from '../telling.ts';

const limitBytes = 6 * 1024 * 1024;
const largeRecords = { 'max.message.bytes': '12000000' };

export const splitBatch: Rule = {
  title: 'a batch of more than 6 MB is handed over in parts, in order',
  check: async (bench) => {
    const topic = await bench.createTopic(1, largeRecords);
    const value = Buffer.alloc(1_000_000, 'x');
    for (const _ of range(8)) await bench.produce(topic, [{ value }]);
    const mapping = await bench.map(topic, { MaximumBatchingWindowInSeconds: 1 });
    await bench.untilCommitted(mapping, [8]);

    const invocations = bench.invocations(topic);
    assert.deepEqual(offsetsByInvocation(invocations).flat(), range(8));
    assert.ok(invocations.length >= 2);
    assert.ok(invocations.every(({ payloadBytes }) => payloadBytes <= limitBytes));
  },
};

export const tooLargeRecord: Rule = {
  title: 'a record that alone is more than 6 MB goes to the on-failure topic, and the next one is handed over',
  check: async (bench) => {
    const topic = await bench.createTopic(1, largeRecords);
    const onFailure = await bench.createTopic(1, largeRecords);
    await bench.produce(topic, [{ key: 'large', value: Buffer.alloc(5_000_000, 'x') }]);
    await bench.instruct(topic, ['ok']);
    const mapping = await bench.map(topic, {
      DestinationConfig: { OnFailure: { Destination: `kafka://${onFailure}` } },
    });
    await bench.untilCommitted(mapping, [2]);

    assert.deepEqual(offsetsByInvocation(bench.invocations(topic)), [[1]]);
    const [given] = await bench.readBack(onFailure, 1);
    assert.equal(given?.key, 'large');
    assert.equal(JSON.parse(given?.value ?? '').requestContext.condition, 'MaximumPayloadSizeExceeded');
  },
};
