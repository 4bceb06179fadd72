import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';

export const brokerRestarted: Rule = {
  title: 'a broker that is killed and started again costs no record',
  needs: 'broker-restart',
  exclusive: true,
  check: async (bench) => {
    const topic = await bench.createTopic(2);
    for (const partition of [0, 1]) await bench.instruct(topic, Array(40).fill('sleep:20'), partition);
    const mapping = await bench.map(topic, { BatchSize: 5 });
    await bench.untilInvocations(topic, 2);
    await bench.endpoints.restartBroker?.();
    for (const partition of [0, 1]) await bench.instruct(topic, Array(10).fill('ok'), partition);
    await bench.untilCommitted(mapping, [50, 50]);

    const ids = bench
      .invocations(topic)
      .flatMap(({ records }) => records.map((each) => `${each.partition}/${each.offset}`));
    assert.equal(new Set(ids).size, 100);
  },
};
