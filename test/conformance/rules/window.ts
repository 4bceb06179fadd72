import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';
import { offsetsByInvocation } from '../telling.ts';

export const windowEnds: Rule = {
  title: 'waits for the window to end before it hands over less than a batch',
  check: async (bench) => {
    const topic = await bench.createTopic();
    await bench.map(topic, { MaximumBatchingWindowInSeconds: 2 });
    const startMs = Date.now();
    await bench.instruct(topic, ['ok']);
    await bench.instruct(topic, ['ok']);
    const invocations = await bench.untilInvocations(topic, 1);

    assert.deepEqual(offsetsByInvocation(invocations), [[0, 1]]);
    assert.ok((invocations[0]?.beganMs ?? 0) - startMs >= 1900);
  },
};

export const fullBatch: Rule = {
  title: 'hands over a full batch before its window ends',
  check: async (bench) => {
    const topic = await bench.createTopic();
    await bench.instruct(topic, Array(5).fill('ok'));
    await bench.map(topic, { BatchSize: 5, MaximumBatchingWindowInSeconds: 300 });

    const invocations = await bench.untilInvocations(topic, 1);
    assert.deepEqual(offsetsByInvocation(invocations), [[0, 1, 2, 3, 4]]);
  },
};
