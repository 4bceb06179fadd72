import { DeliverySemantics } from '../../../../functions/contracts/orders/delivery-semantics.ts';
import { DuplicateStats, OrderStats } from '../../../../functions/contracts/orders/order-stats.ts';
import { OrdersReset } from '../../../../functions/contracts/orders/orders-reset.ts';
import { OrderHistory } from '../../../../functions/contracts/orders/stored-order.ts';
import { forgetAcknowledged } from '../acknowledged-ledger.ts';
import { callAdmin } from '../admin-request.ts';
import type { OrdersAccess } from './orders-access.ts';

/** What each delivery mode guarantees, and what a crash at each point does to it. */
export const readSemantics = ({ client }: OrdersAccess): Promise<DeliverySemantics> =>
  callAdmin(client, { method: 'GET', path: '/v1/orders/semantics', schema: DeliverySemantics });

/** Markers, orders, ledger rows and attempts, counted in one snapshot. */
export const readOrderStats = ({ client }: OrdersAccess): Promise<OrderStats> =>
  callAdmin(client, { method: 'GET', path: '/v1/orders/stats', schema: OrderStats });

/** Orders with more than one effect, and records that were skipped. */
export const readDuplicateStats = ({ client }: OrdersAccess): Promise<DuplicateStats> =>
  callAdmin(client, { method: 'GET', path: '/v1/orders/stats/duplicates', schema: DuplicateStats });

/** Everything that is known of one order; rejects with the code UNKNOWN_ORDER where no record of it was processed. */
export const readOrder = ({ client }: OrdersAccess, id: string): Promise<OrderHistory> =>
  callAdmin(client, { method: 'GET', path: `/v1/orders/${encodeURIComponent(id)}`, schema: OrderHistory });

/** Empties the flow's tables, and with them this machine's record of what was acknowledged. */
export const resetOrders = async ({ instance, admin }: OrdersAccess): Promise<OrdersReset> => {
  const reset = await callAdmin(admin, { method: 'POST', path: '/v1/orders/reset', schema: OrdersReset });
  await forgetAcknowledged(instance, 'orders');
  return reset;
};
