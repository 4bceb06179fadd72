import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';
import { offsetsByInvocation } from '../telling.ts';

const retried = (title: string, instruction: string): Rule => ({
  title,
  check: async (bench) => {
    const topic = await bench.createTopic();
    const onFailure = await bench.createTopic();
    await bench.instruct(topic, ['ok', instruction, 'ok']);
    const mapping = await bench.map(topic, {
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: `kafka://${onFailure}` } },
    });
    await bench.untilCommitted(mapping, [3]);

    assert.deepEqual(offsetsByInvocation(bench.invocations(topic)), [
      [0, 1, 2],
      [0, 1, 2],
    ]);
    assert.equal((await bench.readBack(onFailure, 3)).length, 3);
  },
});

export const functionError = retried('a function error fails the whole batch, which is tried again', 'fail');
export const errorWithoutMessage = retried(
  'a function error without a message is a failure like any other',
  'fail-silently',
);
export const exitedProcess = retried('a function that ends its process fails the whole batch', 'exit');

export const successAfterFailures: Rule = {
  title: 'a batch is tried again until it succeeds, and nothing after it is handed over before',
  check: async (bench) => {
    const topic = await bench.createTopic();
    await bench.instruct(topic, ['fail-times:2', 'ok', 'ok']);
    const mapping = await bench.map(topic, { BatchSize: 2 });
    await bench.untilCommitted(mapping, [3]);

    const offsets = offsetsByInvocation(bench.invocations(topic));
    assert.ok(offsets.length >= 4);
    assert.ok(offsets.slice(0, -1).every((each) => each.join() === '0,1'));
    assert.deepEqual(offsets.at(-1), [2]);
  },
};
