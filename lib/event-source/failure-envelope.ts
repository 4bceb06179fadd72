import { type EventOrigin, writeKafkaEvent } from './kafka-event.ts';
import type { FailedInvocation, GiveUpCondition, PendingRecord } from './partition-state.ts';

export interface GivenUp {
  readonly pending: PendingRecord;
  readonly condition: GiveUpCondition;
  readonly invocation: FailedInvocation | undefined;
  readonly functionArn: string;
  readonly nowMs: number;
}

/**
 * The value of one record of an on-failure topic: what happened, and the one-record event (Lambda guide, "Using a Kafka topic as an
 * on-failure destination"). A record that no function was asked about has no responseContext and an empty requestId.
 *
 * @param withPayload false leaves the event out, for a topic that does not take a message of that size
 */
export const writeFailureEnvelope = (origin: EventOrigin, given: GivenUp, withPayload = true): string => {
  const { record, failures } = given.pending;
  const payload = writeKafkaEvent(origin, [record]);
  const about = JSON.stringify({
    requestContext: {
      requestId: given.invocation?.requestId ?? '',
      functionArn: given.functionArn,
      condition: given.condition,
      approximateInvokeCount: failures,
    },
    ...(given.invocation && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        ...(given.invocation.functionError !== undefined && { functionError: given.invocation.functionError }),
      },
    }),
    version: '1.0',
    timestamp: new Date(given.nowMs).toISOString(),
    KafkaBatchInfo: {
      batchSize: 1,
      ...(origin.eventSourceArn !== undefined && { eventSourceArn: origin.eventSourceArn }),
      bootstrapServers: origin.bootstrapServers.join(','),
      payloadSize: Buffer.byteLength(payload),
      recordInfo: { offset: record.offset, timestamp: new Date(record.timestamp).toISOString() },
    },
  });
  return withPayload ? `${about.slice(0, -1)},"payload":${payload}}` : about;
};
