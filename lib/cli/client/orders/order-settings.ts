import { setTimeout as delay } from 'node:timers/promises';
import { OrderSettings, type OrderSettingsChange } from '../../../../functions/contracts/orders/order-settings.ts';
import { callAdmin } from '../admin-request.ts';
import type { OrdersAccess } from './orders-access.ts';

const path = '/v1/orders/config';

/** A function's settings are at most a second old. */
const settlingMs = 1_100;

/** What the orders flow is told, and how many crashes are left. */
export const readOrderSettings = ({ client }: OrdersAccess): Promise<OrderSettings> =>
  callAdmin(client, { method: 'GET', path, schema: OrderSettings });

/** Changes what is given; resolves when it is in force in every function. */
export const changeOrderSettings = async (
  { admin }: OrdersAccess,
  change: OrderSettingsChange,
): Promise<OrderSettings> => {
  const settings = await callAdmin(admin, { method: 'PATCH', path, body: change, schema: OrderSettings });
  await delay(settlingMs);
  return settings;
};

/** Does work that changes the settings, and leaves them as they were. */
export const keepOrderSettings = async <Result>(access: OrdersAccess, work: () => Promise<Result>): Promise<Result> => {
  const before = await readOrderSettings(access);
  try {
    return await work();
  } finally {
    await changeOrderSettings(access, before);
  }
};
