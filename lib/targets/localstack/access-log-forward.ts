import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccessLogEntry } from '../../gateway/access-log-entry.ts';
import { parseTarget } from '../../gateway/parse-target.ts';
import { startStopwatch } from '../../lambda-host/stopwatch.ts';
import type { Forwarder } from '../forwarder.ts';

interface ForwardPorts {
  readonly forwarder: Forwarder;
  readonly target: () => string | undefined;
  readonly log: (entry: AccessLogEntry) => void;
}

const clientClosedRequest = 499;

/** Passes one request on and logs it. */
export const forwardAndLog = async (
  request: IncomingMessage,
  response: ServerResponse,
  { forwarder, target, log }: ForwardPorts,
): Promise<void> => {
  const elapsed = startStopwatch();
  const receivedAt = new Date();
  const requestId = randomUUID();
  const url = request.url ?? '/';

  const reason = await forward(forwarder, request, response, target());
  if (reason !== undefined && !response.headersSent && !response.destroyed) {
    sendBadGateway(response, requestId, reason);
  }

  const correlationId = response.getHeader('x-correlation-id') ?? request.headers['x-correlation-id'];
  const answeredId = response.getHeader('x-amzn-requestid');
  log({
    time: receivedAt.toISOString(),
    requestId: typeof answeredId === 'string' ? answeredId : requestId,
    method: request.method ?? 'GET',
    path: parseTarget(url)?.path ?? url,
    status: response.headersSent ? response.statusCode : clientClosedRequest,
    latencyMs: elapsed(),
    ...(reason !== undefined && { reason }),
    ...(typeof correlationId === 'string' && { correlationId }),
  });
};

/** @returns why there is no answer; undefined also where the client went away */
const forward = async (
  forwarder: Forwarder,
  request: IncomingMessage,
  response: ServerResponse,
  target: string | undefined,
): Promise<string | undefined> => {
  if (target === undefined) return 'The API is not deployed to LocalStack yet.';
  try {
    await forwarder.forward(request, response, target);
    return undefined;
  } catch (error) {
    return `LocalStack does not answer at ${new URL(target).origin}: ${String(error)}`;
  }
};

const sendBadGateway = (response: ServerResponse, requestId: string, detail: string): void => {
  const problem = { type: 'about:blank', title: 'Bad Gateway', status: 502, detail };
  response
    .writeHead(502, { 'Content-Type': 'application/problem+json', 'x-amzn-RequestId': requestId })
    .end(JSON.stringify(problem));
};
