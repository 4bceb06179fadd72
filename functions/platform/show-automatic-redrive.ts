/** Tells whether given-up records are sent again by themselves, how often and when, and what the last run did. */

import type { AutomaticRedriveStatus } from '../contracts/admin/automatic-redrive.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { buildAutomaticRedriveItems } from './dead-letters/automatic-redrive-items.ts';

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const items = buildAutomaticRedriveItems(client, table);

const show = async (request: KeyedRequest): Promise<ApiResponse> => {
  const [settings, lastRun] = await Promise.all([items.readSettings(), items.readLastRun()]);
  const status: AutomaticRedriveStatus = { settings, lastRun };
  return envelope(request, 200, status, { count: 1 });
};

export const handler = route<KeyedRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .handler(show);
