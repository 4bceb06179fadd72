import { usesDatabase } from '../../assembly/uses-database.ts';
import type { EngineCrash } from '../../engines/engine.ts';
import type { Log } from '../../foundation/log.ts';
import { readOwnIdentity } from '../../foundation/process-identity.ts';
import { buildLocalPlatform } from '../local/local-platform.ts';
import { openLocalStackPlatform } from '../localstack/localstack-platform.ts';
import type { Step } from '../target.ts';
import type { TargetName } from '../target-name.ts';
import { startControlServer } from './control-server.ts';
import { startEngine } from './engines.ts';
import type { Instance } from './instance.ts';
import { openInstanceState } from './instance-state.ts';
import type { InstanceStatus } from './instance-status.ts';
import type { Platform } from './platform.ts';
import type { PlatformOptions } from './platform-options.ts';
import { readInstanceStatus } from './read-instance-status.ts';
import { reapProcess } from './reap-process.ts';
import { type ReloadOnSave, startReloadOnSave } from './reload-on-save.ts';
import { synthesise } from './synthesise.ts';
import { toErrorBody } from './to-error-body.ts';

export interface Supervisor {
  status(): Promise<InstanceStatus>;
  /** Ends the pollers, the gateway, the handlers and the engines, in this order; data are kept. */
  close(): Promise<void>;
}

interface SupervisorOptions {
  readonly instance: Instance;
  readonly target: TargetName;
  readonly log: Log;
  /** Aborted while starting: whatever has been started is ended again. */
  readonly signal: AbortSignal;
  readonly report: (step: Step) => void;
  readonly onDown: () => void;
  /** An engine ended, and with it what starting it again would not bring back. */
  readonly onLost: (crash: EngineCrash) => void;
}

export const startSupervisor = async ({
  instance,
  target,
  log,
  signal,
  report,
  onDown,
  onLost,
}: SupervisorOptions): Promise<Supervisor> => {
  const startedAt = new Date();
  const startedMs = performance.now() - process.uptime() * 1000;
  await using starting = new AsyncDisposableStack();
  const state = await openInstanceState(instance);
  const identity = readOwnIdentity();
  await Promise.all(state.current.environments.map((each) => reapProcess(each)));
  await state.update((current) => ({
    ...current,
    target,
    supervisor: identity,
    startedAt: startedAt.toISOString(),
    environments: [],
  }));
  starting.defer(() => state.update(({ supervisor: _ended, ...rest }) => ({ ...rest, engines: {}, environments: [] })));

  const platform = await openPlatform(target, { instance, state, log, report, signal, onLost });
  const { engines, keepsData } = platform;
  starting.defer(() => engines.stop());
  const stopEngines = (): void => {
    engines.stop().catch((error: unknown) => log.error({ error }, 'An engine could not be stopped.'));
  };
  signal.addEventListener('abort', stopEngines, { once: true });

  const startDatabase = async (assemblyDirectory: string): Promise<void> => {
    if (await usesDatabase(assemblyDirectory)) await startEngine(engines.usePostgres(), state, report);
  };
  const synthesising = timed(report, 'Application synthesised', () => synthesise(instance, target));
  const opening = platform.openApplication();
  const [{ directory }, application] = await allOrFirstError([
    synthesising,
    opening.then((opened) => {
      starting.defer(() => opened.close());
      return opened;
    }),
    startEngine(engines.kafka, state, report),
    startEngine(engines.store, state, report).then(() => platform.prepareStore()),
    synthesising.then((synthesised) => startDatabase(synthesised.directory)),
  ]);
  signal.throwIfAborted();

  await timed(report, 'Topics, tables, functions, routes and event sources are in place', () =>
    application.apply(directory),
  );
  signal.throwIfAborted();
  const readyInMs = performance.now() - startedMs;

  const applyTemplate = oneAfterAnother(async () => {
    const synthesised = await synthesise(instance, target);
    await startDatabase(synthesised.directory);
    await application.apply(synthesised.directory);
  });

  const status = (): Promise<InstanceStatus> =>
    readInstanceStatus({ instance, target, keepsData, engines, application, startedAt, readyInMs });
  let reload: ReloadOnSave | undefined;
  starting.defer(async () => reload?.close());
  const control = await startControlServer(
    instance.controlSocket,
    {
      status,
      apply: async () => {
        await applyTemplate();
        return status();
      },
      watch: async () => {
        reload ??= await startReloadOnSave({ instance, application, log, applyTemplate });
        return { watching: true };
      },
      down: async () => {
        setImmediate(onDown);
        return { stopping: true };
      },
    },
    toErrorBody,
  );
  starting.defer(() => control.close());
  signal.removeEventListener('abort', stopEngines);
  const running = starting.move();
  return { status, close: () => running.disposeAsync() };
};

const openPlatform = async (target: TargetName, options: PlatformOptions): Promise<Platform> => {
  switch (target) {
    case 'local':
      return buildLocalPlatform(options);
    case 'localstack':
      return openLocalStackPlatform(options);
  }
};

/** Two changes of the template at once would each undo half of the other. */
const oneAfterAnother = (work: () => Promise<void>): (() => Promise<void>) => {
  let last: Promise<void> = Promise.resolve();
  return () => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
};

const timed = async <Result>(
  report: (step: Step) => void,
  text: string,
  work: () => Promise<Result>,
): Promise<Result> => {
  const started = performance.now();
  const result = await work();
  report({ text, ms: performance.now() - started });
  return result;
};

/** Like Promise.all, but waits for all of them before it rejects: what is half-started can then be ended. */
const allOrFirstError = async <Works extends readonly Promise<unknown>[]>(
  works: readonly [...Works],
): Promise<{ -readonly [Index in keyof Works]: Awaited<Works[Index]> }> => {
  await Promise.allSettled(works);
  return Promise.all(works);
};
