import {
  InvokeCommand,
  LambdaClient,
  LambdaServiceException,
  ResourceNotFoundException,
  TooManyRequestsException,
} from '@aws-sdk/client-lambda';
import type { Invoke } from '../../event-source/invoke-batch.ts';
import { SluiceError } from '../../foundation/sluice-error.ts';
import { region } from '../instance/account.ts';

/** Lambda's API refused an invocation or did not answer; the function may or may not have run. */
export class InvocationRefusedError extends SluiceError {
  readonly code: string;
  override readonly retryable = true;

  constructor(functionName: string, cause: unknown) {
    super(`${functionName} could not be invoked: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.code = toCode(cause);
  }
}

const toCode = (cause: unknown): string => {
  if (cause instanceof TooManyRequestsException) return 'THROTTLED';
  if (cause instanceof ResourceNotFoundException) return 'FUNCTION_NOT_FOUND';
  return cause instanceof LambdaServiceException ? 'SERVICE_ERROR' : 'LAMBDA_UNREACHABLE';
};

export interface LambdaInvoker {
  /** @throws InvocationRefusedError where no answer of the function came back */
  readonly invoke: Invoke;
  close(): void;
}

/** Invokes functions synchronously through a Lambda API; nothing is tried again here, for the event source decides on that. */
export const openLambdaInvoker = (endpoint: () => string): LambdaInvoker => {
  let client: LambdaClient | undefined;
  const connect = (): LambdaClient =>
    new LambdaClient({
      endpoint: endpoint(),
      region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
  return {
    invoke: async (functionName, payload) => {
      client ??= connect();
      try {
        const answer = await client.send(new InvokeCommand({ FunctionName: functionName, Payload: payload }));
        return {
          requestId: answer.$metadata.requestId ?? '',
          payload: answer.Payload?.transformToString() ?? '',
          functionError: answer.FunctionError,
        };
      } catch (cause) {
        throw new InvocationRefusedError(functionName, cause);
      }
    },
    close: () => client?.destroy(),
  };
};
