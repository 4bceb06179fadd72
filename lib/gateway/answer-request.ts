import type { IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import { contentTooLong, type GatewayResponse, malformedPath, unknownRoute } from './gateway-response.ts';
import type { IntegrationResponse } from './integration-response.ts';
import type { InvokeFunction } from './invoke-function.ts';
import { invokeWithin } from './invoke-within.ts';
import { isBinary } from './is-binary.ts';
import { parseProxyResponse } from './parse-proxy-response.ts';
import type { RequestTarget } from './parse-target.ts';
import { readBody } from './read-body.ts';
import { toReceivedRequest } from './received-request.ts';
import type { RouteMatch, RouteTable } from './route-table.ts';
import { type Deployment, toProxyEvent } from './to-proxy-event.ts';

export interface DeployedRoutes extends Deployment {
  readonly table: RouteTable;
}

/** What is known of a request before its body. */
export interface RequestHead {
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly receivedAt: Date;
  readonly method: string;
  /** Undefined where it is malformed. */
  readonly target: RequestTarget | undefined;
}

export interface Outcome {
  /** Undefined where the client went away before its request was complete. */
  readonly answer: IntegrationResponse | GatewayResponse | undefined;
  readonly match?: RouteMatch;
  readonly integrationLatencyMs?: number;
  readonly traceId?: string;
}

/** Finds the route of a request, reads its body and has its integration answer. */
export const answerRequest = async (
  request: IncomingMessage,
  { target, ...head }: RequestHead,
  deployed: DeployedRoutes,
  invoke: InvokeFunction,
): Promise<Outcome> => {
  if (target === undefined) return { answer: malformedPath() };
  const match = deployed.table.find(head.method, target.path);
  if (match === undefined) return { answer: unknownRoute() };
  const { integration, binaryMediaTypes } = match.route;
  if (integration.kind === 'mock') {
    const { statusCode, headers } = integration;
    return { match, answer: { kind: 'integration', statusCode, headers: Object.entries(headers).flat(), body: '' } };
  }

  const received = await readBody(request);
  if (received.kind === 'aborted') return { match, answer: undefined };
  if (received.kind === 'too-long') return { match, answer: contentTooLong() };

  const full = toReceivedRequest(request, { ...head, ...target, body: received.body });
  const event = JSON.stringify(toProxyEvent(full, match, deployed));
  const invokedMs = performance.now();
  const answer = await invokeWithin(invoke, integration.functionName, event, integration.timeoutMs);
  const integrationLatencyMs = performance.now() - invokedMs;
  if (answer.kind === 'gateway') return { match, answer, integrationLatencyMs };

  const takesBinary = isBinary(request.headers.accept, binaryMediaTypes);
  return {
    match,
    answer: parseProxyResponse(answer.payload, takesBinary),
    integrationLatencyMs,
    traceId: full.traceId,
  };
};
