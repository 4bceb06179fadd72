import type { ServerResponse } from 'node:http';
import type { GatewayResponse } from './gateway-response.ts';
import { findHeader, type IntegrationResponse } from './integration-response.ts';

/** What API Gateway says of every answer. */
export interface ResponseIds {
  readonly requestId: string;
  readonly extendedRequestId: string;
  /** Told where a function was invoked and answered. */
  readonly traceId: string | undefined;
}

/**
 * Writes an answer whole: head and body leave in one piece.
 *
 * @param keepAlive false where the connection is to end with this answer
 */
export const writeResponse = (
  response: ServerResponse,
  answer: IntegrationResponse | GatewayResponse,
  { requestId, extendedRequestId, traceId }: ResponseIds,
  keepAlive: boolean,
): void => {
  const { statusCode, body } = answer;
  const headers = ['x-amzn-RequestId', requestId, 'x-amz-apigw-id', extendedRequestId];
  if (answer.kind === 'gateway') {
    headers.push('x-amzn-ErrorType', answer.errorType, 'Content-Type', answer.contentType);
  } else {
    headers.push(...answer.headers);
    if (findHeader(answer, 'content-type') === undefined) headers.push('Content-Type', 'application/json');
  }
  if (traceId !== undefined) headers.push('X-Amzn-Trace-Id', traceId);
  const isBodiless = statusCode === 204 || statusCode === 304;
  if (!isBodiless) headers.push('Content-Length', String(Buffer.byteLength(body)));
  response.shouldKeepAlive &&= keepAlive;
  response.writeHead(statusCode, headers);
  response.end(isBodiless ? undefined : body);
};
