import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ServerUser } from './find-server-user.ts';

interface ToolOptions {
  readonly user: ServerUser;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly input?: string;
}

/** A command with its arguments, to be run as that user. */
export const asUser = (user: ServerUser, command: string, args: readonly string[]): [string, ...string[]] => {
  const [first = command, ...rest] = [...user.prefix, command, ...args];
  return [first, ...rest];
};

/** Runs a program to its end; rejects with what it wrote where that is not a success. */
export const runTool = async (
  command: string,
  args: readonly string[],
  { user, input = '', ...options }: ToolOptions,
): Promise<void> => {
  const [file, ...all] = asUser(user, command, args);
  const running = promisify(execFile)(file, all, options);
  running.child.stdin?.end(input);
  await running;
};
