import type { DeliveryMode } from '../../contracts/orders/delivery-mode.ts';
import type { ProcessingStep } from '../../contracts/orders/stored-order.ts';
import type { Session } from '../../kit/postgres/statement.ts';
import type { OrderRecord, StoppedRecord } from './decide-due.ts';
import { apply, claim, log, receive } from './order-statements.ts';

/** Who processes a batch, and how. */
export interface Attempt {
  readonly mode: DeliveryMode;
  readonly environmentId: string;
  readonly invocationId: string;
}

/** What is written of a batch's orders; each call is one statement, whatever their number. */
export interface OrderWrites {
  /** Logs that the records came; gives the ids of those orders that have a marker. */
  receive(records: readonly OrderRecord[]): Promise<Set<string>>;
  /** Sets markers; gives the records whose order had none. */
  claim(records: readonly OrderRecord[]): Promise<OrderRecord[]>;
  /** Ledger, read model and log; no order twice. */
  apply(records: readonly OrderRecord[]): Promise<void>;
  /** Logs what was skipped and what failed. */
  log(repeats: readonly OrderRecord[], stopped: readonly StoppedRecord[]): Promise<void>;
}

export const toOrderWrites = (session: Session, attempt: Attempt): OrderWrites => ({
  receive: async (records) => {
    if (records.length === 0) return new Set();
    const marked = await session.run(receive, [
      toRows(records, (record) => toLogRow(attempt, 'received', fromRecord(record))),
    ]);
    return new Set(marked.map(({ order_id }) => order_id));
  },
  claim: async (records) => {
    const claimed = await session.run(claim, [records.map(({ event }) => event.order_id), attempt.mode]);
    const ids = new Set(claimed.map(({ order_id }) => order_id));
    return records.filter(({ event }) => ids.has(event.order_id));
  },
  apply: async (records) => {
    const rows = toRows(records, (record) => {
      const { order_id: _, timestamp, ...order } = record.event;
      return { ...toLogRow(attempt, 'processed', fromRecord(record)), ...order, placed_at: timestamp };
    });
    await session.run(apply, [rows]);
  },
  log: async (repeats, stopped) => {
    const rows = [
      ...repeats.map((record) => toLogRow(attempt, 'duplicate', fromRecord(record))),
      ...stopped.map((record) => toLogRow(attempt, 'failed', record)),
    ];
    if (rows.length > 0) await session.run(log, [toRows(rows, (row) => row)]);
  },
});

const fromRecord = ({ position, event }: OrderRecord) => ({ position, orderId: event.order_id, cause: null });

const toLogRow = (
  { mode, environmentId, invocationId }: Attempt,
  step: ProcessingStep,
  {
    position,
    orderId,
    cause,
  }: { position: OrderRecord['position']; orderId: string | undefined; cause: string | null },
) => ({
  order_id: orderId ?? null,
  step,
  delivery_mode: mode,
  environment_id: environmentId,
  invocation_id: invocationId,
  kafka_partition: partitionOf(position),
  kafka_offset: position.offset,
  detail: cause === null ? null : toText(cause),
});

/** Lambda names a partition `orders-0`. */
const partitionOf = ({ topic, partition }: OrderRecord['position']): number =>
  Number(partition.slice(topic.length + 1));

// A cause quotes what was sent, which can be any text: NUL and lone surrogates are none for Postgres.
const toText = (cause: string): string => cause.slice(0, 1_000).toWellFormed().replaceAll('\0', '�');

const toRows = <Element>(
  elements: readonly Element[],
  toRow: (element: Element) => Readonly<Record<string, unknown>>,
): string => JSON.stringify(elements.map((element, position) => ({ position, ...toRow(element) })));
