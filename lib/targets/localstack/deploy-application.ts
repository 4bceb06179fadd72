import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Step } from '../target.ts';
import { openDeploymentProgress } from './deployment-progress.ts';
import { type CdkLocalOptions, runCdkLocal } from './run-cdklocal.ts';

export interface DeploymentOptions extends CdkLocalOptions {
  readonly assemblyDirectory: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly report: (step: Step) => void;
}

/** Stack → output → value. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;
const StackOutputs = z.record(z.string(), z.record(z.string(), z.string()));

/** Stacks that do not wait for each other. */
const stacksAtOnce = 3;

/**
 * Deploys a cloud assembly to LocalStack with cdklocal: all stacks, those that have not changed not again.
 *
 * @throws CdkLocalError
 */
export const deployApplication = async (options: DeploymentOptions): Promise<StackOutputs> => {
  const { assemblyDirectory, scratchDirectory, parameters, report } = options;
  const outputsFile = join(scratchDirectory, 'outputs.json');
  const progress = openDeploymentProgress(report);
  await runCdkLocal(
    [
      'deploy',
      '--all',
      ...['--require-approval', 'never', '--progress', 'events', '--concurrency', String(stacksAtOnce)],
      ...['--app', assemblyDirectory, '--outputs-file', outputsFile],
      ...Object.entries(parameters).flatMap(([name, value]) => ['--parameters', `${name}=${value}`]),
    ],
    options,
    progress.line,
  );
  progress.end();
  return StackOutputs.parse(JSON.parse(await readFile(outputsFile, 'utf8')));
};
