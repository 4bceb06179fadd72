import { isSameProcess, type ProcessIdentity } from '../foundation/process-identity.ts';
import {
  adoptProcess,
  type ProcessExit,
  type StartProcessOptions,
  type SupervisedProcess,
  startProcess,
} from '../foundation/supervised-process.ts';
import { choosePort } from './choose-port.ts';
import { openDataOwner } from './data-owner.ts';
import { decideTellingLines } from './decide-telling-lines.ts';
import type { Engine, EngineEndpoint, EngineName, EngineOptions } from './engine.ts';
import { engineDirectories } from './engine-directories.ts';
import { EngineStartError, EngineStoppedError } from './engine-errors.ts';
import { type Readiness, waitUntilReady } from './wait-until-ready.ts';

export type EngineCommand = Pick<StartProcessOptions, 'command' | 'args' | 'cwd' | 'env'>;

export interface ManagedEngineDefinition {
  readonly name: EngineName;
  /** What people call it. */
  readonly title: string;
  readonly preferredPort: number;
  readonly addressOf: (port: number) => string;
  /** Resolves if a server at this address answers its protocol. */
  readonly probe: (address: string) => Promise<void>;
  /** Makes sure that all it needs is there; what comes back turns a port into the command to run. */
  readonly prepare: (signal: AbortSignal) => Promise<(port: number) => Promise<EngineCommand>>;
  readonly afterCleanStop: () => Promise<void>;
  /** What asks it to end; SIGTERM if left out. */
  readonly stopSignal?: NodeJS.Signals;
}

const host = '127.0.0.1';
const startTimeoutMs = 60_000;
/** The first clean stop of a broker writes its class archive: 3 s on two cores. */
const graceMs = 20_000;

const describeExit = ({ exitCode, signal }: ProcessExit): string =>
  signal ?? (exitCode === undefined ? 'exit status unknown' : `exit status ${exitCode}`);

/** An engine that runs here, as a process of its own that outlives the supervisor. */
export const buildManagedEngine = (definition: ManagedEngineDefinition, options: EngineOptions): Engine => {
  const { name, title } = definition;
  const { logFile, ownerFile } = engineDirectories(options.instanceDirectory, name);
  const dataOwner = openDataOwner(ownerFile);
  let endpoint: EngineEndpoint | undefined;
  let running: SupervisedProcess | undefined;
  let pending: { readonly abort: AbortController; readonly done: Promise<unknown> } | undefined;

  const endpointAt = (port: number): EngineEndpoint => ({ host, port, address: definition.addressOf(port) });

  const supervision = {
    logFile,
    graceMs,
    ...(definition.stopSignal && { stopSignal: definition.stopSignal }),
    onUnexpectedExit: ({ exitCode, signal, lastLogLines }: ProcessExit) => {
      if (running === undefined) return;
      running = undefined;
      options.onCrash({ engine: name, exitCode, signal, lastLogLines: decideTellingLines(lastLogLines) });
    },
  };

  /** `running` is set only once it answers: what ends before that is a failed start, not a crash. */
  const settle = async (
    process: SupervisedProcess,
    wanted: EngineEndpoint,
    signal: AbortSignal,
    announce: () => Promise<void> | void,
  ): Promise<Readiness> => {
    try {
      await announce();
      const readiness = await waitUntilReady(process, () => definition.probe(wanted.address), startTimeoutMs, signal);
      if (readiness.kind === 'ready') {
        running = process;
        endpoint = wanted;
      }
      return readiness;
    } finally {
      if (running !== process) await process.stop();
    }
  };

  const begin = async (signal: AbortSignal): Promise<EngineEndpoint> => {
    const orphan = dataOwner.read();
    if (orphan) await adoptProcess(orphan, supervision).stop();
    const commandFor = await definition.prepare(signal);
    const port = await choosePort(title, {
      exact: endpoint?.port ?? options.port,
      preferred: definition.preferredPort,
    });
    const command = await commandFor(port);
    signal.throwIfAborted();
    const process = await startProcess({ ...command, ...supervision });
    dataOwner.record(process.identity);
    const wanted = endpointAt(port);
    const readiness = await settle(process, wanted, signal, () => options.onSpawn(process.identity, wanted));
    switch (readiness.kind) {
      case 'ready':
        return wanted;
      case 'ended':
        throw new EngineStartError(`${title} ended before it answered (${describeExit(readiness.exit)}).`, {
          logFile,
          lastLogLines: decideTellingLines(readiness.exit.lastLogLines),
        });
      case 'silent':
        throw new EngineStartError(`${title} did not answer within ${startTimeoutMs / 1_000} s.`, {
          logFile,
          cause: readiness.cause,
        });
    }
  };

  const attach = async (identity: ProcessIdentity, port: number, signal: AbortSignal): Promise<boolean> => {
    const readiness = await settle(adoptProcess(identity, supervision), endpointAt(port), signal, () => {});
    return readiness.kind === 'ready';
  };

  const abortable = async <Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
    const abort = new AbortController();
    const done = work(abort.signal).catch((error: unknown) => {
      throw abort.signal.aborted ? new EngineStoppedError(title) : error;
    });
    pending = { abort, done };
    try {
      return await done;
    } finally {
      pending = undefined;
    }
  };

  return {
    name,
    isExternal: false,
    get endpoint() {
      return endpoint;
    },
    get identity() {
      return running?.identity;
    },
    start: async () => {
      while (pending) await pending.done.catch(() => undefined);
      if (running && endpoint) return endpoint;
      return abortable(begin);
    },
    adopt: async (identity, { port }) =>
      isSameProcess(identity) && abortable((signal) => attach(identity, port, signal)),
    health: async () => {
      if (running === undefined || endpoint === undefined) return 'down';
      return definition.probe(endpoint.address).then(
        () => 'up',
        () => 'down',
      );
    },
    stop: async () => {
      pending?.abort.abort();
      await pending?.done.catch(() => undefined);
      const process = running;
      if (process === undefined) return;
      const { wasKilled } = await process.stop();
      running = undefined;
      if (!wasKilled) await definition.afterCleanStop();
    },
  };
};
