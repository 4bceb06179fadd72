import type { Order } from '../../contracts/orders/order-v1.ts';
import type { PoisonRecord, RecordPosition, ValidRecord } from '../../kit/kafka/decode-batch.ts';

export type OrderRecord = ValidRecord<Order>;

/** A record that cannot be processed in this attempt; it and what follows it in its partition is delivered again. */
export interface StoppedRecord {
  readonly position: RecordPosition;
  /** Undefined for a record that is no order. */
  readonly orderId: string | undefined;
  readonly cause: string;
}

/**
 * What is to be done now: of each partition the records before the first that is poison or that fails. Those behind it wait for
 * their turn, so that orders of one key stay in order.
 */
export const decideDue = (
  decoded: readonly (OrderRecord | PoisonRecord)[],
  fails: (record: OrderRecord) => boolean,
): { readonly due: OrderRecord[]; readonly stopped: StoppedRecord[] } => {
  const due: OrderRecord[] = [];
  const stopped = new Map<string, StoppedRecord>();
  for (const record of decoded) {
    const { position } = record;
    if (stopped.has(position.partition)) continue;
    if (record.kind === 'poison') {
      stopped.set(position.partition, { position, orderId: undefined, cause: record.cause });
    } else if (fails(record)) {
      stopped.set(position.partition, {
        position,
        orderId: record.event.order_id,
        cause: 'It fails because it is told to',
      });
    } else {
      due.push(record);
    }
  }
  return { due, stopped: [...stopped.values()] };
};
