import type { Kafka } from 'kafkajs';
import { z } from 'zod';

export const OBSERVED_TOPIC = 'conformance.observed';

const ObservedRecord = z.looseObject({
  topic: z.string(),
  partition: z.int(),
  offset: z.int(),
  value: z.string().nullish(),
});
export type ObservedRecord = z.infer<typeof ObservedRecord>;

const Observation = z.discriminatedUnion('phase', [
  z.object({
    phase: z.literal('begun'),
    requestId: z.string(),
    atMs: z.number(),
    origin: z.record(z.string(), z.unknown()),
    keys: z.array(z.string()),
    payloadBytes: z.int(),
    records: z.array(ObservedRecord).min(1),
  }),
  z.object({ phase: z.literal('ended'), requestId: z.string(), atMs: z.number() }),
]);

/** One invocation of the probe as it told of it. */
export interface ObservedInvocation {
  readonly requestId: string;
  readonly beganMs: number;
  /** Undefined while it runs, or where its process ended before it could tell. */
  endedMs: number | undefined;
  /** The event without its records. */
  readonly origin: Readonly<Record<string, unknown>>;
  /** The keys of the event's `records`. */
  readonly keys: readonly string[];
  readonly payloadBytes: number;
  readonly records: readonly ObservedRecord[];
}

export interface Observations extends AsyncDisposable {
  of(topic: string): readonly ObservedInvocation[];
  /** The next offset to read of what the probe tells. */
  position(): number;
}

/** Follows what the probe tells, from now on. */
export const followObservations = async (kafka: Kafka): Promise<Observations> => {
  const byTopic = new Map<string, ObservedInvocation[]>();
  let position = 0;
  const byRequest = new Map<string, ObservedInvocation>();
  const groupId = `conformance-observer-${crypto.randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50, retry: { retries: 50, maxRetryTime: 1000 } });

  const note = (value: Buffer | null): void => {
    const observation = Observation.parse(JSON.parse(String(value)));
    const { requestId, atMs } = observation;
    if (observation.phase === 'ended') {
      const found = byRequest.get(requestId);
      if (found) found.endedMs = atMs;
      return;
    }
    const { origin, keys, payloadBytes, records } = observation;
    const invocation = { requestId, beganMs: atMs, endedMs: undefined, origin, keys, payloadBytes, records };
    byRequest.set(requestId, invocation);
    const topic = records[0]?.topic ?? '';
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), invocation]);
  };

  await consumer.connect();
  await consumer.subscribe({ topic: OBSERVED_TOPIC, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      note(message.value);
      position = Number(message.offset) + 1;
    },
  });
  return {
    of: (topic) => byTopic.get(topic) ?? [],
    position: () => position,
    [Symbol.asyncDispose]: () => consumer.disconnect(),
  };
};
