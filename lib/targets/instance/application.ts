import type { ApplicationModel } from '../../assembly/application-model.ts';
import type { InstanceStatus } from './instance-status.ts';

/** Everything of the application that is not an engine, as it runs on a target. */
export interface Application {
  /** What was applied last. */
  model(): ApplicationModel;
  /** Makes the running application what the assembly says, by difference; the engines must be up. */
  apply(assemblyDirectory: string): Promise<void>;
  /** The bundles of these functions hold something else: from the next invocation on it is what runs. */
  replaceCode(functionNames: readonly string[]): Promise<void>;
  status(): ApplicationStatus;
  close(): Promise<void>;
}

type FunctionStatus = InstanceStatus['functions'][number];

/** What only the target knows of a running application. */
export interface ApplicationStatus extends Pick<InstanceStatus, 'gatewayUrl' | 'lambdaApiUrl'> {
  readonly functions: readonly FunctionStatus[];
  readonly eventSources: readonly InstanceStatus['eventSources'][number][];
  readonly schedules: readonly { readonly name: string; readonly running: boolean }[];
  /** Of execution environments, with the functions' names. */
  readonly processes: readonly { readonly name: string; readonly pid: number }[];
}
