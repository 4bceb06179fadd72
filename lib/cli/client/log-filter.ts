import type { LogEntry } from './read-function-log.ts';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type Level = (typeof levels)[number];

export interface LogFilter {
  readonly functionName: string | undefined;
  /** This one and graver ones. */
  readonly level: Level | undefined;
  readonly correlationId: string | undefined;
}

export const parseLevel = (text: string): Level | undefined => levels.find((level) => level === text.toLowerCase());

/** Whether a filter lets an entry through; an entry without a level counts as info. */
export const isShown = (entry: LogEntry, filter: LogFilter): boolean => {
  if (filter.functionName !== undefined && entry.function !== filter.functionName) return false;
  if (filter.correlationId !== undefined && !correlationIdsOf(entry).includes(filter.correlationId)) return false;
  if (filter.level === undefined) return true;
  const level = parseLevel(entry.level ?? 'info') ?? 'info';
  return levels.indexOf(level) >= levels.indexOf(filter.level);
};

/** A request's line has one, a batch's line those of all its records. */
const correlationIdsOf = (entry: LogEntry): readonly unknown[] => {
  const { correlation_id: one, correlation_ids: many } = entry;
  return Array.isArray(many) ? many : [one];
};
