import type { EventSourceDefinition } from './event-source-definition.ts';
import { RecordTooLargeError } from './event-source-errors.ts';
import type { LogLine } from './event-source-log.ts';
import type { EventSourceCounters } from './event-source-metrics.ts';
import { writeFailureEnvelope } from './failure-envelope.ts';
import { messageOf } from './message-of.ts';
import { describeRecords, type GivenUpSegment, type PendingRecord } from './partition-state.ts';
import type { OutgoingRecord, RecordStream } from './record-stream.ts';
import { splitByBytes } from './split-by-bytes.ts';

export interface GiveUpPorts {
  readonly partition: number;
  readonly definition: EventSourceDefinition;
  readonly append: RecordStream['append'];
  readonly counters: EventSourceCounters;
  readonly log: (line: LogLine) => void;
  readonly nowMs: number;
}

/** Half of what a topic takes at once by default (max.message.bytes): the limit holds for all that one request brings. */
const APPENDED_AT_ONCE_BYTES = 512 * 1024;

/**
 * Sends given-up records to the on-failure topic, one envelope each under the original key, or drops them with a warning where there is none.
 * @returns false where the topic did not take them: they are still ours
 */
export const giveUpRecords = async (segment: GivenUpSegment, ports: GiveUpPorts): Promise<boolean> => {
  const { definition, partition, counters, log } = ports;
  const { onFailureTopic } = definition;
  const { records, condition } = segment;
  const about = { partition, ...describeRecords(records), code: condition };
  if (onFailureTopic === undefined) {
    counters.dropped += records.length;
    const message = `Dropped: ${condition}, and the event source has no on-failure destination.`;
    log({ level: 'warn', event: 'records-dropped', message, ...about });
    return true;
  }
  try {
    for (const portion of splitByBytes(records, APPENDED_AT_ONCE_BYTES)) {
      await sendPortion(onFailureTopic, { ...segment, records: portion }, ports);
    }
  } catch (error) {
    const message = `The on-failure topic ${onFailureTopic} did not take the records: ${messageOf(error)}`;
    log({ level: 'error', event: 'destination-failed', message, ...about });
    return false;
  }
  counters.sentToDestination += records.length;
  const message = `Sent to ${onFailureTopic}: ${condition}.`;
  log({ level: 'warn', event: 'records-sent-to-destination', message, ...about });
  return true;
};

/** A record whose envelope alone is more than the topic takes is sent without its payload: an entry that is short rather than none for ever. */
const sendPortion = async (topic: string, segment: GivenUpSegment, ports: GiveUpPorts): Promise<void> => {
  try {
    await ports.append(
      topic,
      segment.records.map((pending) => envelopeOf(pending, segment, ports, true)),
    );
  } catch (error) {
    if (!(error instanceof RecordTooLargeError)) throw error;
    const [pending, ...others] = segment.records;
    if (others.length > 0) {
      for (const each of segment.records) await sendPortion(topic, { ...segment, records: [each] }, ports);
    } else if (pending) {
      await ports.append(topic, [envelopeOf(pending, segment, ports, false)]);
      const message = `${topic} does not take a message of this size: the record's payload was left out.`;
      const { partition } = ports;
      ports.log({ level: 'error', event: 'payload-left-out', message, partition, ...describeRecords([pending]) });
    }
  }
};

const envelopeOf = (
  pending: PendingRecord,
  { condition, invocation }: GivenUpSegment,
  { definition, partition, nowMs }: GiveUpPorts,
  withPayload: boolean,
): OutgoingRecord => {
  const { functionArn } = definition;
  const given = { pending, condition, invocation, functionArn, nowMs };
  return { key: pending.record.key, value: writeFailureEnvelope({ ...definition, partition }, given, withPayload) };
};
