/** An answer that the gateway gives in the function's place. */
export interface GatewayResponse {
  readonly kind: 'gateway';
  readonly statusCode: number;
  readonly errorType: string;
  readonly contentType: string;
  readonly body: string;
  /** For the access log, never for the client. */
  readonly reason: string;
}

const respond = (statusCode: number, errorType: string, body: string, reason: string): GatewayResponse => ({
  kind: 'gateway',
  statusCode,
  errorType,
  contentType: 'application/json',
  body,
  reason,
});

// API Gateway's default gateway responses, to the byte: some have a space after the colon, some have none.
const internalServerError = '{"message": "Internal server error"}';

export const malformedPath = (): GatewayResponse =>
  respond(400, 'BadRequestException', '{"message":"Bad Request"}', 'The path is not well-formed.');

export const unknownRoute = (): GatewayResponse =>
  respond(
    403,
    'MissingAuthenticationTokenException',
    '{"message":"Missing Authentication Token"}',
    'No resource has this path and method.',
  );

/** Over API Gateway's own limit, the only answer that is not JSON. */
export const contentTooLong = (): GatewayResponse => ({
  ...respond(
    413,
    'RequestTooLargeException',
    'HTTP content length exceeded 10485760 bytes.',
    'The body is longer than the 10 MB that API Gateway takes.',
  ),
  contentType: 'text/plain; charset=utf-8',
});

export const eventTooLong = (): GatewayResponse =>
  respond(
    413,
    'BadRequestException',
    '{"message": "Request Too Long"}',
    'The event is longer than the 6 MB that Lambda takes.',
  );

export const invocationThrottled = (reason: string): GatewayResponse =>
  respond(500, 'InternalServerErrorException', internalServerError, reason);

export const malformedBase64 = (): GatewayResponse =>
  respond(500, 'InternalServerErrorException', internalServerError, 'The body of the function is not base64.');

export const functionFailed = (reason: string): GatewayResponse =>
  respond(502, 'InternalServerErrorException', internalServerError, reason);

export const integrationTimedOut = (timeoutMs: number): GatewayResponse =>
  respond(
    504,
    'InternalServerErrorException',
    '{"message": "Endpoint request timed out"}',
    `The function did not answer within ${timeoutMs} ms.`,
  );
