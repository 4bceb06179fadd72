import type { EventSourceDefinition } from './event-source-definition.ts';
import type { LogLine } from './event-source-log.ts';
import type { EventSourceCounters } from './event-source-metrics.ts';
import { writeFailureEnvelope } from './failure-envelope.ts';
import { messageOf } from './message-of.ts';
import { describeRecords, type GivenUpSegment } from './partition-state.ts';
import type { RecordStream } from './record-stream.ts';

export interface GiveUpPorts {
  readonly partition: number;
  readonly definition: EventSourceDefinition;
  readonly append: RecordStream['append'];
  readonly counters: EventSourceCounters;
  readonly log: (line: LogLine) => void;
  readonly nowMs: number;
}

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
    await ports.append(onFailureTopic, envelopesOf(segment, ports));
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

const envelopesOf = ({ records, condition, invocation }: GivenUpSegment, ports: GiveUpPorts) => {
  const { definition, partition, nowMs } = ports;
  const { functionArn } = definition;
  return records.map((pending) => ({
    key: pending.record.key,
    value: writeFailureEnvelope({ ...definition, partition }, { pending, condition, invocation, functionArn, nowMs }),
  }));
};
