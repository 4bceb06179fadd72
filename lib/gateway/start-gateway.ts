import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AccessLogEntry } from './access-log-entry.ts';
import type { DeployedRoutes } from './answer-request.ts';
import type { GatewayRoute } from './gateway-route.ts';
import { handleRequest } from './handle-request.ts';
import type { InvokeFunction } from './invoke-function.ts';
import { buildRouteTable } from './route-table.ts';
import { toPortError } from './to-port-error.ts';

export interface GatewayOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Where to listen; the loopback interface unless told otherwise. */
  readonly host?: string;
  readonly accountId: string;
  readonly invoke: InvokeFunction;
  readonly log: (entry: AccessLogEntry) => void;
}

export interface Gateway {
  readonly port: number;
  /** Without a trailing slash. A path is asked for as it stands in a route, without the stage. */
  readonly url: string;
  /** Replaces the routes for requests from now on; requests under way end as they began, connections stay. */
  apply(routes: readonly GatewayRoute[]): void;
  /** Stops listening and resolves when every request under way has been answered. */
  close(): Promise<void>;
}

/** As API Gateway's edge: longer than the keep-alive of usual clients, so that none writes into a closing connection. */
const keepAliveTimeoutMs = 65_000;

/**
 * A REST API of API Gateway: HTTP in, proxy events out, and back.
 *
 * @throws GatewayPortError when the port cannot be had
 */
export const startGateway = async ({
  port,
  host = '127.0.0.1',
  accountId,
  invoke,
  log,
}: GatewayOptions): Promise<Gateway> => {
  let deployed = deploy([], accountId);
  let closing = false;
  const ports = { invoke, log, isClosing: () => closing };
  const server = createServer({ keepAliveTimeout: keepAliveTimeoutMs }, (request, response) => {
    handleRequest(request, response, deployed, ports).catch((error: Error) => response.destroy(error));
  });
  const listeningPort = await listen(server, port, host);

  return {
    port: listeningPort,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${listeningPort}`,
    apply: (routes) => {
      deployed = deploy(routes, accountId);
    },
    close: async () => {
      closing = true;
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
};

const deploy = (routes: readonly GatewayRoute[], accountId: string): DeployedRoutes => ({
  accountId,
  deploymentId: createHash('sha256').update(JSON.stringify(routes)).digest('hex').slice(0, 6),
  table: buildRouteTable(routes),
});

const listen = async (server: Server, port: number, host: string): Promise<number> => {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw await toPortError(error, port, host);
  }
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : port;
};
