import { join } from 'node:path';
import type { Application } from '../local/application.ts';
import type { Engines } from './engines.ts';
import type { Instance } from './instance.ts';
import type { InstanceStatus } from './instance-status.ts';
import { readProcessMemory } from './process-memory.ts';

interface StatusOptions {
  readonly instance: Instance;
  readonly engines: Engines;
  readonly application: Application;
  readonly startedAt: Date;
  readonly readyInMs: number;
}

/** Looks at everything that runs; engines are asked over their own protocol. */
export const readInstanceStatus = async (options: StatusOptions): Promise<InstanceStatus> => {
  const { instance, engines, application, startedAt, readyInMs } = options;
  const { gateway, lambdaApi, host, eventSources, schedules } = application;
  const model = application.model();
  const engineStatuses = await Promise.all(
    engines.inUse().map(async (engine) => ({
      name: engine.name,
      state: await engine.health(),
      address: engine.endpoint?.address ?? '',
      external: engine.isExternal,
    })),
  );
  const functions = host.status();
  const processes = [
    { name: 'supervisor', pid: process.pid },
    ...engines.inUse().flatMap(({ name, identity }) => (identity ? [{ name, pid: identity.pid }] : [])),
    ...functions.flatMap(({ functionName, pids }) => pids.map((pid) => ({ name: functionName, pid }))),
  ];
  const memory = await readProcessMemory(processes.map(({ pid }) => pid));

  return {
    instance: instance.name,
    state: engineStatuses.every(({ state }) => state === 'up') ? 'ready' : 'degraded',
    startedAt: startedAt.toISOString(),
    readyInMs,
    gatewayUrl: gateway.url,
    lambdaApiUrl: lambdaApi.url,
    kafkaBootstrapServers: engines.kafka.endpoint?.address ?? '',
    dynamodbEndpoint: engines.dynamodb.endpoint?.address ?? '',
    dataDirectory: join(instance.directory, 'data'),
    logDirectory: instance.logDirectory,
    engines: engineStatuses,
    functions: functions.map(({ functionName, environments, busy, queued, invocations }) => ({
      functionName,
      environments,
      busy,
      queued,
      invocations,
    })),
    eventSources: eventSources.list().map(({ definition: { uuid, functionName }, source }) => ({
      uuid,
      functionName,
      topic: source.definition.topic,
      groupId: source.definition.groupId,
      state: source.state,
      lastProcessingResult: source.lastProcessingResult,
      metrics: { ...source.metrics() },
    })),
    routes: model.routes.flatMap(({ method, path, integration }) =>
      integration.kind === 'lambda' ? [{ method, path, functionName: integration.functionName }] : [],
    ),
    topics: model.topics.map(({ topicName, partitions }) => ({ topicName, partitions })),
    tables: model.tables.map(({ tableName }) => tableName),
    schedules: schedules.list().map(({ schedule: { name, expression, functionName }, running }) => ({
      name,
      expression,
      functionName,
      running,
    })),
    notEmulated: model.notEmulated.map(({ path, type }) => ({ path, type })),
    processes: processes.map(({ name, pid }) => ({ name, pid, memoryMb: memory.get(pid) ?? 0 })),
  };
};
