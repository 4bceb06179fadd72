import {
  type LambdaClient,
  ResourceConflictException,
  ResourceInUseException,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { FunctionError } from '../../kit/function-error.ts';

class SourceBusyError extends FunctionError {
  readonly code = 'EVENT_SOURCE_BUSY';
  override readonly status = 409;
  override readonly retryable = true;
}

/** Enables or disables a mapping; Lambda refuses while an earlier change of it is under way. */
export const switchSource = async (client: LambdaClient, uuid: string, enabled: boolean): Promise<void> => {
  try {
    await client.send(new UpdateEventSourceMappingCommand({ UUID: uuid, Enabled: enabled }));
  } catch (cause) {
    if (!(cause instanceof ResourceInUseException || cause instanceof ResourceConflictException)) throw cause;
    throw new SourceBusyError(`The event source mapping ${uuid} is being changed`, {
      cause,
      actions: ['Send the request again when its state is Enabled or Disabled'],
    });
  }
};
