import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { choosePort } from '../choose-port.ts';
import type { Engine, EngineOptions } from '../engine.ts';
import { externalVariables } from '../engine-errors.ts';
import { buildExternalEngine } from '../external-engine.ts';
import { buildJavaCommand } from '../java/java-command.ts';
import { buildJavaEngine } from '../java/java-engine.ts';
import { brokerProperties } from './broker-properties.ts';
import { probeKafka } from './probe-kafka.ts';
import { provideStorage } from './provide-storage.ts';

const title = 'Kafka';
const preferredPort = 19_092;
const heapMb = 384;
const propertiesFile = 'kafka.properties';

/** Apache Kafka: one broker that is its own controller, or the brokers that KAFKA_BOOTSTRAP_SERVERS names. */
export const buildKafkaEngine = (options: EngineOptions): Engine => {
  const { variable } = externalVariables.kafka;
  const named = options.environment[variable];
  if (named) {
    const { hostname: host, port } = new URL(`kafka://${named.split(',')[0]}`);
    const endpoint = { host, port: Number(port), address: named };
    return buildExternalEngine({ name: 'kafka', title, variable, endpoint, probe: probeKafka });
  }

  const { instanceDirectory, report } = options;
  return buildJavaEngine(
    {
      name: 'kafka',
      title,
      preferredPort,
      pom: join(import.meta.dirname, 'pom.xml'),
      addressOf: (port) => `127.0.0.1:${port}`,
      probe: probeKafka,
      prepare: async (ground) => {
        await provideStorage(ground, join(instanceDirectory, ground.data), report);
        return async (port) => {
          const controllerPort = await choosePort(title, { exact: undefined, preferred: port + 1 });
          const properties = brokerProperties({ port, controllerPort, dataDirectory: ground.data });
          await writeFile(join(instanceDirectory, propertiesFile), properties);
          return buildJavaCommand({
            ...ground,
            heapMb,
            cwd: instanceDirectory,
            properties: {
              'log4j2.configurationFile': pathToFileURL(join(import.meta.dirname, 'log4j2.properties')).href,
            },
            mainClass: 'kafka.Kafka',
            args: [propertiesFile],
            archiveClasses: true,
          });
        };
      },
    },
    options,
  );
};
