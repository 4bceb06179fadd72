import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { ArmedCrash, CrashPoint } from '../../contracts/orders/crash-point.ts';
import { type OrderSettings, orderSettingsAddress } from '../../contracts/orders/order-settings.ts';
import { logger } from '../../kit/logger.ts';

/** The instructions at which the function can be made to kill itself. */
export interface CrashPoints {
  /** Does not return where a crash is armed for the point and has a charge left. */
  reach(point: CrashPoint, settings: OrderSettings): Promise<void>;
}

/** The crash that is armed for the point, as far as the settings know. */
export const armedAt = ({ crash }: OrderSettings, point: CrashPoint): ArmedCrash | undefined =>
  crash !== null && crash.point === point && crash.charges > 0 ? crash : undefined;

/**
 * A charge is spent in the table, by a conditional decrement, before the kill: so exactly as many crashes happen as were armed, over all
 * execution environments. The settings may be a second old; whether a charge is left only the table says. Cold start only.
 */
export const buildCrashPoints = (
  client: DynamoDBDocumentClient,
  table: string,
  kill: () => void = () => process.kill(process.pid, 'SIGKILL'),
): CrashPoints => ({
  reach: async (point, settings) => {
    const crash = armedAt(settings, point);
    if (crash === undefined || !(await spendCharge(client, table, crash))) return;
    logger.warn('crash', { point, delivery_mode: settings.delivery_mode });
    kill();
  },
});

// DynamoDB's wire format: the item that failed the condition comes as it is stored.
const SpentItem = z.object({ crash_spent_by: z.object({ S: z.string() }) });

const spendCharge = async (
  client: DynamoDBDocumentClient,
  table: string,
  { point, after_records }: ArmedCrash,
): Promise<boolean> => {
  // By it a decrement is recognised that the SDK sent again after its answer was lost.
  const token = randomUUID();
  try {
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: orderSettingsAddress,
        UpdateExpression: 'SET #crash.#charges = #crash.#charges - :one, crash_spent_by = :token',
        ConditionExpression:
          '#crash.#point = :point AND #crash.#charges > :zero AND #crash.#after = :after AND ' +
          '(attribute_not_exists(crash_spent_by) OR crash_spent_by <> :token)',
        ExpressionAttributeNames: {
          '#crash': 'crash',
          '#charges': 'charges',
          '#point': 'point',
          '#after': 'after_records',
        },
        ExpressionAttributeValues: { ':one': 1, ':zero': 0, ':point': point, ':after': after_records, ':token': token },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      return SpentItem.safeParse(error.Item).data?.crash_spent_by.S === token;
    }
    // A demonstration's switch must not fail a batch.
    logger.warn('whether a crash is due cannot be asked', { error });
    return false;
  }
};
