import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * Longer than the second after which a lost SYN is sent again (RFC 6298): of many connections begun at once a server may
 * lose some. The time counts from the call, with the wait for a free socket.
 */
const connectionTimeoutMs = 2_500;

/**
 * DynamoDB where the SDK's own variables say it is. A call ends within about 9 s, before any function's timeout.
 * Cold start only.
 */
export const buildDocumentClient = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      maxAttempts: 3,
      requestHandler: {
        connectionTimeout: connectionTimeoutMs,
        requestTimeout: 3_000,
        throwOnRequestTimeout: true,
      },
    }),
  );
