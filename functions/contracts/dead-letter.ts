/** The topic that takes what a topic's consumers cannot process. */
export const deadLetterTopicOf = <Topic extends string>(topic: Topic): `dlq.${Topic}` => `dlq.${topic}`;

/**
 * Kafka headers that a consumer adds to a record which it gives up. Key, value and the other headers stay as they were,
 * so that the record can be sent again as it is. Topic, partition, offset and consumer identify a repeat.
 */
export const deadLetterHeaders = {
  cause: 'dlq_cause',
  topic: 'dlq_topic',
  partition: 'dlq_partition',
  offset: 'dlq_offset',
  consumer: 'dlq_consumer',
} as const;

/** How many times a record has been sent again from a dead-letter topic; stays with it when it is given up once more. */
export const redriveAttemptsHeader = 'dlq_attempts';

/** The partition of the config table that remembers which records were sent again. */
export const redrivePartition = 'redrive';
