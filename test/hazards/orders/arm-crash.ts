import { changeOrderSettings, readOrderSettings } from '../../../lib/cli/client/orders/order-settings.ts';
import type { OrdersAccess } from '../../../lib/cli/client/orders/orders-access.ts';
import type { CrashPlan } from './crash-plan.ts';

/** Sets the round's mode and producer and arms its crash; resolves when that is in force. */
export const armCrash = async (
  access: OrdersAccess,
  { mode, producer, point, charges, afterRecords }: CrashPlan,
): Promise<void> => {
  await changeOrderSettings(access, {
    delivery_mode: mode,
    enable_transactions: producer === 'transactional',
    enable_idempotency: producer !== 'plain',
    failure_rate: 0,
    crash: { point, charges, after_records: afterRecords },
  });
};

/** A round in which not every charge was spent, or whose crashes were not seen, proves nothing. */
export const findVoidness = async (
  access: OrdersAccess,
  { charges }: CrashPlan,
  crashesSeen: number,
): Promise<string[]> => {
  const { crash } = await readOrderSettings(access);
  const spent = charges - (crash?.charges ?? charges);
  if (spent === charges && spent === crashesSeen) return [];
  return [`void: ${charges} charges were armed, ${spent} spent, and ${crashesSeen} crashes seen`];
};
