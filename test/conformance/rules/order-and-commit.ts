import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';
import { offsetsByInvocation, range } from '../telling.ts';

export const orderAndCommit: Rule = {
  title: 'hands over every record in order of its partition, at most a batch at a time, and commits them',
  check: async (bench) => {
    const topic = await bench.createTopic(2);
    await bench.instruct(topic, Array(25).fill('ok'), 0);
    await bench.instruct(topic, Array(15).fill('ok'), 1);
    const mapping = await bench.map(topic, { BatchSize: 10 });
    await bench.untilCommitted(mapping, [25, 15]);

    const invocations = bench.invocations(topic);
    const ofPartition = (wanted: number) =>
      invocations
        .flatMap(({ records }) => records.filter(({ partition }) => partition === wanted))
        .map(({ offset }) => offset);
    assert.deepEqual(ofPartition(0), range(25));
    assert.deepEqual(ofPartition(1), range(15));
    assert.ok(offsetsByInvocation(invocations).every(({ length }) => length <= 10));
  },
};
