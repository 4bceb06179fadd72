import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AccessLogEntry } from '../../gateway/access-log-entry.ts';
import { openForwarder } from '../forwarder.ts';
import { listenOnFreePort } from '../listen-on-free-port.ts';
import { forwardAndLog } from './access-log-forward.ts';

/** Where the application's API is called on this machine, whatever LocalStack's own URL of it is. */
export interface AccessLogProxy {
  readonly port: number;
  /** Without a trailing slash. A path is asked for as it stands in a route, without the stage. */
  readonly url: string;
  /** Stops listening and resolves when every request under way has been answered. */
  close(): Promise<void>;
}

interface AccessLogProxyOptions {
  readonly preferredPort: number;
  /** URL of the API's stage on LocalStack, to which a request's path is appended; undefined while there is none. */
  readonly target: () => string | undefined;
  readonly log: (entry: AccessLogEntry) => void;
}

/** As API Gateway's edge: longer than the keep-alive of usual clients, so that none writes into a closing connection. */
const keepAliveTimeoutMs = 65_000;

/** Passes requests on to LocalStack's gateway, which writes no access log, and writes one in the form of our own gateway's. */
export const startAccessLogProxy = async ({
  preferredPort,
  target,
  log,
}: AccessLogProxyOptions): Promise<AccessLogProxy> => {
  const forwarder = openForwarder();
  let closing = false;
  const server = createServer({ keepAliveTimeout: keepAliveTimeoutMs }, (request, response) => {
    forwardAndLog(request, response, { forwarder, target, log })
      .catch((error: Error) => response.destroy(error))
      .finally(() => {
        if (closing) server.closeIdleConnections();
      });
  });
  const port = await listenOnFreePort(server, preferredPort, 'the API');
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      closing = true;
      const closed = once(server, 'close');
      server.close();
      await closed;
      forwarder.close();
    },
  };
};
