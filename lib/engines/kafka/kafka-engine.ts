import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine, EngineOptions } from '../engine.ts';
import { buildExternalEngine } from '../external-engine.ts';
import { externalVariables } from '../external-variables.ts';
import { buildJavaCommand } from '../java/java-command.ts';
import { buildJavaEngine } from '../java/java-engine.ts';
import { brokerProperties } from './broker-properties.ts';
import { parseBootstrapServers } from './parse-bootstrap-servers.ts';
import { probeKafka } from './probe-kafka.ts';
import { provideStorage } from './provide-storage.ts';

const title = 'Kafka';
const preferredPort = 19_092;
const preferredContainerPort = 19_095;
const heapMb = 384;
const propertiesFile = 'kafka.properties';

/** To stderr, a tenth of a second sooner than with Log4j; without the several hundred lines of settings at every start. */
const loggingProperties = {
  'org.slf4j.simpleLogger.showDateTime': 'true',
  'org.slf4j.simpleLogger.dateTimeFormat': "yyyy-MM-dd'T'HH:mm:ss.SSSX",
  'org.slf4j.simpleLogger.showThreadName': 'false',
  'org.slf4j.simpleLogger.showShortLogName': 'true',
  'org.slf4j.simpleLogger.log.org.apache.kafka.common.config': 'warn',
};

/** Apache Kafka: one broker that is its own controller, or the brokers that KAFKA_BOOTSTRAP_SERVERS names. */
export const buildKafkaEngine = (options: EngineOptions): Engine => {
  const named = options.environment[externalVariables.kafka.variable];
  if (named) {
    return buildExternalEngine({ name: 'kafka', title, endpoint: parseBootstrapServers(named), probe: probeKafka });
  }

  const { instanceDirectory, report, containers } = options;
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
        return async (port, reserve, knownContainerPort) => {
          // Nobody needs to know it, so instances that start together need not meet on the same.
          const controllerPort = await reserve(20_000 + Math.floor(Math.random() * 10_000));
          const forContainers = containers && {
            address: containers.address,
            port: await reserve(preferredContainerPort, knownContainerPort),
          };
          const properties = brokerProperties({
            port,
            controllerPort,
            dataDirectory: ground.data,
            containers: forContainers,
          });
          await writeFile(join(instanceDirectory, propertiesFile), properties);
          const command = await buildJavaCommand({
            ...ground,
            heapMb,
            compilers: 'first only',
            cwd: instanceDirectory,
            properties: loggingProperties,
            mainClass: 'kafka.Kafka',
            args: [propertiesFile],
            archiveClasses: true,
          });
          return { ...command, containerPort: forContainers?.port };
        };
      },
    },
    options,
  );
};
