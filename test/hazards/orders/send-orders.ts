import { setTimeout as delay } from 'node:timers/promises';
import { type OrdersSender, postBatch, postCopies, postOrder } from '../../../demos/orders/post-orders.ts';
import type { AdminAccess } from '../../../lib/cli/client/admin-request.ts';
import type { OrderRequest } from './crash-plan.ts';

const answerTimeoutMs = 30_000;
/** A killed broker is back in seconds. */
const patienceMs = 30_000;
const pauseMs = 250;
const atOnce = 8;

export const idsOf = (request: OrderRequest): readonly string[] => {
  switch (request.kind) {
    case 'single':
      return [request.order.order_id];
    case 'copies':
      return [request.copies.order_id];
    case 'batch':
      return request.orders.map(({ order_id }) => order_id);
  }
};

/** Sends a request once; whether it was acknowledged. */
export const sendOnce = async (access: AdminAccess, request: OrderRequest): Promise<boolean> => {
  const sender = { ...access, signal: AbortSignal.timeout(answerTimeoutMs) };
  const answer = await post(sender, request).catch(() => undefined);
  return answer?.statusCode === 202;
};

/** Sends a request until it is acknowledged, as a client does that had no answer; false where it never was. */
export const sendUntilAcknowledged = async (access: AdminAccess, request: OrderRequest): Promise<boolean> => {
  const deadlineMs = performance.now() + patienceMs;
  while (performance.now() < deadlineMs) {
    if (await sendOnce(access, request)) return true;
    await delay(pauseMs);
  }
  return false;
};

/** Sends requests, some at once; gives the ids of those orders that are acknowledged. */
export const sendAll = async (access: AdminAccess, requests: readonly OrderRequest[]): Promise<string[]> => {
  const waiting = requests.values();
  const acknowledged: string[] = [];
  const send = async (): Promise<void> => {
    for (const request of waiting) {
      if (await sendUntilAcknowledged(access, request)) acknowledged.push(...idsOf(request));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, send));
  return acknowledged;
};

const post = (sender: OrdersSender, request: OrderRequest): Promise<{ readonly statusCode: number }> => {
  switch (request.kind) {
    case 'single':
      return postOrder(sender, request.order);
    case 'copies':
      return postCopies(sender, request.copies);
    case 'batch':
      return postBatch(sender, { orders: [...request.orders] });
  }
};
