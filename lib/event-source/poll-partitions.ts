import type { Clock } from './clock.ts';
import { createCommitQueue } from './commit-queue.ts';
import type { EventSourceDefinition } from './event-source-definition.ts';
import type { LogLine } from './event-source-log.ts';
import type { EventSourceCounters } from './event-source-metrics.ts';
import type { Invoke } from './invoke-batch.ts';
import { messageOf } from './message-of.ts';
import { createPartitionWorker, type PartitionWorker } from './partition-worker.ts';
import type { OpenRecordStream } from './record-stream.ts';
import type { RecordChunk, StreamRecord } from './stream-record.ts';

export interface PollingPorts {
  readonly definition: () => EventSourceDefinition;
  readonly passes: (record: StreamRecord) => boolean;
  readonly openStream: OpenRecordStream;
  readonly invoke: Invoke;
  readonly counters: EventSourceCounters;
  readonly log: (line: LogLine) => void;
  readonly clock: Clock;
  /** The group has been joined. */
  readonly joined: () => void;
  readonly lost: (reason: Error) => void;
  readonly concluded: (problem: string | undefined) => void;
}

/** The partitions of a source that are this member's, each with its worker. */
export interface Polling {
  /** Decides anew for all, after a change of the definition. */
  reconsider(): void;
  lagByPartition(): Record<number, number>;
  /** Waits for what is under way, at most so long; commits what is processed; leaves the group. */
  end(drainLimitMs: number): Promise<void>;
}

interface Assigned {
  readonly worker: PartitionWorker;
  /** Next to read as committed, or where reading began. */
  committed: number | undefined;
  highWatermark: number;
}

/** Joins the group and works its partitions until `end`. */
export const pollPartitions = (ports: PollingPorts): Polling => {
  const { log, clock, counters } = ports;
  const { uuid, bootstrapServers, topic, groupId, startingPosition } = ports.definition();
  const assigned = new Map<number, Assigned>();
  let isEnding = false;

  const close = (partition: number): void => {
    assigned.get(partition)?.worker.close();
    assigned.delete(partition);
    commits.forget(partition);
  };

  const closeAll = (): void => {
    for (const partition of [...assigned.keys()]) close(partition);
  };

  const open = (partition: number): void => {
    assigned.get(partition)?.worker.close();
    if (isEnding) return;
    const progressed = (position: number) => commits.request(partition, position);
    const worker = createPartitionWorker(partition, { ...ports, stream, progressed });
    assigned.set(partition, { worker, committed: undefined, highWatermark: 0 });
  };

  const began = ({ partition, records, position }: RecordChunk): number => {
    const firstOffset = records[0]?.offset ?? position;
    log({
      level: 'info',
      event: 'reading-began',
      message: `Reads from offset ${firstOffset}.`,
      partition,
      firstOffset,
    });
    return firstOffset;
  };

  const warned = (message: string): void => log({ level: 'warn', event: 'client-warning', message });
  const stream = ports.openStream(
    { clientId: `event-source-${uuid}`, bootstrapServers, topic, groupId, startingPosition, warned },
    {
      assigned: (partitions, gapless) => {
        for (const partition of [...assigned.keys()]) {
          if (!gapless || !partitions.includes(partition)) close(partition);
        }
        log({
          level: 'info',
          event: 'partitions-assigned',
          message: `Partitions: ${partitions.join(', ') || 'none'}.`,
        });
        ports.joined();
        const held = new Map<number, number>();
        for (const partition of partitions) {
          const position = assigned.get(partition)?.worker.position();
          if (position === undefined) open(partition);
          else held.set(partition, position);
        }
        return held;
      },
      arrived: (chunk) => {
        const target = assigned.get(chunk.partition);
        if (!target) return;
        target.committed ??= began(chunk);
        target.highWatermark = chunk.highWatermark;
        target.worker.arrived(chunk);
      },
      lost: (reason) => {
        closeAll();
        ports.lost(reason);
      },
    },
  );

  const commits = createCommitQueue({
    clock,
    commit: stream.commit,
    committed: (positions) => {
      for (const [partition, position] of positions) {
        const target = assigned.get(partition);
        if (!target) continue;
        counters.committed += Math.max(position - (target.committed ?? position), 0);
        target.committed = position;
      }
    },
    refused: (error) => log({ level: 'warn', event: 'commit-refused', message: messageOf(error) }),
  });

  return {
    reconsider: () => {
      for (const { worker } of assigned.values()) worker.reconsider();
    },
    lagByPartition: () =>
      Object.fromEntries(
        [...assigned].map(([partition, { committed, highWatermark }]) => [
          partition,
          Math.max(highWatermark - (committed ?? highWatermark), 0),
        ]),
      ),
    end: async (drainLimitMs) => {
      isEnding = true;
      const limit = Promise.withResolvers<void>();
      const cancel = clock.after(drainLimitMs, limit.resolve);
      await Promise.race([Promise.all([...assigned.values()].map(({ worker }) => worker.drain())), limit.promise]);
      cancel();
      await commits.flush();
      closeAll();
      await stream.stop();
    },
  };
};
