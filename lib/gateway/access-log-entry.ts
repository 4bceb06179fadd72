/** One request as the gateway saw it, for the access log. */
export interface AccessLogEntry {
  /** When the request's head was received, ISO 8601. */
  readonly time: string;
  readonly requestId: string;
  readonly method: string;
  /** As requested, without the query string. */
  readonly path: string;
  /** The matched path, e.g. `/v1/orders/{id}`. */
  readonly resource?: string;
  /** What was answered; 499 where the client went away before its request was complete. */
  readonly status: number;
  readonly latencyMs: number;
  /** The part of the latency that was spent waiting for the function. */
  readonly integrationLatencyMs?: number;
  /** Why the gateway answered in the function's place. */
  readonly reason?: string;
  /** The `X-Correlation-ID` of the answer or, where it has none, of the request. */
  readonly correlationId?: string;
}
