/**
 * The Lambda host's side of LocalStack's executor plugin, HTTP over a Unix socket:
 * `PUT /environments/{id}` registers an environment, `POST /environments/{id}/invocations` runs it, `DELETE /environments/{id}` ends it.
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import findMyWay from 'find-my-way';
import { listenOnPrivateSocket } from '../../foundation/listen-on-private-socket.ts';
import { HostClosedError } from '../errors.ts';
import type { LambdaHost } from '../lambda-host.ts';
import { openEnvironmentRegister } from './environment-register.ts';
import { ExecutorRequestError } from './errors.ts';
import { readJsonBody } from './read-json-body.ts';
import { type InvocationAnswer, InvocationRequest, Registration } from './registration.ts';
import { toErrorAnswer } from './to-error-answer.ts';

export interface ExecutorServer {
  /** Takes no further request; the invocations under way are answered when they end, at the latest when the host is closed. */
  close(): Promise<void>;
}

interface ExecutorServerOptions {
  /** Another server's that is no more is replaced. */
  readonly socketPath: string;
  readonly host: Pick<LambdaHost, 'put' | 'remove' | 'invoke'>;
  /** Where a function runs from; the folder that is registered where it is left out. */
  readonly codeDirectoryOf?: (functionName: string, codeDirectory: string) => string;
}

/** @returns what is answered as JSON; undefined for 204 */
type Handle = (request: IncomingMessage, id: string) => Promise<object | undefined>;

/** Longer than a client keeps an idle connection, so that none writes into a closing one. */
const keepAliveTimeoutMs = 65_000;

export const startExecutorServer = async ({
  socketPath,
  host,
  codeDirectoryOf = (_functionName, codeDirectory) => codeDirectory,
}: ExecutorServerOptions): Promise<ExecutorServer> => {
  const register = openEnvironmentRegister(host, codeDirectoryOf);
  let closing = false;

  const put: Handle = async (request, id) => {
    await register.put(id, await readJsonBody(request, Registration));
    return undefined;
  };

  const remove: Handle = async (_request, id) => {
    await register.remove(id);
    return undefined;
  };

  const invoke: Handle = async (request, id): Promise<InvocationAnswer> => {
    const { payload, ...options } = await readJsonBody(request, InvocationRequest);
    const outcome = await host.invoke(register.requireKey(id), payload, options);
    return {
      payload: outcome.payload,
      functionError: outcome.functionError ?? null,
      log: Buffer.from(outcome.logTail, 'base64').toString(),
    };
  };

  const serve =
    (handle: Handle): findMyWay.Handler<findMyWay.HTTPVersion.V1> =>
    (request, response, { id = '' }) => {
      const answered = closing ? Promise.reject(new HostClosedError()) : handle(request, id);
      answered
        .then(
          (body) => send(response, body === undefined ? 204 : 200, body),
          (error: unknown) => sendError(response, error),
        )
        .catch((error: Error) => response.destroy(error));
    };

  const router = findMyWay<findMyWay.HTTPVersion.V1>({
    defaultRoute: ({ method, url }, response) =>
      sendError(response, new ExecutorRequestError(`${method} ${url} is no request of the executor.`)),
  });
  router.on('PUT', '/environments/:id', serve(put));
  router.on('DELETE', '/environments/:id', serve(remove));
  router.on('POST', '/environments/:id/invocations', serve(invoke));

  const send = (response: ServerResponse, statusCode: number, body?: object): void => {
    response.shouldKeepAlive &&= !closing;
    response.writeHead(statusCode, body && { 'content-type': 'application/json' });
    response.end(body && JSON.stringify(body));
  };
  const sendError = (response: ServerResponse, error: unknown): void => {
    const { statusCode, body } = toErrorAnswer(error);
    send(response, statusCode, body);
  };

  const server = createServer({ keepAliveTimeout: keepAliveTimeoutMs }, (request, response) =>
    router.lookup(request, response),
  );
  await listenOnPrivateSocket(server, socketPath);
  return {
    close: async () => {
      closing = true;
      server.close();
    },
  };
};
