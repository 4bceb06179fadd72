import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rule } from '../rule.ts';
import { offsetsByInvocation } from '../telling.ts';

export const trimHorizon: Rule = {
  title: 'TRIM_HORIZON begins with the oldest record',
  check: async (bench) => {
    const topic = await bench.createTopic();
    await bench.instruct(topic, ['ok', 'ok']);
    await bench.map(topic, { StartingPosition: 'TRIM_HORIZON' });

    assert.equal((await bench.untilInvocations(topic, 1))[0]?.records[0]?.offset, 0);
  },
};

export const latest: Rule = {
  title: 'LATEST begins with what comes after the mapping is enabled',
  check: async (bench) => {
    const topic = await bench.createTopic();
    await bench.instruct(topic, ['ok', 'ok']);
    await bench.map(topic, { StartingPosition: 'LATEST' });
    await sleep(2000);
    await bench.instruct(topic, ['ok']);

    assert.deepEqual(offsetsByInvocation(await bench.untilInvocations(topic, 1)), [[2]]);
  },
};

export const atTimestamp: Rule = {
  title: 'AT_TIMESTAMP begins with the first record of that time or later',
  check: async (bench) => {
    const topic = await bench.createTopic(1, { 'message.timestamp.type': 'CreateTime' });
    const nowMs = Date.now();
    const produceAt = (agoMs: number) => bench.produce(topic, [{ value: 'v', timestamp: String(nowMs - agoMs) }]);
    for (const agoMs of [30_000, 20_000, 10_000]) await produceAt(agoMs);
    const StartingPositionTimestamp = new Date(Math.floor((nowMs - 22_000) / 1000) * 1000);
    await bench.map(topic, { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp });

    assert.deepEqual(offsetsByInvocation(await bench.untilInvocations(topic, 1)).flat(), [1, 2]);
  },
};

export const committedOffsetsWin: Rule = {
  title: "a group's committed offsets win over the starting position",
  check: async (bench) => {
    const topic = await bench.createTopic();
    await bench.instruct(topic, ['ok', 'ok', 'ok']);
    const ConsumerGroupId = `conformance-${crypto.randomUUID()}`;
    const admin = bench.kafka.admin();
    await admin.connect();
    await admin.setOffsets({ groupId: ConsumerGroupId, topic, partitions: [{ partition: 0, offset: '2' }] });
    await admin.disconnect();
    await bench.map(topic, bench.groupFields(ConsumerGroupId));

    assert.deepEqual(offsetsByInvocation(await bench.untilInvocations(topic, 1)), [[2]]);
  },
};
