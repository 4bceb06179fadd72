import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';
import { offsetsByInvocation } from '../telling.ts';

export const slowHandler: Rule = {
  title: 'a handler slower than the session timeout is not thrown out, and sees its batch once',
  slow: true,
  check: async (bench) => {
    const topic = await bench.createTopic();
    await bench.instruct(topic, ['sleep:9000']);
    const mapping = await bench.map(topic);
    await bench.untilCommitted(mapping, [1]);

    assert.deepEqual(offsetsByInvocation(bench.invocations(topic)), [[0]]);
  },
};

export const commitAfterProcessing: Rule = {
  title: 'nothing is committed while its batch runs',
  check: async (bench) => {
    const topic = await bench.createTopic();
    await bench.instruct(topic, ['ok', 'sleep:5000']);
    const mapping = await bench.map(topic, { BatchSize: 1 });
    await bench.untilInvocations(topic, 2);
    const during = await bench.committed(mapping);
    await bench.untilCommitted(mapping, [2]);

    assert.ok((during[0] ?? 0) <= 1);
  },
};
