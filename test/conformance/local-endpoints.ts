import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import getPort from 'get-port';
import type { FunctionModel } from '../../lib/assembly/application-model.ts';
import { openLambdaHost } from '../../lib/lambda-host/open-lambda-host.ts';
import { type EventSources, openEventSources } from '../../lib/targets/instance/event-sources.ts';
import { buildInstance } from '../../lib/targets/instance/instance.ts';
import { openInstanceState } from '../../lib/targets/instance/instance-state.ts';
import { startLambdaApi } from '../../lib/targets/lambda-api/lambda-api.ts';
import { startKafkaBroker } from '../kafka-broker.ts';
import type { Endpoints } from './endpoints.ts';

/** One file that can be deployed as `index.mjs`, with nothing beside it. */
export const bundleProbe = async (outfile: string): Promise<void> => {
  await build({
    entryPoints: [join(import.meta.dirname, 'probe/index.mjs')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    banner: {
      js: "import { createRequire as createRequireOfProbe } from 'node:module'; globalThis.require ??= createRequireOfProbe(import.meta.url);",
    },
    logLevel: 'silent',
  });
};

/** A broker, a Lambda host with the probe, the Lambda API and event sources, in this process and its children; nothing of an application. */
export const startLocalEndpoints = async (): Promise<Endpoints & AsyncDisposable> => {
  await using opening = new AsyncDisposableStack();
  const root = await mkdtemp(join(tmpdir(), 'sluice-conformance-'));
  opening.defer(() => rm(root, { recursive: true, force: true }));
  const code = join(root, 'probe');
  await bundleProbe(join(code, 'index.mjs'));
  const broker = opening.use(await startKafkaBroker());
  const state = await openInstanceState(buildInstance(root, 'conformance'));

  const functions = [modelOf('probe', code, broker.bootstrapServers), modelOf('probe-throttled', code, [], 0)];
  const host = openLambdaHost({
    hostEnvironment: () => ({}),
    log: () => {},
    limits: { environmentsPerFunction: 16, environments: 16 },
    compileCacheDirectory: join(root, 'compile-cache'),
  });
  opening.defer(() => host.close());
  await host.apply(functions);
  const eventSources: EventSources = openEventSources({
    bootstrapServers: () => broker.bootstrapServers,
    functionArn: (name) => functions.find(({ functionName }) => functionName === name)?.arn ?? '',
    state,
    invoke: (functionName, payload) => host.invoke(functionName, payload),
    log: () => {},
  });
  opening.defer(() => eventSources.close());
  const lambdaApi = await startLambdaApi({
    preferredPort: await getPort(),
    ports: {
      functions: () => functions,
      invoke: (functionName, payload, options) => host.invoke(functionName, payload, options),
      eventSources: () => eventSources.describe(),
      createEventSource: (functionName, properties) => eventSources.create(functionName, properties),
      updateEventSource: (uuid, changes) => eventSources.update(uuid, changes),
      deleteEventSource: (uuid) => eventSources.remove(uuid),
    },
  });
  opening.defer(() => lambdaApi.close());

  const running = opening.move();
  return {
    lambdaEndpoint: lambdaApi.url,
    bootstrapServers: broker.bootstrapServers,
    functionName: 'probe',
    throttledFunctionName: 'probe-throttled',
    eventSourceArn: undefined,
    restartBroker: async () => {
      await broker.kill();
      await broker.restart();
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
};

const modelOf = (
  functionName: string,
  codeDirectory: string,
  bootstrapServers: readonly string[],
  reservedConcurrency?: number,
): FunctionModel => ({
  path: functionName,
  functionName,
  arn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
  handler: 'index.handler',
  runtime: 'nodejs24.x',
  codeDirectory,
  bundle: undefined,
  timeoutMs: 60_000,
  memoryMb: 256,
  environment: { KAFKA_BOOTSTRAP_SERVERS: bootstrapServers.join() },
  reservedConcurrency,
});
