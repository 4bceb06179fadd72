import type { PlatformEventType } from '../../lambda-host/environment-log.ts';
import { parseLogLine } from '../../lambda-host/parse-log-line.ts';

/** What a line of a function in a container says: its fields in a log entry, and where an invocation begins or ends. */
export interface ContainerLine {
  readonly fields: object;
  readonly begins?: string;
  readonly ends?: string;
}

const startLine = /^START RequestId: (?<requestId>\S+)(?: Version: (?<version>\S+))?/;
const endLine = /^END RequestId: (?<requestId>\S+)/;
const reportLine = /^REPORT RequestId: (?<requestId>\S+)/;
/** The Node.js runtime's text format: time, request, level and message, whose line ends it writes as carriage returns. */
const textLine =
  /^(?<timestamp>\d{4}-\d\d-\d\dT[\d:.]+Z)\t(?<requestId>\S+)\t(?<level>TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\t(?<message>.*)$/s;

/**
 * Reads a line in Lambda's text format as the entry that our Lambda host writes in its place (Lambda Developer Guide, "Log formats");
 * what a logger wrote in JSON stays as it is.
 *
 * @param time of the event, ISO 8601
 */
export const parseContainerLine = (text: string, time: string): ContainerLine => {
  const platform = (type: PlatformEventType, record: object): object => ({ time, type, record });

  const start = startLine.exec(text)?.groups;
  if (start?.['requestId'] !== undefined) {
    const { requestId, version } = start;
    return { fields: platform('platform.start', { requestId, version }), begins: requestId };
  }
  const end = endLine.exec(text)?.groups;
  if (end?.['requestId'] !== undefined) {
    const { requestId } = end;
    return { fields: platform('platform.end', { requestId }) };
  }
  const report = reportLine.exec(text)?.groups;
  if (report?.['requestId'] !== undefined) {
    const { requestId } = report;
    return { fields: platform('platform.report', { requestId, ...readReport(text) }), ends: requestId };
  }
  const line = textLine.exec(text)?.groups;
  if (line) return { fields: { ...line, message: line['message']?.replaceAll('\r', '\n') } };
  return { fields: parseLogLine(text) };
};

const readReport = (text: string): object => {
  const number = (name: string): number | undefined => {
    const value = new RegExp(`\\t${name}: ([\\d.]+)`).exec(text)?.[1];
    return value === undefined ? undefined : Number(value);
  };
  return {
    metrics: {
      durationMs: number('Duration'),
      billedDurationMs: number('Billed Duration'),
      memorySizeMB: number('Memory Size'),
      maxMemoryUsedMB: number('Max Memory Used'),
      initDurationMs: number('Init Duration'),
    },
    status: /\tStatus: (\w+)/.exec(text)?.[1] ?? 'success',
    errorType: /\tError Type: (\S+)/.exec(text)?.[1],
  };
};
