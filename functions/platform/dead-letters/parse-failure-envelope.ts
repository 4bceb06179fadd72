import type { IHeaders } from 'kafkajs';
import { z } from 'zod';
import { flowConsumerOf } from '../../contracts/flow-consumers.ts';
import type { OriginalRecord } from './dead-letter.ts';

export interface FailureEnvelope {
  readonly consumer: string | undefined;
  readonly cause: string;
  readonly original: OriginalRecord | undefined;
}

const EventRecord = z.object({
  topic: z.string(),
  partition: z.int(),
  offset: z.int(),
  key: z.base64().nullish(),
  value: z.base64().nullish(),
  headers: z.array(z.record(z.string(), z.array(z.int().min(-128).max(255)))).default([]),
});

/** What is read of Lambda's on-failure record in a Kafka topic (Lambda guide, "Using a Kafka topic as an on-failure destination"). */
const Envelope = z.object({
  requestContext: z.object({ functionArn: z.string(), condition: z.string() }),
  responseContext: z.object({ functionError: z.string().optional() }).optional(),
  /** The event with the one record; absent where the topic did not take a message of that size. */
  payload: z.object({ records: z.record(z.string(), z.tuple([EventRecord])) }).optional(),
});

/** The envelope in a record's value, or undefined for a value of another kind. */
export const parseFailureEnvelope = (value: Buffer | null): FailureEnvelope | undefined => {
  const parsed = Envelope.safeParse(parseJson(value));
  if (!parsed.success) return undefined;
  const { requestContext, responseContext, payload } = parsed.data;
  const [record] = Object.values(payload?.records ?? {}).flat();
  const functionName = requestContext.functionArn.split(':')[6] ?? requestContext.functionArn;
  return {
    consumer: flowConsumerOf(functionName) ?? functionName,
    cause: [requestContext.condition, responseContext?.functionError].filter((each) => each !== undefined).join(': '),
    original: record === undefined ? undefined : toOriginal(record),
  };
};

const toOriginal = ({
  topic,
  partition,
  offset,
  key,
  value,
  headers,
}: z.infer<typeof EventRecord>): OriginalRecord => ({
  origin: { topic, partition, offset },
  key: fromBase64(key),
  value: fromBase64(value),
  headers: toHeaders(headers),
});

const fromBase64 = (text: string | null | undefined): Buffer | null =>
  text === null || text === undefined ? null : Buffer.from(text, 'base64');

/** Lambda lists headers one by one, a name several times where the record has it several times. */
const toHeaders = (listed: readonly Readonly<Record<string, readonly number[]>>[]): IHeaders => {
  const headers: Record<string, Buffer[]> = {};
  for (const [name, bytes] of listed.flatMap((header) => Object.entries(header))) {
    headers[name] = [...(headers[name] ?? []), Buffer.from(bytes)];
  }
  return headers;
};

const parseJson = (value: Buffer | null): unknown => {
  try {
    return value === null ? undefined : JSON.parse(value.toString('utf8'));
  } catch {
    return undefined;
  }
};
