import { z } from 'zod';
import { AcceptedBatch, AcceptedOrder, SentCopies } from './accepted-order.ts';
import { DeliverySemantics } from './delivery-semantics.ts';
import { OrderSettings, OrderSettingsChange } from './order-settings.ts';
import { DuplicateStats, OrderStats } from './order-stats.ts';
import { CopiesInput, OrderBatchInput, OrderInput } from './order-v1.ts';
import { OrdersQuery } from './orders-query.ts';
import { OrdersReset } from './orders-reset.ts';
import { OrderHistory, StoredOrder } from './stored-order.ts';

/** A route of the orders flow, as its OpenAPI document says it. */
export interface Operation {
  readonly method: 'get' | 'post' | 'patch';
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly scope: 'orders:read' | 'orders:write' | 'admin';
  readonly body?: z.ZodType;
  readonly query?: Readonly<Record<string, z.ZodType>>;
  readonly status: 200 | 202;
  /** `data` of the answer. */
  readonly data: z.ZodType;
  /** Statuses of the errors that the operation has beside those of every one. */
  readonly errors?: readonly number[];
}

const posted = [400, 413, 415] as const;

export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/orders',
    id: 'acceptOrder',
    summary: 'Accepts one order; answers once the broker has it',
    scope: 'orders:write',
    body: OrderInput,
    status: 202,
    data: AcceptedOrder,
    errors: [...posted, 429],
  },
  {
    method: 'post',
    path: '/v1/orders/batch',
    id: 'acceptBatch',
    summary: 'Accepts 1–500 orders in one transaction: all become visible, or none; with abort none',
    scope: 'orders:write',
    body: OrderBatchInput,
    status: 202,
    data: AcceptedBatch,
    errors: [...posted, 409, 429],
  },
  {
    method: 'post',
    path: '/v1/orders/duplicates',
    id: 'sendCopies',
    summary: 'Produces one business order several times',
    scope: 'orders:write',
    body: CopiesInput,
    status: 202,
    data: SentCopies,
    errors: [...posted, 429],
  },
  {
    method: 'get',
    path: '/v1/orders',
    id: 'listOrders',
    summary: 'Lists the orders that took effect, the newest first',
    scope: 'orders:read',
    query: OrdersQuery.shape,
    status: 200,
    data: z.array(StoredOrder),
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/orders/{id}',
    id: 'showOrder',
    summary: 'Tells an order’s read model, its marker and every step that attempts took with it',
    scope: 'orders:read',
    status: 200,
    data: OrderHistory,
    errors: [404],
  },
  {
    method: 'get',
    path: '/v1/orders/stats',
    id: 'countOrders',
    summary: 'Counts markers, orders, ledger rows and attempts',
    scope: 'orders:read',
    status: 200,
    data: OrderStats,
  },
  {
    method: 'get',
    path: '/v1/orders/stats/duplicates',
    id: 'countDuplicates',
    summary: 'Tells which orders have more than one effect, and which records were skipped',
    scope: 'orders:read',
    status: 200,
    data: DuplicateStats,
  },
  {
    method: 'get',
    path: '/v1/orders/semantics',
    id: 'compareSemantics',
    summary: 'Tells what each delivery mode guarantees, and what a crash at each point does to it',
    scope: 'orders:read',
    status: 200,
    data: DeliverySemantics,
  },
  {
    method: 'get',
    path: '/v1/orders/config',
    id: 'showConfig',
    summary: 'Tells the settings, and how many crashes are left',
    scope: 'orders:read',
    status: 200,
    data: OrderSettings,
  },
  {
    method: 'patch',
    path: '/v1/orders/config',
    id: 'changeConfig',
    summary: 'Changes the settings that are given; in force everywhere within a second',
    scope: 'admin',
    body: OrderSettingsChange,
    status: 200,
    data: OrderSettings,
    errors: posted,
  },
  {
    method: 'post',
    path: '/v1/orders/reset',
    id: 'resetOrders',
    summary: 'Empties the tables',
    scope: 'admin',
    status: 200,
    data: OrdersReset,
  },
];
