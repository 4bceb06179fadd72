import { deadLetterTopicOf } from '../../../functions/contracts/dead-letter.ts';
import { orderGroup, topics } from '../../../functions/contracts/orders/topics.ts';
import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { listTopics } from '../../../lib/cli/client/kafka-calls.ts';
import { readOrderStats } from '../../../lib/cli/client/orders/order-calls.ts';
import { ordersAccessOf } from '../../../lib/cli/client/orders/orders-access.ts';
import { readUntil } from '../../../lib/cli/client/read-until.ts';

const partitionsOf = new Map<string, number>([
  [topics.orders, 3],
  [topics.orderResults, 3],
  [deadLetterTopicOf(topics.orders), 1],
]);
const startTimeoutMs = 60_000;

/** Everything that the flow stands on answers: gateway, broker with its topics, database, consumer. */
export const health: DemoPart = {
  name: 'health',
  title: 'A real broker, a real database, and a consumer between them',
  talkingPoints: [
    'An order goes from HTTP to a Kafka topic in a transaction, and from there to PostgreSQL.',
    'Nothing here is a mock: broker and database are the servers themselves, the functions are those that go to AWS.',
  ],
  backup: './sluice doctor and ./sluice status',
  run: async ({ client, signal, print }) => {
    const access = ordersAccessOf(client);
    const { gatewayUrl, kafkaBootstrapServers, engines } = client.opened;
    const answer = await fetch(`${gatewayUrl}/health`, { signal });
    const stats = await readOrderStats(access);
    const found = (await listTopics(access.admin)).filter(({ topic }) => partitionsOf.has(topic));
    const source = await readUntil(
      async () => (await client.status()).eventSources.find(({ groupId }) => groupId === orderGroup),
      (each) => each?.state === 'Enabled',
      startTimeoutMs,
    );

    const database = engines.find(({ name }) => name === 'postgres');
    print(`   gateway ${gatewayUrl}, Kafka ${kafkaBootstrapServers}, PostgreSQL ${database?.address ?? 'none'}`);
    for (const { topic, partitions } of found) print(`   topic ${topic}, ${partitions.length} partition(s)`);
    print(`   consumer ${source?.functionName ?? 'none'}, group ${orderGroup}, ${source?.state ?? 'absent'}`);

    return {
      assertions: [
        { title: 'gateway and database answer', holds: answer.ok, detail: `${stats.orders} orders in the database` },
        {
          title: 'the topics are there',
          holds:
            found.length === partitionsOf.size &&
            found.every(({ topic, partitions }) => partitions.length === partitionsOf.get(topic)),
          detail: found.map(({ topic }) => topic).join(', '),
        },
        {
          title: 'the consumer reads',
          holds: source?.state === 'Enabled',
          detail: `${source?.state ?? 'absent'}, group ${orderGroup}`,
        },
      ],
      measured: { before: stats },
    };
  },
};
