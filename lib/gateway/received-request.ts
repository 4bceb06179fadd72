import type { IncomingMessage } from 'node:http';

/** A request whose head and body have been received. */
export interface ReceivedRequest {
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly traceId: string;
  readonly receivedAt: Date;
  readonly method: string;
  readonly path: string;
  readonly queryString: string;
  readonly httpVersion: string;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly host: string;
  readonly userAgent: string | undefined;
  readonly contentType: string | undefined;
  readonly forwardedFor: string | undefined;
  readonly sourceIp: string;
  readonly port: number;
  readonly body: Buffer;
}

type Known = Pick<
  ReceivedRequest,
  'requestId' | 'extendedRequestId' | 'receivedAt' | 'method' | 'path' | 'queryString' | 'body'
>;

/** Takes from Node's request what a proxy event tells. */
export const toReceivedRequest = (
  { headers, rawHeaders, httpVersion, socket }: IncomingMessage,
  known: Known,
): ReceivedRequest => {
  const forwardedFor = headers['x-forwarded-for'];
  return {
    ...known,
    traceId: toTraceId(headers['x-amzn-trace-id'], known),
    httpVersion,
    rawHeaders,
    host: headers.host ?? '',
    userAgent: headers['user-agent'],
    contentType: headers['content-type'],
    forwardedFor: Array.isArray(forwardedFor) ? forwardedFor.join(', ') : forwardedFor,
    sourceIp: (socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    port: socket.localPort ?? 0,
  };
};

/** The client's trace goes on; else one begins here (X-Ray, tracing header). */
const toTraceId = (given: string | string[] | undefined, { requestId, receivedAt }: Known): string => {
  if (typeof given === 'string' && given.includes('Root=')) return given;
  const seconds = Math.floor(receivedAt.getTime() / 1000).toString(16);
  return `Root=1-${seconds}-${requestId.replaceAll('-', '').slice(0, 24)}`;
};
