/** Removes what one consumer may do on one route: within a second it is held to what everybody else is. */

import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { limitAddress } from '../contracts/rate-limit.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { FunctionError } from '../kit/function-error.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { logger } from '../kit/logger.ts';
import { parseLimitTarget } from './limits/parse-limit-target.ts';
import { toListedLimits } from './limits/to-listed-limits.ts';

class UnknownLimitError extends FunctionError {
  readonly code = 'UNKNOWN_LIMIT';
  override readonly status = 404;
}

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');

const remove = async (request: KeyedRequest): Promise<ApiResponse> => {
  const target = parseLimitTarget(request.pathParameters);
  const { Attributes: item } = await client.send(
    new DeleteCommand({
      TableName: table,
      Key: limitAddress(target.consumer, target.route),
      ReturnValues: 'ALL_OLD',
    }),
  );
  const [removed] = item === undefined ? [] : toListedLimits([item]);
  if (removed === undefined) {
    throw new UnknownLimitError(`${target.consumer} has no limit of its own on ${target.route}`, {
      actions: ['GET /v1/admin/limits lists the limits'],
    });
  }
  logger.info('limit removed', { removed });
  return envelope(request, 200, removed, { count: 1 });
};

export const handler = route<KeyedRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .handler(remove);
