import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { SluiceError } from '../../foundation/sluice-error.ts';
import type { TargetName } from '../target-name.ts';
import type { Instance } from './instance.ts';

export class SynthesisError extends SluiceError {
  readonly code = 'SYNTHESIS_FAILED';
}

export interface Synthesis {
  readonly directory: string;
  /** True where the inputs were those of the last synthesis and its output was taken again. */
  readonly reused: boolean;
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

/** Synthesises the application for an instance, or takes the last output where no input has changed since. */
export const synthesise = async (instance: Instance, target: TargetName): Promise<Synthesis> => {
  const directory = instance.assemblyDirectory;
  const digestFile = join(directory, 'inputs.sha256');
  const digest = await digestInputs(instance.root, target);
  const last = await readFile(digestFile, 'utf8').catch(() => '');
  if (last === digest) return { directory, reused: true };

  const result = await execa(process.execPath, [join(instance.root, 'bin/app.ts'), ...contextFor(target)], {
    cwd: instance.root,
    env: { CDK_OUTDIR: directory },
    reject: false,
    stdin: 'ignore',
  });
  if (result.exitCode !== 0) {
    const [firstLine = 'no output'] = result.stderr.split('\n').filter((line) => /Error/.test(line));
    throw new SynthesisError(`The application does not synthesise: ${firstLine.trim()}`, {
      cause: new Error(result.stderr),
      actions: ['node bin/app.ts shows the whole message'],
    });
  }
  await writeFile(digestFile, digest);
  return { directory, reused: false };
};
