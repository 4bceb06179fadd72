import { buildOrders } from '../../../demos/orders/build-order.ts';
import { CrashPoint } from '../../../functions/contracts/orders/crash-point.ts';
import { DeliveryMode } from '../../../functions/contracts/orders/delivery-mode.ts';
import type { ProducerCell } from '../../../functions/contracts/orders/delivery-semantics.ts';
import type { CopiesInput, OrderInput } from '../../../functions/contracts/orders/order-v1.ts';
import { type SeededRandom, seededRandom } from '../event-source/seeded-random.ts';

type IdentifiedOrder = OrderInput & { readonly order_id: string };

/** One POST; a client sends it again until it is acknowledged, but for a batch that is torn and left. */
export type OrderRequest =
  | { readonly kind: 'single'; readonly order: IdentifiedOrder }
  | { readonly kind: 'copies'; readonly copies: CopiesInput & { readonly order_id: string } }
  | { readonly kind: 'batch'; readonly orders: readonly IdentifiedOrder[] };

/** What is done in one round of the sweep: a mode, an armed crash, and the requests. */
export interface CrashPlan {
  /** What all of its order ids begin with, and no other round's. */
  readonly name: string;
  readonly seed: number;
  readonly mode: DeliveryMode;
  readonly point: CrashPoint;
  readonly producer: ProducerCell['producer'];
  readonly charges: number;
  readonly afterRecords: number;
  /** Requests whose function kills itself; none where the consumer does. */
  readonly torn: readonly (readonly IdentifiedOrder[])[];
  /** Whether the client of a torn batch sends it again. */
  readonly resendsTorn: boolean;
  readonly requests: readonly OrderRequest[];
}

const modes = DeliveryMode.options;
const points = CrashPoint.options;
const producers = ['transactional', 'idempotent', 'plain'] as const;

const singles = 8;
const copiedOrders = 4;
const batches = 3;
const batchSize = 12;

/**
 * The round of a seed in a cell, the same for the same seed. It has 48 orders, so that each of three partitions has some; a seed's three
 * modes have the three producers, in turn.
 */
export const planCrash = (seed: number, mode: DeliveryMode, point: CrashPoint): CrashPlan => {
  const place = points.indexOf(point) * modes.length + modes.indexOf(mode);
  const random = seededRandom(seed * 64 + place);
  const charges = random.between(1, 3);
  const name = `sweep-${seed}-${mode}-${point}`;
  const crashesProducer = point === 'while-producing';
  return {
    name,
    seed,
    mode,
    point,
    producer: producers[(seed + place) % producers.length] ?? 'transactional',
    charges,
    afterRecords: random.between(1, 3),
    torn: Array.from({ length: crashesProducer ? charges : 0 }, (_, n) => buildOrders(`${name}-t${n}`, batchSize)),
    resendsTorn: random.next() < 0.5,
    requests: planRequests(name, random),
  };
};

/** Single orders, copies and batches, and some of the single orders once more, in an order of the seed's own. */
export const planRequests = (name: string, random: SeededRandom): OrderRequest[] => {
  const single = buildOrders(name, singles).map((order) => ({ kind: 'single' as const, order }));
  const copied = buildOrders(`${name}-c`, copiedOrders).map((order) => ({
    kind: 'copies' as const,
    copies: { ...order, copies: random.between(2, 3) },
  }));
  const batched = Array.from({ length: batches }, (_, n) => ({
    kind: 'batch' as const,
    orders: buildOrders(`${name}-b${n}`, batchSize),
  }));
  const repeated = single.filter(() => random.next() < 0.25);
  return shuffle([...single, ...copied, ...batched, ...repeated], random);
};

const shuffle = <Value>(values: readonly Value[], random: SeededRandom): Value[] =>
  values
    .map((value) => ({ value, place: random.next() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ value }) => value);
