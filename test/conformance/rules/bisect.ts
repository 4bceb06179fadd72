import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';
import { offsetsByInvocation } from '../telling.ts';

export const bisect: Rule = {
  title:
    'BisectBatchOnFunctionError splits a failed batch until the record that fails is alone; only that one is given up',
  check: async (bench) => {
    const topic = await bench.createTopic();
    const onFailure = await bench.createTopic();
    await bench.instruct(topic, ['ok', 'ok', 'fail', 'ok']);
    const mapping = await bench.map(topic, {
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: `kafka://${onFailure}` } },
    });
    await bench.untilCommitted(mapping, [4]);

    const offsets = offsetsByInvocation(bench.invocations(topic)).map((each) => each.join());
    assert.equal(offsets[0], '0,1,2,3');
    assert.ok(offsets.includes('0,1') && offsets.includes('2') && offsets.includes('3'));
    const given = await bench.readBack(onFailure, 1);
    assert.deepEqual(
      given.map(({ key }) => key),
      ['key-2'],
    );
  },
};
