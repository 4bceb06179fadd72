import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { ClientKeyItem, clientKeyAddress } from '../../../functions/contracts/config-items.ts';
import { SluiceError } from '../../foundation/sluice-error.ts';

export class DemoKeyMissingError extends SluiceError {
  readonly code = 'DEMO_KEY_MISSING';
}

/** The API key that the seed made for demonstrations; only demo stages have one. */
export const readDemoKey = async (dynamodb: DynamoDBDocumentClient): Promise<string> => {
  const { Item } = await dynamodb.send(new GetCommand({ TableName: 'sluice-config', Key: clientKeyAddress('demo') }));
  if (Item === undefined) {
    throw new DemoKeyMissingError('The configuration table holds no demo key.', {
      actions: ['./sluice reset --yes and ./sluice up make a new one where it was revoked; only demo stages have one'],
    });
  }
  return ClientKeyItem.parse(Item).apiKey;
};
