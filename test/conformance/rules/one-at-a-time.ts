import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';
import { overlaps } from '../telling.ts';

export const oneAtATime: Rule = {
  title: 'never runs two invocations for one partition at once, while partitions run beside each other',
  check: async (bench) => {
    const topic = await bench.createTopic(2);
    for (const partition of [0, 1]) await bench.instruct(topic, Array(4).fill('sleep:250'), partition);
    const mapping = await bench.map(topic, { BatchSize: 1 });
    await bench.untilCommitted(mapping, [4, 4]);

    const invocations = bench.invocations(topic);
    assert.equal(overlaps(invocations, 0), false);
    assert.equal(overlaps(invocations, 1), false);
  },
};
