import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import findMyWay from 'find-my-way';
import { listenOnFreePort } from '../listen-on-free-port.ts';
import type { ApiRequest, ApiRoute } from './api-route.ts';
import { type Answer, toErrorAnswer } from './error-answer.ts';

export interface LambdaApi {
  /** On the first of its hosts. */
  readonly port: number;
  readonly url: string;
  /** Where it listens, in the order of its hosts. */
  readonly urls: readonly string[];
  close(): Promise<void>;
}

export interface ApiServerOptions {
  readonly preferredPort: number;
  /** Addresses of this machine; the loopback interface where it is left out. */
  readonly hosts?: readonly string[];
  readonly routes: readonly ApiRoute[];
  /** Answers what has no route. */
  readonly otherwise: (request: ApiRequest, response: ServerResponse) => Promise<void>;
}

/** A whole ARN, percent-encoded. */
const longestParameter = 500;

export const startApiServer = async ({
  preferredPort,
  hosts = ['127.0.0.1'],
  routes,
  otherwise,
}: ApiServerOptions): Promise<LambdaApi> => {
  const answerOtherwise = (request: ApiRequest, response: ServerResponse): void => {
    otherwise(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else send(response, toErrorAnswer(error));
    });
  };
  const router = findMyWay<findMyWay.HTTPVersion.V1>({
    ignoreTrailingSlash: true,
    maxParamLength: longestParameter,
    defaultRoute: (message, response) => answerOtherwise(toApiRequest(message, {}), response),
  });
  for (const [method, path, handle] of routes) {
    router.on(method, path, (message, response, params) => {
      const request = toApiRequest(message, params);
      handle(request).then(
        (answer) => {
          if (answer === 'otherwise') answerOtherwise(request, response);
          else send(response, answer);
        },
        (error: unknown) => send(response, toErrorAnswer(error)),
      );
    });
  }

  const opened: Opened[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map(({ server }) => closeServer(server)));
  };
  try {
    for (const host of hosts) {
      opened.push(await open(host, preferredPort, (message, response) => router.lookup(message, response)));
    }
  } catch (error) {
    await close();
    throw error;
  }
  const urls = opened.map(({ url }) => url);
  return { port: opened[0]?.port ?? 0, url: urls[0] ?? '', urls, close };
};

interface Opened {
  readonly server: Server;
  readonly port: number;
  readonly url: string;
}

const open = async (host: string, preferredPort: number, listener: RequestListener): Promise<Opened> => {
  const server = createServer(listener);
  const port = await listenOnFreePort(server, preferredPort, 'the Lambda API', host);
  return { server, port, url: `http://${host.includes(':') ? `[${host}]` : host}:${port}` };
};

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });

const toApiRequest = (message: IncomingMessage, params: ApiRequest['params']): ApiRequest => {
  let body: Promise<Buffer> | undefined;
  return {
    message,
    params,
    body: () => {
      body ??= buffer(message);
      return body;
    },
    isBodyRead: () => body !== undefined,
  };
};

const send = (response: ServerResponse, { statusCode, headers, body }: Answer): void => {
  response.writeHead(statusCode, { 'content-type': 'application/json', ...headers }).end(body);
};
