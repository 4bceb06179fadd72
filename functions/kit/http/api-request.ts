import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

export type ApiResponse = APIGatewayProxyResult;

/** A proxy event after the middlewares that every route has; its header names are lower-case. */
export interface ApiRequest extends APIGatewayProxyEvent {
  /** Follows the request through every hop. */
  correlationId: string;
  /** T0: epoch milliseconds with a fraction. */
  receivedMs: number;
  /** What the answer's headers say besides, an error's too. */
  answerHeaders: Record<string, string>;
}

/** A request whose API key has been accepted. */
export interface KeyedRequest extends ApiRequest {
  /** Who the key belongs to. */
  consumer: string;
  /** The part of the key that its item is found by. */
  keyLookup: string;
}
