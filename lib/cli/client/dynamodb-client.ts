import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { InstanceStatus } from '../../targets/instance/instance-status.ts';

/** Talks to the instance's own DynamoDB with credentials that are none, whatever the shell holds. */
export const buildInstanceDynamoDb = (status: InstanceStatus): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: status.dynamodbEndpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  );
