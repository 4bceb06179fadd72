import { createHash } from 'node:crypto';
import { glob, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { execa } from 'execa';
import { SluiceError } from '../../foundation/sluice-error.ts';
import type { TargetName } from '../target-name.ts';
import type { Instance } from './instance.ts';
import { pruneAssemblies } from './prune-assemblies.ts';
import { type StoredAssembly, storeAssembly } from './store-assembly.ts';

export class SynthesisError extends SluiceError {
  readonly code = 'SYNTHESIS_FAILED';
}

const inputPatterns = [
  'bin/app.ts',
  'lib/{stacks,constructs,bundling,foundation}/**/*',
  'functions/**/*',
  'package-lock.json',
  'cdk.json',
];

const digestInputs = async (root: string, target: TargetName): Promise<string> => {
  const digest = createHash('sha256').update(target);
  const entries = await Array.fromAsync(glob(inputPatterns, { cwd: root, withFileTypes: true }));
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  // Stands in for lib/stacks/grid-consumers.json where it is set.
  const otherConsumers = process.env['SLUICE_GRID_CONSUMERS'];
  if (otherConsumers !== undefined) paths.push(resolve(root, otherConsumers));
  for (const path of paths.sort()) digest.update(path.slice(root.length)).update(await readFile(path));
  return digest.digest('hex');
};

/** What runs here is what is deployed to AWS; for LocalStack templates are written apart. */
const contextFor = (target: TargetName): readonly string[] => (target === 'local' ? [] : ['-c', `target=${target}`]);

/** Synthesises the application for an instance, or takes the output of any instance where the inputs are the same. */
export const synthesise = async (instance: Instance, target: TargetName): Promise<StoredAssembly> => {
  const digest = await digestInputs(instance.root, target);
  const storeDirectory = join(instance.root, '.sluice', 'assemblies');
  const stored = await storeAssembly(storeDirectory, digest.slice(0, 32), (directory) =>
    writeAssembly(instance.root, target, directory),
  );
  await linkTo(stored.directory, instance.assemblyDirectory);
  if (!stored.reused) await pruneAssemblies(storeDirectory);
  return stored;
};

const writeAssembly = async (root: string, target: TargetName, directory: string): Promise<void> => {
  const result = await execa(process.execPath, [join(root, 'bin/app.ts'), ...contextFor(target)], {
    cwd: root,
    env: { CDK_OUTDIR: directory },
    reject: false,
    stdin: 'ignore',
  });
  if (result.exitCode === 0) return;
  const [firstLine = 'no output'] = result.stderr.split('\n').filter((line) => /Error/.test(line));
  throw new SynthesisError(`The application does not synthesise: ${firstLine.trim()}`, {
    cause: new Error(result.stderr),
    actions: ['node bin/app.ts shows the whole message'],
  });
};

/** Replaces the link in one step, so that who reads the templates meanwhile finds the old ones or the new. */
const linkTo = async (directory: string, link: string): Promise<void> => {
  await mkdir(dirname(link), { recursive: true });
  const fresh = `${link}.new`;
  await rm(fresh, { force: true });
  await symlink(relative(dirname(link), directory), fresh);
  await rename(fresh, link);
};
