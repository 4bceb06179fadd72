/** Replaces what ingestion is told: its source, and how calls of it are made to fail. It holds for the next run. */

import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { IngestionSettings } from '../contracts/admin/ingestion-status.ts';
import { ingestionAddress } from '../contracts/grid/ingestion.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { jsonObject, type WithInput } from '../kit/http/json-object.ts';
import { route } from '../kit/http/route.ts';

type ChangeRequest = KeyedRequest & WithInput<IngestionSettings>;

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');

const change = async (request: ChangeRequest): Promise<ApiResponse> => {
  const { source, failure } = request.input;
  await client.send(new PutCommand({ TableName: table, Item: { ...ingestionAddress('source'), ...source } }));
  await client.send(new PutCommand({ TableName: table, Item: { ...ingestionAddress('failure'), ...failure } }));
  return envelope(request, 200, request.input, { count: 1 });
};

export const handler = route<ChangeRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .use(jsonObject(IngestionSettings))
  .handler(change);
