import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess, isSameProcess, type ProcessIdentity } from './process-identity.ts';

/** How a process ended. Exit code and signal are both undefined where it was adopted: only a parent is told them. */
export interface ProcessExit {
  readonly exitCode: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  readonly lastLogLines: readonly string[];
}

export interface SupervisedProcess {
  readonly identity: ProcessIdentity;
  /** Resolves when the process has ended, however it did; never rejects. */
  readonly exited: Promise<ProcessExit>;
  /** SIGTERM, or its own stop signal, to its process group, SIGKILL after the grace; resolves when it has ended, at once if it had. */
  stop(): Promise<{ readonly wasKilled: boolean }>;
}

interface Supervision {
  readonly logFile: string;
  /** What the process is given to end by itself after the stop signal. */
  readonly graceMs: number;
  /** SIGTERM if left out. */
  readonly stopSignal?: NodeJS.Signals;
  /** Called when the process ends without `stop` having been called. */
  readonly onUnexpectedExit?: (exit: ProcessExit) => void;
}

export interface StartProcessOptions extends Supervision {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

const pollMs = 250;
const lastLines = 200;
const tailBytes = 65_536;

/** The last lines that were appended after `from`; none where the file cannot be read. */
const readLastLines = (logFile: string, from: number): string[] => {
  try {
    const file = openSync(logFile, 'r');
    try {
      const start = Math.max(from, fstatSync(file).size - tailBytes);
      const bytes = Buffer.alloc(tailBytes);
      const read = readSync(file, bytes, 0, tailBytes, start);
      const lines = bytes.toString('utf8', 0, read).split('\n');
      return lines.filter((line) => line.trim() !== '').slice(-lastLines);
    } finally {
      closeSync(file);
    }
  } catch {
    return [];
  }
};

const signalGroup = (identity: ProcessIdentity, signal: NodeJS.Signals): void => {
  if (!isSameProcess(identity)) return;
  try {
    process.kill(-identity.pid, signal);
  } catch (error) {
    if (isSameProcess(identity)) throw error;
  }
};

const supervise = (
  identity: ProcessIdentity,
  exited: Promise<ProcessExit>,
  { graceMs, stopSignal = 'SIGTERM', onUnexpectedExit }: Supervision,
): SupervisedProcess => {
  let stopped: Promise<{ wasKilled: boolean }> | undefined;
  const stop = async () => {
    const grace = new AbortController();
    signalGroup(identity, stopSignal);
    // A frozen process hears it only when it goes on.
    signalGroup(identity, 'SIGCONT');
    const isOver = await Promise.race([
      exited.then(() => true),
      sleep(graceMs, false, { signal: grace.signal }).catch(() => true),
    ]);
    grace.abort();
    if (!isOver) signalGroup(identity, 'SIGKILL');
    await exited;
    return { wasKilled: !isOver };
  };
  void exited.then((exit) => {
    if (stopped === undefined) onUnexpectedExit?.(exit);
  });
  return {
    identity,
    exited,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
};

const exitOf = (child: ChildProcess, logFile: string, logStart: number): Promise<ProcessExit> =>
  new Promise((resolve) => {
    child.once('exit', (exitCode, signal) => {
      const lastLogLines = readLastLines(logFile, logStart);
      resolve({ exitCode: exitCode ?? undefined, signal: signal ?? undefined, lastLogLines });
    });
  });

/**
 * Starts a process in a group of its own, so that it outlives a killed supervisor and is stopped with all its children.
 * Its output is appended to the log file. Rejects with the system's error where it cannot be started (ENOENT, EACCES).
 */
export const startProcess = async (options: StartProcessOptions): Promise<SupervisedProcess> => {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  try {
    const logStart = fstatSync(log).size;
    const child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ['ignore', log, log],
    });
    // Read before the event loop can collect an exit: until then even an ended child keeps its number.
    const identity = child.pid === undefined ? undefined : identifyProcess(child.pid);
    const exited = exitOf(child, options.logFile, logStart);
    await once(child, 'spawn');
    if (identity === undefined) {
      child.kill('SIGKILL');
      throw new Error(`The start time of process ${child.pid} cannot be read.`);
    }
    return supervise(identity, exited, options);
  } finally {
    closeSync(log);
  }
};

/** Watches and stops a process that an earlier supervisor started: its end is seen within 250 ms. */
export const adoptProcess = (identity: ProcessIdentity, supervision: Supervision): SupervisedProcess => {
  const exited = new Promise<ProcessExit>((resolve) => {
    const look = () => {
      if (isSameProcess(identity)) return;
      clearInterval(timer);
      resolve({ exitCode: undefined, signal: undefined, lastLogLines: readLastLines(supervision.logFile, 0) });
    };
    const timer = setInterval(look, pollMs);
    look();
  });
  return supervise(identity, exited, supervision);
};
