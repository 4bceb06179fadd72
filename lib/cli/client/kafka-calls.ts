import { z } from 'zod';
import { KafkaGroup, KafkaLag, KafkaTopic } from '../../../functions/contracts/admin/kafka.ts';
import { type AdminAccess, callAdmin } from './admin-request.ts';

/** Kafka's topics with the ends of their partitions. */
export const listTopics = (admin: AdminAccess): Promise<KafkaTopic[]> =>
  callAdmin(admin, { method: 'GET', path: '/v1/kafka/topics', schema: z.array(KafkaTopic) });

/** The consumer groups of every flow. */
export const listGroups = (admin: AdminAccess): Promise<KafkaGroup[]> =>
  callAdmin(admin, { method: 'GET', path: '/v1/kafka/consumer-groups', schema: z.array(KafkaGroup) });

/** How far the groups of every flow are behind, by partition. */
export const readLag = (admin: AdminAccess): Promise<KafkaLag[]> =>
  callAdmin(admin, { method: 'GET', path: '/v1/kafka/lag', schema: z.array(KafkaLag) });
