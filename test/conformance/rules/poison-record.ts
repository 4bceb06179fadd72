import assert from 'node:assert/strict';
import { eventually } from '../eventually.ts';
import type { Rule } from '../rule.ts';

export const poisonRecord: Rule = {
  title: 'a poison record blocks its partition and no other',
  check: async (bench) => {
    const topic = await bench.createTopic(2);
    await bench.instruct(topic, ['fail', 'ok'], 0);
    const mapping = await bench.map(topic, { BatchSize: 1 });
    await bench.untilInvocations(topic, 2);
    await bench.instruct(topic, ['ok', 'ok', 'ok'], 1);
    await eventually('partition 1 is committed', async () =>
      (await bench.committed(mapping))[1] === 3 ? true : undefined,
    );

    assert.equal((await bench.committed(mapping))[0], -1);
    const ofPartition0 = bench
      .invocations(topic)
      .flatMap(({ records }) => records)
      .filter(({ partition }) => partition === 0);
    assert.ok(ofPartition0.every(({ offset }) => offset === 0));
  },
};
