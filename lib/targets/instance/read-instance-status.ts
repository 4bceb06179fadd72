import { join } from 'node:path';
import type { Engine } from '../../engines/engine.ts';
import type { TargetName } from '../target-name.ts';
import type { Application } from './application.ts';
import type { Engines } from './engines.ts';
import { findGroupMembers } from './find-group-members.ts';
import type { Instance } from './instance.ts';
import type { InstanceStatus } from './instance-status.ts';
import { readProcessMemory } from './process-memory.ts';

interface StatusOptions {
  readonly instance: Instance;
  readonly target: TargetName;
  readonly keepsData: boolean;
  readonly engines: Engines;
  readonly application: Application;
  readonly startedAt: Date;
  readonly readyInMs: number;
}

/** Looks at everything that runs; engines are asked over their own protocol. */
export const readInstanceStatus = async (options: StatusOptions): Promise<InstanceStatus> => {
  const { instance, target, keepsData, engines, application, startedAt, readyInMs } = options;
  const model = application.model();
  const { processes: environments, schedules, functions, eventSources, ...addresses } = application.status();
  const engineStatuses = await Promise.all(
    engines.inUse().map(async (engine) => ({
      name: engine.name,
      state: await engine.health(),
      address: engine.endpoint?.address ?? '',
      external: engine.isExternal,
    })),
  );
  const processes = [
    { name: 'supervisor', pid: process.pid },
    ...(await Promise.all(engines.inUse().map(findProcesses))).flat(),
    ...environments,
  ];
  const memory = await readProcessMemory(processes.map(({ pid }) => pid));

  return {
    instance: instance.name,
    target,
    state: engineStatuses.every(({ state }) => state === 'up') ? 'ready' : 'degraded',
    startedAt: startedAt.toISOString(),
    readyInMs,
    ...addresses,
    kafkaBootstrapServers: engines.kafka.endpoint?.address ?? '',
    dynamodbEndpoint: engines.store.endpoint?.address ?? '',
    dataDirectory: join(instance.directory, 'data'),
    keepsData,
    logDirectory: instance.logDirectory,
    engines: engineStatuses,
    functions: functions.map(({ functionName, environments: count, busy, queued, invocations }) => ({
      functionName,
      environments: count,
      busy,
      queued,
      invocations,
    })),
    eventSources: [...eventSources],
    routes: model.routes.flatMap(({ method, path, integration }) =>
      integration.kind === 'lambda' ? [{ method, path, functionName: integration.functionName }] : [],
    ),
    topics: model.topics.map(({ topicName, partitions }) => ({ topicName, partitions })),
    tables: model.tables.map(({ tableName }) => tableName),
    schedules: model.schedules.map(({ name, expression, functionName }) => ({
      name,
      expression,
      functionName,
      running: schedules.some((each) => each.name === name && each.running),
    })),
    notEmulated: model.notEmulated.map(({ path, type }) => ({ path, type })),
    processes: processes.map(({ name, pid }) => ({ name, pid, memoryMb: memory.get(pid) ?? 0 })),
  };
};

/** LocalStack starts a database of its own; the processes of the others share nearly all of their memory with them. */
const findProcesses = async ({ name, identity }: Engine): Promise<{ name: string; pid: number }[]> => {
  if (identity === undefined) return [];
  const more = name === 'localstack' ? await findGroupMembers(identity.pid) : [];
  return [{ name, pid: identity.pid }, ...more.map((pid) => ({ name: 'of localstack', pid }))];
};
