import { z } from 'zod';

/** One step of a request's way, as its log line tells it. */
export interface TraceHop {
  /** ISO 8601, when it began. */
  readonly at: string;
  readonly where: string;
  readonly what: string;
  readonly durationMs: number;
  readonly records: number | undefined;
  readonly status: string;
}

export interface Trace {
  readonly correlationId: string;
  /** In order of time. */
  readonly hops: readonly TraceHop[];
  /** From the beginning of the first hop to the end of the last. */
  readonly totalMs: number;
  /** Consumers that have processed it so far; none means that it is still on its way, or that there is no such id. */
  readonly consumers: readonly string[];
}

const GatewayLine = z.looseObject({
  time: z.iso.datetime(),
  method: z.string(),
  path: z.string(),
  status: z.number(),
  latencyMs: z.number(),
  correlationId: z.string(),
});

const AnswerLine = z.looseObject({
  timestamp: z.iso.datetime(),
  function: z.string(),
  message: z.literal('answered'),
  correlation_id: z.string(),
  status: z.number(),
  duration_ms: z.number(),
});

const BatchLine = z.looseObject({
  timestamp: z.iso.datetime(),
  function: z.string(),
  correlation_ids: z.array(z.string()),
  partitions: z.array(z.string()),
  records: z.number(),
  stored: z.number(),
  dead_lettered: z.number(),
  unprocessed: z.number(),
  duration_ms: z.number(),
});

/** A batch of orders: what became of each is a matter of its delivery mode. */
const OrdersLine = z.looseObject({
  timestamp: z.iso.datetime(),
  function: z.string(),
  message: z.literal('batch processed'),
  correlation_ids: z.array(z.string()),
  delivery_mode: z.string(),
  processed: z.number(),
  duplicates: z.number(),
  failed: z.number(),
  duration_ms: z.number(),
});

interface TimedHop extends TraceHop {
  readonly beganMs: number;
  readonly endedMs: number;
}

const hopAt = (beganMs: number, durationMs: number, hop: Omit<TraceHop, 'at' | 'durationMs'>): TimedHop => ({
  ...hop,
  at: new Date(beganMs).toISOString(),
  durationMs,
  beganMs,
  endedMs: beganMs + durationMs,
});

const gatewayHop = (line: z.infer<typeof GatewayLine>): TimedHop =>
  hopAt(Date.parse(line.time), line.latencyMs, {
    where: 'gateway',
    what: `${line.method} ${line.path}`,
    records: undefined,
    status: String(line.status),
  });

/** A function's line is written at the end of what it tells of. */
const answerHop = (line: z.infer<typeof AnswerLine>): TimedHop =>
  hopAt(Date.parse(line.timestamp) - line.duration_ms, line.duration_ms, {
    where: line.function,
    what: 'request handled',
    records: undefined,
    status: String(line.status),
  });

const batchHop = (line: z.infer<typeof BatchLine>): TimedHop =>
  hopAt(Date.parse(line.timestamp) - line.duration_ms, line.duration_ms, {
    where: line.function,
    what: `batch of ${line.partitions.join(', ')}`,
    records: line.records,
    status: `${line.stored} stored${line.dead_lettered > 0 ? `, ${line.dead_lettered} to dlq` : ''}${line.unprocessed > 0 ? `, ${line.unprocessed} to be repeated` : ''}`,
  });

const ordersHop = (line: z.infer<typeof OrdersLine>): TimedHop =>
  hopAt(Date.parse(line.timestamp) - line.duration_ms, line.duration_ms, {
    where: line.function,
    what: `batch, ${line.delivery_mode}`,
    records: line.processed + line.duplicates + line.failed,
    status: `${line.processed} processed${line.duplicates > 0 ? `, ${line.duplicates} skipped` : ''}${line.failed > 0 ? `, ${line.failed} to be repeated` : ''}`,
  });

/**
 * Puts a request's way together from the lines of the gateway's and the functions' logs.
 * Pure; lines of other requests, and lines that are no hop, are passed over.
 */
export const buildTrace = (
  correlationId: string,
  gatewayLines: Iterable<unknown>,
  functionLines: Iterable<unknown>,
): Trace => {
  const hops: TimedHop[] = [];
  const consumers = new Set<string>();
  for (const entry of gatewayLines) {
    const line = GatewayLine.safeParse(entry);
    if (line.success && line.data.correlationId === correlationId) hops.push(gatewayHop(line.data));
  }
  for (const entry of functionLines) {
    const answer = AnswerLine.safeParse(entry);
    if (answer.success && answer.data.correlation_id === correlationId) hops.push(answerHop(answer.data));
    const batch = BatchLine.safeParse(entry);
    if (batch.success && batch.data.correlation_ids.includes(correlationId)) {
      hops.push(batchHop(batch.data));
      consumers.add(batch.data.function);
    }
    const orders = OrdersLine.safeParse(entry);
    if (orders.success && orders.data.correlation_ids.includes(correlationId)) {
      hops.push(ordersHop(orders.data));
      consumers.add(orders.data.function);
    }
  }
  hops.sort((left, right) => left.beganMs - right.beganMs || right.endedMs - left.endedMs);
  const began = Math.min(...hops.map(({ beganMs }) => beganMs));
  const ended = Math.max(...hops.map(({ endedMs }) => endedMs));
  return {
    correlationId,
    hops: hops.map(({ beganMs: _began, endedMs: _ended, ...hop }) => hop),
    totalMs: hops.length === 0 ? 0 : ended - began,
    consumers: [...consumers].sort(),
  };
};
