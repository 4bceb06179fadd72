import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { AccessLogEntry } from './access-log-entry.ts';
import { answerRequest, type DeployedRoutes, type Outcome } from './answer-request.ts';
import { functionFailed } from './gateway-response.ts';
import { findHeader } from './integration-response.ts';
import type { InvokeFunction } from './invoke-function.ts';
import { parseTarget } from './parse-target.ts';
import { writeResponse } from './write-response.ts';

export interface RequestPorts {
  readonly invoke: InvokeFunction;
  readonly log: (entry: AccessLogEntry) => void;
  readonly isClosing: () => boolean;
}

const clientClosedRequest = 499;

/** Answers one request and logs it. */
export const handleRequest = async (
  request: IncomingMessage,
  response: ServerResponse,
  deployed: DeployedRoutes,
  { invoke, log, isClosing }: RequestPorts,
): Promise<void> => {
  const startedMs = performance.now();
  const receivedAt = new Date();
  const ids = { requestId: randomUUID(), extendedRequestId: randomBytes(11).toString('base64') };
  const target = parseTarget(request.url ?? '/');
  const method = request.method ?? 'GET';

  const outcome = await answerRequest(request, { ...ids, receivedAt, method, target }, deployed, invoke).catch(
    (error: unknown): Outcome => ({ answer: functionFailed(String(error)) }),
  );
  const { answer, match, integrationLatencyMs, traceId } = outcome;
  if (answer !== undefined) writeResponse(response, answer, { ...ids, traceId }, !isClosing());

  const correlationId =
    (answer?.kind === 'integration' ? findHeader(answer, 'x-correlation-id') : undefined) ??
    request.headers['x-correlation-id'];
  log({
    time: receivedAt.toISOString(),
    requestId: ids.requestId,
    method,
    path: target?.path ?? request.url ?? '',
    ...(match && { resource: match.route.path }),
    status: answer?.statusCode ?? clientClosedRequest,
    latencyMs: roundMs(performance.now() - startedMs),
    ...(integrationLatencyMs !== undefined && { integrationLatencyMs: roundMs(integrationLatencyMs) }),
    ...(answer?.kind === 'gateway' && { reason: answer.reason }),
    ...(typeof correlationId === 'string' && { correlationId }),
  });
};

/** To a thousandth, which is finer than the clock of a busy machine tells. */
const roundMs = (ms: number): number => Math.round(ms * 1000) / 1000;
