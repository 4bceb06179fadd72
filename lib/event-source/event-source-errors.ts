import { SluiceError } from '../foundation/sluice-error.ts';

/** A mapping that AWS would refuse, or that is not supported here: names the field and the fix. */
export class InvalidEventSourceError extends SluiceError {
  override readonly code = 'INVALID_EVENT_SOURCE';
}

/** The source topic, or the failure destination, is not in the cluster. */
export class TopicMissingError extends SluiceError {
  override readonly code = 'TOPIC_MISSING';
  override readonly retryable = true;
}

/** The broker cannot be reached or has ended the membership. */
export class StreamInterruptedError extends SluiceError {
  override readonly code = 'STREAM_INTERRUPTED';
  override readonly retryable = true;
}

/** The topic takes no message of this size. */
export class RecordTooLargeError extends SluiceError {
  override readonly code = 'RECORD_TOO_LARGE';
}
