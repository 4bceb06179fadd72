/** Tells what the orders flow is told, and changes it: in force in every function within a second. */

import type { Context } from 'aws-lambda';
import { OrderSettingsChange } from '../contracts/orders/order-settings.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { jsonObject, type WithInput } from '../kit/http/json-object.ts';
import { route } from '../kit/http/route.ts';
import { logger } from '../kit/logger.ts';
import { changeSettings } from './settings/change-settings.ts';
import { readSettings } from './settings/read-settings.ts';

type ChangeRequest = KeyedRequest & WithInput<OrderSettingsChange>;

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const config = buildConfigReader(client, table);

const show = route<KeyedRequest>()
  .use(apiKey(config, 'orders:read'))
  // A reader of its own: what was just changed, and how many crashes are left, is told as it is.
  .handler(
    async (request: KeyedRequest): Promise<ApiResponse> =>
      envelope(request, 200, await readSettings(buildConfigReader(client, table)), { count: 1 }),
  );

const change = route<ChangeRequest>()
  .use(apiKey(config, 'admin'))
  .use(jsonObject(OrderSettingsChange))
  .handler(async (request: ChangeRequest): Promise<ApiResponse> => {
    const settings = await changeSettings(client, table, request.input);
    logger.info('orders configured', { changed: request.input });
    return envelope(request, 200, settings, { count: 1 });
  });

export const handler = (request: ChangeRequest, context: Context): Promise<ApiResponse> =>
  request.httpMethod === 'PATCH' ? change(request, context) : show(request, context);
