/**
 * The function that the conformance suite maps topics to: it appends what it was invoked with to the topic `conformance.observed`,
 * and behaves as the values of the records say. KAFKA_BOOTSTRAP_SERVERS names the brokers.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel, Partitioners } from 'kafkajs';

const kafka = new Kafka({
  clientId: 'conformance-probe',
  brokers: (process.env.KAFKA_BOOTSTRAP_SERVERS ?? '').split(','),
  retry: { retries: 20, maxRetryTime: 1000 },
  logLevel: logLevel.NOTHING,
});
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
const connected = producer.connect();
const failuresByRecord = new Map();

const longestValue = 1000;

const describeRecord = ({ value, ...record }) => ({
  ...record,
  ...(value !== undefined && { valueBytes: Buffer.from(value, 'base64').length }),
  ...(typeof value === 'string' && value.length <= longestValue && { value }),
  ...(value === null && { value }),
});

/** `{"do": "fail-times:2"}` → ['fail-times', 2]; anything else is ok. */
const instructionOf = ({ value }) => {
  try {
    if (value.length > longestValue) return ['ok', 0];
    const [name, argument = '0'] = JSON.parse(Buffer.from(value, 'base64').toString()).do.split(':');
    return [name, Number(argument)];
  } catch {
    return ['ok', 0];
  }
};

const observe = async (requestId, phase, about) => {
  await connected;
  const value = JSON.stringify({ requestId, phase, atMs: Date.now(), ...about });
  await producer.send({ topic: 'conformance.observed', messages: [{ value }] });
};

/** Whether a record that fails so many times at first fails now. */
const stillFails = ({ topic, partition, offset }, times) => {
  const id = `${topic}-${partition}-${offset}`;
  const failures = failuresByRecord.get(id) ?? 0;
  failuresByRecord.set(id, failures + 1);
  return failures < times;
};

const act = async (records) => {
  const reported = [];
  for (const record of records) {
    const itemIdentifier = { partition: `${record.topic}-${record.partition}`, offset: record.offset };
    const [instruction, argument] = instructionOf(record);
    switch (instruction) {
      case 'sleep':
        await sleep(argument);
        break;
      case 'fail':
        throw new Error('The record says so.');
      case 'fail-silently':
        throw new Error();
      case 'exit':
        process.exit(1);
        break;
      case 'fail-times':
        if (stillFails(record, argument)) throw new Error('The record says so.');
        break;
      case 'item-failure':
        reported.push({ itemIdentifier });
        break;
      case 'item-failure-times':
        if (stillFails(record, argument)) reported.push({ itemIdentifier });
        break;
      case 'malformed':
        return { batchItemFailures: 'all' };
      case 'unknown-offset':
        return { batchItemFailures: [{ itemIdentifier: { ...itemIdentifier, offset: 1_000_000 } }] };
      case 'unknown-partition':
        return { batchItemFailures: [{ itemIdentifier: { ...itemIdentifier, partition: 'no-such-topic-0' } }] };
      case 'string-identifier':
        return { batchItemFailures: [{ itemIdentifier: String(record.offset) }] };
    }
  }
  return { batchItemFailures: reported };
};

export const handler = async (event, context) => {
  const { records, ...origin } = event;
  const all = Object.values(records).flat();
  const payloadBytes = Buffer.byteLength(JSON.stringify(event));
  const about = { origin, keys: Object.keys(records), payloadBytes, records: all.map(describeRecord) };
  await observe(context.awsRequestId, 'begun', about);
  try {
    return await act(all);
  } finally {
    await observe(context.awsRequestId, 'ended', {});
  }
};
