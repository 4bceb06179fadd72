import { FunctionError } from '../function-error.ts';

export class KafkaUnavailableError extends FunctionError {
  readonly code = 'KAFKA_UNAVAILABLE';
  override readonly status = 503;
  override readonly retryable = true;

  constructor(cause: unknown) {
    super('The Kafka cluster did not answer', { cause, actions: ['Send the request again in a second'] });
  }
}

/** Kafka lets nobody else move a group that has members. */
export class GroupInUseError extends FunctionError {
  readonly code = 'GROUP_IN_USE';
  override readonly status = 409;
  override readonly retryable = true;

  constructor(groups: readonly string[]) {
    super(`${groups.join(', ')} has members`, {
      actions: ['Pause the consumer, and send the request again when its event sources are Disabled'],
    });
  }
}
