import { describeEnd } from './describe-end.ts';
import type { ProcessEvent } from './environment-process.ts';

export type PhaseEvent = ProcessEvent | { readonly kind: 'timed-out' };

/** How an init or an invocation went, before it is measured and reported. */
export interface PhaseResult {
  /** AWS's words in `platform.report` and `platform.initReport`. */
  readonly status: 'success' | 'error' | 'timeout';
  readonly errorType: string | undefined;
  readonly payload: string;
  /** What the platform itself adds to the log: an error that the function could not write. */
  readonly platformError: string | undefined;
  /** Undefined where the process did not tell. */
  readonly maxMemoryMb: number | undefined;
  /** Whether the process can take another invocation. */
  readonly processUsable: boolean;
}

/** Lambda's answer to what an environment's process did, or did not do in time. */
export const decideResult = (event: PhaseEvent, requestId: string, limitMs: number): PhaseResult => {
  switch (event.kind) {
    case 'timed-out': {
      const message = `Error: Task timed out after ${(limitMs / 1000).toFixed(2)} seconds`;
      return toPlatformFailure('timeout', 'Sandbox.Timedout', message, requestId);
    }
    case 'ended': {
      const { errorType, message } = describeEnd(event.end);
      return toPlatformFailure('error', errorType, message, requestId);
    }
    case 'message':
      switch (event.message.type) {
        case 'ready':
          return toAnswer('');
        case 'response': {
          const { payload, errorType, ending, maxMemoryMb } = event.message;
          const status = errorType === undefined ? 'success' : 'error';
          return { ...toAnswer(payload), status, errorType, maxMemoryMb, processUsable: !ending };
        }
        case 'init-failed': {
          const { payload, errorType } = event.message;
          return { ...toAnswer(payload), status: 'error', errorType, processUsable: false };
        }
        case 'payload-refused':
          return { ...toAnswer(''), status: 'error', errorType: 'InvalidRequestContentException' };
      }
  }
};

const toAnswer = (payload: string): PhaseResult => ({
  status: 'success',
  errorType: undefined,
  payload,
  platformError: undefined,
  maxMemoryMb: undefined,
  processUsable: true,
});

const toPlatformFailure = (
  status: 'error' | 'timeout',
  errorType: string,
  message: string,
  requestId: string,
): PhaseResult => {
  const errorMessage = `RequestId: ${requestId} ${message}`;
  const payload = JSON.stringify({ errorType, errorMessage });
  return { ...toAnswer(payload), status, errorType, platformError: errorMessage, processUsable: false };
};
