import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Kafka, logLevel } from 'kafkajs';
import type { ApplicationModel, FunctionModel } from '../../assembly/application-model.ts';
import type { PhysicalValues } from '../../assembly/physical-values.ts';
import { compileCacheDirectory } from '../../foundation/compile-cache-directory.ts';
import type { Log } from '../../foundation/log.ts';
import { openNdjsonFile } from '../../foundation/ndjson-file.ts';
import type { Gateway } from '../../gateway/start-gateway.ts';
import type { FunctionDefinition } from '../../lambda-host/function-definition.ts';
import type { LambdaHost } from '../../lambda-host/lambda-host.ts';
import { openLambdaHost } from '../../lambda-host/open-lambda-host.ts';
import { startLambdaApi } from '../lambda-api/lambda-api.ts';
import type { LambdaApi } from '../lambda-api/start-api-server.ts';
import { buildHostEnvironment } from './build-host-environment.ts';
import type { Engines } from './engines.ts';
import { type EventSources, openEventSources } from './event-sources.ts';
import type { Instance } from './instance.ts';
import type { InstanceStateStore } from './instance-state.ts';
import { runLifecycleInvocations } from './lifecycle-invocations.ts';
import { preferredPorts } from './preferred-ports.ts';
import { reconcileTables } from './reconcile-tables.ts';
import { reconcileTopics } from './reconcile-topics.ts';
import { type Schedules, startSchedules } from './schedules.ts';
import { startGatewayOnFreePort } from './start-gateway-on-free-port.ts';

/** Everything of the application that is not an engine: gateway, Lambda API, functions, pollers, schedules. */
export interface Application {
  readonly gateway: Gateway;
  readonly lambdaApi: LambdaApi;
  readonly host: LambdaHost;
  readonly eventSources: EventSources;
  readonly schedules: Schedules;
  /** What was applied last. */
  model(): ApplicationModel;
  /** What the template's intrinsic functions stand for here; the engines must be up. */
  physicalValues(): PhysicalValues;
  /** Makes the running application what the model says, by difference. */
  apply(model: ApplicationModel): Promise<void>;
  close(): Promise<void>;
}

interface ApplicationOptions {
  readonly instance: Instance;
  readonly state: InstanceStateStore;
  readonly log: Log;
  readonly engines: Engines;
  readonly accountId: string;
  readonly region: string;
  readonly freezeBetweenInvocations: boolean;
}

/** Opens what can listen before the engines are up; nothing is routed or polled until `apply`. */
export const openApplication = async (options: ApplicationOptions): Promise<Application> => {
  const { instance, state, log, engines, accountId, region, freezeBetweenInvocations } = options;
  let applied: ApplicationModel = emptyModel;
  const files = {
    functions: openNdjsonFile(join(instance.logDirectory, 'functions.ndjson')),
    gateway: openNdjsonFile(join(instance.logDirectory, 'gateway.ndjson')),
    eventSources: openNdjsonFile(join(instance.logDirectory, 'event-sources.ndjson')),
  };

  const findFunction = (functionName: string): FunctionModel | undefined =>
    applied.functions.find((each) => each.functionName === functionName);

  await using opening = new AsyncDisposableStack();
  for (const file of Object.values(files)) opening.defer(() => file.flush());

  const lambdaApi = await startLambdaApi({
    preferredPort: preferredPorts.lambdaApi,
    ports: {
      functions: () => applied.functions,
      invoke: (functionName, payload, invokeOptions) => host.invoke(functionName, payload, invokeOptions),
      eventSources: () => eventSources.describe(),
      createEventSource: (functionName, properties) => eventSources.create(functionName, properties),
      updateEventSource: (uuid, changes) => eventSources.update(uuid, changes),
      deleteEventSource: (uuid) => eventSources.remove(uuid),
    },
  });
  opening.defer(() => lambdaApi.close());

  const host: LambdaHost = openLambdaHost({
    hostEnvironment: (definition) =>
      buildHostEnvironment(definition, {
        region,
        lambdaApiUrl: lambdaApi.url,
        dynamodbUrl: engines.dynamodb.endpoint?.address,
        database: engines.postgres.database,
      }),
    log: (entry) => files.functions.write(entry),
    freezeBetweenInvocations,
    compileCacheDirectory: compileCacheDirectory(instance.root),
    onEnvironmentsChanged: (environments) => {
      state
        .update((current) => ({ ...current, environments: [...environments] }))
        .catch((error: unknown) => {
          log.error({ error }, 'The state file could not be written.');
        });
    },
  });
  opening.defer(() => host.close());

  const gateway = await startGatewayOnFreePort({
    accountId,
    invoke: (functionName, payload) => host.invoke(functionName, payload),
    log: (entry) => files.gateway.write(entry),
  });
  opening.defer(() => gateway.close());

  const eventSources: EventSources = openEventSources({
    bootstrapServers: () => [engines.kafka.endpoint?.address ?? ''],
    functionArn: (functionName) => findFunction(functionName)?.arn ?? '',
    state,
    invoke: (functionName, payload) => host.invoke(functionName, payload),
    log: (entry) => files.eventSources.write({ timestamp: new Date().toISOString(), ...entry }),
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

  const reconcileStores = async (model: ApplicationModel): Promise<void> => {
    const admin = new Kafka({
      clientId: 'sluice-supervisor',
      brokers: [engines.kafka.endpoint?.address ?? ''],
      logLevel: logLevel.NOTHING,
    }).admin();
    const dynamodb = new DynamoDBClient({
      endpoint: engines.dynamodb.endpoint?.address ?? '',
      region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    try {
      const tables = reconcileTables(dynamodb, model.tables);
      await admin.connect();
      await Promise.all([tables, reconcileTopics(admin, model.topics)]);
    } finally {
      dynamodb.destroy();
      await admin.disconnect();
    }
  };

  const running = opening.move();
  return {
    gateway,
    lambdaApi,
    host,
    eventSources,
    schedules,
    model: () => applied,
    physicalValues: () => ({
      accountId,
      region,
      partition: 'aws',
      kafka: { bootstrapServers: engines.kafka.endpoint?.address ?? '', securityProtocol: 'PLAINTEXT' },
      database: toDatabaseValues(engines),
      apiUrl: gateway.url,
    }),
    apply: async (model) => {
      await Promise.all([
        reconcileStores(model),
        host.apply(model.functions.map((each) => toDefinition(each, instance))),
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
    close: () => running.disposeAsync(),
  };
};

/** The bundle that a save rebuilds where there is one, else the asset as it was synthesised. */
const toDefinition = ({ bundle, ...model }: FunctionModel, { root }: Instance): FunctionDefinition => ({
  functionName: model.functionName,
  arn: model.arn,
  handler: model.handler,
  codeDirectory: bundle === undefined ? model.codeDirectory : join(root, '.sluice', 'bundles', bundle),
  timeoutMs: model.timeoutMs,
  memoryMb: model.memoryMb,
  environment: { ...model.environment },
  ...(model.reservedConcurrency !== undefined && { reservedConcurrency: model.reservedConcurrency }),
});

const toDatabaseValues = ({ postgres: { database } }: Engines): PhysicalValues['database'] => ({
  host: database?.host ?? '',
  port: database?.port ?? 0,
  name: database?.name ?? '',
  user: database?.user ?? '',
  authentication: 'NONE',
});

const emptyModel: ApplicationModel = {
  functions: [],
  routes: [],
  topics: [],
  tables: [],
  databases: [],
  eventSources: [],
  schedules: [],
  lifecycleInvocations: [],
  outputs: {},
  notEmulated: [],
};
