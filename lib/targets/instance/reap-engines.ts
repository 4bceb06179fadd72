import { containerName } from '../../engines/localstack/docker/container-name.ts';
import { removeContainers } from '../../engines/localstack/docker/remove-containers.ts';
import type { Instance } from './instance.ts';
import type { InstanceState } from './instance-state.ts';
import { reapProcess } from './reap-process.ts';

/** Ends the engines that a dead supervisor left. @returns how many there were */
export const reapEngines = async (instance: Instance, state: InstanceState): Promise<number> => {
  const reaped = await Promise.all(
    Object.entries(state.engines).flatMap(([name, { process: identity }]) =>
      identity ? [reapProcess(identity, stopSignals.get(name))] : [],
    ),
  );
  if (state.localStack === 'docker')
    await removeContainers(containerName(instance.directory), { environment: process.env });
  return reaped.filter((each) => each).length;
};

const stopSignals: ReadonlyMap<string, NodeJS.Signals> = new Map([
  // At SIGTERM Postgres waits for its clients to leave.
  ['postgres', 'SIGINT'],
  // And LocalStack, which has nothing to keep, takes 8 s.
  ['localstack', 'SIGKILL'],
]);
