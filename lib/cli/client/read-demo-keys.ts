import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { ClientKeyItem, clientKeyAddress } from '../../../functions/contracts/config-items.ts';
import type { InstanceStatus } from '../../targets/instance/instance-status.ts';
import { buildInstanceDynamoDb } from './dynamodb-client.ts';

const { pk: prefix } = clientKeyAddress('');

/** What a function of ours is the client of: nobody else's to use. */
const functionClients = new Set(['grid-ingest']);

/** The keys that the seed made for showing, by the names of their consumers; none in a stage that is not a demo. */
export const readDemoKeys = async (status: InstanceStatus): Promise<Record<string, string>> => {
  const dynamodb = buildInstanceDynamoDb(status);
  try {
    const keys: [string, string][] = [];
    const pages = paginateScan(
      { client: dynamodb },
      {
        TableName: 'sluice-config',
        ConsistentRead: true,
        FilterExpression: 'begins_with(pk, :prefix)',
        ExpressionAttributeValues: { ':prefix': prefix },
      },
    );
    for await (const { Items = [] } of pages) {
      for (const item of Items) {
        const { pk, apiKey } = ClientKeyItem.parse(item);
        keys.push([pk.slice(prefix.length), apiKey]);
      }
    }
    const isDemo = keys.some(([consumer]) => consumer === 'demo');
    const shown = keys.filter(([consumer]) => isDemo && !functionClients.has(consumer));
    return Object.fromEntries(shown.toSorted(([left], [right]) => left.localeCompare(right)));
  } finally {
    dynamodb.destroy();
  }
};
