import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { FailureSetting, ingestionAddress, SourceSetting } from '../contracts/grid/ingestion.ts';

/** What ingestion is told now, strongly consistent; where nothing was said, the recorded day without failures. */
export const readIngestionSettings = async (
  client: DynamoDBDocumentClient,
  table: string,
): Promise<{ source: SourceSetting; failure: FailureSetting }> => {
  const read = async (setting: 'source' | 'failure'): Promise<Record<string, unknown> | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: ingestionAddress(setting), ConsistentRead: true }),
    );
    if (Item === undefined) return undefined;
    const { pk: _, sk: __, ...said } = Item;
    return said;
  };
  const [source, failure] = await Promise.all([read('source'), read('failure')]);
  return {
    source: SourceSetting.parse(source ?? { kind: 'recorded' }),
    failure: FailureSetting.parse(failure ?? { mode: 'off' }),
  };
};
