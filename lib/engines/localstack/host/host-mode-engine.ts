import { join } from 'node:path';
import type { Engine, EngineOptions } from '../../engine.ts';
import { engineDirectories } from '../../engine-directories.ts';
import { bringJars } from '../../java/bring-jars.ts';
import { findJava } from '../../java/find-java.ts';
import { buildManagedEngine } from '../../managed-engine.ts';
import { probeLocalStack } from '../probe-localstack.ts';
import { findPython } from './find-python.ts';
import { installLocalStack } from './install-localstack.ts';
import { buildEnvironment } from './localstack-environment.ts';
import { provideFileSystem } from './provide-file-system.ts';

interface HostModeOptions extends EngineOptions {
  /** Where the Lambda host listens that runs LocalStack's functions: a Unix socket. */
  readonly executorSocket: string;
}

const title = 'LocalStack';
const preferredPort = 4566;
const dynamoDb = {
  name: 'dynamodb',
  title: 'DynamoDB Local',
  pom: join(import.meta.dirname, '..', '..', 'dynamodb', 'pom.xml'),
};

/**
 * LocalStack as a process, without Docker: from PyPI, its DynamoDB from the jars of the engine `dynamodb`, its functions run by the
 * Lambda host. Its state is in memory and gone with it. It is one process group: no process of it outlives another.
 */
export const buildHostModeEngine = (options: HostModeOptions): Engine => {
  const { root, instanceDirectory, environment, report, executorSocket } = options;
  const { data, logFile } = engineDirectories(instanceDirectory, 'localstack');
  const directory = join(instanceDirectory, data);

  return buildManagedEngine(
    {
      name: 'localstack',
      title,
      preferredPort,
      addressOf: (port) => `http://127.0.0.1:${port}`,
      probe: async (address) => {
        await probeLocalStack(address);
      },
      // Nothing is kept, so nothing is tidied: SIGTERM would take 8 s for it.
      stopSignal: 'SIGKILL',
      prepare: async (signal) => {
        const [python, java] = await Promise.all([findPython(environment), findJava(environment)]);
        const jars = await bringJars({ ...dynamoDb, root, environment, signal, report });
        const installation = await installLocalStack({ python, root, environment, signal, report });
        return async (port) => ({
          command: installation.python,
          // -P: nothing of the working directory is taken for a module.
          args: ['-P', '-m', 'sluice_executor.run_localstack'],
          cwd: instanceDirectory,
          env: buildEnvironment({
            port,
            directory,
            ...(await provideFileSystem(directory, installation.staticLibraries)),
            executor: installation.executor,
            executorSocket,
            java: java.command,
            jars,
            logFile,
            path: environment['PATH'],
          }),
        });
      },
      afterCleanStop: async () => {},
    },
    options,
  );
};
