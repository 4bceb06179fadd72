import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Engine, EngineOptions } from '../../engine.ts';
import { engineDirectories } from '../../engine-directories.ts';
import { buildManagedEngine } from '../../managed-engine.ts';
import { DockerMissingError } from '../localstack-errors.ts';
import { probeLocalStack } from '../probe-localstack.ts';
import { containerName } from './container-name.ts';
import { decideSocket } from './decide-socket.ts';
import { readOperatingSystem } from './docker-machine.ts';
import { lookForDocker } from './look-for-docker.ts';
import { provideImage } from './provide-image.ts';
import { removeContainers } from './remove-containers.ts';
import { runArguments } from './run-arguments.ts';
import { runDocker } from './run-docker.ts';

interface DockerEngineOptions extends EngineOptions {
  readonly image: string;
}

/** Not LocalStack's own 4566: what answers there is the user's. */
const preferredPort = 14_566;

/**
 * LocalStack in a container that belongs to the instance: attached to a docker client, which is the engine's process. Whatever
 * becomes of the client, its containers go before the next start, and with a stop. Its state is in memory and gone with it.
 */
export const buildDockerEngine = (options: DockerEngineOptions): Engine => {
  const { instanceDirectory, environment, report, image } = options;
  const { ownerFile } = engineDirectories(instanceDirectory, 'localstack');
  const name = containerName(instanceDirectory);

  /** Without an engine no container runs, and nothing can be removed: no reason for a stop to fail. */
  const remove = async (): Promise<void> => {
    if ((await lookForDocker({ environment })).answers) await removeContainers(name, { environment });
  };

  const engine = buildManagedEngine(
    {
      name: 'localstack',
      title: 'LocalStack',
      preferredPort,
      addressOf: (port) => `http://127.0.0.1:${port}`,
      probe: async (address) => {
        await probeLocalStack(address);
      },
      // It is Docker that listens, and a container runs only with the port that it publishes.
      isListener: () => isRunning(name, environment),
      prepare: async (signal) => {
        const call = { environment, signal };
        const docker = await lookForDocker(call);
        if (!docker.answers) throw new DockerMissingError(docker.because, 'LocalStack was to run in it.');
        await removeContainers(name, call);
        await provideImage(image, { ...call, report });
        await mkdir(dirname(ownerFile), { recursive: true });
        const operatingSystem = await readOperatingSystem(call);
        const socket = decideSocket({ host: docker.socket, platform: process.platform, operatingSystem });
        const hasToken = Boolean(environment['LOCALSTACK_AUTH_TOKEN']);
        return async (port) => ({
          command: 'docker',
          args: runArguments({ name, image, port, socket, hasToken }),
          cwd: instanceDirectory,
          env: environment,
        });
      },
      afterCleanStop: async () => {},
    },
    options,
  );

  return {
    ...engine,
    get endpoint() {
      return engine.endpoint;
    },
    get identity() {
      return engine.identity;
    },
    adopt: async (identity, endpoint) => {
      const isAdopted = await engine.adopt(identity, endpoint);
      if (!isAdopted) await remove();
      return isAdopted;
    },
    stop: async () => {
      await engine.stop();
      await remove();
    },
  };
};

const isRunning = (name: string, environment: NodeJS.ProcessEnv): Promise<boolean> =>
  runDocker(['container', 'inspect', '--format', '{{.State.Running}}', name], { environment }).then(
    (state) => state === 'true',
    () => false,
  );
