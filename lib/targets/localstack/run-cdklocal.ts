import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { SluiceError } from '../../foundation/sluice-error.ts';
import { region } from '../instance/account.ts';

/** cdklocal failed; what CloudFormation said is in the message. */
export class CdkLocalError extends SluiceError {
  readonly code = 'CDKLOCAL_FAILED';
}

export interface CdkLocalOptions {
  /** The project's root: its aws-cdk is the one that works. */
  readonly root: string;
  /** What the CDK would otherwise keep in the user's home, and its log. */
  readonly scratchDirectory: string;
  /** LocalStack as this machine reaches it. */
  readonly localStackUrl: string;
  readonly signal: AbortSignal;
}

const cdklocal = fileURLToPath(import.meta.resolve('aws-cdk-local/bin/cdklocal'));

/**
 * Runs cdklocal, aws-cdk against LocalStack, in an environment without any of the user's credentials.
 *
 * @throws CdkLocalError
 */
export const runCdkLocal = async (
  args: readonly string[],
  { root, scratchDirectory, localStackUrl, signal }: CdkLocalOptions,
  onLine: (line: string) => void = () => undefined,
): Promise<void> => {
  await mkdir(scratchDirectory, { recursive: true });
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
    throw new CdkLocalError(`cdklocal ${args[0]} failed: ${toReason(all)}`, {
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
