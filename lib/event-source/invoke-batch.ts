import { SluiceError } from '../foundation/sluice-error.ts';
import type { Clock } from './clock.ts';
import type { InvocationOutcome } from './decide-after-invocation.ts';
import type { EventSourceDefinition } from './event-source-definition.ts';
import type { LogLine } from './event-source-log.ts';
import type { EventSourceCounters } from './event-source-metrics.ts';
import { writeKafkaEvent } from './kafka-event.ts';
import { messageOf } from './message-of.ts';
import { parseInvocationResponse } from './parse-invocation-response.ts';
import { describeRecords, type PendingRecord } from './partition-state.ts';

/**
 * Calls a function with an event.
 * @returns what it answered; functionError as Lambda names it (`Unhandled`)
 * @throws SluiceError where the function was not run: code THROTTLED, FUNCTION_NOT_FOUND, or any other for an error of the service
 */
export type Invoke = (functionName: string, payload: string) => Promise<InvocationAnswer>;

export interface InvocationAnswer {
  readonly requestId: string;
  readonly payload: string;
  readonly functionError: string | undefined;
}

export interface InvokePorts {
  readonly invoke: Invoke;
  readonly partition: number;
  readonly definition: EventSourceDefinition;
  readonly counters: EventSourceCounters;
  readonly log: (line: LogLine) => void;
  readonly clock: Clock;
}

/**
 * Invokes the function with a batch, and counts and logs what became of it; never rejects.
 * @returns with `problem`, one sentence, where anything went wrong
 */
export const invokeBatch = async (
  batch: readonly PendingRecord[],
  { invoke, partition, definition, counters, log, clock }: InvokePorts,
): Promise<{ readonly outcome: InvocationOutcome; readonly problem: string | undefined }> => {
  const startMs = clock.now();
  const records = batch.map(({ record }) => record);
  counters.iteratorAgeMs = Math.max(startMs - (records.at(-1)?.timestamp ?? startMs), 0);
  counters.invocations += 1;
  counters.invoked += batch.length;
  const about = () => ({ partition, ...describeRecords(batch), durationMs: clock.now() - startMs });

  let answer: InvocationAnswer;
  try {
    answer = await invoke(definition.functionName, writeKafkaEvent({ ...definition, partition }, records));
  } catch (error) {
    const problem = `The function was not run: ${messageOf(error)}`;
    const code = error instanceof SluiceError ? error.code : 'SERVICE_ERROR';
    if (code === 'THROTTLED') counters.throttles += 1;
    log({ level: 'warn', event: 'batch-not-attempted', message: problem, code, ...about() });
    return { outcome: { kind: 'not-attempted' }, problem };
  }

  const { requestId, functionError } = answer;
  const failure = failureIn(
    answer,
    definition,
    partition,
    records.map(({ offset }) => offset),
  );
  if (!failure) {
    log({ level: 'info', event: 'batch-processed', message: 'Processed.', requestId, ...about() });
    return { outcome: { kind: 'processed' }, problem: undefined };
  }
  const { failed, problem, code } = failure;
  counters.failed += failed === 'all' ? batch.length : failed.size;
  log({ level: 'warn', event: 'batch-failed', message: problem, code, requestId, ...about() });
  return { outcome: { kind: 'failed', failed, invocation: { requestId, functionError } }, problem };
};

interface Failure {
  readonly failed: 'all' | ReadonlySet<number>;
  readonly problem: string;
  readonly code: 'FUNCTION_ERROR' | 'BATCH_ITEM_FAILURES' | 'MALFORMED_RESPONSE';
}

const failureIn = (
  { payload, functionError }: InvocationAnswer,
  { topic, reportBatchItemFailures }: EventSourceDefinition,
  partition: number,
  offsets: readonly number[],
): Failure | undefined => {
  if (functionError !== undefined) {
    const problem = `The function failed (${functionError}): ${abbreviate(payload)}`;
    return { failed: 'all', problem, code: 'FUNCTION_ERROR' };
  }
  if (!reportBatchItemFailures) return undefined;
  const verdict = parseInvocationResponse(payload, `${topic}-${partition}`, offsets);
  switch (verdict.kind) {
    case 'all-processed':
      return undefined;
    case 'some-failed': {
      const problem = `The function reported ${verdict.failedOffsets.size} of ${offsets.length} records as failed.`;
      return { failed: verdict.failedOffsets, problem, code: 'BATCH_ITEM_FAILURES' };
    }
    case 'malformed': {
      const problem = `The whole batch counts as failed: ${verdict.reason}.`;
      return { failed: 'all', problem, code: 'MALFORMED_RESPONSE' };
    }
  }
};

const LONGEST_QUOTE = 500;

const abbreviate = (text: string): string => (text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);
