import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rule } from '../rule.ts';
import { offsetsByInvocation, range } from '../telling.ts';

export const disabling: Rule = {
  title: 'disabling in mid-batch commits nothing unprocessed; enabling goes on with the next record',
  check: async (bench) => {
    const topic = await bench.createTopic();
    await bench.instruct(topic, Array(6).fill('sleep:300'));
    const mapping = await bench.map(topic, { BatchSize: 1 });
    await bench.untilInvocations(topic, 2);
    const { State } = await bench.update(mapping.uuid, { Enabled: false });
    assert.equal(State, 'Disabling');
    await bench.untilState(mapping.uuid, 'Disabled');
    const [committed] = await bench.committed(mapping);
    await sleep(700);
    const begun = bench.invocations(topic).length;
    assert.ok((committed ?? 0) <= begun);
    assert.ok(begun < 6);
    const enabling = await bench.update(mapping.uuid, { Enabled: true });
    assert.equal(enabling.State, 'Enabling');
    await bench.untilCommitted(mapping, [6]);

    assert.deepEqual([...new Set(offsetsByInvocation(bench.invocations(topic)).flat())], range(6));
  },
};

export const batchSizeAndFilter: Rule = {
  title: 'batch size and filter change while the mapping runs, losing and repeating nothing',
  check: async (bench) => {
    const topic = await bench.createTopic();
    const mapping = await bench.map(topic, { BatchSize: 2 });
    await bench.instruct(topic, Array(4).fill('ok'));
    await bench.untilCommitted(mapping, [4]);
    const Pattern = '{"value":{"number":[{"numeric":["<",3]}]}}';
    await bench.update(mapping.uuid, { BatchSize: 3, FilterCriteria: { Filters: [{ Pattern }] } });
    await bench.untilState(mapping.uuid, 'Enabled');
    await bench.instruct(topic, Array(5).fill('ok'));
    await bench.untilCommitted(mapping, [9]);

    const offsets = offsetsByInvocation(bench.invocations(topic));
    assert.deepEqual(offsets.flat(), range(7));
    assert.equal((await bench.describe(mapping.uuid)).BatchSize, 3);
  },
};
