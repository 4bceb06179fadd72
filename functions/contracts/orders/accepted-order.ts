import { z } from 'zod';
import { CorrelationId } from '../correlation-id.ts';
import { DeliveryMode } from './delivery-mode.ts';
import { OrderId } from './order-v1.ts';

const told = {
  delivery_mode: DeliveryMode,
  /** The correlation id, which follows the orders through every hop. */
  trace_id: CorrelationId,
  /** From the request's arrival at the function to the broker's acknowledgement, or the transaction's end. */
  latency_ms: z.number(),
};

/** Where a record lies in the topic. */
export const RecordPlace = z.strictObject({ partition: z.int(), offset: z.int() });
export type RecordPlace = z.infer<typeof RecordPlace>;

/** `data` of POST /v1/orders. */
export const AcceptedOrder = z.strictObject({ order_id: OrderId, ...told, ...RecordPlace.shape });
export type AcceptedOrder = z.infer<typeof AcceptedOrder>;

/** `data` of POST /v1/orders/batch; of an aborted one no order is visible to whoever reads committed records only. */
export const AcceptedBatch = z.strictObject({
  order_ids: z.array(OrderId),
  aborted: z.boolean(),
  ...told,
  /** The first record of the batch in each partition; an aborted batch has taken up offsets, too. */
  first_records: z.array(RecordPlace),
});
export type AcceptedBatch = z.infer<typeof AcceptedBatch>;

/** `data` of POST /v1/orders/duplicates. */
export const SentCopies = z.strictObject({
  order_id: OrderId,
  copies: z.int(),
  ...told,
  records: z.array(RecordPlace),
});
export type SentCopies = z.infer<typeof SentCopies>;
