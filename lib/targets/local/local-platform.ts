import { buildDynamoDbEngine } from '../../engines/dynamodb/dynamodb-engine.ts';
import { buildEngines } from '../instance/engines.ts';
import type { Platform } from '../instance/platform.ts';
import type { PlatformOptions } from '../instance/platform-options.ts';
import { openLocalApplication } from './local-application.ts';

/** Kafka, Postgres and DynamoDB Local, and beside them our gateway, Lambda host and event source. */
export const buildLocalPlatform = ({ instance, state, log, report }: PlatformOptions): Platform => {
  const engines = buildEngines({
    instance,
    state,
    log,
    report,
    storeName: 'dynamodb',
    buildStore: buildDynamoDbEngine,
  });
  return {
    engines,
    keepsData: true,
    prepareStore: async () => {},
    openApplication: () => openLocalApplication({ instance, state, log, engines }),
  };
};
