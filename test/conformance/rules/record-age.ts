import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';
import { offsetsByInvocation } from '../telling.ts';

export const recordAge: Rule = {
  title: 'a record older than MaximumRecordAgeInSeconds goes to the on-failure topic and is not handed over',
  check: async (bench) => {
    const topic = await bench.createTopic(1, { 'message.timestamp.type': 'CreateTime' });
    const onFailure = await bench.createTopic();
    await bench.produce(topic, [{ value: 'old', timestamp: String(Date.now() - 600_000) }, { value: 'young' }]);
    const mapping = await bench.map(topic, {
      MaximumRecordAgeInSeconds: 60,
      DestinationConfig: { OnFailure: { Destination: `kafka://${onFailure}` } },
    });
    await bench.untilCommitted(mapping, [2]);

    assert.deepEqual(offsetsByInvocation(bench.invocations(topic)), [[1]]);
    const [envelope] = await bench.readBack(onFailure, 1);
    assert.equal(JSON.parse(envelope?.value ?? '').KafkaBatchInfo.recordInfo.offset, 0);
  },
};
