import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AccessLogEntry } from '../../../lib/gateway/access-log-entry.ts';
import type { GatewayRoute } from '../../../lib/gateway/gateway-route.ts';
import type { InvokeFunction } from '../../../lib/gateway/invoke-function.ts';
import { type Gateway, startGateway } from '../../../lib/gateway/start-gateway.ts';

export const lambdaRoute = (method: string, path: string, changes: Partial<GatewayRoute> = {}): GatewayRoute => ({
  method,
  path,
  integration: { kind: 'lambda', functionName: 'echo', timeoutMs: 29_000 },
  binaryMediaTypes: [],
  apiId: 'a1b2c3d4e5',
  stageName: 'prod',
  ...changes,
});

/** An invoke function that answers every event with one proxy response. */
export const answering =
  (response: unknown): InvokeFunction =>
  async () => ({
    payload: JSON.stringify(response),
    functionError: undefined,
    requestId: 'invocation-1',
  });

export interface TestGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly log: AccessLogEntry[];
}

/** A gateway on a port of its own that closes when the test ends. */
export const openGateway = async (routes: readonly GatewayRoute[], invoke: InvokeFunction): Promise<TestGateway> => {
  const log: AccessLogEntry[] = [];
  const gateway = await startGateway({
    port: 0,
    accountId: '000000000000',
    invoke,
    log: (entry) => log.push(entry),
  });
  gateway.apply(routes);
  return { gateway, log, [Symbol.asyncDispose]: () => gateway.close() };
};

export interface RawResponse {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** One request by Node's own client: it changes neither the path nor the headers that it is given. */
export const send = (
  gateway: Gateway,
  method: string,
  path: string,
  {
    body,
    headers = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) },
  }: { headers?: Record<string, string | string[]>; body?: string | Buffer } = {},
): Promise<RawResponse> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: gateway.port, method, path, headers, agent: false },
      async (response) => {
        const chunks = await Array.fromAsync(response);
        const { statusCode = 0, headers: received, rawHeaders } = response;
        resolve({ statusCode, headers: received, rawHeaders, body: Buffer.concat(chunks) });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
