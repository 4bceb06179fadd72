import type { Clock } from './clock.ts';
import type { EventSourceDefinition, EventSourceUpdate } from './event-source-definition.ts';
import type { EventSourceLog } from './event-source-log.ts';
import type { EventSourceMetrics } from './event-source-metrics.ts';
import type { Invoke } from './invoke-batch.ts';
import type { OpenRecordStream } from './record-stream.ts';

export type EventSourceState = 'Creating' | 'Enabling' | 'Enabled' | 'Disabling' | 'Disabled' | 'Updating' | 'Deleting';

/** A running event source mapping. */
export interface EventSource {
  readonly definition: EventSourceDefinition;
  readonly state: EventSourceState;
  /** As AWS words it: `No records processed`, `OK`, `PROBLEM: …`. */
  readonly lastProcessingResult: string;
  readonly lastModifiedMs: number;
  metrics(): EventSourceMetrics;
  /** Applies to the next batch; what is in flight ends under the old rules. Resolves when the change is in force: disabled is drained. */
  update(changes: EventSourceUpdate): Promise<void>;
  /** Waits for invocations in flight up to a limit, commits what is processed and nothing else, leaves the group. */
  stop(): Promise<void>;
}

export interface EventSourcePorts {
  readonly invoke: Invoke;
  readonly log: EventSourceLog;
  readonly clock?: Clock;
  /** How long `stop` and disabling wait for invocations in flight; 15 s where unset. */
  readonly drainLimitMs?: number;
  /** The Kafka client; kafkajs where unset. */
  readonly openStream?: OpenRecordStream;
}
