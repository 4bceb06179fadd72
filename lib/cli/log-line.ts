import type { LogEntry } from './client/read-function-log.ts';

/** One entry for people: time, level, function, message, and the rest as JSON. */
export const toLogLine = (entry: LogEntry): string => {
  const { function: name, timestamp = '', time, level = 'INFO', message, type, record, ...rest } = entry;
  const when = String(timestamp === '' ? (time ?? '') : timestamp);
  const said = message === undefined ? String(type ?? '') : String(message);
  const more = { ...(record !== undefined && { record }), ...rest };
  const tail = Object.keys(more).length === 0 ? '' : ` ${JSON.stringify(more)}`;
  return `${when} ${level.toUpperCase().padEnd(5)} ${name} ${said}${tail}`;
};
