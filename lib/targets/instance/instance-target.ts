import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { z } from 'zod';
import { compileCacheDirectory } from '../../foundation/compile-cache-directory.ts';
import { isSameProcess, type ProcessIdentity } from '../../foundation/process-identity.ts';
import { SluiceError } from '../../foundation/sluice-error.ts';
import type { DownReport, Step, Target } from '../target.ts';
import type { TargetName } from '../target-name.ts';
import { callSupervisor, InstanceNotRunningError } from './control-client.ts';
import type { Instance } from './instance.ts';
import { InstanceStateError, openInstanceState, readInstanceState } from './instance-state.ts';
import { InstanceStatus } from './instance-status.ts';
import { reapEngines } from './reap-engines.ts';
import { reapProcess } from './reap-process.ts';
import { requireDiskSpace } from './require-disk-space.ts';
import { SupervisorEvent } from './supervisor-event.ts';

/** The supervisor could not bring the application up; its own error's code and fix are kept. */
export class UpError extends SluiceError {
  readonly code: string;
  override readonly retryable: boolean;

  constructor(failure: { code: string; message: string; retryable: boolean; actions: readonly string[] }) {
    super(failure.message, { actions: failure.actions });
    this.code = failure.code;
    this.retryable = failure.retryable;
  }
}

/** The user stopped it half-way; nothing is left running. */
export class InterruptedError extends SluiceError {
  readonly code = 'INTERRUPTED';
}

export class InstanceBusyError extends SluiceError {
  readonly code = 'INSTANCE_BUSY';
  override readonly retryable = true;
}

/** The instance belongs to another target than the one asked for. */
export class TargetDiffersError extends SluiceError {
  readonly code = 'TARGET_DIFFERS';
}

const longestStopMs = 30_000;
const nothingRan: DownReport = { wasRunning: false, reaped: 0, keepsData: true };

export const buildInstanceTarget = (instance: Instance): Target => ({
  up: (report, signal, wanted) => withLock(instance, () => up(instance, report, signal, wanted)),
  down: async () => (existsSync(instance.directory) ? withLock(instance, () => down(instance)) : nothingRan),
  reset: async () => {
    if (!existsSync(instance.directory)) return nothingRan;
    return withLock(instance, async () => {
      const result = await down(instance).catch((error: unknown) => {
        if (error instanceof InstanceStateError) return downWithoutState(instance);
        throw error;
      });
      await removeAllBut(instance, 'up.lock');
      return result;
    });
  },
  watch: async () => {
    await callSupervisor(instance, 'watch', Watching);
  },
  status: () => callSupervisor(instance, 'status', InstanceStatus),
});

const withLock = async <Result>(instance: Instance, work: () => Promise<Result>): Promise<Result> => {
  await mkdir(instance.directory, { recursive: true });
  const release = await lock(instance.directory, {
    lockfilePath: join(instance.directory, 'up.lock'),
    stale: 10_000,
  }).catch((cause: unknown) => {
    throw new InstanceBusyError(`Another command is bringing the instance "${instance.name}" up or down.`, {
      cause,
      actions: ['wait for it and run the same command again'],
    });
  });
  try {
    return await work();
  } finally {
    await release();
  }
};

const removeAllBut = async (instance: Instance, kept: string): Promise<void> => {
  const names = await readdir(instance.directory);
  await Promise.all(
    names
      .filter((name) => name !== kept)
      .map((name) => rm(join(instance.directory, name), { recursive: true, force: true })),
  );
};

const isRunning = async (instance: Instance): Promise<boolean> => {
  const { supervisor } = await readInstanceState(instance);
  return supervisor !== undefined && isSameProcess(supervisor);
};

const up = async (
  instance: Instance,
  report: (step: Step) => void,
  signal: AbortSignal,
  wanted: TargetName | undefined,
): Promise<InstanceStatus> => {
  const target = await decideTarget(instance, wanted);
  if (await isRunning(instance)) return callSupervisor(instance, 'apply', InstanceStatus);
  await requireDiskSpace(instance.root);
  return startSupervisorProcess(instance, target, report, signal);
};

/** An instance stays on the target that it was first brought up on: what one keeps, another does not find. */
const decideTarget = async (instance: Instance, wanted: TargetName | undefined): Promise<TargetName> => {
  const { target } = await readInstanceState(instance);
  if (target === undefined || wanted === undefined || wanted === target) return target ?? wanted ?? 'local';
  throw new TargetDiffersError(`The instance "${instance.name}" is one of the target ${target}, not ${wanted}.`, {
    actions: [
      `take another instance: --instance ${instance.name}-${wanted}`,
      `./sluice reset --yes --instance ${instance.name} removes it with its data`,
    ],
  });
};

/**
 * In MB: with 4 the supervisor takes 80 MB less after `up`, and under load a tenth of its time is collecting garbage. glibc gives no thread a heap of
 * its own (mallopt(3)).
 */
const youngGeneration = ['--max-semi-space-size=16'];
const fewArenas = { MALLOC_ARENA_MAX: '2' };

const startSupervisorProcess = async (
  instance: Instance,
  target: TargetName,
  report: (step: Step) => void,
  signal: AbortSignal,
): Promise<InstanceStatus> => {
  await mkdir(instance.logDirectory, { recursive: true });
  const outputPath = join(instance.logDirectory, 'supervisor.out');
  const output = await open(outputPath, 'a');
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=TimeoutNegativeWarning',
      ...youngGeneration,
      join(import.meta.dirname, 'supervisor-process.ts'),
      instance.root,
      instance.name,
      target,
    ],
    {
      cwd: instance.root,
      detached: true,
      stdio: ['ignore', output.fd, output.fd, 'ipc'],
      env: { ...process.env, ...fewArenas, NODE_COMPILE_CACHE: compileCacheDirectory(instance.root) },
    },
  );
  await output.close();

  const stop = (): void => {
    child.kill('SIGTERM');
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  let failure: UpError | undefined;
  try {
    return await new Promise<InstanceStatus>((resolve, reject) => {
      child.on('message', (message) => {
        const event = SupervisorEvent.parse(message);
        switch (event.type) {
          case 'step':
            return report(event);
          case 'ready':
            child.disconnect();
            child.unref();
            return resolve(event.status);
          case 'failed':
            failure = new UpError(event);
            return;
        }
      });
      child.on('error', reject);
      child.on('exit', (code, exitSignal) => {
        if (failure) return reject(failure);
        if (signal.aborted) return reject(new InterruptedError('Stopped; nothing is left running.'));
        readFile(outputPath, 'utf8').then(
          (text) =>
            reject(
              new UpError({
                code: 'SUPERVISOR_ENDED',
                message: `The supervisor ended before it was ready (${exitSignal ?? `exit status ${code}`}): ${text.trim().split('\n').slice(-5).join('\n')}`,
                retryable: true,
                actions: ['run the same command again', `see ${instance.logDirectory}`],
              }),
            ),
          reject,
        );
      });
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

const Watching = z.object({ watching: z.literal(true) });
const Stopping = z.object({ stopping: z.literal(true) });

const down = async (instance: Instance): Promise<DownReport> => {
  const { supervisor, localStack } = await readInstanceState(instance);
  const wasRunning = supervisor !== undefined && isSameProcess(supervisor);
  if (wasRunning) {
    await callSupervisor(instance, 'down', Stopping).catch((error: unknown) => {
      if (!(error instanceof InstanceNotRunningError)) throw error;
      process.kill(supervisor.pid, 'SIGTERM');
    });
    await waitForEnd(supervisor);
  }
  return { wasRunning, reaped: await reapOrphans(instance), keepsData: localStack === undefined };
};

/** The control socket needs no state: a supervisor that runs is asked, and has ended once its socket is gone. */
const downWithoutState = async (instance: Instance): Promise<DownReport> => {
  try {
    await callSupervisor(instance, 'down', Stopping);
  } catch (error) {
    if (error instanceof InstanceNotRunningError) return nothingRan;
    throw error;
  }
  const deadline = performance.now() + longestStopMs;
  while (existsSync(instance.controlSocket) && performance.now() < deadline) await delay(25);
  return { wasRunning: true, reaped: 0, keepsData: false };
};

const waitForEnd = async (identity: ProcessIdentity): Promise<void> => {
  const deadline = performance.now() + longestStopMs;
  while (isSameProcess(identity)) {
    if (performance.now() > deadline) {
      await reapProcess(identity);
      return;
    }
    await delay(25);
  }
};

/** Ends what a supervisor that died left behind: only processes it recorded, and only while pid and start time agree. */
const reapOrphans = async (instance: Instance): Promise<number> => {
  const state = await openInstanceState(instance);
  const [engines, ...environments] = await Promise.all([
    reapEngines(instance, state.current),
    ...state.current.environments.map((identity) => reapProcess(identity)),
  ]);
  await state.update(({ supervisor: _gone, ...rest }) => ({ ...rest, engines: {}, environments: [] }));
  return engines + environments.filter((each) => each).length;
};
