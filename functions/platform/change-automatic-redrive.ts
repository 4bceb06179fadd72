/** Switches on or off that given-up records are sent again by themselves, and says how often and when. */

import { AutomaticRedriveSettings } from '../contracts/admin/automatic-redrive.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { jsonObject, type WithInput } from '../kit/http/json-object.ts';
import { route } from '../kit/http/route.ts';
import { logger } from '../kit/logger.ts';
import { buildAutomaticRedriveItems } from './dead-letters/automatic-redrive-items.ts';

type ChangeRequest = KeyedRequest & WithInput<AutomaticRedriveSettings>;

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const items = buildAutomaticRedriveItems(client, table);

const change = async (request: ChangeRequest): Promise<ApiResponse> => {
  await items.writeSettings(request.input);
  logger.info('automatic redrive changed', { changed: request.input });
  return envelope(request, 200, request.input, { count: 1 });
};

export const handler = route<ChangeRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .use(jsonObject(AutomaticRedriveSettings))
  .handler(change);
