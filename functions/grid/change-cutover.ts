/** Takes team A's readings a step of the cutover on or back, where that loses nothing; it holds within a second. */

import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { readingsOutput } from '../contracts/grid/weather-reading.ts';
import { Cutover, type CutoverItem, cutoverAddress } from '../contracts/registry/cutover/cutover-item.ts';
import { type CutoverRefusal, decideCutoverChange } from '../contracts/registry/cutover/decide-cutover-change.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { FunctionError } from '../kit/function-error.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { jsonObject, type WithInput } from '../kit/http/json-object.ts';
import { route } from '../kit/http/route.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { logger } from '../kit/logger.ts';
import { readCurrentCutover } from './cutover/read-current-cutover.ts';
import { readEvidence } from './cutover/read-evidence.ts';
import { buildReadingStores } from './cutover/reading-stores.ts';
import { toCutoverStatus } from './cutover/to-cutover-status.ts';

type ChangeRequest = KeyedRequest & WithInput<Cutover>;

class CutoverRefusedError extends FunctionError {
  readonly code: CutoverRefusal['code'];
  override readonly status = 409;
  override readonly retryable: boolean;

  constructor({ code, message }: CutoverRefusal) {
    super(`The cutover of ${readingsOutput} stays as it is: ${message}`, { actions: [actionsOf[code]] });
    this.code = code;
    this.retryable = code === 'CUTOVER_NOT_SETTLED';
  }
}

const actionsOf: Readonly<Record<CutoverRefusal['code'], string>> = {
  CUTOVER_SKIPS_DUAL: 'Set the mode dual first',
  CUTOVER_NOT_SETTLED: 'Send the request again in a second',
  CUTOVER_WITHOUT_PARITY: 'POST to the same address copies what one output lacks; look at what differs',
};

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const kafka = buildKafka(process.env);
const stores = buildReadingStores(client, {
  readings: requireVariable(process.env, 'READINGS_TABLE'),
  events: requireVariable(process.env, 'EVENTS_TABLE'),
});

/** Two changes at once: the second was decided on a mode that is no more, and is not made. */
const replaceItem = async (item: CutoverItem, decidedOnMs: number): Promise<boolean> => {
  try {
    await client.send(
      new PutCommand({
        TableName: table,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk) OR sinceMs = :decidedOnMs',
        ExpressionAttributeValues: { ':decidedOnMs': decidedOnMs },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

const change = async (request: ChangeRequest): Promise<ApiResponse> => {
  const [current, evidence] = [await readCurrentCutover(client, table), await readEvidence(kafka, stores)];
  const nowMs = Date.now();
  const refusal = decideCutoverChange(current, request.input, evidence, nowMs);
  if (refusal !== undefined) throw new CutoverRefusedError(refusal);

  const sinceMs = request.input.mode === current.mode ? current.sinceMs : nowMs;
  const item: CutoverItem = { ...cutoverAddress(readingsOutput), ...request.input, sinceMs };
  if (!(await replaceItem(item, current.sinceMs))) {
    throw new CutoverRefusedError({ code: 'CUTOVER_NOT_SETTLED', message: 'somebody else has just changed it' });
  }
  logger.info('cutover changed', { changed: item });
  return envelope(request, 200, toCutoverStatus(item, evidence), { count: 1 });
};

export const handler = route<ChangeRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .use(jsonObject(Cutover))
  .handler(change);
