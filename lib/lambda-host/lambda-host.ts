import type { ProcessIdentity } from '../foundation/process-identity.ts';
import type { IdleLimits } from './decide-retirement.ts';
import type { LogSink } from './environment-log.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { HostLimits } from './host-limits.ts';
import type { InvokeOutcome } from './invoke-outcome.ts';
import type { InvocationType } from './require-payload.ts';

/** Runs functions as AWS Lambda's nodejs24.x runtime does, each execution environment in a process of its own. */
export interface LambdaHost {
  /**
   * Makes these the functions that there are, by difference. The next invocation of a changed one runs what is new; one that is
   * running finishes on what it started with. Waiting invocations of a removed one are rejected.
   *
   * @throws FunctionCodeError where a code folder cannot be read; then nothing is changed
   */
  apply(functions: readonly FunctionDefinition[]): Promise<void>;
  /** Adds or changes one function, as `apply` does, and leaves the others as they are. */
  put(definition: FunctionDefinition): Promise<void>;
  /** Removes one function, as `apply` does; one that there is not is none. */
  remove(functionName: string): Promise<void>;
  /**
   * Their code folders hold something else: an environment of each that has one starts ahead, two at a time, and once its init is
   * over, invocations run the new code. Resolves then. Until then, as on AWS while an update is in progress, the old code serves,
   * and what it runs ends on it. An init that fails does not keep the old code: the next invocation tries it again and answers its error.
   */
  replaceCode(functionNames: readonly string[]): Promise<void>;
  /**
   * Runs the function; its own failure is an outcome, not an exception. An `Event` is answered as soon as it is accepted, and
   * tried up to three times.
   *
   * @param payload JSON text
   * @throws FunctionNotFoundError, ThrottledError, RequestTooLargeError, InvalidRequestContentError, HostClosedError
   */
  invoke(functionName: string, payload: string, options?: InvokeOptions): Promise<InvokeOutcome>;
  status(): readonly FunctionStatus[];
  /** Kills every environment and resolves when none is left; what was running rejects with HostClosedError. */
  close(): Promise<void>;
}

export interface InvokeOptions {
  readonly requestId?: string | undefined;
  /** Base64 of a JSON object. */
  readonly clientContext?: string | undefined;
  readonly invocationType?: InvocationType | undefined;
}

export interface FunctionStatus {
  readonly functionName: string;
  readonly environments: number;
  readonly busy: number;
  /** Invocations that wait for an environment. */
  readonly queued: number;
  readonly pids: readonly number[];
  /** Since the host was opened. */
  readonly invocations: number;
  readonly errors: number;
  readonly throttles: number;
  readonly coldStarts: number;
}

export interface LambdaHostSettings {
  /** Read at each cold start of that function: endpoints and region. It wins over the function's own variables. */
  readonly hostEnvironment: (definition: FunctionDefinition) => Readonly<Record<string, string>>;
  readonly log: LogSink;
  /** By cores and memory of this machine where it is left out. */
  readonly limits?: HostLimits;
  /** After how long unused an environment ends; 90 s, or ten minutes for a function's last one, where it is left out. */
  readonly idleLimits?: IdleLimits;
  /** As on AWS, nothing runs in an environment between its invocations. Off where it is left out. */
  readonly freezeBetweenInvocations?: boolean;
  /** Where Node keeps compiled code, which halves a cold start; none where it is left out. */
  readonly compileCacheDirectory?: string;
  /** AWS gives 10 s. */
  readonly initTimeoutMs?: number;
  /** Waits before the second and the third try of an event; AWS waits one minute and two, here it is one second and two. */
  readonly eventRetryDelaysMs?: readonly number[];
  /** The processes that exist now, so that a later run can end them should this one die. */
  readonly onEnvironmentsChanged?: (environments: readonly ProcessIdentity[]) => void;
}
