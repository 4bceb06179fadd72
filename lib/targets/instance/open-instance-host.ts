import { compileCacheDirectory } from '../../foundation/compile-cache-directory.ts';
import type { LambdaHost, LambdaHostSettings } from '../../lambda-host/lambda-host.ts';
import { openLambdaHost } from '../../lambda-host/open-lambda-host.ts';
import type { PlatformOptions } from './platform-options.ts';

type HostOptions = Pick<PlatformOptions, 'instance' | 'state' | 'log'> & {
  readonly hostEnvironment: LambdaHostSettings['hostEnvironment'];
  readonly logSink: LambdaHostSettings['log'];
};

/** The Lambda host of an instance: its processes are written down, so that they can be ended should the supervisor die. */
export const openInstanceHost = ({ instance, state, log, hostEnvironment, logSink }: HostOptions): LambdaHost =>
  openLambdaHost({
    hostEnvironment,
    log: logSink,
    freezeBetweenInvocations: process.env['SLUICE_FREEZE'] === '1',
    compileCacheDirectory: compileCacheDirectory(instance.root),
    onEnvironmentsChanged: (environments) => {
      state
        .update((current) => ({ ...current, environments: [...environments] }))
        .catch((error: unknown) => {
          log.error({ error }, 'The state file could not be written.');
        });
    },
  });
