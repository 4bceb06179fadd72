/** Has ingestion run once, now, and tells what it did. */

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { IngestionRun } from '../contracts/grid/ingestion.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { FunctionError } from '../kit/function-error.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';

class IngestionFailedError extends FunctionError {
  readonly code = 'INGESTION_FAILED';
  override readonly status = 503;
  override readonly retryable = true;
}

// Cold start only.
const config = buildConfigReader(buildDocumentClient(), requireVariable(process.env, 'CONFIG_TABLE'));
const functionName = requireVariable(process.env, 'INGEST_FUNCTION');
const lambda = new LambdaClient();

const run = async (request: KeyedRequest): Promise<ApiResponse> => {
  const { FunctionError: failed, Payload: payload } = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: '{}' }),
  );
  const answer = Buffer.from(payload ?? []).toString('utf8');
  if (failed !== undefined) {
    throw new IngestionFailedError(`${functionName} failed: ${answer.slice(0, 500)}`, {
      actions: [`Look at what ${functionName} logged`],
    });
  }
  return envelope(request, 200, IngestionRun.parse(JSON.parse(answer)), { count: 1 });
};

export const handler = route<KeyedRequest>().use(apiKey(config, 'admin')).handler(run);
