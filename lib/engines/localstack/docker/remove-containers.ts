import { ContainersRemainError } from '../localstack-errors.ts';
import { labelOf } from './run-arguments.ts';
import { type DockerCall, runDocker } from './run-docker.ts';

const attempts = 3;

/**
 * Removes LocalStack's container of this name and those of its functions, which all bear the label: a docker client that was
 * killed leaves them running. One that is going by itself may make a removal fail, so what counts is what is left.
 */
export const removeContainers = async (name: string, call: DockerCall): Promise<void> => {
  const label = labelOf(name);
  const list = async (): Promise<string[]> => {
    const ids = await runDocker(['ps', '--all', '--quiet', '--filter', `label=${label}`], call);
    return ids.split('\n').filter((id) => id !== '');
  };
  let cause: unknown;
  let left = await list();
  for (let attempt = 0; left.length > 0 && attempt < attempts; attempt += 1) {
    await runDocker(['rm', '--force', '--volumes', ...left], call).catch((error: unknown) => {
      cause = error;
    });
    left = await list();
  }
  if (left.length > 0) throw new ContainersRemainError(label, left, { cause });
};
