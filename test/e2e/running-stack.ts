import { join } from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import { openSluiceClient, type SluiceClient } from '../../lib/cli/client/sluice-client.ts';
import { buildInstance, type Instance } from '../../lib/targets/instance/instance.ts';
import { InstanceStatus } from '../../lib/targets/instance/instance-status.ts';

const root = join(import.meta.dirname, '../..');

/** Runs a command as a user does, in a process of its own, with handlers frozen between invocations as on AWS. */
export const sluice = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  execa(process.execPath, [join(root, 'bin/sluice.ts'), ...args], {
    cwd: root,
    reject: false,
    stdin: 'ignore',
    env: { SLUICE_FREEZE: '1', ...env },
  });

const UpEnvelope = z.object({ status: z.literal('ok'), data: InstanceStatus });

export interface RunningStack extends AsyncDisposable {
  readonly instance: Instance;
  readonly client: SluiceClient;
}

/** Brings an instance of its own up, empty; disposing of it ends its processes and removes its data. */
export const startStack = async (name: string, env: Readonly<Record<string, string>> = {}): Promise<RunningStack> => {
  const instance = buildInstance(root, name);
  const remove = async (): Promise<void> => {
    const { exitCode, stderr } = await sluice(['reset', '--yes', '--instance', name]);
    if (exitCode !== 0) throw new Error(`reset failed: ${stderr}`);
  };
  await remove();
  try {
    const status = await bringUp(name, env);
    const client = await openSluiceClient(instance, status);
    return {
      instance,
      client,
      [Symbol.asyncDispose]: async () => {
        client.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
};

/** `sluice up`; gives the status it prints. */
export const bringUp = async (name: string, env: Readonly<Record<string, string>> = {}): Promise<InstanceStatus> => {
  const { exitCode, stdout, stderr } = await sluice(['up', '--instance', name, '--json'], env);
  if (exitCode !== 0) throw new Error(`up failed with exit code ${exitCode}: ${stdout}\n${stderr}`);
  return UpEnvelope.parse(JSON.parse(stdout)).data;
};
