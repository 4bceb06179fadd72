import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';
import { offsetsByInvocation } from '../telling.ts';

const FunctionResponseTypes: ['ReportBatchItemFailures'] = ['ReportBatchItemFailures'];

export const partialFailure: Rule = {
  title: 'a reported record is tried again, with what follows it and without what comes before it',
  check: async (bench) => {
    const topic = await bench.createTopic();
    const onFailure = await bench.createTopic();
    await bench.instruct(topic, ['ok', 'ok', 'item-failure', 'ok']);
    const mapping = await bench.map(topic, {
      FunctionResponseTypes,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: `kafka://${onFailure}` } },
    });
    await bench.untilCommitted(mapping, [4]);

    const [first, second, ...others] = offsetsByInvocation(bench.invocations(topic));
    assert.deepEqual(first, [0, 1, 2, 3]);
    assert.equal(second?.[0], 2);
    assert.ok(others.flat().every((offset) => offset > 2));
    assert.deepEqual(
      (await bench.readBack(onFailure, 1)).map(({ key }) => key),
      ['key-2'],
    );
  },
};

const wholeBatchFails = (what: string, instruction: string): Rule => ({
  title: `a response with ${what} fails the whole batch`,
  check: async (bench) => {
    const topic = await bench.createTopic();
    await bench.instruct(topic, ['ok', instruction]);
    const mapping = await bench.map(topic, { FunctionResponseTypes, MaximumRetryAttempts: 1 });
    await bench.untilCommitted(mapping, [2]);

    assert.deepEqual(offsetsByInvocation(bench.invocations(topic)), [
      [0, 1],
      [0, 1],
    ]);
  },
});

export const malformedResponses: readonly Rule[] = [
  wholeBatchFails('a list that is none', 'malformed'),
  wholeBatchFails('an offset that is not in the batch', 'unknown-offset'),
  wholeBatchFails('a partition that is not in the batch', 'unknown-partition'),
  wholeBatchFails('an identifier that is no object', 'string-identifier'),
];

export const withoutReporting: Rule = {
  title: 'without ReportBatchItemFailures the answer of the function is of no consequence',
  check: async (bench) => {
    const topic = await bench.createTopic();
    await bench.instruct(topic, ['item-failure', 'malformed']);
    const mapping = await bench.map(topic);
    await bench.untilCommitted(mapping, [2]);

    assert.deepEqual(offsetsByInvocation(bench.invocations(topic)), [[0, 1]]);
  },
};
