import type { ProcessIdentity } from '../foundation/process-identity.ts';

export type EngineName = 'kafka' | 'dynamodb' | 'postgres' | 'localstack';

export interface EngineEndpoint {
  readonly host: string;
  readonly port: number;
  /** What a client is configured with: `127.0.0.1:19092` or `http://127.0.0.1:18000`; never a password. */
  readonly address: string;
  /** `host.docker.internal:19095`: where functions in containers reach it, if they were let in. */
  readonly containerAddress?: string;
}

/** How functions in containers come to the servers of this machine. */
export interface ContainerAccess {
  /** The address of this machine for which `host.docker.internal` stands in a container: never all of them. */
  readonly address: string;
  /** Where they come from, as CIDR; none where Docker hands them on as this machine's own (Docker Desktop). */
  readonly networks: readonly string[];
}

/** A server of which the application makes use, run here or by the user. */
export interface Engine {
  readonly name: EngineName;
  /** True where the user runs it: nothing is started, adopted or stopped. */
  readonly isExternal: boolean;
  /** Undefined until it was started or adopted; kept over a crash, so that a restart is found at the same address. */
  readonly endpoint: EngineEndpoint | undefined;
  /** Undefined while no process of ours runs. */
  readonly identity: ProcessIdentity | undefined;
  /** Resolves when the server answers its protocol; at once where it already runs. Throws a SluiceError that names the fix. */
  start(): Promise<EngineEndpoint>;
  /**
   * Takes over what an earlier supervisor started, if pid and start time agree and it answers.
   * False: nothing of it is left, for it had ended, or did not answer and was stopped.
   */
  adopt(identity: ProcessIdentity, endpoint: Pick<EngineEndpoint, 'port'>): Promise<boolean>;
  /** Asks the server itself. */
  health(): Promise<'up' | 'down'>;
  /** Ends the process and a start under way; the data stay. */
  stop(): Promise<void>;
}

/** An engine that ended without having been stopped. Exit code and signal are both undefined where it was adopted. */
export interface EngineCrash {
  readonly engine: EngineName;
  readonly exitCode: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  readonly lastLogLines: readonly string[];
}

export interface EngineOptions {
  /** The project's root: what all instances share lies in its `.sluice/jars`. */
  readonly root: string;
  /** Data in `data/<engine>`, logs in `logs/<engine>.log`. */
  readonly instanceDirectory: string;
  /** Where Java and Maven are looked for, and which servers the user already runs. */
  readonly environment: NodeJS.ProcessEnv;
  /** Exactly this port; without it the preferred one, or the next that is free. */
  readonly port?: number | undefined;
  /** Lets functions in containers in; without it nobody is served but this machine. */
  readonly containers?: ContainerAccess | undefined;
  /** Progress of what takes long and happens once. */
  readonly report: (line: string) => void;
  /** Called as soon as the process exists, long before it answers: write it down, so that it can be adopted or reaped. */
  readonly onSpawn: (identity: ProcessIdentity, endpoint: EngineEndpoint) => Promise<void> | void;
  /** Called once for a crash; `start` brings it up again on the same port and data. */
  readonly onCrash: (crash: EngineCrash) => void;
}
