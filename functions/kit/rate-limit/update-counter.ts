import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { FunctionError } from '../function-error.ts';
import type { ConditionalUpdate } from './counting-algorithm.ts';

class LimiterUnavailableError extends FunctionError {
  readonly code = 'LIMITER_UNAVAILABLE';
  override readonly status = 503;
  override readonly retryable = true;
}

/** The table of counters, and which of a key's counters is meant. */
export interface CounterTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly sk: string;
}

/**
 * Changes a counter where its condition holds; gives the item, in DynamoDB's wire format, as it then is.
 * An update that was answered too late is sent again by the SDK: then one request counts twice, and none is admitted too much.
 */
export const updateCounter = async (
  { client, tableName, sk }: CounterTable,
  key: string,
  update: ConditionalUpdate,
): Promise<{ readonly applied: boolean; readonly item: unknown }> => {
  try {
    const { Attributes: item } = await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk: { S: key }, sk: { S: sk } },
        ...update,
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { applied: true, item };
  } catch (cause) {
    if (cause instanceof ConditionalCheckFailedException) return { applied: false, item: cause.Item };
    throw new LimiterUnavailableError('The request cannot be counted', {
      cause,
      actions: ['Send the request again in a second'],
    });
  }
};
