import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ingestionAddress } from '../../contracts/grid/ingestion.ts';
import type { SourceReading } from './source-guard.ts';

/**
 * Adds a run to the counters, whatever other runs are added meanwhile. An addition that was answered too late is sent again by the
 * SDK: then one run counts twice.
 */
export const countRun = async (
  client: DynamoDBDocumentClient,
  table: string,
  { report, calls, failures, breaker }: SourceReading,
  nowMs: number,
): Promise<void> => {
  await client.send(
    new UpdateCommand({
      TableName: table,
      Key: ingestionAddress('counters'),
      UpdateExpression:
        'ADD runs :one, calls :calls, failures :failures, fallbacks :fallbacks SET breaker = :breaker, lastRunAt = :now',
      ExpressionAttributeValues: {
        ':one': 1,
        ':calls': calls,
        ':failures': failures,
        ':fallbacks': report === undefined ? 1 : 0,
        ':breaker': breaker,
        ':now': new Date(nowMs).toISOString(),
      },
    }),
  );
};
