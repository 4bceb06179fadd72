import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ApplicationModel, FunctionModel } from '../../assembly/application-model.ts';
import { emptyModel } from '../../assembly/empty-model.ts';
import type { PhysicalValues } from '../../assembly/physical-values.ts';
import { readAssembly } from '../../assembly/read-assembly.ts';
import type { FunctionDefinition } from '../../lambda-host/function-definition.ts';
import type { LambdaHost } from '../../lambda-host/lambda-host.ts';
import { accountId, region } from '../instance/account.ts';
import type { Application } from '../instance/application.ts';
import type { Engines } from '../instance/engines.ts';
import type { EventSources } from '../instance/event-sources.ts';
import { findCodeDirectory } from '../instance/find-code-directory.ts';
import type { Instance } from '../instance/instance.ts';
import { runLifecycleInvocations } from '../instance/lifecycle-invocations.ts';
import { openInstanceEventSources } from '../instance/open-instance-event-sources.ts';
import { openInstanceHost } from '../instance/open-instance-host.ts';
import { openInstanceLogs } from '../instance/open-instance-logs.ts';
import type { PlatformOptions } from '../instance/platform-options.ts';
import { preferredPorts } from '../instance/preferred-ports.ts';
import { reconcileInstanceTopics } from '../instance/reconcile-instance-topics.ts';
import { toEventSourcePorts } from '../instance/to-event-source-ports.ts';
import { toEventSourceStatus } from '../instance/to-event-source-status.ts';
import { startLambdaApi } from '../lambda-api/lambda-api.ts';
import { buildHostEnvironment } from './build-host-environment.ts';
import { reconcileTables } from './reconcile-tables.ts';
import { type Schedules, startSchedules } from './schedules.ts';
import { startGatewayOnFreePort } from './start-gateway-on-free-port.ts';

type ApplicationOptions = Pick<PlatformOptions, 'instance' | 'state' | 'log'> & { readonly engines: Engines };

/** Everything of the application is ours here: gateway, Lambda API, functions, pollers, schedules. */
export const openLocalApplication = async ({
  instance,
  state,
  log,
  engines,
}: ApplicationOptions): Promise<Application> => {
  let applied: ApplicationModel = emptyModel;
  const logs = openInstanceLogs(instance);

  await using opening = new AsyncDisposableStack();
  opening.defer(() => logs.flush());

  const lambdaApi = await startLambdaApi({
    preferredPort: preferredPorts.lambdaApi,
    ports: {
      ...toEventSourcePorts(
        () => applied.functions,
        () => eventSources,
      ),
      invoke: (functionName, payload, invokeOptions) => host.invoke(functionName, payload, invokeOptions),
    },
  });
  opening.defer(() => lambdaApi.close());

  const host: LambdaHost = openInstanceHost({
    instance,
    state,
    log,
    hostEnvironment: (definition) =>
      buildHostEnvironment(definition, {
        region,
        lambdaApiUrl: lambdaApi.url,
        dynamodbUrl: engines.store.endpoint?.address,
        database: engines.postgres.database,
      }),
    logSink: (entry) => logs.functions.write(entry),
  });
  opening.defer(() => host.close());

  const gateway = await startGatewayOnFreePort({
    accountId,
    invoke: (functionName, payload) => host.invoke(functionName, payload),
    log: (entry) => logs.gateway.write(entry),
  });
  opening.defer(() => gateway.close());

  const eventSources: EventSources = openInstanceEventSources({
    state,
    logs,
    kafka: engines.kafka,
    functions: () => applied.functions,
    invoke: (functionName, payload) => host.invoke(functionName, payload),
  });
  opening.defer(() => eventSources.close());

  const schedules: Schedules = startSchedules(
    (functionName, payload) => host.invoke(functionName, payload, { invocationType: 'Event' }),
    log,
  );
  opening.defer(() => schedules.stop());
  await state.update((current) => ({
    ...current,
    ports: { ...current.ports, gateway: gateway.port, lambdaApi: lambdaApi.port },
  }));

  const reconcileInstanceTables = async ({ tables }: ApplicationModel): Promise<void> => {
    const dynamodb = new DynamoDBClient({
      endpoint: engines.store.endpoint?.address ?? '',
      region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    try {
      await reconcileTables(dynamodb, tables);
    } finally {
      dynamodb.destroy();
    }
  };

  const physicalValues = (): PhysicalValues => ({
    accountId,
    region,
    partition: 'aws',
    kafka: { bootstrapServers: engines.kafka.endpoint?.address ?? '', securityProtocol: 'PLAINTEXT' },
    database: toDatabaseValues(engines),
    apiUrl: gateway.url,
  });

  const running = opening.move();
  return {
    model: () => applied,
    apply: async (assemblyDirectory) => {
      const model = await readAssembly(assemblyDirectory, physicalValues());
      await Promise.all([
        reconcileInstanceTables(model),
        reconcileInstanceTopics(engines.kafka, model.topics),
        host.apply(model.functions.map((each) => toDefinition(each, model, instance))),
      ]);
      applied = model;
      await runLifecycleInvocations(
        model.lifecycleInvocations,
        (functionName, payload) => host.invoke(functionName, payload),
        state,
      );
      gateway.apply(model.routes);
      await eventSources.apply(model.eventSources);
      schedules.apply(model.schedules);
    },
    replaceCode: (functionNames) => host.replaceCode(functionNames),
    status: () => {
      const functions = host.status();
      return {
        gatewayUrl: gateway.url,
        lambdaApiUrl: lambdaApi.url,
        functions,
        eventSources: eventSources.list().map(toEventSourceStatus),
        schedules: schedules.list().map(({ schedule: { name }, running: isRunning }) => ({ name, running: isRunning })),
        processes: functions.flatMap(({ functionName, pids }) => pids.map((pid) => ({ name: functionName, pid }))),
      };
    },
    close: () => running.disposeAsync(),
  };
};

const toDefinition = (
  model: FunctionModel,
  { eventSources, schedules }: ApplicationModel,
  instance: Instance,
): FunctionDefinition => ({
  functionName: model.functionName,
  arn: model.arn,
  handler: model.handler,
  codeDirectory: findCodeDirectory(model, instance),
  timeoutMs: model.timeoutMs,
  memoryMb: model.memoryMb,
  environment: { ...model.environment },
  isBackground: [...eventSources, ...schedules].some(({ functionName }) => functionName === model.functionName),
  ...(model.reservedConcurrency !== undefined && { reservedConcurrency: model.reservedConcurrency }),
});

const toDatabaseValues = ({ postgres: { database } }: Engines): PhysicalValues['database'] => ({
  host: database?.host ?? '',
  port: database?.port ?? 0,
  name: database?.name ?? '',
  user: database?.user ?? '',
  authentication: 'NONE',
});
