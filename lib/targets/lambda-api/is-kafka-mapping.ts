import { z } from 'zod';

const KafkaFields = z.union([
  z.object({ SelfManagedEventSource: z.looseObject({}) }),
  z.object({ SelfManagedKafkaEventSourceConfig: z.looseObject({}) }),
  z.object({ AmazonManagedKafkaEventSourceConfig: z.looseObject({}) }),
  z.object({ EventSourceArn: z.string().regex(/^arn:[^:]+:kafka:/) }),
]);

/** Whether CreateEventSourceMapping asks for a mapping of Kafka: of no other source are these fields (Lambda API reference). */
export const isKafkaMapping = (fields: unknown): boolean => KafkaFields.safeParse(fields).success;
