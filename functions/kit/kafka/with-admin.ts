import type { Admin, Kafka } from 'kafkajs';
import { FunctionError } from '../function-error.ts';
import { KafkaUnavailableError } from './kafka-errors.ts';

/**
 * Does some work with a connection of its own: who administers does so seldom, and a connection that was idle while the
 * execution environment was frozen is broken more often than not.
 */
export const withAdmin = async <Result>(kafka: Kafka, work: (admin: Admin) => Promise<Result>): Promise<Result> => {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } catch (error) {
    throw error instanceof FunctionError ? error : new KafkaUnavailableError(error);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
};
