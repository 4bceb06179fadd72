import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';
import type { Workbench } from '../workbench.ts';

type Outcome = 'abort' | 'commit';

export const abortedTransaction: Rule = {
  title: 'records of an aborted transaction reach no handler, and those of a committed one do',
  check: async (bench) => {
    await checkSeen(bench, [
      ['abort', 2, ''],
      ['commit', 2, ''],
    ]);
  },
};

/** Longer than what a fetch brings of one partition, by the default of Kafka's consumers. */
const longValue = 'x'.repeat(700_000);

export const abortedTransactions: Rule = {
  title: 'records of two aborted transactions of one producer, the second longer than a fetch, reach no handler',
  check: async (bench) => {
    await checkSeen(bench, [
      ['abort', 2, ''],
      ['abort', 4, longValue],
      ['commit', 1, ''],
    ]);
  },
};

const checkSeen = async (
  bench: Workbench,
  transactions: readonly (readonly [Outcome, count: number, padding: string])[],
): Promise<void> => {
  const topic = await bench.createTopic();
  const producer = bench.kafka.producer({
    transactionalId: `conformance-${crypto.randomUUID()}`,
    maxInFlightRequests: 1,
    idempotent: true,
  });
  await producer.connect();
  for (const [outcome, count, padding] of transactions) {
    const transaction = await producer.transaction();
    for (let sent = 0; sent < count; sent += 1)
      await transaction.send({ topic, messages: [{ key: outcome, value: `${outcome}${padding}` }] });
    await transaction[outcome]();
  }
  await producer.disconnect();
  const records = transactions.reduce((sum, [, count]) => sum + count, 0);
  await bench.instruct(topic, ['ok']);
  const mapping = await bench.map(topic);
  // Each transaction ends with a marker, which has an offset too.
  await bench.untilCommitted(mapping, [records + transactions.length + 1]);

  const seen = bench.invocations(topic).flatMap((invocation) => invocation.records);
  const committed = transactions.flatMap(([outcome, count]) =>
    outcome === 'commit' ? Array<string>(count).fill(outcome) : [],
  );
  assert.deepEqual(
    seen.map((record) => record['key']),
    [...committed, 'key-0'].map(base64),
  );
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');
