/** Lists the consumer groups of every flow; on the path `…/lag` how far each is behind, by partition. */

import type { KafkaGroup, KafkaLag } from '../contracts/admin/kafka.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { readGroups } from '../kit/kafka/read-groups.ts';
import { withAdmin } from '../kit/kafka/with-admin.ts';
import { findGroups } from './consumers/find-groups.ts';

// Cold start only.
const config = buildConfigReader(buildDocumentClient(), requireVariable(process.env, 'CONFIG_TABLE'));
const kafka = buildKafka(process.env);

const list = async (request: KeyedRequest): Promise<ApiResponse> => {
  const groups = await withAdmin(kafka, async (admin) => readGroups(admin, await findGroups(admin)));
  const answer: (KafkaGroup | KafkaLag)[] = request.path.endsWith('/lag')
    ? groups.map(({ group, topic, lag, partitions }) => ({ group, topic, lag, partitions }))
    : groups.map(({ group, topic, state, members, lag }) => ({ group, topic, state, members, lag }));
  return envelope(request, 200, answer, { count: answer.length });
};

export const handler = route<KeyedRequest>().use(apiKey(config, 'admin')).handler(list);
