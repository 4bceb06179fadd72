import type { LogEntry } from './environment-log.ts';

/** What holds of a line unless it says otherwise. */
interface LineDefaults {
  readonly timestamp: string;
  readonly requestId: string | undefined;
  readonly level: string;
}

/** An entry of a function's log: what the line says of itself wins, except whose it is. */
export const toLogEntry = (functionName: string, defaults: LineDefaults, fields: object): LogEntry => ({
  timestamp: defaults.timestamp,
  requestId: defaults.requestId,
  level: defaults.level,
  ...fields,
  function: functionName,
});
