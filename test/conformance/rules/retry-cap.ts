import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';

export const retryCap: Rule = {
  title: 'endless retries with an on-failure destination end after ten',
  slow: true,
  check: async (bench) => {
    const topic = await bench.createTopic();
    const onFailure = await bench.createTopic();
    await bench.instruct(topic, ['fail']);
    await bench.map(topic, { DestinationConfig: { OnFailure: { Destination: `kafka://${onFailure}` } } });
    await bench.untilInvocations(topic, 11, 90_000);
    const [given] = await bench.readBack(onFailure, 1);

    assert.equal(bench.invocations(topic).length, 11);
    assert.equal(JSON.parse(given?.value ?? '').requestContext.approximateInvokeCount, 11);
  },
};
