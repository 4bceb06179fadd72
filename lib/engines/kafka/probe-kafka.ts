import { Kafka, logLevel } from 'kafkajs';

const connectionTimeoutMs = 1_000;
const requestTimeoutMs = 2_000;

/** Resolves if the brokers at these addresses (`host:port,host:port`) answer with the cluster's metadata. */
export const probeKafka = async (address: string): Promise<void> => {
  const admin = new Kafka({
    clientId: 'sluice-probe',
    brokers: address.split(','),
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    retry: { retries: 0 },
    logLevel: logLevel.NOTHING,
  }).admin();
  try {
    await admin.connect();
    await admin.describeCluster();
  } finally {
    await admin.disconnect();
  }
};
