import { isDeepStrictEqual } from 'node:util';
import { isSameProcess, type ProcessIdentity } from '../foundation/process-identity.ts';
import {
  adoptProcess,
  type ProcessExit,
  type StartProcessOptions,
  type SupervisedProcess,
  startProcess,
} from '../foundation/supervised-process.ts';
import { choosePort, type WantedPort } from './choose-port.ts';
import { containerHost } from './container-host.ts';
import { openDataOwner } from './data-owner.ts';
import { decideTellingLines } from './decide-telling-lines.ts';
import type { Engine, EngineEndpoint, EngineName, EngineOptions } from './engine.ts';
import { engineDirectories } from './engine-directories.ts';
import { EngineStoppedError } from './engine-errors.ts';
import { isListener } from './find-listener.ts';
import { lookAtPort } from './look-at-port.ts';
import { toStartError } from './to-start-error.ts';
import { type Readiness, waitUntilReady } from './wait-until-ready.ts';

export interface EngineCommand extends Pick<StartProcessOptions, 'command' | 'args' | 'cwd' | 'env'> {
  /** Where it lets containers in, if it was asked to. */
  readonly containerPort?: number | undefined;
}

/**
 * Turns a port into the command to run; `reserve` gives it further ports: the exact, or the preferred or the next that is free.
 * The port for containers is that of the run before, which they were told; undefined until it has answered once.
 */
export type CommandFor = (
  port: number,
  reserve: (preferred: number, exact?: number) => Promise<number>,
  containerPort: number | undefined,
) => Promise<EngineCommand>;

export interface ManagedEngineDefinition {
  readonly name: EngineName;
  /** What people call it. */
  readonly title: string;
  readonly preferredPort: number;
  readonly addressOf: (port: number) => string;
  /** Resolves if a server at this address answers its protocol. */
  readonly probe: (address: string) => Promise<void>;
  /** Makes sure that all it needs is there. */
  readonly prepare: (signal: AbortSignal) => Promise<CommandFor>;
  readonly afterCleanStop: () => Promise<void>;
  /** Whether it is this server that answers on the port, where another process than its own listens for it. */
  readonly isListener?: (pid: number, port: number) => Promise<boolean | undefined>;
  /** What asks it to end; SIGTERM if left out. */
  readonly stopSignal?: NodeJS.Signals;
}

const host = '127.0.0.1';
const timeoutMs = 60_000;
/** The first clean stop of a broker writes its class archive: 3 s on two cores. */
const graceMs = 20_000;
/** Reservations keep other engines off; what else opens ports by itself seldom takes one in the second that a start needs. */
const mostPortsLost = 3;

/** An engine that runs here, as a process of its own that outlives the supervisor. */
export const buildManagedEngine = (definition: ManagedEngineDefinition, options: EngineOptions): Engine => {
  const { name, title } = definition;
  const { containers } = options;
  const { logFile, ownerFile } = engineDirectories(options.instanceDirectory, name);
  const dataOwner = openDataOwner(ownerFile);
  let endpoint: EngineEndpoint | undefined;
  let containerPort: number | undefined;
  let running: SupervisedProcess | undefined;
  let pending: { readonly abort: AbortController; readonly done: Promise<unknown> } | undefined;

  const endpointAt = (port: number): EngineEndpoint => ({
    host,
    port,
    address: definition.addressOf(port),
    ...(containerPort !== undefined && { containerAddress: `${containerHost}:${containerPort}` }),
  });

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
      const probe = () => definition.probe(wanted.address);
      const expectation = {
        port: wanted.port,
        probe,
        isListener: definition.isListener ?? isListener,
        timeoutMs,
        signal,
      };
      const readiness = await waitUntilReady(process, expectation);
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
    for (let portsLost = 0; ; portsLost += 1) {
      const { readiness, wanted, lostPort } = await tryToStart(commandFor, signal);
      if (readiness.kind === 'ready') return wanted;
      if (!lostPort || portsLost === mostPortsLost) throw toStartError(readiness, { title, logFile, timeoutMs });
    }
  };

  /** Its ports stay reserved until it listens on them or has ended. */
  const tryToStart = async (commandFor: CommandFor, signal: AbortSignal) => {
    await using reservations = new AsyncDisposableStack();
    const ports: number[] = [];
    const reserve = async (wanted: WantedPort): Promise<number> => {
      const { port } = reservations.use(await choosePort(title, wanted));
      ports.push(port);
      return port;
    };
    const port = await reserve({ exact: endpoint?.port ?? options.port, preferred: definition.preferredPort });
    const toldContainerPort = endpoint && containerPort;
    const command = await commandFor(port, (preferred, exact) => reserve({ exact, preferred }), toldContainerPort);
    ({ containerPort } = command);
    signal.throwIfAborted();
    const process = await startProcess({ ...command, ...supervision });
    const wanted = endpointAt(port);
    const readiness = await settle(process, wanted, signal, () => {
      dataOwner.record({ ...process.identity, containers, containerPort });
      return options.onSpawn(process.identity, wanted);
    });
    const lostPort = readiness.kind === 'ended' && (await isAnyTaken(ports));
    return { readiness, wanted, lostPort };
  };

  const attach = async (identity: ProcessIdentity, port: number, signal: AbortSignal): Promise<boolean> => {
    const process = adoptProcess(identity, supervision);
    const owner = dataOwner.read();
    if (!isDeepStrictEqual(owner?.containers, containers)) {
      await process.stop();
      return false;
    }
    containerPort = owner?.containerPort;
    const readiness = await settle(process, endpointAt(port), signal, () => {});
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
    adopt: async (identity, { port }) => {
      if (running?.identity.pid === identity.pid) return true;
      return isSameProcess(identity) && abortable((signal) => attach(identity, port, signal));
    },
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

const isAnyTaken = async (ports: readonly number[]): Promise<boolean> => {
  const availabilities = await Promise.all(ports.map(lookAtPort));
  return availabilities.some((availability) => availability !== 'free');
};
