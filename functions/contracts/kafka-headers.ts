/** Kafka headers of every event, each UTF-8 text. Hop times are epoch milliseconds with a fraction, e.g. `1674000000000.123`. */
export const kafkaHeaders = {
  correlationId: 'correlation_id',
  eventType: 'event_type',
  source: 'source',
  /** ISO 8601 time at which the event was handed to Kafka. */
  timestamp: 'timestamp',
  /** Version of the schema that the value keeps to, e.g. `1`. */
  schemaVersion: 'schema_version',
  /** T0: the accepting function received the event. */
  createdAt: 't0',
  /** T1: the event is about to be sent to the broker. */
  capturedAt: 't1',
} as const;
