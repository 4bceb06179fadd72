import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';

const connectionTimeoutMs = 1_000;
const requestTimeoutMs = 2_000;

/** Resolves if the server at this URL answers ListTables. */
export const probeDynamoDb = async (address: string): Promise<void> => {
  const client = new DynamoDBClient({
    endpoint: address,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  try {
    await client.send(new ListTablesCommand({ Limit: 1 }));
  } finally {
    client.destroy();
  }
};
