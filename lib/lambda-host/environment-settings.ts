import type { LogSink } from './environment-log.ts';
import type { FunctionDefinition } from './function-definition.ts';

/** What all environments of a host have in common. */
export interface EnvironmentSettings {
  readonly hostEnvironment: (definition: FunctionDefinition) => Readonly<Record<string, string>>;
  readonly log: LogSink;
  readonly initTimeoutMs: number;
  readonly freezeBetweenInvocations: boolean;
  readonly compileCacheDirectory: string | undefined;
  readonly onProcessStarted: (pid: number) => void;
  readonly onProcessEnded: (pid: number) => void;
}
