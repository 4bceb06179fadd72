import type { FunctionModel } from '../../assembly/application-model.ts';
import { type ApiRoute, type Handle, readFields, toJsonAnswer } from './api-route.ts';
import { LambdaApiError } from './lambda-api-error.ts';
import type { EventSourceMappingBody } from './mapping-configuration.ts';
import { requireFunction } from './require-function.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface EventSourcePorts {
  /** Those of the application. */
  functions(): readonly FunctionModel[];
  eventSources(): readonly EventSourceMappingBody[];
  /** @throws LambdaApiError or InvalidEventSourceError where the mapping is refused */
  createEventSource(functionName: string, properties: Fields): Promise<EventSourceMappingBody>;
  /**
   * @param changes a FunctionName among them is a plain name of a function that there is
   * @throws LambdaApiError or InvalidEventSourceError where the changes are refused
   */
  updateEventSource(uuid: string, changes: Fields): Promise<EventSourceMappingBody>;
  /** @throws LambdaApiError where the mapping is not one that can be deleted */
  deleteEventSource(uuid: string): Promise<EventSourceMappingBody>;
}

/** List-, Get-, Create-, Update- and DeleteEventSourceMapping. */
export interface EventSourceHandles {
  readonly list: Handle;
  readonly get: Handle;
  readonly create: Handle;
  readonly update: Handle;
  readonly remove: Handle;
}

export const toEventSourceRoutes = ({ list, get, create, update, remove }: EventSourceHandles): readonly ApiRoute[] => [
  ['GET', '/2015-03-31/event-source-mappings', list],
  ['GET', '/2015-03-31/event-source-mappings/:uuid', get],
  ['POST', '/2015-03-31/event-source-mappings', create],
  ['PUT', '/2015-03-31/event-source-mappings/:uuid', update],
  ['DELETE', '/2015-03-31/event-source-mappings/:uuid', remove],
];

/** What is answered of the mappings of our own event source; of any other that there is none. `list` is left to the caller. */
export const handleOwnEventSources = (ports: EventSourcePorts): Omit<EventSourceHandles, 'list'> => {
  const requireEventSource = (uuid = ''): EventSourceMappingBody => {
    const found = ports.eventSources().find((each) => each.UUID === uuid);
    if (found) return found;
    throw new LambdaApiError('ResourceNotFoundException', `The event source mapping ${uuid} does not exist.`);
  };

  return {
    get: async ({ params: { uuid } }) => toJsonAnswer(200, requireEventSource(uuid)),
    create: async (request) => {
      const { FunctionName, ...properties } = await readFields(request);
      const { functionName } = requireFunction(ports.functions(), String(FunctionName));
      return toJsonAnswer(202, await ports.createEventSource(functionName, properties));
    },
    update: async (request) => {
      const { UUID } = requireEventSource(request.params['uuid']);
      const { FunctionName, ...changes } = await readFields(request);
      const isMoved = typeof FunctionName === 'string' && FunctionName !== '';
      const moved = isMoved ? { FunctionName: requireFunction(ports.functions(), FunctionName).functionName } : {};
      return toJsonAnswer(202, await ports.updateEventSource(UUID, { ...changes, ...moved }));
    },
    remove: async ({ params: { uuid } }) =>
      toJsonAnswer(202, await ports.deleteEventSource(requireEventSource(uuid).UUID)),
  };
};

/**
 * The mappings of a function, of a source, or both.
 *
 * @param functionArn null for those of any function
 * @param sourceArn null for those of any source
 */
export const filterEventSources = (
  eventSources: readonly EventSourceMappingBody[],
  functionArn: string | null,
  sourceArn: string | null,
): readonly EventSourceMappingBody[] =>
  eventSources
    .filter((each) => functionArn === null || each.FunctionArn === functionArn)
    .filter((each) => sourceArn === null || each.EventSourceArn === sourceArn);
