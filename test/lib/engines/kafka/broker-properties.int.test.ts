import { setTimeout as delay } from 'node:timers/promises';
import { type KafkaBroker, startKafkaBroker } from '../../../kafka-broker.ts';

let broker: KafkaBroker;
beforeAll(async () => {
  broker = await startKafkaBroker();
}, 60_000);
afterAll(() => broker[Symbol.asyncDispose]());

test('a transaction that its producer left open is given up a second or two after it timed out', async () => {
  const topic = await broker.createTopic();
  const producer = broker.kafka.producer({
    transactionalId: 'left-open',
    transactionTimeout: 1_000,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({ topic, messages: [{ value: 'never committed' }] });
  await producer.disconnect();

  const startedMs = performance.now();
  while ((await endForCommittedReaders(topic)) === 0 && performance.now() - startedMs < 15_000) await delay(50);

  expect(await endForCommittedReaders(topic)).toBeGreaterThan(0);
  expect(performance.now() - startedMs).toBeLessThan(5_000);
});

/** kafkajs asks for the last stable offset: it stands still at the first open transaction. */
const endForCommittedReaders = async (topic: string): Promise<number> =>
  Number((await broker.admin.fetchTopicOffsets(topic))[0]?.high);
