import type { FunctionModel } from '../../assembly/application-model.ts';
import type { EventSourcePorts } from '../lambda-api/event-source-routes.ts';
import type { EventSources } from './event-sources.ts';

/** What Lambda's API does with an instance's pollers; both are asked for at each request, for they are there later than the API. */
export const toEventSourcePorts = (
  functions: () => readonly FunctionModel[],
  eventSources: () => EventSources,
): EventSourcePorts => ({
  functions,
  eventSources: () => eventSources().describe(),
  createEventSource: (functionName, properties) => eventSources().create(functionName, properties),
  updateEventSource: (uuid, changes) => eventSources().update(uuid, changes),
  deleteEventSource: (uuid) => eventSources().remove(uuid),
});
