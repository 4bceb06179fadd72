import { type LogTail, openLogTail } from './log-tail.ts';
import { parseLogLine } from './parse-log-line.ts';
import { type LogEntry, toLogEntry } from './to-log-entry.ts';

export type LogSink = (entry: LogEntry) => void;

/** The log stream of one environment. */
export interface EnvironmentLog {
  /** From here on lines belong to this invocation. */
  begin(requestId: string): void;
  /** The end of what came since `begin`. */
  end(): LogTail;
  /** An event of the platform in AWS's JSON log format (Lambda Telemetry API, Event schema reference). */
  platform(type: PlatformEventType, record: Readonly<Record<string, unknown>>): void;
  /** A line that the process wrote; an object in JSON stays as it is. */
  line(text: string, levelOfText: 'INFO' | 'WARN'): void;
  error(errorType: string, message: string): void;
}

export type PlatformEventType =
  | 'platform.initStart'
  | 'platform.initReport'
  | 'platform.start'
  | 'platform.end'
  | 'platform.report';

export const openEnvironmentLog = (functionName: string, sink: LogSink): EnvironmentLog => {
  let requestId: string | undefined;
  let tail = openLogTail();

  const write = (level: string, fields: object, line: string | object = fields): void => {
    tail.push(line);
    sink(toLogEntry(functionName, { timestamp: new Date().toISOString(), requestId, level }, fields));
  };

  return {
    begin: (id) => {
      requestId = id;
      tail = openLogTail();
    },
    end: () => {
      requestId = undefined;
      return tail;
    },
    platform: (type, record) => write('INFO', { time: new Date().toISOString(), type, record }),
    line: (text, levelOfText) => write(levelOfText, parseLogLine(text), text),
    error: (errorType, message) =>
      write('ERROR', { timestamp: new Date().toISOString(), level: 'ERROR', requestId, errorType, message }),
  };
};
