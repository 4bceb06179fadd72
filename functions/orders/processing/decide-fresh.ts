import type { OrderRecord } from './decide-due.ts';

/** Each order's first record, where the order has no marker yet; all others repeat what was done or is about to be. In the order of delivery. */
export const decideFresh = (
  records: readonly OrderRecord[],
  marked: ReadonlySet<string>,
): { readonly fresh: OrderRecord[]; readonly repeats: OrderRecord[] } => {
  const seen = new Set(marked);
  const fresh: OrderRecord[] = [];
  const repeats: OrderRecord[] = [];
  for (const record of records) {
    if (seen.has(record.event.order_id)) repeats.push(record);
    else fresh.push(record);
    seen.add(record.event.order_id);
  }
  return { fresh, repeats };
};
