import { z } from 'zod';
import { TargetName } from '../target-name.ts';

/** What a running instance says of itself over its control socket. */
export const InstanceStatus = z.object({
  instance: z.string(),
  target: TargetName,
  state: z.enum(['starting', 'ready', 'degraded']),
  startedAt: z.string(),
  /** From the start of the supervisor's process until everything answered. */
  readyInMs: z.number().nullable(),
  gatewayUrl: z.string(),
  lambdaApiUrl: z.string(),
  kafkaBootstrapServers: z.string(),
  dynamodbEndpoint: z.string(),
  dataDirectory: z.string(),
  /** False where what it holds ends with a LocalStack that runs here. */
  keepsData: z.boolean(),
  logDirectory: z.string(),
  engines: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['up', 'down']),
      address: z.string(),
      /** True for a server that the user runs. */
      external: z.boolean(),
    }),
  ),
  functions: z.array(
    z.object({ functionName: z.string(), environments: z.int(), busy: z.int(), queued: z.int(), invocations: z.int() }),
  ),
  eventSources: z.array(
    z.object({
      uuid: z.string(),
      functionName: z.string(),
      topic: z.string(),
      groupId: z.string(),
      state: z.string(),
      lastProcessingResult: z.string(),
      metrics: z.record(z.string(), z.unknown()),
    }),
  ),
  routes: z.array(z.object({ method: z.string(), path: z.string(), functionName: z.string() })),
  topics: z.array(z.object({ topicName: z.string(), partitions: z.int() })),
  tables: z.array(z.string()),
  schedules: z.array(
    z.object({ name: z.string(), expression: z.string(), functionName: z.string(), running: z.boolean() }),
  ),
  notEmulated: z.array(z.object({ path: z.string(), type: z.string() })),
  processes: z.array(z.object({ name: z.string(), pid: z.int(), memoryMb: z.number() })),
});
export type InstanceStatus = z.infer<typeof InstanceStatus>;
