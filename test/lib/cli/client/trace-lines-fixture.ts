/** What the gateway logs of one request, correlation id `mine`. */
export const gatewayLine = {
  time: '2026-11-21T13:49:09.258Z',
  method: 'POST',
  path: '/v1/market/dispatch',
  status: 202,
  latencyMs: 47.5,
  correlationId: 'mine',
};

/** What a consumer logs of the batch that the request's record was in. */
export const batchLine = {
  timestamp: '2026-11-21T13:49:09.398Z',
  function: 'grid-analytics',
  message: 'batch processed',
  correlation_ids: ['other', 'mine'],
  partitions: ['market.dispatch-0'],
  records: 2,
  stored: 2,
  dead_lettered: 0,
  unprocessed: 0,
  duration_ms: 81,
};
