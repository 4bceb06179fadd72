import { type Admin, type Consumer, type EachBatchPayload, Kafka, logLevel } from 'kafkajs';
import { StreamInterruptedError } from './event-source-errors.ts';
import { findStartingOffsets } from './find-starting-offsets.ts';
import { createKafkajsAppender } from './kafkajs-appender.ts';
import { asInterruption } from './kafkajs-errors.ts';
import { toRecordChunk } from './kafkajs-record-chunk.ts';
import { makeDecodingQuick } from './make-decoding-quick.ts';
import { makeIdleConnectionsQuiet } from './make-idle-connections-quiet.ts';
import { makeJoinsWhole } from './make-joins-whole.ts';
import { makeReadCommittedExact } from './make-read-committed-exact.ts';
import { makeReconnectionsClean } from './make-reconnections-clean.ts';
import { messageOf } from './message-of.ts';
import type { OpenRecordStream } from './record-stream.ts';

/** A fetch waits at the broker for so long where there is nothing to read; data is answered at once. Joining, resuming and leaving wait for it. */
const LONGEST_FETCH_WAIT_MS = 200;
/** So late is a partition seen that was added to the topic. */
const PARTITIONS_LOOKED_FOR_EVERY_MS = 10_000;
const HEARTBEAT_INTERVAL_MS = 500;
/** The least that brokers allow by default: a member that was killed holds its partitions for so long. */
const SESSION_TIMEOUT_MS = 6000;
const REQUEST_TIMEOUT_MS = 10_000;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 1000;
const RECONNECT_DELAY_MS = 500;

/**
 * A record stream on kafkajs. Each fetch is handed over at once, so no partition waits for another; a partition that is not to be read is paused.
 * When the client gives up, a new membership is sought until `stop`.
 */
export const openKafkajsStream: OpenRecordStream = (options, listener) => {
  makeDecodingQuick();
  makeReadCommittedExact();
  makeReconnectionsClean();
  makeIdleConnectionsQuiet();
  makeJoinsWhole();
  const { topic, groupId } = options;
  const kafka = new Kafka({
    clientId: options.clientId,
    brokers: [...options.bootstrapServers],
    connectionTimeout: 3000,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: {
      initialRetryTime: FIRST_RETRY_MS,
      maxRetryTime: LONGEST_RETRY_MS,
      retries: 5,
      restartOnFailure: async () => false,
    },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => {
      if (entry.namespace === 'ConsumerGroup') options.warned(entry.log.message);
    },
  });
  const stopping = Promise.withResolvers<undefined>();
  let isStopping = false;
  let consumer: Consumer | undefined;
  let commitNow: EachBatchPayload['commitOffsetsIfNecessary'] | undefined;
  let partitionsAtFirst: number | undefined;

  /** @returns when the membership has ended, with the reason */
  const beMember = async (admin: Admin): Promise<unknown> => {
    const crashed = Promise.withResolvers<Error>();
    const member = kafka.consumer({
      groupId,
      allowAutoTopicCreation: false,
      sessionTimeout: SESSION_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_INTERVAL_MS,
      maxWaitTimeInMs: LONGEST_FETCH_WAIT_MS,
      metadataMaxAge: PARTITIONS_LOOKED_FOR_EVERY_MS,
      minBytes: 1,
      readUncommitted: false,
    });
    consumer = member;
    let memberId: string | undefined;
    let joins = 0;
    member.on(member.events.CRASH, ({ payload }) => crashed.resolve(payload.error));
    member.on(member.events.GROUP_JOIN, ({ payload }) => {
      joins += 1;
      const partitions = payload.memberAssignment[topic] ?? [];
      const held = listener.assigned(partitions, payload.memberId === memberId);
      memberId = payload.memberId;
      for (const [partition, position] of held) member.seek({ topic, partition, offset: String(position) });
      void beginAt(
        member,
        admin,
        partitions.filter((partition) => !held.has(partition)),
        () => joins,
      );
    });
    member.on(member.events.START_BATCH_PROCESS, ({ payload }) => {
      if (payload.batchSize > 0) return;
      listener.arrived({
        partition: payload.partition,
        records: [],
        position: Number(payload.lastOffset) + 1,
        highWatermark: Number(payload.highWatermark),
      });
    });
    await member.connect();
    await member.subscribe({ topic, fromBeginning: true });
    await member.run({
      autoCommit: false,
      eachBatch: async ({ batch, commitOffsetsIfNecessary }) => {
        commitNow = commitOffsetsIfNecessary;
        listener.arrived(toRecordChunk(batch));
      },
    });
    return Promise.race([crashed.promise, stopping.promise]);
  };

  /** Reads new partitions from where the group stands, else from the starting position; none is read before that is known. */
  const beginAt = async (member: Consumer, admin: Admin, partitions: number[], joins: () => number): Promise<void> => {
    const joined = joins();
    if (options.startingPosition.kind === 'TRIM_HORIZON') return member.resume([{ topic, partitions }]);
    member.pause([{ topic, partitions }]);
    while (!isStopping && joined === joins() && member === consumer) {
      try {
        const offsets = await findStartingOffsets(admin, options, partitions, partitionsAtFirst ?? 0);
        if (joined !== joins() || member !== consumer) return;
        for (const [partition, offset] of offsets) member.seek({ topic, partition, offset });
        if (options.startingPosition.kind === 'LATEST' && offsets.size > 0) {
          await member.commitOffsets([...offsets].map(([partition, offset]) => ({ topic, partition, offset })));
        }
        return member.resume([{ topic, partitions }]);
      } catch (error) {
        options.warned(`The starting position could not be found: ${messageOf(error)}`);
        await pauseFor(RECONNECT_DELAY_MS);
      }
    }
  };

  const pauseFor = (delayMs: number): Promise<unknown> => {
    const elapsed = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => elapsed.resolve(undefined), delayMs);
    return Promise.race([elapsed.promise, stopping.promise]).finally(() => clearTimeout(timer));
  };

  const keepMember = async (): Promise<void> => {
    while (!isStopping) {
      const admin = kafka.admin();
      try {
        await admin.connect();
        const count = await countPartitions(admin, topic);
        partitionsAtFirst ??= count;
        const reason = await beMember(admin);
        if (!isStopping) throw reason;
      } catch (error) {
        if (!isStopping) listener.lost(asInterruption(error, options));
      } finally {
        commitNow = undefined;
        await consumer?.disconnect().catch(() => undefined);
        consumer = undefined;
        await admin.disconnect().catch(() => undefined);
      }
      if (!isStopping) await pauseFor(RECONNECT_DELAY_MS);
    }
  };

  const appender = createKafkajsAppender(kafka);
  const ended = keepMember();

  return {
    pause: (partition) => consumer?.pause([{ topic, partitions: [partition] }]),
    resume: (partition) => consumer?.resume([{ topic, partitions: [partition] }]),
    commit: async (positions) => {
      if (!commitNow) throw new StreamInterruptedError('No membership to commit under.');
      const partitions = [...positions].map(([partition, offset]) => ({ partition, offset: String(offset) }));
      if (partitions.length > 0) await commitNow({ topics: [{ topic, partitions }] });
    },
    append: appender.append,
    stop: async () => {
      isStopping = true;
      stopping.resolve(undefined);
      await ended;
      await appender.close();
    },
  };
};

const countPartitions = async (admin: Admin, topic: string): Promise<number> => {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  return topics[0]?.partitions.length ?? 0;
};
