import { z } from 'zod';
import { CrashPoint } from './crash-point.ts';
import { DeliveryMode } from './delivery-mode.ts';

const outcome = z.enum(['loss', 'duplicate', 'neither']);
/** Must: each affected order shows the outcome. May: whether it does is a matter of moments. */
const certainty = z.enum(['must', 'may']);

/** What becomes of the orders of one batch that a single crash hit, once it was delivered until nothing is left to do. */
export const CrashCell = z.strictObject({
  mode: DeliveryMode,
  point: CrashPoint,
  outcome,
  certainty,
  /** Which orders: of the batch that the crash hit, those that were not processed before; `after_records` parts the first from the rest. */
  affected: z.enum(['none', 'all', 'first', 'rest']),
  why: z.string(),
});
export type CrashCell = z.infer<typeof CrashCell>;

export const ModeGuarantee = z.strictObject({
  mode: DeliveryMode,
  /** How many effects an order has, whatever is killed however often; null where there is no upper bound. */
  effects: z.strictObject({ minimum: z.int(), maximum: z.int().nullable() }),
  writes: z.string(),
  /** What anything else may do to orders: a connection that breaks, a server that is killed, crashes at several points. */
  otherwise: z.strictObject({ outcome, certainty }),
});
export type ModeGuarantee = z.infer<typeof ModeGuarantee>;

/** What a reader of committed records sees of a batch when its producer is killed before the end. */
export const ProducerCell = z.strictObject({
  producer: z.enum(['transactional', 'idempotent', 'plain']),
  visible: z.enum(['none', 'first']),
  why: z.string(),
});
export type ProducerCell = z.infer<typeof ProducerCell>;

/** `data` of GET /v1/orders/semantics. */
export const DeliverySemantics = z.strictObject({
  modes: z.array(ModeGuarantee),
  crashes: z.array(CrashCell),
  producers: z.array(ProducerCell),
  limits: z.array(z.string()),
});
export type DeliverySemantics = z.infer<typeof DeliverySemantics>;

type Verdict = Pick<CrashCell, 'outcome' | 'affected' | 'why'>;

const neither = (why: string): Verdict => ({ outcome: 'neither', affected: 'none', why });
const loss = (affected: 'all' | 'rest', why: string): Verdict => ({ outcome: 'loss', affected, why });
const duplicate = (affected: 'all' | 'first', why: string): Verdict => ({ outcome: 'duplicate', affected, why });

const nothingWritten = neither('Nothing was written; the batch is delivered again and does all of its work');
const allWritten = neither(
  'Marker and effect are there; the batch is delivered again and every order is skipped by its marker',
);
const notYetThere = neither('The consumer has not seen the order; what the client was told nothing about is no loss');

const verdicts: Readonly<Record<DeliveryMode, Readonly<Record<CrashPoint, Verdict>>>> = {
  'at-most-once': {
    'before-write': nothingWritten,
    'between-writes': loss(
      'all',
      'The markers are committed, the effects are not; the next delivery skips the orders by their markers',
    ),
    'mid-batch': loss(
      'rest',
      'All markers are committed, the effects of the first orders only; the next delivery skips all of them',
    ),
    'after-commit': allWritten,
    'while-producing': notYetThere,
  },
  'at-least-once': {
    'before-write': nothingWritten,
    'between-writes': duplicate(
      'all',
      'The effects are committed, the markers are not; the next delivery gives each order its effect again',
    ),
    'mid-batch': duplicate(
      'first',
      'The effects of the first orders are committed, no marker is; the next delivery gives those their effect again',
    ),
    'after-commit': allWritten,
    'while-producing': notYetThere,
  },
  'exactly-once': {
    'before-write': nothingWritten,
    'between-writes': neither(
      'Marker and effect are one transaction, and the database rolls it back; the next delivery does all of its work',
    ),
    'mid-batch': neither(
      'All effects of the batch are in one transaction, and the database rolls it back; the next delivery does all of its work',
    ),
    'after-commit': allWritten,
    'while-producing': notYetThere,
  },
};

/**
 * What a single crash does, by mode and point: the mode stays the same until the batch was delivered again, and at mid-batch the batch
 * has more new orders than `after_records`. Effects are rows of the ledger. A lost connection to the database is no crash: it may leave the
 * mode anywhere within its guarantee.
 */
export const deliverySemantics: DeliverySemantics = {
  modes: [
    {
      mode: 'at-most-once',
      effects: { minimum: 0, maximum: 1 },
      writes: 'marker, committed; then effect, committed',
      otherwise: { outcome: 'loss', certainty: 'may' },
    },
    {
      mode: 'at-least-once',
      effects: { minimum: 1, maximum: null },
      writes: 'effect, committed; then marker, committed',
      otherwise: { outcome: 'duplicate', certainty: 'may' },
    },
    {
      mode: 'exactly-once',
      effects: { minimum: 1, maximum: 1 },
      writes: 'marker and effect in one transaction',
      otherwise: { outcome: 'neither', certainty: 'must' },
    },
  ],
  crashes: DeliveryMode.options.flatMap((mode) =>
    CrashPoint.options.map((point) => ({ mode, point, certainty: 'must' as const, ...verdicts[mode][point] })),
  ),
  producers: [
    {
      producer: 'transactional',
      visible: 'none',
      why: 'The transaction was never committed; the broker aborts it when it times out, and holds committed readers of its partitions back until then',
    },
    {
      producer: 'idempotent',
      visible: 'first',
      why: 'Each record is visible once it is appended; only repeats of the same send are recognised',
    },
    {
      producer: 'plain',
      visible: 'first',
      why: 'Each record is visible once it is appended; a repeated send appends it again',
    },
  ],
  limits: [
    'Kafka’s own transactions can lose acknowledged writes in known cases; no effect here rests on them alone: the marker is in the database, beside the effect',
    'An event source commits its offsets by itself, outside of any transaction: a batch can always be delivered again',
    'Results are appended after the database’s commit: at least once, and a reader takes the first of an order',
    'An order that its client sends again without an order_id is another order',
  ],
};

/** How many ledger rows a batch's orders have in the end, when one crash hit it with `orders` new orders. */
export const countExpectedEffects = (
  cell: Pick<CrashCell, 'outcome' | 'affected'>,
  { orders, afterRecords }: { orders: number; afterRecords: number },
): number => {
  const affected = { none: 0, all: orders, first: afterRecords, rest: orders - afterRecords }[cell.affected];
  switch (cell.outcome) {
    case 'loss':
      return orders - affected;
    case 'duplicate':
      return orders + affected;
    case 'neither':
      return orders;
  }
};
