import type { ApplicationModel } from './application-model.ts';

/** An application of nothing: what runs before the first one is applied. */
export const emptyModel: ApplicationModel = {
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
