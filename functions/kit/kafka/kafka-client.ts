import { Kafka, type KafkaConfig, logLevel } from 'kafkajs';
import { z } from 'zod';
import { requireVariable } from '../environment.ts';
import { logger } from '../logger.ts';
import { makeIdleConnectionsQuiet } from './make-idle-connections-quiet.ts';

const SecurityProtocol = z.enum(['PLAINTEXT', 'SASL_IAM']);

/** The cluster that KAFKA_BOOTSTRAP_SERVERS and KAFKA_SECURITY_PROTOCOL name. Cold start only. */
export const buildKafka = (environment: NodeJS.ProcessEnv): Kafka => {
  makeIdleConnectionsQuiet();
  return new Kafka({
    clientId: environment['AWS_LAMBDA_FUNCTION_NAME'] ?? 'sluice',
    brokers: requireVariable(environment, 'KAFKA_BOOTSTRAP_SERVERS').split(','),
    ...securityOf(SecurityProtocol.parse(environment['KAFKA_SECURITY_PROTOCOL'] ?? 'PLAINTEXT'), environment),
    connectionTimeout: 1_000,
    requestTimeout: 3_000,
    // The library's own 300 ms makes a moved leader or a busy coordinator cost that much.
    retry: { initialRetryTime: 10, maxRetryTime: 300, retries: 6 },
    logLevel: logLevel.ERROR,
    logCreator:
      () =>
      ({ namespace, log }) =>
        logger.warn(log.message, { kafka: namespace, broker: log['broker'], reason: log['error'] }),
  });
};

const securityOf = (
  protocol: z.infer<typeof SecurityProtocol>,
  environment: NodeJS.ProcessEnv,
): Pick<KafkaConfig, 'ssl' | 'sasl'> => {
  switch (protocol) {
    case 'PLAINTEXT':
      return {};
    case 'SASL_IAM':
      return {
        ssl: true,
        sasl: {
          mechanism: 'oauthbearer',
          oauthBearerProvider: async () => {
            const { signInToMsk } = await import('./sign-in-to-msk.ts');
            return signInToMsk(requireVariable(environment, 'AWS_REGION'));
          },
        },
      };
  }
};
