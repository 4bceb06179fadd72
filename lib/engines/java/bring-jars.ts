import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startProcess } from '../../foundation/supervised-process.ts';
import { JarsError, MavenMissingError } from '../engine-errors.ts';
import { makeOnce } from '../make-once.ts';

interface JarsOptions {
  readonly name: string;
  readonly title: string;
  /** Its `package` phase copies the jars to `${output}`. */
  readonly pom: string;
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly report: (line: string) => void;
}

const graceMs = 2_000;

const runMaven = async (options: JarsOptions, output: string): Promise<void> => {
  const logFile = join(output, 'maven.log');
  const maven = await startProcess({
    command: 'mvn',
    args: ['--batch-mode', '--quiet', '-Dstyle.color=never', `--file=${options.pom}`, `-Doutput=${output}`, 'package'],
    cwd: dirname(options.pom),
    env: options.environment,
    logFile,
    graceMs,
  }).catch((cause: unknown) => {
    throw new MavenMissingError({ cause });
  });
  const stop = () => void maven.stop();
  options.signal.addEventListener('abort', stop);
  if (options.signal.aborted) stop();
  const { exitCode, lastLogLines } = await maven.exited;
  options.signal.removeEventListener('abort', stop);
  options.signal.throwIfAborted();
  if (exitCode !== 0) throw new JarsError(options.title, lastLogLines);
  await Promise.all([logFile, join(output, 'target')].map((path) => rm(path, { recursive: true, force: true })));
};

/** The folder that holds the jars of a pom file, brought through Maven where it does not exist yet. */
export const bringJars = async (options: JarsOptions): Promise<string> => {
  const digest = createHash('sha256')
    .update(await readFile(options.pom))
    .digest('hex')
    .slice(0, 12);
  const folder = join(options.root, '.sluice', 'jars', `${options.name}-${digest}`);
  await makeOnce(
    folder,
    async (temporary) => {
      const started = performance.now();
      options.report(`${options.title}: bringing its jars through Maven (once) …`);
      await runMaven(options, temporary);
      const seconds = ((performance.now() - started) / 1_000).toFixed(1);
      options.report(`${options.title}: ${readdirSync(temporary).length} jars in ${seconds} s`);
    },
    {
      signal: options.signal,
      onWaiting: () => options.report(`${options.title}: waiting for jars that are being brought already …`),
    },
  );
  return folder;
};
