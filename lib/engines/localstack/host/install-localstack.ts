import { createHash } from 'node:crypto';
import { cp, glob, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOnce } from '../../make-once.ts';
import type { Python } from './find-python.ts';
import { runPython } from './run-python.ts';

interface InstallOptions {
  readonly python: Python;
  readonly root: string;
  /** pip takes its settings from there: a mirror, a proxy, a cache. */
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly report: (line: string) => void;
}

export interface LocalStackInstallation {
  /** The Python that has LocalStack. */
  readonly python: string;
  /** What LocalStack looks for in /usr/lib/localstack. */
  readonly staticLibraries: string;
  /** The folder of the executor plugin, for PYTHONPATH. */
  readonly executor: string;
}

const requirements = join(import.meta.dirname, 'requirements.lock');
/** What builds the three packages that come as source, and the plugin: pip would take the newest there is. */
const buildTools = join(import.meta.dirname, 'build.lock');
const plugin = join(import.meta.dirname, '..', 'executor');

const pipInstall = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', '--no-deps'];

/** Writes the index of all services' requests, without which the first request of each start waits 5 s for it. */
const catalogMaker = 'localstack.aws.spec';
const fileSystem = 'file-system';
const staticLibrariesOf = (folder: string): string => join(folder, fileSystem, 'usr', 'lib', 'localstack');

/** A virtual environment's programs know where it lies, so after the renaming only `python -m` is of use. */
const pythonOf = (folder: string): string => join(folder, 'bin', 'python');

const makeEnvironment = async (folder: string, options: InstallOptions): Promise<void> => {
  const { python, environment, signal } = options;
  const run = (command: string, args: readonly string[], env = environment) =>
    runPython(command, args, { cwd: folder, environment: env, signal });
  await run(python.command, ['-m', 'venv', folder]);
  const install = [...pipInstall, '--require-hashes', '--no-build-isolation'];
  await run(pythonOf(folder), [...install, '--requirement', buildTools]);
  await run(pythonOf(folder), [...install, '--requirement', requirements]);

  const root = join(folder, fileSystem);
  await mkdir(staticLibrariesOf(folder), { recursive: true });
  const home = { PATH: environment['PATH'], HOME: root, FILESYSTEM_ROOT: root, OVERRIDE_IN_DOCKER: '0' };
  await run(pythonOf(folder), ['-m', catalogMaker], home);
};

/** Built from a copy: setuptools writes beside what it builds. */
const makePlugin = async (python: string, folder: string, { environment, signal }: InstallOptions): Promise<void> => {
  const source = join(folder, '.source');
  await cp(plugin, source, { recursive: true });
  const args = [...pipInstall, '--no-index', '--no-build-isolation', '--target', folder, source];
  await runPython(python, args, { cwd: folder, environment, signal });
  await rm(source, { recursive: true });
};

/** LocalStack from PyPI and the plugin that runs its functions, installed where they are not yet: each once for what it is made of. */
export const installLocalStack = async (options: InstallOptions): Promise<LocalStackInstallation> => {
  const { root, signal, report, python } = options;
  const waiting = { signal, onWaiting: () => report('LocalStack: waiting for an installation under way …') };

  const locks = await Promise.all([requirements, buildTools].map((file) => readFile(file, 'utf8')));
  const folder = join(root, '.sluice', `localstack-${digestOf([python.version, ...locks, catalogMaker])}`);
  await makeOnce(
    folder,
    async (temporary) => {
      const started = performance.now();
      report('LocalStack: bringing it from PyPI (once, 550 MB) …');
      await makeEnvironment(temporary, options);
      report(`LocalStack: installed in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
    },
    waiting,
  );

  const executor = join(root, '.sluice', `localstack-executor-${digestOf(await readPlugin())}`);
  await makeOnce(executor, (temporary) => makePlugin(pythonOf(folder), temporary, options), waiting);
  return { python: pythonOf(folder), staticLibraries: staticLibrariesOf(folder), executor };
};

const readPlugin = async (): Promise<string[]> => {
  const names = await Array.fromAsync(glob(['pyproject.toml', 'sluice_executor/*.py'], { cwd: plugin }));
  const texts = names.sort().map(async (name) => `${name}\n${await readFile(join(plugin, name), 'utf8')}`);
  return Promise.all(texts);
};

const digestOf = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 12);
