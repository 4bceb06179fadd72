/**
 * The slice of Lambda's API that programs of the application use: Invoke, ListFunctions, GetFunctionConfiguration and
 * List-, Get-, Create-, Update- and DeleteEventSourceMapping. Everything else, of any AWS service, is answered 501 "not emulated locally".
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import findMyWay from 'find-my-way';
import { z } from 'zod';
import type { FunctionModel } from '../../assembly/application-model.ts';
import { listenOnFreePort } from '../listen-on-free-port.ts';
import { type Answer, toErrorAnswer } from './error-answer.ts';
import { toFunctionConfiguration } from './function-configuration.ts';
import { LambdaApiError } from './lambda-api-error.ts';
import type { EventSourceMappingBody } from './mapping-configuration.ts';
import { parseFunctionName } from './parse-function-name.ts';

const InvocationType = z.enum(['RequestResponse', 'Event', 'DryRun']);

interface InvokeResult {
  readonly payload: string;
  readonly functionError: string | undefined;
  readonly executedVersion: string;
  readonly requestId: string;
  /** Base64 of the last 4 KB of the invocation's log. */
  readonly logTail: string;
}

type Fields = Readonly<Record<string, unknown>>;

export interface LambdaApiPorts {
  functions(): readonly FunctionModel[];
  invoke(
    functionName: string,
    payload: string,
    options: { invocationType: 'RequestResponse' | 'Event'; clientContext?: string },
  ): Promise<InvokeResult>;
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

export interface LambdaApi {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

type Handle = (request: IncomingMessage, params: Readonly<Record<string, string | undefined>>) => Promise<Answer>;

const json = (statusCode: number, value: object): Answer => ({ statusCode, body: JSON.stringify(value) });

export const startLambdaApi = async (options: { preferredPort: number; ports: LambdaApiPorts }): Promise<LambdaApi> => {
  const router = findMyWay<findMyWay.HTTPVersion.V1>({ ignoreTrailingSlash: true });
  const handles: [findMyWay.HTTPMethod, string, Handle][] = [
    ['POST', '/2015-03-31/functions/:name/invocations', invoke(options.ports)],
    ['GET', '/2015-03-31/functions', listFunctions(options.ports)],
    ['GET', '/2015-03-31/functions/:name/configuration', getFunctionConfiguration(options.ports)],
    ['GET', '/2015-03-31/event-source-mappings', listEventSources(options.ports)],
    ['GET', '/2015-03-31/event-source-mappings/:uuid', getEventSource(options.ports)],
    ['POST', '/2015-03-31/event-source-mappings', createEventSource(options.ports)],
    ['PUT', '/2015-03-31/event-source-mappings/:uuid', updateEventSource(options.ports)],
    ['DELETE', '/2015-03-31/event-source-mappings/:uuid', deleteEventSource(options.ports)],
  ];
  for (const [method, path, handle] of handles) {
    router.on(method, path, (request, response, params) => {
      handle(request, params).then(
        (answer) => send(response, answer),
        (error: unknown) => send(response, toErrorAnswer(error)),
      );
    });
  }
  const server = createServer((request, response) => {
    const method = Method.safeParse(request.method);
    if (method.success && router.find(method.data, toPath(request.url))) router.lookup(request, response);
    else send(response, toErrorAnswer(notEmulated(request)));
  });
  const port = await listenOnFreePort(server, options.preferredPort, 'the Lambda API');
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
};

const toPath = (url = '/'): string => url.split('?')[0] ?? '/';

const Method = z.enum(['GET', 'POST', 'PUT', 'DELETE']);

const notEmulated = (request: IncomingMessage): LambdaApiError => {
  const operation = request.headers['x-amz-target'] ?? `${request.method} ${request.url}`;
  return new LambdaApiError('NotEmulatedException', `${operation} is not emulated locally.`);
};

const send = (response: ServerResponse, { statusCode, headers, body }: Answer): void => {
  response.writeHead(statusCode, { 'content-type': 'application/json', ...headers }).end(body);
};

const readJson = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const text = (await buffer(request)).toString();
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (cause) {
    throw new LambdaApiError('InvalidRequestContentException', 'Could not parse request body into json.', { cause });
  }
};

const requireFunction = (ports: LambdaApiPorts, text = ''): FunctionModel => {
  const name = parseFunctionName(text);
  const model = ports.functions().find((each) => each.functionName === name);
  if (model) return model;
  const known = ports.functions().map((each) => each.functionName);
  throw new LambdaApiError('ResourceNotFoundException', `Function not found: ${name}; there are ${known.join(', ')}`);
};

const requireEventSource = (ports: LambdaApiPorts, uuid = ''): EventSourceMappingBody => {
  const found = ports.eventSources().find((each) => each.UUID === uuid);
  if (found) return found;
  throw new LambdaApiError('ResourceNotFoundException', `The event source mapping ${uuid} does not exist.`);
};

const invoke =
  (ports: LambdaApiPorts): Handle =>
  async (request, { name }) => {
    const model = requireFunction(ports, name);
    const requested = InvocationType.safeParse(request.headers['x-amz-invocation-type'] ?? 'RequestResponse');
    if (!requested.success) {
      throw new LambdaApiError('InvalidParameterValueException', 'InvocationType is RequestResponse, Event or DryRun.');
    }
    const body = (await buffer(request)).toString();
    if (requested.data === 'DryRun') return { statusCode: 204, body: '' };
    const clientContext = request.headers['x-amz-client-context'];

    const result = await ports.invoke(model.functionName, body === '' ? '{}' : body, {
      invocationType: requested.data,
      ...(typeof clientContext === 'string' && { clientContext }),
    });
    const wantsLog = request.headers['x-amz-log-type'] === 'Tail';
    return {
      statusCode: requested.data === 'Event' ? 202 : 200,
      headers: {
        'x-amzn-requestid': result.requestId,
        'x-amz-executed-version': result.executedVersion,
        ...(result.functionError !== undefined && { 'x-amz-function-error': result.functionError }),
        ...(wantsLog && { 'x-amz-log-result': result.logTail }),
      },
      body: requested.data === 'Event' ? '' : result.payload,
    };
  };

const listFunctions =
  (ports: LambdaApiPorts): Handle =>
  async () =>
    json(200, { Functions: ports.functions().map(toFunctionConfiguration) });

const getFunctionConfiguration =
  (ports: LambdaApiPorts): Handle =>
  async (_request, { name }) =>
    json(200, toFunctionConfiguration(requireFunction(ports, name)));

const listEventSources =
  (ports: LambdaApiPorts): Handle =>
  async (request) => {
    const query = new URL(request.url ?? '/', 'http://lambda').searchParams;
    const functionName = query.get('FunctionName');
    const wanted = functionName === null ? undefined : requireFunction(ports, functionName).arn;
    const sourceArn = query.get('EventSourceArn');
    const found = ports
      .eventSources()
      .filter((each) => wanted === undefined || each.FunctionArn === wanted)
      .filter((each) => sourceArn === null || each.EventSourceArn === sourceArn);
    return json(200, { EventSourceMappings: found });
  };

const getEventSource =
  (ports: LambdaApiPorts): Handle =>
  async (_request, { uuid }) =>
    json(200, requireEventSource(ports, uuid));

const createEventSource =
  (ports: LambdaApiPorts): Handle =>
  async (request) => {
    const { FunctionName, ...properties } = await readJson(request);
    const { functionName } = requireFunction(ports, String(FunctionName));
    return json(202, await ports.createEventSource(functionName, properties));
  };

const updateEventSource =
  (ports: LambdaApiPorts): Handle =>
  async (request, { uuid }) => {
    const { UUID } = requireEventSource(ports, uuid);
    const { FunctionName, ...changes } = await readJson(request);
    const isMoved = typeof FunctionName === 'string' && FunctionName !== '';
    const moved = isMoved ? { FunctionName: requireFunction(ports, FunctionName).functionName } : {};
    return json(202, await ports.updateEventSource(UUID, { ...changes, ...moved }));
  };

const deleteEventSource =
  (ports: LambdaApiPorts): Handle =>
  async (_request, { uuid }) =>
    json(202, await ports.deleteEventSource(requireEventSource(ports, uuid).UUID));
