/**
 * Lambda's API before LocalStack: event source mappings of Kafka are ours, those of other sources LocalStack's, and lists have both.
 * Everything else is passed on to LocalStack as it is.
 */

import { z } from 'zod';
import { openForwarder } from '../forwarder.ts';
import { type ApiRequest, type Handle, readFields, readQuery, toJsonAnswer } from './api-route.ts';
import type { Answer } from './error-answer.ts';
import {
  type EventSourcePorts,
  filterEventSources,
  handleOwnEventSources,
  toEventSourceRoutes,
} from './event-source-routes.ts';
import { isKafkaMapping } from './is-kafka-mapping.ts';
import { LambdaApiError } from './lambda-api-error.ts';
import type { EventSourceMappingBody } from './mapping-configuration.ts';
import { requireFunction } from './require-function.ts';
import { type LambdaApi, startApiServer } from './start-api-server.ts';

interface LocalStackLambdaApiOptions {
  readonly preferredPort: number;
  /** Addresses of this machine, the first for programs on it; the loopback interface alone where it is left out. */
  readonly hosts?: readonly string[];
  /** LocalStack's URL; undefined while it is not known. */
  readonly localStackUrl: () => string | undefined;
  readonly ports: EventSourcePorts;
}

export const startLocalStackLambdaApi = async ({
  preferredPort,
  hosts,
  localStackUrl,
  ports,
}: LocalStackLambdaApiOptions): Promise<LambdaApi> => {
  const forwarder = openForwarder();
  const requireUrl = (): string => {
    const url = localStackUrl();
    if (url === undefined) throw new LambdaApiError('ServiceException', 'LocalStack is not up yet.');
    return url;
  };

  const own = handleOwnEventSources(ports);
  const whereOwn =
    (handle: Handle): Handle =>
    async (request) =>
      ports.eventSources().some(({ UUID }) => UUID === request.params['uuid']) ? handle(request) : 'otherwise';

  const api = await startApiServer({
    preferredPort,
    ...(hosts && { hosts }),
    routes: toEventSourceRoutes({
      list: async (request) => {
        const found = findOwn(ports, request);
        return addToPage(found, await ask(requireUrl(), request));
      },
      get: whereOwn(own.get),
      update: whereOwn(own.update),
      remove: whereOwn(own.remove),
      create: async (request) => (isKafkaMapping(await readFields(request)) ? own.create(request) : 'otherwise'),
    }),
    otherwise: async (request, response) => {
      const body = request.isBodyRead() ? await request.body() : undefined;
      await forwarder.forward(request.message, response, requireUrl(), body).catch(rejectAsUnreachable);
    },
  });
  return {
    ...api,
    close: async () => {
      // What is under way at LocalStack may take as long as a function does.
      forwarder.close();
      await api.close();
    },
  };
};

/** None of a function that is LocalStack's alone; and none on a page that is not the first. */
const findOwn = (ports: EventSourcePorts, request: ApiRequest): readonly EventSourceMappingBody[] => {
  const query = readQuery(request);
  if (query.has('Marker')) return [];
  const functionName = query.get('FunctionName');
  try {
    const functionArn = functionName === null ? null : requireFunction(ports.functions(), functionName).arn;
    return filterEventSources(ports.eventSources(), functionArn, query.get('EventSourceArn'));
  } catch (error) {
    if (error instanceof LambdaApiError) return [];
    throw error;
  }
};

const Page = z.looseObject({ EventSourceMappings: z.array(z.unknown()).default([]) });

const addToPage = (own: readonly EventSourceMappingBody[], theirs: Answer): Answer => {
  if (theirs.statusCode !== 200) return theirs;
  const page = Page.parse(JSON.parse(theirs.body));
  return toJsonAnswer(200, { ...page, EventSourceMappings: [...own, ...page.EventSourceMappings] });
};

/** LocalStack finds out by the signature which service and region are meant. */
const askedHeaders = ['authorization', 'x-amz-date', 'x-amz-security-token'];

const listTimeoutMs = 30_000;

const ask = async (url: string, { message }: ApiRequest): Promise<Answer> => {
  const headers = askedHeaders.flatMap((name): [string, string][] => {
    const value = message.headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  const response = await fetch(new URL(message.url ?? '/', url), {
    headers,
    signal: AbortSignal.timeout(listTimeoutMs),
  }).catch(rejectAsUnreachable);
  const errorType = response.headers.get('x-amzn-errortype');
  return {
    statusCode: response.status,
    ...(errorType !== null && { headers: { 'x-amzn-errortype': errorType } }),
    body: await response.text(),
  };
};

const rejectAsUnreachable = (cause: unknown): never => {
  throw new LambdaApiError('ServiceException', 'LocalStack does not answer.', { cause });
};
