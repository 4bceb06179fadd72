import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MSKEvent, MSKRecord } from 'aws-lambda';
import type { EventSource, EventSourcePorts } from '../../../lib/event-source/event-source.ts';
import type { EventSourceDefinition } from '../../../lib/event-source/event-source-definition.ts';
import type { EventSourceLogEntry } from '../../../lib/event-source/event-source-log.ts';
import { startEventSource } from '../../../lib/event-source/start-event-source.ts';
import type { KafkaBroker } from '../../kafka-broker.ts';

/** A definition with everything at its default, but for the window, which is 0. */
export const definitionOf = (options: Partial<EventSourceDefinition> = {}): EventSourceDefinition => ({
  uuid: randomUUID(),
  functionName: 'test-function',
  functionArn: 'arn:aws:lambda:ap-southeast-2:000000000000:function:test-function',
  topic: 'orders',
  groupId: `test-${randomUUID()}`,
  bootstrapServers: ['127.0.0.1:9092'],
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
  provisioned: { minimumPollers: 1, maximumPollers: 1 },
  ...options,
});

/** Waits until a condition holds; rejects with a description of how things stand after the limit. */
export const eventually = async (
  condition: () => boolean | Promise<boolean>,
  describe: () => unknown = () => undefined,
  limitMs = 15_000,
): Promise<void> => {
  const end = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Not within ${limitMs} ms. ${JSON.stringify(describe(), null, 1)}`);
    await sleep(10);
  }
};

export const recordsOf = (event: MSKEvent): MSKRecord[] => Object.values(event.records).flat();
export const textOf = (record: MSKRecord): string => Buffer.from(record.value, 'base64').toString();
export const texts = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => String(from + index));

/** Reports the records as failed. */
export const failing = (records: readonly MSKRecord[]) => ({
  batchItemFailures: records.map(({ topic, partition, offset }) => ({
    itemIdentifier: { partition: `${topic}-${partition}`, offset },
  })),
});

export const append = async (
  broker: KafkaBroker,
  topic: string,
  values: readonly (string | Buffer | null)[],
  partition = 0,
): Promise<void> => {
  await broker.producer.send({ topic, messages: values.map((value) => ({ value, partition })) });
};

export interface RunningSource extends AsyncDisposable {
  readonly source: EventSource;
  readonly events: MSKEvent[];
  readonly log: EventSourceLogEntry[];
  /** Values in the order in which the function saw them. */
  seen(): string[];
}

/** What an in-test function returns; an Error is the error of a function. Throwing means that the function was not run. */
export type Handler = (event: MSKEvent) => unknown;

export const startSource = (
  broker: KafkaBroker,
  options: Partial<EventSourceDefinition> & Pick<EventSourceDefinition, 'topic'>,
  handler: Handler = () => null,
  ports: Partial<EventSourcePorts> = {},
): RunningSource => {
  const events: MSKEvent[] = [];
  const log: EventSourceLogEntry[] = [];
  const source = startEventSource(definitionOf({ bootstrapServers: broker.bootstrapServers, ...options }), {
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
  });
  return {
    source,
    events,
    log,
    seen: () => events.flatMap(recordsOf).map(textOf),
    [Symbol.asyncDispose]: () => source.stop(),
  };
};
