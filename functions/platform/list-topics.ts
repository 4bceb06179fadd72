/** Lists Kafka's topics with the ends of their partitions, those of the application and whatever else may be seen. */

import type { Admin } from 'kafkajs';
import type { KafkaTopic } from '../contracts/admin/kafka.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { withAdmin } from '../kit/kafka/with-admin.ts';

// Cold start only.
const config = buildConfigReader(buildDocumentClient(), requireVariable(process.env, 'CONFIG_TABLE'));
const kafka = buildKafka(process.env);

const list = async (request: KeyedRequest): Promise<ApiResponse> => {
  const topics = await withAdmin(kafka, async (admin) => {
    const names = (await admin.listTopics()).filter((name) => !name.startsWith('__')).toSorted();
    const described: KafkaTopic[] = [];
    for (const name of names) described.push(await describe(admin, name));
    return described;
  });
  return envelope(request, 200, topics, { count: topics.length });
};

const describe = async (admin: Admin, topic: string): Promise<KafkaTopic> => {
  const ends = await admin.fetchTopicOffsets(topic);
  const partitions = ends
    .map(({ partition, low, high }) => ({ partition, begin: Number(low), end: Number(high) }))
    .toSorted((left, right) => left.partition - right.partition);
  return { topic, records: partitions.reduce((sum, { begin, end }) => sum + end - begin, 0), partitions };
};

export const handler = route<KeyedRequest>().use(apiKey(config, 'admin')).handler(list);
