import type { LocalStackPlace } from '../../engines/localstack/decide-place.ts';
import { findContainerAccess } from '../../engines/localstack/docker/find-container-access.ts';
import { buildLocalStackEngine } from '../../engines/localstack/localstack-engine.ts';
import { lookForLocalStack } from '../../engines/localstack/look-for-localstack.ts';
import { isSameProcess } from '../../foundation/process-identity.ts';
import { buildEngines } from '../instance/engines.ts';
import type { InstanceStateStore } from '../instance/instance-state.ts';
import type { Platform } from '../instance/platform.ts';
import type { PlatformOptions } from '../instance/platform-options.ts';
import { bootstrapLocalStack } from './bootstrap-localstack.ts';
import { forgetData } from './forget-data.ts';
import { openLocalStackApplication } from './localstack-application.ts';
import { readStackNames } from './read-stack-names.ts';
import { scratchDirectoryOf } from './scratch-directory-of.ts';

/** The stack that is deployed first: a LocalStack without it knows nothing of the application. */
const firstStack = 'SluicePlatform';

/** Kafka, Postgres and a LocalStack, and beside them our event source, invoking through LocalStack's Lambda API. */
export const openLocalStackPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const { instance, state, report, signal, onLost } = options;
  const started = performance.now();
  const environment = environmentFor(state);
  const place = await lookForLocalStack({ environment, signal });
  report({ text: place.reason, ms: performance.now() - started });

  if (!(await isKnownIn(place, state))) await forgetData(instance, state);
  const own = place.kind === 'docker' || place.kind === 'host' ? place.kind : undefined;
  await state.update(({ localStack: _before, ...current }) => ({ ...current, ...(own && { localStack: own }) }));

  const containers = await findContainerAccess(place, { environment, signal });
  const engines = buildEngines({
    ...options,
    containers,
    storeName: 'localstack',
    buildStore: (engineOptions) =>
      buildLocalStackEngine(place, { ...engineOptions, executorSocket: instance.executorSocket }),
    onStoreLost: onLost,
  });
  return {
    engines,
    keepsData: own === undefined,
    prepareStore: () =>
      bootstrapLocalStack(
        {
          root: instance.root,
          scratchDirectory: scratchDirectoryOf(instance),
          localStackUrl: engines.store.endpoint?.address ?? '',
          signal,
        },
        report,
      ),
    openApplication: () =>
      openLocalStackApplication({
        ...options,
        engines,
        functionsIn: place.functionsIn,
        runsFunctions: place.kind === 'host',
        containers,
      }),
  };
};

/** Whether the instance's data belong to what this LocalStack holds. */
const isKnownIn = async (place: LocalStackPlace, state: InstanceStateStore): Promise<boolean> => {
  switch (place.kind) {
    case 'given':
    case 'found':
      return (await readStackNames(place.address)).includes(firstStack);
    case 'docker':
    case 'host':
      return isStillRunning(state);
  }
};

const isStillRunning = ({ current }: InstanceStateStore): boolean => {
  const left = current.engines['localstack']?.process;
  return left !== undefined && isSameProcess(left);
};

/** One that a dead supervisor left is taken over as what it was started as. */
const environmentFor = (state: InstanceStateStore): NodeJS.ProcessEnv => {
  const { localStack } = state.current;
  if (localStack === undefined || !isStillRunning(state)) return process.env;
  return { ...process.env, LOCALSTACK_URL: '', SLUICE_LOCALSTACK: localStack };
};
