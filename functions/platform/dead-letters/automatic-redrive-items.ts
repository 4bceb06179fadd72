import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import {
  AutomaticRedriveRun,
  AutomaticRedriveSettings,
  automaticRedriveAddress,
} from '../../contracts/admin/automatic-redrive.ts';

/** What automatic redrive is told now and did last, strongly consistent. */
export interface AutomaticRedriveItems {
  /** Off where nothing was said. */
  readSettings(): Promise<AutomaticRedriveSettings>;
  writeSettings(settings: AutomaticRedriveSettings): Promise<void>;
  readLastRun(): Promise<AutomaticRedriveRun | null>;
  writeLastRun(run: AutomaticRedriveRun): Promise<void>;
}

type Item = Parameters<typeof automaticRedriveAddress>[0];

/** Cold start only. */
export const buildAutomaticRedriveItems = (client: DynamoDBDocumentClient, table: string): AutomaticRedriveItems => {
  const read = async (item: Item): Promise<Record<string, unknown> | undefined> => {
    const { Item: found } = await client.send(
      new GetCommand({ TableName: table, Key: automaticRedriveAddress(item), ConsistentRead: true }),
    );
    if (found === undefined) return undefined;
    const { pk: _, sk: __, ...said } = found;
    return said;
  };
  const write = async (item: Item, said: object): Promise<void> => {
    await client.send(new PutCommand({ TableName: table, Item: { ...automaticRedriveAddress(item), ...said } }));
  };

  return {
    readSettings: async () => AutomaticRedriveSettings.parse((await read('settings')) ?? { enabled: false }),
    writeSettings: (settings) => write('settings', settings),
    readLastRun: async () => AutomaticRedriveRun.optional().parse(await read('last-run')) ?? null,
    writeLastRun: (run) => write('last-run', run),
  };
};
