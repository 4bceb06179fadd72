/** Tells how far team A's readings have gone over to the canonical observations, and what both outputs hold. */

import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { readCurrentCutover } from './cutover/read-current-cutover.ts';
import { readEvidence } from './cutover/read-evidence.ts';
import { buildReadingStores } from './cutover/reading-stores.ts';
import { toCutoverStatus } from './cutover/to-cutover-status.ts';

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const kafka = buildKafka(process.env);
const stores = buildReadingStores(client, {
  readings: requireVariable(process.env, 'READINGS_TABLE'),
  events: requireVariable(process.env, 'EVENTS_TABLE'),
});

const show = async (request: KeyedRequest): Promise<ApiResponse> => {
  const [cutover, evidence] = [await readCurrentCutover(client, table), await readEvidence(kafka, stores)];
  return envelope(request, 200, toCutoverStatus(cutover, evidence), { count: 1 });
};

export const handler = route<KeyedRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .handler(show);
