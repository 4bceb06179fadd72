/**
 * Sets a consumer's groups back to the beginning or to a time, so that it is given kept records again. Only while its
 * mappings are disabled: Kafka lets nobody move a group that has members.
 */

import { type Replay, ReplayRequest } from '../contracts/admin/replay.ts';
import { groupsOf } from '../contracts/flow-consumers.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { jsonObject, type WithInput } from '../kit/http/json-object.ts';
import { route } from '../kit/http/route.ts';
import { commitOffsets } from '../kit/kafka/commit-offsets.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { GroupInUseError } from '../kit/kafka/kafka-errors.ts';
import { readGroups } from '../kit/kafka/read-groups.ts';
import { withAdmin } from '../kit/kafka/with-admin.ts';
import { decideReplay, type GroupTarget } from './consumers/decide-replay.ts';
import { requireConsumerName } from './consumers/require-consumer-name.ts';

type ReplayConsumerRequest = KeyedRequest & WithInput<ReplayRequest>;

// Cold start only.
const config = buildConfigReader(buildDocumentClient(), requireVariable(process.env, 'CONFIG_TABLE'));
const kafka = buildKafka(process.env);

const replay = async (request: ReplayConsumerRequest): Promise<ApiResponse> => {
  const consumer = requireConsumerName(request.pathParameters?.['name']);
  const decided = await decide(consumer, request.input.from);
  await Promise.all(
    decided.groups.map((group) =>
      commitOffsets(kafka, group, new Map(group.partitions.map(({ partition, to }) => [partition, to]))),
    ),
  );
  return envelope(request, 200, decided, { count: decided.repeated });
};

const decide = (consumer: string, from: ReplayRequest['from']): Promise<Replay> =>
  withAdmin(kafka, async (admin) => {
    const places = await readGroups(admin, groupsOf(consumer));
    const used = places.filter(({ members }) => members > 0);
    if (used.length > 0) throw new GroupInUseError(used.map(({ group }) => group));
    const targets: GroupTarget[] = [];
    for (const place of places) {
      const offsets =
        from === 'beginning' ? [] : await admin.fetchTopicOffsetsByTimestamp(place.topic, Date.parse(from));
      targets.push({
        ...place,
        targets: new Map(offsets.map(({ partition, offset }) => [partition, Number(offset)])),
      });
    }
    return decideReplay(consumer, targets);
  });

export const handler = route<ReplayConsumerRequest>()
  .use(apiKey(config, 'admin'))
  .use(jsonObject(ReplayRequest))
  .handler(replay);
