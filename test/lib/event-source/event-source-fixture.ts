import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MSKEvent, MSKRecord } from 'aws-lambda';
import type { EventSource, EventSourcePorts } from '../../../lib/event-source/event-source.ts';
import type { EventSourceDefinition } from '../../../lib/event-source/event-source-definition.ts';
import type { EventSourceLogEntry } from '../../../lib/event-source/event-source-log.ts';
import { startEventSource } from '../../../lib/event-source/start-event-source.ts';
import type { KafkaBroker } from '../../kafka-broker.ts';

/** Waits until a condition holds; rejects with the last state after the limit. */
export const eventually = async (
  condition: () => boolean | Promise<boolean>,
  describe: () => unknown = () => undefined,
  limitMs = 15_000,
): Promise<void> => {
  const end = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Not within ${limitMs} ms. ${JSON.stringify(describe())}`);
    await sleep(10);
  }
};

export const textOf = (record: MSKRecord): string => Buffer.from(record.value, 'base64').toString();
export const recordsOf = (event: MSKEvent): MSKRecord[] => Object.values(event.records).flat();

/** What an in-test function returns; an Error is an error of the function. */
export type Handler = (event: MSKEvent) => unknown;

export interface RunningSource extends AsyncDisposable {
  readonly source: EventSource;
  readonly events: MSKEvent[];
  readonly log: EventSourceLogEntry[];
  /** Values in the order in which the function saw them. */
  seen(): string[];
}

export const startSource = (
  broker: KafkaBroker,
  options: Partial<EventSourceDefinition> & Pick<EventSourceDefinition, 'topic' | 'groupId'>,
  handler: Handler = () => null,
  ports: Partial<EventSourcePorts> = {},
): RunningSource => {
  const events: MSKEvent[] = [];
  const log: EventSourceLogEntry[] = [];
  const source = startEventSource(
    {
      uuid: randomUUID(),
      functionName: 'test-function',
      functionArn: 'arn:aws:lambda:ap-southeast-2:000000000000:function:test-function',
      bootstrapServers: broker.bootstrapServers,
      eventSourceArn: undefined,
      batchSize: 100,
      maximumBatchingWindowMs: 0,
      startingPosition: { kind: 'TRIM_HORIZON' },
      maximumRetryAttempts: -1,
      maximumRecordAgeSeconds: -1,
      bisectBatchOnFunctionError: false,
      reportBatchItemFailures: true,
      onFailureTopic: undefined,
      filterPatterns: [],
      enabled: true,
      provisioned: undefined,
      ...options,
    },
    {
      log: (entry) => log.push(entry),
      invoke: async (_functionName, payload) => {
        const event: MSKEvent = JSON.parse(payload);
        events.push(event);
        const answer = await handler(event);
        const requestId = randomUUID();
        if (answer instanceof Error) {
          return { requestId, payload: JSON.stringify({ errorMessage: answer.message }), functionError: 'Unhandled' };
        }
        return { requestId, payload: answer === undefined ? '' : JSON.stringify(answer), functionError: undefined };
      },
      ...ports,
    },
  );
  return {
    source,
    events,
    log,
    seen: () => events.flatMap(recordsOf).map(textOf),
    [Symbol.asyncDispose]: () => source.stop(),
  };
};
