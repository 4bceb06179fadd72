import { type OrderInput, totalOf } from '../../functions/contracts/orders/order-v1.ts';

const items = [
  { name: 'Widget Pro', price: '49.99' },
  { name: 'Widget Mini', price: '19.5' },
  { name: 'Widget Care', price: '10.00' },
] as const;

/** The nth order of a run: the same for the same place in whichever run, but for its id. */
export const buildOrder = (run: string, place: number): OrderInput & { readonly order_id: string } => {
  const number = String(place + 1).padStart(2, '0');
  const chosen = items
    .slice(0, 1 + (place % items.length))
    .map((item, index) => ({ ...item, quantity: 1 + ((place + index) % 3) }));
  return {
    order_id: `${run}-${number}`,
    customer_id: `customer-${number}`,
    items: chosen,
    total_amount: totalOf(chosen),
  };
};

export const buildOrders = (run: string, count: number) =>
  Array.from({ length: count }, (_, place) => buildOrder(run, place));

/** The beginning of ids that no other showing uses: `mode-4f1c2a7b`. */
export const nameRun = (what: string): string => `${what}-${crypto.randomUUID().slice(0, 8)}`;
