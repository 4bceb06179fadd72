/**
 * A line of a function's log. Of the platform: AWS's JSON format with `time`, `type` (`platform.start` …) and `record`; of the
 * function: what it wrote, merged where that is a JSON object, else as `message`.
 */
export interface LogEntry {
  readonly timestamp: string;
  readonly function: string;
  /** Undefined for what was written outside of an invocation. */
  readonly requestId: string | undefined;
  readonly level: string;
  readonly [key: string]: unknown;
}

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
