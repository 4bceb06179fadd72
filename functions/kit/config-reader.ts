import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { FunctionError } from './function-error.ts';

class ConfigUnavailableError extends FunctionError {
  readonly code = 'CONFIG_UNAVAILABLE';
  override readonly status = 503;
  override readonly retryable = true;
}

/** Reads config items; what it says is at most one second old. */
export interface ConfigReader {
  /** The item's attributes, or undefined where there is none. */
  read(address: { pk: string; sk: string }): Promise<unknown>;
}

const maximumAgeMs = 1_000;
// Unknown addresses are remembered too: the bound keeps a flood of invented keys from filling the memory.
const maximumItems = 1_000;

/** Cold start only. */
export const buildConfigReader = (
  client: DynamoDBDocumentClient,
  table: string,
  nowMs: () => number = Date.now,
): ConfigReader => {
  const remembered = new Map<string, { item: unknown; readMs: number }>();

  return {
    read: async ({ pk, sk }) => {
      const key = `${pk}\n${sk}`;
      const known = remembered.get(key);
      const askedMs = nowMs();
      if (known !== undefined && askedMs - known.readMs < maximumAgeMs) return known.item;

      const { Item: item } = await client
        .send(new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true }))
        .catch((cause: unknown) => {
          throw new ConfigUnavailableError('The configuration cannot be read', {
            cause,
            actions: ['Send the request again in a second'],
          });
        });

      if (remembered.size >= maximumItems) remembered.clear();
      remembered.set(key, { item, readMs: askedMs });
      return item;
    },
  };
};
