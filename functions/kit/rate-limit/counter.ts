import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { RateLimit } from '../../contracts/rate-limit.ts';
import { FunctionError } from '../function-error.ts';
import type { CountingAlgorithm } from './counting-algorithm.ts';
import type { Decision, Standing } from './decision.ts';

class LimiterUnavailableError extends FunctionError {
  readonly code = 'LIMITER_UNAVAILABLE';
  override readonly status = 503;
  override readonly retryable = true;
}

/** Counts the requests of each key with one algorithm, across all execution environments. */
export interface Counter {
  /** Admits a request by one update in the table, or refuses it: from memory where that is enough to know. */
  count(key: string, rule: RateLimit): Promise<Verdict>;
}

export type Verdict =
  | (Standing & { readonly admitted: true })
  | (Standing & { readonly admitted: false; readonly retryMs: number });

const maximumAttempts = 10;
const maximumKeys = 1_000;

/**
 * What is remembered of a key is what the table last said of it: others may have counted more since, never less. So a
 * refusal from memory is right, and costs no write; an admission is tried in the table, which refuses it where it has
 * become wrong and says why. Most requests take one update; the first of a window, or of an environment, may take two.
 * The SDK may send an update twice that was answered too late: then a request counts twice, and none is admitted too much.
 * Cold start only.
 */
export const buildCounter = <State>(
  algorithm: CountingAlgorithm<State>,
  table: { readonly client: DynamoDBClient; readonly tableName: string; readonly sk: string },
  nowMs: () => number,
): Counter => {
  const remembered = new Map<string, State>();
  const remember = (key: string, item: unknown): State | undefined => {
    const state = item === undefined ? undefined : algorithm.parse(item);
    if (remembered.size >= maximumKeys) remembered.clear();
    if (state === undefined) remembered.delete(key);
    else remembered.set(key, state);
    return state;
  };

  const tryUpdate = async (key: string, update: ReturnType<typeof algorithm.update>): Promise<State | undefined> => {
    try {
      const { Attributes: item } = await table.client.send(
        new UpdateItemCommand({
          TableName: table.tableName,
          Key: { pk: { S: key }, sk: { S: table.sk } },
          ...update,
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return remember(key, item);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      remember(key, error.Item);
      return undefined;
    }
  };
  return { count: undefined as never };
};
