/** Tells where consumers stand in their topics, all or `?consumer=NAME`: members of each group, and lag by partition. */

import type { ConsumerGroup } from '../contracts/admin/consumer-group.ts';
import { groupsOf } from '../contracts/flow-consumers.ts';
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
import { requireConsumerName } from './consumers/require-consumer-name.ts';

// Cold start only.
const config = buildConfigReader(buildDocumentClient(), requireVariable(process.env, 'CONFIG_TABLE'));
const kafka = buildKafka(process.env);

const list = async (request: KeyedRequest): Promise<ApiResponse> => {
  const name = request.queryStringParameters?.['consumer'];
  const groups: ConsumerGroup[] = await withAdmin(kafka, async (admin) =>
    readGroups(admin, name === undefined ? await findGroups(admin) : groupsOf(requireConsumerName(name))),
  );
  return envelope(request, 200, groups, { count: groups.length });
};

export const handler = route<KeyedRequest>().use(apiKey(config, 'admin')).handler(list);
