import type { ApplicationModel } from '../../assembly/application-model.ts';
import { emptyModel } from '../../assembly/empty-model.ts';
import { readAssembly } from '../../assembly/read-assembly.ts';
import type { ContainerAccess } from '../../engines/engine.ts';
import { EngineStoppedError } from '../../engines/engine-errors.ts';
import { startExecutorServer } from '../../lambda-host/executor/executor-server.ts';
import type { LambdaHost } from '../../lambda-host/lambda-host.ts';
import { region } from '../instance/account.ts';
import type { Application } from '../instance/application.ts';
import type { Engines } from '../instance/engines.ts';
import type { EventSources } from '../instance/event-sources.ts';
import { findCodeDirectory } from '../instance/find-code-directory.ts';
import { runLifecycleInvocations } from '../instance/lifecycle-invocations.ts';
import { openInstanceEventSources } from '../instance/open-instance-event-sources.ts';
import { openInstanceHost } from '../instance/open-instance-host.ts';
import { openInstanceLogs } from '../instance/open-instance-logs.ts';
import type { PlatformOptions } from '../instance/platform-options.ts';
import { preferredPorts } from '../instance/preferred-ports.ts';
import { reconcileInstanceTopics } from '../instance/reconcile-instance-topics.ts';
import { toDatabaseSecrets } from '../instance/to-database-secrets.ts';
import { toEventSourcePorts } from '../instance/to-event-source-ports.ts';
import { toEventSourceStatus } from '../instance/to-event-source-status.ts';
import { startLocalStackLambdaApi } from '../lambda-api/localstack-lambda-api.ts';
import { startAccessLogProxy } from './access-log-proxy.ts';
import { decideParameters } from './decide-parameters.ts';
import { deployApplication } from './deploy-application.ts';
import { DeployedCodeError } from './deployed-code-error.ts';
import { findApiUrl } from './find-api-url.ts';
import { type FunctionLogs, followFunctionLogs } from './follow-function-logs.ts';
import { openLambdaInvoker } from './lambda-invoker.ts';
import { scratchDirectoryOf } from './scratch-directory-of.ts';
import { toPhysicalValues } from './to-physical-values.ts';

type ApplicationOptions = Omit<PlatformOptions, 'onLost'> & {
  readonly engines: Engines;
  readonly functionsIn: 'processes' | 'containers';
  /** Whether this LocalStack hands its functions to our Lambda host; else what they log is in its CloudWatch Logs. */
  readonly runsFunctions: boolean;
  /** How functions in containers come to this machine. */
  readonly containers: ContainerAccess | undefined;
};

/**
 * LocalStack has the gateway, the functions, the tables and the schedules; topics, seed, migration and event sources are ours, and so
 * is what runs the functions where LocalStack runs without Docker.
 */
export const openLocalStackApplication = async (options: ApplicationOptions): Promise<Application> => {
  const { instance, state, log, report, signal, engines, functionsIn, runsFunctions, containers } = options;
  let applied: ApplicationModel = emptyModel;
  let deploying: ApplicationModel = emptyModel;
  let apiUrl: string | undefined;
  const logs = openInstanceLogs(instance);
  const localStackUrl = (): string => engines.store.endpoint?.address ?? '';

  await using opening = new AsyncDisposableStack();
  opening.defer(() => logs.flush());
  let functionLogs: FunctionLogs | undefined;
  opening.defer(async () => functionLogs?.close());

  const host: LambdaHost = openInstanceHost({
    instance,
    state,
    log,
    hostEnvironment: (definition) => toDatabaseSecrets(definition, engines.postgres.database),
    logSink: (entry) => logs.functions.write(entry),
  });
  opening.defer(() => host.close());

  const executor = await startExecutorServer({
    socketPath: instance.executorSocket,
    host,
    codeDirectoryOf: (functionName, codeDirectory) => {
      const model = deploying.functions.find((each) => each.functionName === functionName);
      return model?.bundle === undefined ? codeDirectory : findCodeDirectory(model, instance);
    },
  });
  opening.defer(() => executor.close());

  const invoker = openLambdaInvoker(localStackUrl);
  opening.defer(() => invoker.close());

  const proxy = await startAccessLogProxy({
    preferredPort: preferredPorts.gateway,
    target: () => apiUrl,
    log: (entry) => logs.gateway.write(entry),
  });
  opening.defer(() => proxy.close());

  const eventSources: EventSources = openInstanceEventSources({
    state,
    logs,
    kafka: engines.kafka,
    functions: () => applied.functions,
    invoke: invoker.invoke,
  });
  opening.defer(() => eventSources.close());

  const lambdaApi = await startLocalStackLambdaApi({
    preferredPort: preferredPorts.lambdaApi,
    ...(containers && { hosts: ['127.0.0.1', containers.address] }),
    localStackUrl: () => engines.store.endpoint?.address,
    ports: toEventSourcePorts(
      () => applied.functions,
      () => eventSources,
    ),
  });
  opening.defer(() => lambdaApi.close());
  await state.update((current) => ({
    ...current,
    ports: { ...current.ports, gateway: proxy.port, lambdaApi: lambdaApi.port },
  }));

  const running = opening.move();
  return {
    model: () => applied,
    apply: async (assemblyDirectory) => {
      const { kafka, postgres } = engines;
      if (kafka.endpoint === undefined) throw new EngineStoppedError('Kafka');
      const parameters = decideParameters({
        functionsIn,
        localStackUrl: localStackUrl(),
        kafka: kafka.endpoint,
        database: (functionsIn === 'containers' ? postgres.containerDatabase : undefined) ?? postgres.database,
        lambdaApiUrl: lambdaApi.urls.at(-1) ?? lambdaApi.url,
      });
      const model = await readAssembly(assemblyDirectory, toPhysicalValues(parameters));
      deploying = model;
      // Schedules run as soon as they are deployed: their events find the topics.
      await reconcileInstanceTopics(kafka, model.topics);
      const outputs = await deployApplication({
        root: instance.root,
        assemblyDirectory,
        scratchDirectory: scratchDirectoryOf(instance),
        localStackUrl: localStackUrl(),
        parameters,
        report,
        signal,
      });
      applied = model;
      if (!runsFunctions) {
        functionLogs ??= followFunctionLogs({
          endpoint: localStackUrl(),
          region,
          functionNames: () => applied.functions.map(({ functionName }) => functionName),
          sink: (entry) => logs.functions.write(entry),
          log,
        });
      }
      await runLifecycleInvocations(model.lifecycleInvocations, invoker.invoke, state);
      apiUrl = findApiUrl(outputs, localStackUrl());
      await eventSources.apply(model.eventSources);
    },
    replaceCode: async (functionNames) => {
      if (!runsFunctions) throw new DeployedCodeError();
      const known = host.status().map(({ functionName }) => functionName);
      await host.replaceCode(functionNames.filter((name) => known.includes(name)));
    },
    status: () => {
      const inHost = host.status();
      return {
        gatewayUrl: proxy.url,
        lambdaApiUrl: lambdaApi.url,
        functions: applied.functions.map(
          ({ functionName }) => inHost.find((each) => each.functionName === functionName) ?? notRunHere(functionName),
        ),
        eventSources: eventSources.list().map(toEventSourceStatus),
        schedules: applied.schedules.map(({ name, enabled }) => ({ name, running: enabled })),
        processes: inHost.flatMap(({ functionName, pids }) => pids.map((pid) => ({ name: functionName, pid }))),
      };
    },
    close: () => running.disposeAsync(),
  };
};

/** Nothing of it is known here: it was not invoked yet, or LocalStack runs it. */
const notRunHere = (functionName: string) => ({ functionName, environments: 0, busy: 0, queued: 0, invocations: 0 });
