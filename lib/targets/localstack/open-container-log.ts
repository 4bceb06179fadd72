import { type LogEntry, toLogEntry } from '../../lambda-host/to-log-entry.ts';
import { parseContainerLine } from './parse-container-line.ts';

/** An event of CloudWatch Logs, as FilterLogEvents answers it. */
export interface LogEvent {
  readonly eventId?: string | undefined;
  readonly logStreamName?: string | undefined;
  /** Epoch milliseconds. */
  readonly timestamp?: number | undefined;
  readonly message?: string | undefined;
}

/** The log of one function, of which overlapping pieces are read. */
export interface ContainerLog {
  /** From when on events have to be read so that none is missed, epoch milliseconds. */
  sinceMs(): number;
  /**
   * The entries of those events that were not given before, in the order of their streams.
   *
   * @param events all there are since then
   */
  add(events: readonly LogEvent[]): LogEntry[];
}

/** Streams are written at the same time: an event may come in later than one of another stream whose time is younger. */
const overlapMs = 10_000;

/** @param startMs what is older is of no interest, epoch milliseconds */
export const openContainerLog = (functionName: string, startMs: number): ContainerLog => {
  const timesOfSeen = new Map<string, number>();
  const requestIds = new Map<string, string>();
  let newestMs = startMs;

  const sinceMs = (): number => Math.max(startMs, newestMs - overlapMs);

  const toEntry = ({ logStreamName = '', timestamp = 0, message = '' }: LogEvent): LogEntry => {
    const time = new Date(timestamp).toISOString();
    const { fields, begins, ends } = parseContainerLine(message.trimEnd(), time);
    if (begins !== undefined) requestIds.set(logStreamName, begins);
    const requestId = ends ?? requestIds.get(logStreamName);
    if (ends !== undefined) requestIds.delete(logStreamName);
    return toLogEntry(functionName, { timestamp: time, requestId, level: 'INFO' }, fields);
  };

  return {
    sinceMs,
    add: (events) => {
      const fresh = events.filter(({ eventId = '', timestamp = 0 }) => {
        if (timesOfSeen.has(eventId) || timestamp < startMs) return false;
        timesOfSeen.set(eventId, timestamp);
        return true;
      });
      newestMs = Math.max(newestMs, ...fresh.map(({ timestamp = 0 }) => timestamp));
      for (const [eventId, timestamp] of timesOfSeen) if (timestamp < sinceMs()) timesOfSeen.delete(eventId);
      return fresh.map(toEntry);
    },
  };
};
