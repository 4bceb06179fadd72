/** What became of an invocation that reached its function. */
export interface InvokeOutcome {
  readonly requestId: string;
  readonly executedVersion: '$LATEST';
  /** JSON text: the handler's result, or an error as `{errorType, errorMessage, trace?}`; empty for an event that was accepted. */
  readonly payload: string;
  /** Every error of a function in a managed Node.js runtime is "Unhandled" (Lambda API reference, Invoke). */
  readonly functionError: 'Unhandled' | undefined;
  /** The invoke phase alone, without init and queue. */
  readonly durationMs: number;
  /** Whole milliseconds; init is billed too (AWS, since August 2025). */
  readonly billedMs: number;
  /** Undefined where the environment was warm. */
  readonly initMs: number | undefined;
  /** How long the invocation waited for an environment: on AWS it would have run at once. */
  readonly queueMs: number;
  /** The highest resident memory of the environment so far. */
  readonly maxMemoryMb: number;
  /** Base64 of the last 4 KB of the invocation's log. */
  readonly logTail: string;
}
