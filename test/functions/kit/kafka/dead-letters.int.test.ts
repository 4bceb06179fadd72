import { buildDeadLetters } from '../../../../functions/kit/kafka/dead-letters.ts';
import { type KafkaBroker, startKafkaBroker } from '../../../kafka-broker.ts';
import { kafkaRecord } from '../../fixtures/kafka-batch.ts';

let broker: KafkaBroker;
beforeAll(async () => {
  broker = await startKafkaBroker();
}, 60_000);
afterAll(() => broker[Symbol.asyncDispose]());

const poison = (topic: string, offset: number) => ({
  kind: 'poison' as const,
  position: { topic, partition: `${topic}-0`, offset },
  cause: 'The value is not JSON',
  record: kafkaRecord({ topic, partition: 0, offset }, 'not json'),
});

test('each record is on the dead-letter topic of its own topic', async () => {
  await Promise.all(['dlq.a', 'dlq.b'].map((name) => broker.createTopic({ name })));

  await buildDeadLetters(broker.kafka, 'analytics').take([poison('a', 1), poison('b', 1), poison('a', 2)]);

  expect(await broker.admin.fetchTopicOffsets('dlq.a')).toMatchObject([{ high: '2' }]);
  expect(await broker.admin.fetchTopicOffsets('dlq.b')).toMatchObject([{ high: '1' }]);
});

test('rejects when a topic is missing, so that nothing counts as taken', async () => {
  const deadLetters = buildDeadLetters(broker.kafka, 'analytics');

  await expect(deadLetters.take([poison('missing', 1)])).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
}, 15_000);
