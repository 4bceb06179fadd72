/** Puts what only one of team A's outputs has on the other's topic; the consumers there store each once, whoever asks how often. */

import type { CutoverCopy } from '../contracts/admin/cutover-status.ts';
import { readingId, type WeatherReading } from '../contracts/grid/weather-reading.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { buildReadingTopics } from './cutover/append-readings.ts';
import { readEvidence } from './cutover/read-evidence.ts';
import { buildReadingStores } from './cutover/reading-stores.ts';

/** On each topic, in one request. */
const mostAtOnce = 1_000;

// Cold start only.
const client = buildDocumentClient();
const config = buildConfigReader(client, requireVariable(process.env, 'CONFIG_TABLE'));
const kafka = buildKafka(process.env);
const topics = buildReadingTopics(kafka);
const stores = buildReadingStores(client, {
  readings: requireVariable(process.env, 'READINGS_TABLE'),
  events: requireVariable(process.env, 'EVENTS_TABLE'),
});

const copy = async (request: KeyedRequest): Promise<ApiResponse> => {
  const { parity, stored } = await readEvidence(kafka, stores);
  const choose = (readings: readonly WeatherReading[], ids: readonly string[]): WeatherReading[] => {
    const wanted = new Set(ids.slice(0, mostAtOnce));
    return readings.filter((reading) => wanted.has(readingId(reading)));
  };
  const toNew = choose(stored.old, parity.onlyOld);
  const toOld = choose(stored.new, parity.onlyNew);
  if (toNew.length > 0) await topics.append('new', toNew, request);
  if (toOld.length > 0) await topics.append('old', toOld, request);

  const copied: CutoverCopy = {
    toOld: toOld.length,
    toNew: toNew.length,
    remaining: parity.onlyOld.length + parity.onlyNew.length - toOld.length - toNew.length,
  };
  return envelope(request, 200, copied, { count: copied.toOld + copied.toNew });
};

export const handler = route<KeyedRequest>().use(apiKey(config, 'admin')).handler(copy);
