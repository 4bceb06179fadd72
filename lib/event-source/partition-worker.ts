import { appendToBuffer, filterBuffer } from './append-to-buffer.ts';
import type { Clock } from './clock.ts';
import { decideAfterGivingUp, decideAfterInvocation } from './decide-after-invocation.ts';
import { decideCommit } from './decide-commit.ts';
import { decideFlow } from './decide-flow.ts';
import { decideNext } from './decide-next.ts';
import { decideRetryDelay } from './decide-retry-delay.ts';
import { type EventSourceDefinition, retryLimit } from './event-source-definition.ts';
import type { LogLine } from './event-source-log.ts';
import type { EventSourceCounters } from './event-source-metrics.ts';
import { giveUpRecords } from './give-up-records.ts';
import { type Invoke, invokeBatch } from './invoke-batch.ts';
import { type EventOrigin, envelopeBytes, PAYLOAD_LIMIT_BYTES, recordBytesIn } from './kafka-event.ts';
import { EMPTY_PARTITION, type GivenUpSegment, type PartitionState, type PendingRecord } from './partition-state.ts';
import type { RecordStream } from './record-stream.ts';
import type { RecordChunk, StreamRecord } from './stream-record.ts';

export interface PartitionPorts {
  /** As it is now: a change applies to the next decision. */
  readonly definition: () => EventSourceDefinition;
  readonly passes: (record: StreamRecord) => boolean;
  readonly invoke: Invoke;
  readonly stream: Pick<RecordStream, 'pause' | 'resume' | 'append'>;
  /** All before this offset may be committed. */
  readonly progressed: (position: number) => void;
  /** How the last invocation ended: undefined where it went well. */
  readonly concluded: (problem: string | undefined) => void;
  readonly counters: EventSourceCounters;
  readonly log: (line: LogLine) => void;
  readonly clock: Clock;
}

/** One partition at work: applies the pure decisions in turn, and does what they say. */
export interface PartitionWorker {
  arrived(chunk: RecordChunk): void;
  /** Decides anew, after a change of the definition. */
  reconsider(): void;
  /** The next offset to read; undefined until something was read. */
  position(): number | undefined;
  /** Begins nothing new; resolves when nothing is under way. */
  drain(): Promise<void>;
  /** Forgets everything; what is under way ends without effect. */
  close(): void;
}

export const createPartitionWorker = (partition: number, ports: PartitionPorts): PartitionWorker => {
  const { clock, counters, stream, log } = ports;
  const drained = Promise.withResolvers<void>();
  let state: PartitionState = EMPTY_PARTITION;
  let closed = false;
  let paused = false;
  let progress: number | undefined;
  let highestInvoked = -1;
  let cancelTimer = () => {};
  let cancelSendingAgain: (() => void) | undefined;

  const origin = (): EventOrigin => ({ ...ports.definition(), partition });

  const arrived = (chunk: RecordChunk): void => {
    if (closed) return;
    if (state.position !== undefined && chunk.highWatermark < state.position) beginAnew(chunk);
    const bytesOf = recordBytesIn(origin());
    const arrivedAtMs = clock.now();
    const pending = chunk.records
      .filter(ports.passes)
      .map((record): PendingRecord => ({ record, bytes: bytesOf(record), arrivedAtMs, failures: 0 }));
    counters.polled += chunk.records.length;
    counters.filtered += chunk.records.length - pending.length;
    if (state.position === undefined) progress = chunk.records[0]?.offset;
    state = appendToBuffer(state, pending, chunk.position);
    advance();
  };

  /** A log that ends before what was read of it was deleted and made anew: its offsets begin again. */
  const beginAnew = ({ highWatermark }: RecordChunk): void => {
    const message = `The log ends at ${highWatermark}, before offset ${state.position} that was read: it is read anew.`;
    log({ level: 'warn', event: 'log-truncated', message, partition });
    state = { ...EMPTY_PARTITION, underWay: state.underWay };
  };

  const advance = (): void => {
    if (closed) return;
    cancelTimer();
    const definition = ports.definition();
    const recordsLimitBytes = PAYLOAD_LIMIT_BYTES - envelopeBytes(origin());
    const next = decideNext(state, { ...definition, recordsLimitBytes }, clock.now());
    state = next.state;
    switch (next.action.kind) {
      case 'invoke':
        void invoke(next.action.records, definition);
        break;
      case 'give-up':
        void giveUp(next.action.segment, 1);
        break;
      case 'wait':
        cancelTimer = clock.after(next.action.untilMs - clock.now(), advance);
        break;
      case 'rest':
        break;
    }
    steerFetching(definition);
    reportProgress();
  };

  const steerFetching = (definition: EventSourceDefinition): void => {
    const flow = decideFlow(state, paused, definition);
    if (flow === 'unchanged') return;
    paused = flow === 'pause';
    stream[flow](partition);
  };

  const reportProgress = (): void => {
    const position = decideCommit(state);
    if (position !== undefined && position !== progress) {
      progress = position;
      ports.progressed(position);
    }
    if (state.draining && (state.underWay.kind === 'nothing' || cancelSendingAgain)) drained.resolve();
  };

  const invoke = async (batch: readonly PendingRecord[], definition: EventSourceDefinition): Promise<void> => {
    if ((batch[0]?.record.offset ?? 0) <= highestInvoked) counters.retried += batch.length;
    highestInvoked = Math.max(highestInvoked, batch.at(-1)?.record.offset ?? 0);
    const { outcome, problem } = await invokeBatch(batch, { ...ports, definition, partition });
    if (closed) return;
    ports.concluded(problem);
    const { bisectBatchOnFunctionError } = ports.definition();
    const rules = { retryLimit: retryLimit(ports.definition()), bisectBatchOnFunctionError };
    state = decideAfterInvocation(state, outcome, rules, clock.now(), Math.random());
    advance();
  };

  const giveUp = async (segment: GivenUpSegment, tries: number): Promise<void> => {
    cancelSendingAgain = undefined;
    const { append } = stream;
    const context = { partition, definition: ports.definition(), append, counters, log, nowMs: clock.now() };
    const isGone = await giveUpRecords(segment, context);
    if (closed) return;
    if (isGone) {
      state = decideAfterGivingUp(state);
      return advance();
    }
    cancelSendingAgain = clock.after(decideRetryDelay(tries, Math.random()), () => void giveUp(segment, tries + 1));
    reportProgress();
  };

  return {
    arrived,
    reconsider: () => {
      const before = state.buffer.length - state.bufferHead;
      state = filterBuffer(state, ({ record }) => ports.passes(record));
      counters.filtered += before - state.buffer.length;
      advance();
    },
    position: () => state.position,
    drain: () => {
      state = { ...state, draining: true };
      advance();
      return drained.promise;
    },
    close: () => {
      closed = true;
      cancelTimer();
      cancelSendingAgain?.();
      drained.resolve();
    },
  };
};
