import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import { SluiceError } from '../../foundation/sluice-error.ts';
import { region } from '../instance/account.ts';
import type { Step } from '../target.ts';
import { openDeploymentProgress } from './deployment-progress.ts';

/** cdklocal could not deploy; what CloudFormation said is in the message. */
export class DeploymentError extends SluiceError {
  readonly code = 'DEPLOYMENT_FAILED';
}

export interface DeploymentOptions {
  /** The project's root: its aws-cdk is the one that deploys. */
  readonly root: string;
  readonly assemblyDirectory: string;
  /** What the CDK would otherwise keep in the user's home, and its log. */
  readonly scratchDirectory: string;
  /** LocalStack as this machine reaches it. */
  readonly localStackUrl: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether the CDK's own bucket and roles are there already. */
  readonly isBootstrapped: boolean;
  readonly report: (step: Step) => void;
  readonly signal: AbortSignal;
}

/** Stack → output → value. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;
const StackOutputs = z.record(z.string(), z.record(z.string(), z.string()));

const cdklocal = fileURLToPath(import.meta.resolve('aws-cdk-local/bin/cdklocal'));

/** Stacks that do not wait for each other. */
const stacksAtOnce = 3;

/**
 * Deploys a cloud assembly to LocalStack with cdklocal: all stacks, those that have not changed not again.
 *
 * @throws DeploymentError
 */
export const deployApplication = async (options: DeploymentOptions): Promise<StackOutputs> => {
  const { assemblyDirectory, scratchDirectory, parameters, report } = options;
  await mkdir(scratchDirectory, { recursive: true });
  const outputsFile = join(scratchDirectory, 'outputs.json');
  const started = performance.now();
  if (!options.isBootstrapped) {
    await runCdk(['bootstrap', `aws://000000000000/${region}`], options, () => undefined);
    report({ text: 'LocalStack bootstrapped for the CDK', ms: performance.now() - started });
  }
  const progress = openDeploymentProgress(report);
  await runCdk(
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

const runCdk = async (
  args: readonly string[],
  { root, scratchDirectory, localStackUrl, signal }: DeploymentOptions,
  onLine: (line: string) => void,
): Promise<void> => {
  const child = execa(process.execPath, [cdklocal, ...args], {
    cwd: scratchDirectory,
    extendEnv: false,
    env: {
      PATH: process.env['PATH'],
      // Both: without the second, assets are sent to a public name.
      AWS_ENDPOINT_URL: localStackUrl,
      AWS_ENDPOINT_URL_S3: localStackUrl,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
      // Where cdklocal finds aws-cdk.
      NODE_PATH: join(root, 'node_modules'),
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      HOME: scratchDirectory,
    },
    all: true,
    stdin: 'ignore',
    reject: false,
    cancelSignal: signal,
  });
  const lines = createInterface({ input: child.all });
  lines.on('line', onLine);
  const { exitCode, all } = await child;
  signal.throwIfAborted();
  if (exitCode !== 0) {
    throw new DeploymentError(`cdklocal ${args[0]} failed: ${toReason(all)}`, {
      cause: new Error(all),
      actions: ['see the log of LocalStack', './sluice down, and ./sluice up, deploys to a fresh one'],
    });
  }
};

const longestReason = 5;

/** The lines in which the CDK names a failure, else its last ones. */
const toReason = (output: string): string => {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => /_FAILED|❌|error/i.test(line));
  return (telling.length > 0 ? telling : lines).slice(-longestReason).join('\n');
};
