import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startProcess } from '../../../foundation/supervised-process.ts';
import { LocalStackInstallError } from '../../engine-errors.ts';

interface RunOptions {
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

const graceMs = 2_000;

/** Runs a step of an installation to its end; an abort stops it. @throws LocalStackInstallError with its last lines */
export const runPython = async (
  command: string,
  args: readonly string[],
  { cwd, environment, signal }: RunOptions,
): Promise<void> => {
  const logFile = join(cwd, 'install.log');
  const step = await startProcess({ command, args, cwd, env: environment, logFile, graceMs });
  const stop = () => void step.stop();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  const { exitCode, lastLogLines } = await step.exited;
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (exitCode !== 0) throw new LocalStackInstallError(lastLogLines);
  await rm(logFile, { force: true });
};
