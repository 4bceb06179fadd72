import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

export const eventShape: Rule = {
  title: 'tells key, value, headers and timestamp of a record, and leaves out what it has not',
  check: async (bench) => {
    const topic = await bench.createTopic(1, { 'message.timestamp.type': 'LogAppendTime' });
    await bench.produce(topic, [
      { key: 'k', value: 'v', headers: { head: 'abc', empty: '' } },
      { value: 'no key' },
      { key: 'tombstone', value: null },
    ]);
    const mapping = await bench.map(topic);
    await bench.untilCommitted(mapping, [3]);

    const [invocation] = bench.invocations(topic);
    assert.deepEqual(invocation?.keys, [`${topic}-0`]);
    const { eventSourceArn } = bench.endpoints;
    assert.equal(invocation?.origin['eventSource'], eventSourceArn === undefined ? 'SelfManagedKafka' : 'aws:kafka');
    assert.equal(invocation?.origin['eventSourceArn'], eventSourceArn);
    assert.equal(typeof invocation?.origin['bootstrapServers'], 'string');
    const [whole, keyless, tombstone] = bench.invocations(topic).flatMap(({ records }) => records);
    assert.ok(whole);
    const { timestamp, ...rest } = whole;
    assert.ok(Math.abs(Date.now() - Number(timestamp)) < 300_000);
    assert.deepEqual(rest, {
      topic,
      partition: 0,
      offset: 0,
      timestampType: 'LOG_APPEND_TIME',
      key: base64('k'),
      value: base64('v'),
      valueBytes: 1,
      headers: [{ head: [97, 98, 99] }, { empty: [] }],
    });
    assert.equal('key' in (keyless ?? {}), false);
    assert.equal('value' in (tombstone ?? {}), false);
  },
};

export const createTime: Rule = {
  title: "tells the producer's timestamp where the topic keeps it",
  check: async (bench) => {
    const topic = await bench.createTopic(1, { 'message.timestamp.type': 'CreateTime' });
    await bench.produce(topic, [{ value: 'v', timestamp: '1545084650987' }]);
    await bench.map(topic);

    const [invocation] = await bench.untilInvocations(topic, 1);
    assert.equal(invocation?.records[0]?.['timestampType'], 'CREATE_TIME');
    assert.equal(invocation?.records[0]?.['timestamp'], 1_545_084_650_987);
  },
};
