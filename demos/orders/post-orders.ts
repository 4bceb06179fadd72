import { z } from 'zod';
import { AcceptedBatch, AcceptedOrder, SentCopies } from '../../functions/contracts/orders/accepted-order.ts';
import type { CopiesInput, OrderBatchInput, OrderInput } from '../../functions/contracts/orders/order-v1.ts';

export interface OrdersSender {
  readonly gatewayUrl: string;
  readonly apiKey: string;
  readonly signal: AbortSignal;
}

export interface PostOutcome<Data> {
  readonly statusCode: number;
  /** What the application has promised; undefined with any other answer than 202. */
  readonly data: Data | undefined;
  readonly ms: number;
}

const post = async <Data>(
  { gatewayUrl, apiKey, signal }: OrdersSender,
  path: string,
  body: unknown,
  schema: z.ZodType<Data>,
  headers: Readonly<Record<string, string>> = {},
): Promise<PostOutcome<Data>> => {
  const started = performance.now();
  const response = await fetch(`${gatewayUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'X-API-Key': apiKey, ...headers },
    body: JSON.stringify(body),
    signal,
  });
  const answer: unknown = await response.json();
  return {
    statusCode: response.status,
    data: response.status === 202 ? z.object({ data: schema }).parse(answer).data : undefined,
    ms: performance.now() - started,
  };
};

/** Sends one order. */
export const postOrder = (
  sender: OrdersSender,
  order: OrderInput,
  headers?: Readonly<Record<string, string>>,
): Promise<PostOutcome<AcceptedOrder>> => post(sender, '/v1/orders', order, AcceptedOrder, headers);

/** Sends orders all or none; with `abort` none. */
export const postBatch = (
  sender: OrdersSender,
  batch: z.input<typeof OrderBatchInput>,
): Promise<PostOutcome<AcceptedBatch>> => post(sender, '/v1/orders/batch', batch, AcceptedBatch);

/** Has one business order produced several times. */
export const postCopies = (sender: OrdersSender, copies: CopiesInput): Promise<PostOutcome<SentCopies>> =>
  post(sender, '/v1/orders/duplicates', copies, SentCopies);
