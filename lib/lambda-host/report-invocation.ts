import type { PhaseResult } from './decide-result.ts';
import type { EnvironmentLog } from './environment-log.ts';
import type { FunctionDefinition } from './function-definition.ts';

export interface InvocationMetrics {
  readonly durationMs: number;
  readonly billedMs: number;
  readonly initMs: number | undefined;
  readonly maxMemoryMb: number;
}

/** Records as the Lambda Telemetry API's event schema reference has them. */
export const reportInitStart = (log: EnvironmentLog, definition: FunctionDefinition): void =>
  log.platform('platform.initStart', {
    initializationType: 'on-demand',
    phase: 'init',
    functionName: definition.functionName,
    functionVersion: '$LATEST',
  });

/** Written of a failed init alone, as on AWS. The phase is `invoke` where the init was tried again within an invocation. */
export const reportFailedInit = (
  log: EnvironmentLog,
  phase: 'init' | 'invoke',
  { status, errorType }: PhaseResult,
  durationMs: number,
): void =>
  log.platform('platform.initReport', {
    initializationType: 'on-demand',
    phase,
    status,
    errorType,
    metrics: { durationMs },
  });

export const reportStart = (log: EnvironmentLog, requestId: string, functionArn: string): void =>
  log.platform('platform.start', { requestId, functionArn, version: '$LATEST' });

export const reportEnd = (
  log: EnvironmentLog,
  requestId: string,
  memorySizeMB: number,
  { status, errorType, platformError }: PhaseResult,
  { durationMs, billedMs, initMs, maxMemoryMb }: InvocationMetrics,
): void => {
  if (platformError !== undefined && errorType !== undefined) log.error(errorType, platformError);
  log.platform('platform.end', { requestId });
  log.platform('platform.report', {
    requestId,
    metrics: {
      durationMs,
      billedDurationMs: billedMs,
      memorySizeMB,
      maxMemoryUsedMB: maxMemoryMb,
      initDurationMs: initMs,
    },
    status,
    errorType,
  });
};
