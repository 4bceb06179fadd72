import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rule } from '../rule.ts';

export const rebalance: Rule = {
  title: 'a rebalance in mid-batch loses nothing and repeats only what was in flight',
  slow: true,
  check: async (bench) => {
    const topic = await bench.createTopic(4);
    for (const partition of [0, 1, 2, 3]) await bench.instruct(topic, Array(20).fill('sleep:15'), partition);
    const mapping = await bench.map(topic, { BatchSize: 5 });
    await bench.untilInvocations(topic, 4);
    const other = bench.kafka.consumer({ groupId: mapping.groupId });
    await other.connect();
    await other.subscribe({ topic, fromBeginning: true });
    // It takes partitions and neither reads nor commits them.
    await other.run({ autoCommit: false, partitionsConsumedConcurrently: 4, eachBatch: () => sleep(200) });
    await sleep(2000);
    await other.disconnect();
    await bench.untilCommitted(mapping, [20, 20, 20, 20]);

    const ids = bench
      .invocations(topic)
      .flatMap(({ records }) => records.map((each) => `${each.partition}/${each.offset}`));
    assert.equal(new Set(ids).size, 80);
    assert.ok(ids.length - new Set(ids).size <= 2 * 4 * 5, `${ids.length - 80} repeated`);
  },
};
