import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';
import { offsetsByInvocation } from '../telling.ts';

export const abortedTransaction: Rule = {
  title: 'records of an aborted transaction reach no handler, and those of a committed one do',
  check: async (bench) => {
    const topic = await bench.createTopic();
    const producer = bench.kafka.producer({
      transactionalId: `conformance-${crypto.randomUUID()}`,
      maxInFlightRequests: 1,
      idempotent: true,
    });
    await producer.connect();
    for (const outcome of ['abort', 'commit'] as const) {
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: [{ value: outcome }, { value: outcome }] });
      await transaction[outcome]();
    }
    await producer.disconnect();
    await bench.instruct(topic, ['ok']);
    const mapping = await bench.map(topic);
    await bench.untilCommitted(mapping, [7]);

    assert.deepEqual(offsetsByInvocation(bench.invocations(topic)).flat(), [3, 4, 6]);
  },
};
