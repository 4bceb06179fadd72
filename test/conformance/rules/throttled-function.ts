import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rule } from '../rule.ts';
import { offsetsByInvocation } from '../telling.ts';

export const throttledFunction: Rule = {
  title: 'throttles count as no attempt: the records wait, and another function named by an update gets them',
  needs: 'throttled-function',
  check: async (bench) => {
    const topic = await bench.createTopic();
    const onFailure = await bench.createTopic();
    await bench.instruct(topic, ['ok', 'ok']);
    const mapping = await bench.map(topic, {
      FunctionName: bench.endpoints.throttledFunctionName,
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: `kafka://${onFailure}` } },
    });
    await sleep(2500);
    assert.deepEqual(await bench.committed(mapping), [-1]);
    await bench.update(mapping.uuid, { FunctionName: bench.endpoints.functionName });
    await bench.untilCommitted(mapping, [2]);

    assert.deepEqual(offsetsByInvocation(bench.invocations(topic)), [[0, 1]]);
    assert.deepEqual(await bench.readBack(onFailure, 0), []);
    const { FunctionArn } = await bench.describe(mapping.uuid);
    assert.ok(FunctionArn?.endsWith(`:${bench.endpoints.functionName}`));
  },
};
