import { buildLocalStackEngine } from '../../engines/localstack/localstack-engine.ts';
import { lookForLocalStack } from '../../engines/localstack/look-for-localstack.ts';
import { isSameProcess } from '../../foundation/process-identity.ts';
import { buildEngines } from '../instance/engines.ts';
import type { InstanceStateStore } from '../instance/instance-state.ts';
import type { Platform, PlatformOptions } from '../instance/platform.ts';
import { forgetData } from './forget-data.ts';
import { openLocalStackApplication } from './localstack-application.ts';
import { readStackNames } from './read-stack-names.ts';

/** The stack that is deployed first: a LocalStack without it knows nothing of the application. */
const firstStack = 'SluicePlatform';

/** Kafka, Postgres and a LocalStack, and beside them our event source, invoking through LocalStack's Lambda API. */
export const openLocalStackPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const { instance, state, report, signal, onLost } = options;
  const started = performance.now();
  const place = await lookForLocalStack({ environment: environmentFor(state), signal });
  report({ text: `LocalStack: ${place.reason}`, ms: performance.now() - started });

  const keepsData = place.kind === 'given' || place.kind === 'found';
  const isKnown = keepsData ? (await readStackNames(place.url)).includes(firstStack) : isStillRunning(state);
  if (!isKnown) await forgetData(instance, state);
  await state.update(({ localStack: _before, ...current }) => ({
    ...current,
    ...(place.kind === 'docker' || place.kind === 'host' ? { localStack: place.kind } : {}),
  }));

  const engines = buildEngines({
    ...options,
    storeName: 'localstack',
    containers: place.containers,
    buildStore: (engineOptions) =>
      buildLocalStackEngine(place, { ...engineOptions, executorSocket: instance.executorSocket }),
    onStoreLost: onLost,
  });
  return {
    engines,
    keepsData,
    openApplication: () =>
      openLocalStackApplication({ ...options, engines, functionsIn: place.functionsIn, containers: place.containers }),
  };
};

const isStillRunning = ({ current }: InstanceStateStore): boolean => {
  const left = current.engines['localstack']?.process;
  return left !== undefined && isSameProcess(left);
};

/** One that a dead supervisor left is taken over as what it was started as. */
const environmentFor = (state: InstanceStateStore): NodeJS.ProcessEnv => {
  const { localStack } = state.current;
  return localStack !== undefined && isStillRunning(state)
    ? { ...process.env, SLUICE_LOCALSTACK: localStack }
    : process.env;
};
