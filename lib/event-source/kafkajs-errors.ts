import { RecordTooLargeError, StreamInterruptedError, TopicMissingError } from './event-source-errors.ts';
import { messageOf } from './message-of.ts';
import type { StreamOptions } from './record-stream.ts';

/** What ended a membership, as an error of ours. */
export const asInterruption = (thrown: unknown, { topic, bootstrapServers }: StreamOptions): Error => {
  const servers = bootstrapServers.join(', ');
  if (kafkaTypeOf(thrown) === 'UNKNOWN_TOPIC_OR_PARTITION') {
    return new TopicMissingError(`Topic ${topic} is not in the cluster at ${servers}.`, {
      cause: thrown,
      actions: [`Create the topic ${topic}: the source begins to read by itself.`],
    });
  }
  return new StreamInterruptedError(`The connection to Kafka at ${servers} was lost: ${messageOf(thrown)}`, {
    cause: thrown,
    actions: ['Check that the broker runs: the source reconnects by itself.'],
  });
};

/** Why records could not be appended. */
export const asAppendError = (thrown: unknown, topic: string): unknown => {
  switch (kafkaTypeOf(thrown)) {
    case 'MESSAGE_TOO_LARGE':
      return new RecordTooLargeError(`${topic} takes no message of this size.`, {
        cause: thrown,
        actions: [`Raise max.message.bytes of ${topic}.`],
      });
    case 'UNKNOWN_TOPIC_OR_PARTITION':
      return new TopicMissingError(`Topic ${topic} is not in the cluster.`, {
        cause: thrown,
        actions: [`Create the topic ${topic}.`],
      });
    default:
      return thrown;
  }
};

/** The protocol's name of the error that a kafkajs error stands for, however deep it lies. */
const kafkaTypeOf = (thrown: unknown): string | undefined => {
  if (!(thrown instanceof Error)) return undefined;
  if ('type' in thrown && typeof thrown.type === 'string') return thrown.type;
  return kafkaTypeOf(thrown.cause);
};
