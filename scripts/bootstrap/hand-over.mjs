import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { BootstrapError } from './bootstrap-error.mjs';
import { isOwnNodeNewEnough, pinnedNode } from './runtime.mjs';

/** @param {string} root */
const chooseRuntime = (root) => {
  const runtime = pinnedNode(root) ?? (isOwnNodeNewEnough() ? process.execPath : undefined);
  if (runtime !== undefined) return runtime;
  throw new BootstrapError(
    `Node 24 is missing: its npm package has no build for ${process.platform} ${process.arch}, or its install script was not run.`,
    [
      'install Node 24.7 or newer yourself, then run the same command again',
      'or let npm run install scripts (npm config get ignore-scripts) and run the same command again',
    ],
  );
};

/** A terminal sends Ctrl+C to every process on it, the child too: passed on as well, one key press would arrive twice. */
const isOnTerminal = () => [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);

/**
 * Runs the arguments on Node 24 in the project's folder and ends as it ends: same exit status, same signal.
 *
 * @param {string} root
 * @param {readonly string[]} args
 */
export const handOver = async (root, args) => {
  const runtime = chooseRuntime(root);
  // First, so that `node` and the packages' commands are these also when npm did not start us.
  const PATH = [dirname(runtime), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const child = spawn(runtime, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH } });
  process.on('SIGINT', () => isOnTerminal() || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...how) => resolve(how));
  });
  if (signal === null) {
    process.exitCode = code;
    return;
  }
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
};
