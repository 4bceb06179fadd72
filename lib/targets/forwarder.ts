import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { createProxyServer } from 'httpxy';

/** Passes HTTP requests on as they are, over connections that are kept. */
export interface Forwarder {
  /**
   * Resolves when the response is complete, its client has gone, or the answer broke off: then so does the response. Rejects where
   * there was no answer.
   *
   * @param target a URL; the request's path is appended to its own
   * @param body of a request that has been read already
   */
  forward(request: IncomingMessage, response: ServerResponse, target: string, body?: Buffer): Promise<void>;
  close(): void;
}

/** An idle connection is let go before the server at its other end does, mostly after 5 s: a request never meets its end. */
const idleConnectionMs = 3000;

export const openForwarder = (): Forwarder => {
  const agent = new Agent({ keepAlive: true, timeout: idleConnectionMs });
  // Whether a client keeps its connection says nothing of the one to the target, and the other way round.
  const proxy = createProxyServer({ agent, preserveHeaderKeyCase: true, headers: { connection: 'keep-alive' } });
  proxy.on('proxyRes', ({ headers }) => {
    delete headers['connection'];
    delete headers['keep-alive'];
  });
  return {
    forward: async (request, response, target, body) => {
      await proxy.web(request, response, { target, ...(body && { buffer: Readable.from([body]) }) });
    },
    close: () => agent.destroy(),
  };
};
