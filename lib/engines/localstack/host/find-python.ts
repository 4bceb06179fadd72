import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PythonMissingError } from '../../engine-errors.ts';

export interface Python {
  readonly command: string;
  /** All that it says of itself, and where it lies: differs wherever the build does. */
  readonly version: string;
}

const commands = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python'];

/** Refuses what is older than LocalStack takes, and Debian's Python without its package for virtual environments. */
const question =
  'import sys, venv, ensurepip; print(sys.version, sys.base_prefix) if sys.version_info >= (3, 11) else sys.exit(1)';

/** The first Python of the PATH, `python3` before all, that is 3.11 or newer and can make a virtual environment. */
export const findPython = async (environment: NodeJS.ProcessEnv): Promise<Python> => {
  for (const command of commands) {
    const answer = await promisify(execFile)(command, ['-c', question], { env: environment }).catch(() => undefined);
    if (answer) return { command, version: answer.stdout.trim() };
  }
  throw new PythonMissingError();
};
