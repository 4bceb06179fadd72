import { compareIds, type IdComparison } from '../../measure/compare-ids.ts';
import type { Instance } from '../../targets/instance/instance.ts';
import type { InstanceStatus } from '../../targets/instance/instance-status.ts';
import { readAcknowledged } from './acknowledged-ledger.ts';
import { buildInstanceDynamoDb } from './dynamodb-client.ts';
import { readAggregates } from './read-aggregates.ts';
import { readStoredEventIds } from './read-stored-events.ts';
import { readUntil } from './read-until.ts';

export interface GridVerification extends IdComparison {
  readonly consumer: string;
  /** How many events the aggregates say they folded: more than are stored would be an effect that happened twice. */
  readonly folded: number;
  /** True where every acknowledged id is stored, none twice, and the aggregates folded exactly what is stored. */
  readonly holds: boolean;
}

/** Judges the grid flow by its data: acknowledged ids, stored ids, and effects. Writes nothing. */
export const verifyGrid = async (
  instance: Instance,
  status: InstanceStatus,
  consumer: string,
): Promise<GridVerification> => {
  const dynamodb = buildInstanceDynamoDb(status);
  try {
    const acknowledged = await readAcknowledged(instance, 'grid');
    const stored = await readStoredEventIds(dynamodb, consumer);
    const aggregates = await readAggregates(dynamodb, consumer);
    const folded = aggregates.reduce((sum, { events }) => sum + events, 0);
    const comparison = compareIds(acknowledged, stored);
    const holds = comparison.missing.length === 0 && comparison.repeated.length === 0 && folded === stored.length;
    return { consumer, ...comparison, folded, holds };
  } finally {
    dynamodb.destroy();
  }
};

/** Verifies until it holds or the time is up; the last verification is given either way. */
export const waitForVerification = (
  verify: () => Promise<GridVerification>,
  timeoutMs: number,
): Promise<GridVerification> => readUntil(verify, ({ holds }) => holds, timeoutMs);
